"""The rules: what each code means, read from the shapes."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pyoxigraph as ox

from coprod.data import shipped
from coprod.names import PREFIXES, SHAPES

SEVERITIES = ("info", "warning", "violation")
"""Severities, the mildest first."""


DOC = "https://w3id.org/coprod/docs/rules#"
"""The page of rules; a code follows."""


class UnknownRule(ValueError):
    """A setting for a rule that does not exist, or with a severity that does not."""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of the shapes."""

    code: str
    label: str
    message: str
    """What to do."""
    severity: str
    why: str = ""
    scope: str = ""
    """What it looks at: what one ``source`` says, the whole ``graph``, a ``row`` of a table, or the ``settings``."""
    doc: str = ""
    """The IRI of its page."""
    in_text: bool = False
    """It needs the text of the source."""
    may_be_off: bool = True
    """Whether a project can switch it off; its severity can always be changed."""


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
    return read_rules(shape_files())


@functools.cache
def ontology_rules() -> dict[str, Rule]:
    """The rules for the ontology itself, by code.

    >>> ontology_rules()["ONT022"].label
    'no concept above itself'
    """
    return read_rules(ontology_shape_files())


def with_settings(rules: Mapping[str, Rule], settings: Mapping[str, str]) -> dict[str, Rule]:
    """The rules as a project wants them: ``{"COP010": "off", "COP013": "info"}``.

    Raises:
        UnknownRule: there is no such rule or severity.
    """
    wanted = dict(rules)
    for code, setting in settings.items():
        if code not in rules:
            raise UnknownRule(f"rules: there is no rule “{code}”; the rules are {_span(rules)}")
        if setting == "off" and not rules[code].may_be_off:
            raise UnknownRule(f"rules: {code} cannot be off, but it can be “info”: {rules[code].why}")
        if setting == "off":
            del wanted[code]
        elif setting in SEVERITIES:
            wanted[code] = msgspec.structs.replace(rules[code], severity=setting)
        else:
            raise UnknownRule(f"rules: {code} is one of off, {', '.join(SEVERITIES)}, not “{setting}”")
    return wanted


def _span(rules: Mapping[str, Rule]) -> str:
    families: dict[str, list[str]] = {}
    for code in sorted(rules):
        families.setdefault(code.rstrip("0123456789"), []).append(code)
    return ", ".join(f"{codes[0]} to {codes[-1]}" if len(codes) > 1 else codes[0] for codes in families.values())


def read_rules(paths: Iterable[Path]) -> dict[str, Rule]:
    """The rules of Turtle files: every named resource with a `sh:message`."""
    facts: dict[str, dict[str, str]] = {}
    for path in paths:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                facts.setdefault(quad.subject.value, {})[quad.predicate.value] = quad.object.value
    rdfs, sh = PREFIXES["rdfs"], PREFIXES["sh"]
    rules = [
        Rule(
            code=iri.removeprefix(SHAPES),
            label=about.get(rdfs + "label", ""),
            message=about[sh + "message"],
            severity=about.get(sh + "severity", "Violation").removeprefix(sh).lower(),
            why=about.get(rdfs + "comment", ""),
            scope=about.get(SHAPES + "scope", ""),
            doc=about.get(rdfs + "seeAlso", f"{DOC}{code}" if (code := iri.removeprefix(SHAPES)) != iri else ""),
            in_text=about.get(PREFIXES["rdf"] + "type") == SHAPES + "TextRule",
        )
        for iri, about in facts.items()
        if sh + "message" in about
    ]
    return {rule.code: rule for rule in sorted(rules, key=lambda r: r.code)}
