"""Rows mapped one after another, in the order in which they were read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from types import MappingProxyType
from typing import Any

import msgspec

from coprod.mapping.mapper import Mapper
from coprod.mapping.records import Mapping
from coprod.mapping.wordings import Read, with_mappings
from coprod.statement import Notice, Rejected, Statement


class Mapped(msgspec.Struct, frozen=True):
    """A Statement and what it was mapped to."""

    statement: Statement
    mapping: Mapping


Row = Mapped | Rejected | Notice


def map_rows(
    items: Iterable[Read],
    make_mapper: Callable[[], Mapper],
    jobs: int = 1,
    headers: MappingOf[str, str] | None = None,
) -> Iterator[Row]:
    """Maps Statements and passes on everything else; a Statement whose given ids are wrong becomes Rejected.

    Args:
        items: what a reader gives.
        make_mapper: makes the Mapper; called once in each process, so it must be picklable where `jobs` is above 1.
        jobs: number of processes. The result does not depend on it.
        headers: the user's own header for a field, for rejected rows.
    """
    for item in with_mappings(items, make_mapper, jobs):
        if not isinstance(item, tuple):
            yield item
            continue
        statement, mapping = item
        if mapping.problems:
            row = as_row(statement, headers or {})
            yield Rejected(row=row, problems=mapping.problems, origin=statement.origin)
        else:
            yield Mapped(statement, mapping)


def as_row(statement: Statement, headers: MappingOf[str, str] = MappingProxyType({})) -> tuple[tuple[str, str], ...]:
    """A Statement as named cells, under the user's own headers, for a rejects file that can be read again.

    >>> as_row(Statement(subject="carers", predicate="lead", object="it", contexts=("SocialCare",)))
    (('subject', 'carers'), ('predicate', 'lead'), ('object', 'it'), ('context', 'SocialCare'))
    """
    cells: dict[str, str] = {}
    source = statement.source
    for field in statement.__struct_fields__:
        value = getattr(statement, field)
        if field == "source":
            cells |= {name: str(part) for name in source.__struct_fields__ if (part := getattr(source, name))}
        elif field == "attributed_to" and value == ():
            cells[field] = "none"
        elif field not in ("origin", "aside", "decided") and value not in ("", None, ()):
            cells[_COLUMN.get(field, field)] = "; ".join(value) if isinstance(value, tuple) else str(value)
    return tuple((headers.get(name, name), text) for name, text in (cells | dict(statement.aside)).items())


_COLUMN = {
    "contexts": "context",
    "countries": "country",
    "subject_ids": "subject_id",
    "relation_ids": "relation_id",
    "object_ids": "object_id",
}


def as_json(row: Mapped) -> str:
    """One mapped row as a line of JSON, with the id that it came with.

    >>> as_json(Mapped(Statement(id="r1", subject="a", predicate="b", object="c"), Mapping()))
    '{"id": "r1", "assertions": [], "polarity": "affirmed", "modality": "asserted", "attributed_to": []}'
    """
    mapping = row.mapping
    fields: dict[str, Any] = {
        "id": row.statement.id,
        "assertions": [list(a) for a in mapping.assertions],
        "polarity": mapping.polarity,
        "modality": mapping.modality,
        "attributed_to": list(mapping.attributed_to),
    }
    more = {
        "contexts": list(mapping.contexts),
        "groundings": [msgspec.to_builtins(g) for g in mapping.groundings],
        "unmapped": [msgspec.to_builtins(u) for u in mapping.unmapped],
        "cues": [list(c) for c in mapping.cues],
    }
    return json.dumps(fields | {k: v for k, v in more.items() if v}, ensure_ascii=False)
