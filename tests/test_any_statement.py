"""Statements that nobody would write: words of coded statements in any order, with the marks of sheets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MAP_STATEMENTS = Path(__file__).parents[1] / "fuzz" / "map_statements.py"


def test_every_statement_is_mapped() -> None:
    command = [sys.executable, str(MAP_STATEMENTS), "3000", "--seed", "5"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
