"""Whole clauses inside one slot: "patients felt that | … ", "there is little evidence that | X | reduces Y"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from coprod.grounding.closed import PREPOSITIONS
from coprod.grounding.slot import Slot
from coprod.relations.cues import FRAMES, CueHit
from coprod.relations.predicate import maximal
from coprod.relations.result import FRAME_DENIALS, is_report

_OPENERS: Final = FRAMES["clause_openers"]
_AUXILIARIES: Final = FRAMES["auxiliaries"]
_CLAIMS: Final = frozenset({"verb", "process", "value"})
_NO_VERBS: Final = PREPOSITIONS | {"and", "or", ",", "such", "than", "that", "their", "its"}
"""Words that begin no verb, though a cue may begin with them: "by means of", "such as"."""
_ARROWS: Final = frozenset({"->", "→", "=>"})

Make = Callable[[str, str], Slot]


class Clause(NamedTuple):
    """A clause read as subject, predicate and object, and the denial that its frame makes of it, if any."""

    slots: list[Slot]
    denial: str


def embedded(slots: list[Slot], make: Make) -> Clause | None:
    """The clause that a statement's slots hold, where one of them only frames it."""
    subject, predicate, object = slots
    words = [t.form for t in predicate.tokens]
    if subject.tokens and subject.tokens[-1].form in _OPENERS and predicate.mentions:
        # "there is little evidence that | co-design reduces | costs"
        return clause_of(f"{predicate.text} {object.text}", make, denial_of(subject))
    begins = next((i for i, t in enumerate(subject.tokens) if t.form == "that" and denial_of(subject, i)), 0)
    if begins and any(m.first > begins for m in subject.mentions) and begins + 1 < len(subject.tokens):
        # "there is no evidence that co-production | reduces | costs"
        rest = subject.text[subject.tokens[begins + 1].start :]
        return clause_of(f"{rest} {predicate.text} {object.text}", make, denial_of(subject, begins))
    if words and words[-1] in _OPENERS and len(object.mentions) > 1:
        # "patients | felt that | co-design improved care"
        return clause_of(object.text, make, denial_of(predicate))
    at = next((i for i, w in enumerate(words) if w in _OPENERS and i and i + 1 < len(words)), 0)
    if at and any(m.first > at for m in predicate.mentions) and _frames(predicate, at):
        # "patients | felt that co-design improved | care"
        rest = predicate.text[predicate.tokens[at + 1].start :]
        return clause_of(f"{rest} {object.text}", make, denial_of(predicate, at + 1) or denial_of(subject))
    after = _after_report(predicate)
    if after:
        rest = predicate.text[predicate.tokens[after].start :]
        return clause_of(f"{rest} {object.text}", make, "")
    if words and len(object.mentions) > 1 and _only_reports(predicate):
        # "patients | say | co-design improves care"
        return clause_of(object.text, make, "")
    if len(subject.mentions) > 1 and not object.mentions and not predicate.mentions:
        # "co-design improving trust | is | unproven"
        denial = denial_of(make("predicate", f"{predicate.text} {object.text}"))
        if denial:
            empty = [make("predicate", ""), make("object", "")]
            return clause_of(subject.text, make, denial) or Clause([subject, *empty], denial)
    return None


def _after_report(predicate: Slot) -> int:
    """Where a claim of its own starts after a verb of saying: "said co-delivery had improved"."""
    for hit in predicate.cues:
        if hit.cue.kind != "holder" or hit.cue.name != "verb" or hit.first > 2 or hit.last >= len(predicate.tokens):
            continue
        after: int = hit.last + (predicate.tokens[hit.last].form == ":")
        claims = any(h.cue.kind in _CLAIMS and h.first > after for h in predicate.cues)
        if any(m.first == after for m in predicate.mentions) and claims and predicate.tokens[-1].form != "as":
            return after
    return 0


def denial_of(frame: Slot, last: int = 0) -> str:
    """The relation that a frame says of all that it frames: "there is no evidence that"."""
    for hit in frame.cues:
        if hit.cue.kind == "verb" and hit.cue.name in FRAME_DENIALS and (not last or hit.first < last):
            return str(hit.cue.name)
    return ""


def _frames(predicate: Slot, at: int) -> bool:
    """Whether what stands before a token of the predicate holds a view, reports or denies what follows."""
    if any(h.cue.kind == "holder" and h.cue.name != "none" and h.first < at for h in predicate.cues):
        return True
    return bool(denial_of(predicate, at)) or is_report(predicate.tokens[at - 1])


def _only_reports(predicate: Slot) -> bool:
    """Whether a predicate says nothing but that somebody holds a view."""
    holders = [h for h in predicate.cues if h.cue.kind == "holder" and h.cue.name == "verb"]
    if not holders or predicate.tokens[-1].form == "as":
        return False
    covered = {i for h in holders for i in range(h.first, h.last)}
    return all(i in covered or t.form in _AUXILIARIES or not t.is_word for i, t in enumerate(predicate.tokens))


def clause_of(text: str, make: Make, denial: str) -> Clause | None:
    """A clause cut into subject, predicate and object at its verb, with the denial that its frame makes."""
    whole = make("object", text)
    verb = _verb(whole)
    if verb is None:
        return None
    first, last = verb
    tokens = whole.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    parts = (("subject", text[:start]), ("predicate", text[start:end]), ("object", text[end:]))
    slots = [make(name, part.strip(" ,")) for name, part in parts]
    return Clause(slots, denial)


def _verb(slot: Slot) -> tuple[int, int] | None:
    """Where the verb of a clause stands, its auxiliaries with it."""
    if not slot.mentions:
        return None
    opened = slot.mentions[0].last
    # "improved communication" names a thing, and says something right after another one
    governed = {i for i, t in enumerate(slot.tokens) if t.form in _AUXILIARIES}
    covered = {
        i for m in slot.mentions for i in range(m.first + (m.first == opened or m.first - 1 in governed), m.last)
    }
    hits: list[CueHit] = [
        h for h in slot.cues
        if h.cue.kind in _CLAIMS and h.first >= opened and slot.tokens[h.first].form not in _NO_VERBS
        and (h.cue.kind != "verb" or not any(i in covered for i in range(h.first, h.last)))
    ]  # fmt: skip
    for hit in sorted(maximal(hits), key=lambda h: (h.first, -h.last)):
        first = hit.first
        while first > opened and (
            slot.tokens[first - 1].form in _AUXILIARIES or slot.tokens[first - 1].form.endswith("ly")
        ):
            first -= 1
        if hit.last - hit.first == 1 and first == hit.first and not _inflected(slot, hit.first):
            continue
        done = {i for h in hits if h.cue.kind == "process" for i in range(h.first, h.last)}
        end = next((m.first for m in slot.mentions if m.first >= hit.last and m.first not in done), hit.last)
        last = max(h.last for h in hits if hit.first <= h.first and h.last <= max(end, hit.last))
        if last + 1 < end and slot.tokens[last].form == "to":
            last += 2  # "need | to reflect"
        return first, last
    return next(((i, i + 1) for i, t in enumerate(slot.tokens) if t.form in _ARROWS and i >= opened), None)


def _inflected(slot: Slot, at: int) -> bool:
    """Whether a word can be a finite verb here: "improves", "raised", or a plain form after a plural."""
    word = slot.tokens[at].form
    before = slot.tokens[at - 1].form
    return word.endswith(("s", "ed")) or word in _ARROWS or before.endswith("s")
