"""The report as text, for a person: findings grouped by rule."""

from __future__ import annotations

import itertools
from collections import Counter

from coprod.names import DEFAULT_BASE, PREFIXES
from coprod.validation.report import Finding, Report
from coprod.validation.rules import SEVERITIES

_SHOWN = 10


def render(report: Report) -> str:
    """The report as lines; of each rule the first ten nodes are named.

    >>> print(render(Report(findings=(), checked=3)))
    Conforms: 3 nodes checked, nothing found.
    """
    if report.conforms:
        return f"Conforms: {report.checked} nodes checked, nothing found."
    lines: list[str] = []
    for code, group in itertools.groupby(report.findings, key=lambda f: f.code):
        findings = list(group)
        lines += [f"{findings[0].severity} {code}: {findings[0].message}"]
        lines += [f"  {_node(finding)}" for finding in findings[:_SHOWN]]
        if len(findings) > _SHOWN:
            lines.append(f"  … and {len(findings) - _SHOWN} more")
        lines.append("")
    counts = Counter(f.severity for f in report.findings)
    numbers = ", ".join(f"{counts[s]} {s if counts[s] == 1 else _PLURAL[s]}" for s in reversed(SEVERITIES) if counts[s])
    lines.append(f"{report.checked} nodes checked: {numbers}.")
    return "\n".join(lines)


_PLURAL = {"info": "infos", "warning": "warnings", "violation": "violations"}


def _node(finding: Finding) -> str:
    text = shortened(finding.focus)
    if finding.path:
        text += f"  {shortened(finding.path)}"
    return f"{text} = {shortened(finding.value)}" if finding.value else text


def shortened(iri: str) -> str:
    """An IRI with its prefix, where the prefix is known and the result a plain name.

    >>> shortened("https://w3id.org/coprod/Patient"), shortened("https://doi.org/10.5555/first")
    ('coprod:Patient', 'doi:10.5555/first')
    """
    for prefix, namespace in _SHORT:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            local = iri[len(namespace) :]
            if "/" not in local or prefix == "doi":
                return f"{prefix}:{local}"
    return iri


_OWN = {kind: f"{DEFAULT_BASE}{kind}/" for kind in ("source", "statement", "agent")}
_SHORT = sorted({**PREFIXES, **_OWN, "doi": "https://doi.org/"}.items(), key=lambda pair: -len(pair[1]))
