"""The coverage of the ontology as a table for a person, as CSV line by line, or as JSON."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Callable

import msgspec

from coprod.ontology.coverage import Area, Coverage, Line
from coprod.queries.answers import table


def render(coverage: Coverage, format_: str) -> str:
    """The coverage as text that ends with a line end; `format_` is ``table``, ``csv`` or ``json``."""
    return FORMATS[format_](coverage)


def _table(coverage: Coverage) -> str:
    header = [name.replace("_", " ") for name in Area.__struct_fields__]
    rows = [list(map(str, msgspec.structs.astuple(area))) for area in (*coverage.areas(), coverage.total())]
    lines = [table(header, rows)]
    if left := coverage.unreached():
        lines.append("Reached by no question, shape, statement or model:\n")
    for area, ids in left.items():
        lines.append(textwrap.fill(f"{area}: {', '.join(ids)}", 110, subsequent_indent="    ", break_on_hyphens=False))
    return "\n".join(lines).rstrip() + "\n"


def _csv(coverage: Coverage) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Line.__struct_fields__)
    for line in coverage.lines:
        writer.writerow([{True: "yes", False: "no"}.get(cell, cell) for cell in msgspec.structs.astuple(line)])
    return out.getvalue()


def _json(coverage: Coverage) -> str:
    whole = {
        "schema": 1,
        "total": msgspec.to_builtins(coverage.total()),
        "areas": msgspec.to_builtins(coverage.areas()),
        "unreached": coverage.unreached(),
        "terms": msgspec.to_builtins(coverage.lines),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


FORMATS: dict[str, Callable[[Coverage], str]] = {"table": _table, "csv": _csv, "json": _json}
"""What `render` can write."""
