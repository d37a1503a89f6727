"""The matrix of works for and against: what counts on which side, gaps, and its formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from test_cli import coprod
from test_queries import path as path  # the same small graph

from coprod.matrix.cells import Cell, matrix
from coprod.matrix.chart import draw
from coprod.store import open_store


def test_cells_count_works_for_and_against(path: Path) -> None:
    found = matrix(open_store(path), "Process", "Value")
    assert found.cells == {
        ("co-production", "trust"): Cell(works_for=1, works_against=1),
        ("co-design", "equality"): Cell(),
    }
    assert (found.rows, found.columns, found.gaps) == (("co-design", "co-production"), ("equality", "trust"), 2)
    assert found.grid() == [
        ["process \\ value", "equality", "trust"],
        ["co-design", "mentioned", ""],
        ["co-production", "", "1 for, 1 against"],
    ]


def test_a_relation_and_all_terms(path: Path) -> None:
    store = open_store(path)
    assert list(matrix(store, "Process", "Actor", "ledBy").cells) == [("co-production", "citizen")]
    whole = matrix(store, "Process", "Actor", whole=True)
    assert len(whole.rows) > 90
    assert whole.gaps == len(whole.rows) * len(whole.columns) - 2


def test_the_chart_is_the_same_each_time_and_names_every_term(path: Path) -> None:
    found = matrix(open_store(path), "Process", "Value")
    svg = draw(found, "svg")
    assert svg == draw(found, "svg")
    for label in (*found.rows, *found.columns, "works for", "works against", "gap"):
        assert f"<!-- {label} -->".encode() in svg
    assert draw(found, "png").startswith(b"\x89PNG")


def test_the_command_writes_files(path: Path, tmp_path: Path) -> None:
    ask = ("matrix", path, "--rows", "Process", "--columns", "Value")
    shown = coprod(*ask, cwd=tmp_path)
    assert shown.stdout.endswith("2 gaps in 4 pairs (2 × 2).\n")
    for ending in ("csv", "xlsx", "svg", "png"):
        assert coprod(*ask, "-o", f"m.{ending}", cwd=tmp_path).returncode == 0
    assert (tmp_path / "m.csv").read_text(encoding="utf-8").splitlines()[2] == 'co-production,,"1 for, 1 against"'
    assert load_workbook(tmp_path / "m.xlsx").active["C3"].value == "1 for, 1 against"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--rows", "Process", "--columns", "Nonsense"], "Nonsense"),
        (["--rows", "Discipline", "--columns", "Discipline"], "nothing is said"),
        (["--rows", "Process", "--columns", "Value", "-o", "m.docx"], ".svg"),
    ],
)
def test_wrong_input(path: Path, tmp_path: Path, more: list[str], said: str) -> None:
    done = coprod("matrix", path, *more, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
