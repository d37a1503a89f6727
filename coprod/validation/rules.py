"""The rules: what each code means, read from the shapes."""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec
import pyoxigraph as ox

from coprod.data import shipped
from coprod.names import PREFIXES, SHAPES

SEVERITIES = ("info", "warning", "violation")
"""Severities, the mildest first."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of the shapes."""

    code: str
    label: str
    message: str
    severity: str


def shape_files() -> list[Path]:
    """The Turtle files of the shipped shapes, sorted by name."""
    return sorted(shipped("shapes").glob("*.ttl"))


@functools.cache
def shipped_rules() -> dict[str, Rule]:
    """The shipped rules by code.

    >>> shipped_rules()["COP001"].severity
    'violation'
    """
    facts: dict[str, dict[str, str]] = {}
    for path in shape_files():
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                facts.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    rules = [
        Rule(
            code=iri.removeprefix(SHAPES),
            label=about[PREFIXES["rdfs"] + "label"],
            message=about[PREFIXES["sh"] + "message"],
            severity=about[PREFIXES["sh"] + "severity"].removeprefix(PREFIXES["sh"]).lower(),
        )
        for iri, about in facts.items()
        if PREFIXES["sh"] + "message" in about
    ]
    return {rule.code: rule for rule in sorted(rules, key=lambda r: r.code)}
