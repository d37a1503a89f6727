"""The rules: what each code means, read from the shapes."""

from __future__ import annotations

import functools
from collections.abc import Iterable
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
    """The Turtle files of the shapes for evidence graphs, sorted by name."""
    return sorted(shipped("shapes").glob("*.ttl"))


def ontology_shape_files() -> list[Path]:
    """The Turtle files of the shapes for the ontology itself, sorted by name."""
    return sorted((shipped("shapes") / "ontology").glob("*.ttl"))


@functools.cache
def shipped_rules() -> dict[str, Rule]:
    """The rules for evidence graphs, by code.

    >>> shipped_rules()["COP001"].severity
    'violation'
    """
    return _rules(shape_files())


@functools.cache
def ontology_rules() -> dict[str, Rule]:
    """The rules for the ontology itself, by code.

    >>> ontology_rules()["ONT022"].label
    'no concept above itself'
    """
    return _rules(ontology_shape_files())


def _rules(paths: Iterable[Path]) -> dict[str, Rule]:
    facts: dict[str, dict[str, str]] = {}
    for path in paths:
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
