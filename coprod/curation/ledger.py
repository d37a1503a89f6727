"""Every phrase once: how often it stood where, what it was mapped to, and where to look."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator
from typing import Final

import msgspec

from coprod.mapping.records import Mapping
from coprod.statement import Statement

_EXAMPLES: Final = 3
_KEPT: Final = 2000


class Entry(msgspec.Struct):
    """A phrase in a slot, with its term where it has one."""

    phrase: str
    slot: str
    term: str = ""
    tier: str = ""
    score: float = 0.0
    decided_by: str = ""
    candidates: tuple[tuple[str, float], ...] = ()
    count: int = 0
    """Rows that hold it."""
    places: list[tuple[str, str, int]] = []
    """The first rows of these: file, sheet, row."""

    def examples(self) -> str:
        """The places as text: ``codings.csv:2; codings.xlsx [Sheet1]:7``."""
        return "; ".join(f"{file}{f' [{sheet}]' if sheet else ''}:{row}" for file, sheet, row in self.places)

    def seen(self, phrase: str, place: tuple[str, str, int]) -> None:
        """Counts one more row. The sum is the same in any order of rows."""
        self.count += 1
        self.phrase = max(self.phrase, phrase)
        if len(self.places) < _EXAMPLES or place < self.places[-1]:
            bisect.insort(self.places, place)
            del self.places[_EXAMPLES:]


class Ledger:
    """Gathers the groundings of mapped rows, and the words that found no term; it grows with distinct phrases only."""

    def __init__(self) -> None:
        self._mapped: dict[tuple[str, str, str], Entry] = {}
        self._unmapped: dict[tuple[str, str], Entry] = {}
        self._phrases = functools.lru_cache(_KEPT)(self._entered)

    def add(self, statement: Statement, mapping: Mapping) -> None:
        """Adds one row."""
        origin = statement.origin
        place = (origin.file, origin.sheet, origin.row)
        for entry, phrase in self._phrases(mapping):
            entry.seen(phrase, place)

    def _entered(self, mapping: Mapping) -> list[tuple[Entry, str]]:
        """The entry of each phrase of a mapping, with what the mapping says of it; once for all rows that have it."""
        found: dict[tuple[str, ...], tuple[Entry, str]] = {}
        for grounding in mapping.groundings:
            phrase = " ".join(grounding.matched.split())
            key = (phrase.casefold(), grounding.slot, grounding.term)
            if not phrase or key in found:
                continue
            entry = self._mapped.get(key)
            if entry is None:
                entry = self._mapped[key] = Entry(phrase, grounding.slot, grounding.term)
            found[key] = entry, phrase
            best = (grounding.score, grounding.tier, grounding.decided_by)
            if best > (entry.score, entry.tier, entry.decided_by):
                entry.score, entry.tier, entry.decided_by = best
        for unmapped in mapping.unmapped:
            phrase = " ".join(unmapped.text.split())
            short = (phrase.casefold(), unmapped.slot)
            if not phrase or short in found:
                continue
            entry = self._unmapped.get(short)
            if entry is None:
                entry = self._unmapped[short] = Entry(phrase, unmapped.slot)
            found[short] = entry, phrase
            entry.candidates = max(entry.candidates, unmapped.candidates)
        return list(found.values())

    def mapped(self) -> Iterator[Entry]:
        """Phrases with their terms, by phrase, slot and term."""
        for key in sorted(self._mapped):
            yield self._mapped[key]

    def unmapped(self) -> Iterator[Entry]:
        """Phrases without a term, the most frequent first."""
        for _, entry in sorted(self._unmapped.items(), key=lambda item: (-item[1].count, item[0])):
            yield entry
