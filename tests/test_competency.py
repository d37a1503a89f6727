"""The competency questions: what people ask of the shipped graph, and the answers that it must give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.paths import MulPath
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery
from refresh_competency import FOLDER, Question, answer, difference, questions, shipped_graph

from coprod.names import COPROD, PREFIXES
from coprod.store import Store

ASKERS = ("reviewer", "knowledge engineer", "maintainer")
QUESTIONS = questions()
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.path.stem)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped_graph(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="module")
def store(graph: Path) -> Store:
    return Store([graph])


@every_question
def test_the_graph_gives_the_expected_answer(question: Question, store: Store) -> None:
    changed = difference(question.expected.read_text(encoding="utf-8"), answer(store, question))
    assert not changed, f"{question.header['question']}\n{changed}\nRight? Then run tests/refresh_competency.py"


@every_question
def test_a_question_says_what_it_asks_who_asks_it_and_of_what(question: Question) -> None:
    lines = question.text.splitlines()
    assert [line.split(":")[0] for line in lines[:3]] == ["# question", "# asked by", "# graph"]
    assert question.header["question"].endswith("?")
    assert question.header["asked by"] in ASKERS
    assert question.header["graph"] in ("ontology", "evidence")
    assert re.fullmatch(r"CQ\d\d(-[a-z0-9]+)+", question.path.stem)


@every_question
def test_a_question_is_answered_briefly_and_in_order(question: Question) -> None:
    rows = question.expected.read_text(encoding="utf-8").splitlines()[1:]
    assert 1 <= len(rows) <= 40, "an empty answer gates nothing, a long one is not read"
    assert len(set(rows)) == len(rows), "a row stands twice"
    assert re.search(r"^ORDER BY ", question.text, re.MULTILINE)
    assert "GROUP_CONCAT" not in question.text, "its order is left open by SPARQL"
    assert "SAMPLE" not in question.text, "what it takes is left open by SPARQL"


@every_question
def test_a_question_needs_no_recursive_path_and_no_named_graph(question: Question) -> None:
    assert list(recursive_paths(question.text)) == []
    assert not re.search(r"\b(GRAPH|FROM)\b", re.sub(r"(?m)^#.*", "", question.text)), "asked of the union"


def test_there_are_enough_questions_from_everybody() -> None:
    askers = Counter(question.header["asked by"] for question in QUESTIONS)
    assert len(QUESTIONS) >= 40
    assert all(askers[asker] >= 8 for asker in ASKERS), askers


def test_every_answer_has_its_question_and_every_number_is_taken_once() -> None:
    assert {p.stem for p in FOLDER.glob("*.csv")} == {q.path.stem for q in QUESTIONS}
    assert [q.number for q in QUESTIONS] == [f"CQ{n:02}" for n in range(1, len(QUESTIONS) + 1)]


def test_the_table_of_the_readme_is_that_of_the_questions() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| \[(CQ\d\d)\]\((.+?)\) \| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    assert listed == [
        (q.number, q.path.name, q.header["question"], q.header["asked by"], q.header["graph"]) for q in QUESTIONS
    ]


@pytest.mark.parametrize(
    "path", ["skos:broader+", "skos:broader*", "(skos:broader/skos:broader*)?", "^(rdfs:subClassOf|skos:broader+)"]
)
def test_a_recursive_path_would_be_found(path: str) -> None:
    hidden = f"SELECT ?a {{ ?a a ?b FILTER NOT EXISTS {{ {{ SELECT ?a {{ ?a {path} ?c }} }} }} }}"
    assert list(recursive_paths(hidden))
    assert not list(recursive_paths("SELECT ?a { ?a skos:broaderTransitive?/^skos:broader ?b }"))


@every_question
def test_a_row_that_is_missing_or_too_many_would_be_found(question: Question) -> None:
    lines = question.expected.read_text(encoding="utf-8").splitlines()
    assert difference("\n".join(lines), "\n".join(lines[:-1]))
    assert difference("\n".join(lines), "\n".join([*lines, "one more"]))


@pytest.mark.parametrize(
    ("number", "predicate", "subject"),
    [
        ("CQ13", "object", "proposition/CoProduction-involvesActor-CommunityHealthWorker"),
        ("CQ51", "rangeIncludes", "hinders"),
        ("CQ42", "versionStatus", "SDLFP6In2008"),
    ],
)
def test_an_answer_changes_with_the_graph(
    number: str, predicate: str, subject: str, store: Store, tmp_path: Path
) -> None:
    question = next(q for q in QUESTIONS if q.number == number)
    about, property = ox.NamedNode(COPROD + subject), ox.NamedNode(COPROD + predicate)
    kept = [q for q in store.quads() if (q.subject, q.predicate) != (about, property)]
    assert len(kept) < len(store), "the triples to be taken away are there"
    poorer = tmp_path / "poorer.nq"
    poorer.write_bytes(ox.serialize(kept, format=ox.RdfFormat.N_QUADS) or b"")
    assert answer(Store([poorer]), question) != answer(store, question)


def recursive_paths(text: str) -> Iterator[MulPath]:
    """Property paths with + or * anywhere in a query, as the parser sees them."""
    todo: list[object] = [prepareQuery(text, initNs=PREFIXES).algebra]
    while todo:
        part = todo.pop()
        if isinstance(part, MulPath) and part.mod in ("+", "*"):
            yield part
        if isinstance(part, PropertyPath):
            todo.extend(vars(part).values())
        elif isinstance(part, dict):
            todo.extend(part.values())
        elif isinstance(part, list | tuple | set):
            todo.extend(part)
