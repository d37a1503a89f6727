"""Times all named questions on one generated graph, then beside rdflib on the largest that rdflib finishes in a minute.

::

    python benchmarks/query.py 100000
    python benchmarks/query.py 100000 --folder --no-rdflib

Prints for each question the seconds on the clock, best of three, those of the processor, and the rows. The graphs for
the comparison grow (100, 200, 500, 1,000 … statements) until rdflib needs more than 60 s for the set. Of the largest
that it finished, both times in one run are printed, question by question and for the set, and whether the answers are
equal; the benchmark ends with 1 where they are not.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import queue
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyoxigraph as ox
from make_graph import write

from coprod.names import PREFIXES
from coprod.queries import named
from coprod.queries.parameters import bind_question
from coprod.queries.terms import GraphTerms
from coprod.store import DiskStore, GraphStore, Store

PATIENCE = 60.0
LONGEST = 300.0
ROUNDS = 3
MOST_STATED = """
SELECT ?subject ?relation ?object WHERE {
  { SELECT ?claim (COUNT(?statement) AS ?rows) WHERE { ?statement coprod:states ?claim } GROUP BY ?claim }
  ?claim coprod:subject ?subject ; coprod:relation ?relation ; coprod:object ?object .
}
ORDER BY DESC(?rows) ?claim LIMIT 1
"""

Row = tuple[str, ...]


class Timed(msgspec.Struct):
    """What one question took, and its answer."""

    seconds: float
    processor: float
    rows: list[Row]


def texts(store: GraphStore) -> dict[str, str]:
    """Every question as SPARQL; `evidence-for` asks for the claim that most rows state."""
    terms = GraphTerms(store)
    claim = next(iter(rows_of(store, MOST_STATED)))
    given = {
        "about": {"term": "CoDesign"},
        "evidence-for": dict(zip(("subject", "relation", "object"), claim, strict=True)),
    }
    return {name: bind_question(q, given.get(name, {}), terms.resolve) for name, q in named.questions().items()}


def rows_of(store: GraphStore, text: str) -> list[Row]:
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple("" if row[v] is None else row[v].value for v in answer.variables) for row in answer]  # type: ignore[union-attr]


def oxigraph(store: GraphStore, text: str, rounds: int = ROUNDS) -> Timed:
    best = Timed(float("inf"), float("inf"), [])
    for _ in range(rounds):
        start, busy = time.perf_counter(), time.process_time()
        rows = rows_of(store, text)
        best = Timed(
            min(best.seconds, time.perf_counter() - start), min(best.processor, time.process_time() - busy), rows
        )
    return best


def _rdflib(path: str, asked: dict[str, str], out: Any) -> None:
    import rdflib

    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format="nquads")
    out.put("loaded")
    for name, text in asked.items():
        start, busy = time.perf_counter(), time.process_time()
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in graph.query(text, initNs=PREFIXES)]
        out.put((name, Timed(time.perf_counter() - start, time.process_time() - busy, rows)))


def rdflib_answers(path: Path, asked: dict[str, str]) -> dict[str, Timed]:
    """What rdflib answers within the patience, loading left out."""
    out = multiprocessing.Queue()  # type: ignore[var-annotated]
    other = multiprocessing.Process(target=_rdflib, args=(str(path), asked, out), daemon=True)
    other.start()
    answers: dict[str, Timed] = {}
    try:
        out.get(timeout=LONGEST)
        until = time.perf_counter() + PATIENCE
        while len(answers) < len(asked):
            name, timed = out.get(timeout=max(0.01, until - time.perf_counter()))
            answers[name] = timed
    except queue.Empty:
        pass
    finally:
        other.kill()
        other.join()
    return answers


def sizes() -> Iterator[int]:
    """100, 200, 500, 1,000 and so on."""
    for power in itertools.count(2):
        yield from (step * 10**power for step in (1, 2, 5))


def compare(folder: Path) -> bool:
    """Grows graphs until rdflib gives up; prints the largest that it finished. Whether its answers equal ours."""
    finished: tuple[int, dict[str, Timed], dict[str, Timed]] | None = None
    for size in sizes():
        path = folder / f"{size}.nq"
        write(size, path)
        store = Store([path])
        asked = texts(store)
        ours = {name: oxigraph(store, text, rounds=1) for name, text in asked.items()}
        theirs = rdflib_answers(path, asked)
        taken = sum(timed.seconds for timed in theirs.values())
        whole = len(theirs) == len(asked)
        said = f"{taken:.1f} s" if whole else f"only {len(theirs)} of {len(asked)} questions in {PATIENCE:.0f} s"
        print(f"rdflib on {size:,} statements: {said}", flush=True)
        if not whole:
            break
        finished = size, ours, theirs
    if finished is None:
        return True
    size, ours, theirs = finished
    print(f"\n{size:,} statements, one run, seconds (and of the processor):\n")
    print(f"{'question':24}{'coprod':>9}{'(cpu)':>9}{'rdflib':>9}{'(cpu)':>9}{'ratio':>8}{'rows':>7}  answers")
    equal = True
    for name, mine in ours.items():
        other = theirs[name]
        same = sorted(mine.rows) == sorted(other.rows)
        equal = equal and same
        print(
            f"{name:24}{mine.seconds:9.4f}{mine.processor:9.4f}{other.seconds:9.3f}{other.processor:9.3f}"
            f"{other.seconds / mine.seconds:8.0f}{len(mine.rows):7,}  {'equal' if same else 'DIFFER'}"
        )
    mine_whole, other_whole = (sum(timed.seconds for timed in answers.values()) for answers in (ours, theirs))
    mine_busy, other_busy = (sum(timed.processor for timed in answers.values()) for answers in (ours, theirs))
    print(
        f"{'the set':24}{mine_whole:9.4f}{mine_busy:9.4f}{other_whole:9.3f}{other_busy:9.3f}"
        f"{other_whole / mine_whole:8.0f}{'':7}  {'equal' if equal else 'DIFFER'}"
    )
    return equal


def time_all(store: GraphStore, number: int) -> None:
    print(f"{number:,} statements, {len(store):,} quads\n")
    print(f"{'question':24}{'seconds':>9}{'(cpu)':>9}{'rows':>9}")
    asked = texts(store)
    for name, text in asked.items():
        timed = oxigraph(store, text)
        late = "" if timed.seconds < 1 else "   over one second"
        print(f"{name:24}{timed.seconds:9.3f}{timed.processor:9.3f}{len(timed.rows):9,}{late}", flush=True)
    claim = " ".join(part.rpartition("/")[2] for part in rows_of(store, MOST_STATED)[0])
    print(f"\nevidence-for was asked for the claim that most rows state: {claim}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("statements", type=int, nargs="?", default=100_000, help="0: only the comparison")
    parser.add_argument("--folder", action="store_true", help="ask a store in a folder, not one in memory")
    parser.add_argument("--no-rdflib", action="store_true", help="leave out the comparison")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given.statements:
            path = folder / "large.nq"
            write(given.statements, path)
            if given.folder:
                DiskStore.build(folder / "large.store", [path])
            with DiskStore(folder / "large.store") if given.folder else Store([path]) as store:
                time_all(store, given.statements)
            path.unlink()
        if not given.no_rdflib and not compare(folder):
            sys.exit(1)


if __name__ == "__main__":
    main()
