"""Parameters bound into a query: only as IRIs of terms that the graph knows, as numbers, or as quoted text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import pyoxigraph as ox

from coprod.queries.named import Parameter, Question

_WITH = re.compile(r"#\s*with (\w+)\s*$")
Value = str | int | float
Given = Mapping[str, Value | Iterable[Value]]


class BadParameter(ValueError):
    """A parameter that the query does not take, that is missing, or that has no such value."""


def bind(text: str, given: Given, resolve: Callable[[str], ox.NamedNode]) -> str:
    """The query with parameters filled in; `resolve` gives the IRI of a term.

    Text that names a term stands as its IRI, a number as a number; text in double quotes stands as text.

    Raises:
        BadParameter: the query has no clause ``VALUES ?name { … }`` for a parameter.

    >>> patient = ox.NamedNode("https://w3id.org/coprod/Patient")
    >>> bind("SELECT ?s { VALUES ?o { UNDEF } ?s ?p ?o }", {"o": "Patient"}, lambda name: patient)
    'SELECT ?s { VALUES ?o { <https://w3id.org/coprod/Patient> } ?s ?p ?o }'
    """
    lines = [line for line in text.split("\n") if not (m := _WITH.search(line)) or m[1] in given]
    text = "\n".join(lines)
    for name, value in given.items():
        values = [value] if isinstance(value, str | int | float) else list(value)
        terms = " ".join(str(_term(v, resolve)) for v in values)
        clause = re.compile(rf"(VALUES\s+\?{re.escape(name)}\s*\{{)[^{{}}]*\}}", re.IGNORECASE)
        if not clause.search(text):
            raise BadParameter(f"the query takes no {name!r}: it has no clause VALUES ?{name} {{ … }} to fill")
        text = clause.sub(lambda m, terms=terms: f"{m[1]} {terms} }}", text)  # type: ignore[misc]
    return text


def bind_question(
    question: Question,
    given: Given,
    resolve: Callable[[str], ox.NamedNode],
    kind: Callable[[ox.NamedNode], str] | None = None,
) -> str:
    """The SPARQL of a named question with parameters filled in.

    Args:
        question: the question.
        given: values by the names of its parameters.
        resolve: gives the IRI of a term.
        kind: says whether a term is a ``RELATION`` or a ``TERM``; without it neither is refused for the other.

    Raises:
        BadParameter: a parameter is unknown to the question, missing, or of the wrong kind.
    """
    known = {p.name: p for p in question.parameters}
    for name, value in given.items():
        if name not in known:
            takes = ", ".join(f"--{n}" for n in known) or "no parameters"
            raise BadParameter(f"{question.name} takes {takes}, not --{name}")
        if known[name].kind == "NUMBER" and not isinstance(value, int):
            raise BadParameter(f"--{name}: {value!r} is not a whole number")
        if kind is not None:
            _check_kind(known[name], value, resolve, kind)
    missing = [f"--{p.name} {p.kind}" for p in question.parameters if p.required and p.name not in given]
    if missing:
        raise BadParameter(f"{question.name} needs {' and '.join(missing)}")
    return bind(question.text, given, resolve)


def _check_kind(
    parameter: Parameter,
    value: Value | Iterable[Value],
    resolve: Callable[[str], ox.NamedNode],
    kind: Callable[[ox.NamedNode], str],
) -> None:
    for one in [value] if isinstance(value, str | int | float) else list(value):
        found = _term(one, resolve)
        if isinstance(found, ox.NamedNode) and kind(found) != parameter.kind:
            words = {"RELATION": "a relation", "TERM": "a concept"}
            wanted = parameter.about.split(",")[0]
            raise BadParameter(f"--{parameter.name}: {one!r} is {words[kind(found)]}, and this asks for {wanted}")


def _term(value: Value, resolve: Callable[[str], ox.NamedNode]) -> ox.NamedNode | ox.Literal:
    if not isinstance(value, str):
        return ox.Literal(value)
    if len(value) > 1 and value.startswith('"') and value.endswith('"'):
        return ox.Literal(value[1:-1])
    return resolve(value)
