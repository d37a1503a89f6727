"""The report as JSON, for programs."""

from __future__ import annotations

import json

import msgspec

from coprod.validation.report import Report


def render(report: Report) -> str:
    """The report as one JSON object; `schema` changes when its form does.

    >>> render(Report(findings=(), checked=3))
    '{\\n  "schema": 1,\\n  "conforms": true,\\n  "checked": 3,\\n  "results": []\\n}'
    """
    results = [msgspec.to_builtins(finding) for finding in report.findings]
    whole = {"schema": 1, "conforms": report.conforms, "checked": report.checked, "results": results}
    return json.dumps(whole, indent=2, ensure_ascii=False)
