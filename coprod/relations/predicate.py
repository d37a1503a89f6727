"""What the predicate may say, the likeliest reading first."""

from __future__ import annotations

from typing import NamedTuple

from coprod.grounding.slot import Slot
from coprod.relations.cues import Cue, CueHit

LIGHT = frozenset(
    {"is", "have", "lead_to", "bring", "seen_as", "make", "enable", "contributes_to", "foster", "offer", "unite", "use", "is", "feature",
     "characterisedBy", "build", "raise", "participant", "comprise", "deliver", "change", "affects", "relatedTo", "understoodAs", "produces"}
)
"""Families that give way to a noun with a relation of its own ("leads to an improvement in")."""
_WEAK = frozenset({"is", "have", "unite_weak", "seen_as", "relatedTo"})
_WEAK_WORDS = frozenset("be have as with from to include : & of run set start lead-in use show mark take make give offer provide -> become remain study design report describe map hold share deliver face value respect test cover follow".split())
_INVERTERS = frozenset("by through via".split())
_PLACE_INVERTERS = frozenset("in during within".split())


class Reading(NamedTuple):
    """One way to read the predicate: its cue, and whether subject and object change places."""

    hit: CueHit
    inverse: bool
    passive: bool


def readings(predicate: Slot, object_start: Slot) -> list[Reading]:
    """The readings of a predicate, best first."""
    hits = [h for h in predicate.cues if h.cue.kind in ("verb", "process", "noun")]
    hits = _maximal(hits)
    out = [_read(h, predicate, object_start) for h in hits]
    out.sort(key=lambda r: _rank(r, predicate), reverse=True)
    return out


def _maximal(hits: list[CueHit]) -> list[CueHit]:
    """Without the hits that lie inside a longer one."""
    out = []
    for h in hits:
        length = h.last - h.first
        if not any(o.first <= h.first and h.last <= o.last and o.last - o.first > length for o in hits):
            out.append(h)
    return out


def _rank(reading: Reading, predicate: Slot) -> tuple[int, int, int, int]:
    hit = reading.hit
    words = [t.form for t in predicate.tokens[hit.first : hit.last]]
    single = len(words) == 1 and (predicate.tokens[hit.first].stem in _WEAK_WORDS or words[0] in _WEAK_WORDS)
    weak = hit.cue.name in _WEAK and hit.last - hit.first < 2
    kind = {"process": 2, "verb": 1, "noun": 0}[hit.cue.kind]
    return (0 if single or weak else 1, hit.last, kind, -hit.cue.order)


def _read(hit: CueHit, predicate: Slot, object_slot: Slot) -> Reading:
    cue: Cue = hit.cue
    tokens = predicate.tokens
    inverse = cue.kind == "verb" and cue.detail == "<"
    after = [t.form for t in tokens[hit.last : hit.last + 4]]
    if not after and object_slot.tokens:
        after = [object_slot.tokens[0].form] if object_slot.tokens[0].form in _INVERTERS else []
    verb = next((t for t in tokens[hit.first : hit.last] if _participle(t.form)), None)
    passive = False
    explicit = tokens[hit.first].stem == "be" or tokens[hit.last - 1].form in _INVERTERS
    if verb is not None and not (explicit and cue.kind == "verb" and hit.last - hit.first > 1):
        before = {t.stem for t in tokens[: hit.first + 1]}
        auxiliary = "be" in before or "get" in before
        agent = any(w in _INVERTERS for w in after)
        place = auxiliary and any(w in _PLACE_INVERTERS for w in after[:1])
        passive = agent or place or (auxiliary and not after)
    if passive and cue.kind == "verb" and cue.detail == ">":
        inverse = True
    if cue.kind == "process":
        passive = passive or tokens[hit.first].stem == "be" or "be" in {t.stem for t in tokens[: hit.first]}
    return Reading(hit, inverse, passive)


_IRREGULAR = frozenset("built led driven drawn given taken seen made held known shown lost done brought put set grown written met understood".split())


def _participle(word: str) -> bool:
    return word.endswith("ed") or word in _IRREGULAR or word.endswith("'d") or word == "d"
