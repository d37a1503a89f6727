"""JSON Lines, and JSON: one object, an array, or objects one after the other."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from coprod.readers.build import build, is_example
from coprod.readers.columns import CORE, FIELDS, REJECTED, STATEMENTS, plain
from coprod.readers.encodings import detect
from coprod.readers.errors import UnreadableInput, did_you_mean
from coprod.readers.fields import Fields, as_text
from coprod.statement import Notice, Origin, Problem, Rejected, Statement

_LOOK: Final = 200
_IGNORED: Final = frozenset(REJECTED)


def read_json(path: Path, wanted: Mapping[str, str]) -> Iterator[Statement | Rejected | Notice]:
    """The records of a JSON or JSON Lines file; JSON Lines are read one at a time.

    A line that is not JSON is a row that is rejected; other broken JSON cannot be read.

    Raises:
        UnreadableInput: broken JSON, one object that is no statement, or a column asked for that no record has.
    """
    encoding = detect(path)
    if encoding.notice:
        yield Notice(message=encoding.notice, file=str(path))
    members = _Members(wanted)
    top = _top(path, encoding.name)
    if _is_lines(path, encoding.name, top):
        _must_hold_statements(path, [value for value in top if isinstance(value, dict)], members)
        yield from _lines(path, encoding.name, members)
    else:
        yield from _document(path, encoding.name, members)
    absent = [header for field, header in wanted.items() if field not in members.met]
    if absent:
        there = ", ".join(f"“{name}”" for name in sorted(members.seen))
        raise UnreadableInput(
            f"{path}: no record has {_quoted(absent)}; the members are {there}{did_you_mean(absent[0], members.seen)}"
        )


class _Members:
    """Which member of an object is which field: the exact name first, then the other names it may go by."""

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self.by_header = {plain(header): field for field, header in wanted.items()}
        self.wanted = wanted
        self.met: set[str] = set()
        self.seen: set[str] = set()

    def sort(self, record: Mapping[str, object]) -> tuple[dict[str, object], tuple[tuple[str, str], ...]]:
        """The fields of a record, and what is kept aside."""
        claims: dict[str, tuple[int, str]] = {}
        for name in record:
            field, rank = self._field(name)
            if field and record[name] is not None and rank < claims.get(field, (9, ""))[0]:
                claims[field] = (rank, name)
        used = {name for _, name in claims.values()}
        self.met |= {f for f in claims if f in self.wanted}
        if self.wanted and len(self.seen) < 100:
            self.seen |= record.keys()
        aside = tuple(
            (name, as_text(value))
            for name, value in record.items()
            if name not in used and value is not None and plain(name) not in _IGNORED
        )
        return {field: record[name] for field, (_, name) in claims.items()}, aside

    def _field(self, name: str) -> tuple[str, int]:
        simple = plain(name)
        if simple in self.by_header:
            return self.by_header[simple], 0
        field = name if name in FIELDS else STATEMENTS.names.get(simple, "")
        return ("", 9) if field in self.wanted else (field, 1 if simple == plain(field) else 2)


def _top(path: Path, encoding: str) -> list[object]:
    """What each of the first lines holds; nothing for a line that is not JSON by itself."""
    with path.open(encoding=encoding, newline="") as file:
        filled = (line for line in file if line.strip())
        return [_whole_line(line) for line in itertools.islice(filled, _LOOK)]


def _is_lines(path: Path, encoding: str, top: list[object]) -> bool:
    """Whether each line is a record of its own."""
    if len(top) == 1 and (path.suffix == ".json" or isinstance(top[0], list)):
        return False
    if isinstance(top[0], dict):
        return True
    one_is = any(isinstance(value, dict) for value in top[1:])
    return path.suffix != ".json" and one_is and not _parses(path, encoding)


def _whole_line(line: str) -> object:
    try:
        return msgspec.json.decode(line.strip().lstrip("\ufeff"))
    except (msgspec.DecodeError, RecursionError):
        return None


def _parses(path: Path, encoding: str) -> bool:
    try:
        for _ in _values(path, path.read_text(encoding=encoding)):
            pass
    except UnreadableInput:
        return False
    return True


def _lines(path: Path, encoding: str, members: _Members) -> Iterator[Statement | Rejected]:
    with path.open(encoding=encoding, newline="") as file:
        for number, line in enumerate(file, 1):
            text = line.rstrip("\r\n").lstrip("\ufeff")
            if not text.strip():
                continue
            origin = Origin(file=str(path), row=number)
            try:
                value = msgspec.json.decode(text)
            except (msgspec.DecodeError, RecursionError) as error:
                yield _broken(text, f"is not JSON: {error}; one object on each line was expected", origin)
                continue
            record = _record(value, text, origin, members)
            if record:
                yield record


def _document(path: Path, encoding: str, members: _Members) -> Iterator[Statement | Rejected | Notice]:
    text = path.read_text(encoding=encoding)
    values = list(_values(path, text))
    if values and not any(isinstance(value, dict) for _, value in values):
        raise UnreadableInput(f"{path}, line {values[0][0]}: holds no object; an array of statements was expected")
    if not values:
        yield Notice(message="is an empty array; it holds no statements", file=str(path))
    _must_hold_statements(path, [value for _, value in values if isinstance(value, dict)], members)
    for line, value in values:
        record = _record(value, as_text(value), Origin(file=str(path), row=line), members)
        if record:
            yield record


def _values(path: Path, text: str) -> Iterator[tuple[int, object]]:
    """Every record of a document with the line it starts on: members of its arrays, and its other values."""
    decoder = json.JSONDecoder()
    at, line, counted = 0, 1, 0
    inside = False
    after_value = False
    while True:
        while at < len(text) and text[at] in " \t\r\n\ufeff":
            at += 1
        line += text.count("\n", counted, at)
        counted = at
        if at >= len(text):
            if inside:
                raise _wrong(path, line, "the array is not closed; “]” was expected at its end")
            return
        char = text[at]
        if inside and (char == "]" or (char == "," and after_value)):
            at += 1
            inside, after_value = char != "]", False
        elif inside and after_value:
            raise _wrong(path, line, "“,” or “]” was expected")
        elif not inside and char == "[":
            at, inside, after_value = at + 1, True, False
        else:
            try:
                _, end = decoder.raw_decode(text, at)
                value = msgspec.json.decode(text[at:end])
            except json.JSONDecodeError as error:
                raise _wrong(path, error.lineno, f"{error.msg} at character {error.colno}") from None
            except (msgspec.DecodeError, RecursionError) as error:
                raise _wrong(path, line, str(error)) from None
            yield line, value
            at, after_value = end, True


def _record(value: object, text: str, origin: Origin, members: _Members) -> Statement | Rejected | None:
    if not isinstance(value, dict):
        return _broken(text, "is not an object; {“subject”: …, “predicate”: …, “object”: …} was expected", origin)
    values, aside = members.sort(value)
    if is_example(values):
        return None
    return build(
        Fields(values),
        whole=lambda: tuple((name, as_text(v)) for name, v in value.items() if v is not None),
        aside=aside,
        origin=origin,
    )


def _broken(text: str, message: str, origin: Origin) -> Rejected:
    return Rejected(row=(("line", text),), problems=(Problem(field="line", message=message),), origin=origin)


def _must_hold_statements(path: Path, records: list[dict[str, object]], members: _Members) -> None:
    """Refuse a file of something else, as a table without the columns is refused."""
    needed = {name for pair in CORE for name in pair}
    for record in records:
        if needed & members.sort(record)[0].keys() or any(plain(name) in _IGNORED for name in record):
            return
    if records:
        there = ", ".join(f"“{name}”" for name in itertools.islice(records[0], 12)) or "none"
        raise UnreadableInput(
            f"{path}: no object has subject, predicate and object; the members of the first are {there}; statements, "
            "in an array or one on each line, were expected (columns: subject = “their name” says which is which)"
        )


def _wrong(path: Path, line: int, what: str) -> UnreadableInput:
    return UnreadableInput(f"{path}, line {line}: is not JSON: {what}")


def _quoted(names: list[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)
