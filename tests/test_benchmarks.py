"""What the benchmarks run on: the distractors, and statements that are different and the same each time."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


def test_distractors_are_many_and_different() -> None:
    with (BENCHMARKS / "distractors.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len({row["phrase"].casefold() for row in rows}) == len(rows) >= 60
    assert all(row["sense"] for row in rows)


def test_texts_are_different_and_the_same_each_time(tmp_path: Path) -> None:
    tables = []
    for name in ("one.tsv", "two.tsv"):
        subprocess.run([sys.executable, str(BENCHMARKS / "make_texts.py"), "3000", str(tmp_path / name)], check=True)
        tables.append((tmp_path / name).read_text(encoding="utf-8"))
    assert tables[0] == tables[1]
    rows = list(csv.DictReader(tables[0].splitlines(), delimiter="\t"))
    assert len({(r["subject"], r["predicate"], r["object"]) for r in rows}) == len(rows) == 3000
