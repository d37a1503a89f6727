"""Rules that no shape can hold: those for rows of a table, and for the project's settings."""

from __future__ import annotations

from typing import Final

from coprod.validation.rules import Rule

ROW: Final = Rule(
    code="ROW001",
    label="a row that can be read",
    message="This row cannot be used: correct the cell.",
    severity="violation",
)
VERSION: Final = Rule(
    code="SET001",
    label="the ontology that the project was coded with",
    message="The project was coded with another version of the ontology: read the changes, then set ontology-version.",
    severity="warning",
)
INPUT_RULES: Final = {rule.code: rule for rule in (ROW, VERSION)}
"""Rules beside those of the shapes, by code."""
