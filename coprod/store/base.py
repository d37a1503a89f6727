"""What every store can do, and how it fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph as ox

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class UnreadableGraph(ValueError):
    """A graph file that is missing, empty or not in the syntax that its extension promises."""


class BadQuery(ValueError):
    """A query or an update that is not SPARQL, or that the store refuses."""


class StoreError(RuntimeError):
    """A store that cannot be opened, reached or written to; the message says which, and what to do."""


class GraphStore(Protocol):
    """Quads that can be asked, added to and changed."""

    def __len__(self) -> int: ...

    def query(self, text: str) -> Answer:
        """Runs a SPARQL query over the union of the named graphs; the usual prefixes are known.

        Raises:
            BadQuery: the text is not SPARQL.
            StoreError: the store does not answer.
        """

    def update(self, text: str) -> None:
        """Runs a SPARQL update, wholly or not at all; the usual prefixes are known.

        Raises:
            BadQuery: the text is not SPARQL.
            StoreError: the store cannot be written to.
        """

    def add(self, paths: Iterable[Path]) -> None:
        """Adds graph files to what is there and takes out direct triples that are now disputed.

        Raises:
            UnreadableGraph: a file is missing, empty or broken; nothing is added then.
            StoreError: the store cannot be written to.
        """

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad, in no order."""

    def close(self) -> None:
        """Lets go of files and connections."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None: ...
