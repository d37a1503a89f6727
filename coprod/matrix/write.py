"""The matrix as text, or in a file."""

from __future__ import annotations

from pathlib import Path

from coprod.files import replacing
from coprod.matrix.cells import Matrix
from coprod.queries.answers import as_csv, table
from coprod.queries.tables import Table

ENDINGS = (".csv", ".xlsx", ".svg", ".png")


class BadEnding(ValueError):
    """A file ending in which no matrix is written."""


def as_text(matrix: Matrix) -> str:
    """The cells of which something is said, and how many gaps there are."""
    rows = [[r, c, str(n.works_for), str(n.works_against)] for (r, c), n in sorted(matrix.cells.items())]
    pairs = len(matrix.rows) * len(matrix.columns)
    lines = table([matrix.area_of_rows, matrix.area_of_columns, "for", "against"], rows)
    return f"{lines}\n{matrix.gaps} gaps in {pairs} pairs ({len(matrix.rows)} × {len(matrix.columns)}).\n"


def write(matrix: Matrix, path: Path) -> None:
    """Writes the matrix in the format of the file's ending.

    Raises:
        BadEnding: the ending says nothing.
        MissingLibrary: a chart was asked for, and the extra `chart` is not installed.
        OSError: the file cannot be written.
    """
    check(path)
    header, *rows = matrix.grid()
    suffix = path.suffix.lower()
    if suffix == ".csv":
        data = as_csv(Table(header=tuple(header), rows=tuple(map(tuple, rows)))).encode()
    elif suffix == ".xlsx":
        from coprod.sheets.plain import workbook_of

        data = workbook_of(header, rows)
    else:
        from coprod.matrix.chart import draw

        data = draw(matrix, suffix[1:])
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def check(path: Path) -> None:
    """Raises `BadEnding` where a matrix cannot be written into such a file."""
    if path.suffix.lower() not in ENDINGS:
        raise BadEnding(f"{path}: a matrix is written into a file that ends in one of {', '.join(ENDINGS)}")
