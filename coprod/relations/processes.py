"""Verbs that hide a process: "patients co-design services", "staff work with carers"."""

from __future__ import annotations

from coprod.grounding.closed import JOINT_MARKERS, MAKERS, TAKING_PART
from coprod.grounding.slot import Slot
from coprod.relations.argument import Argument, Side
from coprod.relations.cues import is_participle
from coprod.relations.pairs import Pairs
from coprod.relations.predicate import Reading

_LEAD_IN = frozenset({"Involvement", "Engagement", "Consultation"})
"""Processes that one actor brings another into."""
_SERVICES = frozenset({"service", "clinic", "unit"})


class ProcessVerbs:
    """Reads who takes part in the process that a verb names, and what it makes."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def read(
        self,
        reading: Reading,
        subject: list[Argument],
        object: list[Argument],
        predicate: Slot,
        object_slot: Slot,
        middle: list[Argument],
    ) -> set[Side]:
        """The assertions that a verb of doing together makes."""
        cue = reading.hit.cue
        left, right = self._pairs.flat(subject), self._pairs.flat(object)
        actors_left = [
            a.actor or a.concept for a in left if a.concept and (a.actor or self._pairs.area[a.concept] == "Actor")
        ]
        actors_right = [
            a.actor or a.concept for a in right if a.concept and (a.actor or self._pairs.area[a.concept] == "Actor")
        ]
        actors_mid = [a.concept for a in middle if self._pairs.area[a.concept] == "Actor"]
        if cue.detail == "together":
            words = {t.form for t in predicate.tokens} | {t.form for t in object_slot.tokens[:2]}
            everyone = {*actors_left, *actors_right}
            if not (words & JOINT_MARKERS and everyone) and not (
                everyone & self._pairs.user and everyone & self._pairs.paid
            ):
                return set()
        named = [a.within for a in (*left, *right) if a.within]
        named += [a.concept for a in (*left, *right, *middle) if a.concept and self._pairs.area[a.concept] == "Process"]
        joints = [a.joint for a in (*left, *right) if a.joint]
        out: set[Side] = set()
        concept = cue.name
        if cue.detail == "generic":
            verb = predicate.tokens[reading.hit.last - 1].form if predicate.tokens else ""
            brought_in = actors_right or (concept == "Consultation" and object_slot.tokens and not is_participle(verb))
            led = concept in _LEAD_IN and not reading.passive and actors_left and brought_in
            if any(a.within for a in right):
                actors_left = []
            left_processes = [a.concept for a in left if a.concept and self._pairs.area[a.concept] == "Process"]
            if left_processes and not actors_right and not actors_left and not actors_mid:
                if concept in TAKING_PART and cue.name == "Involvement":
                    for s in left:
                        for o in right:
                            out.update(self._pairs.pair("comprise", s, o))
                return out
            processes = named or joints or [concept]
            if concept not in TAKING_PART:
                processes = [concept]
            for process in processes:
                for actor in (*actors_left, *actors_right, *actors_mid):
                    relation = "ledBy" if led and actor in actors_left else "involvesActor"
                    if self._pairs.ontology.fits(relation, process, actor):
                        out.add((process, relation, actor))
            if out:
                out.update((a.actor, "playsRole", a.concept) for a in (*left, *right) if a.actor)
            after = [t.form for t in predicate.tokens[reading.hit.last :]]
            if concept == "Collaboration" and "to" in after[:2]:
                for a in right:
                    if (
                        a.concept
                        and self._pairs.area[a.concept] != "SocialRelation"
                        and self._pairs.ontology.fits("produces", concept, a.concept)
                    ):
                        out.add((concept, "produces", a.concept))
            return out
        out.update((a.actor, "playsRole", a.concept) for a in (*left, *right) if a.actor)
        values = [a.concept for a in (*left, *right) if a.concept and self._pairs.area[a.concept] == "Value"]
        if values and concept in ("CoCreation", "CoProduction") and "Value" in values:
            concept = "ValueCoCreation"
        for actor in (*actors_left, *actors_right, *actors_mid):
            out.add((concept, "involvesActor", actor))
        made = left if reading.passive else [*right, *(m for m in middle if _after(m, reading))]
        for a in made:
            in_object = any(a is o for o in object)
            thing = self._as_services(a, object_slot) if in_object else a.concept
            if (
                thing
                and concept in MAKERS
                and a.lead not in ("in", "for", "with", "by")
                and (
                    self._pairs.ontology.fits("produces", concept, thing)
                    and self._pairs.area[thing] != "SocialRelation"
                )
            ):
                out.add((concept, "produces", thing))
        for a in right:
            if (
                a.concept
                and self._pairs.area[a.concept] == "Setting"
                and out
                and (a.lead == "in" or predicate.tokens[-1].form in ("in", "within"))
            ):
                out.add((concept, "appliedIn", a.concept))
        return out

    def _as_services(self, a: Argument, slot: Slot) -> str:
        """What a process makes: where a setting is named by its services, the services."""
        place = a.mention
        if place is None or place.last > len(slot.tokens) or slot.tokens[place.last - 1].key not in _SERVICES:
            return a.concept
        return self._pairs.coerce.get(("made as services", a.concept), a.concept)


def _after(a: Argument, reading: Reading) -> bool:
    """Whether a thing that the predicate names stands after the verb: "co-design services along with"."""
    return a.mention is not None and a.mention.first >= reading.hit.last
