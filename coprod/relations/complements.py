"""What hangs on a head by of, by, with, in …: who takes part, what is made, where, and a narrower head."""

from __future__ import annotations

import itertools

from coprod.grounding.closed import MAKERS, TAKING_PART, USERS
from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token
from coprod.ontology import Ontology
from coprod.relations.argument import Argument
from coprod.relations.chunks import Chunk
from coprod.relations.members import Complements

_SPECIAL: dict[str, tuple[tuple[str, str], ...]] = {
    "CoProduction": (
        ("Research", "ResearchCoProduction"),
        ("Knowledge", "KnowledgeCoProduction"),
        ("Service", "ServiceCoProduction"),
        ("Value", "ValueCoCreation"),
    ),
    "CoCreation": (("Value", "ValueCoCreation"), ("Knowledge", "KnowledgeCoProduction")),
}
_SCARCE = frozenset({"Time", "Funding", "Resource", "Staff", "Training", "OrganisationalSupport"})
_IMBALANCES = {("KnowledgeImbalance", "Power"): "PowerImbalance", ("PowerImbalance", "Knowledge"): "KnowledgeImbalance"}
_OF_NAMES = frozenset({"ServiceCoProduction", "KnowledgeCoProduction", "ResearchCoProduction"})
MODELLED_AS_SUCH = _OF_NAMES | {"CoProduction"}
"""Processes that a model of co-production is a model of anyway."""
_PLACES = frozenset(["in", "within", "at", "across", "inside", "throughout", "for", "during", "under"])
_WITH = frozenset(["with", "between", "among", "amongst", "alongside", "together"])
_RELATIONAL = ("Relationship", "SocialRelation", "Value", "NormativeValue")


