"""How far the ontology is described and used: by area, and term by term.

A term is *reached* by

- a question, where a file of `ontology/competency/` names it, or names a term above it and asks for what is below;
- a shape, where a rule names it;
- a statement, where a coded row of the demo maps to it;
- a model, where it stands in what is said of a published model, a level of one, a premise or a described initiative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import pyoxigraph as ox

from coprod.data import shipped
from coprod.names import COPROD, PREFIXES
from coprod.ontology import Concept, Ontology, Relation
from coprod.ontology.terms import turtle_files

WAYS = ("question", "shape", "statement", "model")
"""By which a term can be reached."""

RELATIONS = "relations"
"""The area of all relations; the area of a concept is its root, such as ``Actor``."""

_NAMED = re.compile(r"\bcoprod:([A-Za-z][A-Za-z0-9]*)")
_BELOW = ("skos:broader", "rdfs:subPropertyOf")
_CASES = ("CoProductionModel", "ModelLevel", "FoundationalPremise", "Initiative")
_ABOUT = {PREFIXES["skos"] + "broader", PREFIXES["rdfs"] + "isDefinedBy", PREFIXES["skos"] + "inScheme"}
_TYPE = PREFIXES["rdf"] + "type"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One term: what is said of it, and what reaches it."""

    id: str
    kind: str
    """``class`` or ``relation``."""
    area: str
    definition: bool
    source: bool
    synonym: bool
    question: bool
    shape: bool
    statement: bool
    model: bool

    @property
    def reached(self) -> bool:
        """Whether anything reaches the term."""
        return any(getattr(self, way) for way in WAYS)


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of one area."""

    area: str
    terms: int
    definition: int
    source: int
    synonym: int
    question: int
    shape: int
    statement: int
    model: int
    unreached: int


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """Every class and relation, in order of area and id."""

    lines: tuple[Line, ...]

    def areas(self) -> list[Area]:
        """The counts by area, the relations last."""
        names = sorted({line.area for line in self.lines}, key=lambda area: (area == RELATIONS, area))
        return [_count(name, [line for line in self.lines if line.area == name]) for name in names]

    def total(self) -> Area:
        """The counts of everything."""
        return _count("all", self.lines)

    def unreached(self) -> dict[str, list[str]]:
        """By area, the ids that nothing reaches."""
        left: dict[str, list[str]] = {}
        for line in self.lines:
            if not line.reached:
                left.setdefault(line.area, []).append(line.id)
        return left


def coverage() -> Coverage:
    """The coverage of the shipped ontology by the shipped questions, shapes and statements."""
    ontology, facts = Ontology.load(), _Facts(turtle_files())
    reached = {
        "question": set(_asked(ontology, _files("ontology", "competency/*.rq"))),
        "shape": set(_named(_files("shapes", "*.ttl") + _files("shapes", "ontology/*.ttl"))),
        "statement": set(_stated()),
        "model": set(facts.said_of_cases(ontology)),
    }
    terms: list[Concept | Relation] = [
        *(c for c in ontology.concepts.values() if c.iri in facts.classes),
        *ontology.relations.values(),
    ]
    lines = [_line(ontology, term, reached) for term in terms]
    return Coverage(lines=tuple(sorted(lines, key=lambda line: (line.area == RELATIONS, line.area, line.id))))


def _line(ontology: Ontology, term: Concept | Relation, reached: dict[str, set[str]]) -> Line:
    concept = isinstance(term, Concept)
    return Line(
        id=term.id,
        kind="class" if concept else "relation",
        area=ontology.area(term.id) if concept else RELATIONS,
        definition=bool(term.definition),
        source=bool(term.sources),
        synonym=bool(term.alt_labels),
        **{way: term.id in reached[way] for way in WAYS},
    )


def _count(name: str, lines: Iterable[Line]) -> Area:
    lines = list(lines)
    facts = ("definition", "source", "synonym", *WAYS)
    return Area(
        area=name,
        terms=len(lines),
        unreached=sum(not line.reached for line in lines),
        **{fact: sum(getattr(line, fact) for line in lines) for fact in facts},
    )


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted(shipped(folder).glob(pattern))


def _named(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield from _NAMED.findall(path.read_text(encoding="utf-8"))


def _asked(ontology: Ontology, paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        text = path.read_text(encoding="utf-8")
        deep = any(link in text for link in _BELOW)
        for id in _NAMED.findall(text):
            yield id
            if deep and id in ontology.concepts:
                yield from ontology.narrower(id)
            elif deep and id in ontology.relations:
                yield from (r for r in ontology.relations if id in ontology.relation_ancestors(r))


def _stated() -> Iterator[str]:
    from coprod.mapping.rows import Mapped, Row
    from coprod.workflow import Job, run

    found: set[str] = set()

    def collect(row: Row) -> None:
        if isinstance(row, Mapped):
            for assertion in row.mapping.assertions:
                found.update(assertion)
            found.update(row.mapping.attributed_to, row.mapping.contexts)

    run(Job(inputs=(Path(__file__).parents[1] / "demo" / "statements.tsv",)), collect)
    yield from found


class _Facts:
    """The named triples of the ontology's files."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.by_subject: dict[str, list[tuple[str, str]]] = {}
        for path in paths:
            for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                    facts = self.by_subject.setdefault(quad.subject.value, [])
                    facts.append((quad.predicate.value, quad.object.value))
        self.classes = {iri for iri, facts in self.by_subject.items() if (_TYPE, PREFIXES["owl"] + "Class") in facts}

    def said_of_cases(self, ontology: Ontology) -> Iterator[str]:
        """Ids of the concepts and relations that stand in what is said of a case, with their kinds."""
        ids = ontology.by_iri()
        for case in self._cases(ontology):
            for predicate, object in self.by_subject[case]:
                if predicate not in _ABOUT:
                    yield from (ids[iri] for iri in (predicate, object) if iri in ids)

    def _cases(self, ontology: Ontology) -> set[str]:
        """Models, their levels, premises and initiatives, and the persons, things and places that they lead to."""
        kinds = {COPROD + id for id in (*_CASES, *ontology.narrower("CoProductionModel"))}
        cases = {
            iri for iri, facts in self.by_subject.items() if iri not in self.classes and self._types(facts) & kinds
        }
        named = {object for case in cases for predicate, object in self.by_subject[case] if predicate != _TYPE}
        return cases | {iri for iri in named & self.by_subject.keys() if iri not in self.classes and self._ours(iri)}

    def _ours(self, iri: str) -> bool:
        return any(type_ in self.classes for type_ in self._types(self.by_subject[iri]))

    def _types(self, facts: list[tuple[str, str]]) -> set[str]:
        return {object for predicate, object in facts if predicate == _TYPE}
