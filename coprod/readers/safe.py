"""Writing text tables that are read as they were meant: line ends inside cells, and text that looks like a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from typing import TextIO

_RISKY = re.compile(r"'*[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?%?")
_DASHES = re.compile(r"-+")


def safe(cell: str) -> str:
    """The cell, with an apostrophe before it where a spreadsheet program could run it.

    >>> safe("=HYPERLINK(A1)"), safe("-0.5"), safe("co-design")
    ("'=HYPERLINK(A1)", '-0.5', 'co-design')
    """
    return f"'{cell}" if _RISKY.match(cell) and not (_NUMBER.fullmatch(cell) or _DASHES.fullmatch(cell)) else cell


def bare(cell: str) -> str:
    """The cell as it was before `safe`.

    >>> bare(safe("=A1")), bare("'tis")
    ('=A1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def row_writer(file: TextIO, separator: str, end: str) -> Callable[[Iterable[str]], None]:
    r"""A writer of rows; unlike that of `csv` it puts quotation marks around every kind of line end.

    >>> import io
    >>> row_writer(out := io.StringIO(), ",", "\n")(["a", "b\r", "c"])
    >>> out.getvalue()
    '"a","b\r","c"\n'
    """
    plain = csv.writer(file, delimiter=separator, lineterminator=end)
    quoted = csv.writer(file, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)

    def write(cells: Iterable[str]) -> None:
        cells = list(cells)
        broken = any("\r" in cell or "\n" in cell for cell in cells)
        (quoted if broken else plain).writerow(cells)

    return write
