"""Slips of typing and of OCR: an unknown word is read as the known word that was meant, under strict guards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coprod import lexicon

_LETTERS = {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "|": "l", "8": "b", "9": "g"}
_LOOK_ALIKE = str.maketrans({"i": "l", "1": "l", "j": "l", "0": "o", "3": "e", "4": "a", "5": "s", "|": "l", "8": "b"})
_TINY = {
    "0n": "on",
    "0f": "of",
    "1n": "in",
    "1s": "is",
    "1t": "it",
    "ln": "in",
    "t0": "to",
    "0r": "or",
    "n0": "no",
    "d0": "do",
    "c0": "co",
}
_SHORTEST_SLIP = 7
_STRANDED = re.compile(r"(?:^|[bcdfgkmnpqstvwxz])l[bcdfghkmnpqrstvwxz]")
"""An "l" where only a vowel can stand: "tlme", "rlsk"."""
_INITIAL = re.compile(r"i[aeou]")
"""An "i" where only a consonant can stand: "Iead", "Iocal"."""


class Repairer:
    """Reads unknown words as known ones.

    Two kinds of slip are undone: letters that look alike (``va1ue``, ``indlviduals``), and one letter that was left
    out, doubled, replaced or swapped inside a long word (``colaboration``, ``particpation``). A word of the
    language that merely looks like a term (``impatient``, ``patents``) is left alone.

    >>> repair = Repairer(["value", "individuals", "collaboration", "patient"])
    >>> repair("va1ue"), repair("indlviduals"), repair("colaboration")
    ('value', 'individuals', 'collaboration')
    >>> repair("impatient"), repair("patents")
    (None, None)
    """

    def __init__(self, known: Iterable[str]) -> None:
        words = sorted(known)
        self._words = frozenset(words)
        self._guarded = frozenset(row[0] for row in lexicon.rows("not_slips"))
        self._alike: dict[str, str] = {}
        self._shorter: dict[str, str] = {}
        """Each long word, and what is left of it without one letter: the words that it can be, joined by spaces."""
        for word in words:
            if len(word) >= 4:
                self._alike.setdefault(_shape(word), word)
        for word in words:
            if len(word) >= 4:
                for plural in (word + "s", word[:-1] + "ies" if word.endswith("y") else word + "es"):
                    self._alike.setdefault(_shape(plural), plural)
            if len(word) >= _SHORTEST_SLIP:
                self._shorten(word, word)
                for i in range(1, len(word) - 1):
                    self._shorten(word[:i] + word[i + 1 :], word)
        self._seen: dict[str, str | None] = {}

    def _shorten(self, shorter: str, word: str) -> None:
        before = self._shorter.get(shorter)
        self._shorter[shorter] = f"{before} {word}" if before else word

    def __call__(self, word: str) -> str | None:
        """The known word that was meant, or None."""
        if len(word) < 3 or word.isdigit():
            return _TINY.get(word)
        if word in self._seen:
            return self._seen[word]
        found = self._repair(word)
        if len(self._seen) < 100_000:
            self._seen[word] = found
        return found

    def _repair(self, word: str) -> str | None:
        mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
        long_enough = len(word) >= (4 if mixed or _STRANDED.search(word) or _INITIAL.match(word) else 5)
        alike = self._alike.get(_shape(word)) if long_enough and word not in self._guarded else None
        if alike is not None and alike != word and (mixed or len(word) > 5 or alike in self._words):
            return alike
        if mixed and sum(c.isdigit() for c in word) <= len(word) // 3 and word[0] not in "23456789":
            plain = "".join(_LETTERS.get(c, c) for c in word)
            return plain if plain.isalpha() else None
        if mixed or len(word) < _SHORTEST_SLIP - 1 or word in self._guarded:
            return None
        return self._slip(word)

    def _slip(self, word: str) -> str | None:
        found: set[str] = set()
        found.update(w for w in self._shorter.get(word, "").split() if w != word)
        for i in range(1, len(word) - 1):
            for w in self._shorter.get(word[:i] + word[i + 1 :], "").split():
                if w == word[:i] + word[i + 1 :] or (len(w) == len(word) and _one_place(w, word)):
                    found.add(w)
        found = {w for w in found if w[0] == word[0] and w[-1] == word[-1]}
        return found.pop() if len(found) == 1 else None


def acronym(raw: str) -> str | None:
    """The acronym that was misread: "PPl", "PP1"; None for all other words.

    >>> acronym("PPl"), acronym("EBC0"), acronym("Pl"), acronym("Neil")
    ('PPI', 'EBCO', None, None)
    """
    if len(raw) < 3 or not raw[0].isupper() or sum(c.isupper() for c in raw) < 2:
        return None
    plain = raw.translate(_CAPITALS)
    return plain if plain != raw and plain.isalpha() and plain.isupper() else None


_CAPITALS = str.maketrans({"l": "I", "1": "I", "0": "O", "|": "I"})


def _shape(word: str) -> str:
    return word.translate(_LOOK_ALIKE).replace("rn", "m").replace("vv", "w")


def _one_place(a: str, b: str) -> bool:
    """Whether two words of one length differ in one letter or in two that changed places."""
    differ = [i for i in range(len(a)) if a[i] != b[i]]
    if len(differ) == 1:
        return True
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and a[differ[0]] == b[differ[1]]
        and a[differ[1]] == b[differ[0]]
    )
