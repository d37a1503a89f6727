"""Closed lists of words, from ``lexicon/words.tsv`` and ``lexicon/light.tsv``."""

from __future__ import annotations

from coprod import lexicon

_LISTS = {name: frozenset(words.split()) for name, words in lexicon.rows("words")}
_LIGHT = {name: tuple(lexicon.phrases(cell)) for name, cell in lexicon.rows("light")}

WORDS = _LISTS
"""All lists by name."""
PREPOSITIONS = _LISTS["prepositions"]
ARTICLES = _LISTS["articles"]
RELATIVES = _LISTS["relatives"]
PRONOUNS = _LISTS["pronouns"]
IMPROVED = _LISTS["improved"]
BETTER = _LISTS["better"]
WORSE = _LISTS["worse"]
USERS = _LISTS["users"]
MAKERS = _LISTS["makers"]
TAKING_PART = _LISTS["taking_part"]
JOINT_MARKERS = _LISTS["joint_markers"]
LIGHT_HEADS = frozenset(
    w for phrase in _LIGHT["head"] for w in (phrase, phrase + "s", phrase + "es", phrase[:-1] + "ies")
)
LIGHT_TAILS = frozenset(_LIGHT["tail"])
