"""The report as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from coprod.reports.formats import Options
from coprod.validation.report import Finding, Report


def render(report: Report, options: Options | None = None) -> str:
    """The report as one JSON object; `schema` changes when its form does.

    Findings that the baseline has are under `known`, so that this report can be the next baseline.

    >>> render(Report(findings=(), checked=3))
    '{\\n  "schema": 1,\\n  "conforms": true,\\n  "checked": 3,\\n  "results": [],\\n  "known": []\\n}'
    """
    whole = {
        "schema": 1,
        "conforms": report.conforms,
        "checked": report.checked,
        "results": [_result(finding) for finding in report.findings],
        "known": [_result(finding) for finding in report.known],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)


def _result(finding: Finding) -> dict[str, Any]:
    return {**msgspec.to_builtins(finding), "fingerprint": finding.fingerprint}
