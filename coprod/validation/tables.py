"""Tables of codings checked as they are: mapped, and what is found said of their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import msgspec

from coprod import workflow
from coprod.config import Config
from coprod.evidence.identity import statement_iri
from coprod.mapping.rows import Mapped
from coprod.mapping.rows import Row as MappedRow
from coprod.readers import FORMATS
from coprod.readers.works import read_curations
from coprod.statement import Notice, Rejected
from coprod.validation.input_rules import ROW
from coprod.validation.report import Cell, Finding, Place
from coprod.validation.spreadsheet import Row

_TEXT: Final = (".csv", ".tsv", ".tab", ".txt", ".jsonl", ".ndjson")
"""Tables whose rows are lines."""


class Tables(msgspec.Struct, kw_only=True):
    """What mapping the tables gave."""

    rows: dict[str, Row] = {}
    """Where each Statement stands."""
    rejected: list[Finding] = []
    """A finding for each fault of a row that cannot be used."""


def is_table(path: Path) -> bool:
    """Whether a file is a coded table, by its ending.

    >>> is_table(Path("codings.xlsx")), is_table(Path("evidence.trig"))
    (True, False)
    """
    return path.suffix.lower() in FORMATS


def map_tables(
    tables: Iterable[Path], graph: Path, config: Config, sheet: str | None, notify: Callable[[str], None]
) -> Tables:
    """Maps tables into a graph file, and keeps where each row stands.

    Args:
        tables: files of coded statements.
        graph: the file to write.
        config: the project's config.
        sheet: the sheet of a workbook; by default the first that has the columns.
        notify: takes what the user should know of a table as a whole.

    Raises:
        UnreadableInput: a table is missing, empty or broken.
        OSError: the graph cannot be written.
    """
    found = Tables()

    def each(row: MappedRow) -> None:
        if isinstance(row, Mapped):
            origin = row.statement.origin
            place = Row(file=origin.file, sheet=origin.sheet, row=origin.row, columns=dict(origin.columns))
            found.rows.setdefault(statement_iri(row.statement, config.base), place)
        elif isinstance(row, Rejected):
            found.rejected.extend(_findings(row))
        elif isinstance(row, Notice):
            notify(workflow.notice(row))

    job = workflow.Job(
        inputs=tuple(tables),
        graph=graph,
        columns=config.columns,
        sheet=sheet,
        curations=tuple(read_curations(config.works)) if config.works else (),
        own_terms=config.ontology,
        base=config.base,
    )
    workflow.run(job, each)
    return found


def text_place(cell: Cell) -> Place:
    """The place of a row in a text table; of other tables the file only, for their rows are no lines."""
    return Place(file=cell.file, line=cell.row if Path(cell.file).suffix.lower() in _TEXT else 0)


def _findings(row: Rejected) -> Iterable[Finding]:
    cells, columns = dict(row.row), dict(row.origin.columns)
    name = cells.get("id") or " | ".join(text for text in list(cells.values())[:4] if text)
    for problem in row.problems:
        cell = Cell(
            file=row.origin.file,
            sheet=row.origin.sheet,
            row=row.origin.row,
            column=problem.column.partition(" ")[0]
            or columns.get(problem.field)
            or columns.get(problem.field[:-1], ""),
        )
        yield Finding(
            code=ROW.code,
            severity=ROW.severity,
            focus=f"row {name}" if name else "row",
            path=problem.field,
            value=cells.get(problem.field, ""),
            message=f"This row cannot be used: {problem.field}: {_sentence(problem.message)}",
            location=text_place(cell),
            spreadsheet=cell,
        )


def _sentence(text: str) -> str:
    """A message with one mark at its end.

    >>> _sentence("is empty"), _sentence("did you mean 80%?")
    ('is empty.', 'did you mean 80%?')
    """
    return text if text.endswith((".", "?", "!")) else f"{text}."