class Hangers:
    """Reads complements into the argument that they hang on."""

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._area = {c: ontology.area(c) for c in ontology.concepts}
        users = [u for u in USERS if u in ontology.concepts]
        self._users = {c for c in ontology.concepts if any(ontology.is_a(c, u) for u in users)}

    def join(self, out: Argument, prep: str, inner: list[Argument]) -> None:
        """Hangs a complement on a noun of doing."""
        actors = [a.concept for a in inner if a.concept and self._area[a.concept] == "Actor"]
        if actors and prep in ("by", "with", "led", "between", "among") and any(a in self._users for a in actors):
            relation = "ledBy" if prep == "led" else "involvesActor"
            out.sides.extend((out.joint, relation, a) for a in actors)
        for a in inner:
            if (
                a.concept
                and prep == "of"
                and out.joint in MAKERS
                and self._ontology.fits("produces", out.joint, a.concept)
            ):
                out.sides.append((out.joint, "produces", a.concept))
            elif a.concept and prep in _PLACES and self._area[a.concept] == "Setting":
                out.sides.append((out.joint, "appliedIn", a.concept))

    def inside(
        self, main: Argument, head: Mention, chunk: Chunk, complements: Complements, tokens: list[Token]
    ) -> list[Argument]:
        """What the chunk itself adds to a process: whose it is, where it is, what it makes."""
        results = [main]
        for m in chunk.mentions:
            if m is head:
                continue
            area = self._area[m.concept]
            if m.first >= head.last and area in ("CoProducedObject", "Knowledge"):
                results = self._made(main, [Argument(m.concept, m)], results, plain=True)
            elif area == "Actor" and m.last <= head.first and tokens[m.last - 1].possessive:
                of_actors = any(p == "of" for p, _ in complements)
                main.sides.append((main.concept, "ledBy" if of_actors else "involvesActor", m.concept))
            elif area == "Setting" and m.last <= head.first:
                main.sides.append((main.concept, "appliedIn", m.concept))
        return results

    def hang(self, main: Argument, prep: str, inner: list[Argument]) -> None:
        """Hangs a complement on a head that is no process."""
        area = self._area[main.concept]
        for a in inner:
            if not a.concept:
                continue
            if area == "CoProductionModel" and prep in ("of", "for"):
                if self._area[a.concept] == "Process" and a.concept not in MODELLED_AS_SUCH:
                    main.sides.append((main.concept, "appliesTo", a.concept))
            elif area == "ResearchMethod" and prep in ("of", "on", "into", "about"):
                if self._ontology.fits("studiedWith", a.concept, main.concept) and self._area[a.concept] == "Process":
                    main.about = main.about or a.concept
                    main.sides.append((a.concept, "studiedWith", main.concept))
                    main.sides.extend(a.sides)
            elif prep == "with" and area == "CoProducedObject" and self._area[a.concept] == "Actor":
                main.aside.append(a.concept)  # "co-design | the service with its users"
            elif prep == "as" and area == "Actor":
                main.role = a.concept
            elif area == "Actor" and prep in ("in", "into", "from") and self._area[a.concept] == "Process":
                main.within = a.concept
            elif prep in _PLACES and (self._area[a.concept] == "Setting" or a.concept == "Hospital"):
                main.setting = "HospitalSetting" if a.concept == "Hospital" else a.concept

    def process(
        self, results: list[Argument], main: Argument, prep: str, inner: list[Argument], led: bool
    ) -> list[Argument]:
        """The process with one complement read into it, or what it narrows to."""
        concept = main.concept
        actors = [a.concept for a in inner if a.concept and self._area[a.concept] == "Actor"]
        if prep in ("by", "led") and actors:
            for r in results:
                r.sides.extend((r.concept, "ledBy" if led else "involvesActor", a) for a in actors)
        elif prep == "of" and actors and concept not in MAKERS:
            main.sides.extend((concept, "involvesActor", a) for a in actors if a != "HealthSystem")
        elif prep == "of" and any(a.concept for a in inner):
            return self._made(main, [a for a in inner if a.concept], results)
        elif prep in _WITH and actors:
            for r in results:
                r.sides.extend((r.concept, "involvesActor", a) for a in actors if a != "Actor")
        elif prep in _PLACES or prep == "of":
            return self._placed(results, main, prep, inner)
        return results

    def _placed(self, results: list[Argument], main: Argument, prep: str, inner: list[Argument]) -> list[Argument]:
        for a in inner:
            area = self._area.get(a.concept, "")
            if area == "Setting":
                for r in results:
                    r.sides.append((r.concept, "appliedIn", a.concept))
            elif (
                prep == "in"
                and area == "Process"
                and main.concept in TAKING_PART
                and a.concept != main.concept
                and (main.sides or self._ontology.is_a(a.concept, "ParticipatoryProcess"))
            ):
                # "participation in co-design": the named process is meant
                a.sides.extend((a.concept, r, o) for _, r, o in main.sides if r in ("involvesActor", "ledBy"))
                return [a]
            elif (
                prep == "in" and a.frame is not None and a.frame.hit.cue.name == "raise" and main.concept in TAKING_PART
            ):
                improved = [
                    x.concept for x in a.frame.themes if self._area.get(x.concept) in ("Setting", "CoProducedObject")
                ]
                if improved and main.sides:
                    sides = [("ServiceImprovement", r, o) for _, r, o in main.sides]
                    sides += [("ServiceImprovement", "appliedIn", c) for c in improved if self._area[c] == "Setting"]
                    return [Argument("ServiceImprovement", main.mention, sides=sides)]
            elif prep in ("in", "at", "across", "within") and a.concept == "Hospital":
                main.sides.append((main.concept, "appliedIn", "HospitalSetting"))
        return results

    def _made(
        self, main: Argument, made: list[Argument], results: list[Argument], plain: bool = False
    ) -> list[Argument]:
        out: list[Argument] = []
        specials = () if plain else _SPECIAL.get(main.concept, ())
        for a in made:
            special = next((to for area, to in specials if self._ontology.is_a(a.concept, area)), "")
            if special:
                sides = [(special, r, o) for _, r, o in main.sides]
                out.append(Argument(special, main.mention, main.compared, sides=[*sides, *a.sides]))
            elif self._area[a.concept] == "Setting":
                if main.concept == "CoProduction" and not plain:
                    out.append(
                        Argument(
                            "ServiceCoProduction", main.mention, sides=[("ServiceCoProduction", "appliedIn", a.concept)]
                        )
                    )
                else:
                    main.sides.append((main.concept, "appliedIn", a.concept))
            elif main.concept not in MAKERS or self._area[a.concept] == "SocialRelation":
                continue
            elif self._ontology.fits("produces", main.concept, a.concept):
                main.sides.append((main.concept, "produces", a.concept))
            elif self._area[a.concept] == "Value":
                main.sides.append((main.concept, "createsValue", a.concept))
        return out or results

    def narrower(self, concept: str, prep: str, inner: list[Argument]) -> list[Argument]:
        """A general head before what it is filled with: "values of equity", "theories from sociology"."""
        found = [a for a in inner if a.concept]
        if not found:
            return []
        if concept == "Relationship" and prep in ("between", "of", "among") and self.provider_user(found):
            return [Argument("ProviderUserRelationship", found[0].mention)]
        if concept == "Actor" and prep in ("from", "of", "in", "among"):
            return [a for a in found if self._area[a.concept] == "Actor"]
        if concept == "QualityOfCare" and prep == "of":
            made = [a for a in found if self._area[a.concept] in ("CoProducedObject", "Process")]
            return [a for a in made if not self._ontology.is_a(a.concept, "Service")]
        if concept == "ExperientialKnowledge" and prep in ("of", "in", "with"):
            return [a for a in found if self._area[a.concept] == "Process"]
        if concept == "Facilitation" and prep == "of":
            return found
        below = [a for a in found if a.concept != concept and self._ontology.is_a(a.concept, concept)]
        if below and prep in ("of", "such", "like", "as", "about", "on"):
            return below
        if concept in _RELATIONAL and prep == "of":
            return [a for a in found if self._area[a.concept] in ("Value", "SocialRelation")]
        if concept == "TheoreticalPerspective" and prep in ("of", "on", "from", "about", "in"):
            wanted = ("SocialRelation", "Value", "Discipline", "TheoreticalPerspective")
            return [a for a in found if self._area[a.concept] in wanted]
        if concept == "Discipline" and prep in ("on", "about", "of"):
            return found
        if concept == "Uptake" and prep == "of":
            return [
                a
                for a in found
                if self._area[a.concept] == "CoProducedObject"
                and a.concept != "Research"
                and not self._ontology.is_a(a.concept, "Service")
            ]
        return []

    def can_make(self, process: str, concept: str) -> bool:
        """Whether a process can have made a thing."""
        return self._area.get(concept) in (
            "CoProducedObject",
            "Knowledge",
            "CoProductionModel",
        ) and self._ontology.fits("produces", process, concept)

    def is_process(self, concept: str) -> bool:
        """Whether a concept is a process that is carried out, and no mere technique."""
        return self._area.get(concept) == "Process" and not self._ontology.is_a(concept, "ParticipatoryMethod")

    def provider_user(self, inner: list[Argument]) -> bool:
        """Whether those named are users on one side and paid people on the other."""
        actors = {a.concept for a in inner if a.concept and self._area[a.concept] == "Actor"}
        return bool(actors & self._users) and bool(actors - self._users - {"Actor", "Stakeholder"})

    def asides(self, out: list[Argument], asides: list[Chunk]) -> None:
        """What stands in brackets: who takes part, where."""
        target = next((a for a in out if self.is_process(a.concept)), None)
        if target is not None:
            process = target.concept
        else:
            target = next((a for a in out if a.sides and self._area.get(a.sides[0][0]) == "Process"), None)
            if target is None:
                named = [m.concept for c in asides for m in c.mentions]
                out[0].aside = [c for c in named if self._area[c] in ("Actor", "Setting")]
                return
            process = target.sides[0][0]
        for chunk in asides:
            for m in chunk.mentions:
                area = self._area[m.concept]
                if m.concept == "Hospital":
                    target.sides.append((process, "appliedIn", "HospitalSetting"))
                elif area == "Actor":
                    target.sides.append((process, "involvesActor", m.concept))
                elif area == "Setting":
                    target.sides.append((process, "appliedIn", m.concept))
                elif area == "ResearchMethod" and m.concept != "Workshop":
                    target.sides.append((process, "studiedWith", m.concept))

    def shared(self, out: list[Argument], tokens: list[Token]) -> list[Argument]:
        """Words that the first member of a list shares with the others: "insufficient resources and time"."""
        for before, a in itertools.pairwise(out):
            if before.mention is None or a.mention is None or a.mention.first - before.mention.last > 2:
                continue
            if before.concept == "ResourceConstraint" and a.concept in _SCARCE:
                a.concept = "ResourceConstraint"
                continue
            if (before.concept, a.concept) in _IMBALANCES:
                a.concept = _IMBALANCES[before.concept, a.concept]
                continue
            words = {t.form for t in tokens[before.mention.first : before.mention.last]}
            if before.concept in _OF_NAMES and a.concept and "of" in words:
                named = (to for made, to in _SPECIAL["CoProduction"] if self._ontology.is_a(a.concept, made))
                a.concept = next(named, a.concept)
        return out
