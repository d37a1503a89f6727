"""What validation found."""

from __future__ import annotations

import msgspec

from coprod.validation.rules import SEVERITIES


class Finding(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One fault: the rule that it breaks, the node, and the path and value that break it."""

    code: str
    severity: str
    focus: str
    path: str = ""
    value: str = ""
    message: str = ""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All findings, worst first, and how many nodes the rules looked at."""

    findings: tuple[Finding, ...]
    checked: int

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
