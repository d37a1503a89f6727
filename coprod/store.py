"""Graph files opened for queries, with the union of their named graphs as default graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from coprod.graph.write import graph_format
from coprod.names import GRAPH_STATEMENTS, PREFIXES


class UnreadableGraph(ValueError):
    """A graph file that is missing, empty or not in the syntax that its extension promises."""


class BadQuery(ValueError):
    """A query that is not SPARQL."""


class Store:
    """Quads in memory.

    Args:
        paths: graph files; a format without named graphs is read into the statements graph.

    Raises:
        UnreadableGraph: a file is missing, empty or broken; the message says which, and where.
    """

    def __init__(self, paths: Iterable[Path]) -> None:
        self._store = ox.Store()
        for path in paths:
            self._load(path)

    def __len__(self) -> int:
        return len(self._store)

    def query(self, text: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """Runs a SPARQL query; the prefixes of `coprod.names.PREFIXES` are known.

        Raises:
            BadQuery: the text is not SPARQL.
        """
        try:
            return self._store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise BadQuery(f"this is not SPARQL: {error.msg}") from None

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad, in no order."""
        yield from self._store

    def _load(self, path: Path) -> None:
        try:
            format_ = graph_format(path)
        except ValueError as error:
            raise UnreadableGraph(str(error)) from None
        try:
            data = path.read_bytes()
        except OSError as error:
            raise UnreadableGraph(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
        if not data.strip():
            raise UnreadableGraph(f"{path}: the file is empty")
        named = format_.supports_datasets
        try:
            self._store.load(data, format_, to_graph=None if named else ox.NamedNode(GRAPH_STATEMENTS))
        except (SyntaxError, ValueError) as error:
            where = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
            reason = error.msg if isinstance(error, SyntaxError) else str(error)
            raise UnreadableGraph(f"{path}{where}: this is not {format_.name}: {reason}") from None
