"""An evaluation as text, as JSON, and its errors as a table."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

import msgspec

from coprod.evaluation.causes import CAUSES, Error
from coprod.evaluation.counts import Figures, Found
from coprod.evaluation.evaluate import Evaluation
from coprod.evaluation.gold import FACETS
from coprod.files import replacing

_EXAMPLES: Final = 3
_SETS: Final = ("strict", "relaxed", "concepts")
_ERROR_COLUMNS: Final = Error.__struct_fields__


def render(evaluation: Evaluation, by: Collection[str] = ()) -> str:
    """The evaluation as lines; `by` adds tables, for ``relation`` and for ``style``."""
    lines = [*_totals(evaluation), "", *_causes(evaluation.errors)]
    if "style" in by:
        lines += ["", *_by_style(evaluation)]
    if "relation" in by:
        lines += ["", *_by_relation(evaluation)]
    return "\n".join(lines)


def _totals(evaluation: Evaluation) -> list[str]:
    figures = evaluation.figures
    lines = [f"{figures.statements} statements", f"{'':28}{'precision':>10}{'recall':>10}{'F1':>10}   95 % interval"]
    for name in _SETS:
        found: Found = getattr(figures, name)
        numbers = f"{found.precision:10.3f}{found.recall:10.3f}{found.f1:10.3f}"
        lines.append(f"{name:28}{numbers}   {_interval(evaluation, f'{name} f1')}")
    shares = {"statement exact": figures.statement_exact, **{f: getattr(figures, f) for f in FACETS}}
    for name, share in shares.items():
        if share is not None:
            lines.append(f"{name.replace('_', ' '):48}{share:10.3f}   {_interval(evaluation, name.replace(' ', '_'))}")
    silent = f"{figures.silent_kept}/{figures.silent}"
    lines.append(
        f"{'nothing to map, left empty':48}{silent:>10}   {_interval(evaluation, 'nothing_to_map_left_empty')}"
    )
    styles = ", ".join(f"{style} {each.strict.f1:.3f}" for style, each in evaluation.by_style.items())
    return [line.rstrip() for line in [*lines, f"Strict F1 by style: {styles}", *_remarks(evaluation)]]


def _interval(evaluation: Evaluation, name: str) -> str:
    if name not in evaluation.intervals:
        return ""
    low, high = evaluation.intervals[name]
    return f"{low:.3f}–{high:.3f}"


def _remarks(evaluation: Evaluation) -> list[str]:
    remarks = []
    if evaluation.not_judged:
        remarks.append(f"Not judged, because the gold set does not know their ids: {evaluation.not_judged} assertions")
    if evaluation.unpredicted:
        remarks.append(f"Without a prediction: {_some(evaluation.unpredicted)}")
    if evaluation.superfluous:
        remarks.append(f"Predicted, but not in the gold set: {_some(evaluation.superfluous)}")
    return remarks


def _some(ids: tuple[str, ...]) -> str:
    more = ", …" if len(ids) > 10 else ""
    return f"{len(ids)} ({', '.join(ids[:10])}{more})"


def _causes(errors: tuple[Error, ...]) -> list[str]:
    if not errors:
        return ["No errors."]
    by_cause = _sorted(errors)
    lines = [f"{len(errors)} errors by cause"]
    for cause, found in by_cause.items():
        lines.append(f"{len(found):6}  {CAUSES[cause]}")
        for error in found[:_EXAMPLES]:
            lines.append(f"          {error.id}: {error.subject} | {error.predicate} | {error.object}")
            lines.append(f"            {_difference(error)}")
    return lines


def _difference(error: Error) -> str:
    return f"expected {error.expected or 'nothing'}; given {error.given or 'nothing'}"


def _sorted(errors: tuple[Error, ...]) -> dict[str, list[Error]]:
    """Errors by cause, in the order of the causes."""
    found: dict[str, list[Error]] = defaultdict(list)
    for error in errors:
        found[error.cause].append(error)
    return {cause: found[cause] for cause in CAUSES if cause in found}


def _by_style(evaluation: Evaluation) -> list[str]:
    heads = "".join(f"{head:>10}" for head in ("number", "precision", "recall", "strict F1", "concepts", "exact"))
    lines = [f"{'style':20}{heads}"]
    for style, figures in evaluation.by_style.items():
        strict = figures.strict
        lines.append(
            f"{style:20}{figures.statements:10}{strict.precision:10.3f}{strict.recall:10.3f}{strict.f1:10.3f}"
            f"{figures.concepts.f1:10.3f}{figures.statement_exact or 0.0:10.3f}"
        )
    return lines


def _by_relation(evaluation: Evaluation) -> list[str]:
    heads = "".join(f"{head:>11}" for head in ("expected", "predicted", "right", "recall", "precision"))
    lines = [f"{'relation':24}{heads}"]
    for name, relation in evaluation.by_relation.items():
        shares = "".join(f"{'–' if x is None else f'{x:.3f}':>11}" for x in (relation.recall, relation.precision))
        lines.append(f"{name:24}{relation.expected:11}{relation.predicted:11}{relation.right:11}{shares}")
    return lines


def as_json(evaluation: Evaluation) -> str:
    """The evaluation as one JSON object; figures are rounded to four places."""
    figures = evaluation.figures
    causes = {cause: len(found) for cause, found in _sorted(evaluation.errors).items()}
    whole: dict[str, Any] = {
        "schema": 1,
        **_figures(figures),
        "strict_f1_by_style": {style: round(each.strict.f1, 4) for style, each in evaluation.by_style.items()},
        "intervals": {name: [round(x, 4) for x in ends] for name, ends in evaluation.intervals.items()},
        "by_style": {style: _figures(each) for style, each in evaluation.by_style.items()},
        "by_relation": {
            name: {
                "expected": each.expected,
                "predicted": each.predicted,
                "right": each.right,
                "recall": _rounded(each.recall),
                "precision": _rounded(each.precision),
            }
            for name, each in evaluation.by_relation.items()
        },
        "causes": causes,
        "errors": [msgspec.to_builtins(error) for error in evaluation.errors],
        "not_judged": evaluation.not_judged,
        "unpredicted": list(evaluation.unpredicted),
        "superfluous": list(evaluation.superfluous),
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "statements": figures.statements,
        **{
            name: {part: round(value, 4) for part, value in msgspec.structs.asdict(getattr(figures, name)).items()}
            for name in _SETS
        },
        "statement_exact": _rounded(figures.statement_exact),
        "facets": {facet: _rounded(getattr(figures, facet)) for facet in FACETS},
        "nothing_to_map_left_empty": f"{figures.silent_kept}/{figures.silent}",
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def write_errors(path: Path, errors: tuple[Error, ...]) -> None:
    """Writes every error as a row of a tab-separated table.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(_ERROR_COLUMNS)
        for error in errors:
            writer.writerow(getattr(error, column) for column in _ERROR_COLUMNS)
