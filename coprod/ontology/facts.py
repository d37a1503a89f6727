"""The triples of Turtle files, gathered by subject, and the records of terms made from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from coprod.names import COPROD, PREFIXES
from coprod.ontology.records import Concept, Relation

_TYPE = PREFIXES["rdf"] + "type"
_FIRST = PREFIXES["rdf"] + "first"
_REST = PREFIXES["rdf"] + "rest"
_CONCEPT = PREFIXES["skos"] + "Concept"

About = dict[str, list[str]]


class Facts:
    """Triples of the Turtle files, by subject and predicate; English text comes before text in other languages."""

    def __init__(self) -> None:
        self.by_subject: dict[str, About] = {}
        self.prefixes: dict[str, str] = {}
        self._foreign: set[tuple[str, str]] = set()

    def read(self, path: Path) -> None:
        """Adds the triples of a file.

        Raises:
            OSError: the file cannot be read.
            SyntaxError: the file is not Turtle.
        """
        parser = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        for quad in parser:
            values = self.by_subject.setdefault(_node(quad.subject, path), {}).setdefault(quad.predicate.value, [])
            value = _node(quad.object, path)
            if isinstance(quad.object, ox.Literal) and not (quad.object.language or "en").lower().startswith("en"):
                values.append(value)
                self._foreign.add((quad.predicate.value, value))
            else:
                values.insert(self._english(quad.predicate.value, values), value)
        for prefix, iri in parser.prefixes.items():
            if prefix:
                self.prefixes.setdefault(iri, prefix)

    def _english(self, predicate: str, values: list[str]) -> int:
        """The number of values before the first one in another language."""
        if not self._foreign:
            return len(values)
        return next((i for i, value in enumerate(values) if (predicate, value) in self._foreign), len(values))

    def of_type(self, type_iri: str) -> Iterator[tuple[str, About]]:
        """Subjects of a type, with what is said of each."""
        for subject, facts in self.by_subject.items():
            if type_iri in facts.get(_TYPE, ()):
                yield subject, facts

    def version(self) -> str:
        """`owl:versionInfo` of the first ontology that has one."""
        about = (
            facts.get(PREFIXES["owl"] + "versionInfo", ()) for _, facts in self.of_type(PREFIXES["owl"] + "Ontology")
        )
        return next((version[0] for version in about if version), "")

    def concepts(self) -> Iterator[Concept]:
        """Every `skos:Concept`."""
        for iri, facts in self.of_type(_CONCEPT):
            labels = texts(facts, "skos", "prefLabel")
            yield Concept(
                id=self.id(iri),
                iri=iri,
                label=labels[0] if labels else "",
                broader=self.ids(facts, "skos", "broader"),
                subclass_of=self.ids(facts, "rdfs", "subClassOf"),
                **self._common(facts, labels[1:]),
            )

    def relations(self) -> Iterator[Relation]:
        """`relatedTo` and every property below it; a domain or range that is not given is that of the parents."""
        inverses = {
            inverse: iri
            for iri, facts in self.by_subject.items()
            for inverse in facts.get(PREFIXES["owl"] + "inverseOf", ())
        }
        for iri in self.claim_relations():
            facts = self.by_subject[iri]
            labels = texts(facts, "rdfs", "label")
            inverse = self.by_subject.get(inverses.get(iri, ""), {})
            yield Relation(
                id=self.id(iri),
                iri=iri,
                label=labels[0] if labels else "",
                parents=self.ids(facts, "rdfs", "subPropertyOf"),
                domain=self.ends(iri, "domain"),
                range=self.ends(iri, "range"),
                inverse=self.id(inverses[iri]) if iri in inverses else "",
                inverse_label=first(inverse, "rdfs", "label"),
                inverse_alt_labels=texts(inverse, "skos", "altLabel"),
                contraries=tuple(self.id(i) for i in facts.get(COPROD + "contraryTo", ())),
                **self._common(facts, labels[1:]),
            )

    def claim_relations(self) -> list[str]:
        """`relatedTo` and every property below it; inverses are not below it and are left out."""
        below: dict[str, list[str]] = {}
        for iri, facts in self.by_subject.items():
            for parent in facts.get(PREFIXES["rdfs"] + "subPropertyOf", ()):
                below.setdefault(parent, []).append(iri)
        found = [COPROD + "relatedTo"]
        for iri in found:
            found.extend(child for child in below.get(iri, ()) if child not in found)
        return [iri for iri in found if iri in self.by_subject]

    def id(self, iri: str) -> str:
        """The id of an IRI: its local name, with its prefix where it is a user's own."""
        if iri.startswith(COPROD):
            return iri[len(COPROD) :]
        prefix = self.prefixes.get(namespace(iri), "")
        return f"{prefix}.{iri[len(namespace(iri)) :]}" if prefix else iri

    def ids(self, facts: About, prefix: str, name: str) -> tuple[str, ...]:
        """The ids that stand after a predicate."""
        return tuple(self.id(i) for i in facts.get(PREFIXES[prefix] + name, ()) if not i.startswith("_:"))

    def ends(self, iri: str, name: str) -> tuple[str, ...]:
        """The ids of a relation's ``domain`` or ``range``; where none is given, those of its nearest parent."""
        seen: list[str] = []
        todo = [iri]
        while todo:
            at = todo.pop(0)
            facts = self.by_subject.get(at, {})
            found = self._members(facts, name)
            if found:
                return found
            seen.append(at)
            todo += [p for p in facts.get(PREFIXES["rdfs"] + "subPropertyOf", ()) if p not in seen]
        return ()

    def _members(self, facts: About, name: str) -> tuple[str, ...]:
        """The classes of a domain or range: one class, or the members of a union."""
        found: list[str] = []
        for node in facts.get(PREFIXES["rdfs"] + name, ()):
            for cell in self.by_subject.get(node, {}).get(PREFIXES["owl"] + "unionOf", ()):
                while cell in self.by_subject:
                    found.append(self.id(self.by_subject[cell][_FIRST][0]))
                    cell = self.by_subject[cell][_REST][0]
            if not node.startswith("_:"):
                found.append(self.id(node))
        return tuple(found)

    def _common(self, facts: About, more_labels: tuple[str, ...]) -> dict[str, Any]:
        also = (*texts(facts, "skos", "altLabel"), *more_labels)
        return {
            "definition": first(facts, "skos", "definition"),
            "alt_labels": tuple(dict.fromkeys(also)),
            "hidden_labels": texts(facts, "skos", "hiddenLabel"),
            "scope_note": first(facts, "skos", "scopeNote"),
            "example": first(facts, "skos", "example"),
            "sources": texts(facts, "dcterms", "source"),
            "deprecated": "true" in texts(facts, "owl", "deprecated"),
            "replaced_by": self.ids(facts, "dcterms", "isReplacedBy"),
        }


def namespace(iri: str) -> str:
    """An IRI up to its last slash or hash.

    >>> namespace("https://example.org/our/YouthAdviser")
    'https://example.org/our/'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def first(facts: About, prefix: str, name: str) -> str:
    """The first text after a predicate, English before other languages; empty where there is none."""
    return next(iter(facts.get(PREFIXES[prefix] + name, ())), "")


def texts(facts: About, prefix: str, name: str) -> tuple[str, ...]:
    """All texts after a predicate."""
    return tuple(facts.get(PREFIXES[prefix] + name, ()))


def _node(term: object, path: Path) -> str:
    """A term as text; blank nodes are kept apart by file."""
    if isinstance(term, ox.BlankNode):
        return f"_:{path.stem}-{term.value}"
    return str(term.value)  # type: ignore[attr-defined]
