"""Wordings and their mappings: one that comes again soon is not mapped again, on one core or on several."""

from __future__ import annotations

import collections
import concurrent.futures
import functools
import gc
import itertools
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from coprod.mapping.mapper import Mapper
from coprod.mapping.records import Mapping
from coprod.statement import Notice, Rejected, Statement

Read = Statement | Rejected | Notice
WithMapping = tuple[Statement, Mapping] | Rejected | Notice

_KEPT = 2000
"""Wordings whose mappings are kept: those of the last rows."""
_CHUNK = 500


def with_mappings(items: Iterable[Read], make_mapper: Callable[[], Mapper], jobs: int) -> Iterator[WithMapping]:
    """Every item in its order; a Statement becomes a pair with its mapping.

    Args:
        items: what a reader gives.
        make_mapper: makes the Mapper; called once in each process, so it must be picklable where `jobs` is above 1.
        jobs: number of processes. The result does not depend on it.
    """
    return _in_processes(items, make_mapper, jobs) if jobs > 1 else _here(items, make_mapper())


def wording(statement: Statement) -> Statement:
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


def _here(items: Iterable[Read], mapper: Mapper) -> Iterator[WithMapping]:
    map_wording = functools.lru_cache(_KEPT)(mapper.map)
    for item in items:
        yield (item, map_wording(wording(item))) if isinstance(item, Statement) else item


# In processes: only wordings that are new go there, and only mappings come back. ------------------------------------


class _Chunk(NamedTuple):
    """Some items, with the mappings of wordings that are known and of those that are being mapped."""

    items: list[Read]
    known: dict[Statement, Mapping]
    new: list[Statement]
    mapped: concurrent.futures.Future[_Mappings]

    def mappings(self) -> dict[Statement, Mapping]:
        found = self.mapped.result()
        mappings = _MAPPINGS.decode(found) if isinstance(found, bytes) else found
        return self.known | dict(zip(self.new, mappings, strict=True))


def _in_processes(items: Iterable[Read], make_mapper: Callable[[], Mapper], jobs: int) -> Iterator[WithMapping]:
    context = multiprocessing.get_context("spawn")
    known: dict[Statement, Mapping] = {}
    waiting: collections.deque[_Chunk] = collections.deque()
    with concurrent.futures.ProcessPoolExecutor(jobs, context, _start, (make_mapper,)) as pool:
        iterator = iter(items)
        while chunk := list(itertools.islice(iterator, _CHUNK)):
            wordings = dict.fromkeys(wording(item) for item in chunk if isinstance(item, Statement))
            old = {w: known[w] for w in wordings if w in known}
            new = [w for w in wordings if w not in old]
            waiting.append(_Chunk(chunk, old, new, pool.submit(_map_wordings, _sent(new))))
            if len(waiting) > 2 * jobs:
                yield from _finished(waiting.popleft(), known)
        while waiting:
            yield from _finished(waiting.popleft(), known)


def _finished(chunk: _Chunk, known: dict[Statement, Mapping]) -> Iterator[WithMapping]:
    mappings = chunk.mappings()
    _remember(mappings, known)
    for item in chunk.items:
        yield (item, mappings[wording(item)]) if isinstance(item, Statement) else item


def _remember(mappings: dict[Statement, Mapping], known: dict[Statement, Mapping]) -> None:
    """Moves what was used last to the end, and forgets what stands first."""
    for used in mappings:
        known.pop(used, None)
    known |= mappings
    for unused in list(itertools.islice(known, max(len(known) - _KEPT, 0))):
        del known[unused]


_mapper: Mapper


def _start(make_mapper: Callable[[], Mapper]) -> None:
    global _mapper
    _mapper = make_mapper()
    gc.freeze()


_Wordings = bytes | list[Statement]
_Mappings = bytes | list[Mapping]
"""What goes between processes: MessagePack, a tenth of the work of pickling; lists where a text is not Unicode."""
_ENCODE: Final = msgspec.msgpack.Encoder().encode
_WORDINGS: Final = msgspec.msgpack.Decoder(list[Statement])
_MAPPINGS: Final = msgspec.msgpack.Decoder(list[Mapping])


def _sent(wordings: list[Statement]) -> _Wordings:
    try:
        return _ENCODE(wordings)
    except UnicodeEncodeError:
        return wordings


def _map_wordings(sent: _Wordings) -> _Mappings:
    if isinstance(sent, bytes):
        return _ENCODE([_mapper.map(w) for w in _WORDINGS.decode(sent)])
    return [_mapper.map(w) for w in sent]
