"""The report as SARIF 2.1.0, for GitHub code scanning, GitLab and editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from coprod import __version__
from coprod.reports.described import counted, rules_of, sentence
from coprod.reports.formats import Options
from coprod.validation.report import Finding, Place, Report
from coprod.validation.rules import Rule

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: Final = {"violation": "error", "warning": "warning", "info": "note"}
_HOME: Final = "https://w3id.org/coprod/"


def render(report: Report, options: Options | None = None) -> str:
    """One run; findings that the baseline has are there as ``unchanged``.

    >>> json.loads(render(Report(findings=(), checked=3)))["version"]
    '2.1.0'
    """
    findings = (*report.findings, *report.known)
    rules = rules_of(findings)
    index = {code: i for i, code in enumerate(rules)}
    results = [_result(finding, index, _state(finding, report)) for finding in findings]
    driver = {
        "name": "coprod",
        "version": __version__,
        "informationUri": _HOME,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if not report.checked:
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": counted(report)}}]
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)


def _state(finding: Finding, report: Report) -> dict[str, str]:
    if not report.known:
        return {}
    return {"baselineState": "unchanged" if finding in report.known else "new"}


def _rule(rule: Rule) -> dict[str, Any]:
    page = getattr(rule, "doc", "")
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.label},
        "fullDescription": {"text": rule.message},
        "help": {"text": rule.message},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        **({"helpUri": page} if page else {}),
    }


def _result(finding: Finding, index: dict[str, int], state: dict[str, str]) -> dict[str, Any]:
    node = {"fullyQualifiedName": finding.focus, "kind": "resource"}
    location: dict[str, Any] = {"logicalLocations": [node]}
    if finding.location.file:
        location["physicalLocation"] = _physical(finding.location)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding)},
        "locations": [location],
        "partialFingerprints": {"coprodFinding/v1": finding.fingerprint},
        **state,
    }
    cell = finding.spreadsheet
    if cell.file and cell.file != finding.location.file:
        row = {"physicalLocation": {"artifactLocation": {"uri": _uri(cell.file)}}, "message": {"text": str(cell)}}
        result["relatedLocations"] = [row]
    about = {"path": finding.path, "value": finding.value, "sheet": cell.sheet, "column": cell.column}
    properties: dict[str, Any] = {name: text for name, text in about.items() if text}
    if cell.row:
        properties["row"] = cell.row
    return {**result, "properties": properties} if properties else result


def _physical(place: Place) -> dict[str, Any]:
    """The first line where the line is not known, because GitHub asks for one."""
    region = {"startLine": place.line or 1}
    if place.column:
        region["startColumn"] = place.column
    return {"artifactLocation": {"uri": _uri(place.file)}, "region": region}


def _uri(file: str) -> str:
    """A relative path as it is, for GitHub; an absolute one as file URI.

    >>> _uri("my codings.xlsx")
    'my%20codings.xlsx'
    """
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
