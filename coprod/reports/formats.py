"""The formats of a validation report, each a module of this package with one function `render`."""

from __future__ import annotations

import importlib
from typing import Final

import msgspec

from coprod.validation.report import Report

FORMATS: Final = ("text", "json", "w3c", "sarif", "junit", "github", "markdown")


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to write a report."""

    color: bool = False
    """Colours for a terminal, in text."""
    fail_on: str = "violation"
    """What counts as failed, in formats that say so: the mildest such severity, or ``never``."""


def render(report: Report, format_: str, options: Options | None = None) -> str:
    """The report in one of `FORMATS`, without a line end.

    >>> render(Report(findings=(), checked=3), "text")
    'Conforms: 3 nodes checked, nothing found.'
    """
    module = importlib.import_module(f"coprod.reports.{format_}")
    text: str = module.render(report, options or Options())
    return text
