"""The lines at which findings stand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coprod.validation.report import Place

_WIDTH: Final = 100
_BEFORE: Final = 40


class Excerpts:
    """Reads each file once, when its first line is asked for."""

    def __init__(self) -> None:
        self._lines: dict[str, list[str]] = {}

    def lines(self, place: Place) -> list[str]:
        """The line with its number, and a mark below the column; nothing where the line is not known or not text."""
        if not place.line:
            return []
        lines = self._of(place.file)
        if place.line > len(lines):
            return []
        line, at = lines[place.line - 1].rstrip("\r"), max(place.column - 1, 0)
        start = max(0, at - _BEFORE) if len(line) > _WIDTH else len(line) - len(line.lstrip())
        shown, more = line[start : start + _WIDTH], "…" if len(line) > start + _WIDTH else ""
        before = "…" if start and line[:start].strip() else ""
        number = f"{place.line} | "
        excerpt = [number + before + shown.replace("\t", " ") + more]
        if place.column:
            excerpt.append(" " * (len(number) - 2) + "| " + " " * (len(before) + at - start) + "^")
        return excerpt

    def _of(self, file: str) -> list[str]:
        if file not in self._lines:
            try:
                text = Path(file).read_bytes().decode("utf-8").removeprefix("\ufeff")
            except (OSError, UnicodeDecodeError):
                text = ""
            self._lines[file] = text.split("\n")
        return self._lines[file]
