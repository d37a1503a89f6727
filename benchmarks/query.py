"""Times all named questions on one generated graph, in Oxigraph, and in rdflib on one that rdflib can finish.

::

    python benchmarks/query.py 100000 --rdflib 500

Prints the seconds of each question, best of three, and those of the processor; then the two side by side at the
smaller size, and whether their answers are equal.
"""

from __future__ import annotations

import argparse
import multiprocessing
import tempfile
import time
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from make_graph import write

from coprod.names import PREFIXES
from coprod.queries import named
from coprod.queries.parameters import bind_question
from coprod.queries.terms import GraphTerms
from coprod.store import Store

GIVEN: dict[str, dict[str, str]] = {
    "about": {"term": "CoDesign"},
    "evidence-for": {"subject": "CoProduction", "relation": "createsValue", "object": "Trust"},
}
PATIENCE = 60.0
ROUNDS = 3


def texts(store: Store) -> dict[str, str]:
    terms = GraphTerms(store)
    return {name: bind_question(q, GIVEN.get(name, {}), terms.resolve) for name, q in named.questions().items()}


def oxigraph(store: Store, text: str) -> tuple[float, list[tuple[str, ...]]]:
    best, rows = float("inf"), []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        answer = store.query(text)
        assert isinstance(answer, ox.QuerySolutions)
        rows = [tuple("" if row[v] is None else row[v].value for v in answer.variables) for row in answer]  # type: ignore[union-attr]
        best = min(best, time.perf_counter() - start)
    return best, rows


def _rdflib(path: str, asked: dict[str, str], out: Any) -> None:
    import rdflib

    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format="nquads")
    out.put(("", 0.0, []))
    for name, text in asked.items():
        start = time.perf_counter()
        result = graph.query(text, initNs=PREFIXES)
        rows = [tuple("" if cell is None else str(cell) for cell in row) for row in result]
        out.put((name, time.perf_counter() - start, rows))


def compare(path: Path) -> None:
    store = Store([path])
    asked = texts(store)
    ours = {name: oxigraph(store, text) for name, text in asked.items()}
    out = multiprocessing.Queue()  # type: ignore[var-annotated]
    other = multiprocessing.Process(target=_rdflib, args=(str(path), asked, out), daemon=True)
    other.start()
    out.get()
    start = time.perf_counter()
    theirs: dict[str, tuple[float, list[tuple[str, ...]]]] = {}
    while len(theirs) < len(asked) and time.perf_counter() - start < PATIENCE:
        try:
            name, seconds, rows = out.get(timeout=max(0.1, PATIENCE - (time.perf_counter() - start)))
        except Exception:
            break
        theirs[name] = (seconds, rows)
    other.kill()
    print(f"\n{'question':26}{'oxigraph':>10}{'rdflib':>10}{'ratio':>8}  answers")
    for name in asked:
        if name not in theirs:
            print(f"{name:26}{ours[name][0]:10.4f}{'—':>10}")
            continue
        same = "equal" if sorted(ours[name][1]) == sorted(theirs[name][1]) else "DIFFER"
        ratio = theirs[name][0] / ours[name][0]
        print(f"{name:26}{ours[name][0]:10.4f}{theirs[name][0]:10.3f}{ratio:8.0f}  {same}")
    done = sum(ours[name][0] for name in theirs)
    whole = sum(seconds for seconds, _ in theirs.values())
    finished = "all" if len(theirs) == len(asked) else f"{len(theirs)} of {len(asked)}"
    if done:
        print(f"{finished} questions in {PATIENCE:.0f} s: {done:.3f} s and {whole:.1f} s, {whole / done:.0f} times")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("statements", type=int, nargs="?", default=100_000)
    parser.add_argument("--rdflib", type=int, default=500, help="statements of the graph for the comparison")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if given.statements:
            path = Path(folder) / "large.nq"
            write(given.statements, path)
            store = Store([path])
            print(f"{given.statements:,} statements, {len(store):,} quads\n")
            print(f"{'question':26}{'seconds':>10}{'cpu':>10}{'rows':>10}")
            for name, text in texts(store).items():
                before = time.process_time()
                seconds, rows = oxigraph(store, text)
                cpu = (time.process_time() - before) / ROUNDS
                print(
                    f"{name:26}{seconds:10.3f}{cpu:10.3f}{len(rows):10,}{'' if seconds < 1 else '   over one second'}"
                )
            del store
        path = Path(folder) / "small.nq"
        write(given.rdflib, path)
        print(f"\n{given.rdflib:,} statements in both:")
        compare(path)


if __name__ == "__main__":
    main()
