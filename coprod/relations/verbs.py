"""What one cue of the predicate, mostly a verb, says between the two ends of a statement."""

from __future__ import annotations

from collections.abc import Callable

from coprod.grounding.closed import PREPOSITIONS
from coprod.grounding.slot import Slot
from coprod.names import UNDIRECTED
from coprod.relations.argument import Argument, Side
from coprod.relations.headers import is_header
from coprod.relations.pairs import Pairs
from coprod.relations.parts import Parts
from coprod.relations.predicate import Reading, has_auxiliary
from coprod.relations.processes import ProcessVerbs

_MADE_SO = frozenset({"enable", "hinder", "raise", "lower", "damage", "redress", "hasNoEffectOn"})
_TOLD_BY = {"involv": "Involvement", "includ": "Involvement", "consult": "Consultation", "engag": "Engagement"}
"""The process that a verb of leaving out names: "failed to involve"."""
_INTO = frozenset({"to", "towards", "toward", "into"})
_INSIDE = frozenset({"in", "within", "across"})
_HANGING = frozenset({"of", "between", "in", "for", "among"})

Join = Callable[[Slot, int, Slot], list[Argument]]
"""Reads the end of a predicate, from a token on, and the object as one phrase."""
_ADJECTIVES = ("ic", "ive", "able", "ible", "ful", "ing", "ous")
_NAMED_BY_HEADERS = frozenset({"Factor", "Value", "SocialRelation", "Outcome", "ResearchMethod"})
_ABOVE = frozenset({"above", "over", "before"})


