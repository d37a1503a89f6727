"""Who holds the view, where the sentence names holders other than its authors."""

from __future__ import annotations

from coprod.facets.scope import Scope
from coprod.grounding.closed import PREPOSITIONS, WORDS
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.relations.cues import CueHit

_SKIPPED = WORDS["beside_holders"]
_CITED = frozenset({"Researcher", "ResearchOrganisation", "Government", "Policymaker"})
_AUTHORS_SAY = WORDS["authors_say"]
_RELATIVE = frozenset({"who", "whom", "that"})


class Holders:
    """Finds the holders of a view in a slot or a sentence."""

    def __init__(self, actors: frozenset[str]) -> None:
        self._actors = actors - {"Actor"}

    def find(self, slot: Slot, scope: Scope | None = None) -> tuple[tuple[str, ...], str]:
        """Ids of the holders that are named, and the words that name them."""
        first, last = (scope.first, scope.last) if scope else (0, len(slot.tokens))
        if not any(h.cue.kind == "holder" for h in slot.cues):
            return (), ""
        covered = {i for m in slot.mentions for i in range(m.first, m.last)}
        excepted = [h for h in slot.cues if h.cue.kind == "holder" and h.cue.name == "none"]
        for hit in slot.cues:
            if hit.cue.kind != "holder" or hit.first < first or hit.last > last or hit.cue.name == "none":
                continue
            if any(e.first <= hit.first and hit.last <= e.last for e in excepted):
                continue
            found, start, end = self._around(slot, hit, first, covered)
            if found:
                return tuple(dict.fromkeys(found)), slot.words(start, end)[0]
        return (), ""

    def _around(self, slot: Slot, hit: CueHit, first: int, covered: set[int]) -> tuple[list[str], int, int]:
        tokens = slot.tokens
        if hit.cue.name == "before":
            found, end = self._after(slot, hit.last)
            if end < len(tokens) and tokens[end].form == "as" and tokens[hit.last - 1].form == "of":
                found = []
            return found, hit.first, end
        if not hit.first or tokens[hit.first - 1].form in _RELATIVE:
            return [], 0, 0
        says_that = hit.last < len(tokens) and tokens[hit.last].form in ("that", ":")
        if hit.first in covered and not says_that:
            return [], 0, 0
        possessive = tokens[hit.first - 1].possessive
        if (hit.cue.name == "noun") != possessive:
            return [], 0, 0
        found, begin = self._before(slot, hit.first, first)
        if hit.cue.name == "noun":
            after = tokens[hit.last].form if hit.last < len(tokens) else ""
            if after != "that" and not (begin and tokens[begin - 1].form in ("in", "from", "to", "for")):
                return [], 0, 0
        if hit.cue.name == "verb" and tokens[hit.first].stem in _AUTHORS_SAY and set(found) <= _CITED:
            return [], 0, 0
        return found, begin, hit.last

    def _before(self, slot: Slot, at: int, first: int) -> tuple[list[str], int]:
        tokens = slot.tokens
        ends = {m.last: m for m in slot.mentions if m.concept in self._actors}
        found: list[Mention] = []
        i = at
        relative = False
        while i > first:
            mention = ends.get(i)
            if mention is not None:
                found.append(mention)
                i = mention.first
                continue
            form = tokens[i - 1].form
            if form in _SKIPPED or form.endswith("ly"):
                i -= 1
                continue
            if found and form == "of" and i > 1 and tokens[i - 2].key in WORDS["quantities"]:
                i -= 2  # "a growing number of patients"
                continue
            if found and form in PREPOSITIONS:
                if len(found) == 1 and form in ("of", "in", "from", "at", "with") and ends.get(i - 1) is not None:
                    found = [ends[i - 1]]
                    i = found[0].first
                    continue
                return [], i
            if not found and not relative:
                who = next((j for j in range(i - 1, max(first, i - 8), -1) if tokens[j].form in _RELATIVE), None)
                if who is not None and ends.get(who) is not None:
                    i, relative = who, True
                    continue
                return [], i
            if found and ends.get(i - 1) is not None and tokens[i].form not in (",", "and"):
                i -= 1
                continue
            if found and i - 1 > first and tokens[i - 2].form in (",", "and") and ends.get(i - 2) is not None:
                i -= 1
                continue
            break
        if found and _named_body(slot, found[0]):
            return [], i
        return [m.concept for m in reversed(found)], i

    def _after(self, slot: Slot, at: int) -> tuple[list[str], int]:
        tokens = slot.tokens
        starts = {m.first: m for m in slot.mentions if m.concept in self._actors}
        found: list[str] = []
        i, skipped = at, 0
        while i < len(tokens):
            mention = starts.get(i)
            if mention is not None:
                found.append(mention.concept)
                i = mention.last
            elif tokens[i].form in ("the", "a", "an", "and", ",", "by", "both", "or", "many", "some", "most"):
                i += 1
            elif not found and skipped < 1 and tokens[i].is_word and tokens[i].form not in PREPOSITIONS:
                skipped += 1
                i += 1
            else:
                break
        return found, i


def _named_body(slot: Slot, mention: Mention) -> bool:
    """Whether a name such as "New Economics Foundation" is meant: a body that is cited."""
    start = slot.tokens[mention.first].start
    if mention.first == 0 or not slot.text[start].isupper():
        return False
    before = slot.tokens[mention.first - 1]
    return mention.first > 1 and slot.text[before.start].isupper() and before.is_word
