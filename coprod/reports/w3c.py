"""The report as the W3C's `sh:ValidationReport`, in Turtle, for programs that know SHACL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from coprod.names import COPROD, PREFIXES, SHAPES
from coprod.reports.formats import Options
from coprod.validation.report import Finding, Report
from coprod.validation.rules import shape_files, shipped_rules

_SH_IRI: Final = PREFIXES["sh"]
_RDF_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_IRI: Final = re.compile(r"(?:https?://|urn:|file:)[^\s<>\"{}|\\^`]+")
_BLANK: Final = re.compile(r"[A-Za-z0-9]+")

_Term = ox.NamedNode | ox.BlankNode | ox.Literal


def render(report: Report, options: Options | None = None) -> str:
    """The report in Turtle.

    Rules are the source shapes. A value is written as IRI where it looks like one and else as a plain literal.
    """
    about = ox.BlankNode("report")
    triples = [
        ox.Triple(about, _RDF_TYPE, _sh("ValidationReport")),
        ox.Triple(about, _sh("conforms"), ox.Literal(report.conforms)),
    ]
    paths = _paths(finding.code for finding in report.findings)
    for i, finding in enumerate(report.findings, 1):
        result = ox.BlankNode(f"result{i}")
        triples.append(ox.Triple(about, _sh("result"), result))
        triples += _result(finding, result, paths.get(finding.code, []))
    prefixes = {name: PREFIXES[name] for name in ("sh", "coprod", "dcterms", "oa", "prov", "rdf", "xsd")}
    text = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes={**prefixes, "shapes": SHAPES})
    return _ordered((text or b"").decode())


def _ordered(turtle: str) -> str:
    """The prefixes in order, for the writer has them in none."""
    lines = turtle.splitlines()
    prefixes = sorted(line for line in lines if line.startswith("@prefix "))
    return "\n".join([*prefixes, "", *lines[len(prefixes) :]])


def _result(finding: Finding, result: ox.BlankNode, path: list[ox.Triple]) -> Iterator[ox.Triple]:
    shape = finding.code if ":" in finding.code else SHAPES + finding.code
    facts: list[tuple[str, _Term]] = [
        ("focusNode", _term(finding.focus)),
        ("resultSeverity", _sh(finding.severity.capitalize())),
        ("sourceShape", ox.NamedNode(shape) if _IRI.fullmatch(shape) else ox.BlankNode("shape")),
        ("resultMessage", ox.Literal(finding.message, language="en")),
    ]
    if finding.component:
        iri = finding.component if ":" in finding.component else _SH_IRI + finding.component
        facts.append(("sourceConstraintComponent", ox.NamedNode(iri)))
    if finding.predicate:
        facts.append(("resultPath", _path(finding.predicate)))
    if finding.value:
        facts.append(("value", _term(finding.value)))
    yield ox.Triple(result, _RDF_TYPE, _sh("ValidationResult"))
    for name, term in facts:
        yield ox.Triple(result, _sh(name), term)
    if not finding.predicate and path:
        yield from _copied(path, result)


def _paths(codes: Iterable[str]) -> dict[str, list[ox.Triple]]:
    """The complex paths of the shipped rules, each as the triples that make it, the rule's own first."""
    wanted = {SHAPES + code: code for code in codes if code in shipped_rules()}
    by_subject: dict[object, list[ox.Triple]] = {}
    if wanted:
        for file in shape_files():
            for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
                by_subject.setdefault(quad.subject, []).append(quad.triple)
    found: dict[str, list[ox.Triple]] = {}
    for iri, code in wanted.items():
        start = [t for t in by_subject.get(ox.NamedNode(iri), []) if t.predicate == _sh("path")]
        if start and isinstance(start[0].object, ox.BlankNode):
            found[code] = [start[0], *_below(start[0].object, by_subject)]
    return found


def _below(node: ox.BlankNode, by_subject: dict[object, list[ox.Triple]]) -> Iterator[ox.Triple]:
    for triple in by_subject.get(node, []):
        yield triple
        if isinstance(triple.object, ox.BlankNode):
            yield from _below(triple.object, by_subject)


def _copied(path: list[ox.Triple], result: ox.BlankNode) -> Iterator[ox.Triple]:
    """The path with blank nodes of its own, for each result has its own copy."""
    names: dict[object, ox.BlankNode] = {}
    for triple in path[1:]:
        names.setdefault(triple.subject, ox.BlankNode(f"{result.value}path{len(names)}"))
    yield ox.Triple(result, _sh("resultPath"), names[path[0].object])
    for triple in path[1:]:
        yield ox.Triple(names[triple.subject], triple.predicate, names.get(triple.object, triple.object))


def _path(name: str) -> ox.NamedNode:
    return ox.NamedNode(name if _IRI.fullmatch(name) else COPROD + name)


def _term(text: str) -> _Term:
    if _IRI.fullmatch(text):
        return ox.NamedNode(text)
    if text.startswith("_:") and _BLANK.fullmatch(text[2:]):
        return ox.BlankNode(text[2:])
    return ox.Literal(text)


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(_SH_IRI + name)
