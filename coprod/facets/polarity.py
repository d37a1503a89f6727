"""Whether the statement affirms or denies."""

from __future__ import annotations

from coprod.grounding.slot import Slot
from coprod.relations.cues import CueHit

_AUXILIARIES = frozenset({"do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "will"})


def polarity(
    subject: Slot, predicate: Slot, object: Slot, where: str, consumed: tuple[int, int], claim: int = 0
) -> tuple[str, str]:
    """The polarity and the words that decided it.

    `consumed` is the range of tokens in the slot `where` whose cue holds its own denial ("fails to involve");
    `claim` is the token of the predicate at which the verb of the claim starts.
    """
    for slot, place in ((predicate, "p"), (subject, "s"), (object, "o")):
        excepted = [h for h in slot.cues if h.cue.kind == "polarity" and not h.cue.name]
        for hit in slot.cues:
            if hit.cue.kind != "polarity" or not hit.cue.name or hit.cue.detail != place:
                continue
            if any(e.first <= hit.first and hit.last <= e.last for e in excepted):
                continue
            if slot.name == where and hit.first < consumed[1] and hit.last > consumed[0]:
                continue
            if place != "p" and hit.first > 0:
                continue
            if place != "p" and any(m.first <= hit.first and hit.last < m.last for m in slot.mentions):
                continue  # "no agreed definition" is a name
            if place == "p" and (_afterthought(hit, predicate) or _of_another_verb(hit, predicate, claim)):
                continue
            return "negated", slot.words(hit.first, hit.last)[0]
    return "affirmed", ""


def _afterthought(hit: CueHit, predicate: Slot) -> bool:
    """ "X rather than Y", "and not Y": the denial is of something else than the claim."""
    at = hit.first
    while at and predicate.tokens[at - 1].form in _AUXILIARIES:
        at -= 1
    return at > 2 and predicate.tokens[at - 1].form in (",", "and", "but")


def _of_another_verb(hit: CueHit, predicate: Slot, claim: int) -> bool:
    """ "never advanced and remained": the denial is of a verb before the one that makes the claim."""
    return hit.last < claim and any(t.form in ("and", "but") for t in predicate.tokens[hit.last + 1 : claim])
