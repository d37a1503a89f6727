"""Findings known from an earlier report, so that a project can start with those it has."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from coprod.validation.report import Finding


class BadBaseline(ValueError):
    """A baseline that is not a JSON report of `coprod validate`."""


def read_baseline(path: Path) -> list[str]:
    """The fingerprints of a JSON report, of what it counted and of what its own baseline had.

    Raises:
        BadBaseline: the file is missing or is no such report.
    """
    how = f"write one with: coprod validate … --format json --output {path}"
    try:
        whole: Any = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadBaseline(f"{path}: cannot be read ({(error.strerror or str(error)).lower()}); {how}") from None
    except ValueError as error:
        raise BadBaseline(f"{path}: is not JSON: {error}; {how}") from None
    if not isinstance(whole, dict) or whole.get("schema") != 1 or not isinstance(whole.get("results"), list):
        raise BadBaseline(f"{path}: is not a report of `coprod validate`; {how}")
    try:
        return [_fingerprint(result) for result in (*whole["results"], *whole.get("known", []))]
    except (TypeError, KeyError):
        raise BadBaseline(f"{path}: a finding lacks its code or focus; {how}") from None


def _fingerprint(result: dict[str, Any]) -> str:
    path, value = str(result.get("path", "")), str(result.get("value", ""))
    code, focus = str(result["code"]), str(result["focus"])
    return Finding(code=code, severity="violation", focus=focus, path=path, value=value).fingerprint
