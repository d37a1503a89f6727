"""The report as annotations of GitHub: a line of the log for each finding, shown at its line of the pull request.

GitHub shows ten of each severity for a step, and ignores the rest.
"""

from __future__ import annotations

from typing import Final

from coprod.reports.described import counted, rules_of, sentence
from coprod.reports.formats import Options
from coprod.validation.report import Report

_COMMANDS: Final = {"violation": "error", "warning": "warning", "info": "notice"}


def render(report: Report, options: Options | None = None) -> str:
    """Annotations, worst first, and how many there are.

    >>> print(render(Report(findings=(), checked=3)))
    3 nodes checked, nothing found.
    """
    rules = rules_of(report.findings)
    lines = []
    for finding in report.findings:
        place = finding.location
        properties = {
            "file": place.file,
            "line": str(place.line or ""),
            "col": str(place.column or ""),
            "title": f"{finding.code} {rules[finding.code].label}",
        }
        given = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
        lines.append(f"::{_COMMANDS[finding.severity]} {given}::{_data(sentence(finding))}")
    if not (report.checked or lines):
        return f"::warning title=coprod::{counted(report)}"
    return "\n".join([*lines, counted(report)])


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
