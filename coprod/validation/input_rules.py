"""Rules that no shape can hold: those for rows of a table, and for the project's settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from coprod.validation.rules import DOC, Rule, with_settings

if TYPE_CHECKING:
    from coprod.validation.report import Finding

ROW: Final = Rule(
    code="ROW001",
    label="a row that can be read",
    message="This row cannot be used: correct the cell.",
    severity="violation",
    why="A row that is left out is missing in every answer, and none of the other rules has looked at it.",
    scope="row",
    doc=f"{DOC}ROW001",
    may_be_off=False,
)
VERSION: Final = Rule(
    code="SET001",
    label="the ontology that the project was coded with",
    message="The project was coded with another version of the ontology: read the changes, then set ontology-version.",
    severity="warning",
    why="Terms may have been added, split or deprecated since the coders chose theirs.",
    scope="settings",
    doc=f"{DOC}SET001",
)
INPUT_RULES: Final = {rule.code: rule for rule in (ROW, VERSION)}
"""Rules beside those of the shapes, by code."""


def as_wanted(findings: Iterable[Finding], settings: Mapping[str, str]) -> list[Finding]:
    """Findings of these rules as a project wants them: with its severities, and without rules that are off.

    Raises:
        UnknownRule: a severity that does not exist, or a rule is off that cannot be.
    """
    ours = {code: setting for code, setting in settings.items() if code in INPUT_RULES}
    rules = with_settings(INPUT_RULES, ours)
    return [msgspec.structs.replace(f, severity=rules[f.code].severity) for f in findings if f.code in rules]
