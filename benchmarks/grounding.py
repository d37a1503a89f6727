"""Finding concepts in phrases: ours beside Gilda, text2term, OAK and spaCy, with the same names on the same phrases.

::

    python -m venv bench && . bench/bin/activate
    pip install -e . -r benchmarks/requirements-grounding.txt
    python benchmarks/grounding.py

Nothing is downloaded: connections to other machines are refused while it runs, and a peer that needs one is reported
as such. The README beside this file says what the columns mean.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import socket
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import make_texts
from peers import PEERS, Coprod, Text2term, Tool, names_of

from coprod.evaluation.counts import Found
from coprod.evaluation.inventory import Inventory
from coprod.mapping.mapper import Mapper
from coprod.ontology import Ontology
from coprod.statement import Statement

HERE = Path(__file__).parent
GOLD = (HERE.parent / "tests" / "gold" / "own-dev.jsonl", HERE.parents[1] / "shared" / "gold" / "dev.jsonl")
SIZES = (100, 1000, 10_000, 100_000)
LIMIT = 60.0
SLOTS = ("subject", "predicate", "object")


class Gold(NamedTuple):
    """Phrases of a statement and the concepts of its assertions."""

    statement: Statement
    concepts: set[str]


class Accuracy(NamedTuple):
    found: Found
    hit: int
    note: str


class Speed(NamedTuple):
    start: float
    size: int
    rate: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds that a peer has for its phrases")
    parser.add_argument("--hits", action="store_true", help="list the distractors that each tool takes for a concept")
    arguments = parser.parse_args()
    socket.socket.connect = _refuse  # type: ignore[method-assign]
    ontology = Ontology.load()
    names = names_of(ontology)
    distractors = _distractors()
    golds = {str(path): _gold(path) for path in GOLD if path.exists()}
    gold = [record for records in golds.values() for record in records]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the start")
    print(f"{len(names)} concepts with {sum(map(len, names.values()))} names; {len(distractors)} distractors")
    for path, records in golds.items():
        print(f"{len(records)} gold statements of {os.path.relpath(path)}")
    heads = ("precision", "recall", "F1", "hits", "start s", "phrases", "per s", "ours ×")
    print(f"\n{'':32}" + "".join(f"{head:>10}" for head in heads))
    _print("coprod map, whole statements", _statements(gold, ontology, distractors), None, None)
    ours: Speed | None = None
    for make in (Coprod, *PEERS):
        try:
            started = time.perf_counter()
            tool = make(names)
            start = time.perf_counter() - started
            accuracy, hits = _accuracy(tool, gold, ontology, distractors)
            speed = _speed(tool, start, arguments.limit)
        except ImportError as error:
            print(f"{make.__name__:32}not installed: {error}")
            continue
        except Exception as error:
            print(f"{make.__name__:32}could not be run offline: {type(error).__name__}: {str(error)[:120]}")
            continue
        ours = ours or speed
        _print(tool.name, accuracy, speed, ours)
        if arguments.hits and hits:
            print(f"    {'; '.join(hits)}")


def _refuse(self: socket.socket, address: Any) -> None:
    raise OSError(f"the benchmark runs offline; refused to connect to {address}")


def _gold(path: Path) -> list[Gold]:
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        texts = {name: record[name] for name in (*SLOTS, "text")}
        ids = {id for s, _, o in record["expect"]["assertions"] for id in (s, o)}
        found.append(Gold(Statement(**texts), ids))
    return found


def _distractors() -> list[str]:
    with (HERE / "distractors.tsv").open(encoding="utf-8", newline="") as file:
        return [row["phrase"] for row in csv.DictReader(file, delimiter="\t")]


def _figures(gold: Sequence[Gold], predicted: Iterable[set[str]], ontology: Ontology) -> Found:
    """Micro-averaged; ids below the inventory count as their nearest ancestor in it where that is right."""
    inventory = Inventory(ontology)
    right = given = expected = 0
    for record, ids in zip(gold, predicted, strict=True):
        want = {inventory.concept(id)[0] for id in record.concepts}
        lifted = [inventory.concept(id) for id in ids]
        got = {id for id, known in lifted if known or id in want}
        right += len(want & got)
        given += len(got)
        expected += len(want)
    return Found.of(right, given, right, expected)


def _accuracy(
    tool: Tool, gold: Sequence[Gold], ontology: Ontology, distractors: list[str]
) -> tuple[Accuracy, list[str]]:
    """The figures at the settings that give the tool its best F1: with the predicate or without, at each threshold."""
    best: tuple[Accuracy, list[str]] | None = None
    for slots in (SLOTS, ("subject", "object")):
        phrases = [getattr(record.statement, slot) for record in gold for slot in slots] + distractors
        for note, found in _settings(tool, phrases):
            sets, rest = found[: len(gold) * len(slots)], found[len(gold) * len(slots) :]
            joined = [set().union(*sets[i : i + len(slots)]) for i in range(0, len(sets), len(slots))]
            figures = _figures(gold, joined, ontology)
            hits = [
                f"{phrase} → {', '.join(sorted(ids))}" for phrase, ids in zip(distractors, rest, strict=True) if ids
            ]
            without = "" if "predicate" in slots else ", no predicates"
            if best is None or figures.f1 > best[0].found.f1:
                best = Accuracy(figures, len(hits), f"{note}{without}".strip(", ")), hits
    assert best
    return best


def _settings(tool: Tool, phrases: Sequence[str]) -> Iterable[tuple[str, list[set[str]]]]:
    if isinstance(tool, Text2term):
        scored = tool.scored(phrases)
        for threshold in tool.thresholds:
            yield f"≥ {threshold}", tool.at(threshold, scored)
    else:
        yield "", tool.concepts(phrases)


def _statements(gold: Sequence[Gold], ontology: Ontology, distractors: list[str]) -> Accuracy:
    """Ours with the whole statement before it: the concepts of the assertions, and distractors as subject."""
    mapper = Mapper(ontology)
    predicted = [
        {id for a in mapper.map(record.statement).assertions for id in (a.subject, a.object)} for record in gold
    ]
    given = [Statement(subject=phrase, predicate="requires", object="trust") for phrase in distractors]
    return Accuracy(_figures(gold, predicted, ontology), sum(bool(mapper.map(s).assertions) for s in given), "")


def _speed(tool: Tool, start: float, limit: float) -> Speed:
    """Phrases a second at the largest size that is done within the limit."""
    size, rate = 0, 0.0
    source = make_texts.statements(SIZES[-1])
    phrases: list[str] = []
    for wanted in SIZES:
        while len(phrases) < wanted:
            statement = next(source)
            phrases += [getattr(statement, slot) for slot in SLOTS]
        if rate and wanted / rate > limit:
            break
        began = time.perf_counter()
        tool.concepts(phrases[:wanted])
        seconds = time.perf_counter() - began
        if seconds > limit and size:
            break
        size, rate = wanted, wanted / seconds
    return Speed(start, size, rate)


def _print(name: str, accuracy: Accuracy, speed: Speed | None, ours: Speed | None) -> None:
    found = accuracy.found
    line = f"{name:32}{found.precision:10.3f}{found.recall:10.3f}{found.f1:10.3f}{accuracy.hit:10}"
    if speed and ours:
        line += f"{speed.start:10.2f}{speed.size:10,}{speed.rate:10,.0f}{ours.rate / speed.rate:10.1f}"
    print(f"{line}   {accuracy.note}".rstrip())


if __name__ == "__main__":
    main()
