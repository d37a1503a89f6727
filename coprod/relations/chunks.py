"""A noun phrase without its complements, and what its words say of it."""

from __future__ import annotations

import msgspec

from coprod.grounding.closed import ARTICLES, BETTER, IMPROVED, LIGHT_HEADS, LIGHT_TAILS, WORSE
from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token
from coprod.relations.cues import CueHit, is_participle

NOUNS = frozenset({"noun", "joint", "process"})
"""Kinds of cues that a noun phrase can hold."""
_CLOSES = frozenset({"is", "are", "'", "when", "while", "because", "if"})
_ARROWS = {"↑": "better", "↓": "worse"}
_COMPARED = {**dict.fromkeys(WORSE, "worse"), **dict.fromkeys(BETTER, "better"), **dict.fromkeys(IMPROVED, "good")}


class Chunk(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase without its complements."""

    first: int
    last: int
    mentions: tuple[Mention, ...] = ()
    nouns: tuple[CueHit, ...] = ()
    joints: tuple[CueHit, ...] = ()
    processes: tuple[CueHit, ...] = ()
    definite: bool = False
    """It starts with an article or a possessive."""
    compared: str = ""
    """``better``, ``good`` (better in kind) or ``worse`` where it holds a comparative."""
    light: bool = False
    """Its head carries no concept of its own."""
    fits_tail: bool = True
    """What follows the last mention, if anything, does not change it."""

    @property
    def head(self) -> Mention | None:
        """The mention that the chunk is about."""
        return self.mentions[-1] if self.mentions else None


def chunk_of(first: int, last: int, tokens: list[Token], starts: dict[int, Mention], cues: list[CueHit]) -> Chunk:
    """The noun phrase that stands in a range of tokens; `starts` are the mentions by their first token."""
    mentions: list[Mention] = []
    compared = ""
    i = first
    while i < last:
        mention = starts.get(i)
        if mention is not None and mention.last <= last:
            mentions.append(mention)
            i = mention.last
        else:
            said = _COMPARED.get(tokens[i].form, "")
            if said == "good" or not compared:
                compared = said
            i += 1
    rest = [t.form for t in tokens[mentions[-1].last if mentions else first : last]]
    if mentions:
        arrow = _ARROWS.get(tokens[last - 1].form) or _ARROWS.get(tokens[first].form)
        light, fits_tail = False, not rest or _fits(rest)
        compared = arrow or compared
    else:
        words = [w for w in rest if w not in ARTICLES]
        light, fits_tail = not words or words[-1] in LIGHT_HEADS, True
    nouns: list[CueHit] = []
    joints: list[CueHit] = []
    processes: list[CueHit] = []
    for hit in cues:
        if hit.first >= first and hit.last <= last:
            if hit.cue.kind == "noun":
                if not nouns or hit.last > nouns[-1].last:
                    nouns.append(hit)
            elif hit.cue.kind == "joint":
                joints.append(hit)
            elif hit.cue.kind == "process" and hit.cue.detail != "together":
                processes.append(hit)
        elif first <= hit.first < last == hit.last - 1 and hit.cue.kind == "process" and hit.cue.detail == "generic":
            processes.append(hit)  # "to work with", where what follows is a phrase of its own
    return Chunk(
        first, last, tuple(mentions), tuple(nouns), tuple(joints), tuple(processes),
        first < last and tokens[first].form in ARTICLES, compared, light, fits_tail,
    )  # fmt: skip


def _fits(tail: list[str]) -> bool:
    """Whether the words after the last mention leave it what it is."""
    return all(w in LIGHT_TAILS or w.endswith("ly") for w in tail) or tail[0] in _CLOSES or is_participle(tail[0])
