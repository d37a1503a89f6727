"""Every command that the documentation shows is run, and its output compared with what is printed there."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
SETS_UP = ("pip install",)
WITHOUT_OUTPUT = {"exports.md", "serve.md", "stores.md"}
"""Pages whose commands need a graph or a server that stands already; `test_docs_stores.py` runs them."""


def commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page's console blocks in order, each with the output printed below it."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            here = re.match(r"(?P<command>.*?<<'(?P<end>\w+)'\n.*?\n(?P=end)\n)(?P<output>.*)", part, re.DOTALL)
            command, output = (here["command"], here["output"]) if here else part.split("\n", 1)
            found.append((command, output))
    return found


@pytest.mark.parametrize(
    "page", [p for p in PAGES if commands(p) and p.name not in WITHOUT_OUTPUT], ids=lambda p: p.name
)
def test_commands_give_the_output_that_is_printed(page: Path, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    same = doctest.OutputChecker().check_output
    for command, expected in commands(page):
        if command.startswith(SETS_UP):
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env={**os.environ, "PATH": path},
        )
        assert same(expected, done.stdout, doctest.ELLIPSIS), f"$ {command}\n{done.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_python_examples(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False)
    assert failed == 0


def test_the_readme_shows_the_commands_that_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    shown = [command.strip() for command, _ in commands(ROOT / "README.md") if command.startswith(SETS_UP)]
    assert len(shown) == 2, shown
    assert shown[1] in ci
    assert shown[0] in ci
