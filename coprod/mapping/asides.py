"""Words put in by the way, which change nothing: "solidarity and, to a lesser degree, efficiency"."""

from __future__ import annotations

import re
from typing import Final

import ahocorasick_rs

from coprod import lexicon
from coprod.grounding.closed import WORDS

_PHRASES: Final = sorted((p for row in lexicon.rows("asides") for p in lexicon.phrases(row[0])), key=len, reverse=True)
_ANY: Final = "|".join(map(re.escape, _PHRASES))
_ASIDE: Final = re.compile(rf",\s*(?:{_ANY})\s*,|\b(?:{_ANY})\b(?![-’'])", re.IGNORECASE)
_SAID: Final = re.compile(rf",\s*(?:{'|'.join(sorted(WORDS['said_after']))})\s[^,;.]{{2,40}}$")
"""Whose words a text was, told at its end: ", say the nurses"."""
_QUICK: Final = ahocorasick_rs.AhoCorasick(_PHRASES)


def without_asides(text: str) -> str:
    """A text with spaces in the place of what is only said by the way, so that offsets hold.

    >>> without_asides("solidarity and, in part, efficiency")
    'solidarity and           efficiency'
    """
    if "," in text:
        text = _SAID.sub(lambda found: " " * len(found[0]), text)
    if not _QUICK.find_matches_as_indexes(text.lower()):
        return text
    return _ASIDE.sub(lambda found: " " * len(found[0]), text)
