"""The parts of a statement that its relation is read from, and what the predicate names beside its verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coprod.grounding.closed import ARTICLES, PREPOSITIONS, WORDS
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.relations.argument import Argument
from coprod.relations.predicate import Reading


class Parts(NamedTuple):
    """What stands at both ends of a statement and what stands between them."""

    subject: list[Argument]
    predicate: Slot
    object: list[Argument]
    object_slot: Slot
    middle: list[Argument]
    """What the predicate names beside its verb: the trust of "builds trust among"."""


def named_beside(predicate: Slot, options: list[Reading], area: Mapping[str, str]) -> list[Argument]:
    """Concepts named in the predicate outside its cues."""
    taken = {
        i
        for r in options
        if (not r.hit.cue.tail and r.hit.last - r.hit.first > 1) or r.hit.cue.kind == "process"
        for i in range(r.hit.first, r.hit.last)
    }
    return [
        Argument(m.concept, m)
        for m in predicate.mentions
        if not any(i in taken for i in range(m.first, m.last)) and not _only_holds_view(predicate, m, area)
    ]


def _only_holds_view(predicate: Slot, mention: Mention, area: Mapping[str, str]) -> bool:
    """Whether those named in the predicate only hold the view: "is thought by nurses to be"."""
    held = {h.last for h in predicate.cues if h.cue.kind == "holder" and h.cue.name == "before"}
    at = mention.first
    while at and predicate.tokens[at - 1].form in ARTICLES:
        at -= 1
    return at in held and area[mention.concept] == "Actor"


def unexplained(predicate: Slot, options: list[Reading]) -> bool:
    """Whether the predicate holds words of content that no cue explains."""
    facets = [h for h in predicate.cues if h.cue.kind in ("modality", "polarity", "holder")]
    known = {i for x in (*(r.hit for r in options), *facets) for i in range(x.first, x.last)}
    known |= {i for m in predicate.mentions for i in range(m.first, m.last)}
    return any(
        t.is_word
        and i not in known
        and t.form not in PREPOSITIONS
        and t.form not in WORDS["function"]
        and not t.form.endswith("ly")
        for i, t in enumerate(predicate.tokens)
    )
