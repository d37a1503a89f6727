"""CSV and TSV: the separator, the quotation marks and the rows, read one at a time."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from coprod.readers.columns import STATEMENTS, Vocabulary
from coprod.readers.encodings import detect
from coprod.readers.errors import UnreadableInput
from coprod.readers.header import HEADER_ROWS, Layout, find_layout, missing_header, unknown_columns
from coprod.readers.safe import bare
from coprod.readers.tables import Judge, Table
from coprod.statement import Notice, Rejected, Statement

_SEPARATORS: Final = (",", "\t", ";", "|")
_END: Final = ["\x00coprod end\x00"]


class _MisquotedError(Exception):
    """A quotation mark where none may be."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Dialect(msgspec.Struct, frozen=True, kw_only=True):
    """How a text table is written."""

    encoding: str
    separator: str
    quoted: bool = True
    escape: str | None = None
    header: int = 0
    """Line of the header."""
    notices: tuple[str, ...] = ()


def read_delimited(
    path: Path, wanted: Mapping[str, str], judge: Judge | None = None
) -> Iterator[Statement | Rejected | Notice]:
    """The rows of a text table.

    Raises:
        UnreadableInput: not a text table, or without the columns that are needed.
    """
    dialect, layout = understand(path, wanted)
    file = str(path)
    for message in (*dialect.notices, unknown_columns(layout)):
        if message:
            yield Notice(message=message, file=file)
    table = Table(layout, file=file, judge=judge, ragged=True)
    yield from table.records(rows(path, dialect, layout))


def understand(path: Path, wanted: Mapping[str, str], vocabulary: Vocabulary = STATEMENTS) -> tuple[Dialect, Layout]:
    """How the table is written and what its columns are; a header that holds the known names decides.

    Raises:
        UnreadableInput: not a text table, or without the columns that are needed.
    """
    encoding = detect(path)
    found: list[tuple[int, Dialect, Layout]] = []
    for separator in _SEPARATORS:
        dialect = Dialect(encoding=encoding.name, separator=separator)
        try:
            header = find_layout(_top(path, dialect), wanted, vocabulary)
        except UnreadableInput as error:
            raise UnreadableInput(f"{path}: {error}") from None
        if header:
            line, layout = header
            rank = len(layout.fields) + (path.suffix == ".tsv" and separator == "\t")
            found.append((rank, msgspec.structs.replace(dialect, header=line), layout))
    if not found:
        tops = [list(_top(path, Dialect(encoding=encoding.name, separator=s))) for s in _SEPARATORS]
        likeliest = max(tops, key=lambda top: max((len(cells) for _, cells in top), default=0))
        raise UnreadableInput(f"{path}: {missing_header(likeliest, wanted, vocabulary)}")
    _, dialect, layout = max(found, key=lambda f: f[0])
    absent = [f for f in wanted if f not in dict(layout.columns)]
    if absent:
        raise UnreadableInput(f"{path}: {missing_header([(dialect.header, layout.headers)], wanted, vocabulary)}")
    dialect = _with_quotes(path, dialect, len(layout.headers))
    notices = tuple(n for n in (encoding.notice, *dialect.notices) if n)
    return msgspec.structs.replace(dialect, notices=notices), layout


def rows(path: Path, dialect: Dialect, layout: Layout) -> Iterator[tuple[int, list[str]]]:
    """The records below the header, as they were before coprod made them safe for spreadsheet programs."""
    names = {name: i for i, name in layout.own}
    own = frozenset(range(len(layout.headers)) if "coprod row" in names else names.values())
    for line, cells in records(path, dialect):
        if line > dialect.header:
            yield line, [bare(c) if i in own else c for i, c in enumerate(cells)] if own else cells


def records(path: Path, dialect: Dialect, *, strict: bool = False) -> Iterator[tuple[int, list[str]]]:
    """Every record of the file with the line it starts on; an empty line has no cells.

    Raises:
        UnreadableInput: a cell that is too long to be one.
    """
    with path.open(encoding=dialect.encoding, newline="") as lines:
        yield from _records(path, lines, dialect, strict)


def _records(path: Path, lines: Iterable[str], dialect: Dialect, strict: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(
        lines,
        delimiter=dialect.separator,
        quoting=csv.QUOTE_MINIMAL if dialect.quoted else csv.QUOTE_NONE,
        doublequote=dialect.escape is None,
        escapechar=dialect.escape,
        strict=strict,
    )
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if "field limit" in str(error):
                raise UnreadableInput(
                    f"{path}, line {line}: a cell is longer than {csv.field_size_limit()} characters; "
                    "is a quotation mark not closed?"
                ) from None
            raise _MisquotedError(line) from None
        yield line, cells


def _top(path: Path, dialect: Dialect) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from itertools.islice(records(path, dialect), HEADER_ROWS)
    except UnreadableInput:
        return


def _with_quotes(path: Path, dialect: Dialect, width: int) -> Dialect:
    """What quotation marks mean in this file, tried on all of it."""
    plain = msgspec.structs.replace(dialect, quoted=False)
    tabs = dialect.separator == "\t"
    fault = _fault(path, dialect)
    if not fault:
        if tabs and _spans_lines(path, dialect) and _regular(path, plain, width):
            return plain
        return dialect
    if tabs:
        return plain
    escaped = msgspec.structs.replace(dialect, escape="\\")
    if _has_backslashes(path, dialect) and not _fault(path, escaped):
        return escaped
    unclosed = _unclosed(path, dialect)
    if unclosed:
        raise UnreadableInput(
            f'{path}, line {unclosed}: a quotation mark is opened here and never closed; close it, or double it ("") '
            "where it is part of the text"
        )
    notice = f'line {fault}: text after a closing quotation mark; quotation marks inside a cell must be doubled ("")'
    return msgspec.structs.replace(dialect, notices=(notice,))


def _fault(path: Path, dialect: Dialect) -> int:
    """The line on which the first record starts whose quotation marks are wrong; 0 where all are right."""
    try:
        for _ in records(path, dialect, strict=True):
            pass
    except _MisquotedError as error:
        return error.line
    return 0


def _has_backslashes(path: Path, dialect: Dialect) -> bool:
    with path.open(encoding=dialect.encoding, newline="") as lines:
        return any('\\"' in line for line in lines)


def _spans_lines(path: Path, dialect: Dialect) -> bool:
    return any("\n" in cell or "\r" in cell for _, cells in records(path, dialect) for cell in cells)


def _regular(path: Path, dialect: Dialect, width: int) -> bool:
    """Whether every line has as many cells as the header."""
    return all(len(cells) == width for line, cells in records(path, dialect) if cells and line >= dialect.header)


def _unclosed(path: Path, dialect: Dialect) -> int:
    """The line on which a record starts that runs to the end of the file; 0 where there is none."""
    last: tuple[int, list[str]] = (0, _END)
    with path.open(encoding=dialect.encoding, newline="") as lines:
        for record in _records(path, itertools.chain(lines, _END), dialect, strict=False):
            last = record
    return 0 if last[1] == _END else last[0]
