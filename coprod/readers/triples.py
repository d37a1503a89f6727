"""Assertions that a person typed: ids or labels, one triple on a line.

>>> reader = Triples(Ontology.load())
>>> reader.read("CoDesign involvesActor Patient")
([('CoDesign', 'involvesActor', 'Patient')], [])
>>> reader.read("co-design – involves – patient\\nCoDesign involvesActor Crer")[1]
['“Crer” is not a concept; did you mean “Carer”?']
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping
from typing import Final

from coprod.names import COPROD, UNDIRECTED
from coprod.ontology.terms import Concept, Ontology, Relation
from coprod.readers.errors import did_you_mean
from coprod.readers.verdict import Triple

_DASH: Final = re.compile(r"\s+[–—-]\s+|\s*[\t→|]\s*")
_LINES: Final = re.compile(r"[;\r\n]+")


class Triples:
    """Resolves typed assertions against an ontology."""

    def __init__(self, ontology: Ontology | None = None) -> None:
        """Without an ontology the shipped one is read when it is first needed."""
        self._given = ontology

    @functools.cached_property
    def ontology(self) -> Ontology:
        """The ontology that ids and labels are looked up in."""
        return self._given or Ontology.load()

    def read(self, cell: str) -> tuple[list[Triple], list[str]]:
        """The triples of a cell, and what is wrong with lines that are none."""
        triples: list[Triple] = []
        faults: list[str] = []
        for line in _LINES.split(cell):
            if line.strip():
                triple, wrong = self._line(line.strip())
                faults += wrong
                if triple and triple not in triples:
                    triples.append(triple)
        return triples, faults

    def _line(self, line: str) -> tuple[Triple | None, list[str]]:
        parts = [part.strip() for part in _DASH.split(line)]
        if len(parts) == 3:
            return self._triple(*parts)
        words = line.split()
        if len(words) == 3:
            return self._triple(words[0], words[1], words[2])
        found = {triple for split in _splits(words) for triple, wrong in [self._triple(*split)] if triple and not wrong}
        if len(found) == 1:
            return found.pop(), []
        return None, [f"“{line}” is not one triple; write it as in CoDesign involvesActor Patient, one on each line"]

    def _triple(self, subject: str, relation: str, object: str) -> tuple[Triple | None, list[str]]:
        faults = []
        ends = []
        for words in (subject, object):
            concept = self._concepts.get(_key(words))
            if not concept:
                faults.append(f"“{words}” is not a concept{did_you_mean(words, self._names(self.ontology.concepts))}")
            ends.append(concept or "")
        forward, turned = self._relations.get(_key(relation), ("", False))
        if not forward:
            names = [*self._names(self.ontology.relations), *self.ontology.inverses]
            faults.append(f"“{relation}” is not a relation{did_you_mean(relation, names)}")
        if faults:
            return None, faults
        if turned or (forward in UNDIRECTED and ends[1] < ends[0]):
            ends.reverse()
        return (ends[0], forward, ends[1]), []

    @functools.cached_property
    def _concepts(self) -> dict[str, str]:
        return _by_name(self.ontology.concepts.values())

    @functools.cached_property
    def _relations(self) -> dict[str, tuple[str, bool]]:
        """Ids of relations by what they may be called, and whether that name reads backwards."""
        relations = self.ontology.relations.values()
        back = {_key(name): (r.id, True) for r in relations for name in (r.inverse_label, r.inverse) if name}
        return back | {name: (id, False) for name, id in _by_name(relations).items()}

    def _names(self, terms: Mapping[str, Concept | Relation]) -> list[str]:
        return [*terms, *(t.label for t in terms.values())]


def _by_name(terms: Iterable[Concept | Relation]) -> dict[str, str]:
    """Ids by everything a term may be called; the id comes before a label, a label before another name."""
    found: dict[str, str] = {}
    terms = sorted(terms, key=lambda t: (t.deprecated, t.id))
    for names in (
        lambda t: (t.id, t.iri, f"coprod:{t.id}", t.id.replace(".", ":", 1)),
        lambda t: (t.label,),
        lambda t: t.alt_labels,
    ):
        for term in terms:
            for name in names(term):
                found.setdefault(_key(name), term.id)
    return found


def _key(name: str) -> str:
    return " ".join(name.removeprefix(COPROD).casefold().replace("_", " ").split())


def _splits(words: list[str]) -> Iterable[tuple[str, str, str]]:
    for i, j in itertools.combinations(range(1, len(words)), 2):
        yield " ".join(words[:i]), " ".join(words[i:j]), " ".join(words[j:])
