"""Annotating a sheet of a workbook; the rest of the workbook stays as it was."""

from __future__ import annotations

import warnings
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coprod.names import MODALITIES, POLARITIES
from coprod.ontology.terms import Ontology
from coprod.readers import UnreadableInput
from coprod.readers.columns import ANNOTATED
from coprod.readers.header import letter
from coprod.readers.tables import Judge, Table
from coprod.readers.verdict import DECISION, MEMO, MODALITY, POLARITY, SCORE
from coprod.readers.workbook import DAMAGE, open_sheet
from coprod.sheets.appended import Appender
from coprod.sheets.package import formula_results, save
from coprod.statement import Notice

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from coprod.mapping.rows import Mapped
    from coprod.statement import Rejected

_WIDTHS: Final = {
    **dict.fromkeys(ANNOTATED, 16),
    **{"coprod assertions": 44, "coprod labels": 44, "coprod problem": 44, "coprod suggestion": 44},
    **{"coprod score": 12, "coprod memo": 12},
}
_CHOICES: Final = {DECISION: ("accept", "reject"), POLARITY: tuple(POLARITIES), MODALITY: tuple(MODALITIES)}
_PARTS: Final = {
    **{"media": "pictures", "drawings": "drawings", "charts": "charts", "threadedComments": "threads of comments"},
    **{
        "pivotTables": "pivot tables",
        "slicers": "slicers",
        "ctrlProps": "form controls",
        "embeddings": "embedded files",
    },
}
"""Folders of a workbook whose content may not survive, in a person's words."""


def annotate_workbook(
    path: Path,
    output: Path,
    results: Mapping[int, Mapped | Rejected],
    ontology: Ontology,
    judge: Judge,
    wanted: Mapping[str, str],
    sheet: str | None = None,
) -> list[Notice]:
    """Writes the copy of the workbook; tells of what could not be copied.

    Raises:
        UnreadableInput: the workbook cannot be read.
    """
    found = open_sheet(path, wanted, sheet)
    appender = Appender(Table(found.layout, file=str(path), sheet=found.name), judge, ontology)
    book, lost = _load(path)
    formulas = formula_results(path, book)
    worksheet = book[found.name]
    places = {name: i + 1 for i, name in found.layout.own}
    missing = [name for name in ANNOTATED if name not in places]
    places |= {name: len(found.layout.headers) + i for i, name in enumerate(missing, 1)}
    _add_columns(worksheet, found.header, {name: places[name] for name in missing})
    for row, cells in found.rows:
        for name, text in appender.cells(cells, results.get(row)).items():
            _put(worksheet, row, places[name], text, number=name == SCORE)
    _add_choices(worksheet, found.header, max((row for row, _ in found.rows), default=found.header), places)
    before = _parts(path)
    save(book, output, formulas)
    after = _parts(output)
    lost += [f"the annotated copy lacks {what}" for what in _PARTS.values() if after[what] < before[what]]
    return [Notice(message=message, file=str(path), sheet=found.name) for message in lost]


def _parts(path: Path) -> Counter[str]:
    with zipfile.ZipFile(path) as archive:
        folders = (name.split("/")[1] for name in archive.namelist() if name.startswith("xl/") and ".rels" not in name)
        return Counter(_PARTS[folder] for folder in folders if folder in _PARTS)


def _load(path: Path) -> tuple[Workbook, list[str]]:
    import openpyxl

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            book = openpyxl.load_workbook(path, rich_text=True, keep_vba=path.suffix.lower() == ".xlsm")
        except DAMAGE as error:
            raise UnreadableInput(
                f"{path}: cannot be annotated ({error}); open it in Excel or LibreOffice and save it again"
            ) from error
    return book, sorted({f"the annotated copy lacks something: {w.message}" for w in caught})


def _add_columns(worksheet: Worksheet, header: int, places: Mapping[str, int]) -> None:
    """Headers, widths and the hidden memo, for columns that are not there yet."""
    from openpyxl.styles import Alignment, Font, PatternFill

    if not places:
        return
    first = min(places.values())
    for dimension in worksheet.column_dimensions.values():
        if dimension.min and dimension.max and dimension.min < first <= dimension.max:
            dimension.max = first - 1
    for name, column in places.items():
        cell = worksheet.cell(header, column, name)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBF7")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        dimension = worksheet.column_dimensions[letter(column - 1)]
        dimension.width = _WIDTHS[name]
        dimension.hidden = name == MEMO


def _put(worksheet: Worksheet, row: int, column: int, text: str, *, number: bool) -> None:
    """Writes a cell as text, never as a formula."""
    from openpyxl.styles import Alignment

    cell: Any = worksheet.cell(row, column)
    if not text:
        cell.value = None
        return
    if number:
        cell.value = float(text)
        return
    cell.value = text
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _add_choices(worksheet: Worksheet, header: int, last: int, places: Mapping[str, int]) -> None:
    """Drop-downs for the columns in which a person chooses, in place of those of an earlier run."""
    from openpyxl.worksheet.datavalidation import DataValidation

    chosen = {places[name] for name in _CHOICES}
    validations = worksheet.data_validations
    validations.dataValidation = [
        v for v in validations.dataValidation if not all(r.min_col == r.max_col in chosen for r in v.sqref.ranges)
    ]
    for name, words in _CHOICES.items():
        validation = DataValidation(
            type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True
        )
        column = letter(places[name] - 1)
        validation.add(f"{column}{header + 1}:{column}{max(last, header + 1)}")
        worksheet.add_data_validation(validation)
