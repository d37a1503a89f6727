"""One subject and one object: the assertion that a family of cues gives between them."""

from __future__ import annotations

from coprod import lexicon
from coprod.grounding.closed import USERS, WORDS
from coprod.ontology import Ontology
from coprod.relations.argument import Argument, Side
from coprod.relations.ladder import Ladder
from coprod.relations.result import EFFECTS

_OF_ROLES = frozenset(
    {"playsRole", "seen_as", "understoodAs", "is", "determinesValue", "judge", "offer", "offers", "integrate"}
)
"""Families that can be said of a role as such."""
_BEING = frozenset({"presence", "existence", "availability"})
"""Nouns that say only that something is there: "depends on the presence of a facilitator"."""
_CONTRARY = {
    "createsValue": "diminishesValue", "diminishesValue": "createsValue", "improves": "worsens", "worsens": "improves",
    "strengthensRelation": "weakensRelation", "weakensRelation": "strengthensRelation",
}  # fmt: skip
"""What a claim about the contrary says of the thing itself: to breed mistrust is to diminish trust."""


class Pairs:
    """Resolves pairs of arguments, and knows who counts as a user of services and who is paid."""

    def __init__(self, ontology: Ontology, ladder: Ladder) -> None:
        self.ontology = ontology
        self.ladder = ladder
        self.area = {c: ontology.area(c) for c in ontology.concepts}
        self.coerce = {(name, old): new for name, old, new in lexicon.rows("coerce")}
        users = [u for u in USERS if u in ontology.concepts]
        self.user = {c for c in ontology.concepts if any(ontology.is_a(c, u) for u in users)}
        self.paid = {c for c in ontology.concepts if self.area[c] == "Actor" and c not in self.user}

    def pair(self, name: str, s: Argument, o: Argument) -> set[Side]:
        """The assertions that a name gives between two arguments, nouns of doing read as joint processes."""
        first, second = s.concept, o.concept
        if name in ("involvesActor", "ledBy", "excludes", "participant"):
            if not first and s.joint and (o.concept in self.user or self.area.get(o.concept) == "Actor"):
                first = s.joint
            elif not first and not s.joint and name == "excludes":
                return set()
        if name == "excludes" and o.within and self.area.get(first) != "Process":
            first = o.within
        if name == "excludes" and self.area.get(first) == "Actor" and self.area.get(second) == "Actor":
            return set()
        if s.actor and name not in _OF_ROLES and self.area.get(second) != "ActorRole":
            first = s.actor  # "active patients" that do something are patients
        if name in ("improves", "partOf", "formOf") and not first and s.joint:
            first = s.joint
        if not first or not second:
            return set()
        side = self.resolve(name, first, Argument(second, o.mention, o.compared))
        if side and o.opposite and name != "redress" and side[1] in _CONTRARY:
            side = (side[0], _CONTRARY[side[1]], side[2])
        return {side} if side else set()

    def resolve(self, name: str, subject: str, o: Argument) -> Side | None:
        """The assertion that a name gives between a concept and an argument."""
        target = self.coerce.get((name, o.concept), o.concept)
        if self.area[target] == "ParticipationLevel" and self.ontology.fits("hasLevel", subject, target):
            return (subject, "hasLevel", target)
        side = self.ladder.resolve(name, subject, target, o.compared)
        if side and side[1] in EFFECTS and self.area[side[0]] == "Setting":
            return None  # a ward does nothing by itself
        return side

    def flat(self, arguments: list[Argument]) -> list[Argument]:
        """Arguments with nouns of making opened: "the development of services" stands for services."""
        out: list[Argument] = []
        for a in arguments:
            if a.frame is None or a.concept:
                out.append(a)
                continue
            cue, themes = a.frame.hit.cue, a.frame.themes
            if cue.name == "takes_place" and a.frame.agents:
                out.extend(self._introduced(a.frame.agents, themes))
                continue
            named = [self.coerce.get((f"noun of {cue.name}", t.concept), "") for t in themes]
            if any(named):
                out.extend(Argument(concept) for concept in named if concept)
            elif cue.name in WORDS["making"] or cue.key in _BEING or (cue.detail == "agent" and not themes):
                out.extend(self.flat(themes or a.frame.agents))
        return out

    def _introduced(self, things: list[Argument], places: list[Argument]) -> list[Argument]:
        """What is brought in, and where: "the introduction of co-design in primary care"."""
        settings = [p.concept for p in places if self.area.get(p.concept) == "Setting"]
        for a in things:
            a.sides.extend((a.concept, "appliedIn", s) for s in settings if self.area.get(a.concept) == "Process")
        return self.flat(things)

    def concepts(self, arguments: list[Argument]) -> list[str]:
        """The concepts of arguments, nouns of making opened."""
        return [a.concept for a in self.flat(arguments) if a.concept]
