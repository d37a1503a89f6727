"""A workbook of one plain table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

_WIDEST = 60


def workbook_of(header: Sequence[str], rows: Iterable[Sequence[str | int | float | bool | None]]) -> bytes:
    """An .xlsx file with a bold header that stays in sight; text that looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    widths = [len(name) for name in header]
    for line, row in enumerate([header, *rows], 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, str):
                value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell = sheet.cell(line, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=line == 1)
            widths[column - 1] = max(widths[column - 1], len(str(value or "")))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = min(width, _WIDEST) + 2
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
