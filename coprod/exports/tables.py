"""Tables of the evidence graph: statements, propositions, works and groundings, one row for each, in any store."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec
import pyoxigraph as ox

from coprod.names import COPROD
from coprod.store import GraphStore

Kind = Literal["text", "integer", "number", "yes or no"]
Cell = str | int | float | bool | list[str] | None


class Column(msgspec.Struct, frozen=True):
    """A column, and the pattern that leads from ``?row`` to its ``?value``."""

    name: str
    pattern: str
    kind: Kind = "text"
    many: bool = False
    """There may be several values; such a cell is a list."""


class Table(msgspec.Struct, frozen=True):
    """Rows in the order of their IRIs."""

    name: str
    columns: tuple[Column, ...]
    rows: list[list[Cell]]


def _counted(pattern: str) -> str:
    return f"{{ SELECT ?row (COUNT(DISTINCT ?counted) AS ?value) WHERE {{ {pattern} }} GROUP BY ?row }}"


_SAYS: Final = "?statement coprod:states ?row ; coprod:countsFor ?counted ; "

TABLES: Final[dict[str, tuple[str, tuple[Column, ...]]]] = {
    "statements": (
        "?row a coprod:Statement",
        (
            Column("statement", ""),
            Column("id", "?row dcterms:identifier ?value"),
            Column("source", "?row dcterms:source ?value"),
            Column("work", "?row coprod:countsFor ?value"),
            Column("place", "?row coprod:place ?value"),
            Column("quote", "?row oa:hasTarget/oa:hasSelector/oa:exact ?value"),
            Column("start", "?row oa:hasTarget/oa:hasSelector/oa:start ?value", "integer"),
            Column("end", "?row oa:hasTarget/oa:hasSelector/oa:end ?value", "integer"),
            Column("sentence", "?row coprod:sentence ?value"),
            Column("subject", "?row coprod:subjectText ?value"),
            Column("predicate", "?row coprod:predicateText ?value"),
            Column("object", "?row coprod:objectText ?value"),
            Column("propositions", "?row coprod:states ?value", many=True),
            Column("polarity", "?row coprod:polarity ?value"),
            Column("modality", "?row coprod:modality ?value"),
            Column("attributed_to", "?row coprod:attributedTo ?value", many=True),
            Column("basis", "?row coprod:basis ?value"),
            Column("cites", "?row coprod:cites ?value", many=True),
            Column("context", "?row coprod:context ?value", many=True),
            Column("countries", "?row dcterms:spatial ?value", many=True),
            Column("status", "?row coprod:status ?value"),
            Column("confidence", "?row coprod:confidence ?value", "number"),
            Column("coder", "?row prov:wasAttributedTo/rdfs:label ?value", many=True),
            Column("created", "?row dcterms:created ?value"),
            Column("note", "?row coprod:note ?value"),
        ),
    ),
    "propositions": (
        "?row a coprod:Proposition",
        (
            Column("proposition", ""),
            Column("label", "?row rdfs:label ?value"),
            Column("subject", "?row coprod:subject ?value"),
            Column("relation", "?row coprod:relation ?value"),
            Column("object", "?row coprod:object ?value"),
            Column(
                "works_for",
                _counted(_SAYS + "coprod:polarity coprod:Affirmed ; coprod:modality coprod:Asserted"),
                "integer",
            ),
            Column("works_denying", _counted(_SAYS + "coprod:polarity coprod:Negated"), "integer"),
            Column("statements", _counted("?counted coprod:states ?row"), "integer"),
            Column("contraries", "?row coprod:contrary ?value", many=True),
            Column(
                "direct",
                "?row coprod:subject ?s ; coprod:relation ?p ; coprod:object ?o . "
                f"GRAPH <{COPROD}graph/direct> {{ ?s ?p ?o }} BIND(1 AS ?value)",
                "yes or no",
            ),
        ),
    ),
    "works": (
        "?row a coprod:Work",
        (
            Column("work", ""),
            Column("title", "?row dcterms:title ?value"),
            Column("year", "?row dcterms:date ?value", "integer"),
            Column("doi", "?row bibo:doi ?value"),
            Column("url", "?row bibo:uri ?value"),
            Column("sources", "?value coprod:work ?row", many=True),
            Column("statements", _counted("?counted coprod:countsFor ?row"), "integer"),
        ),
    ),
    "groundings": (
        "?row a coprod:Grounding",
        (
            Column("grounding", ""),
            Column("statement", "?row coprod:grounds ?value"),
            Column("slot", "?row coprod:slot ?value"),
            Column("member", "?row coprod:member ?value", "integer"),
            Column("matched", "?row coprod:matchedText ?value"),
            Column("start", "?row coprod:matchStart ?value", "integer"),
            Column("end", "?row coprod:matchEnd ?value", "integer"),
            Column("term", "?row coprod:term ?value"),
            Column("tier", "?row coprod:tier ?value"),
            Column("score", "?row coprod:score ?value", "number"),
            Column("decided_by", "?row coprod:decidedBy ?value"),
            Column("runners_up", "?row coprod:runnerUp ?value", many=True),
        ),
    ),
    "concepts": (
        "?row a skos:Concept",
        (
            Column("concept", ""),
            Column("label", "?row skos:prefLabel ?value"),
            Column("broader", "?row skos:broader ?value", many=True),
            Column(
                "broadest",
                "?row skos:broaderTransitive? ?value FILTER NOT EXISTS { ?value skos:broader ?up }",
                many=True,
            ),
        ),
    ),
}
"""The class of each table's rows and its columns. Our terms stand as bare ids, other nodes as IRIs."""

_NOTHING: Final[dict[str, Cell]] = {"integer": 0, "yes or no": False}
_COUNTS: Final = frozenset({"works_for", "works_denying", "statements", "direct"})


def table(store: GraphStore, name: str) -> Table:
    """One of `TABLES`, filled from a store."""
    members, columns = TABLES[name]
    rows = sorted({solution["row"].value for solution in _ask(store, f"SELECT ?row WHERE {{ {members} }}")})
    cells: dict[str, list[Cell]] = {row: [row if _is_node(name) else _plain(row)] for row in rows}
    for column in columns[1:]:
        found: dict[str, set[str]] = {}
        for solution in _ask(store, f"SELECT DISTINCT ?row ?value WHERE {{ {members} . {column.pattern} }}"):
            found.setdefault(solution["row"].value, set()).add(_text(solution["value"]))
        for row in rows:
            cells[row].append(_cell(column, sorted(found.get(row, ()))))
    return Table(name, columns, [cells[row] for row in rows])


def _ask(store: GraphStore, text: str) -> Any:
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _is_node(name: str) -> bool:
    return name != "concepts"


def _cell(column: Column, values: list[str]) -> Cell:
    if column.many:
        return list(values)
    if not values:
        return _NOTHING[column.kind] if column.name in _COUNTS else None
    if column.kind == "integer":
        return int(values[0])
    if column.kind == "number":
        return float(values[0])
    if column.kind == "yes or no":
        return values[0] in ("1", "true")
    return values[0]


def _text(term: Any) -> str:
    return _plain(term.value) if isinstance(term, ox.NamedNode) else str(term.value)


def _plain(iri: str) -> str:
    """Our own terms by their ids.

    >>> _plain("https://w3id.org/coprod/CoDesign"), _plain("https://doi.org/10.5555/first")
    ('CoDesign', 'https://doi.org/10.5555/first')
    """
    local = iri.removeprefix(COPROD)
    return local if local.isalnum() else iri
