"""The read model of the ontology: all terms by id, and the closure of their hierarchy."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coprod.data import shipped
from coprod.ontology.facts import Facts
from coprod.ontology.own import check
from coprod.ontology.records import Concept, Relation, Term

__all__ = ["Concept", "Ontology", "Relation", "Term", "turtle_files"]


class Ontology:
    """All terms, by id, with the closure of the hierarchy.

    >>> ontology = Ontology.load()
    >>> ontology.concepts["Patient"].label
    'patient'
    >>> ontology.is_a("Physician", "Actor")
    True
    >>> ontology.fits("involvesActor", "CoDesign", "Patient"), ontology.fits("involvesActor", "Patient", "CoDesign")
    (True, False)
    """

    def __init__(self, concepts: dict[str, Concept], relations: dict[str, Relation], version: str = "") -> None:
        self.concepts = concepts
        self.relations = relations
        self.version = version
        self.inverses: dict[str, str] = {r.inverse: r.id for r in relations.values() if r.inverse}
        self._ancestors = {i: _closure(i, lambda x: self.concepts[x].broader) for i in concepts}
        self._relation_ancestors = {i: _closure(i, lambda x: self.relations[x].parents) for i in relations}
        self._narrower: dict[str, set[str]] = {}
        for concept, above in self._ancestors.items():
            for ancestor in above:
                self._narrower.setdefault(ancestor, set()).add(concept)

    @classmethod
    def load(cls, more: Iterable[Path] = ()) -> Ontology:
        """The shipped ontology, and a user's own Turtle files of terms below ours.

        Raises:
            BadOwnTerms: a file cannot be read, is not Turtle, or holds terms that do not fit below ours.
        """
        more = tuple(more)
        return _load(more) if more else _shipped()

    def ancestors(self, id: str) -> frozenset[str]:
        """Ids above a concept, itself left out."""
        return self._ancestors[id]

    def relation_ancestors(self, id: str) -> frozenset[str]:
        """Ids above a relation, itself left out."""
        return self._relation_ancestors[id]

    def narrower(self, id: str) -> frozenset[str]:
        """Ids below a concept, at any depth, itself left out."""
        return frozenset(self._narrower.get(id, ()))

    def is_a(self, id: str, ancestor: str) -> bool:
        """Whether a concept is the other or stands below it."""
        return id == ancestor or ancestor in self._ancestors[id]

    def area(self, id: str) -> str:
        """The root concept above an id, such as ``Actor`` or ``Value``."""
        while self.concepts[id].broader:
            id = self.concepts[id].broader[0]
        return id

    def fits(self, relation: str, subject: str, object: str) -> bool:
        """Whether both ends fit the domain and the range of the relation."""
        return self.fits_domain(relation, subject) and self.fits_range(relation, object)

    def fits_domain(self, relation: str, subject: str) -> bool:
        """Whether a concept may be the subject of a relation."""
        domain = self.relations[relation].domain
        return not domain or any(self.is_a(subject, d) for d in domain)

    def fits_range(self, relation: str, object: str) -> bool:
        """Whether a concept may be the object of a relation."""
        range_ = self.relations[relation].range
        return not range_ or any(self.is_a(object, r) for r in range_)

    def iri(self, id: str) -> str:
        """The IRI of a term.

        Raises:
            KeyError: no such id.
        """
        term = self.concepts.get(id) or self.relations.get(id)
        if term is None:
            raise KeyError(id)
        return term.iri

    def by_iri(self) -> dict[str, str]:
        """Ids by IRI, concepts and relations together."""
        return {term.iri: term.id for term in self.terms()}

    def terms(self) -> Iterator[Term]:
        """Concepts, then relations, each in the order of their ids."""
        yield from self.concepts.values()
        yield from self.relations.values()


def turtle_files() -> list[Path]:
    """The Turtle files of the shipped ontology, sorted by name."""
    return sorted(shipped("ontology").glob("*.ttl"))


@functools.cache
def _shipped() -> Ontology:
    return _load(())


def _load(more: tuple[Path, ...]) -> Ontology:
    facts = Facts()
    for path in turtle_files():
        facts.read(path)
    if more:
        check(facts, more)
        for path in more:
            facts.read(path)
    concepts = {c.id: c for c in sorted(facts.concepts(), key=lambda c: c.id)}
    relations = {r.id: r for r in sorted(facts.relations(), key=lambda r: r.id)}
    return Ontology(concepts, relations, facts.version())


def _closure(id: str, parents: Callable[[str], tuple[str, ...]]) -> frozenset[str]:
    above: set[str] = set()
    todo = [id]
    while todo:
        for parent in parents(todo.pop()):
            if parent not in above:
                above.add(parent)
                todo.append(parent)
    return frozenset(above - {id})
