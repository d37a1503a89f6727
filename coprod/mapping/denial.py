"""Denials that a relation of the inventory already tells: "fails to involve", "no evidence that"."""

from __future__ import annotations

from coprod.grounding.slot import Slot
from coprod.relations.argument import Argument
from coprod.relations.result import Result

_DENIALS = frozenset(
    {
        "excludes",
        "neglects",
        "hasNoEffectOn",
        "lacksEvidenceOfEffectOn",
        "differsFrom",
        "equivalentTo",
        "hasLevel",
        "critiques",
        "hinder",
        "requires",
        "movesBeyond",
        "absent",
    }
)
"""Families whose cues may hold a denial of their own: "fails to involve", "no evidence that"."""


def own_denial(
    result: Result, predicate: Slot, left: list[Argument], right: list[Argument]
) -> tuple[str, tuple[int, int]]:
    """Slot and range of the cue that holds its own denial."""
    for name, reading in result.used:
        if reading.hit.cue.name in _DENIALS:
            return name, (reading.hit.first, reading.hit.last)
    for name, arguments in (("subject", left), ("object", right)):
        for a in arguments:
            if a.frame is not None and a.frame.hit.cue.name in _DENIALS:
                return name, (a.frame.hit.first, a.frame.hit.last)
    for hit in predicate.cues if not result.used else ():
        if hit.cue.kind == "verb" and hit.cue.name in _DENIALS and hit.last - hit.first > 2:
            return predicate.name, (hit.first, hit.last)
    return "", (-1, -1)
