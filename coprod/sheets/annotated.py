"""A coded sheet, given back with the answers in it.

The copy holds everything that the sheet held, and at its right end the columns of `ANNOTATED`: what each row was mapped
to, what is wrong with it, and a column in which a person decides. `coprod.readers.read` reads those decisions; to
annotate the copy again overwrites our columns in place and keeps the decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coprod.ontology.terms import Ontology
from coprod.readers import FORMATS, UnreadableInput
from coprod.readers.decisions import judge
from coprod.readers.header import check_columns
from coprod.statement import Notice, Origin, Rejected

if TYPE_CHECKING:
    from coprod.mapping.rows import Mapped, Row

_TEXT: Final = (".csv", ".tsv", ".tab", ".txt")


def annotate(
    path: Path,
    output: Path,
    rows: Iterable[Row],
    ontology: Ontology | None = None,
    *,
    columns: Mapping[str, str] | None = None,
) -> list[Notice]:
    """Writes the annotated copy of a sheet; tells of what could not be copied.

    Args:
        path: the sheet, .xlsx, .xlsm, .csv, .tsv or .txt.
        output: the copy, of the same format; may be the same file.
        rows: what the rows of the sheet became; rows of other files, and notices, are passed over.
        ontology: the terms that the rows were mapped to; without it the shipped ones.
        columns: our field to the header of the user's column, as given to `read`.

    Raises:
        UnreadableInput: the sheet is of no format that can be annotated, or the copy is of another format.
        OSError: the copy cannot be written.
    """
    path, output = Path(path), Path(output)
    kind = FORMATS.get(path.suffix.lower())
    if kind not in ("delimited", "workbook"):
        raise UnreadableInput(f"{path}: cannot be annotated; a sheet is .xlsx, .xlsm, .csv or .tsv")
    same = output.suffix.lower() in _TEXT if kind == "delimited" else output.suffix.lower() == path.suffix.lower()
    if not same:
        raise UnreadableInput(f"{output}: the annotated copy of {path.name} is a {path.suffix} file as well")
    wanted = check_columns(columns)
    ontology = ontology or Ontology.load()
    reader = judge(ontology)
    results = [
        row for row in rows if not isinstance(row, Notice) and Path(_origin(row).file).resolve() == path.resolve()
    ]
    if kind == "delimited":
        from coprod.sheets.text import annotate_text

        annotate_text(path, output, _by_row(results), ontology, reader, wanted)
        return []
    from coprod.sheets.workbook import annotate_workbook

    sheet = _origin(results[0]).sheet if results else None
    return annotate_workbook(path, output, _by_row(results), ontology, reader, wanted, sheet)


def _origin(row: Mapped | Rejected) -> Origin:
    return row.origin if isinstance(row, Rejected) else row.statement.origin


def _by_row(rows: Iterable[Mapped | Rejected]) -> dict[int, Mapped | Rejected]:
    return {_origin(row).row: row for row in rows}
