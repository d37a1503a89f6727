"""The documented columns: what each means, and what else it may be called."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

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


class Vocabulary(msgspec.Struct, frozen=True):
    """The columns of one kind of table: their fields by every plain name, and what a header must hold."""

    names: dict[str, str]
    core: tuple[tuple[str, ...], ...]
    """Of each group a header holds at least one field."""

    @property
    def fields(self) -> list[str]:
        """The fields, as they are documented."""
        return list(dict.fromkeys(self.names.values()))


@functools.lru_cache(maxsize=4096)
def plain(header: str) -> str:
    """A header without case, punctuation at its end, and kinds of space.

    >>> plain(" Attributed_To:"), plain("Predicate-ID *")
    ('attributed to', 'predicate id')
    """
    text = unicodedata.normalize("NFKC", header).casefold()
    return re.sub(r"[\s_.\-‐‑–\u200b\ufeff]+", " ", text).strip(" *:?#")


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
