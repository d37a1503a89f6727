"""Runs the shapes over graphs with pyshacl."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from coprod.graph.vocabulary import ontology_triples
from coprod.names import COPROD, PREFIXES, SHAPES
from coprod.ontology import Ontology
from coprod.store import Store
from coprod.validation.report import Finding, Report
from coprod.validation.rules import SEVERITIES, Rule, shape_files, shipped_rules

_CHECKED = (
    COPROD + "Statement",
    COPROD + "Proposition",
    COPROD + "Grounding",
    COPROD + "Source",
    PREFIXES["oa"] + "TextQuoteSelector",
    PREFIXES["oa"] + "TextPositionSelector",
)


def validate(paths: Iterable[Path], own_terms: Iterable[Path] = ()) -> Report:
    """Checks graph files, taken together, against the shipped shapes; the shipped ontology is added to them.

    Args:
        paths: Turtle, TriG, N-Triples, N-Quads or JSON-LD files.
        own_terms: Turtle files of the user's own terms.

    Raises:
        UnreadableGraph: a file is missing, empty or broken.
    """
    data, own_terms = Store(paths), tuple(own_terms)
    checked = _count(data)
    if not checked:
        return Report(findings=(), checked=0)
    results = run(_union(data, own_terms), shape_files())
    return Report(findings=findings(results, shipped_rules()), checked=checked)


def run(data: Graph, shapes: Iterable[Path]) -> Graph:
    """The results of the shapes for the data, without inference.

    Raises:
        RuntimeError: the engine gave up; the shapes are wrong.
    """
    import pyshacl

    rules = Graph()
    for path in shapes:
        rules.parse(path)
    _, results, _ = pyshacl.validate(data, shacl_graph=rules, inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise RuntimeError(f"the SHACL engine failed: {results}")
    return results


def findings(results: Graph, rules: Mapping[str, Rule]) -> tuple[Finding, ...]:
    """The results as findings, worst first; what a rule says of itself goes into each."""
    found = set()
    for result in results.objects(None, SH.result):
        code = str(results.value(result, SH.sourceShape)).removeprefix(SHAPES)
        rule = rules[code]
        path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
        found.add(
            Finding(
                code=code,
                severity=rule.severity,
                focus=str(results.value(result, SH.focusNode)),
                path=str(path) if isinstance(path, URIRef) else "",
                value="" if value is None else str(value),
                message=rule.message,
            )
        )
    return tuple(sorted(found, key=lambda f: (-SEVERITIES.index(f.severity), f)))


def _union(store: Store, own_terms: tuple[Path, ...]) -> Graph:
    terms = "\n".join(f"{triple} ." for triple in ontology_triples(Ontology.load(own_terms), own_terms))
    ntriples = ox.serialize((quad.triple for quad in store.quads()), format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=ntriples, format="nt").parse(data=terms, format="nt")


def _count(store: Store) -> int:
    values = " ".join(f"<{iri}>" for iri in _CHECKED)
    rows: Any = store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ VALUES ?type {{ {values} }} ?x a ?type }}")
    return int(next(iter(rows))["n"].value)
