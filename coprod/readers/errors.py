"""What a reader raises, and how it suggests what was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class UnreadableInput(ValueError):
    """An input that cannot be read at all: missing, empty, binary, broken, or without the columns that are needed.

    The message names the file, says what is wrong and what would be right, and gives the line where there is one.
    """


def nearest(word: str, known: Iterable[str], *, count: int = 3) -> list[str]:
    """Those of the known words that look most like the given one, best first.

    >>> nearest("negted", ["affirmed", "negated"])
    ['negated']
    """
    by_folded: dict[str, str] = {}
    for name in known:
        by_folded.setdefault(name.casefold(), name)
    folded = word.casefold()
    found = difflib.get_close_matches(folded, by_folded, count, 0.6)
    likeness = [difflib.SequenceMatcher(a=name, b=folded).ratio() for name in found]
    return [by_folded[name] for name, ratio in zip(found, likeness, strict=True) if ratio > likeness[0] - 0.1]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message that suggests the nearest known words; empty where nothing is near.

    >>> did_you_mean("negted", ["affirmed", "negated"])
    '; did you mean “negated”?'
    """
    found = nearest(word, known)
    return f"; did you mean {' or '.join(f'“{f}”' for f in found)}?" if found else ""
