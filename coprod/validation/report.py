"""What validation found, and where."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from coprod.validation.rules import SEVERITIES


class Place(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A place in a text file; line and column count from 1, and 0 is unknown."""

    file: str = ""
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


class Cell(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A place in a spreadsheet, as its user sees it: row 1 is the header, and columns have letters."""

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        parts = {"sheet": self.sheet, "row": self.row, "column": self.column}
        return ", ".join([self.file, *(f"{name} {part}" for name, part in parts.items() if part)])


class Finding(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One fault: the rule that it breaks, the node, the path and value that break it, and where they stand."""

    code: str
    severity: str
    focus: str
    path: str = ""
    """A property's IRI, or a longer path as SPARQL writes it."""
    value: str = ""
    message: str = ""
    location: Place = Place()
    """Where it stands in the graph file, or in the table where a table was checked."""
    spreadsheet: Cell = Cell()
    """The coded row that it comes from, where that is known."""
    component: str = ""
    """The kind of constraint that is broken, such as ``MinCountConstraintComponent`` of `sh:`, where that is known."""

    def __str__(self) -> str:
        """One line, for logs and assertions: place, severity, code, message and node."""
        places = [str(place) for place in (self.location, self.spreadsheet) if str(place)]
        node = " ".join(part for part in (self.focus, self.path, self.value) if part)
        return f"{'; '.join([*places, self.severity])} {self.code}: {self.message} [{node}]"

    @property
    def predicate(self) -> str:
        """The path, where it is one property."""
        return "" if "<" in self.path else self.path

    @property
    def fingerprint(self) -> str:
        """The same for the same fault in every run, wherever it stands in its file.

        Blank nodes are named anew in each run, so their names do not count.

        >>> Finding(code="COP002", severity="warning", focus="https://example.org/a").fingerprint
        '53903e8cda5afba1'
        """
        parts = (self.code, *(_stable(part) for part in (self.focus, self.path, self.value)))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


_BLANK: Final = re.compile(r"_:.*|[Nn]?[0-9a-f]{24,}(b\d+)?")
"""Blank nodes as the engines name them."""


def _stable(term: str) -> str:
    return "_:" if _BLANK.fullmatch(term) else term


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All findings, worst first, and how many nodes the rules looked at."""

    findings: tuple[Finding, ...]
    checked: int
    known: tuple[Finding, ...] = ()
    """Findings that an earlier report has already; they are not counted."""

    @property
    def conforms(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings

    def at_least(self, severity: str) -> tuple[Finding, ...]:
        """Findings of that severity or worse.

        >>> warning = Finding(code="COP002", severity="warning", focus="https://example.org/a")
        >>> Report(findings=(warning,), checked=1).at_least("violation")
        ()
        """
        bar = SEVERITIES.index(severity)
        return tuple(f for f in self.findings if SEVERITIES.index(f.severity) >= bar)

    def without(self, fingerprints: Iterable[str]) -> Report:
        """The report with the findings of an earlier one set apart.

        A fingerprint that occurs once in the earlier report covers one finding, not two.
        """
        left = Counter(fingerprints)
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in self.findings:
            covered = left[finding.fingerprint] > 0
            left[finding.fingerprint] -= covered
            (known if covered else new).append(finding)
        return msgspec.structs.replace(self, findings=tuple(new), known=(*self.known, *known))
