"""Cells of text tables that a spreadsheet program would take for a formula, written so that it does not."""

from __future__ import annotations

import re

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
