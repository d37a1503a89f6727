"""From what a cue says and what stands at its two ends to the narrowest relation that the words bear out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from coprod import lexicon
from coprod.names import UNDIRECTED
from coprod.ontology import Ontology

_IMPLIED = {"good": "better"}
EXACTLY = "="
"""Begins the name of a cue that a curator gave a relation: no family is asked, only which way round it fits."""
_BUT_NOT = "≠"


def but_not(name: str, relations: Iterable[str]) -> str:
    """The name of a cue that means what `name` means, but none of these relations.

    >>> ladder = Ladder(Ontology.load())
    >>> ladder.resolve(but_not("raise", ["createsValue"]), "CoDesign", "Trust")
    >>> ladder.resolve(EXACTLY + "requires", "CoDesign", "Trust")
    ('CoDesign', 'requires', 'Trust')
    """
    return f"{name}{_BUT_NOT}{' '.join(sorted(relations))}"


class Rung(NamedTuple):
    """One row of a family: it holds where both ends stand below the areas it names."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    condition: str
    relation: str
    inverse: bool


class Ladder:
    """The families of ``lexicon/ladder.tsv``.

    >>> ladder = Ladder(Ontology.load())
    >>> ladder.resolve("raise", "CoDesign", "Trust")
    ('CoDesign', 'createsValue', 'Trust')
    >>> ladder.resolve("raise", "CoDesign", "QualityOfCare")
    ('CoDesign', 'improves', 'QualityOfCare')
    >>> ladder.resolve("raise", "CoDesign", "Network")
    ('CoDesign', 'strengthensRelation', 'Network')
    """

    def __init__(self, ontology: Ontology) -> None:
        self._ontology = ontology
        self._families: dict[str, list[Rung]] = {}
        for family, subjects, objects, condition, relation, direction in lexicon.rows("ladder"):
            self._families.setdefault(family, []).append(
                Rung(
                    _areas(subjects), _areas(objects), "" if condition == "-" else condition, relation, direction == "<"
                )
            )
        self._seen: dict[tuple[str, str, str, str], tuple[str, str, str] | None] = {}

    def resolve(self, name: str, subject: str, object: str, compared: str = "") -> tuple[str, str, str] | None:
        """The assertion that a family or a relation gives between two concepts, or None.

        `compared` is ``better``, ``good`` or ``worse`` where the object stands in the comparative ("more trust").
        """
        asked = (name, subject, object, compared)
        if asked not in self._seen:
            self._seen[asked] = self._resolve(*asked)
        return self._seen[asked]

    def _resolve(self, name: str, subject: str, object: str, compared: str) -> tuple[str, str, str] | None:
        if subject == object:
            return None
        name, _, barred = name.partition(_BUT_NOT)
        if barred:
            found = self._resolve(name, subject, object, compared)
            return None if found and found[1] in barred.split() else found
        if name.startswith(EXACTLY):
            relation = name.removeprefix(EXACTLY)
            for s, o in ((subject, object), (object, subject)):
                if self._ontology.fits(relation, s, o):
                    return ordered(s, relation, o)
            return None
        for rung in self._families.get(name, ()):
            if not self._holds(rung.condition, subject, object, compared):
                continue
            if not (self._below(subject, rung.subjects) and self._below(object, rung.objects)):
                continue
            if rung.relation == "-":
                return None
            s, o = (object, subject) if rung.inverse else (subject, object)
            if rung.relation in self._families and rung.relation not in self._ontology.relations:
                return self._resolve(rung.relation, s, o, compared)
            if self._ontology.fits(rung.relation, s, o):
                return ordered(s, rung.relation, o)
        if name in self._ontology.relations and self._ontology.fits(name, subject, object):
            return ordered(subject, name, object)
        return None

    def _holds(self, condition: str, subject: str, object: str, compared: str) -> bool:
        if condition == "kind":
            return self._ontology.is_a(object, subject)
        return not condition or condition in (compared, _IMPLIED.get(compared))

    def _below(self, concept: str, areas: tuple[str, ...]) -> bool:
        return not areas or any(self._ontology.is_a(concept, a) for a in areas if a in self._ontology.concepts)


def ordered(subject: str, relation: str, object: str) -> tuple[str, str, str]:
    """An assertion as it is written: relations without direction have their ids in alphabetical order."""
    if relation in UNDIRECTED and object < subject:
        return object, relation, subject
    return subject, relation, object


def _areas(cell: str) -> tuple[str, ...]:
    return () if cell == "*" else tuple(cell.split("|"))
