"""A graph in numbers."""

from __future__ import annotations

from coprod.queries.tables import select
from coprod.store import GraphStore

_NUMBERS = {
    "statements": "{ ?x a coprod:Statement }",
    "statements that map to nothing": "{ ?x a coprod:Statement FILTER NOT EXISTS { ?x coprod:states ?p } }",
    "statements that count for no work": "{ ?x a coprod:Statement FILTER NOT EXISTS { ?x coprod:countsFor ?w } }",
    "propositions": "{ ?x a coprod:Proposition }",
    "direct triples": "{ ?x coprod:subject ?s ; coprod:relation ?r ; coprod:object ?o . ?s ?r ?o }",
    "propositions denied": "{ ?d coprod:polarity coprod:Negated ; coprod:states ?x }",
    "propositions with a contrary stated": "{ ?x coprod:contrary ?c }",
    "sources": "{ ?x a coprod:Source }",
    "works": "{ ?x a coprod:Work }",
    "works that support something": "{ ?s coprod:countsFor ?x ; coprod:states ?p ; coprod:polarity coprod:Affirmed }",
    "coders and tools": "{ ?s a coprod:Statement ; prov:wasAttributedTo ?x }",
    "concepts named": "{ ?p a coprod:Proposition ; coprod:subject|coprod:object ?x }",
    "relations named": "{ ?p a coprod:Proposition ; coprod:relation ?x }",
}
_VALUES = """
SELECT ?label (COUNT(?statement) AS ?n) WHERE {
  ?statement a coprod:Statement ; coprod:FACET ?value . ?value rdfs:label ?label
}
GROUP BY ?label ORDER BY ?label
"""
_FACETS = ("polarity", "modality", "basis", "status")


def statistics(store: GraphStore) -> dict[str, int]:
    """How many there are of each kind of thing, then of each value of the facets of Statements."""
    numbers = {"triples": len(store)}
    for name, pattern in _NUMBERS.items():
        ((number,),) = select(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {pattern}").rows
        numbers[name] = int(number or 0)
    for facet in _FACETS:
        found = select(store, _VALUES.replace("FACET", facet)).rows
        numbers |= {f"{facet}: {label}": int(number or 0) for label, number in found}
    return numbers
