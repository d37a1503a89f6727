"""The header of a table: which of its columns holds which field.

>>> layout = find_layout([(1, ["Coding sheet 2024"]), (2, ["Reviewer", "Subject", "Verb", "Object"])])[1]
>>> layout.columns
(('coder', 'A'), ('subject', 'B'), ('predicate', 'C'), ('object', 'D'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from coprod.readers.columns import ANNOTATED, FIELDS, REJECTED, STATEMENTS, Vocabulary, field_of, plain
from coprod.readers.errors import UnreadableInput, did_you_mean

HEADER_ROWS: Final = 20
"""How many rows at the top are searched for the header."""


_OWN: Final = frozenset((*ANNOTATED, *REJECTED))


class Layout(msgspec.Struct, frozen=True):
    """Which column of a table holds which field."""

    headers: tuple[str, ...]
    fields: tuple[tuple[int, str], ...]
    own: tuple[tuple[int, str], ...]
    """Columns that coprod itself wrote, by their name in `ANNOTATED`."""
    others: tuple[tuple[int, str], ...]
    """Columns that nobody knows."""
    columns: tuple[tuple[str, str], ...]
    """Fields and letters, as `Origin.columns` wants them."""

    def name(self, index: int) -> str:
        """The header of a column, or its letter where it has none."""
        header = self.headers[index].strip() if index < len(self.headers) else ""
        return header or f"column {letter(index)}"


def letter(index: int) -> str:
    """The letter of a column, counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """A user's own names for columns: our field to their header, both checked for what can be checked without a file.

    Raises:
        UnreadableInput: a field that does not exist, no header for it, or one header for two fields.
    """
    wanted: dict[str, str] = {}
    for field, header in (columns or {}).items():
        name = field if field in FIELDS else STATEMENTS.names.get(plain(field), "")
        if not name:
            raise UnreadableInput(
                f"columns: there is no field “{field}”{did_you_mean(field, FIELDS)} The fields are {', '.join(FIELDS)}."
            )
        if not plain(header):
            raise UnreadableInput(f"columns: no header is given for “{field}”")
        other = next((f for f, h in wanted.items() if f != name and plain(h) == plain(header)), "")
        if other:
            raise UnreadableInput(f"columns: “{header}” cannot be both {other} and {name}; name one column for each")
        wanted[name] = header
    return wanted


def lay_out(
    headers: Sequence[str], wanted: Mapping[str, str] | None = None, vocabulary: Vocabulary = STATEMENTS
) -> Layout | None:
    """The layout of a row taken as header; nothing where it lacks a column that is needed.

    Raises:
        UnreadableInput: two columns for one field.
    """
    claims, own, others = _claims(headers, wanted or {}, vocabulary)
    if not _complete(claims, vocabulary):
        return None
    for field, indexes in claims.items():
        if len(indexes) > 1:
            names = " and ".join(f"{letter(i)} “{headers[i].strip()}”" for i in indexes)
            raise UnreadableInput(
                f"two columns for “{field}”: {names}; rename one of them, or say which one it is "
                f"(columns: {field} = “{headers[indexes[0]].strip()}”)"
            )
    fields = tuple(sorted((indexes[0], field) for field, indexes in claims.items()))
    return Layout(
        headers=tuple(headers),
        fields=fields,
        own=tuple(own),
        others=tuple(others),
        columns=tuple((field, letter(i)) for i, field in fields),
    )


def find_layout(
    rows: Iterable[tuple[int, Sequence[str]]],
    wanted: Mapping[str, str] | None = None,
    vocabulary: Vocabulary = STATEMENTS,
) -> tuple[int, Layout] | None:
    """The first row that is a header, among the rows given, with its number; nothing where there is none.

    Raises:
        UnreadableInput: two columns for one field.
    """
    for number, cells in rows:
        layout = lay_out(cells, wanted, vocabulary)
        if layout:
            return number, layout
    return None


def missing_header(
    rows: Iterable[tuple[int, Sequence[str]]],
    wanted: Mapping[str, str] | None = None,
    vocabulary: Vocabulary = STATEMENTS,
) -> str:
    """Why no row is a header: the columns of the likeliest one, what it lacks, and what was perhaps meant."""
    best: tuple[int, Sequence[str]] = (0, ())
    rank = (-1, -1)
    for number, cells in rows:
        here = (len(_claims(cells, wanted or {}, vocabulary)[0]), sum(1 for c in cells if c.strip()))
        if here > rank:
            best, rank = (number, cells), here
    number, cells = best
    claims = _claims(cells, wanted or {}, vocabulary)[0]
    headers = [c.strip() for c in cells if c.strip()]
    there = ", ".join(f"{letter(i)} “{_short(c)}”" for i, c in enumerate(cells) if c.strip()) or "none"
    absent = [header for field, header in (wanted or {}).items() if field not in claims]
    if absent:
        hints = "".join(f" There is no column “{a}”{did_you_mean(a, headers)}." for a in absent)
        return f"the columns in row {number} are {there}.{hints}".replace("?.", "?")
    lacking = [group[0] for group in vocabulary.core if not claims.keys() & set(group)]
    free = [c for i, c in enumerate(cells) if c.strip() and not any(i in indexes for indexes in claims.values())]
    hints = "".join(did_you_mean(field, free) for field in lacking)
    needed = [group[0] for group in vocabulary.core]
    return (
        f"no header with {'the columns' if len(needed) > 1 else 'the column'} {_and(needed)} in the first "
        f"{HEADER_ROWS} rows; {_and(lacking)} not found; the columns in row {number} are {there}{hints or '.'} "
        f"Rename the columns, or say which is which (columns: {lacking[0] if lacking else needed[0]} = their name)."
    )


def unknown_columns(layout: Layout, vocabulary: Vocabulary = STATEMENTS) -> str:
    """What to tell of columns that nobody knows; empty where there are none."""
    named = [(i, header) for i, header in layout.others if header]
    if not named:
        return ""
    free = [f for f in vocabulary.fields if f not in dict(layout.columns)]
    list_ = ", ".join(f"{letter(i)} “{header}”{did_you_mean(header, free).rstrip('?')}" for i, header in named)
    return f"columns that nobody knows; their cells are kept aside and not used: {list_}"


def _claims(
    headers: Sequence[str], wanted: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[dict[str, list[int]], list[tuple[int, str]], list[tuple[int, str]]]:
    by_header = {plain(header): field for field, header in wanted.items()}
    claims: dict[str, list[int]] = {}
    own: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for index, header in enumerate(headers):
        name = plain(header)
        field = by_header.get(name) or field_of(header, vocabulary)
        if field and (by_header.get(name) == field or field not in wanted):
            claims.setdefault(field, []).append(index)
        elif name in _OWN:
            own.append((index, name))
        else:
            others.append((index, header.strip()))
    return claims, own, others


def _complete(claims: Mapping[str, list[int]], vocabulary: Vocabulary) -> bool:
    return all(claims.keys() & set(group) for group in vocabulary.core)


def _short(header: str) -> str:
    text = " ".join(header.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _and(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)
