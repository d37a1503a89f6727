"""The triples of Propositions, and direct triples, derived once all rows are known."""

from __future__ import annotations

from collections.abc import Iterator

from coprod.evidence.base import Evidence
from coprod.evidence.identity import proposition_iri
from coprod.graph.terms import iri, literal, name
from coprod.mapping.records import Assertion


def proposition_triples(evidence: Evidence, assertion: Assertion) -> Iterator[str]:
    """A Proposition with its three terms, a label, and the contraries that have been stated too."""
    ontology = evidence.ontology
    about = iri(proposition_iri(assertion))
    labels = (
        ontology.concepts[assertion.subject].label,
        ontology.relations[assertion.relation].label,
        ontology.concepts[assertion.object].label,
    )
    yield f"{about} {name('rdf:type')} {name('coprod:Proposition')}"
    yield f"{about} {name('rdfs:label')} {literal(' – '.join(labels), language='en')}"
    yield f"{about} {name('coprod:subject')} {iri(ontology.iri(assertion.subject))}"
    yield f"{about} {name('coprod:relation')} {iri(ontology.iri(assertion.relation))}"
    yield f"{about} {name('coprod:object')} {iri(ontology.iri(assertion.object))}"
    for contrary in evidence.contraries(assertion):
        yield f"{about} {name('coprod:contrary')} {iri(proposition_iri(contrary))}"


def direct_triples(evidence: Evidence) -> Iterator[str]:
    """One triple between two concepts for each Proposition that is affirmed and undisputed."""
    ontology = evidence.ontology
    for subject, relation, object in evidence.direct():
        yield " ".join(iri(ontology.iri(id)) for id in (subject, relation, object))