class Verbs:
    """Reads a cue of the predicate: a verb with a relation of its own, a process, or a value that somebody holds."""

    def __init__(self, pairs: Pairs, processes: ProcessVerbs, join: Join | None) -> None:
        self._pairs = pairs
        self._processes = processes
        self._join = join

    def read(self, reading: Reading, parts: Parts) -> set[Side]:
        """The assertions that one reading of the predicate makes."""
        cue = reading.hit.cue
        if cue.kind == "process":
            return self._processes.read(
                reading, parts.subject, parts.object, parts.predicate, parts.object_slot, parts.middle
            )
        if cue.kind == "value":
            doers = self._pairs.concepts(parts.object if reading.passive else parts.subject)
            sides = (self._pairs.ladder.resolve(cue.detail, s, cue.name) for s in doers)
            return {s for s in sides if s}
        return self._between(reading, parts)

    def _between(self, reading: Reading, parts: Parts) -> set[Side]:
        """What a verb says between what stands at its ends, some of it named in the predicate."""
        cue, predicate, middle = reading.hit.cue, parts.predicate, parts.middle
        left, right = self._pairs.flat(parts.subject), self._pairs.flat(self._completed(reading, parts))
        if cue.name == "movesBeyond" and not reading.inverse and predicate.tokens[-1].form in _INTO:
            sources = [m for m in middle if m.mention is not None and m.mention.first >= reading.hit.last]
            if sources:
                left, right = right, sources
        if cue.name in ("understoodAs", "seen_as") and not reading.inverse:
            seen = [a for a in right if a.role]
            if seen:
                return {x for a in seen for x in self._pairs.pair(cue.name, a, Argument(a.role))}
            inside = [a for a in middle if a.mention and reading.hit.first <= a.mention.first < reading.hit.last]
            left = left if has_auxiliary(predicate, reading.hit.first) else inside or left
        out: set[Side] = set()
        themes = _themes(reading, middle)
        if themes and cue.name == "privileges" and predicate.tokens[-1].form in _ABOVE:
            right = themes  # "ranks efficiency above | other values"
        elif themes and cue.name in _MADE_SO and cue.tail.split()[-1] not in PREPOSITIONS:
            if predicate.tokens[-1].form in _INSIDE:
                out.update(self._placed(themes, right))
            right = themes
        elif not any(a.concept or a.joint for a in right):
            right = [m for m in middle if m.mention is None or m.mention.last > reading.hit.first]
        elif not any(a.concept or a.joint for a in left):
            left = middle
        left, right = self._in_order(reading, predicate, left, right)
        for s in left:
            for o in right:
                is_so = cue.name in ("understoodAs", "seen_as") and self._quality(o, parts)
                out.update(self._pairs.pair("is" if is_so else cue.name, s, o))
        if any(r == "involvesActor" for _, r, _ in out):
            for process in (m for m in middle if self._pairs.area[m.concept] == "Process"):
                for o in right:
                    out.update(self._pairs.pair("involvesActor", process, o))
        return out

    def _quality(self, a: Argument, parts: Parts) -> bool:
        """Whether an adjective in the object says how something is: "was described as | tokenistic"."""
        slot = parts.object_slot
        if not any(a is o for o in parts.object):
            return False
        if a.mention is None or a.mention.last - a.mention.first > 1 or a.mention.last > len(slot.tokens):
            return False
        adjective = slot.tokens[a.mention.first].form.endswith(_ADJECTIVES)
        return adjective and self._pairs.area[a.concept] in ("Value", "Factor")

    def _completed(self, reading: Reading, parts: Parts) -> list[Argument]:
        """The object with what the predicate already says of it: "improves the quality of | care"."""
        last, predicate = reading.hit.last, parts.predicate
        if self._join is None or last >= len(predicate.tokens) or predicate.tokens[-1].form not in _HANGING:
            return parts.object
        named = any(m.last > last and self._pairs.area[m.concept] != "Actor" for m in predicate.mentions)
        if named or any(h.cue.kind == "noun" and h.first >= last for h in predicate.cues):
            return self._join(predicate, last, parts.object_slot) or parts.object
        return parts.object

    def _placed(self, themes: list[Argument], places: list[Argument]) -> set[Side]:
        """Where something is made so: "makes co-design easier | in hospitals"."""
        named = {"HospitalSetting" if p.concept == "Hospital" else p.concept for p in places}
        sides = (self._pairs.ladder.resolve("takes_place", m.concept, p) for m in themes for p in named if p)
        return {s for s in sides if s}

    def _in_order(
        self, reading: Reading, predicate: Slot, left: list[Argument], right: list[Argument]
    ) -> tuple[list[Argument], list[Argument]]:
        """Both ends as the relation takes them."""
        cue = reading.hit.cue
        if reading.inverse and not (cue.kind == "noun" and cue.detail == "agent"):
            left, right = right, left
        if is_header(cue) and self._turned(cue.detail, left, right):
            left, right = right, left  # "power imbalance | BARRIER | PPI"
        if cue.name in UNDIRECTED and len(left) > 1 and not any(a.concept for a in right):
            left, right = left[:1], left[1:]  # "co-design and co-creation | are synonyms"
        elif cue.name in UNDIRECTED and len(right) > 1 and self._hold_apart(left, right):
            left, right = right[:1], right[1:]  # "nurses | make no distinction between | involvement and engagement"
        if cue.name == "excludes":
            left = self._left_out_of(reading, predicate, left)
        return left, right

    def _turned(self, direction: str, left: list[Argument], right: list[Argument]) -> bool:
        """Whether a row under a header names the process last, where most rows name it first."""
        about, said = (right, left) if direction == "<" else (left, right)
        area = self._pairs.area
        named = [a for a in about if a.concept]
        processes = [a for a in said if area.get(a.concept) == "Process"]
        return bool(named and processes) and all(area[a.concept] in _NAMED_BY_HEADERS for a in named)

    def _hold_apart(self, left: list[Argument], right: list[Argument]) -> bool:
        """Whether people say something of two things that are nobody."""
        area = self._pairs.area
        return all(area.get(a.concept) == "Actor" for a in left) and all(area.get(a.concept) != "Actor" for a in right)

    def _left_out_of(self, reading: Reading, predicate: Slot, left: list[Argument]) -> list[Argument]:
        """The process that people were left out of, where only those are named who left them out."""
        if any(self._pairs.area.get(a.concept) != "Actor" for a in left):
            return left
        stems = [t.stem for t in predicate.tokens[reading.hit.first : reading.hit.last]]
        return next(([Argument(_TOLD_BY[s])] for s in stems if s in _TOLD_BY), left)


def _themes(reading: Reading, middle: list[Argument]) -> list[Argument]:
    """What stands between the words of a verb: the co-design of "makes co-design easier"."""
    hit = reading.hit
    return [
        m for m in middle
        if hit.cue.tail and m.mention and hit.first < m.mention.first and m.mention.last < hit.last
    ]  # fmt: skip
