"""What "it", "they" or "this approach" refers to, where the text shows it."""

from __future__ import annotations

from coprod.facets.scope import Scope, scopes
from coprod.grounding.closed import ARTICLES, LIGHT_HEADS, PRONOUNS, TAKING_PART
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.ontology import Ontology

_POINTING = frozenset({"this", "these", "that", "those", "such"})


def is_anaphor(slot: Slot) -> bool:
    """Whether a slot holds nothing but a pronoun, or a pointing word and an empty noun."""
    words = [t.form for t in slot.tokens if t.is_word]
    if slot.mentions or not words or len(words) > 3:
        return False
    if words[0] in PRONOUNS and (len(words) == 1 or (words[0] in _POINTING and words[-1] in LIGHT_HEADS)):
        return True
    return words[0] in ARTICLES and words[0] in _POINTING and len(words) == 2 and words[1] in LIGHT_HEADS


def referent(slot: Slot, text: Slot, here: Scope, area: dict[str, str]) -> Mention | None:
    """The mention in the text that the slot points back to."""
    first = next(t.form for t in slot.tokens if t.is_word)
    thing = first in ("it", "this", "that", "such", "itself")
    person = first in ("he", "she", "we", "i")
    if person:
        return None
    at = next((i for i in range(here.first, here.last) if text.tokens[i].form == first), here.first)

    def fits(m: Mention) -> bool:
        kind = area[m.concept]
        if first == "them":
            return kind == "Actor"
        return not (thing and kind == "Actor") and kind not in ("ResearchMethod", "Factor")

    same = [m for m in text.mentions if here.first <= m.first and m.last <= at and fits(m)]
    if same:
        return same[0]
    for scope in reversed([s for s in scopes(text) if s.last <= here.first]):
        found = [m for m in text.mentions if scope.first <= m.first < scope.last and fits(m)]
        if found:
            return found[0]
    return None


def narrowed(mention: Mention, slot: Slot, text: Slot, ontology: Ontology) -> str:
    """The fuller name that the text gives to what the slot names in general: "engagement" of "patient engagement"."""
    if mention.concept not in TAKING_PART:
        return ""
    word = slot.tokens[mention.last - 1].key
    found = {m.concept for m in text.mentions if text.tokens[m.last - 1].key == word}
    if len(found) != 1 or mention.concept in found:
        return ""
    name = found.pop()
    return name if ontology.is_a(name, mention.concept) else ""
