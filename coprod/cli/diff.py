"""`coprod diff`: what changed between two graphs."""

from __future__ import annotations

import click

from coprod.cli.errors import input_errors


@click.command(name="diff")
@click.argument("graph1", type=click.Path())
@click.argument("graph2", type=click.Path())
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True)
def command(graph1: str, graph2: str, format_: str) -> None:
    """Says what changed from GRAPH1 to GRAPH2: statements, support and dispute of claims, direct triples."""
    from coprod.comparison.contents import contents
    from coprod.comparison.difference import difference
    from coprod.reports.difference import render
    from coprod.store import StoreError, UnreadableGraph, open_store

    with input_errors(UnreadableGraph, StoreError):
        found = difference(contents(open_store(graph1)), contents(open_store(graph2)))
    click.echo(render(found, format_))
