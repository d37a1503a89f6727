"""Makes graphs in which some claims are made often and most seldom, as in a grown collection of evidence.

::

    python benchmarks/make_graph.py 100000 evidence.nq
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
from make_statements import _curations, rows

from coprod.evidence.works import Works
from coprod.graph.builder import GraphBuilder
from coprod.mapping.records import Mapping
from coprod.names import DEFAULT_BASE
from coprod.ontology import Ontology
from coprod.statement import Statement


def repeated(number: int, seed: int = 1) -> Iterator[tuple[Statement, Mapping]]:
    """The rows of `make_statements`, of which four in five repeat the claims of an earlier one."""
    chance = random.Random(seed)
    stated: list[Mapping] = []
    for statement, mapping in rows(number, seed):
        if mapping.assertions:
            old = chance.choice(stated) if stated and chance.random() < 0.8 else mapping
            stated.append(old)
            mapping = msgspec.structs.replace(mapping, assertions=old.assertions, groundings=old.groundings)
        yield statement, mapping


def write(number: int, path: Path, seed: int = 1) -> None:
    """Writes a graph of as many rows."""
    with GraphBuilder(Ontology.load(), Works(_curations(number), base=DEFAULT_BASE)) as builder:
        for statement, mapping in repeated(number, seed):
            builder.add(statement, mapping)
        builder.write(path)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
