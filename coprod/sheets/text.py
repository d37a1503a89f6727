"""Annotating a text table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coprod.files import replacing
from coprod.ontology.terms import Ontology
from coprod.readers.columns import ANNOTATED
from coprod.readers.delimited import Dialect, records, rows, understand
from coprod.readers.safe import row_writer, safe
from coprod.readers.tables import Judge, Table
from coprod.sheets.appended import Appender

if TYPE_CHECKING:
    from coprod.mapping.rows import Mapped
    from coprod.statement import Rejected

_ENCODINGS: Final = {"utf-16": "utf-16", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}


def annotate_text(
    path: Path,
    output: Path,
    results: Mapping[int, Mapped | Rejected],
    ontology: Ontology,
    judge: Judge,
    wanted: Mapping[str, str],
) -> None:
    """Writes the copy with the same separator and ends of lines, as UTF-8 with a mark that Excel knows, or as UTF-16.

    Raises:
        UnreadableInput: the sheet cannot be read.
    """
    dialect, layout = understand(path, wanted)
    appender = Appender(Table(layout, file=str(path), ragged=True), judge, ontology)
    places = {name: i for i, name in layout.own}
    missing = [name for name in ANNOTATED if name not in places]
    widest = max(len(cells) for _, cells in records(path, dialect))
    places |= {name: widest + i for i, name in enumerate(missing)}
    width = max(widest, *(place + 1 for place in places.values()))
    added = {line: appender.cells(cells, results.get(line)) for line, cells in rows(path, dialect, layout)}
    with (
        replacing(output) as temporary,
        temporary.open("w", encoding=_ENCODINGS.get(dialect.encoding, "utf-8-sig"), newline="") as file,
    ):
        write = row_writer(file, dialect.separator, _line_end(path, dialect))
        for line, cells in records(path, dialect):
            new = {name: name for name in ANNOTATED} if line == dialect.header else added.get(line, {})
            write(_with(cells, {places[name]: safe(text) for name, text in new.items()}, width))


def _with(cells: list[str], new: Mapping[int, str], width: int) -> list[str]:
    if not new:
        return cells
    return [new.get(i, cells[i] if i < len(cells) else "") for i in range(width)]


def _line_end(path: Path, dialect: Dialect) -> str:
    with path.open(encoding=dialect.encoding, newline="") as file:
        first = file.readline()
    return next((end for end in ("\r\n", "\n", "\r") if first.endswith(end)), "\n")
