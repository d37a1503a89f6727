"""Where a grounding stands in the slots as they were given, and groundings that need no place."""

from __future__ import annotations

import msgspec

from coprod.grounding.slot import Slot
from coprod.mapping.records import Assertion, Grounding
from coprod.statement import Statement


def placed(grounding: Grounding, statement: Statement) -> Grounding:
    """A grounding whose offsets hold in the slot as it was given."""
    text = {"subject": statement.subject, "predicate": statement.predicate, "object": statement.object}.get(
        grounding.slot
    )
    if text is None or text[grounding.start : grounding.end] == grounding.matched:
        return grounding
    named = {"subject": statement.subject, "predicate": statement.predicate, "object": statement.object}
    for name in (grounding.slot, *named):
        start = named[name].find(grounding.matched)
        if start >= 0:
            return msgspec.structs.replace(grounding, slot=name, start=start, end=start + len(grounding.matched))
    start = (statement.text or statement.quote).find(grounding.matched)
    if start >= 0:
        return msgspec.structs.replace(grounding, slot="text", start=start, end=start + len(grounding.matched))
    return msgspec.structs.replace(grounding, start=-1, end=-1)


def by_coder(slot: Slot, member: int, term: str) -> Grounding:
    """The grounding of an id that the coder gave."""
    return Grounding(
        slot=slot.name,
        member=member,
        matched=slot.text,
        start=0,
        end=len(slot.text),
        term=term,
        tier="id",
        score=1.0,
        decided_by="coder",
    )


def as_given(assertion: Assertion, by: str) -> list[Grounding]:
    """The groundings of an assertion that somebody decided."""
    slots = ("subject", "predicate", "object")
    return [
        Grounding(slot=s, matched="", term=t, tier="id", score=1.0, decided_by=by)
        for s, t in zip(slots, assertion, strict=True)
    ]
