"""The coding form: a workbook to code statements in, with the terms and the closed lists at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from coprod.names import BASES, MODALITIES, POLARITIES, STATUSES
from coprod.readers.build import EXAMPLE
from coprod.readers.columns import FIELDS
from coprod.readers.header import letter
from coprod.sheets.package import FIXED, save

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from coprod.ontology.terms import Concept, Ontology, Relation

COLUMNS: Final = {
    **{"id": 9, "source": 26, "place": 12, "quote": 44, "subject": 26, "predicate": 22, "object": 26},
    **{"polarity": 12, "modality": 12, "attributed_to": 20, "basis": 16, "status": 10, "context": 20, "country": 12},
    **{"coder": 12, "note": 30, "subject_id": 22, "relation_id": 22, "object_id": 22},
}
"""The columns of the form and their widths."""
_NEEDED: Final = ("subject", "predicate", "object")
_OPTIONAL: Final = ("subject_id", "relation_id", "object_id")
_NOTE: Final = "Example: leave it or delete it. While it is unchanged it is not read."
_ROWS: Final = 5000
_TERM_COLUMNS: Final = {
    **{"id": 28, "kind": 10, "label": 28, "definition": 60, "synonyms": 40, "broader": 26, "area": 20},
    **{"from": 26, "to": 26},
}


def write_template(path: Path, ontology: Ontology) -> None:
    """Writes the coding form, an .xlsx file; the same ontology gives the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.creator = "coprod"
    book.properties.created = book.properties.modified = FIXED
    coding: Worksheet = book.active
    coding.title = "Coding"
    lists = _lists(ontology)
    _write_coding(coding, lists)
    _write_terms(book.create_sheet("Terms"), ontology)
    _write_lists(book.create_sheet("Lists"), lists)
    save(book, Path(path))


def _lists(ontology: Ontology) -> dict[str, list[str]]:
    """The choices of each column that has some."""
    concepts = sorted(id for id, c in ontology.concepts.items() if not c.deprecated)
    relations = sorted(id for id, r in ontology.relations.items() if not r.deprecated)
    return {
        "polarity": list(POLARITIES),
        "modality": list(MODALITIES),
        "basis": list(BASES),
        "status": list(STATUSES),
        "attributed_to": [id for id in concepts if ontology.area(id) == "Actor"],
        "context": [id for id in concepts if ontology.area(id) in ("Setting", "Actor", "CoProducedObject")],
        "subject_id": concepts,
        "relation_id": relations,
        "object_id": concepts,
    }


def _write_coding(sheet: Worksheet, lists: dict[str, list[str]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    top = Alignment(wrap_text=True, vertical="top")
    _write_header(sheet, COLUMNS)
    for column, field in enumerate(COLUMNS, 1):
        cell: Any = sheet.cell(1, column)
        comment = Comment(_explanation(field, lists), "coprod", height=130, width=280)
        cell.comment = comment
        if field in _OPTIONAL:
            cell.fill = PatternFill("solid", fgColor="8EA9C1")
        dimension = sheet.column_dimensions[letter(column - 1)]
        dimension.number_format = "@"
        dimension.alignment = top
        example: Any = sheet.cell(2, column, {**EXAMPLE, "note": _NOTE}.get(field))
        example.number_format, example.alignment = "@", top
        example.font = Font(italic=True, color="7F7F7F")
        example.fill = PatternFill("solid", fgColor="F2F2F2")
        if field in lists:
            _add_choices(sheet, field, letter(column - 1), lists)


def _explanation(field: str, lists: dict[str, list[str]]) -> str:
    needed = (
        " Needed." if field in _NEEDED else " Optional: the terms are in the sheet Terms." if field in _OPTIONAL else ""
    )
    choices = f" One of: {', '.join(lists[field])}." if len(lists.get(field, ())) in range(1, 10) else ""
    return f"{FIELDS[field]}.{needed}{choices}"


def _add_choices(sheet: Worksheet, field: str, column: str, lists: dict[str, list[str]]) -> None:
    """A drop-down that warns of other text but lets it stand: several terms may share a cell."""
    from openpyxl.worksheet.datavalidation import DataValidation

    at = letter(list(lists).index(field))
    closed = len(lists[field]) < 10
    validation = DataValidation(
        type="list",
        formula1=f"Lists!${at}$2:${at}${len(lists[field]) + 1}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning",
        errorTitle="Not in the list",
        error=f"A row with another {field} is not accepted." if closed else "Fine for several terms with “;” between.",
    )
    validation.add(f"{column}2:{column}{_ROWS}")
    sheet.add_data_validation(validation)


def _write_terms(sheet: Worksheet, ontology: Ontology) -> None:
    from openpyxl.styles import Alignment

    _write_header(sheet, _TERM_COLUMNS)
    concepts = (
        [*_term(c, "concept", c.broader), ontology.area(c.id), "", ""]
        for c in ontology.concepts.values()
        if not c.deprecated
    )
    relations = (
        [*_term(r, "relation", r.parents), "relation", " or ".join(r.domain), " or ".join(r.range)]
        for r in ontology.relations.values()
        if not r.deprecated
    )
    terms = [*sorted(concepts), *sorted(relations)]
    for row, values in enumerate(terms, 2):
        for column, value in enumerate(values, 1):
            _put(sheet, row, column, value).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.auto_filter.ref = f"A1:{letter(len(_TERM_COLUMNS) - 1)}{len(terms) + 1}"


def _term(term: Concept | Relation, kind: str, broader: Iterable[str]) -> list[str]:
    return [term.id, kind, term.label, term.definition, "; ".join(term.alt_labels), "; ".join(broader)]


def _write_lists(sheet: Worksheet, lists: dict[str, list[str]]) -> None:
    for column, (field, choices) in enumerate(lists.items(), 1):
        for row, text in enumerate((field, *choices), 1):
            _put(sheet, row, column, text)
    sheet.sheet_state = "hidden"


def _write_header(sheet: Worksheet, widths: dict[str, int]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, (name, width) in enumerate(widths.items(), 1):
        cell = _put(sheet, 1, column, name)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter(column - 1)].width = width
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Writes a cell as text, never as a formula."""
    cell: Any = sheet.cell(row, column, text)
    if text:
        cell.data_type = "s"
    return cell
