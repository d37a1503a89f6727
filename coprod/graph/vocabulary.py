"""The triples of the ontology graph: the Turtle files without blank nodes, and the closure of the hierarchy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from coprod.graph.terms import iri, name
from coprod.names import PREFIXES
from coprod.ontology import Ontology
from coprod.ontology.terms import turtle_files

_LABELS = (ox.NamedNode(PREFIXES["skos"] + "prefLabel"), ox.NamedNode(PREFIXES["rdfs"] + "label"))
_ALSO = ox.NamedNode(PREFIXES["skos"] + "altLabel")


def ontology_triples(ontology: Ontology, more: Iterable[Path] = ()) -> Iterator[str]:
    """The ontology as named nodes only, so that a graph needs no reasoner and no recursive path.

    Class expressions and axioms that need blank nodes are left out; the members of domains and ranges stand as
    `coprod:domainIncludes` and `coprod:rangeIncludes`, ancestors as `skos:broaderTransitive` and `rdfs:subPropertyOf`.
    A user's own term keeps one label, so that a question gives each answer once; others become `skos:altLabel`.
    """
    for path in turtle_files():
        for quad in _quads(path):
            yield str(quad.triple)
    labels = {term.iri: term.label for term in ontology.terms()}
    for path in more:
        for quad in _quads(path):
            label = labels.get(getattr(quad.subject, "value", ""))
            other = label and quad.predicate in _LABELS and getattr(quad.object, "value", "") != label
            yield f"{quad.subject} {_ALSO if other else quad.predicate} {quad.object}"
    for concept in ontology.concepts.values():
        for ancestor in ontology.ancestors(concept.id):
            yield f"{iri(concept.iri)} {name('skos:broaderTransitive')} {iri(ontology.iri(ancestor))}"
    for relation in ontology.relations.values():
        about = iri(relation.iri)
        for ancestor in ontology.relation_ancestors(relation.id):
            yield f"{about} {name('rdfs:subPropertyOf')} {iri(ontology.iri(ancestor))}"
        for predicate, ids in (("coprod:domainIncludes", relation.domain), ("coprod:rangeIncludes", relation.range)):
            for id in ids:
                yield f"{about} {name(predicate)} {iri(ontology.iri(id))}"


def _quads(path: Path) -> Iterator[ox.Quad]:
    """The triples of a Turtle file that need no blank node."""
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
            yield quad
