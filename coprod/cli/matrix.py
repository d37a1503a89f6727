"""`coprod matrix`: works for and against between two areas."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.complete import term_names
from coprod.cli.errors import input_errors


@click.command(name="matrix")
@click.argument("graph", type=click.Path())
@click.option("--rows", required=True, help="Area of the rows, such as Process.", shell_complete=term_names)
@click.option("--columns", required=True, help="Area of the columns, such as Outcome.", shell_complete=term_names)
@click.option("--relation", default="", help="Only claims with this relation.", shell_complete=term_names)
@click.option("--all", "whole", is_flag=True, help="Also terms of which nothing is said here.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File: .csv .xlsx .svg .png")
def command(graph: str, rows: str, columns: str, relation: str, whole: bool, output: Path | None) -> None:
    """Counts the independent works for and against each claim that leads from a row to a column of GRAPH.

    A work counts for a pair where it asserts a link between the two, and against where it denies one, or asserts an
    adverse one: worsens, hinders, has no effect on. A pair of which nothing is said is a gap.
    """
    from coprod.matrix.cells import matrix
    from coprod.matrix.chart import MissingLibrary
    from coprod.matrix.write import BadEnding, as_text, check, write
    from coprod.queries.parameters import BadParameter
    from coprod.store import StoreError, UnreadableGraph, open_store

    with input_errors(UnreadableGraph, StoreError, BadParameter, BadEnding, MissingLibrary):
        if output is not None:
            check(output)
        found = matrix(open_store(graph), rows, columns, relation, whole=whole)
        if output is not None:
            write(found, output)
    if output is None:
        click.echo(as_text(found), nl=False)
    else:
        click.echo(f"Wrote {output}", err=True)
