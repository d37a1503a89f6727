"""Answers as a table, as CSV, Markdown, SPARQL 1.1 JSON, or as a workbook."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox

from coprod.queries.tables import Cell, Table, table_of
from coprod.reports.text import shortened

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

FORMATS = ("table", "csv", "json", "markdown", "xlsx")
"""What an answer can be written as; `xlsx` only into a file."""
ENDINGS = {".txt": "table", ".csv": "csv", ".json": "json", ".md": "markdown", ".xlsx": "xlsx"}
"""The format that a file name asks for."""


def render(answer: Answer, format_: str) -> str:
    """The answer as text that ends with a line end.

    `format_` is ``table``, ``csv``, ``markdown`` or ``json``; the triples of a CONSTRUCT are always N-Triples.
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
    found = table_of(answer)
    if format_ == "csv":
        return as_csv(found)
    return as_markdown(found) if format_ == "markdown" else as_text(found)


def workbook(answer: Answer) -> bytes:
    """The answer as an .xlsx workbook of one sheet.

    Raises:
        ValueError: the answer is not a table.
    """
    if not isinstance(answer, ox.QuerySolutions):
        raise ValueError("only the answer to a SELECT query is a table; ask for another format")
    from coprod.sheets.plain import workbook_of

    found = table_of(answer)
    return workbook_of(found.header, found.rows)


def as_text(found: Table) -> str:
    """A plain table with short names for IRIs."""
    return table(list(found.header), [[shortened(_text(c)) for c in row] for row in found.rows])


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


def as_csv(found: Table) -> str:
    r"""Comma-separated values.

    >>> as_csv(Table(header=("value", "works"), rows=(("trust", 2),)))
    'value,works\ntrust,2\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(found.header)
    writer.writerows([_text(c) for c in row] for row in found.rows)
    return out.getvalue()


def as_markdown(found: Table) -> str:
    """A table in Markdown, with short names for IRIs.

    >>> print(as_markdown(Table(header=("value", "works"), rows=(("a|b", 2),))), end="")
    | value | works |
    | --- | --- |
    | a\\|b | 2 |
    """
    rows = [[shortened(_text(c)).replace("|", "\\|").replace("\n", " ") for c in row] for row in found.rows]
    lines = [list(found.header), ["---"] * len(found.header), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _text(value: Cell) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
