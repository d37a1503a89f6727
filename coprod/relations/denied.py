"""Denials that become relations of their own: "did not improve" finds no effect, "is no synonym for" a difference."""

from __future__ import annotations

from coprod.grounding.slot import Slot
from coprod.relations.argument import Side
from coprod.relations.cues import CueHit
from coprod.relations.ladder import ordered
from coprod.relations.predicate import Reading
from coprod.relations.result import EFFECTS, FRAME_DENIALS, Result

_CHANGING = frozenset({"raise", "lower", "affects", "change"})
_CHANGES = frozenset({"improves", "worsens", "affects"})
_DRAWING = frozenset({"basis", "use", "rest_on", "apply", "drawsOnTheory", "drawsOnKnowledge"})
_DRAWS = frozenset({"drawsOnTheory", "drawsOnKnowledge"})
_FINDING = frozenset({"shown", "found", "seen", "to", "been", "be", "have", "has"})


def with_denial(reading: Reading, found: set[Side], predicate: Slot, object_slot: Slot, result: Result) -> set[Side]:
    """What a reading found, with a denial in the statement read into it where a relation says it."""
    relations = {r for _, r, _ in found}
    frame = _frame_before(reading, predicate)
    if frame and relations & EFFECTS:
        result.denied = True
        return {(s, frame if r in EFFECTS else r, o) for s, r, o in found}
    denied = _denials(predicate)
    if not denied:
        return found
    cue = reading.hit.cue
    within = range(reading.hit.first, reading.hit.last)
    if relations == {"equivalentTo"} and any(h.first not in within for h in denied):
        return without_sameness(found, predicate, result)
    if cue.name in _CHANGING and relations <= _CHANGES and _told_as_finding(predicate, denied, reading):
        result.denied = True
        return {(s, "hasNoEffectOn", o) for s, _, o in found}
    if cue.name in _DRAWING and relations <= _DRAWS and _told_as_finding(predicate, denied, reading):
        result.denied = True
        return {(s, "neglects", o) for s, _, o in found}
    left_out = any(h.cue.kind == "verb" and h.cue.name == "excludes" for h in object_slot.cues)
    if cue.kind == "process" and left_out:
        # "were not involved in a system | built to keep them out"
        result.denied = True
        return {(s, "excludes" if r == "involvesActor" else r, o) for s, r, o in found}
    return found


def without_sameness(found: set[Side], predicate: Slot, result: Result) -> set[Side]:
    """The denial of sameness is a relation of its own: "is not | a synonym for"."""
    if _denials(predicate) and all(r == "equivalentTo" for _, r, _ in found):
        result.denied = True
        return {ordered(s, "differsFrom", o) for s, _, o in found}
    return found


def _denials(predicate: Slot) -> list[CueHit]:
    return [h for h in predicate.cues if h.cue.kind == "polarity" and h.cue.name]


def _frame_before(reading: Reading, predicate: Slot) -> str:
    """The denial that stands before the verb: "has yet to be shown to | improve"."""
    frames = (h for h in predicate.cues if h.cue.kind == "verb" and h.cue.name in FRAME_DENIALS)
    return next((h.cue.name for h in frames if h.last <= reading.hit.first), "")


def _told_as_finding(predicate: Slot, denied: list[CueHit], reading: Reading) -> bool:
    """Whether a denial is told as a finding: "did not improve", and not "may not" or "is not enough to"."""
    if any(h.cue.kind == "modality" and h.cue.name for h in predicate.cues):
        return False
    nearest = max((h for h in denied if h.last <= reading.hit.first), key=lambda h: h.last, default=None)
    if nearest is None or predicate.tokens[nearest.first].form != "not":
        return False
    between = predicate.tokens[nearest.last : reading.hit.first]
    return all(t.form.endswith("ly") or t.form in _FINDING for t in between)
