"""Tables, terms and evidence as HTML, for notebooks. Everything that was read is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_SHOWN = 100


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; only the first hundred rows are shown.

    >>> table(["value"], [["<trust>"]])
    '<table><thead><tr><th>value</th></tr></thead><tbody><tr><td>&lt;trust&gt;</td></tr></tbody></table>'
    """
    rows = list(rows)
    head = "".join(f"<th>{escape(name)}</th>" for name in header)
    body = "".join("<tr>" + "".join(f"<td>{_cell(c)}</td>" for c in row) + "</tr>" for row in rows[:_SHOWN])
    more = f"<p>… and {len(rows) - _SHOWN} more rows</p>" if len(rows) > _SHOWN else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def facts(title: str, about: Iterable[tuple[str, object]]) -> str:
    """A heading, and what there is to say below it; empty facts are left out.

    >>> facts("trust", [("note", ""), ("id", "Trust")])
    '<h4>trust</h4><table><tbody><tr><th>id</th><td>Trust</td></tr></tbody></table>'
    """
    rows = "".join(f"<tr><th>{escape(name)}</th><td>{_cell(value)}</td></tr>" for name, value in about if value)
    return f"<h4>{escape(title)}</h4><table><tbody>{rows}</tbody></table>"


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        value = ", ".join(map(str, value))
    return "" if value is None else escape(str(value))
