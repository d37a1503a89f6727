"""Finds all phrases of a list in a row of tokens, in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Generic, TypeVar

import ahocorasick_rs
import msgspec

T = TypeVar("T")

_start: Callable[[tuple[int, int, int]], int] = itemgetter(1)


class Hit(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """A phrase found: the half-open range of its tokens and what the phrase stands for."""

    first: int
    last: int
    what: T


class PhraseIndex(Generic[T]):
    """An Aho–Corasick automaton over words.

    >>> index = PhraseIndex({"care": "A", "quality of care": "B"})
    >>> [(h.first, h.last, h.what) for h in index.find(["the", "quality", "of", "care"])]
    [(1, 4, 'B'), (3, 4, 'A')]
    """

    def __init__(self, entries: dict[str, T]) -> None:
        self._entries = dict(entries)
        self._what = list(entries.values())
        self._lengths = [phrase.count(" ") + 1 for phrase in entries]
        self._automaton = ahocorasick_rs.AhoCorasick(
            [f" {phrase} " for phrase in entries], matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def __contains__(self, phrase: str) -> bool:
        return phrase in self._entries

    def get(self, phrase: str) -> T | None:
        """What a phrase stands for, if it is known as a whole."""
        return self._entries.get(phrase)

    def phrases(self) -> Iterable[str]:
        """All phrases, in the form in which they are compared."""
        return self._entries

    def find(self, words: list[str], row: str = "") -> list[Hit[T]]:
        """All hits in a row of words, overlapping ones too, by their start and the longest first.

        `row` is the words joined by spaces and framed by them, where that is at hand.
        """
        row = row or f" {' '.join(words)} "
        what, lengths = self._what, self._lengths
        found = self._automaton.find_matches_as_indexes(row, overlapping=True)
        if len(found) > 1:
            found.reverse()  # they come by their end
            found.sort(key=_start)
        hits = []
        for n, start, _ in found:
            first = row.count(" ", 0, start)
            hits.append(Hit(first, first + lengths[n], what[n]))
        return hits


def maximal(hits: list[Hit[T]]) -> list[Hit[T]]:
    """The hits that remain when the leftmost and then the longest is taken each time."""
    out: list[Hit[T]] = []
    end = 0
    for hit in hits:
        if hit.first >= end:
            out.append(hit)
            end = hit.last
    return out
