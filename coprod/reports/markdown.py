"""The report as Markdown, for the summary of a workflow or a comment."""

from __future__ import annotations

from collections import Counter
from typing import Final

from coprod.reports.described import counted, rules_of
from coprod.reports.formats import Options
from coprod.reports.nodes import node
from coprod.validation.report import Finding, Report

_SHOWN: Final = 50
_SIGNS: Final = {"violation": "❌", "warning": "⚠️", "info": "ℹ️"}


def render(report: Report, options: Options | None = None) -> str:
    """A heading, a table of rules and a table of findings.

    >>> print(render(Report(findings=(), checked=3)))
    ### ✅ Evidence: 3 nodes checked, nothing found.
    """
    worst = report.findings[0].severity if report.findings else ""
    sign = _SIGNS.get(worst, "✅" if report.checked else "⚠️")
    lines = [f"### {sign} Evidence: {counted(report)}"]
    if not report.findings:
        return lines[0]
    rules = rules_of(report.findings)
    lines += ["", "| | rule | findings | what to do |", "|---|---|--:|---|"]
    counts = Counter((f.severity, f.code) for f in report.findings)
    for (severity, code), count in counts.items():
        lines.append(f"| {_SIGNS[severity]} | {code} | {count} | {_cell(rules[code].message)} |")
    lines += ["", "| | where | spreadsheet | what |", "|---|---|---|---|"]
    lines += [_row(finding) for finding in report.findings[:_SHOWN]]
    if len(report.findings) > _SHOWN:
        lines += ["", f"… and {len(report.findings) - _SHOWN} more."]
    return "\n".join(lines)


def _row(finding: Finding) -> str:
    where, cell = str(finding.location), str(finding.spreadsheet)
    return f"| {finding.code} | {_code(where)} | {_cell(cell)} | {_code(node(finding))} |"


def _cell(text: str) -> str:
    """Text that no character of breaks the table or becomes HTML."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace("\\", "\\\\").replace("|", "\\|")


def _code(text: str) -> str:
    text = " ".join(text.split()).replace("`", "'").replace("|", "\\|")
    return f"`{text}`" if text else ""
