"""Validation as people use it: graphs or tables in, findings with their places out."""

from __future__ import annotations

import functools
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from coprod.config import Config
from coprod.validation.input_rules import as_wanted
from coprod.validation.report import Finding, Report
from coprod.validation.rules import SEVERITIES

Run = Callable[[Sequence[Path], Sequence[Path]], Report]
"""Checks graph files, with files of the user's own terms."""


def validate(
    paths: Iterable[str | os.PathLike[str]],
    own_terms: Iterable[Path] = (),
    *,
    config: Config | None = None,
    settings_file: Path | None = None,
    sheet: str | None = None,
    run: Run | None = None,
    notify: Callable[[str], None] = lambda text: None,
) -> Report:
    """Checks graphs and tables of coded statements, taken together, against the rules.

    Every finding says where it stands: file, line and column of a graph, and the cell of the spreadsheet that it was
    mapped from, where `coprod map` listed the rows beside the graph. Tables are mapped first, and nothing is written.

    Args:
        paths: graphs (.trig .ttl .nq .nt .jsonld), or tables (.xlsx .csv .tsv .jsonl .json).
        own_terms: Turtle files of the user's own terms; by default those of the settings.
        config: the project's settings.
        settings_file: the file that the settings come from, to point at.
        sheet: the sheet of a workbook.
        run: checks graphs; by default `coprod.validation.shacl.validate`, with the rules of the settings.
        notify: takes what the user should know of a table as a whole.

    Raises:
        UnreadableGraph: a graph is missing, empty or broken.
        UnreadableInput: a table is missing, empty or broken.
    """
    from coprod.validation import shacl
    from coprod.validation.location import locate
    from coprod.validation.tables import is_table
    from coprod.validation.version import version_finding

    config = config or Config()
    own = tuple(own_terms) or config.ontology
    run = run or functools.partial(shacl.validate, settings=config.rules)
    files = [Path(path) for path in paths]
    graphs = [file for file in files if not is_table(file)]
    tables = [file for file in files if is_table(file)]
    if tables:
        config = msgspec.structs.replace(config, ontology=own)
        report = _with_tables(graphs, tables, config, sheet, run, notify)
    else:
        report = locate(run(graphs, own), graphs)
    return _with(report, as_wanted(version_finding(config.ontology_version, settings_file), config.rules))


def _with_tables(
    graphs: Sequence[Path],
    tables: Sequence[Path],
    config: Config,
    sheet: str | None,
    run: Run,
    notify: Callable[[str], None],
) -> Report:
    from coprod.validation.location import with_places
    from coprod.validation.report import Place
    from coprod.validation.spreadsheet import read_rows, with_cells
    from coprod.validation.tables import map_tables, text_place

    with tempfile.TemporaryDirectory(prefix="coprod-") as folder:
        mapped = Path(folder) / "tables.nq"
        found = map_tables(tables, mapped, config, sheet, notify)
        report = run([mapped, *graphs], config.ontology)
        placed = with_places(report.findings, graphs) if graphs else report.findings
        findings = with_cells(placed, [mapped, *graphs], {**read_rows(graphs), **found.rows})
    only = Place(file=str(tables[0])) if len(tables) == 1 and not graphs else Place()

    def in_table(finding: Finding) -> Finding:
        if finding.location.line:
            return finding
        place = text_place(finding.spreadsheet) if finding.spreadsheet.row else only
        return msgspec.structs.replace(finding, location=place)

    checked = report.checked + len(found.rejected)
    return _with(
        Report(findings=tuple(map(in_table, findings)), checked=checked), as_wanted(found.rejected, config.rules)
    )


def _with(report: Report, more: Iterable[Finding]) -> Report:
    """The report with more findings, worst first."""
    findings = sorted((*report.findings, *more), key=lambda f: -SEVERITIES.index(f.severity))
    return msgspec.structs.replace(report, findings=tuple(findings))
