"""What the predicate may say, the likeliest reading first."""

from __future__ import annotations

import msgspec

from coprod.grounding.closed import PREPOSITIONS, WORDS
from coprod.grounding.slot import Slot
from coprod.relations.cues import Cue, CueHit, is_participle
from coprod.relations.ladder import EXACTLY

LIGHT = frozenset(
    {
        "is",
        "have",
        "lead_to",
        "bring",
        "seen_as",
        "make",
        "enable",
        "contributes_to",
        "foster",
        "offer",
        "unite",
        "use",
        "feature",
        "characterisedBy",
        "build",
        "raise",
        "participant",
        "comprise",
        "deliver",
        "change",
        "affects",
        "relatedTo",
        "understoodAs",
        "produces",
    }
)
"""Families that give way to a noun with a relation of its own ("leads to an improvement in")."""
_WEAK = frozenset({"is", "have", "unite_weak", "seen_as", "relatedTo"})
_WEAK_WORDS = WORDS["weak"]
_THE = frozenset({"the", "a", "an", "its", "their"})
_BETWEEN = frozenset({"not", "also", "often", "now", "never", "always", "since", "thus", "so", "far"})
_INVERTERS = frozenset(["by", "through", "via"])
_PLACE_INVERTERS = frozenset(["in", "during", "within"])


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One way to read the predicate: its cue, and whether subject and object change places."""

    hit: CueHit
    inverse: bool
    passive: bool


def readings(predicate: Slot, object_start: Slot) -> list[Reading]:
    """The readings of a predicate, best first."""
    named = {i for m in predicate.mentions for i in range(m.first, m.last)}
    aside = _bracketed(predicate) | _of_holders(predicate)
    hits = [h for h in predicate.cues if h.cue.kind in ("verb", "process", "noun", "value") and h.first not in aside]
    framed = [h for h in predicate.cues if h.cue.kind == "modality" and h.cue.name and h.last - h.first > 1]
    if framed:
        hits = [h for h in hits if not any(f.first <= h.first and h.last < f.last for f in framed)]
    hits = [h for h in hits if h.cue.kind != "verb" or not (_is_noun(h, predicate) or _is_auxiliary(h, predicate))]
    contrast = _contrasted(predicate)
    if contrast and any(h.last <= contrast for h in hits if h.cue.kind == "verb"):
        hits = [h for h in hits if h.first < contrast]
    hits = [h for h in maximal(hits) if not (h.cue.kind == "noun" and h.first in named and h.last - 1 in named)]
    out = [_read(h, predicate, object_start) for h in hits]
    firm = any(r.hit.cue.kind == "verb" and r.hit.cue.name not in LIGHT and r.hit.last - r.hit.first > 1 for r in out)
    out.sort(key=lambda r: _rank(r, predicate, firm), reverse=True)
    return out


def _contrasted(predicate: Slot) -> int:
    """Where a predicate goes on to say what is not meant: "builds upon, and does not abandon,"; 0 where it does not."""
    words = [t.form for t in predicate.tokens]
    for i, word in enumerate(words[1:-1], 1):
        if word in ("and", "but") and "not" in words[i + 1 : i + 3]:
            return i
    return 0


def _is_noun(hit: CueHit, predicate: Slot) -> bool:
    """Whether a single word stands as a noun: "is the colour of"."""
    tokens = predicate.tokens
    if hit.last - hit.first > 1 or not hit.first or hit.last >= len(tokens):
        return False
    return tokens[hit.first - 1].form in _THE and tokens[hit.last].form == "of"


def _is_auxiliary(hit: CueHit, predicate: Slot) -> bool:
    """Whether a form of "have" only governs the verb that follows: "has been termed"."""
    tokens = predicate.tokens
    if hit.last - hit.first > 1 or tokens[hit.first].stem != "have":
        return False
    start = hit.last
    if start < len(tokens) and tokens[start].form == ",":
        start = next((i + 1 for i in range(start + 1, len(tokens)) if tokens[i].form == ","), start)
    after = next((t for t in tokens[start:] if not t.form.endswith("ly") and t.form not in _BETWEEN), None)
    return after is not None and (after.form == "been" or is_participle(after.form))


def _bracketed(slot: Slot) -> set[int]:
    """The tokens that stand in brackets with other words; a sign in brackets ("(-)") is read."""
    out: set[int] = set()
    opened = -1
    for i, token in enumerate(slot.tokens):
        if token.form in ("(", "["):
            opened = i
        elif token.form in (")", "]") and opened >= 0:
            if i - opened > 2:
                out.update(range(opened, i + 1))
            opened = -1
    return out


def _of_holders(slot: Slot) -> set[int]:
    """The tokens of an aside that says whose view it is: "heightened, according to volunteers,"."""
    out: set[int] = set()
    for hit in slot.cues:
        if (
            hit.cue.kind == "holder"
            and hit.cue.name == "before"
            and hit.first
            and slot.tokens[hit.first - 1].form == ","
        ):
            end = next((i for i in range(hit.last, len(slot.tokens)) if slot.tokens[i].form == ","), len(slot.tokens))
            out.update(range(hit.first, end))
    return out


def maximal(hits: list[CueHit]) -> list[CueHit]:
    """Without the hits that lie inside a longer one."""
    out = []
    for h in hits:
        length = h.last - h.first
        if not any(
            o.first <= h.first
            and h.last <= o.last
            and o.last - o.first > length
            and not (o.cue.tail and not h.cue.tail and (h.last < o.last or length > len(o.cue.tail.split()) + 1))
            for o in hits
        ):
            out.append(h)
    return out


def _rank(reading: Reading, predicate: Slot, firm: bool) -> tuple[int, ...]:
    hit = reading.hit
    words = [t.form for t in predicate.tokens[hit.first : hit.last]]
    if all(w in WORDS["links"] for w in words):
        return (0, 0, hit.last, 0, 0, -hit.cue.order)
    single = len(words) == 1 and (predicate.tokens[hit.first].stem in _WEAK_WORDS or words[0] in _WEAK_WORDS)
    weak = hit.cue.name in _WEAK and hit.last - hit.first < 2
    kind = {"process": 2, "value": 2, "verb": 1, "noun": 0}[hit.cue.kind]
    yields = firm and hit.cue.kind == "noun"
    return (0 if single or weak else 1, 0 if yields else 1, hit.last, kind, 0 if hit.cue.tail else 1, -hit.cue.order)


def has_auxiliary(predicate: Slot, at: int) -> bool:
    """Whether a form of "be" governs the verb that stands at a token."""
    if predicate.tokens[at].stem == "be":
        return True
    for token in reversed(predicate.tokens[:at]):
        if token.stem in ("be", "get"):
            return True
        if not (
            token.form.endswith("ly")
            or token.form in ("not", "also", "often", "then", "now", "still", "always", "never")
        ):
            return False
    return False


def _read(hit: CueHit, predicate: Slot, object_slot: Slot) -> Reading:
    cue: Cue = hit.cue
    tokens = predicate.tokens
    inverse = cue.kind == "verb" and cue.detail == "<"
    after = [t.form for t in tokens[hit.last : hit.last + 4]]
    if not after and object_slot.tokens:
        after = [object_slot.tokens[0].form] if object_slot.tokens[0].form in _INVERTERS else []
    verb = next((t for t in tokens[hit.first : hit.last] if is_participle(t.form)), None)
    passive = False
    explicit = cue.participle or tokens[hit.first].stem == "be" or tokens[hit.last - 1].form in _INVERTERS
    if verb is not None and not (explicit and cue.kind == "verb" and hit.last - hit.first > 1):
        auxiliary = has_auxiliary(predicate, hit.first)
        agent = any(w in _INVERTERS for w in after)
        place = auxiliary and any(w in _PLACE_INVERTERS for w in after[:1])
        passive = agent or place or (auxiliary and not after)
    taken_as = hit.last - hit.first > 1 and tokens[hit.last - 1].form == "as"
    if passive and cue.kind == "verb" and cue.detail == ">" and not taken_as:
        inverse = True
    if cue.kind in ("process", "value"):
        passive = passive or has_auxiliary(predicate, hit.first)
    return Reading(hit, inverse, passive)


def is_weak(reading: Reading, predicate: Slot) -> bool:
    """Whether a reading rests on one word that says little by itself: "is", "has", a preposition."""
    hit = reading.hit
    if hit.last - hit.first > 1 or hit.cue.name.startswith(EXACTLY):
        return False
    word = predicate.tokens[hit.first].form
    return (
        hit.cue.name in ("is", "have", "seen_as", "relatedTo")
        or predicate.tokens[hit.first].stem == "have"
        or word in PREPOSITIONS
        or word in (":", "and", "include")
    )
