"""Who holds the view, where the sentence names holders other than its authors."""

from __future__ import annotations

from coprod.grounding.slot import Slot
from coprod.ontology import Ontology

_BETWEEN = frozenset("the a an and , or both also some many most few often generally clearly themselves all several we that , ; consistently repeatedly strongly widely who had have has were was".split())
_CITED = frozenset({"Researcher", "ResearchOrganisation", "Government", "Policymaker"})
_AUTHORS_SAY = frozenset("argu suggest propose note show find report state claim contend highlight point conclud identify describ stress".split())


def holders(ontology: Ontology, slot: Slot, first: int = 0, last: int | None = None) -> tuple[tuple[str, ...], str]:
    """The ids of the holders that a text names between two tokens, and the words that name them."""
    last = len(slot.tokens) if last is None else last
    actors = {m.last: m for m in slot.mentions if ontology.area(m.concept) == "Actor"}
    starts = {m.first: m for m in slot.mentions if ontology.area(m.concept) == "Actor"}
    for hit in slot.cues:
        if hit.cue.kind != "holder" or hit.first < first or hit.last > last:
            continue
        if hit.cue.name == "verb":
            found, begin = _before(slot, hit.first, actors, first)
            if found and not (slot.tokens[hit.first].stem in _AUTHORS_SAY and set(found) <= _CITED):
                return tuple(dict.fromkeys(found)), slot.words(begin, hit.last)[0]
        elif hit.cue.name == "before":
            found, end = _after(slot, hit.last, starts)
            if found:
                return tuple(dict.fromkeys(found)), slot.words(hit.first, end)[0]
        elif hit.cue.name == "noun" and hit.first and slot.tokens[hit.first - 1].possessive:
            found, begin = _before(slot, hit.first, actors, first)
            if found:
                return tuple(dict.fromkeys(found)), slot.words(begin, hit.last)[0]
    return (), ""


def _before(slot: Slot, at: int, actors: dict[int, object], first: int) -> tuple[list[str], int]:
    found: list[str] = []
    i = at
    steps = 0
    tokens = slot.tokens
    while i > first:
        mention = actors.get(i)
        if mention is not None:
            found.append(mention.concept)  # type: ignore[attr-defined]
            i = mention.first  # type: ignore[attr-defined]
            steps = 0
            continue
        form = tokens[i - 1].form
        if form in _BETWEEN or form.endswith("ly"):
            if form == "," and not found:
                pass
            i -= 1
            continue
        if found and steps < 1 and tokens[i - 1].is_word and tokens[i - 1].form not in ("of", "by", "with", "to", "for", "in"):
            # an adjective inside the list: "patients, older carers and managers"
            steps += 1
            i -= 1
            if i in actors or (i > first and tokens[i - 1].form in (",", "and")):
                continue
            break
        break
    return found[::-1], i


def _after(slot: Slot, at: int, starts: dict[int, object]) -> tuple[list[str], int]:
    found: list[str] = []
    i = at
    tokens = slot.tokens
    skipped = 0
    while i < len(tokens):
        mention = starts.get(i)
        if mention is not None:
            found.append(mention.concept)  # type: ignore[attr-defined]
            i = mention.last  # type: ignore[attr-defined]
            continue
        form = tokens[i].form
        if form in ("the", "a", "and", ",", "by", "both", "or"):
            i += 1
            continue
        if not found and skipped < 1 and tokens[i].is_word:
            skipped += 1
            i += 1
            continue
        break
    return found, i
