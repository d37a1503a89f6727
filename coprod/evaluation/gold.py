"""Gold sets and predictions: JSON Lines with what is expected, or was given, of each statement.

A line of a gold set holds ``id``, ``subject``, ``predicate``, ``object``, ``text`` and ``expect``, and may hold
``style`` and ``inventory`` (the version of the inventory that its coder knew). A line of predictions holds ``id`` and
what ``coprod map --json`` writes, or the same under ``expect``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from coprod.evaluation.inventory import LATEST
from coprod.mapping.records import Mapping
from coprod.names import MODALITIES, POLARITIES
from coprod.ontology import Ontology
from coprod.readers.errors import did_you_mean

FACETS: Final = ("polarity", "modality", "attributed_to")
NO_STYLE: Final = "-"
_Record = TypeVar("_Record")


class BadGold(ValueError):
    """A gold set or a file of predictions that cannot be used; the message names the file and the line."""


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """Assertions and facets of one statement; a facet that nobody gave is empty."""

    assertions: tuple[tuple[str, str, str], ...] = ()
    polarity: str | None = None
    modality: str | None = None
    attributed_to: tuple[str, ...] | None = ()

    @classmethod
    def of(cls, mapping: Mapping) -> Coding:
        """What a mapping says."""
        triples = tuple((a.subject, a.relation, a.object) for a in mapping.assertions)
        return cls(
            assertions=triples,
            polarity=mapping.polarity,
            modality=mapping.modality,
            attributed_to=mapping.attributed_to,
        )


class GoldRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One statement of a gold set, and what is right for it."""

    id: str
    expect: Coding
    style: str = NO_STYLE
    inventory: int = LATEST
    subject: str = ""
    predicate: str = ""
    object: str = ""
    line: int = 0


class _Predicted(Coding, frozen=True, kw_only=True):
    id: str
    expect: Coding | None = None


def read_gold(path: Path, ontology: Ontology) -> list[GoldRecord]:
    """The statements of a gold set, in order.

    Raises:
        BadGold: the file is empty or no JSON Lines, an id comes twice, or a line expects a term or a facet that does
            not exist.
        OSError: the file cannot be read.
    """
    records: dict[str, GoldRecord] = {}
    for number, text in _lines(path):
        place = f"{path}, line {number}"
        record = msgspec.structs.replace(_decoded(text, GoldRecord, place), line=number)
        if record.id in records:
            raise BadGold(f"{place}: id “{record.id}” was given before, on line {records[record.id].line}")
        _check(record.expect, ontology, place)
        records[record.id] = record
    return list(records.values())


def read_predictions(path: Path) -> dict[str, Coding]:
    """What was predicted, by id.

    Raises:
        BadGold: the file is empty or no JSON Lines, or an id comes twice.
        OSError: the file cannot be read.
    """
    predicted: dict[str, Coding] = {}
    for number, text in _lines(path):
        record = _decoded(text, _Predicted, f"{path}, line {number}")
        if record.id in predicted:
            raise BadGold(f"{path}, line {number}: id “{record.id}” was given before")
        predicted[record.id] = record.expect or record
    return predicted


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that are not empty, with their numbers."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadGold(f"{path}: is not UTF-8 text; JSON Lines were expected") from None
    if not text.strip():
        raise BadGold(f"{path}: the file is empty; one JSON object on each line was expected")
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _decoded(text: str, kind: type[_Record], place: str) -> _Record:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadGold(f"{place}: {error}") from None


def _check(expect: Coding, ontology: Ontology, place: str) -> None:
    concepts = [id for s, _, o in expect.assertions for id in (s, o)] + list(expect.attributed_to or ())
    relations = [r for _, r, _ in expect.assertions]
    for ids, known, what in ((concepts, ontology.concepts, "concept"), (relations, ontology.relations, "relation")):
        for id in ids:
            if id not in known:
                raise BadGold(f"{place}: “{id}” is not the id of a {what}{did_you_mean(id, known)}")
    for facet, value, allowed in (
        ("polarity", expect.polarity, POLARITIES),
        ("modality", expect.modality, MODALITIES),
    ):
        if value not in allowed:
            raise BadGold(f"{place}: {facet}: “{value or ''}” is none of {', '.join(allowed)}")
