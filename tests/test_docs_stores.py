"""The commands of docs/stores.md, docs/exports.md and docs/serve.md, as a reader would type them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import servers

ROOT = Path(__file__).parents[1]
COPROD = str(Path(sys.executable).parent / "coprod")


def commands(page: str) -> list[str]:
    """The lines after ``$`` of a page, continued lines joined."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = "".join(re.findall(r"```console\n(.*?)```", text, re.DOTALL)).replace("\\\n", " ")
    return [line[2:] for line in blocks.splitlines() if line.startswith("$ ")]


def run(lines: list[str], folder: Path) -> None:
    for name in ("evidence.trig", "more.trig"):
        (folder / name).write_bytes((ROOT / "docs" / "example.trig").read_bytes())
    for line in lines:
        words = [COPROD, *line.split()[1:]]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("page", ["stores.md", "exports.md"])
def test_commands_on_files_and_folders(tmp_path: Path, page: str) -> None:
    lines = [line for line in commands(page) if line.startswith("coprod ") and "http://" not in line]
    assert len(lines) > 2
    run(lines, tmp_path)


@pytest.mark.slow
@servers.needs_oxigraph
def test_commands_on_a_server(tmp_path: Path) -> None:
    lines = [line for line in commands("stores.md") if "http://" in line]
    assert len(lines) == 2
    with servers.oxigraph(tmp_path / "data") as url:
        run([line.replace("http://127.0.0.1:7878", url) for line in lines], tmp_path)


def test_extras_that_the_pages_name_exist() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for page in ("stores.md", "exports.md", "serve.md"):
        for extra in re.findall(r"coprod\[(\w+)\]", (ROOT / "docs" / page).read_text(encoding="utf-8")):
            assert f"\n{extra} = [" in project
