"""The read model of the ontology: terms, their labels, and what fits what."""

from coprod.ontology.terms import Concept, Ontology, Relation, Term

__all__ = ["Concept", "Ontology", "Relation", "Term"]
