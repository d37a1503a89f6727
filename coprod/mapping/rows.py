"""Rows mapped one after another, on one core or on several, in the order in which they were read."""

from __future__ import annotations

import collections
import concurrent.futures
import functools
import itertools
import json
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as MappingOf
from types import MappingProxyType
from typing import Any

import msgspec

from coprod.mapping.mapper import Mapper
from coprod.mapping.records import Mapping
from coprod.statement import Notice, Rejected, Statement

_CHUNK = 500
_KEPT = 5000
"""Wordings whose mappings are kept: those of the last rows."""


class Mapped(msgspec.Struct, frozen=True):
    """A Statement and what it was mapped to."""

    statement: Statement
    mapping: Mapping


Read = Statement | Rejected | Notice
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
    headers = dict(headers or {})
    if jobs <= 1:
        map_one = _by(make_mapper(), headers)
        yield from map(map_one, items)
        return
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(jobs, context, _start, (make_mapper, headers)) as pool:
        waiting: collections.deque[concurrent.futures.Future[list[Row]]] = collections.deque()
        for chunk in _chunks(items):
            waiting.append(pool.submit(_map_chunk, chunk))
            if len(waiting) > 2 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _by(mapper: Mapper, headers: MappingOf[str, str]) -> Callable[[Read], Row]:
    """Maps one item after another; a wording that comes again soon gets the mapping that it had."""
    map_wording = functools.lru_cache(_KEPT)(mapper.map)

    def map_one(item: Read) -> Row:
        if not isinstance(item, Statement):
            return item
        mapping = map_wording(_wording(item))
        if mapping.problems:
            return Rejected(row=as_row(item, headers), problems=mapping.problems, origin=item.origin)
        return Mapped(item, mapping)

    return map_one


def _wording(statement: Statement) -> Statement:
    """A Statement with only what its mapping can depend on: neither its source and coder, nor its place in a file."""
    return Statement(
        subject=statement.subject,
        predicate=statement.predicate,
        object=statement.object,
        text=statement.text,
        quote=statement.quote,
        polarity=statement.polarity,
        modality=statement.modality,
        attributed_to=statement.attributed_to,
        contexts=statement.contexts,
        subject_ids=statement.subject_ids,
        relation_ids=statement.relation_ids,
        object_ids=statement.object_ids,
        decided=statement.decided,
    )


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


def _chunks(items: Iterable[Read]) -> Iterator[list[Read]]:
    iterator = iter(items)
    while chunk := list(itertools.islice(iterator, _CHUNK)):
        yield chunk


_map_one: Callable[[Read], Row]


def _start(make_mapper: Callable[[], Mapper], headers: dict[str, str]) -> None:
    global _map_one
    _map_one = _by(make_mapper(), headers)


def _map_chunk(chunk: list[Read]) -> list[Row]:
    return [_map_one(item) for item in chunk]
