"""`coprod store`: graphs kept in a folder, or sent to a server."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors

_GRAPHS = click.argument("graphs", nargs=-1, required=True, type=click.Path(path_type=Path))
_FOLDER = click.option(
    "-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="The folder of the store."
)


@click.group(name="store")
def command() -> None:
    """Keeps large graphs in a folder that opens in milliseconds, or sends them to a SPARQL server."""


@command.command()
@_GRAPHS
@_FOLDER
@click.option("--replace", is_flag=True, help="Put the new store in the place of an old one.")
def build(graphs: tuple[Path, ...], folder: Path, replace: bool) -> None:
    """Loads GRAPHS into a new store. The folder appears when all is loaded, or not at all.

    Ask it as you ask a file: coprod query FOLDER --name evidence
    """
    from coprod.store import DiskStore, StoreError, UnreadableGraph

    with input_errors(UnreadableGraph, StoreError):
        DiskStore.build(folder, graphs, replace=replace)
        with DiskStore(folder) as store:
            click.echo(f"Wrote {folder}: {len(store)} triples", err=True)


@command.command()
@_GRAPHS
@_FOLDER
def add(graphs: tuple[Path, ...], folder: Path) -> None:
    """Adds GRAPHS to a store, all of them or none, and takes out direct triples that are disputed now."""
    from coprod.store import DiskStore, StoreError, UnreadableGraph

    with input_errors(UnreadableGraph, StoreError), DiskStore(folder, writable=True) as store:
        before = len(store)
        store.add(graphs)
        click.echo(f"Wrote {folder}: {len(store)} triples, {before} before", err=True)


@command.command()
@_GRAPHS
@click.option("--query", "query_url", required=True, help="The server's address for queries.")
@click.option("--update", "update_url", required=True, help="Its address for updates.")
@click.option("--data", "data_url", required=True, help="Its address for the graph store protocol.")
def send(graphs: tuple[Path, ...], query_url: str, update_url: str, data_url: str) -> None:
    """Adds GRAPHS to what a SPARQL 1.1 server holds.

    A user name and a password are taken from COPROD_USER and COPROD_PASSWORD, or from ~/.netrc. Sending the same again
    changes nothing, so repeat it where it broke off.
    """
    from coprod.store import BadQuery, RemoteStore, StoreError, UnreadableGraph

    with (
        input_errors(UnreadableGraph, StoreError, BadQuery),
        RemoteStore.from_environment(query_url, update_url=update_url, data_url=data_url) as store,
    ):
        store.add(graphs)
        click.echo(f"Sent to {data_url}: {len(store)} triples there now", err=True)
