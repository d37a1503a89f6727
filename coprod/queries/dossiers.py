"""The evidence of one Proposition, looked up in a graph."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from coprod.evidence.dossier import Dossier, Saying, Stance
from coprod.queries.parameters import bind
from coprod.queries.tables import select
from coprod.store import GraphStore

_ROWS = """
SELECT ?statement ?said ?claim ?polarity ?modality ?basis ?id ?s ?p ?o ?quote ?place ?source ?work ?year WHERE {
  VALUES ?proposition { UNDEF }
  ?proposition coprod:contrary? ?said .
  ?said rdfs:label ?claim .
  ?statement coprod:states ?said ; coprod:polarity/rdfs:label ?polarity ; coprod:modality/rdfs:label ?modality ;
    coprod:basis/rdfs:label ?basis .
  OPTIONAL { ?statement dcterms:identifier ?id }
  OPTIONAL { ?statement coprod:subjectText ?s }
  OPTIONAL { ?statement coprod:predicateText ?p }
  OPTIONAL { ?statement coprod:objectText ?o }
  OPTIONAL { ?statement oa:hasTarget ?target . OPTIONAL { ?target oa:hasSelector/oa:exact ?quote } }
  OPTIONAL { ?statement coprod:place ?place }
  OPTIONAL { ?statement dcterms:source ?source }
  OPTIONAL { ?statement coprod:countsFor ?work . OPTIONAL { ?work dcterms:date ?year } }
}
ORDER BY ?said ?statement ?work ?id ?place
"""
_FACETS = """
SELECT DISTINCT ?statement ?facet ?value WHERE {
  VALUES ?proposition { UNDEF }
  ?proposition coprod:contrary? ?said .
  ?statement coprod:states ?said .
  { ?statement coprod:attributedTo/skos:prefLabel ?value . VALUES ?facet { "holders" } }
  UNION { ?statement dcterms:spatial ?value . VALUES ?facet { "countries" } }
  UNION { ?statement coprod:context/skos:prefLabel ?value . VALUES ?facet { "settings" } }
  UNION { ?statement prov:wasAttributedTo/rdfs:label ?value . VALUES ?facet { "coders" } }
}
ORDER BY ?statement ?facet ?value
"""
_METHODS = """
SELECT DISTINCT ?work ?value WHERE {
  ?studied coprod:relation coprod:studiedWith ; coprod:object/skos:prefLabel ?value .
  ?row coprod:states ?studied ; coprod:polarity coprod:Affirmed ; coprod:countsFor ?work .
}
ORDER BY ?work ?value
"""


def dossier(store: GraphStore, iri: str, label: str) -> Dossier:
    """All that a graph says for and against the Proposition with this IRI; `label` is for one that nobody states."""
    rows = _select(store, _ROWS, iri)
    facets: dict[str, dict[str, list[str]]] = {}
    for row in _select(store, _FACETS, iri) if rows else ():
        facets.setdefault(row["statement"], {}).setdefault(row["facet"], []).append(row["value"])
    methods: dict[str, list[str]] = {}
    for row in _select(store, _METHODS, iri) if rows else ():
        methods.setdefault(row["work"], []).append(row["value"])
    found: dict[tuple[str, str], Saying] = {}
    for row in rows:
        stance = _stance(row, iri)
        if stance is not None:
            found.setdefault((row["said"], row["statement"]), _saying(row, stance, facets, methods))
    order = {"asserts": 0, "mentions": 1, "denies": 2, "contrary": 3}
    sayings = sorted(found.values(), key=lambda s: (order[s.stance], s.work, s.statement, s.claim))
    return Dossier(iri=iri, label=next((r["claim"] for r in rows if r["said"] == iri), label), sayings=tuple(sayings))


def _saying(
    row: Mapping[str, str],
    stance: Stance,
    facets: Mapping[str, Mapping[str, list[str]]],
    methods: Mapping[str, list[str]],
) -> Saying:
    plain = {
        name: row.get(name, "") for name in ("id", "quote", "place", "source", "work", "year", "basis", "modality")
    }
    several = {name: tuple(values) for name, values in facets.get(row["statement"], {}).items()}
    return Saying(
        stance=stance,
        statement=row["statement"],
        claim=row["claim"],
        texts=(row.get("s", ""), row.get("p", ""), row.get("o", "")),
        methods=tuple(methods.get(row.get("work", ""), ())),
        **plain,  # type: ignore[arg-type]
        **several,  # type: ignore[arg-type]
    )


def _stance(row: Mapping[str, str], iri: str) -> Stance | None:
    """What a Statement does to the Proposition; nothing where it only denies or weakly mentions a contrary."""
    asserted = row["polarity"] == "affirmed" and row["modality"] == "asserted"
    if row["said"] != iri:
        return "contrary" if asserted else None
    if row["polarity"] == "negated":
        return "denies"
    return "asserts" if asserted else "mentions"


def _select(store: GraphStore, text: str, proposition: str) -> list[dict[str, str]]:
    if "?proposition {" in text:
        text = bind(text, {"proposition": proposition}, ox.NamedNode)
    found = select(store, text).dicts()
    return [{name: str(value) for name, value in row.items() if value is not None} for row in found]
