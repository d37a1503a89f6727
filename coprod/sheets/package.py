"""Saving a workbook so that the same content gives the same bytes, and formulas keep their last results."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from coprod.files import replacing

if TYPE_CHECKING:
    from openpyxl import Workbook

FIXED: Final = datetime.datetime(2024, 1, 1)
"""The date that stands in a workbook that we make."""
_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MODIFIED: Final = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FORMULA: Final = re.compile(
    r'<c r="([A-Z]+[0-9]+)"((?: s="\d+")?)(?: t="\w+")?>(<f(?:[^>]*/>|.*?</f>))(?:<v\s*/>|<v></v>)', re.DOTALL
)

Results = Mapping[str, Mapping[str, object]]
"""Results of formulas, by sheet and by cell."""


def save(book: Workbook, path: Path, results: Results | None = None) -> None:
    """Writes a workbook, whole or not at all; the date of its last change is the one that it came with.

    Raises:
        OSError: the file cannot be written.
    """
    modified = (book.properties.modified or FIXED).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    raw = io.BytesIO()
    book.save(raw)
    parts = {f"xl/worksheets/sheet{i}.xml": sheet.title for i, sheet in enumerate(book.worksheets, 1)}
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + modified + rb"\g<2>", data)
            elif results and name in parts:
                data = _with_results(data, results.get(parts[name], {}))
            info = zipfile.ZipInfo(name, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, data)
    with replacing(path) as temporary:
        temporary.write_bytes(out.getvalue())


def formula_results(path: Path, book: Workbook) -> Results:
    """The results that the formulas of a workbook had when it was last calculated."""
    import openpyxl

    formulas = {
        sheet.title: [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        for sheet in book.worksheets
    }
    if not any(formulas.values()):
        return {}
    values = openpyxl.load_workbook(path, data_only=True)
    return {title: {name: values[title][name].value for name in names} for title, names in formulas.items() if names}


def _with_results(data: bytes, results: Mapping[str, object]) -> bytes:
    def put(match: re.Match[str]) -> str:
        name, style, formula = match.groups()
        kind, text = _typed(results.get(name))
        return f'<c r="{name}"{style}{kind}>{formula}{text}' if text else match.group()

    return _FORMULA.sub(put, data.decode()).encode() if results else data


def _typed(value: Any) -> tuple[str, str]:
    """The type and the value of a cell in XML."""
    from openpyxl.utils.datetime import to_excel

    if value is None:
        return "", ""
    if isinstance(value, bool):
        return ' t="b"', f"<v>{int(value)}</v>"
    if isinstance(value, int | float):
        return "", f"<v>{value!r}</v>"
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return "", f"<v>{to_excel(value)!r}</v>"
    text = str(value)
    return (
        ' t="e"' if text.startswith("#") and text.endswith(("!", "?", "A")) else ' t="str"'
    ), f"<v>{escape(text)}</v>"
