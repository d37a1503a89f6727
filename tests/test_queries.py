"""Named questions on a small graph with their answers, parameters, formats, and the evidence of one claim."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from test_cli import coprod

import coprod as coprod_package
from coprod import KnowledgeGraph, Ontology
from coprod.evidence.works import Curation, Works
from coprod.graph.builder import GraphBuilder
from coprod.mapping.records import Assertion, Mapping
from coprod.names import DEFAULT_BASE
from coprod.queries.named import questions
from coprod.queries.parameters import BadParameter
from coprod.queries.tables import Table
from coprod.queries.terms import UnknownTerm
from coprod.statement import Source, Statement

FIRST = Source(doi="10.5555/first", title="The first paper of all", year=2015)
SECOND = Source(doi="10.5555/second", title="The second paper of all", year=2019)
COPY = Source(key="copy", title="A copy")

SAID = ("affirmed", "asserted", ())
IN_SWEDEN = (("HealthService",), ("Sweden",))
ANYWHERE: tuple[tuple[str, ...], ...] = ((), ())
ROWS: list[tuple[Any, ...]] = [
    # id, source, claim, polarity, modality, holders, basis, contexts, countries
    ("r1", FIRST, "CoDesign involvesActor Patient", *SAID, "finding", *IN_SWEDEN),
    ("r2", COPY, "CoDesign involvesActor Patient", *SAID, "finding", *IN_SWEDEN),
    ("r3", SECOND, "CoProduction ledBy Citizen", *SAID, "argument", *ANYWHERE),
    ("r4", FIRST, "CoProduction createsValue Trust", *SAID, "finding", *ANYWHERE),
    ("r5", SECOND, "CoProduction createsValue Trust", "negated", "asserted", (), "finding", *ANYWHERE),
    ("r6", SECOND, "CoProduction diminishesValue Trust", *SAID, "finding", *ANYWHERE),
    ("r7", SECOND, "CoDesign createsValue Equality", "affirmed", "normative", ("Patient",), "argument", *ANYWHERE),
    ("r8", FIRST, "Time hinders CoDesign", *SAID, "finding", *ANYWHERE),
    ("r9", SECOND, "Trust enables CoDesign", "affirmed", "possible", (), "argument", *ANYWHERE),
    ("r10", FIRST, "CoProduction produces Service", *SAID, "finding", *ANYWHERE),
    ("r11", FIRST, "CoDesign formOf CoProduction", *SAID, "definition", *ANYWHERE),
    ("r12", SECOND, "PracticeOrientedModel neglects ServiceDominantLogic", *SAID, "finding", *ANYWHERE),
    ("r13", SECOND, "ConceptualModel drawsOnTheory ServiceDominantLogic", *SAID, "finding", *ANYWHERE),
    ("r14", SECOND, "CoDesign studiedWith Survey", *SAID, "finding", *ANYWHERE),
    ("r15", FIRST, "", *SAID, "unknown", *ANYWHERE),
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    works = Works([Curation(source=COPY, copy_of=FIRST)], base=DEFAULT_BASE)
    path = tmp_path_factory.mktemp("graph") / "small.trig"
    with GraphBuilder(Ontology.load(), works) as builder:
        for id, source, claim, polarity, modality, holders, basis, contexts, countries in ROWS:
            statement = Statement(
                id=id, subject=claim, predicate="says", object=id, quote=f"quote {id}", place=f"p. {id[1:]}",
                source=source, basis=basis, countries=countries, coder="ada",
            )  # fmt: skip
            assertions = (Assertion(*claim.split()),) if claim else ()
            builder.add(
                statement,
                Mapping(
                    assertions=assertions,
                    polarity=polarity,
                    modality=modality,
                    attributed_to=holders,
                    contexts=contexts,
                ),
            )
        builder.write(path)
    return path


@pytest.fixture(scope="module")
def graph(path: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(path)


W1, W2 = "https://doi.org/10.5555/first", "https://doi.org/10.5555/second"
MISSING = sorted(
    (concept.label, concept.definition)
    for concept in map(Ontology.load().concepts.__getitem__, Ontology.load().narrower("Patient"))
)
ANSWERS: dict[str, tuple[dict[str, str], list[tuple[object, ...]]]] = {
    "about": (
        {"term": "CoDesign"},
        [
            ("co-design – involves – patient", 1, 0, 2),
            ("co-design – is a form of – co-production", 1, 0, 1),
            ("co-design – is studied with – survey", 1, 0, 1),
            ("time – hinders – co-design", 1, 0, 1),
            ("co-design – creates value – equality", 0, 0, 1),
            ("trust – enables – co-design", 0, 0, 1),
        ],
    ),
    "disagreement": (
        {},
        [
            ("co-production – creates value – trust", 1, 1, 1),
            ("co-production – diminishes value – trust", 1, 0, 1),
        ],
    ),
    "enables-and-hinders": (
        {"term": "co-design"},
        [("co-design", "enables", "trust", 1, 1), ("co-design", "hinders", "time", 1, 1)],
    ),
    "evidence": (
        {"term": "Trust"},
        [
            ("co-production – creates value – trust", 1, 1, 1, 2),
            ("co-production – diminishes value – trust", 1, 0, 1, 1),
            ("trust – enables – co-design", 0, 0, 0, 1),
        ],
    ),
    "forms-of-co-production": ({}, [("co-design", "is a form of", "co-production", 1, 1)]),
    "gaps": (
        {"term": "StructuralInequality"},
        [
            ("structural inequality", "health inequality", "HealthInequality"),
            ("structural inequality", "structural racism", "StructuralRacism"),
        ],
    ),
    "growth": ({}, [("2015", 1, 7, 5), ("2019", 1, 8, 7)]),
    "how-studied": ({}, [("survey", "co-design", 1, 1)]),
    "kinds-of-model": (
        {},
        [("conceptual or theoretical model", "draws on theory", "Service-Dominant Logic", 1, 1)],
    ),
    "neglected-perspectives": ({}, [("practice-oriented model", "Service-Dominant Logic", 1, "quote r12")]),
    "perspectives-by-model": (
        {"term": "Service-Dominant Logic"},
        [
            ("conceptual or theoretical model", "Service-Dominant Logic", 1, 0),
            ("practice-oriented model", "Service-Dominant Logic", 0, 1),
        ],
    ),
    "to-which-end": (
        {"term": "CoDesign"},
        [("co-design", "creates value", "equality", "normative", 1, 1)],
    ),
    "values-and-holders": (
        {"term": "Equality"},
        [("equality", "creates value", "patient", 1, 1)],
    ),
    "views-held": ({}, [("patient", "affirmed", "co-design – creates value – equality", 1, 1)]),
    "what-is-co-produced": ({}, [("co-production", "service", 1, 1)]),
    "where": ({}, [("Sweden", "health service", 1, 2)]),
    "who-co-produces": (
        {},
        [("co-design", "involves", "patient", 1, 2), ("co-production", "is led by", "citizen", 1, 1)],
    ),
    "who-is-missing": ({"term": "Patient"}, MISSING),
    "works": (
        {},
        [
            (W2, SECOND.title, "is", W2, 8),
            (W1, FIRST.title, "is", W1, 6),
            (f"{DEFAULT_BASE}source/copy", "A copy", "copy of", W1, 1),
        ],
    ),
}  # fmt: skip


def test_every_question_has_an_answer_here() -> None:
    assert set(ANSWERS) | {"evidence-for"} == set(questions())


@pytest.mark.parametrize("name", ANSWERS)
def test_answer(graph: KnowledgeGraph, name: str) -> None:
    parameters, expected = ANSWERS[name]
    answer = graph.query(name, **parameters)
    assert isinstance(answer, Table)
    assert list(answer.rows) == expected


def test_a_named_narrower_actor_is_not_missing(graph: KnowledgeGraph) -> None:
    missing = graph.query("who-is-missing")
    assert isinstance(missing, Table)
    labels = {row[0] for row in missing.rows}
    assert "carer" in labels
    assert not labels & {"patient", "citizen"}, "they take part or lead"


def test_evidence_for_one_claim(graph: KnowledgeGraph) -> None:
    answer = graph.query("evidence-for", subject="CoProduction", relation="createsValue", object="Trust")
    assert isinstance(answer, Table)
    rows = [(row["stance"], row["work"], row["year"], row["quote"]) for row in answer.dicts()]
    assert rows == [
        ("asserts it", W1, "2015", "quote r4"),
        ("asserts: co-production – diminishes value – trust", W2, "2019", "quote r6"),
        ("denies it", W2, "2019", "quote r5"),
    ]


def test_every_question_is_plain_and_in_order() -> None:
    for question in questions().values():
        assert question.title.endswith("?"), question.name
        body = re.sub(r"#.*|<[^>]*>", "", question.text)
        assert "ORDER BY" in body, question.name
        assert not re.search(r"[\w:)][+*](?=[\s/])", body.replace("COUNT(*)", "")), question.name
        for parameter in question.parameters:
            assert f"VALUES ?{parameter.name} {{" in question.text


BAD = [
    ("who-co-produces", {"relation": "improves"}, "takes --term"),
    ("about", {}, "needs --term"),
    ("about", {"term": "CoDesing"}, "did you mean CoDesign"),
    ("disagreement", {"relation": "Trust"}, "'Trust' is a concept, and this asks for a relation"),
    ("evidence", {"term": ["Trust", "improves"]}, "'improves' is a relation, and this asks for a term"),
    ("about", {"term": "> } DELETE { ?s ?p ?o } #"}, "no term"),
    ("SELECT ?s { ?s a coprod:Statement }", {"term": "CoDesign"}, "VALUES ?term"),
]


@pytest.mark.parametrize(("question", "parameters", "said"), BAD)
def test_bad_parameters_are_refused(
    graph: KnowledgeGraph, question: str, parameters: dict[str, str], said: str
) -> None:
    with pytest.raises(BadParameter, match=re.escape(said)):
        graph.query(question, **parameters)


def test_parameters_fill_a_users_own_query(graph: KnowledgeGraph) -> None:
    text = """SELECT ?l { VALUES ?t { UNDEF } VALUES ?n { 0 } VALUES ?w { UNDEF }
      ?t skos:prefLabel ?l FILTER(?n > 1 && ?w = 'x "') }"""
    assert graph.query(text, t=["Patient"], n=2, w='"x ""') == Table(header=("l",), rows=(("patient",),))
    assert graph.query("ASK { coprod:CoDesign coprod:involvesActor coprod:Patient }") is True
    assert len(graph.query("CONSTRUCT { ?s a ?t } WHERE { ?s a coprod:Statement ; a ?t }")) == len(ROWS)  # type: ignore[arg-type]


def test_evidence_counts_works_and_says_why_a_direct_triple_is_missing(graph: KnowledgeGraph) -> None:
    trust = graph.evidence("co-production", "createsValue", "Trust")
    count = trust.count()
    assert (count.asserting, count.denying, count.contrary, count.statements) == (1, 1, 1, 3)
    assert trust.between_works == ((W1, W2),)
    assert trust.within_works == ()
    assert trust.why_not_direct == "denied in 1 statement; a contrary claim is asserted in 1 statement"
    patient = graph.evidence("CoDesign", "involvesActor", "Patient")
    assert patient.why_not_direct == ""
    assert (patient.count().asserting, patient.count().statements) == (1, 2), "the copy counts for its work"
    assert [(s.quote, s.place) for s in patient.sayings if s.id == "r1"] == [("quote r1", "p. 1")]


WHY = {
    ("CoDesign", "createsValue", "Equality"): "it is only said to be possible, intended or called for",
    ("CoDesign", "improves", "QualityOfCare"): "nobody states it",
}


@pytest.mark.parametrize("claim", WHY)
def test_why_not_direct(graph: KnowledgeGraph, claim: tuple[str, str, str]) -> None:
    assert graph.evidence(*claim).why_not_direct == WHY[claim]


def test_why_not_direct_agrees_with_the_direct_triples(graph: KnowledgeGraph) -> None:
    for _, _, claim, *_ in ROWS:
        if claim:
            subject, relation, object = claim.split()
            direct = graph.query(f"ASK {{ coprod:{subject} coprod:{relation} coprod:{object} }}")
            assert direct is (graph.evidence(subject, relation, object).why_not_direct == ""), claim


def test_evidence_by_facet(graph: KnowledgeGraph) -> None:
    patient = graph.evidence("CoDesign", "involvesActor", "Patient")
    assert {f: list(patient.by(f)) for f in ("work", "basis", "year", "country", "setting", "holder", "coder")} == {
        "work": [W1], "basis": ["finding"], "year": ["2015"], "country": ["Sweden"], "setting": ["health service"],
        "holder": ["the authors"], "coder": ["ada"],
    }  # fmt: skip
    assert list(graph.evidence("CoProduction", "diminishesValue", "Trust").by("method")) == ["not known", "survey"]
    with pytest.raises(ValueError, match="not by"):
        patient.by("colour")


def test_evidence_as_json_and_html(graph: KnowledgeGraph) -> None:
    trust = graph.evidence("CoProduction", "createsValue", "Trust")
    whole = json.loads(trust.to_json())
    assert (whole["schema"], whole["count"]["asserting"], len(whole["statements"])) == (1, 1, 3)
    for shown in (trust, trust.sayings[0], graph, graph.query("works"), Ontology.load().concepts["Trust"]):
        html = shown._repr_html_()  # type: ignore[union-attr]
        assert html.count("<table>") == html.count("</table>") > 0
    assert "&lt;b&gt;" in Statement(subject="<b>", predicate="is", object="x")._repr_html_()


def test_frames_and_rdflib(graph: KnowledgeGraph) -> None:
    frame = graph.to_frame()
    assert list(frame.columns) == ["claim", "for", "denied", "contrary", "rows"]
    rdf = graph.to_rdflib()
    found = rdf.query("ASK { <https://w3id.org/coprod/CoDesign> <https://w3id.org/coprod/involvesActor> ?a }")
    assert bool(found)


def test_unknown_terms_are_told(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownTerm, match="Nonsense"):
        graph.evidence("CoDesign", "improves", "Nonsense")


def test_the_command_writes_every_format(path: Path, tmp_path: Path) -> None:
    ask = ("query", path, "--name", "who-co-produces", "--term", "CoDesign")
    header = ["process", "part", "actor", "works", "statements"]
    assert coprod(*ask, "--format", "markdown", cwd=tmp_path).stdout.splitlines()[2] == (
        "| co-design | involves | patient | 1 | 2 |"
    )
    for ending in ("csv", "json", "md", "txt", "xlsx"):
        done = coprod(*ask, "-o", f"answer.{ending}", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout == ""
    sheet = load_workbook(tmp_path / "answer.xlsx").active
    assert [[cell.value for cell in row] for row in sheet] == [header, ["co-design", "involves", "patient", 1, 2]]
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8").splitlines()[0] == ",".join(header)
    assert json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))["head"]["vars"] == header
    for wrong in (["-o", "answer.docx"], ["--format", "xlsx"], ["--relation", "improves"]):
        assert coprod(*ask, *wrong, cwd=tmp_path).returncode == 2


def test_an_empty_answer_is_told_beside_it(path: Path, tmp_path: Path) -> None:
    done = coprod("query", path, "--name", "views-held", "--term", "Funder", cwd=tmp_path)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "No rows.\n", 2)
    done = coprod("query", path, "--name", "views-held", "--term", "Funder", "--format", "csv", cwd=tmp_path)
    assert (done.returncode, done.stderr, len(done.stdout.splitlines())) == (0, "", 1)


def test_what_is_wrong_with_a_query_is_told_in_one_line(path: Path, tmp_path: Path) -> None:
    for wrong, said in (
        ("SELECT ?x { ?x a  ", "line 1, column 19, after “SELECT ?x { ?x a”: something is missing"),
        ("SELECT ?x {\n?x a foo:Bar }", "line 2, column 13, after “SELECT ?x { ?x a foo:Bar”: prefix not found"),
    ):
        done = coprod("query", path, "-e", wrong, cwd=tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert said in done.stderr


def test_the_shell_completes_names(tmp_path: Path) -> None:
    for words, expected in (
        ("coprod query g --term CoDes", "CoDesign"),
        ("coprod query g --name who", "who-is-missing"),
    ):
        env = {"_COPROD_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
        assert expected in coprod(cwd=tmp_path, env=env).stdout


def test_the_list_shows_parameters(tmp_path: Path) -> None:
    assert "--term TERM: a process, narrower ones included" in coprod("query", "--list", cwd=tmp_path).stdout


def test_respun_copies_count_as_one_work_in_every_answer(tmp_path: Path) -> None:
    demo = Path(coprod_package.__file__).parent / "demo"
    head, *rows = (demo / "statements.tsv").read_text(encoding="utf-8").splitlines()
    same = [r for r in rows if r.split("\t")[1] in ("seed-000", "seed-001", "seed-002") and "\tcited\t" not in r]
    assert len({r.split("\t")[1] for r in same}) == 3
    (tmp_path / "copies.tsv").write_text("\n".join([head, *same]), encoding="utf-8")
    done = coprod("map", "copies.tsv", "-o", "copies.trig", "--works", str(demo / "works.tsv"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    graph = KnowledgeGraph.open(tmp_path / "copies.trig")
    counted = 0
    for question in questions().values():
        if any(p.required for p in question.parameters):
            continue
        table = graph.query(question.name)
        assert isinstance(table, Table)
        for n, column in enumerate(table.header):
            if column in ("works", "for", "denied", "contrary", "sources"):
                values = [int(row[n] or 0) for row in table.rows]
                counted += sum(values)
                assert all(v <= 1 for v in values), (question.name, column)
    assert counted > 20
