"""Answers as a table, as CSV, or as SPARQL 1.1 JSON."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox

from coprod.reports.text import shortened

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def render(answer: Answer, format_: str) -> str:
    """The answer as text that ends with a line end.

    `format_` is ``table``, ``csv`` or ``json``; the triples of a CONSTRUCT are always N-Triples.
    """
    out = io.BytesIO()
    if isinstance(answer, ox.QueryTriples):
        ox.serialize(answer, out, ox.RdfFormat.N_TRIPLES)
        return out.getvalue().decode()
    if format_ == "json":
        answer.serialize(out, ox.QueryResultsFormat.JSON)
        return out.getvalue().decode() + "\n"
    if isinstance(answer, ox.QueryBoolean):
        return f"{'yes' if answer else 'no'}\n"
    header = [variable.value for variable in answer.variables]
    rows = [[_text(solution[name]) for name in header] for solution in answer]
    return (
        _csv(header, rows) if format_ == "csv" else table(header, [[shortened(cell) for cell in row] for row in rows])
    )


def table(header: list[str], rows: list[list[str]]) -> str:
    """A plain table, as wide as its cells need; long cells are folded, never cut.

    >>> print(table(["value", "works"], [["trust", "2"]]), end="")
    value   works
    ─────────────
    trust   2
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    out = io.StringIO()
    console = Console(file=out, width=_WIDEST_TABLE, color_system=None, highlight=False, markup=False, emoji=False)
    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name in header:
        drawn.add_column(name, overflow="fold", max_width=_WIDEST_CELL)
    for row in rows:
        drawn.add_row(*row)
    console.print(drawn)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


_WIDEST_CELL = 60
_WIDEST_TABLE = 1000


def _csv(header: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _text(term: object) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
