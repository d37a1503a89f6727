"""The documented columns: what each means, what else it may be called, and which column of a header is which.

>>> layout = find_layout([(1, ["Coding sheet 2024"]), (2, ["Reviewer", "Subject", "Verb", "Object"])])[1]
>>> layout.columns
(('coder', 'A'), ('subject', 'B'), ('predicate', 'C'), ('object', 'D'))
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from coprod.readers.errors import UnreadableInput, did_you_mean

FIELDS: Final[dict[str, str]] = {
    "id": "Your own number or name for the row; it is kept",
    "subject": "Who or what the source says something about, in the source's or your own words",
    "predicate": "What the source says of it: the verb, with its “not” and its “may”",
    "object": "Who or what it is said in relation to; several things may stand in one cell",
    "text": "The sentence or passage that the three texts were taken from, for context; need not be verbatim",
    "quote": "Verbatim words of the source",
    "source": "The document that was read: a DOI, a web address, or a short name of your own for it",
    "doi": "DOI of the source, in any form",
    "url": "Web address of the source",
    "title": "Title of the source",
    "year": "Year of the source, four figures",
    "key": "Your own short name for the source",
    "place": "Where in the source: “p. 12”, “abstract”",
    "page": "Page of the source; becomes the place “p. 12”",
    "start": "Offset of the quote's first character in the source's text, counted from 0",
    "end": "Offset after the quote's last character",
    "polarity": "affirmed, or negated: the source says that it is not so",
    "modality": "asserted, possible (may, could), normative (should) or intended (aims to)",
    "attributed_to": "Who holds the view, if not the authors: ids or labels, with “;” between; “none” for nobody",
    "basis": "What the claim rests on: finding, argument, definition, recommendation, cited or unknown",
    "cites": "Works that a cited claim is taken from: DOIs, web addresses or short names, with “;” between",
    "status": "draft, or agreed between the coders",
    "context": "Settings, actors or objects that the claim is limited to: ids or labels, with “;” between",
    "country": "Countries that the claim is about, with “;” or “,” between",
    "confidence": "How sure the coder or tool is, from 0 to 1, or as a percentage with its sign",
    "date": "When it was coded",
    "coder": "Who coded the row",
    "tool": "Program that extracted the row",
    "note": "Anything else; it is kept",
    "subject_id": "Term for the subject, id or label, where you know it; several with “;” between",
    "relation_id": "Relation for the predicate, id or label, where you know it",
    "object_id": "Term for the object, id or label, where you know it; several with “;” between",
}
"""Every documented column and what it means."""

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "id": ("identifier", "row id", "statement id", "record id", "row number", "no", "nr"),
    "subject": ("subj", "subject text", "subject phrase", "head"),
    "predicate": ("relation", "relationship", "verb", "pred", "predicate text", "relation text", "predicate phrase"),
    "object": ("obj", "object text", "object phrase", "tail"),
    "text": ("sentence", "passage", "extract", "full text", "text content", "statement text", "context sentence"),
    "quote": ("quotation", "verbatim", "verbatim quote", "direct quote", "exact", "highlight", "highlighted text"),
    "source": ("reference", "citation", "document", "paper", "study", "article", "publication", "source document"),
    "doi": ("digital object identifier",),
    "url": ("link", "web address", "uri", "website"),
    "title": ("source title", "document title", "article title", "paper title"),
    "year": ("publication year", "published year", "year of publication", "pub year"),
    "key": ("citation key", "cite key", "citekey", "bibtex key", "source key", "source id"),
    "place": ("location", "locator", "section", "where", "position"),
    "page": ("pages", "page number", "page no", "page nr", "pp", "pg"),
    "start": ("start offset", "begin", "start position", "initial position", "start char"),
    "end": ("end offset", "end position", "final position", "end char"),
    "polarity": ("affirmed or negated",),
    "modality": ("mood", "modal"),
    "attributed_to": ("attribution", "attributed", "according to", "view of", "holder", "view held by"),
    "basis": ("evidence basis", "evidence type", "basis of claim"),
    "cites": ("cited", "cited work", "cited works", "cited source", "cited sources"),
    "status": ("coding status", "agreement status"),
    "context": ("contexts", "setting", "settings"),
    "country": ("countries", "nation"),
    "confidence": ("probability", "confidence score"),
    "date": ("coding date", "date coded", "coded on", "created", "created at"),
    "coder": ("reviewer", "coded by", "annotator", "extracted by", "extractor", "rater", "coder name"),
    "tool": ("software", "model", "extraction tool", "generator"),
    "note": ("notes", "comment", "comments", "remark", "remarks", "memo"),
    "subject_id": ("subject ids", "subject term", "subject concept", "subject concept id"),
    "relation_id": ("relation ids", "predicate id", "predicate ids", "relation term", "predicate term", "verb id"),
    "object_id": ("object ids", "object term", "object concept", "object concept id"),
}
"""Other names for the documented columns, as `plain` writes them."""

CORE: Final = (("subject", "subject_id"), ("predicate", "relation_id"), ("object", "object_id"))
"""What a header must hold: for each slot its text, or the ids that stand for it."""

ANNOTATED: Final = (
    *("coprod assertions", "coprod labels", "coprod polarity", "coprod modality", "coprod attributed to"),
    *("coprod score", "coprod problem", "coprod suggestion", "coprod decision", "coprod memo"),
)
"""Columns that annotating appends to a sheet."""

REJECTED: Final = ("coprod file", "coprod sheet", "coprod row", "coprod problem")
"""Columns that a file of rejected rows has beside those of the rows."""

HEADER_ROWS: Final = 20
"""How many rows at the top are searched for the header."""


class Vocabulary(msgspec.Struct, frozen=True):
    """The columns of one kind of table: their fields by every plain name, and what a header must hold."""

    names: dict[str, str]
    core: tuple[tuple[str, ...], ...]
    """Of each group a header holds at least one field."""

    @property
    def fields(self) -> list[str]:
        """The fields, as they are documented."""
        return list(dict.fromkeys(self.names.values()))


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


def plain(header: str) -> str:
    """A header without case, punctuation at its end, and kinds of space.

    >>> plain(" Attributed_To:"), plain("Predicate-ID *")
    ('attributed to', 'predicate id')
    """
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_.\-‐‑–]+", " ", text).strip(" *:?#")


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


def vocabulary(
    fields: Iterable[str], aliases: Mapping[str, tuple[str, ...]], core: tuple[tuple[str, ...], ...]
) -> Vocabulary:
    """The vocabulary of fields and of the other names that they may go by."""
    return Vocabulary({plain(name): field for field in fields for name in (field, *aliases.get(field, ()))}, core)


STATEMENTS: Final = vocabulary(FIELDS, ALIASES, CORE)
"""The columns of a table of coded statements."""


def field_of(header: str, vocabulary: Vocabulary = STATEMENTS) -> str:
    """The field that a header names; empty for a header that nobody knows.

    >>> field_of("Verb"), field_of("DOI (if known)"), field_of("Mood music")
    ('predicate', 'doi', '')
    """
    names = vocabulary.names
    return names.get(plain(header)) or names.get(plain(re.sub(r"\([^()]*\)\s*$", "", header)), "")


def check_columns(columns: Mapping[str, str] | None) -> dict[str, str]:
    """A user's own names for columns: our field to their header, both checked for what can be checked without a file.

    Raises:
        UnreadableInput: a field that does not exist.
    """
    wanted: dict[str, str] = {}
    for field, header in (columns or {}).items():
        name = field if field in FIELDS else STATEMENTS.names.get(plain(field), "")
        if not name:
            raise UnreadableInput(
                f"columns: there is no field “{field}”{did_you_mean(field, FIELDS)} The fields are {', '.join(FIELDS)}."
            )
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


_OWN: Final = frozenset((*ANNOTATED, *REJECTED))
