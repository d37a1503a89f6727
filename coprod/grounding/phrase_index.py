"""Finds all phrases of a list in a row of tokens, in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, NamedTuple, TypeVar

import ahocorasick_rs

from coprod.grounding.tokens import Token

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A phrase found: the half-open range of its tokens and what the phrase stands for."""

    first: int
    last: int
    what: T


class PhraseIndex(Generic[T]):
    """An Aho–Corasick automaton over words.

    >>> from coprod.grounding.tokens import Tokeniser
    >>> tokens = Tokeniser(set(), set(), lambda word: None)("the quality of care")
    >>> [(h.first, h.last, h.what) for h in PhraseIndex({"care": "A", "quality of care": "B"}).scan(tokens, 1)]
    [(1, 4, 'B'), (3, 4, 'A')]
    """

    def __init__(self, entries: dict[str, T]) -> None:
        self._entries = dict(entries)
        self._what = list(entries.values())
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

    def scan(self, tokens: list[Token], form: int) -> list[Hit[T]]:
        """All hits, overlapping ones too, by their start and the longest first.

        `form` is the index of the token's form to compare: 0 the folded word, 1 the key, 2 the stem.
        """
        if not tokens:
            return []
        forms: list[str] = [t[form] for t in tokens]  # type: ignore[misc]
        return self.find(forms, f" {' '.join(forms)} ")

    def find(self, forms: list[str], hay: str) -> list[Hit[T]]:
        """All hits in a row of words; `hay` is the row joined by spaces and framed by them."""
        found = self._automaton.find_matches_as_indexes(hay, overlapping=True)
        if not found:
            return []
        starts = dict(zip(accumulate([len(w) + 1 for w in forms], initial=0), range(len(forms) + 1), strict=True))
        what = self._what
        if len(found) == 1:
            n, a, b = found[0]
            return [Hit(starts[a], starts[b - 1], what[n])]
        hits = [Hit(starts[a], starts[b - 1], what[n]) for n, a, b in found]
        if len(hits) > 1:
            hits.sort(key=_longest_first)
        return hits


def _longest_first(hit: Hit[T]) -> tuple[int, int]:
    return hit.first, -hit.last


def maximal(hits: list[Hit[T]]) -> list[Hit[T]]:
    """The hits that remain when the leftmost and then the longest is taken each time."""
    out: list[Hit[T]] = []
    end = 0
    for hit in hits:
        if hit.first >= end:
            out.append(hit)
            end = hit.last
    return out
