"""How fast statements are mapped: records in memory on one core and on two, and whole files with `coprod map`.

::

    python benchmarks/mapping.py [--rows 100000]
"""

from __future__ import annotations

import argparse
import functools
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import make_texts

from coprod.mapping.mapper import Mapper
from coprod.mapping.rows import map_rows
from coprod.ontology import Ontology
from coprod.statement import Statement
from coprod.workflow import make_mapper

WARM_UP = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    rows = parser.parse_args().rows
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load} before the start\n")
    statements = list(make_texts.statements(rows))
    in_memory(statements)
    whole_files(rows)


def in_memory(statements: list[Statement]) -> None:
    """Records in memory become mappings."""
    print(f"Records in memory, {len(statements):,} distinct texts")
    start = time.perf_counter()
    mapper = Mapper(Ontology.load())
    print(f"  loading the ontology and the lexicon   {time.perf_counter() - start:8.2f} s")
    for statement in make_texts.statements(WARM_UP, seed=2):
        mapper.map(statement)
    start, start_cpu = time.perf_counter(), time.process_time()
    mapped = sum(bool(mapper.map(statement).assertions) for statement in statements)
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(f"  Mapper.map on one core                 {seconds:8.2f} s {len(statements) / seconds:10,.0f} statements/s")
    print(f"  the same, processor time only          {cpu:8.2f} s {len(statements) / cpu:10,.0f} statements/s")
    print(f"  mapped to something                    {mapped / len(statements):8.0%}")
    times = {}
    for jobs in (1, 2):
        start = time.perf_counter()
        for _ in map_rows(statements, functools.partial(make_mapper, ()), jobs):
            pass
        times[jobs] = time.perf_counter() - start
        rate = len(statements) / times[jobs]
        print(f"  map_rows, jobs={jobs}, start included      {times[jobs]:8.2f} s {rate:10,.0f} statements/s")
    print(f"  two cores to one                       {times[1] / times[2]:8.2f}\n")


def whole_files(rows: int) -> None:
    """`coprod map` from a table to N-Quads, with time and peak memory of the process and its children."""
    print("coprod map, table to N-Quads")
    print(f"  {'rows':>9} {'distinct':>9} {'jobs':>5} {'seconds':>9} {'rows/s':>8} {'peak MB':>8}")
    for number, distinct, jobs in ((rows // 10, None, 1), (rows, rows // 100, 1), (rows, None, 1), (rows, None, 2)):
        with tempfile.TemporaryDirectory() as folder:
            table, graph = Path(folder, "rows.tsv"), Path(folder, "graph.nq")
            make_texts.write(number, table, distinct)
            seconds, peak = _run("map", str(table), "-o", str(graph), "--jobs", str(jobs))
        rate = number / seconds
        print(f"  {number:9,} {distinct or number:9,} {jobs:5} {seconds:9.1f} {rate:8,.0f} {peak:8,.0f}")


def _run(*arguments: str) -> tuple[float, float]:
    """Runs the command in a process of its own; gives its seconds and the peak memory in megabytes.

    The peak is that of the largest process, measured by a small parent, so that one run does not hide another.
    """
    script = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run([sys.executable, '-m', 'coprod', *sys.argv[1:]], stderr=subprocess.PIPE)\n"
        "if done.returncode: sys.exit(done.stderr.decode())\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"coprod {' '.join(arguments)} failed: {done.stderr}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, int(done.stdout) / unit


if __name__ == "__main__":
    main()
