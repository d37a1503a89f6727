"""`coprod serve`: a SPARQL endpoint on this computer."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors


@click.command(name="serve")
@click.argument("graph", type=click.Path(path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 takes a free one.")
@click.option("--timeout", type=click.IntRange(1), default=60, show_default=True, help="Seconds for one query.")
def command(graph: Path, port: int, timeout: int) -> None:
    """Serves GRAPH, a file or the folder of a store, to SPARQL programs on this computer until Ctrl-C.

    It is for yourself and not for strangers: one bad query can stop it.
    """
    from coprod.serving.server import ServeError, serve
    from coprod.store import StoreError, UnreadableGraph

    with input_errors(UnreadableGraph, StoreError, ServeError):
        serve(graph, port, timeout, click.echo)
