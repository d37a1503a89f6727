"""What docs/graphdb.md says of inference over direct triples."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from coprod.names import COPROD, GRAPH_DIRECT

ROOT = Path(__file__).parents[1]


@pytest.mark.slow
def test_inference_makes_kinds_cases_and_counts_double() -> None:
    import owlrl
    from rdflib import RDF, Graph, Namespace

    coprod = Namespace(COPROD)
    quads = ox.parse(path=str(ROOT / "docs" / "example.trig"), format=ox.RdfFormat.TRIG)
    direct = [quad.triple for quad in quads if quad.graph_name == ox.NamedNode(GRAPH_DIRECT)]
    graph = Graph().parse(ROOT / "ontology" / "relations.ttl")
    assert (coprod.CoDesign, RDF.type, coprod.Process) not in graph
    graph.parse(data=ox.serialize(direct, format=ox.RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    for inferred in (
        (coprod.CoDesign, RDF.type, coprod.Process),
        (coprod.CoDesign, coprod.relatedTo, coprod.Patient),
        (coprod.Patient, coprod.participatesIn, coprod.CoDesign),
    ):
        assert inferred in graph
