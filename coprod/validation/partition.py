"""The part of graph files that the rules read, as N-Triples.

Most of what `coprod map` writes is for people (notes, labels, tiers). Only triples with a predicate that some shape
names go to the engine, which is several times faster for it; the results are the same. Shapes of the user that may
look at any predicate (`sh:closed`, SPARQL) get everything.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from coprod.names import COPROD, GRAPH_DIRECT, GRAPH_ONTOLOGY, PREFIXES

TYPE: Final = f"<{PREFIXES['rdf']}type>"
"""As N-Triples writes it."""
_CHECKED: Final = frozenset(
    [f"<{COPROD}{name}>" for name in ("Statement", "Proposition", "Grounding", "Source")]
    + [f"<{PREFIXES['oa']}{name}>" for name in ("TextQuoteSelector", "TextPositionSelector")]
)
_ONTOLOGY: Final = f"<{GRAPH_ONTOLOGY}>"
_DIRECT: Final = f"<{GRAPH_DIRECT}>"
_PREFIXED: Final = re.compile(r"(?<![\w<])([A-Za-z]\w*):([A-Za-z_][\w-]*)")
_IRI: Final = re.compile(r"<([^<>\s]+)>")


class Data(NamedTuple):
    """What the rules read: of the files, tails of triples (``predicate object .``) by subject, and the ontology."""

    facts: dict[str, list[str]]
    terms: tuple[str, ...]
    relations: frozenset[str]
    """The relations of the ontology, as N-Triples writes them."""
    checked: int
    """How many nodes there are that rules look at."""

    @property
    def ntriples(self) -> bytes:
        """All of it as N-Triples."""
        return ntriples((*self.terms, *lines_of(self.facts)))


def lines_of(facts: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The lines of N-Triples of some subjects."""
    for subject, tails in facts.items():
        for tail in tails:
            yield f"{subject} {tail}"


def ntriples(lines: Iterable[str]) -> bytes:
    """Lines as a file."""
    return "\n".join((*lines, "")).encode("utf-8", "surrogatepass")


def gather(paths: Iterable[Path], own_terms: tuple[Path, ...], predicates: frozenset[str] | None) -> Data:
    """The triples of the files and of the ontology that have one of these predicates; ``None``: all of them.

    What the ontology says itself by its relations (a published model applies to a setting) is left out, so that rules
    for direct triples look at direct triples alone.

    Raises:
        UnreadableGraph: a file is missing, empty or broken.
    """
    from coprod.store.reading import read_quads

    terms = _terms(own_terms)
    wanted = None if predicates is None else {f"<{iri}>" for iri in predicates} | terms.relations
    facts: dict[str, list[str]] = {}
    same: dict[str, str] = {}
    checked: set[str] = set()
    for quad in read_quads(paths):
        predicate = str(quad.predicate)
        if wanted is not None and predicate not in wanted:
            continue
        subject, value = str(quad.subject), str(quad.object)
        tail = f"{predicate} {value} ."
        if predicate == TYPE and value in _CHECKED:
            checked.add(subject)
        elif predicate in terms.relations:
            graph = str(quad.graph_name)
            if graph == _ONTOLOGY or (graph != _DIRECT and f"{subject} {tail}" in terms.facts):
                continue
        facts.setdefault(subject, []).append(same.setdefault(tail, tail))
    lines = tuple(line for line in terms.lines if wanted is None or line.split(" ", 2)[1] in wanted)
    return Data(_without(facts, lines), lines, terms.relations, len(checked))


def _without(facts: dict[str, list[str]], lines: Iterable[str]) -> dict[str, list[str]]:
    """The facts without these lines: a graph has a copy of the ontology."""
    known: dict[str, set[str]] = {}
    for line in lines:
        subject, _, tail = line.partition(" ")
        if subject in facts:
            known.setdefault(subject, set()).add(tail)
    for subject, tails in known.items():
        facts[subject] = [tail for tail in facts[subject] if tail not in tails]
        if not facts[subject]:
            del facts[subject]
    return facts


class _Terms(NamedTuple):
    lines: tuple[str, ...]
    facts: frozenset[str]
    relations: frozenset[str]


@functools.lru_cache(maxsize=4)
def _terms(own_terms: tuple[Path, ...]) -> _Terms:
    """The ontology as lines, what it says by its own relations, and these relations."""
    from coprod.graph.vocabulary import ontology_triples
    from coprod.ontology import Ontology

    ontology = Ontology.load(own_terms)
    relations = frozenset(f"<{relation.iri}>" for relation in ontology.relations.values())
    lines: list[str] = []
    facts: list[str] = []
    for triple in sorted(set(ontology_triples(ontology, own_terms))):
        (facts if triple.split(" ", 2)[1] in relations else lines).append(f"{triple} .")
    return _Terms(tuple(lines), frozenset(facts), relations)


def predicates_of(shapes: str) -> frozenset[str] | None:
    """Every IRI that a text of shapes names, a predicate among them; ``None`` where any predicate may matter.

    >>> named = predicates_of("@prefix ex: <https://example.org/> . [] sh:path ex:a ; sh:hasValue <urn:b> .")
    >>> "https://example.org/a" in named, "urn:b" in named
    (True, True)
    >>> predicates_of("[] sh:closed true .") is None
    True
    """
    if re.search(r"\b(closed|sparql|select|ask)\b", shapes):
        return None
    return named_iris(shapes)


def named_iris(turtle: str) -> frozenset[str]:
    """The IRIs in a Turtle text, also those in its SPARQL queries."""
    prefixes = PREFIXES | dict(re.findall(r"(?i)prefix\s+([\w-]*):\s*<([^<>]*)>", turtle))
    full = {prefixes[p] + local for p, local in _PREFIXED.findall(turtle) if p in prefixes}
    return frozenset(full | set(_IRI.findall(turtle)) | {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "subClassOf"})
