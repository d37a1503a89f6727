"""`coprod export`: a graph in another form."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors


@click.command(name="export")
@click.argument("graph", type=click.Path())
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="File: .jsonld .graphml .csv .parquet"
)
@click.option(
    "--table",
    type=click.Choice(["statements", "propositions", "works", "groundings", "concepts"]),
    default="statements",
    show_default=True,
    help="The table of a .csv or .parquet file.",
)
def command(graph: str, output: Path, table: str) -> None:
    """Writes GRAPH (a file, the folder of a store, or the URL of a SPARQL endpoint) in another form.

    JSON-LD holds all of it, GraphML the network of propositions, CSV and Parquet one table.
    """
    from coprod.exports.files import UnknownExport, checked_ending, export
    from coprod.exports.graphml import ExtraMissing
    from coprod.store import BadQuery, StoreError, UnreadableGraph, open_store

    with input_errors(UnreadableGraph, StoreError, BadQuery, UnknownExport, ExtraMissing):
        checked_ending(output)
        with open_store(graph) as store:
            export(store, output, table)
    click.echo(f"Wrote {output}", err=True)
