"""`coprod stats`: a graph in numbers."""

from __future__ import annotations

import click

from coprod.cli.errors import input_errors


@click.command(name="stats")
@click.argument("graph", type=click.Path())
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(graph: str, format_: str) -> None:
    """Counts what GRAPH holds: statements, claims, works, disputes, terms."""
    from coprod.comparison.statistics import statistics
    from coprod.reports.difference import numbers
    from coprod.store import StoreError, UnreadableGraph, open_store

    with input_errors(UnreadableGraph, StoreError):
        found = statistics(open_store(graph))
    click.echo(numbers(found, format_))
