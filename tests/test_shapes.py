"""Every rule of the shapes: its parts, an example that keeps it and one that breaks it."""

from pathlib import Path

import pytest

from coprod.data import shipped
from coprod.validation.rules import SEVERITIES, shipped_rules
from coprod.validation.shacl import validate

EXAMPLES = shipped("shapes") / "examples"
CODES = sorted(shipped_rules())


@pytest.mark.parametrize("code", CODES)
def test_rule_is_whole(code: str) -> None:
    rule = shipped_rules()[code]
    assert rule.severity in SEVERITIES
    assert rule.message.endswith(".")
    assert rule.label


@pytest.mark.parametrize("code", CODES)
def test_valid_example_passes_every_rule(code: str) -> None:
    report = validate([EXAMPLES / f"{code}.valid.ttl"])
    assert report.checked
    assert report.findings == ()


@pytest.mark.parametrize("code", CODES)
def test_invalid_example_breaks_its_rule(code: str) -> None:
    report = validate([EXAMPLES / f"{code}.invalid.ttl"])
    assert code in {finding.code for finding in report.findings}


def test_no_example_without_a_rule() -> None:
    assert {path.name.split(".")[0] for path in EXAMPLES.glob("*.ttl")} == set(CODES)


def test_the_worked_example_conforms() -> None:
    example = Path(__file__).parents[1] / "docs" / "example.trig"
    findings = validate([example]).findings
    assert {f.code for f in findings} <= {"COP002"}
