"""Graph files opened for queries, with the union of their named graphs as default graph."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from coprod.store import settling
from coprod.store.asking import ask, change
from coprod.store.base import Answer
from coprod.store.reading import checked_format, graph_of, read_quads, readable


class Store:
    """Quads in memory.

    Args:
        paths: graph files; a format without named graphs is read into the statements graph.

    Raises:
        UnreadableGraph: a file is missing, empty or broken; the message says which, and where.
    """

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._store = ox.Store()
        for path in paths:
            self._load(path)

    def __len__(self) -> int:
        return len(self._store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Nothing to let go of."""

    def query(self, text: str) -> Answer:
        """Runs a SPARQL query; the prefixes of `coprod.names.PREFIXES` are known.

        Raises:
            BadQuery: the text is not SPARQL.
        """
        return ask(self._store, text)

    def update(self, text: str) -> None:
        """Runs a SPARQL update in one transaction.

        Raises:
            BadQuery: the text is not SPARQL.
        """
        change(self._store, text)

    def add(self, paths: Iterable[Path]) -> None:
        """Adds graph files in one transaction, and takes out direct triples that are now disputed.

        Raises:
            UnreadableGraph: a file is missing, empty or broken; nothing is added then.
        """
        self.update(settling.insertion(read_quads(paths)))

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad, in no order."""
        yield from self._store

    def _load(self, path: Path) -> None:
        format_ = checked_format(path)
        with readable(path, format_):
            self._store.load(path.read_bytes().removeprefix(codecs.BOM_UTF8), format_, to_graph=graph_of(format_))
