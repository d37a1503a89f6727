"""The terms that come nearest to words that found none: what a curator looks at first."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from coprod.grounding.closed import ARTICLES, PREPOSITIONS
from coprod.grounding.words import fold, stem
from coprod.ontology import Ontology, Term

_SHOWN: Final = 3
_SHARING: Final = 55.0
_ALIKE: Final = 75.0
_REMEMBERED: Final = 50_000
_COMMON: Final = PREPOSITIONS | ARTICLES | {"and", "or", "be", "co"}
_WORD: Final = re.compile(r"[^\W_]+")


class Nearest:
    """Looks words up among all names of terms, by the words that they share, and else by spelling.

    >>> nearest = Nearest(Ontology.load())
    >>> nearest("discharge pathways")
    (('CarePathway', 0.8),)
    >>> nearest.near("gives rise to a better", "predicate")[0]
    ('produces', 0.87)
    """

    def __init__(self, ontology: Ontology) -> None:
        self._concepts = _Names({id: c for id, c in ontology.concepts.items() if not c.deprecated})
        self._relations = _Names({id: r for id, r in ontology.relations.items() if not r.deprecated})

    def __call__(self, words: str, but: str = "") -> tuple[tuple[str, float], ...]:
        """Up to three concepts with scores from 0 to 1, best first; `but` is left out."""
        return self.near(words, "", but)

    def near(self, words: str, slot: str, but: str = "") -> tuple[tuple[str, float], ...]:
        """The same for words in a slot: relations for a predicate, else concepts."""
        names = self._relations if slot == "predicate" else self._concepts
        return tuple(pair for pair in names.near(words) if pair[0] != but)[:_SHOWN]


class _Names:
    def __init__(self, terms: dict[str, Term]) -> None:
        self._terms = terms
        self._seen: dict[str, tuple[tuple[str, float], ...]] = {}

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        """Each name and the id of its term."""
        return [
            (label, id)
            for id, term in self._terms.items()
            for label in dict.fromkeys(fold(name) for name in (term.label, *term.alt_labels))
        ]

    @cached_property
    def _labels(self) -> list[str]:
        return [label for label, _ in self._names]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        """The places of the names that hold a word."""
        out: dict[str, list[int]] = {}
        for n, label in enumerate(self._labels):
            for word in _words(label):
                out.setdefault(word, []).append(n)
        return out

    def near(self, words: str) -> tuple[tuple[str, float], ...]:
        text = fold(words)
        if text not in self._seen:
            if len(self._seen) >= _REMEMBERED:
                self._seen.clear()
            self._seen[text] = self._near(text)
        return self._seen[text]

    def _near(self, text: str) -> tuple[tuple[str, float], ...]:
        shared = {i for word in _words(text) for i in self._by_word.get(word, ())}
        best: dict[str, float] = {}
        labels = {i: self._labels[i] for i in shared}
        sorted_ratios = process.extract(text, labels, scorer=fuzz.token_sort_ratio, limit=None)
        set_ratios = {
            i: score for _, score, i in process.extract(text, labels, scorer=fuzz.token_set_ratio, limit=None)
        }
        for _, sorted_ratio, i in sorted_ratios:
            score = (sorted_ratio + set_ratios[i]) / 2
            if score >= _SHARING:
                id = self._names[i][1]
                best[id] = max(best.get(id, 0.0), round(score / 100, 2))
        if not shared:
            for _, score, i in process.extract(text, self._labels, scorer=fuzz.ratio, limit=12, score_cutoff=_ALIKE):
                best.setdefault(self._names[i][1], round(score / 100, 2))
        return tuple(sorted(best.items(), key=lambda pair: (-pair[1], pair[0])))


def _words(text: str) -> set[str]:
    return {stem(word) for word in _WORD.findall(text) if word not in _COMMON}
