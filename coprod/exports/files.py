"""Exports written into files, by their endings."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from coprod.exports.graphml import ExtraMissing, write_graphml
from coprod.exports.jsonld import write_jsonld
from coprod.exports.tables import Table, table
from coprod.files import replacing
from coprod.readers.safe import row_writer, safe
from coprod.store import GraphStore

ENDINGS: Final = (".jsonld", ".graphml", ".csv", ".parquet")
SEPARATOR: Final = " | "
"""Between the values of a cell of CSV that holds several."""


class UnknownExport(ValueError):
    """A file ending that no export has."""


def checked_ending(path: Path) -> str:
    """The ending, where there is an export for it.

    Raises:
        UnknownExport: there is none.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UnknownExport(f"{path}: an export ends in one of {', '.join(ENDINGS)}, not {path.suffix or 'nothing'!r}")
    return ending


def export(store: GraphStore, path: Path, table_name: str = "statements") -> None:
    """Writes a store into a file; the ending says how. `table_name` is the table of a CSV or Parquet file.

    Raises:
        UnknownExport: the ending is none of `ENDINGS`.
        ExtraMissing: the extra `export` is not installed.
        OSError: the file cannot be written.
    """
    ending = checked_ending(path)
    if ending == ".jsonld":
        write_jsonld(store.quads(), path)
    elif ending == ".graphml":
        write_graphml(store, path)
    elif ending == ".csv":
        write_csv(table(store, table_name), path)
    else:
        write_parquet(table(store, table_name), path)


def write_csv(data: Table, path: Path) -> None:
    """Writes a table as CSV in UTF-8; cells that a spreadsheet program could run get an apostrophe before them."""
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        write = row_writer(file, ",", "\n")
        write(column.name for column in data.columns)
        for row in data.rows:
            write(safe(_text(cell)) for cell in row)


def write_parquet(data: Table, path: Path) -> None:
    """Writes a table as Parquet: numbers are numbers, and cells of several values are lists.

    Raises:
        ExtraMissing: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise ExtraMissing("Parquet needs more to be installed: pip install 'coprod[export]'") from None
    kinds = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "yes or no": pa.bool_()}
    fields = [
        pa.field(column.name, pa.list_(kinds[column.kind]) if column.many else kinds[column.kind])
        for column in data.columns
    ]
    columns: list[Any] = [
        pa.array([row[place] for row in data.rows], type=field.type) for place, field in enumerate(fields)
    ]
    with replacing(path) as temporary:
        pq.write_table(pa.Table.from_arrays(columns, schema=pa.schema(fields)), temporary)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return SEPARATOR.join(cell) if isinstance(cell, list) else str(cell)
