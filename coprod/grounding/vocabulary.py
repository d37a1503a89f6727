"""The words that the mapper knows, so that broken and misspelt words can be told from strange ones."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable

from coprod.grounding.words import fold, key, stem

_WORD = re.compile(r"[^\W_]+")
_PAIR = re.compile(r"(?=\b([^\W_]{2,})-([^\W_]{2,})\b)")
_SMALL = frozenset(
    [
        "of",
        "in",
        "and",
        "the",
        "to",
        "for",
        "by",
        "on",
        "at",
        "as",
        "or",
        "a",
        "an",
        "with",
        "from",
        "non",
        "pre",
        "post",
        "re",
        "mid",
        "self",
    ]
)


class Vocabulary:
    """Words of all labels and cues; ``in`` is true of every inflection of theirs.

    >>> words = Vocabulary(["person-centred care", "improve"])
    >>> "improving" in words, "personcentred" in words.joined, "zebra" in words
    (True, True, False)
    """

    def __init__(self, phrases: Iterable[str], beside: Vocabulary | None = None) -> None:
        """Takes the words of phrases, and those of a vocabulary `beside` them."""
        texts = [fold(phrase) for phrase in phrases]
        self.words = set(_WORD.findall("\n".join(texts)))
        self.joined = {w for w in self.words if len(w) >= 8}
        for a, b in set(_PAIR.findall("\n".join(text for text in texts if "-" in text))):
            if a not in _SMALL and b not in _SMALL:
                self.joined.add(a + b)
                self.joined.add(key(a) + key(b))
        self.joined -= _SMALL
        self.words |= self.joined
        self._keys = {key(w) for w in self.words}
        self._stems = {stem(w) for w in self.words}
        if beside is not None:
            self.words |= beside.words
            self.joined |= beside.joined
            self._keys |= beside._keys
            self._stems |= beside._stems
        self._seen: dict[str, bool] = {}

    @staticmethod
    def paired(phrases: Iterable[str]) -> set[str]:
        """The stems of all words that stand side by side in phrases, joined by a space.

        >>> sorted(Vocabulary.paired(["take part in", "social workers"]))
        ['part in', 'social worker', 'take part']
        """
        stem_of = functools.cache(stem)
        out: set[str] = set()
        for phrase in phrases:
            out.update(map(" ".join, itertools.pairwise(map(stem_of, fold(phrase).split()))))
        return out

    def __contains__(self, word: object) -> bool:
        form = str(word)
        known = self._seen.get(form)
        if known is None:
            known = form in self.words or key(form) in self._keys or stem(form) in self._stems
            if len(self._seen) < 200_000:
                self._seen[form] = known
        return known
