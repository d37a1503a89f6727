"""The report as JUnit XML, for the test pages of GitLab, Jenkins and others: a test for each rule and each finding."""

from __future__ import annotations

import re
from typing import Final
from xml.etree import ElementTree as ET

from coprod.reports.described import counted, rules_of, sentence
from coprod.reports.formats import Options
from coprod.reports.nodes import node
from coprod.validation.report import Finding, Report

_NOT_XML: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def render(report: Report, options: Options | None = None) -> str:
    """One suite. A rule that nothing breaks is a test that passed; a finding is a test of its own, which failed where
    it is as bad as `fail_on` or worse, and else passed with what was found as its output.
    """
    fail_on = (options or Options()).fail_on
    failed = set() if fail_on == "never" else set(report.at_least(fail_on))
    rules = rules_of(report.findings)
    kept = [rule for rule in rules.values() if rule.code not in {f.code for f in report.findings}]
    failures, tests = str(sum(f in failed for f in report.findings)), str(len(report.findings) + len(kept))
    counts = {"name": "coprod validate", "tests": tests, "failures": failures, "errors": "0"}
    suites = ET.Element("testsuites", counts)
    suite = ET.SubElement(suites, "testsuite", {**counts, "skipped": "0" if report.checked else str(len(kept))})
    for finding in report.findings:
        _case(suite, finding, rules[finding.code].label, failed=finding in failed)
    for rule in kept:
        case = ET.SubElement(suite, "testcase", {"classname": rule.code, "name": rule.label})
        if not report.checked:
            ET.SubElement(case, "skipped", {"message": counted(report)})
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")


def _case(suite: ET.Element, finding: Finding, label: str, *, failed: bool) -> None:
    case = ET.SubElement(suite, "testcase", {"classname": finding.code, "name": _text(f"{label}: {node(finding)}")})
    where = "\n".join(str(place) for place in (finding.location, finding.spreadsheet) if str(place))
    text = _text(f"{finding.severity} {finding.code}: {sentence(finding)}\n{where}")
    if failed:
        message = _text(finding.message)
        ET.SubElement(case, "failure", {"type": finding.severity, "message": message}).text = text
    else:
        ET.SubElement(case, "system-out").text = text


def _text(text: str) -> str:
    """Without characters that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
