"""What decisions would change, as text and as JSON."""

from __future__ import annotations

import json

from coprod.curation.compare import Change, Comparison
from coprod.mapping.records import Mapping


def render(change: Change) -> str:
    """One changed statement: where it stands, its texts, and its assertions before and after."""
    statement = change.statement
    name = f" ({statement.id})" if statement.id else ""
    return "\n".join(
        [
            f"{statement.origin}{name}: {statement.subject} | {statement.predicate} | {statement.object}",
            f"    before: {_said(change.before)}",
            f"    after:  {_said(change.after)}",
        ]
    )


def line(change: Change) -> str:
    """The same as a line of JSON."""
    statement = change.statement
    fields = {
        "id": statement.id,
        "file": statement.origin.file,
        "sheet": statement.origin.sheet,
        "row": statement.origin.row,
        "before": [list(a) for a in change.before.assertions],
        "after": [list(a) for a in change.after.assertions],
    }
    return json.dumps(fields, ensure_ascii=False)


def summary(comparison: Comparison, changed: int) -> str:
    """How many statements would change, and which decisions concern none."""
    lines = [f"{changed} of {comparison.compared} statements would change."]
    lines += [f"{d.file}, line {d.line}: “{d.phrase}” stands in no statement" for d in comparison.idle]
    return "\n".join(lines)


def _said(mapping: Mapping) -> str:
    return "; ".join(" ".join(a) for a in mapping.assertions) or "nothing"
