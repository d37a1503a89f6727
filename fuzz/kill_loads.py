"""Kills a store with `kill -9` while it is being filled, and looks at what is left.

::

    python fuzz/kill_loads.py                       100,000 statements, twenty kills while adding, ten while building
    python fuzz/kill_loads.py 2000 --kills 4        a short run

A child process adds file after file to a store in a folder and notes each file that was acknowledged, that is, each
for which `DiskStore.add` returned. It is killed at random moments. After each kill every file acknowledged since the
last must be there whole, and of the file that was being added all or nothing; at the end all files are looked at. After
a kill the child goes on where it stopped. First loads are killed too: the folder of the store is there and whole, or
not there at all. The statements of one file have quads that no other file has; only those can be half there.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import pyoxigraph as ox
from make_statements import rows

from coprod.graph.builder import GraphBuilder
from coprod.names import GRAPH_ONTOLOGY
from coprod.ontology import Ontology
from coprod.store import DiskStore

ACKNOWLEDGED = "acknowledged.txt"


def main() -> None:
    args = _arguments()
    if args.child:
        child(args.child)
        return
    with tempfile.TemporaryDirectory() as name:
        folder, chance = Path(name), random.Random(args.seed)
        start = time.perf_counter()
        first, parts = make(folder, args.statements, args.part)
        print(f"{args.statements} statements in {len(parts)} files, made in {time.perf_counter() - start:.0f} s")
        builds(folder, first, args.kills // 2, chance)
        additions(folder, first, parts, args.kills, chance)


def make(folder: Path, statements: int, size: int) -> tuple[Path, list[Path]]:
    """The ontology as one file, and the statements as files of some each."""
    ontology = Ontology.load()
    made = rows(statements)
    parts = []
    first = folder / "ontology.nq"
    while part := list(itertools.islice(made, size)):
        whole, path = folder / "whole.nq", folder / f"part-{len(parts):04d}.nq"
        with GraphBuilder(ontology) as builder:
            for statement, mapping in part:
                builder.add(statement, mapping)
            builder.write(whole)
        with whole.open(encoding="utf-8") as lines, path.open("w", encoding="utf-8") as file:
            terms = []
            for line in lines:
                terms.append(line) if line.endswith(f" <{GRAPH_ONTOLOGY}> .\n") else file.write(line)
        first.write_text("".join(terms), encoding="utf-8")
        parts.append(path)
    return first, parts


def child(folder: Path) -> None:
    """Adds the files that are not acknowledged yet, and acknowledges each."""
    noted = folder / ACKNOWLEDGED
    done = set(noted.read_text(encoding="utf-8").split()) if noted.exists() else set()
    with noted.open("a", encoding="utf-8") as note, DiskStore(folder / "store", writable=True) as store:
        for path in sorted(folder.glob("part-*.nq")):
            if path.name not in done:
                store.add([path])
                note.write(f"{path.name}\n")
                note.flush()
                os.fsync(note.fileno())


def additions(folder: Path, first: Path, parts: list[Path], kills: int, chance: random.Random) -> None:
    """Kills the child `kills` times on its way through all parts."""
    DiskStore.build(folder / "store", [first])
    start, killed, partly, verified = time.perf_counter(), 0, 0, 0
    moments = sorted(chance.sample(range(len(parts)), min(kills, len(parts))))
    while True:
        process = subprocess.Popen([sys.executable, __file__, "--child", str(folder)])
        if killed < len(moments):
            wait_until(folder, moments[killed], process)
            time.sleep(chance.random() * 0.8)
        else:
            process.wait()
        finished = process.poll() is not None
        if not finished:
            process.send_signal(signal.SIGKILL)
            process.wait()
            killed += 1
        elif process.returncode:
            raise SystemExit(f"the child failed with {process.returncode}")
        done = len(acknowledged(folder))
        store = ox.Store.read_only(str(folder / "store"))
        for path in parts if finished else parts[verified:done]:
            if whole(store, path) is not True:
                raise SystemExit(f"LOST: {path.name} was acknowledged and is not there whole")
        if done < len(parts):
            state = whole(store, parts[done])
            if state is None:
                raise SystemExit(f"HALF: a part of {parts[done].name} is there")
            partly += state
        del store
        verified = done
        if finished:
            break
    print(
        f"additions: {killed} kills, {done} files acknowledged, all of them whole; of the file that was being added "
        f"there was all {partly} times, else nothing; {time.perf_counter() - start:.0f} s with checks"
    )


def whole(store: ox.Store, path: Path) -> bool | None:
    """Whether all quads of a part are there, or none of its own; ``None`` where it is half."""
    missing = own_missing = own_there = 0
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS):
        if str(quad.graph_name).endswith("/direct>"):
            continue  # a direct triple goes when a later part disputes it
        there = quad in store
        missing += not there
        if "/statement/" in str(quad.subject):
            own_missing += not there
            own_there += there
    if not missing:
        return True
    return None if own_there else False


def builds(folder: Path, first: Path, kills: int, chance: random.Random) -> None:
    """Kills first loads, of ten files at most."""
    target = folder / "built"
    files = [first, *sorted(folder.glob("part-*.nq"))[:10]]
    command = [sys.executable, "-m", "coprod", "store", "build", *map(str, files), "-o", str(target)]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds = time.perf_counter() - start
    size, absent, kept = len(DiskStore(target)), 0, folder / "kept"
    target.rename(kept)
    for number in range(kills):
        there = number % 2 == 1
        if target.exists():
            shutil.rmtree(target)
        if there:
            shutil.copytree(kept, target)
        process = subprocess.Popen([*command, *(["--replace"] if there else [])], stderr=subprocess.DEVNULL)
        time.sleep(chance.random() * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if target.exists():
            if len(DiskStore(target)) != size:
                raise SystemExit("HALF: a killed build left part of a store")
        elif there:
            raise SystemExit("LOST: a killed build took the old store away")
        else:
            absent += 1
    print(
        f"first loads ({seconds:.1f} s, {size} quads): {kills} kills, half of them of a replacement: "
        f"{absent} times no folder, else a whole one"
    )


def wait_until(folder: Path, files: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None and len(acknowledged(folder)) < files:
        time.sleep(0.01)


def acknowledged(folder: Path) -> set[str]:
    path = folder / ACKNOWLEDGED
    return set(path.read_text(encoding="utf-8").split()) if path.exists() else set()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", nargs="?", type=int, default=100_000)
    parser.add_argument("--part", type=int, default=1000, help="statements in a file")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
