"""The report as text, for a person: findings grouped by rule, with the lines at which they stand."""

from __future__ import annotations

import itertools

import click

from coprod.reports.described import counted
from coprod.reports.excerpts import Excerpts
from coprod.reports.formats import Options
from coprod.reports.nodes import node, shortened
from coprod.validation.report import Finding, Report

__all__ = ["render", "shortened"]

_SHOWN = 10
_COLORS = {"violation": "red", "warning": "yellow", "info": "blue"}


def render(report: Report, options: Options | None = None) -> str:
    """The report as lines; of each rule the first ten findings are shown, in the order of their places.

    >>> print(render(Report(findings=(), checked=3)))
    Conforms: 3 nodes checked, nothing found.
    """
    color = (options or Options()).color
    if report.conforms:
        return f"Conforms: {counted(report)}" if report.checked else counted(report)
    lines: list[str] = []
    excerpts = Excerpts()
    by_rule = sorted(report.findings, key=lambda f: (_rank(f), f.code, f.location, f))
    for _, group in itertools.groupby(by_rule, key=lambda f: (f.severity, f.code)):
        findings = list(group)
        first = findings[0]
        same = len({f.message for f in findings}) == 1
        head = f"{first.severity} {first.code}"
        head = click.style(head, fg=_COLORS[first.severity], bold=True) if color else head
        lines.append(f"{head}: {first.message}" if same else f"{head}:")
        for finding in findings[:_SHOWN]:
            lines += _shown(finding, excerpts, color=color, message="" if same else finding.message)
        if len(findings) > _SHOWN:
            lines.append(f"  … and {len(findings) - _SHOWN} more")
        lines.append("")
    lines.append(counted(report))
    return "\n".join(lines)


def _rank(finding: Finding) -> int:
    return list(_COLORS).index(finding.severity)


def _shown(finding: Finding, excerpts: Excerpts, *, color: bool, message: str) -> list[str]:
    place, cell = str(finding.location), str(finding.spreadsheet)
    what = node(finding)
    if cell and finding.spreadsheet.file == finding.location.file:
        place = cell  # a table was checked: its cell says more than its line
    elif cell:
        what += f"  ({cell})"
    if place:
        what = f"{click.style(place, bold=True) if color else place}: {what}"
    about = [message] if message else []
    about += [click.style(line, dim=True) if color else line for line in excerpts.lines(finding.location)]
    return [f"  {what}", *(f"    {line}" for line in about)]
