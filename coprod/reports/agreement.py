"""The agreement of two coders as text, JSON and CSV, and the list of what they differ in."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, Final

import msgspec

from coprod.agreement.compare import Comparison, Disagreement
from coprod.agreement.statistics import Agreed
from coprod.files import replacing
from coprod.readers.safe import row_writer, safe

_SHOWN: Final = 20
_COLUMNS: Final = Disagreement.__struct_fields__


def render(comparison: Comparison) -> str:
    """The comparison as lines, with the first of the disagreements."""
    c = comparison
    lines = [
        f"A  {c.a}: {c.rows_a} rows, {c.only_a} only here",
        f"B  {c.b}: {c.rows_b} rows, {c.only_b} only here",
        f"{c.matched} rows matched",
    ]
    if c.repeated:
        lines.append(f"{c.repeated} rows left out: they cannot be told apart by id, or by source and texts")
    lines += ["", f"{'':24}{'rows':>7}{'not coded':>11}{'agreed':>9}{'kappa':>9}{'alpha':>9}"]
    for title, measures in (("Facets", c.facets), ("Areas", c.areas)):
        lines += [title, *(_line(m) for m in measures)]
    if not c.areas:
        lines.append("  no concepts were coded by both; `coprod map --json` lines can be compared as well")
    whole = c.assertions
    if whole.n:
        lines += ["Assertions", f"  {'the same':22}{whole.n:7}{whole.missing:11}{_percent(whole.exact):>9}"]
        lines.append(f"  {'mean Jaccard':22}{whole.n:7}{whole.missing:11}{_number(whole.jaccard):>9}")
    lines += ["", *_disagreements(c.disagreements)]
    if any(m.n and m.kappa is None for m in (*c.facets, *c.areas)):
        lines += ["", "– : not defined, because both coders used one and the same value in all rows."]
    return "\n".join(lines)


def _line(m: Agreed) -> str:
    shares = f"{_percent(m.share):>9}{_number(m.kappa):>9}{_number(m.alpha):>9}"
    return f"  {m.name.replace('_', ' '):22}{m.n:7}{m.missing:11}{shares}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}%"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _disagreements(found: tuple[Disagreement, ...]) -> list[str]:
    if not found:
        return ["No disagreements."]
    lines = [f"{len(found)} disagreements"]
    for d in found[:_SHOWN]:
        texts = " | ".join(t for t in (d.subject, d.predicate, d.object) if t)
        lines.append(f"  {' '.join(filter(None, (d.row, texts))) or d.place_a or d.place_b}")
        lines.append(f"    {d.what.replace('_', ' ')}: A {d.a}; B {d.b}" if d.b else f"    {d.what}: {d.a}")
    if len(found) > _SHOWN:
        lines.append(f"  … and {len(found) - _SHOWN} more; --disagreements FILE.tsv writes them all")
    return lines


def as_json(comparison: Comparison) -> str:
    """The comparison as one JSON object; measures that are not defined are null."""
    whole: dict[str, Any] = {"schema": 1, **msgspec.to_builtins(comparison)}
    return json.dumps(whole, indent=2, ensure_ascii=False)


def as_csv(comparison: Comparison) -> str:
    """The measures as a table, one on each line; cells that are not defined are empty."""
    out = io.StringIO()
    write = row_writer(out, ",", "\n")
    write(["kind", "measure", "rows", "not_coded", "agreement", "kappa", "alpha", "jaccard"])
    for kind, measures in (("facet", comparison.facets), ("area", comparison.areas)):
        for m in measures:
            write([kind, m.name, str(m.n), str(m.missing), *map(_cell, (m.share, m.kappa, m.alpha)), ""])
    whole = comparison.assertions
    cells = [_cell(whole.exact), "", "", _cell(whole.jaccard)]
    write(["assertions", "assertions", str(whole.n), str(whole.missing), *cells])
    return out.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def write_disagreements(path: Path, found: tuple[Disagreement, ...]) -> None:
    """Writes every disagreement as a row of a tab-separated table.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        write = row_writer(file, "\t", "\n")
        write(_COLUMNS)
        for one in found:
            write(safe(getattr(one, column)) for column in _COLUMNS)
