"""The evidence of every Proposition: which works affirm it, and who disputes it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from coprod.evidence.identity import normalised
from coprod.mapping.records import Assertion, Mapping
from coprod.ontology import Ontology
from coprod.statement import Statement


@dataclasses.dataclass
class Support:
    """What all Statements of one Proposition amount to."""

    affirming_works: set[str] = dataclasses.field(default_factory=set)
    """Counted works that affirm and assert it in their own voice."""
    affirmed: bool = False
    """Some Statement affirms and asserts it, in whatever voice, counted or not."""
    denied: bool = False
    """Some Statement of it is negated."""

    def merge(self, other: Support) -> None:
        """Adds the evidence of another part; in any order the sum is the same."""
        self.affirming_works |= other.affirming_works
        self.affirmed |= other.affirmed
        self.denied |= other.denied


class Evidence:
    """Propositions with their support, gathered Statement by Statement.

    >>> evidence = Evidence(Ontology.load())
    >>> row = Statement(subject="patients", predicate="join in", object="co-design")
    >>> mapping = Mapping(assertions=(Assertion("CoDesign", "involvesActor", "Patient"),))
    >>> evidence.add(row, mapping, work="https://doi.org/10.5555/first")
    >>> list(evidence.direct())
    [Assertion(subject='CoDesign', relation='involvesActor', object='Patient')]
    """

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.support: dict[Assertion, Support] = {}

    def add(self, statement: Statement, mapping: Mapping, work: str) -> None:
        """Adds one mapped Statement; `work` is the IRI of the work for which it counts, or empty."""
        affirmed = mapping.polarity == "affirmed" and mapping.modality == "asserted"
        for assertion in mapping.assertions:
            support = self.support.setdefault(normalised(assertion), Support())
            support.affirmed |= affirmed
            support.denied |= mapping.polarity == "negated"
            if affirmed and work and not mapping.attributed_to:
                support.affirming_works.add(work)

    def merge(self, other: Evidence) -> None:
        """Adds the evidence of another part of the rows; the order of parts does not matter."""
        for assertion, support in other.support.items():
            self.support.setdefault(assertion, Support()).merge(support)

    def contraries(self, assertion: Assertion) -> Iterator[Assertion]:
        """Stated Propositions of the same pair of concepts with a contrary relation."""
        for relation in sorted(self._contrary_relations(assertion.relation)):
            other = normalised(Assertion(assertion.subject, relation, assertion.object))
            if other in self.support:
                yield other

    def disputed(self, assertion: Assertion) -> bool:
        """Whether a Statement denies the Proposition, or affirms and asserts a contrary one."""
        return self.support[assertion].denied or any(self.support[c].affirmed for c in self.contraries(assertion))

    def direct(self) -> Iterator[Assertion]:
        """Propositions that a counted work affirms in its own voice and that nobody disputes, sorted."""
        for assertion in sorted(self.support):
            if self.support[assertion].affirming_works and not self.disputed(assertion):
                yield assertion

    def _contrary_relations(self, relation: str) -> set[str]:
        relations = self.ontology.relations
        given = set(relations[relation].contraries)
        return given | {r.id for r in relations.values() if relation in r.contraries}
