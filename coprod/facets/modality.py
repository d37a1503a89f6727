"""Whether the statement says what is, may be, should be or is meant to be."""

from __future__ import annotations

from coprod.grounding.closed import PREPOSITIONS
from coprod.grounding.slot import Slot
from coprod.relations.headers import heads

_ORDER = {"normative": 0, "intended": 1, "possible": 2}
_MODAL_VERBS = frozenset({"may", "might", "could", "can", "should", "must", "ought", "shall"})
_RELATIVE = frozenset({"who", "which", "that"})
_EMPTY_HEADS = frozenset({"something", "thing", "things", "process", "factor", "means"})
"""Nouns after which a clause makes the claim: "something that might result in"."""
_DESCRIBES = frozenset({"who", "whom", "which", "whose"})
"""Words with which a clause begins that only describes: "a definition on which people could agree"."""


def modality(subject: Slot, predicate: Slot, object: Slot, consumed: tuple[int, int] = (0, 0)) -> tuple[str, str]:
    """The modality and the words that decided it; the predicate comes first, then subject and object.

    `consumed` is the range of tokens in the predicate whose cue holds a modal word that is none ("take aim at").
    """
    for slots in ((predicate,), (subject, object)):
        found: list[tuple[int, int, str, str]] = []
        for slot in slots:
            excepted = [h for h in slot.cues if h.cue.kind == "modality" and not h.cue.name]
            for hit in slot.cues:
                if hit.cue.kind != "modality" or not hit.cue.name or (hit.cue.detail == "p" and slot is not predicate):
                    continue
                if hit.cue.detail == "lead" and (slot is not subject or hit.first):
                    continue
                if hit.cue.detail == "noun" and not (slot is subject and hit.first < 2 and _only_links(predicate)):
                    continue
                if slot is not predicate and any(m.first <= hit.first < m.last for m in slot.mentions):
                    continue
                if slot is predicate and consumed[0] < hit.first and hit.last <= consumed[1]:
                    continue
                if slot.tokens[hit.first].form == "?" and not _hedges(hit.first, slot):
                    continue
                if _in_description(hit.first, slot) and not (slot is predicate and slot.tokens[0].form == "as"):
                    continue
                if slot is subject and any(t.form in _DESCRIBES for t in slot.tokens[1 : hit.first]):
                    continue
                if any(e.first <= hit.first and hit.last <= e.last for e in excepted):
                    continue
                order = 0 if slot.tokens[hit.first].form in _MODAL_VERBS else 1 + _ORDER[hit.cue.name]
                found.append((order, hit.first, hit.cue.name, slot.words(hit.first, hit.last)[0]))
        if found:
            # a modal verb governs what follows it: "may have to" is a possibility, "should aim to" a duty
            found.sort(key=lambda f: f[:2])
            return found[0][2], found[0][3]
    return "asserted", ""


def _hedges(at: int, slot: Slot) -> bool:
    """Whether a question mark makes doubtful what stands before it, and does not only close a header."""
    return not heads(slot) and (not at or at + 1 == len(slot.tokens) or slot.tokens[at + 1].form in (")", "]"))


def _only_links(predicate: Slot) -> bool:
    """Whether the claim stands in a noun of the subject: "the planned management of the centre | by | users"."""
    return all(t.form in PREPOSITIONS for t in predicate.tokens)


def _in_description(at: int, slot: Slot) -> bool:
    """Whether a modal verb stands in a clause that only describes: "the only one who can"."""
    tokens = slot.tokens
    if not at or tokens[at - 1].form not in _RELATIVE or tokens[at].form not in _MODAL_VERBS:
        return False
    return at < 2 or tokens[at - 2].form not in _EMPTY_HEADS
