"""The file of rejected rows: every row whole, with its place and its faults, to be corrected and read again."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from coprod.files import replacing
from coprod.readers.columns import FIELDS, REJECTED, field_of, plain
from coprod.readers.errors import UnreadableInput
from coprod.readers.safe import row_writer, safe
from coprod.statement import Rejected

COLUMNS: Final = ("coprod_file", "coprod_sheet", "coprod_row", "coprod_problem")
_SEPARATORS: Final = {".csv": ",", ".tsv": "\t", ".txt": "\t"}


def write_rejects(path: Path, rejected: Iterable[Rejected]) -> int:
    """Writes rejected rows as .csv, .tsv or .jsonl, with the original columns first; gives their number.

    The file can be given to `read` again once its cells are corrected; `coprod_row`, `coprod_problem` and the like
    are known to it and not used.

    Raises:
        UnreadableInput: the file ending is none of these.
        OSError: the file cannot be written.
    """
    rows = list(rejected)
    suffix = path.suffix.lower()
    if suffix in (".jsonl", ".ndjson"):
        text = b"".join(msgspec.json.encode(_whole(row, row.row)) + b"\n" for row in rows)
    elif suffix in _SEPARATORS:
        text = _table(rows, _SEPARATORS[suffix]).encode("utf-8-sig")
    else:
        raise UnreadableInput(f"{path}: rejected rows are written as .csv, .tsv or .jsonl")
    with replacing(path) as temporary:
        temporary.write_bytes(text)
    return len(rows)


def _whole(row: Rejected, cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in cells:
        if plain(name) not in REJECTED:
            unique, count = name, 2
            while unique in found:
                unique, count = f"{name} ({count})", count + 1
            found[unique] = value
    origin = row.origin
    place = (origin.file, origin.sheet, str(origin.row or ""), "\n".join(map(str, row.problems)))
    return found | dict(zip(COLUMNS, place, strict=True))


def _table(rows: list[Rejected], separator: str) -> str:
    headers: dict[str, str] = {}
    lines = []
    for row in rows:
        named = _by_column(row)
        for column, (header, _) in named.items():
            headers.setdefault(column, header)
        lines.append(_whole(row, [(column, value) for column, (_, value) in named.items()]))
    sheets = any(line["coprod_sheet"] for line in lines)
    names = [*headers, *(c for c in COLUMNS if sheets or c != "coprod_sheet")]
    out = io.StringIO()
    write = row_writer(out, separator, "\r\n" if separator == "," else "\n")
    write(headers.get(name, name) for name in names)
    for line in lines:
        write(safe(line.get(name, "")) for name in names)
    return out.getvalue()


def _by_column(row: Rejected) -> dict[str, tuple[str, str]]:
    """Header and cell by column: a field has one column, whatever its header was in this or that file."""
    fields: dict[str, str] = {}
    for name, _ in sorted(row.row, key=lambda cell: cell[0] not in FIELDS):
        fields.setdefault(field_of(name), name)
    found: dict[str, tuple[str, str]] = {}
    for name, value in row.row:
        field = field_of(name)
        if plain(name) in REJECTED:
            continue
        column = f"field {field}" if field and fields[field] == name else plain(name)
        header = name if not field or fields[field] == name else f"other {name}"
        while column in found:
            column, header = f"{column} again", f"{header} again"
        found[column] = (header, value)
    return found
