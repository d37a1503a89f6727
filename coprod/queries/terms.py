"""The terms that a graph knows, found by id, IRI or label."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Iterable

import msgspec
import pyoxigraph as ox

from coprod.names import COPROD, PREFIXES
from coprod.queries.parameters import BadParameter
from coprod.queries.tables import select
from coprod.store import GraphStore

_TERMS = """
SELECT DISTINCT ?term ?label WHERE {
  { ?term a skos:Concept ; skos:prefLabel|skos:altLabel ?label }
  UNION { ?term a owl:ObjectProperty ; rdfs:subPropertyOf coprod:relatedTo ; rdfs:label ?label }
  UNION { VALUES ?term { coprod:relatedTo } ?term rdfs:label ?label }
}
ORDER BY ?term ?label
"""
_RELATIONS = "SELECT DISTINCT ?relation WHERE { ?relation rdfs:subPropertyOf coprod:relatedTo }"


class GraphTerm(msgspec.Struct, frozen=True):
    """A term of a graph, by its IRI and one of its labels."""

    iri: str
    label: str


class UnknownTerm(BadParameter):
    """A name that no term of the graph has."""


class GraphTerms:
    """Looks terms up in the ontology graph of a store, once."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store

    def resolve(self, name: str) -> ox.NamedNode:
        """The IRI of the term of that id, label, IRI or prefixed name.

        Raises:
            UnknownTerm: there is none; the message suggests one.
        """
        found = self._by_name.get(name) or self._by_name.get(plain(name))
        if found is None:
            near = difflib.get_close_matches(plain(name), self._by_name, 1)
            hint = f"; did you mean {short(self._by_name[near[0]])}?" if near else ""
            raise UnknownTerm(f"the graph has no term {name!r}{hint}")
        return ox.NamedNode(found)

    def kind(self, term: ox.NamedNode) -> str:
        """What a parameter may want: ``RELATION`` or ``TERM``."""
        return "RELATION" if term.value in self._relations else "TERM"

    @functools.cached_property
    def _relations(self) -> frozenset[str]:
        return frozenset({COPROD + "relatedTo"}) | {str(iri) for (iri,) in select(self._store, _RELATIONS).rows}

    @functools.cached_property
    def _by_name(self) -> dict[str, str]:
        """IRIs by everything that a term may be called; ids come before labels, and preferred ones before others."""
        terms = list(self._terms())
        names: dict[str, str] = {}
        for term in terms:
            for name in (term.iri, short(term.iri), f"coprod:{short(term.iri)}"):
                names.setdefault(name, term.iri)
        for term in terms:
            names.setdefault(plain(short(term.iri)), term.iri)
        for term in terms:
            names.setdefault(plain(term.label), term.iri)
        return names

    def _terms(self) -> Iterable[GraphTerm]:
        for iri, label in select(self._store, _TERMS).rows:
            yield GraphTerm(str(iri), str(label))


def short(iri: str) -> str:
    """The local name of a term.

    >>> short("https://w3id.org/coprod/CoDesign"), short("https://example.org/terms#Kiosk")
    ('CoDesign', 'Kiosk')
    """
    if iri.startswith(COPROD):
        return iri[len(COPROD) :]
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return re.split(r"[/#]", iri)[-1]


def plain(name: str) -> str:
    """A name without case, and with single spaces between words.

    >>> plain("Co-Design")
    'co design'
    """
    return re.sub(r"[^\w]+", " ", name.casefold()).strip()
