"""Without a cue: what the two ends alone allow."""

from __future__ import annotations

from coprod.grounding.closed import MAKERS
from coprod.grounding.slot import Slot
from coprod.relations.argument import Argument, Side
from coprod.relations.complements import MODELLED_AS_SUCH
from coprod.relations.ladder import ordered
from coprod.relations.pairs import Pairs

_THROUGH = frozenset({"through", "by", "via", "thanks", "to"})
_INSIDE = frozenset({"of", "in", "within", "for", "during", "about", "surrounding", "across"})

_FOR = frozenset({"for", "behind", "of"})
_AMONG = frozenset({"among", "amongst", "of", "in", "on", "the", "part", "within"})
_MEANING = frozenset({"on", "over", "the", "meaning", "definition", "nature"})
_UPON = frozenset({"of", "on", "into", "about"})
_JOINED = frozenset({"and", "&", ":", "-", "–", "—", "/", "+", ",", ";", ".", "(", ")", "...", "|", "with"})
"""What stands between two things that are only named together."""


class Ends:
    """Reads the relation from what stands at its ends: a level, a method, a setting, who takes part."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def read(
        self, subject: list[Argument], object: list[Argument], predicate: Slot, middle: list[Argument], free: bool
    ) -> set[Side]:
        """What the two ends alone allow: a level, a method, a setting, who takes part."""
        left, right = self._pairs.flat(subject), self._pairs.flat(object)
        if not any(a.concept or a.joint for a in right):
            right = middle
            free = False
        words = {t.form for t in predicate.tokens}
        out: set[Side] = set()
        for s in left:
            for o in right:
                out.update(self._one(s, o, words, free))
        return out

    def _one(self, s: Argument, o: Argument, words: set[str], free: bool) -> set[Side]:
        first, second = s.concept or s.joint, o.concept or o.joint
        if not first or not second or first == second:
            return set()
        a, b = self._pairs.area[first], self._pairs.area[second]
        fits = self._pairs.ontology.fits
        if b == "ParticipationLevel" and a == "Process":
            return {(first, "hasLevel", second)}
        if b == "ResearchMethod" and a != "ResearchMethod" and s.concept:
            return {(first, "studiedWith", second)} if fits("studiedWith", first, second) else set()
        if a == "ResearchMethod" and words and words <= _UPON and b not in ("ResearchMethod", "Actor"):
            return {(second, "studiedWith", first)} if fits("studiedWith", second, first) else set()
        if b == "ActorRole" and a == "Actor":
            return {(first, "playsRole", second)}
        if a == "Process" and b == "Setting":
            return {(first, "appliedIn", second)}
        if words and words <= _FOR and a == "Rationale" and fits("motivatedBy", second, first):
            return {(second, "motivatedBy", first)}
        if words and words <= _FOR and a == "CoProductionModel" and b == "Process" and second not in MODELLED_AS_SUCH:
            return {(first, "appliesTo", second)}
        if words == {"by"} and b == "Actor" and a in ("Value", "Outcome"):
            side = self._pairs.ladder.resolve("lead_to", second, first, s.compared)
            return {side} if side else set()
        if words and words <= _AMONG and a == "Factor" and b == "Actor" and fits("characterisedBy", second, first):
            return {(second, "characterisedBy", first)}
        if words and words <= _THROUGH and b == "Process" and a in ("Value", "Outcome", "SocialRelation", "Knowledge"):
            side = self._pairs.ladder.resolve("lead_to", second, first, s.compared)
            return {side} if side else set()
        if words and words <= _INSIDE and b == "Process" and self._pairs.ontology.is_a(first, "ParticipatoryMethod"):
            return {(second, "usesMethod", first)}
        if words == {"between"} and a == "SocialRelation":
            return set()
        if words and words <= _INSIDE | _MEANING and b == "Process" and a in ("Factor", "Value", "SocialRelation"):
            return self._found_in(first, second, words)
        if words == {"to"} and b == "Process" and first == "ProfessionalResistance":
            return {(first, "hinders", second)}
        if words and words <= _INSIDE | {"from"} and b == "Process" and a == "Outcome":
            side = self._pairs.ladder.resolve("lead_to", second, first, s.compared)
            return {side} if side else set()
        if a == "Process" and b == "Actor" and words & {"by", "with", "among", "between", "of", "without"}:
            return {(first, "involvesActor", second)}
        if a == "Actor" and b == "Process" and words & {"in", "through", "within", "during"}:
            return {(second, "involvesActor", first)}
        if not s.concept or not o.concept:
            return set()
        if a == "Process" and words == {"of"} and fits("produces", first, second) and first in MAKERS:
            return {(first, "produces", second)}
        if free and words <= _JOINED:
            return {ordered(first, "relatedTo", second)}
        return set()

    def _found_in(self, first: str, second: str, words: set[str]) -> set[Side]:
        """What is found in a process: a fault or a feature of it, or a principle."""
        if self._pairs.area[first] == "Value" and self._pairs.ontology.fits("embodies", second, first):
            return {(second, "embodies", first)}
        if first == "PowerSharing":
            return {(second, "strengthensRelation", first)}
        return {(second, "characterisedBy", first)}
