"""Large graphs checked in parts, on all cores.

Rules about what one source says are run on parts of the graph: whole sources, with all that their Statements lead to.
Rules about the whole graph are run once, on the triples that they can see. Results are those of one run over
everything (`tests/test_engines.py`), and no engine has to hold everything at once.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, NamedTuple

from coprod.names import COPROD, PREFIXES
from coprod.validation.partition import TYPE, Data, named_iris, ntriples
from coprod.validation.results import Result

_SMALL: Final = 15_000
"""Triples that are not worth cutting."""
_LARGE: Final = 60_000
"""Triples of a part of a large graph: engines slow down with the size."""
_STATEMENT: Final = f"{TYPE} <{COPROD}Statement> ."
_PROPOSITION: Final = f"{TYPE} <{COPROD}Proposition> ."
_SOURCE: Final = f"<{PREFIXES['dcterms']}source>"


class Job(NamedTuple):
    """Data as N-Triples, and shapes as Turtle."""

    data: bytes
    shapes: bytes


def whole(data: Data, shapes: str) -> Job:
    """Everything at once."""
    return Job(data.ntriples, shapes.encode())


def jobs(data: Data, shapes: str) -> list[Callable[[], Job]]:
    """What to run instead of everything at once; each job is made only when it is called.

    Args:
        data: a graph.
        shapes: the shipped shapes, each statement of which starts a line.
    """
    size = sum(map(len, data.facts.values()))
    if size < _SMALL or any(subject.startswith("_:") for subject in data.facts):
        return [functools.partial(whole, data, shapes)]
    budget = min(max(size // cores() + 1, _SMALL), _LARGE)
    of_graph, of_source = (_Scope(data, shapes_of(shapes, scope)) for scope in ("graph", "source"))
    parts = _cut(of_source, budget)
    return [of_graph.job, *(functools.partial(of_source.job, part) for part in parts)]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(made: Iterable[Callable[[], Job]], engine: Callable[[bytes, bytes], list[Result]]) -> list[Result]:
    """The results of all jobs, sorted, each once; the engine runs in threads."""
    made = list(made)
    if len(made) == 1:
        return engine(*made[0]())
    with ThreadPoolExecutor(min(cores(), len(made))) as pool:
        return sorted(set().union(*pool.map(lambda make: engine(*make()), made)))


def shapes_of(shapes: str, scope: str) -> str:
    """The shapes without the rules of the other scope."""
    blocks = re.split(r"^(?=\S)", shapes, flags=re.MULTILINE)
    scopes = [re.search(r'shapes:scope "(\w+)"', block) for block in blocks]
    return "".join(b for b, found in zip(blocks, scopes, strict=True) if found is None or found[1] == scope)


class _Scope:
    """A graph as the rules of one scope see it."""

    def __init__(self, data: Data, shapes: str) -> None:
        self.facts = data.facts
        self._seen = {f"<{iri}>" for iri in named_iris(shapes)}
        if '"graph"' in shapes:
            self._seen |= data.relations
        self._terms = [line for line in data.terms if line.split(" ", 2)[1] in self._seen]
        self._shapes = shapes.encode()

    def job(self, subjects: Iterable[str] | None = None) -> Job:
        """The subjects, or all, with the ontology."""
        part = self.facts if subjects is None else subjects
        return Job(ntriples((*self._terms, *self._lines(part))), self._shapes)

    def _lines(self, subjects: Iterable[str]) -> Iterator[str]:
        for subject in subjects:
            for tail in self.tails(subject):
                yield f"{subject} {tail}"

    def tails(self, subject: str) -> list[str]:
        """What the rules see of a subject."""
        return [tail for tail in self.facts[subject] if tail.partition(" ")[0] in self._seen]

    def links(self, subject: str) -> Iterator[str]:
        """The subjects that a subject leads to; what a Proposition claims is no matter of one source."""
        tails = self.tails(subject)
        if _PROPOSITION not in tails:
            for tail in tails:
                value = tail.partition(" ")[2][:-2]
                if value in self.facts:
                    yield value


def _cut(scope: _Scope, budget: int) -> Iterator[list[str]]:
    """Parts of whole sources with about as many triples as the budget; what no Statement leads to comes last."""
    statements = {subject for subject, tails in scope.facts.items() if _STATEMENT in tails}
    about: dict[str, list[str]] = {}
    for subject in scope.facts.keys() - statements:
        for other in scope.links(subject):
            if other in statements:
                about.setdefault(other, []).append(subject)
    unseen = dict.fromkeys(scope.facts)
    part: dict[str, None] = {}
    size = 0
    for group in _by_source(scope, statements):
        if size > budget:
            yield list(part)
            part, size = {}, 0
        roots = [root for statement in group for root in (statement, *about.get(statement, ()))]
        size += _reach(scope, roots, part, unseen)
    _reach(scope, list(unseen), part, unseen)
    yield list(part)


def _reach(scope: _Scope, roots: list[str], part: dict[str, None], unseen: dict[str, None]) -> int:
    """Puts into the part all that the roots lead to; gives the number of triples."""
    size = 0
    while roots:
        subject = roots.pop()
        if subject not in part:
            part[subject] = None
            unseen.pop(subject, None)
            size += len(scope.facts[subject])
            roots.extend(scope.links(subject))
    return size


def _by_source(scope: _Scope, statements: set[str]) -> Iterable[list[str]]:
    """Statements that share a source, straight or through others, together."""
    leader: dict[str, str] = {}

    def lead(source: str) -> str:
        while leader.setdefault(source, source) != source:
            source = leader[source]
        return source

    own: dict[str, str] = {}
    for statement in statements:
        sources = [tail.partition(" ")[2] for tail in scope.facts[statement] if tail.partition(" ")[0] == _SOURCE]
        own[statement] = first = sources[0] if sources else statement
        for other in sources:
            leader[lead(other)] = lead(first)
    groups: dict[str, list[str]] = {}
    for statement in sorted(statements):
        groups.setdefault(lead(own[statement]), []).append(statement)
    return groups.values()
