"""Lines collected in any order and given back sorted, each once, with bounded memory."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import IO, Self


class SortedLines:
    """Keeps at most `limit` lines in memory and the rest in sorted temporary files.

    >>> with SortedLines(limit=2) as lines:
    ...     lines.update(["b", "a", "c", "a"])
    ...     list(lines)
    ['a', 'b', 'c']
    """

    def __init__(self, limit: int = 200_000) -> None:
        self.limit = limit
        self._held: set[str] = set()
        self._runs: list[IO[str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Drops the temporary files."""
        for run in self._runs:
            run.close()

    def update(self, lines: Iterable[str]) -> None:
        """Adds lines; none may hold a line end."""
        for line in lines:
            self._held.add(line)
            if len(self._held) >= self.limit:
                self._spill()

    def __iter__(self) -> Iterator[str]:
        last = None
        for run in self._runs:
            run.seek(0)
        on_disk = ((line.removesuffix("\n") for line in run) for run in self._runs)
        for line in heapq.merge(*on_disk, sorted(self._held)):
            if line != last:
                yield line
            last = line

    def _spill(self) -> None:
        run = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed in __exit__
        run.writelines(line + "\n" for line in sorted(self._held))
        self._runs.append(run)
        self._held.clear()
