"""What a person decided about a row of an annotated sheet, and the memo that tells an edit from an untouched cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from coprod.statement import Problem

Triple = tuple[str, str, str]

ASSERTIONS: Final = "coprod assertions"
LABELS: Final = "coprod labels"
POLARITY: Final = "coprod polarity"
MODALITY: Final = "coprod modality"
HOLDERS: Final = "coprod attributed to"
SCORE: Final = "coprod score"
PROBLEM: Final = "coprod problem"
SUGGESTION: Final = "coprod suggestion"
DECISION: Final = "coprod decision"
MEMO: Final = "coprod memo"

EDITABLE: Final = (ASSERTIONS, LABELS, POLARITY, MODALITY, HOLDERS)
"""Columns that a person may correct."""
_MEMO: Final = "memo1"
NOBODY: Final = "none"
"""What stands in the cell of the holders where a person said that there are none."""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions and corrections read from the columns that annotating appended; empty where the person left them."""

    decided: tuple[Triple, ...] | None = None
    polarity: str = ""
    modality: str = ""
    attributed_to: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()
    decision: str = ""
    """What the person put into the column of decisions: ``accept``, ``reject`` or nothing."""
    stale: bool = False
    """Whether a decision no longer counts because the row's texts were changed after it."""

    @property
    def kept(self) -> tuple[str, ...]:
        """Columns of facets that hold the person's word and not the mapper's."""
        by_column = {POLARITY: self.polarity, MODALITY: self.modality}
        holders = (HOLDERS,) if self.attributed_to is not None else ()
        return (*(column for column, value in by_column.items() if value), *holders)


NO_VERDICT: Final = Verdict()


class Memo(msgspec.Struct, frozen=True):
    """What was written into a row: a digest of each cell, of the row's texts, and which facets are a person's."""

    cells: dict[str, str] = {}
    row: str = ""
    kept: tuple[str, ...] = ()

    @classmethod
    def of(cls, cells: Mapping[str, str], values: Mapping[str, str], kept: Iterable[str]) -> Memo:
        """The memo of what is about to be written."""
        return cls({name: digest(cells.get(name, "")) for name in EDITABLE}, row_digest(values), tuple(kept))

    @classmethod
    def read(cls, text: str) -> Memo:
        """The memo of a cell; that of an empty row where the cell holds none.

        >>> memo = Memo.of({ASSERTIONS: "A b C"}, {"subject": "a"}, [])
        >>> Memo.read(memo.text()) == memo, Memo.read("").edited(ASSERTIONS, "A b C")
        (True, True)
        """
        version, *digests = text.split() or [""]
        if version != _MEMO or len(digests) != len(EDITABLE) + 2:
            return cls()
        *cells, row, kept = digests
        columns = tuple(column for column, flag in zip(EDITABLE, kept, strict=False) if flag == "x")
        return cls(dict(zip(EDITABLE, cells, strict=True)), row, columns)

    def text(self) -> str:
        """The memo as a cell."""
        kept = "".join("x" if column in self.kept else "." for column in EDITABLE)
        return " ".join((_MEMO, *(self.cells[column] for column in EDITABLE), self.row, kept))

    def edited(self, column: str, cell: str) -> bool:
        """Whether a cell no longer says what was written into it."""
        return self.cells.get(column, digest("")) != digest(cell)


def digest(cell: str) -> str:
    """A short digest of a cell that does not change with the space around its lines.

    >>> digest("A b C\\r\\n D e F ") == digest("A b C\\nD e F")
    True
    """
    lines = (" ".join(line.split()) for line in cell.replace("\r", "\n").split("\n"))
    text = "\n".join(line for line in lines if line)
    return hashlib.blake2s(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


def row_digest(values: Mapping[str, str]) -> str:
    """A digest of the texts on which a mapping rests."""
    return digest("\n".join(f"{f}={values.get(f, '')}" for f in ("subject", "predicate", "object", "text")))
