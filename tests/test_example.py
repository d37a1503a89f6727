"""The worked example of the graph: the same answers from every engine, and from `coprod map` of its rows."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import shifty
from rdflib.namespace import SH

from coprod import workflow
from coprod.names import GRAPH_DIRECT, GRAPH_STATEMENTS, PREFIXES
from coprod.readers.works import read_curations

DOCS = Path(__file__).parents[1] / "docs"
EXAMPLE = DOCS / "example.trig"

QUESTIONS = {
    "works that affirm": (
        """SELECT ?p (COUNT(DISTINCT ?work) AS ?works) (COUNT(DISTINCT ?s) AS ?rows) WHERE {
             ?s coprod:states ?p ; coprod:polarity coprod:Affirmed ; coprod:countsFor ?work }
           GROUP BY ?p ORDER BY ?p""",
        [
            ("CoDesign-involvesActor-Carer", "1", "1"),
            ("CoDesign-involvesActor-Patient", "1", "2"),
            ("CoProduction-createsValue-Trust", "1", "1"),
        ],
    ),
    "narrower terms, without + or *": (
        """SELECT DISTINCT ?o WHERE { ?p coprod:subject/skos:broaderTransitive? coprod:CoProduction ;
             coprod:relation coprod:involvesActor ; coprod:object ?o } ORDER BY ?o""",
        [("Carer",), ("Patient",)],
    ),
    "denials and contraries": (
        """SELECT ?p (COUNT(DISTINCT ?d) AS ?denials) (COUNT(DISTINCT ?c) AS ?contraries) WHERE {
             ?p a coprod:Proposition .
             OPTIONAL { ?d coprod:states ?p ; coprod:polarity coprod:Negated }
             OPTIONAL { ?p coprod:contrary ?q . ?c coprod:states ?q ; coprod:polarity coprod:Affirmed ;
                        coprod:modality coprod:Asserted } }
           GROUP BY ?p HAVING (COUNT(DISTINCT ?d) + COUNT(DISTINCT ?c) > 0) ORDER BY ?p""",
        [("CoProduction-createsValue-Trust", "1", "1"), ("CoProduction-diminishesValue-Trust", "0", "1")],
    ),
}

SHAPES = """
@prefix coprod: <https://w3id.org/coprod/> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:one-source> a sh:PropertyShape ; sh:targetClass coprod:Statement ;
    sh:path dcterms:source ; sh:minCount 1 ; sh:maxCount 1 .
<urn:object-is-actor> a sh:PropertyShape ; sh:targetClass coprod:Proposition ;
    sh:path ( coprod:object [ sh:zeroOrOnePath skos:broaderTransitive ] ) ; sh:hasValue coprod:Actor .
"""


def _local(term: object) -> str:
    text = str(getattr(term, "value", term))
    return text.rsplit("/", 1)[-1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_rdflib_and_oxigraph_answer_alike(question: str) -> None:
    text, expected = QUESTIONS[question]
    store = ox.Store()
    store.load(path=str(EXAMPLE), format=ox.RdfFormat.TRIG)
    fast = [tuple(map(_local, row)) for row in store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(EXAMPLE, format="trig")
    slow = [tuple(map(_local, row)) for row in dataset.query(text, initNs=PREFIXES)]
    assert fast == slow == expected


def _union() -> rdflib.Graph:
    quads = ox.parse(path=str(EXAMPLE), format=ox.RdfFormat.TRIG)
    ntriples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=ntriples, format="nt")


@pytest.mark.parametrize(
    "validate",
    [
        lambda data, shapes: pyshacl.validate(data, shacl_graph=shapes, inference="none"),
        lambda data, shapes: shifty.validate(data, shapes),
    ],
    ids=["pyshacl", "pyshifty"],
)
def test_shacl_engines_agree(validate: object) -> None:
    shapes = rdflib.Graph().parse(data=SHAPES, format="turtle")
    conforms, results, _ = validate(_union(), shapes)  # type: ignore[operator]
    found = {
        (_local(results.value(r, SH.focusNode)), str(results.value(r, SH.sourceShape)))
        for r in results.objects(None, SH.result)
    }
    assert not conforms
    assert found == {
        ("CoProduction-createsValue-Trust", "urn:object-is-actor"),
        ("CoProduction-diminishesValue-Trust", "urn:object-is-actor"),
    }


@pytest.mark.slow
def test_hermit_finds_the_example_consistent(tmp_path: Path) -> None:
    import owlready2

    path = tmp_path / "example.nt"
    path.write_text(_union().serialize(format="nt"), encoding="utf-8")
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load(format="ntriples")
    with ontology:
        owlready2.sync_reasoner_hermit([ontology], debug=0)
    assert list(world.inconsistent_classes()) == []


def test_mapping_its_rows_gives_the_same_graph(tmp_path: Path) -> None:
    graph = tmp_path / "example.trig"
    curations = tuple(read_curations(DOCS / "example.works.tsv"))
    tally = workflow.run(workflow.Job(inputs=(DOCS / "example.tsv",), graph=graph, curations=curations))
    assert (tally.read, tally.unmapped, tally.rejected) == (6, 1, 0)
    assert _claims(graph) == _claims(EXAMPLE)


def _claims(path: Path) -> set[tuple[str, ...]]:
    """Propositions, direct triples and what each row states and counts for; hashed names replaced by the row's id."""
    quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TRIG))
    identifier, statement = PREFIXES["dcterms"] + "identifier", "/statement/"
    ids = {q.subject: q.object.value for q in quads if q.predicate.value == identifier and statement in q.subject.value}
    names = "states countsFor polarity modality basis contrary subject relation object copyOf work curationReason"
    kept = {PREFIXES["coprod"] + name for name in names.split()}
    return {
        (ids.get(q.subject, q.subject.value), q.predicate.value, q.object.value)
        for q in quads
        if q.graph_name.value == GRAPH_DIRECT or (q.graph_name.value == GRAPH_STATEMENTS and q.predicate.value in kept)
    }
