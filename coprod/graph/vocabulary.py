"""The triples of the ontology graph: the Turtle files without blank nodes, and the closure of the hierarchy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from coprod.graph.terms import iri, name
from coprod.ontology import Ontology
from coprod.ontology.terms import turtle_files


def ontology_triples(ontology: Ontology, more: Iterable[Path] = ()) -> Iterator[str]:
    """The ontology as named nodes only, so that a graph needs no reasoner and no recursive path.

    Class expressions and axioms that need blank nodes are left out; the members of domains and ranges stand as
    `coprod:domainIncludes` and `coprod:rangeIncludes`, ancestors as `skos:broaderTransitive` and `rdfs:subPropertyOf`.
    """
    for path in (*turtle_files(), *more):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.BlankNode):
                yield str(quad.triple)
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
