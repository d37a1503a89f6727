"""Which row of the spreadsheet a finding comes from, by the list of rows beside the graph."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from coprod.graph.write import graph_format
from coprod.names import PREFIXES
from coprod.validation.report import Cell, Finding
from coprod.workflow import row_list


def expanded(name: str) -> str:
    """A prefixed name as IRI.

    >>> expanded("oa:exact")
    'http://www.w3.org/ns/oa#exact'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


_PROPERTIES: Final = {
    "bibo:doi": "source",
    "bibo:uri": "source",
    "coprod:attributedTo": "attributed_to",
    "coprod:basis": "basis",
    "coprod:cites": "cites",
    "coprod:confidence": "confidence",
    "coprod:context": "context",
    "coprod:countsFor": "source",
    "coprod:modality": "modality",
    "coprod:note": "note",
    "coprod:object": "object",
    "coprod:objectText": "object",
    "coprod:place": "place",
    "coprod:polarity": "polarity",
    "coprod:predicateText": "predicate",
    "coprod:relation": "predicate",
    "coprod:sentence": "text",
    "coprod:status": "status",
    "coprod:subject": "subject",
    "coprod:subjectText": "subject",
    "dcterms:created": "date",
    "dcterms:date": "year",
    "dcterms:identifier": "id",
    "dcterms:source": "source",
    "dcterms:spatial": "country",
    "dcterms:title": "title",
    "oa:end": "end",
    "oa:exact": "quote",
    "oa:hasTarget": "quote",
    "oa:start": "start",
    "prov:wasAttributedTo": "coder",
}
"""Properties of the graph, and the field of a row that each comes from."""

_FIELDS: Final = {expanded(name): field for name, field in _PROPERTIES.items()}

_OF_RULES: Final = {"COP017": "status", "COP018": "cites", "COP035": "source", "COP036": "cites"}
"""Rules that look at several properties, and the field that a person would correct."""

_ALSO: Final = {
    "cites": ("basis",),
    "source": ("doi", "url", "key", "title"),
    "quote": ("text",),
    "predicate": ("relation_id",),
    "subject": ("subject_id",),
    "object": ("object_id",),
}
"""Other columns that may hold the same."""

_FROM_ROWS: Final = frozenset(
    map(expanded, ("coprod:states", "coprod:countsFor", "coprod:cites", "dcterms:source", "prov:wasAttributedTo"))
)
"""How a Statement leads to what its row made: Propositions, sources and agents."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Where a coded row stands, with the letter of each field's column."""

    file: str
    sheet: str
    row: int
    columns: dict[str, str]


def read_rows(graphs: Iterable[Path]) -> dict[str, Row]:
    """The rows listed beside the graphs, by Statement; empty where there is no list."""
    found: dict[str, Row] = {}
    for path in map(row_list, graphs):
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for line in csv.DictReader(file, delimiter="\t"):
                if line.get("statement") and (line.get("row") or "").isdigit():
                    found.setdefault(line["statement"], _row(line))
    return found


def _row(line: Mapping[str, str | None]) -> Row:
    others = (pair.partition("=") for pair in (line.get("others") or "").split())
    columns = {slot: line.get(slot) or "" for slot in ("subject", "predicate", "object")}
    columns |= {field: letter for field, _, letter in others}
    return Row(
        file=line.get("file") or "",
        sheet=line.get("sheet") or "",
        row=int(line["row"] or 0),
        columns={field: letter for field, letter in columns.items() if letter},
    )


def with_cells(
    findings: Sequence[Finding], graphs: Sequence[Path], rows: Mapping[str, Row] | None = None
) -> tuple[Finding, ...]:
    """The findings with the cells that they come from.

    Args:
        findings: in any order, which is kept.
        graphs: the graph files that were checked.
        rows: where each Statement stands; by default what is listed beside the graphs.
    """
    rows = read_rows(graphs) if rows is None else rows
    if not rows:
        return tuple(findings)
    owners = {f.focus: _owner(f.focus, rows) for f in findings}
    owners |= _stating({focus for focus, owner in owners.items() if not owner}, rows, graphs)
    return tuple(
        msgspec.structs.replace(f, spreadsheet=_cell(f, rows[owners[f.focus]])) if owners[f.focus] else f
        for f in findings
    )


def _owner(focus: str, rows: Mapping[str, Row]) -> str:
    """The Statement that a node is, or that its IRI lies below."""
    while focus and focus not in rows:
        focus = focus.rpartition("/")[0]
    return focus


def _stating(wanted: set[str], rows: Mapping[str, Row], graphs: Iterable[Path]) -> dict[str, str]:
    """Of each node the first Statement, in the order of the rows, that leads to it."""
    if not wanted:
        return {}
    import pyoxigraph as ox

    from coprod.store.reading import parsed

    order = {statement: i for i, statement in enumerate(rows)}
    found: dict[str, int] = {}
    for path in graphs:
        for quad in parsed(path, graph_format(path)):
            if not (isinstance(quad.object, ox.NamedNode) and quad.object.value in wanted):
                continue
            if quad.predicate.value in _FROM_ROWS and isinstance(quad.subject, ox.NamedNode):
                at = order.get(quad.subject.value)
                if at is not None:
                    found[quad.object.value] = min(at, found.get(quad.object.value, at))
    statements = list(rows)
    return {focus: statements[at] for focus, at in found.items()}


def _cell(finding: Finding, row: Row) -> Cell:
    return Cell(file=row.file, sheet=row.sheet, row=row.row, column=_column(finding, row))


def _column(finding: Finding, row: Row) -> str:
    """The column of the field at fault; empty where the fault is in no one field, or the field has no column."""
    field = _FIELDS.get(finding.predicate, "") or _OF_RULES.get(finding.code, "")
    if not field:
        tail = finding.focus.rpartition("/")[2]
        if "/grounding/" in finding.focus:
            field = {"relation": "predicate"}.get(tail.partition("-")[0], tail.partition("-")[0])
        elif tail in ("target", "quote", "position"):
            field = "quote"
        elif "/source/" in finding.focus or finding.focus.startswith("https://doi.org/"):
            field = "source"
    return next((row.columns[name] for name in (field, *_ALSO.get(field, ())) if name in row.columns), "")
