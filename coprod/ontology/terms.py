"""Concepts and relations as Python records, read from the Turtle files."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox

from coprod.data import shipped
from coprod.names import COPROD, PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_RDF_FIRST = PREFIXES["rdf"] + "first"
_RDF_REST = PREFIXES["rdf"] + "rest"
_CONCEPT = PREFIXES["skos"] + "Concept"


class Term(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What concepts and relations have in common."""

    id: str
    iri: str
    label: str
    definition: str = ""
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    scope_note: str = ""
    example: str = ""
    sources: tuple[str, ...] = ()
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()


class Concept(Term, frozen=True, kw_only=True, omit_defaults=True):
    """A term of the field: an actor, a value, a process …"""

    broader: tuple[str, ...] = ()
    """Ids of the parents."""
    subclass_of: tuple[str, ...] = ()
    """Ids of those parents of which every case is a case (`rdfs:subClassOf`)."""


class Relation(Term, frozen=True, kw_only=True, omit_defaults=True):
    """A relation between two concepts; an empty domain or range takes anything."""

    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str = ""
    """Id of the inverse, which is never written to a graph: an inverse reading is turned forward."""
    inverse_label: str = ""
    inverse_alt_labels: tuple[str, ...] = ()
    contraries: tuple[str, ...] = ()


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
            OSError: a file cannot be read.
            SyntaxError: a file is not Turtle.
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
    graph = _Facts()
    for path in (*turtle_files(), *more):
        graph.read(path)
    concepts = {c.id: c for c in sorted(graph.concepts(), key=lambda c: c.id)}
    relations = {r.id: r for r in sorted(graph.relations(), key=lambda r: r.id)}
    return Ontology(concepts, relations, graph.version())


def _closure(id: str, parents: Callable[[str], tuple[str, ...]]) -> frozenset[str]:
    above: set[str] = set()
    todo = [id]
    while todo:
        for parent in parents(todo.pop()):
            if parent not in above:
                above.add(parent)
                todo.append(parent)
    return frozenset(above - {id})


class _Facts:
    """Triples of the Turtle files, by subject and predicate."""

    def __init__(self) -> None:
        self.by_subject: dict[str, dict[str, list[str]]] = {}
        self.prefixes: dict[str, str] = {}

    def read(self, path: Path) -> None:
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        for quad in parser:
            facts = self.by_subject.setdefault(_node(quad.subject, path), {})
            facts.setdefault(quad.predicate.value, []).append(_node(quad.object, path))
        for prefix, iri in parser.prefixes.items():
            if prefix:
                self.prefixes.setdefault(iri, prefix)

    def of_type(self, type_iri: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
        for subject, facts in self.by_subject.items():
            if type_iri in facts.get(_RDF_TYPE, ()):
                yield subject, facts

    def version(self) -> str:
        return next(
            (
                f[PREFIXES["owl"] + "versionInfo"][0]
                for _, f in self.of_type(PREFIXES["owl"] + "Ontology")
                if PREFIXES["owl"] + "versionInfo" in f
            ),
            "",
        )

    def concepts(self) -> Iterator[Concept]:
        for iri, facts in self.of_type(_CONCEPT):
            yield Concept(
                id=self.id(iri),
                iri=iri,
                label=_first(facts, "skos", "prefLabel"),
                broader=self.ids(facts, "skos", "broader"),
                subclass_of=self.ids(facts, "rdfs", "subClassOf"),
                **_common(self, facts),
            )

    def relations(self) -> Iterator[Relation]:
        inverses = {
            inverse: iri
            for iri, facts in self.by_subject.items()
            for inverse in facts.get(PREFIXES["owl"] + "inverseOf", ())
        }
        for iri in self.claim_relations():
            facts = self.by_subject[iri]
            yield Relation(
                id=self.id(iri),
                iri=iri,
                label=_first(facts, "rdfs", "label"),
                parents=self.ids(facts, "rdfs", "subPropertyOf"),
                domain=self.members(facts, "domain"),
                range=self.members(facts, "range"),
                inverse=self.id(inverses[iri]) if iri in inverses else "",
                inverse_label=_first(self.by_subject.get(inverses.get(iri, ""), {}), "rdfs", "label"),
                inverse_alt_labels=_all(self.by_subject.get(inverses.get(iri, ""), {}), "skos", "altLabel"),
                contraries=tuple(self.id(i) for i in facts.get(COPROD + "contraryTo", ())),
                **_common(self, facts),
            )

    def claim_relations(self) -> list[str]:
        """`relatedTo` and every property below it; inverses are not below it and are left out."""
        below: dict[str, list[str]] = {}
        for iri, facts in self.by_subject.items():
            for parent in facts.get(PREFIXES["rdfs"] + "subPropertyOf", ()):
                below.setdefault(parent, []).append(iri)
        found = [COPROD + "relatedTo"]
        for iri in found:
            found.extend(child for child in below.get(iri, ()) if child not in found)
        return [iri for iri in found if iri in self.by_subject]

    def id(self, iri: str) -> str:
        """The id of an IRI: its local name, with its prefix where it is a user's own."""
        if iri.startswith(COPROD):
            return iri[len(COPROD) :]
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.prefixes.get(iri[:cut], "")
        return f"{prefix}.{iri[cut:]}" if prefix else iri

    def ids(self, facts: dict[str, list[str]], prefix: str, name: str) -> tuple[str, ...]:
        return tuple(self.id(i) for i in facts.get(PREFIXES[prefix] + name, ()) if not i.startswith("_:"))

    def members(self, facts: dict[str, list[str]], name: str) -> tuple[str, ...]:
        """The classes of a domain or range: one class, or the members of a union."""
        found: list[str] = []
        for node in facts.get(PREFIXES["rdfs"] + name, ()):
            for cell in self.by_subject.get(node, {}).get(PREFIXES["owl"] + "unionOf", ()):
                while cell in self.by_subject:
                    found.append(self.id(self.by_subject[cell][_RDF_FIRST][0]))
                    cell = self.by_subject[cell][_RDF_REST][0]
            if not node.startswith("_:"):
                found.append(self.id(node))
        return tuple(found)


def _common(facts_of: _Facts, facts: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "definition": _first(facts, "skos", "definition"),
        "alt_labels": _all(facts, "skos", "altLabel"),
        "hidden_labels": _all(facts, "skos", "hiddenLabel"),
        "scope_note": _first(facts, "skos", "scopeNote"),
        "example": _first(facts, "skos", "example"),
        "sources": _all(facts, "dcterms", "source"),
        "deprecated": "true" in _all(facts, "owl", "deprecated"),
        "replaced_by": facts_of.ids(facts, "dcterms", "isReplacedBy"),
    }


def _first(facts: dict[str, list[str]], prefix: str, name: str) -> str:
    return next(iter(facts.get(PREFIXES[prefix] + name, ())), "")


def _all(facts: dict[str, list[str]], prefix: str, name: str) -> tuple[str, ...]:
    return tuple(facts.get(PREFIXES[prefix] + name, ()))


def _node(term: object, path: Path) -> str:
    """A term as text; blank nodes are kept apart by file."""
    if isinstance(term, ox.BlankNode):
        return f"_:{path.stem}-{term.value}"
    return str(term.value)  # type: ignore[attr-defined]
