"""The inventory that a gold set was coded with: which ids its coders knew, and what other ids count as.

The ontology goes on growing below the inventory. A coder of version 1 could not write an id of version 2, so a gold
set says which version it knows, and an id that it does not know counts as its nearest ancestor that it does.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from coprod.names import COPROD, UNDIRECTED
from coprod.ontology import Ontology

Triple = tuple[str, str, str]

LATEST: Final = 2
_ROOT_RELATION: Final = "relatedTo"


@functools.cache
def versions(kind: str) -> dict[str, int]:
    """The version in which each id of a kind, ``concept`` or ``relation``, came into the inventory.

    >>> versions("concept")["CoProduction"], "involvesActor" in versions("relation")
    (1, True)
    """
    with (Path(__file__).parent / "inventory.tsv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: int(row["version"]) for row in csv.DictReader(file, delimiter="\t") if row["kind"] == kind}


class Known(NamedTuple):
    """Assertions in the words of an inventory."""

    triples: frozenset[Triple]
    lifted: frozenset[Triple]
    """Those of them that stand for an assertion with an id that the inventory does not know."""


class Inventory:
    """The ids of one version of the inventory, on an ontology.

    >>> inventory = Inventory(Ontology.load())
    >>> inventory.concept("CareWorker"), inventory.concept("Patient")
    (('SocialCareProfessional', False), ('Patient', True))
    """

    def __init__(self, ontology: Ontology, version: int = LATEST) -> None:
        self.ontology = ontology
        self.version = version
        self._ids = ontology.by_iri()
        self._concepts: dict[str, tuple[str, bool]] = {}
        self._relations: dict[str, tuple[str, bool]] = {}

    def concept(self, name: str) -> tuple[str, bool]:
        """The nearest concept that the inventory knows, and whether it is the one given; else the id as it is."""
        if name not in self._concepts:
            self._concepts[name] = self._nearest(self._id(name), versions("concept"), self._broader)
        return self._concepts[name]

    def relation(self, name: str) -> tuple[str, bool]:
        """The nearest relation that the inventory knows, and whether it is the one given; else the id as it is."""
        if name not in self._relations:
            self._relations[name] = self._nearest(self._id(name), versions("relation"), self._above)
        return self._relations[name]

    def known(self, assertions: Iterable[Triple]) -> Known:
        """Assertions as the inventory would write them; those of a relation without direction in one order."""
        triples, lifted = set(), set()
        for given in assertions:
            (s, s_known), (r, r_known), (o, o_known) = (
                self.concept(given[0]),
                self.relation(given[1]),
                self.concept(given[2]),
            )
            if r in UNDIRECTED and o < s:
                s, o = o, s
            triples.add((s, r, o))
            if not (s_known and r_known and o_known):
                lifted.add((s, r, o))
        return Known(frozenset(triples), frozenset(lifted))

    def near(self, one: Triple, other: Triple) -> bool:
        """Whether two assertions are the same, or a step up or down the tree apart in any of the three.

        A step to the root of an area, or to the root of all relations, is too far.
        """
        if not self._near_relation(one[1], other[1]):
            return False
        if self._near_concept(one[0], other[0]) and self._near_concept(one[2], other[2]):
            return True
        turned = self._near_concept(one[0], other[2]) and self._near_concept(one[2], other[0])
        return one[1] in UNDIRECTED and turned

    def _near_concept(self, a: str, b: str) -> bool:
        return a == b or self._is_step(a, b) or self._is_step(b, a)

    def _is_step(self, narrower: str, broader: str) -> bool:
        return broader in self._broader(narrower) and bool(self._broader(broader))

    def _near_relation(self, a: str, b: str) -> bool:
        steps = {(a, p) for p in self._above(a)} | {(p, b) for p in self._above(b)}
        return a == b or ((a, b) in steps and _ROOT_RELATION not in (a, b))

    def _broader(self, id: str) -> tuple[str, ...]:
        concept = self.ontology.concepts.get(id)
        return concept.broader if concept else ()

    def _above(self, id: str) -> tuple[str, ...]:
        relation = self.ontology.relations.get(id)
        return relation.parents if relation else ()

    def _nearest(
        self, start: str, since: dict[str, int], parents: Callable[[str], tuple[str, ...]]
    ) -> tuple[str, bool]:
        for id in _upwards(start, parents):
            if since.get(id, self.version + 1) <= self.version:
                return id, id == start
        return start, False

    def _id(self, name: str) -> str:
        """The id of a name that may be written as an IRI."""
        if "/" not in name:
            return name
        return self._ids.get(name) or name.removeprefix(COPROD).rstrip("/").replace("#", "/").rsplit("/", 1)[-1]


def _upwards(start: str, parents: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    """An id and all above it, nearest first."""
    level, seen = [start], {start}
    while level:
        yield from level
        above = [parent for id in level for parent in parents(id)]
        level = [id for id in dict.fromkeys(above) if id not in seen]
        seen.update(level)
