"""Readers: one coded table or JSON file in, `Statement` records out.

>>> import coprod
>>> first = next(read(Path(coprod.__file__).parent / "demo" / "statements.tsv"))
>>> first.subject, first.object, first.origin.row
('co-production', 'an exploratory space', 2)
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coprod.readers.columns import FIELDS
from coprod.readers.errors import UnreadableInput
from coprod.readers.header import check_columns
from coprod.statement import Notice, Rejected, Statement

if TYPE_CHECKING:
    from coprod.ontology.terms import Ontology

__all__ = ["FIELDS", "FORMATS", "UnreadableInput", "read"]

FORMATS: Final = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".tab": "delimited",
    ".txt": "delimited",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".jsonl": "json",
    ".ndjson": "json",
    ".json": "json",
}
"""The reader of each file ending."""


def read(
    path: str | os.PathLike[str],
    *,
    columns: Mapping[str, str] | None = None,
    sheet: str | None = None,
    ontology: Ontology | None = None,
) -> Iterator[Statement | Rejected | Notice]:
    """The rows of one file, in order: a `Statement` for each good one, a `Rejected` for each bad one.

    A `Notice` tells of something about the whole file. Empty rows, and the example row of the coding form, are left
    out. In a sheet that `coprod` has annotated, a person's decisions and corrections are read as well.

    Args:
        path: a .csv, .tsv, .txt, .xlsx, .xlsm, .jsonl, .ndjson or .json file.
        columns: our field to the header of the user's column, for headers that are not understood by themselves.
        sheet: the sheet of a workbook; without it the first that has the columns.
        ontology: resolves labels in corrected cells of an annotated sheet; without it the shipped one.

    Raises:
        UnreadableInput: while iterating or before, where the file cannot be read as a whole.
    """
    path = Path(path)
    kind = FORMATS.get(path.suffix.lower())
    if not kind:
        raise UnreadableInput(f"{path}: “{path.suffix}” is not a format that is read; use {', '.join(FORMATS)}")
    wanted = check_columns(columns)
    if sheet is not None and kind != "workbook":
        raise UnreadableInput(f"{path}: has no sheets; a sheet can be named for .xlsx and .xlsm only")
    if kind == "json":
        from coprod.readers.json_rows import read_json

        return read_json(path, wanted)
    from coprod.readers.decisions import judge

    if kind == "workbook":
        from coprod.readers.workbook import read_workbook

        return read_workbook(path, wanted, sheet, judge(ontology))
    from coprod.readers.delimited import read_delimited

    return read_delimited(path, wanted, judge(ontology))
