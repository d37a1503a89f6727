"""`kill -9` while a store is being filled: what was acknowledged is there, and no half statement."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

KILL_LOADS = Path(__file__).parents[1] / "fuzz" / "kill_loads.py"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_what_was_acknowledged_survives() -> None:
    command = [sys.executable, str(KILL_LOADS), "1200", "--part", "200", "--kills", "4"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 kills, 6 files acknowledged, all of them whole" in done.stdout
