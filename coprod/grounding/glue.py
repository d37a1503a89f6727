"""Words that stick together ("tookpart", "inthe wards"), told from compounds and from words broken at a hyphen."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from coprod.grounding.closed import WORDS
from coprod.grounding.words import fold, stem

_SMALL_WORDS = WORDS["glued"]
_SHORTEST = 6
_SHORTEST_REST = 4
_SHORTEST_AFTER_A = 7
"""Letters of a word to which an "a" is glued, and of the "a": "asurvey"."""
_BROKEN_OFF = re.compile(r"[-‐‑–\u00ad]([^\W\d_]+)?")
_MOST_KEPT = 200_000

Repair = Callable[[str], str | None]


class Glue:
    """Finds where two words were glued, with the words that are known and the stems of those that stand side by side.

    >>> glue = Glue({"design", "interviews", "survey"}, {"take part"}, lambda word: None)
    >>> [glue.cut(word, "", 0) for word in ("interviewsin", "tookpart", "asurvey", "workplace")]
    [10, 4, 1, 0]
    """

    def __init__(self, known: Container[str], paired: Container[str], repair: Repair) -> None:
        self._known = known
        self._paired = paired
        self._repair = repair
        self._cuts: dict[str, int] = {}

    def cut(self, word: str, text: str, end: int) -> int:
        """After how many letters a second word begins, or 0; `end` is where the word ends in the text around it."""
        at = self._cuts.get(word)
        if at is None:
            at = self._found(word) if len(word) >= _SHORTEST and word.isalpha() else 0
            if len(self._cuts) < _MOST_KEPT:
                self._cuts[word] = at
        return 0 if at and self._goes_on(word, at, text, end) else at

    def _goes_on(self, word: str, at: int, text: str, end: int) -> bool:
        """Whether a hyphen only breaks the word off: "Indige-nous", or the "is" at the end of "co-commis- sioning"."""
        broken = _BROKEN_OFF.match(text, end)
        if broken is None:
            return False
        return word[:at].lower() not in _SMALL_WORDS or fold(word + (broken[1] or "")) in self._known

    def _found(self, word: str) -> int:
        form = fold(word)
        if len(form) != len(word) or form in self._known or self._repair(form) is not None:
            return 0
        for size in (5, 4, 3, 2):
            rest = len(form) - size
            if rest >= _SHORTEST_REST and form[:size] in _SMALL_WORDS and form[size:] in self._known:
                return size
            if rest >= _SHORTEST_REST and form[-size:] in _SMALL_WORDS and form[:-size] in self._known:
                return rest
        if len(form) >= _SHORTEST_AFTER_A and form[0] == "a" and form[1:] in self._known:
            return 1
        return next((n for n in range(3, len(form) - 2) if f"{stem(form[:n])} {stem(form[n:])}" in self._paired), 0)
