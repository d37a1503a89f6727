"""What two graphs are compared by: Statements, Propositions and direct triples."""

from __future__ import annotations

import msgspec

from coprod.names import PREFIXES
from coprod.queries.tables import select
from coprod.reports.text import shortened
from coprod.store import GraphStore

_FACTS = """
SELECT ?statement ?property ?value WHERE { ?statement a coprod:Statement ; ?property ?value }
ORDER BY ?statement ?property ?value
"""
_QUOTES = """
SELECT ?statement ?value WHERE { ?statement a coprod:Statement ; oa:hasTarget/oa:hasSelector/oa:exact ?value }
ORDER BY ?statement ?value
"""
_SUPPORTED = """
SELECT DISTINCT ?claim WHERE {
  ?statement coprod:states ?proposition ; coprod:polarity coprod:Affirmed ; coprod:modality coprod:Asserted ;
    coprod:countsFor ?work .
  ?proposition rdfs:label ?claim .
}
ORDER BY ?claim
"""
_DISPUTED = """
SELECT DISTINCT ?claim WHERE {
  { ?statement coprod:polarity coprod:Negated ; coprod:states ?proposition }
  UNION
  { ?proposition coprod:contrary ?other .
    ?statement coprod:states ?other ; coprod:polarity coprod:Affirmed ; coprod:modality coprod:Asserted }
  ?proposition rdfs:label ?claim .
}
ORDER BY ?claim
"""
_DIRECT = """
SELECT DISTINCT ?claim WHERE {
  ?proposition coprod:subject ?s ; coprod:relation ?r ; coprod:object ?o ; rdfs:label ?claim .
  ?s ?r ?o .
}
ORDER BY ?claim
"""
_UNCOMPARED = (PREFIXES["rdf"] + "type", PREFIXES["oa"] + "hasTarget")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A Statement with all that is said of it, by short name of the property."""

    iri: str
    facts: dict[str, tuple[str, ...]]

    @property
    def key(self) -> tuple[str, ...]:
        """Its source and slots: two Statements that agree in these are one that changed."""
        return tuple(
            "; ".join(self.facts.get(name, ()))
            for name in ("dcterms:source", "coprod:subjectText", "coprod:predicateText", "coprod:objectText")
        )

    def __str__(self) -> str:
        source, *slots = self.key
        name = "; ".join(self.facts.get("dcterms:identifier", ())) or shortened(self.iri)
        return f"{name}: {' – '.join(slots)} ({source or 'no source'})"


class Contents(msgspec.Struct, frozen=True, kw_only=True):
    """A graph, as far as it is compared; Propositions by their labels."""

    rows: dict[str, Row]
    supported: frozenset[str]
    disputed: frozenset[str]
    direct: frozenset[str]


def contents(store: GraphStore) -> Contents:
    """Reads a store."""
    facts: dict[str, dict[str, list[str]]] = {}
    for statement, property, value in select(store, _FACTS).rows:
        if property not in _UNCOMPARED:
            facts.setdefault(str(statement), {}).setdefault(shortened(str(property)), []).append(shortened(str(value)))
    for statement, quote in select(store, _QUOTES).rows:
        facts[str(statement)].setdefault("quote", []).append(str(quote))
    return Contents(
        rows={i: Row(iri=i, facts={name: tuple(v) for name, v in said.items()}) for i, said in facts.items()},
        supported=_claims(store, _SUPPORTED),
        disputed=_claims(store, _DISPUTED),
        direct=_claims(store, _DIRECT),
    )


def _claims(store: GraphStore, text: str) -> frozenset[str]:
    return frozenset(str(claim) for (claim,) in select(store, text).rows)
