"""Results of SHACL engines in one form, so that engines can be compared and findings made of them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import pyoxigraph as ox

from coprod.names import PREFIXES

_SH: Final = PREFIXES["sh"]
_RDF: Final = PREFIXES["rdf"]
_INVERSE: Final = _SH + "inversePath"
_SUFFIX: Final = {_SH + "zeroOrOnePath": "?", _SH + "zeroOrMorePath": "*", _SH + "oneOrMorePath": "+"}


class Result(NamedTuple):
    """One `sh:ValidationResult`; all parts are strings, IRIs without brackets, and empty where there is none."""

    shape: str
    focus: str
    path: str
    """An IRI, or a longer path as SPARQL writes it."""
    component: str
    severity: str
    value: str


_Term = ox.NamedNode | ox.BlankNode | ox.Literal
_Facts = dict[str, dict[str, list[_Term]]]


def read_results(triples: Iterable[ox.Triple | ox.Quad], shapes: bytes) -> list[Result]:
    """The results of a validation report, sorted, each once; nested ones (`sh:detail`) are left out.

    Args:
        triples: the report.
        shapes: the shapes as Turtle; a longer path is read from its shape, as not every engine repeats it.
    """
    facts = _facts(triples)
    nodes = [str(node) for about in facts.values() for node in about.get(_SH + "result", ())]
    paths = _paths(shapes) if nodes else {}
    return sorted({_result(facts[node], paths) for node in nodes})


def _facts(triples: Iterable[ox.Triple | ox.Quad]) -> _Facts:
    facts: _Facts = {}
    for triple in triples:
        if not isinstance(triple.object, ox.Triple):
            facts.setdefault(str(triple.subject), {}).setdefault(triple.predicate.value, []).append(triple.object)
    return facts


@functools.lru_cache(maxsize=8)
def _paths(shapes: bytes) -> dict[str, str]:
    """The path of every shape that has one."""
    facts = _facts(ox.parse(shapes, format=ox.RdfFormat.TURTLE))
    return {
        shape.strip("<>"): _path(facts, about[_SH + "path"][0], top=True)
        for shape, about in facts.items()
        if _SH + "path" in about
    }


def _result(about: dict[str, list[_Term]], paths: dict[str, str]) -> Result:

    def text(name: str) -> str:
        terms = about.get(_SH + name)
        return plain(terms[0]) if terms else ""

    path = about.get(_SH + "resultPath")
    shape = text("sourceShape")
    if path and not isinstance(path[0], ox.BlankNode):
        path_text = path[0].value
    else:
        path_text = paths.get(shape, "") if path else ""
    return Result(
        shape=shape,
        focus=text("focusNode"),
        path=path_text,
        component=text("sourceConstraintComponent").removeprefix(_SH),
        severity=text("resultSeverity").removeprefix(_SH).lower(),
        value=text("value"),
    )


def plain(term: _Term) -> str:
    """An IRI or text without marks; a blank node as `_:b`.

    >>> plain(ox.NamedNode("https://example.org/a")), plain(ox.Literal("a"))
    ('https://example.org/a', 'a')
    """
    return str(term) if isinstance(term, ox.BlankNode) else term.value


def _path(facts: _Facts, term: ox.NamedNode | ox.BlankNode | ox.Literal, *, top: bool = False) -> str:
    """A path in the syntax of SPARQL; a lone IRI stands without brackets."""
    if not isinstance(term, ox.BlankNode):
        return term.value if top else str(term)
    about = facts.get(str(term), {})
    if _RDF + "first" in about:
        return "/".join(_path(facts, part) for part in _list(facts, term))
    for predicate, objects in about.items():
        if predicate == _INVERSE:
            return f"^{_path(facts, objects[0])}"
        if predicate == _SH + "alternativePath":
            return f"({'|'.join(_path(facts, part) for part in _list(facts, objects[0]))})"
        if predicate in _SUFFIX:
            return f"({_path(facts, objects[0])}){_SUFFIX[predicate]}"
    return "_:"


def _list(
    facts: _Facts, term: ox.NamedNode | ox.BlankNode | ox.Literal
) -> Iterator[ox.NamedNode | ox.BlankNode | ox.Literal]:
    while first := facts.get(str(term), {}).get(_RDF + "first"):
        yield first[0]
        term = facts[str(term)][_RDF + "rest"][0]
