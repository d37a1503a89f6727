"""What reports say of rules and nodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from coprod.validation.input_rules import INPUT_RULES
from coprod.validation.report import Finding, Report
from coprod.validation.rules import SEVERITIES, Rule, shipped_rules

_PLURAL: Final = {"info": "infos", "warning": "warnings", "violation": "violations"}


def rules_of(findings: Iterable[Finding]) -> dict[str, Rule]:
    """Every shipped rule, and the rules of the user's own that the findings name, by code."""
    rules = {**shipped_rules(), **INPUT_RULES}
    for finding in findings:
        if finding.code not in rules:
            rules[finding.code] = Rule(
                code=finding.code, label=finding.code, message=finding.message, severity=finding.severity
            )
    return dict(sorted(rules.items()))


def counted(report: Report) -> str:
    """How many nodes were checked and what was found.

    >>> counted(Report(findings=(Finding(code="X1", severity="info", focus="urn:a"),), checked=3))
    '3 nodes checked: 1 info.'
    >>> counted(Report(findings=(), checked=0))
    'Nothing was checked.'
    """
    if report.findings:
        counts = Counter(finding.severity for finding in report.findings)
        text = ", ".join(
            f"{counts[s]} {s if counts[s] == 1 else _PLURAL[s]}" for s in reversed(SEVERITIES) if counts[s]
        )
        text = f"{report.checked} nodes checked: {text}."
    elif report.checked:
        text = f"{report.checked} nodes checked, nothing found."
    else:
        text = "Nothing was checked."
    if report.known:
        text += f" {len(report.known)} known from the baseline {'is' if len(report.known) == 1 else 'are'} not counted."
    return text


def sentence(finding: Finding) -> str:
    """The message, with the node, and the row of the spreadsheet where it is not the place itself."""
    from coprod.reports.nodes import node

    parts = [node(finding)]
    if finding.spreadsheet.row:
        parts.append(str(finding.spreadsheet))
    return f"{finding.message} [{'; '.join(parts)}]"
