"""Triples collected in any order and given back sorted, each once, with bounded memory.

They are kept in blocks: the triples of one Statement, or of one subject, sorted, with tabs between. A block is sorted
against others as a whole, so a graph of millions of triples costs as much as its Statements are many.
"""

from __future__ import annotations

import heapq
import itertools
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from types import TracebackType
from typing import IO, Self

LIMIT = 32_000_000
RUNS = 200
"""Temporary files that may be open at a time; systems commonly allow a process 1024."""


class SortedBlocks:
    """Keeps at most `limit` characters in memory and the rest in sorted temporary files.

    Args:
        base: the user's base IRI: what is named below a Statement stands in its block.
        limit: characters in memory.
        runs: temporary files at a time.

    >>> with SortedBlocks("https://example.org/", limit=20) as blocks:
    ...     blocks.update(["<b> <p> <c>", "<b> <p> <a>", "<a> <p> <c>"])
    ...     blocks.update(["<b> <p> <a>"])
    ...     list(blocks)
    ['<a> <p> <c>', '<b> <p> <a>\\t<b> <p> <c>']
    """

    def __init__(self, base: str, limit: int = LIMIT, runs: int = RUNS) -> None:
        self.limit = limit
        self.runs = runs
        self._key = _keys(base)
        self._held: set[str] = set()
        self._size = 0
        self._runs: list[IO[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Drops the temporary files."""
        for run in self._runs:
            run.close()

    def update(self, triples: Iterable[str]) -> None:
        """Adds triples; neither a tab nor a line end stands in any of them as such."""
        for _, block in itertools.groupby(sorted(set(triples)), self._key):
            self.add("\t".join(block))

    def add(self, block: str) -> None:
        """Adds triples of one Statement or one subject, sorted and each once, with tabs between."""
        self._held.add(block)
        self._size += len(block)
        if self._size >= self.limit:
            self._spill()

    def __iter__(self) -> Iterator[str]:
        """The blocks, each once."""
        blocks = (block.removesuffix("\n") for block in self._on_disk())
        for _, alike in itertools.groupby(heapq.merge(blocks, sorted(self._held)), self._key):
            first, *more = alike
            yield _joined([first, *more]) if more else first

    def _spill(self) -> None:
        if len(self._runs) >= self.runs:
            merged = _written(self._on_disk())
            self.close()
            self._runs = [merged]
        self._runs.append(_written(block + "\n" for block in sorted(self._held)))
        self._held.clear()
        self._size = 0

    def _on_disk(self) -> Iterator[str]:
        for run in self._runs:
            run.seek(0)
        return heapq.merge(*self._runs)


def _written(lines: Iterable[str]) -> IO[str]:
    run = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed in __exit__
    run.writelines(lines)
    return run


def _joined(blocks: Iterable[str]) -> str:
    return "\t".join(sorted({triple for block in blocks for triple in block.split("\t")}))


def _keys(base: str) -> Callable[[str], str]:
    """How the triples of one block begin: with the IRI of a Statement, also where it goes on, or with their subject."""
    key = re.compile(rf"<{re.escape(base)}statement/[0-9a-f]{{20}}|[^ ]+ ")

    def of(triple: str) -> str:
        found = key.match(triple)
        return found[0] if found else triple

    return of
