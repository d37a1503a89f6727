"""Excel workbooks: the sheet, its header, and its cells as text."""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from coprod.readers.errors import UnreadableInput, did_you_mean
from coprod.readers.fields import number_text
from coprod.readers.header import HEADER_ROWS, Layout, find_layout, missing_header, unknown_columns
from coprod.readers.tables import Judge, Table
from coprod.statement import Notice, Rejected, Statement

Grid = list[list[str]]
DAMAGE: Final = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError),
)
"""What zipfile and openpyxl raise for damaged workbooks."""


class Sheet(msgspec.Struct, frozen=True):
    """One sheet of a workbook, its cells as text."""

    name: str
    header: int
    """Row of the header."""
    layout: Layout
    rows: tuple[tuple[int, list[str]], ...]
    """Numbers and cells of the rows below the header that are not empty."""


def read_workbook(
    path: Path, wanted: Mapping[str, str], sheet: str | None = None, judge: Judge | None = None
) -> Iterator[Statement | Rejected | Notice]:
    """The rows of one sheet of a workbook: the one named, or the first that has the columns.

    Raises:
        UnreadableInput: not a workbook, no such sheet, or no sheet with the columns that are needed.
    """
    found = open_sheet(path, wanted, sheet)
    message = unknown_columns(found.layout)
    if message:
        yield Notice(message=message, file=str(path), sheet=found.name)
    table = Table(found.layout, file=str(path), sheet=found.name, judge=judge)
    yield from table.records(found.rows)


def cell_text(value: object) -> str:
    """What a cell holds, as a person would type it.

    >>> cell_text(12.0), cell_text(datetime.datetime(2024, 5, 1)), cell_text(True)
    ('12', '2024-05-01', 'TRUE')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime.datetime):
        return (value.date() if value.time() == datetime.time() else value).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return "" if value is None else str(value)


def open_sheet(path: Path, wanted: Mapping[str, str], sheet: str | None = None) -> Sheet:
    """The sheet that is read.

    Raises:
        UnreadableInput: as `read_workbook`.
    """
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
    except python_calamine.PasswordError:
        raise UnreadableInput(f"{path}: is protected by a password; save it without one") from None
    except OSError as error:
        raise UnreadableInput(f"{path}: {_no_file(path, error)}") from None
    except python_calamine.CalamineError as error:
        raise UnreadableInput(f"{path}: {_not_a_workbook(path, str(error))}") from None
    names = book.sheet_names
    why = ""
    for name in _chosen(path, names, sheet):
        try:
            worksheet = book.get_sheet_by_name(name)
            raw = worksheet.to_python(skip_empty_area=False)
        except python_calamine.CalamineError as error:
            if sheet:
                raise UnreadableInput(f"{path}, sheet {name}: cannot be read: {error}") from None
            continue
        grid = [[cell_text(value) for value in row] for row in raw]
        top = list(enumerate(grid[:HEADER_ROWS], 1))
        try:
            found = find_layout(top, wanted)
        except UnreadableInput as error:
            raise UnreadableInput(f"{path}, sheet {name}: {error}") from None
        if found and all(field in dict(found[1].columns) for field in wanted):
            try:
                _put_errors(path, name, grid)
            except DAMAGE as error:
                raise UnreadableInput(f"{path}: {_not_a_workbook(path, str(error))}") from None
            ranges = [(a, b, c, d) for (a, b), (c, d) in worksheet.merged_cell_ranges or ()]
            filled = _filled(grid, ranges, found[0])
            below = enumerate(grid[found[0] :], found[0] + 1)
            rows = tuple((row, filled.get(row, cells)) for row, cells in below if any(cells))
            return Sheet(name, found[0], found[1], rows)
        if any(any(row) for row in grid) and not why:
            why = f", sheet {name}: {missing_header([(found[0], found[1].headers)] if found else top, wanted)}"
    rest = f" The sheets are {', '.join(names)}." if len(names) > 1 else ""
    raise UnreadableInput(f"{path}{why}{rest}" if why else f"{path}: is empty; a header and rows were expected")


def _chosen(path: Path, names: Sequence[str], sheet: str | None) -> Sequence[str]:
    if sheet is None:
        return names
    for name in names:
        if name == sheet or name.casefold().strip() == sheet.casefold().strip():
            return [name]
    raise UnreadableInput(
        f"{path}: there is no sheet “{sheet}”; the sheets are {', '.join(names)}{did_you_mean(sheet, names)}"
    )


def _filled(grid: Grid, merged: Sequence[tuple[int, int, int, int]], header: int) -> dict[int, list[str]]:
    """Rows in which a cell merged downwards gets the text of its first row."""
    filled: dict[int, list[str]] = {}
    for top, left, bottom, _ in merged:
        if top >= header and bottom > top and top < len(grid) and left < len(grid[top]) and grid[top][left]:
            for row in range(top + 1, min(bottom, len(grid) - 1) + 1):
                filled.setdefault(row + 1, list(grid[row]))[left] = grid[top][left]
    return filled


def _put_errors(path: Path, sheet: str, grid: Grid) -> None:
    """Put the text of formula errors (``#REF!``), which come as empty cells, into the grid."""
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        if not any(re.search(rb'\st="e"', archive.read(n)) for n in names):
            return
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for cells in book[sheet].iter_rows():
        for cell in cells:
            if getattr(cell, "data_type", "") == "e" and cell.row <= len(grid):
                row = grid[cell.row - 1]
                row.extend([""] * (cell.column - len(row)))
                row[cell.column - 1] = str(cell.value)
    book.close()


def _no_file(path: Path, error: OSError) -> str:
    if path.is_dir():
        return "is a folder; a file was expected"
    return "cannot be opened" + (f": {error}" if path.exists() else "; there is no such file")


def _not_a_workbook(path: Path, error: str) -> str:
    head = path.read_bytes()[:8]
    if not head:
        return "is empty; a workbook with a header and rows was expected"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "is an old Excel or a password-protected file; save it as .xlsx without a password"
    if head.startswith(b"PK"):
        return f"is a damaged workbook ({error}); open it in Excel or LibreOffice and save it again"
    return "is not an Excel workbook; name a text table .csv or .tsv"
