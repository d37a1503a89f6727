"""The ontology checked against the rules for ontologies."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coprod.validation.report import Report

_TERMS = """SELECT (COUNT(DISTINCT ?term) AS ?n) WHERE {
    { ?term a skos:Concept } UNION { ?term rdfs:isDefinedBy ?any } UNION { ?term a owl:Ontology }
}"""


def check(paths: Iterable[Path]) -> Report:
    """Checks Turtle files, taken together, against the shapes of `shapes/ontology`.

    Args:
        paths: the files of one ontology; `coprod.ontology.terms.turtle_files` names ours.

    Raises:
        UnreadableGraph: a file is missing, empty or broken.
    """
    import pyoxigraph as ox
    from rdflib import Graph

    from coprod.store import Store
    from coprod.validation.rules import ontology_rules, ontology_shape_files
    from coprod.validation.shacl import findings, run

    store = Store(paths)
    rows: Any = store.query(_TERMS)
    checked = int(next(iter(rows))["n"].value)
    if not checked:
        return Report(findings=(), checked=0)
    ntriples = ox.serialize((quad.triple for quad in store.quads()), format=ox.RdfFormat.N_TRIPLES)
    results = run(Graph().parse(data=ntriples, format="nt"), ontology_shape_files())
    return Report(findings=findings(results, ontology_rules()), checked=checked)
