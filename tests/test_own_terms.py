"""A user's own terms end to end: mapped from text, written, validated, asked for, looked up, and told where wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coprod.ontology import Ontology
from coprod.ontology.own import BadOwnTerms

COPROD = Path(sys.executable).parent / "coprod"
PREFIXES = """@prefix coprod: <https://w3id.org/coprod/> .
@prefix my: <https://example.org/our/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
TERMS = """
my:YouthAdviser a skos:Concept ;
    skos:prefLabel "Jugendberaterin"@de , "youth adviser"@en ;
    skos:altLabel "young adviser"@en ;
    skos:definition "Expert by experience under 25 who advises a service."@en ;
    skos:broader coprod:ExpertByExperience .

my:mentors a owl:ObjectProperty ;
    rdfs:label "mentors"@en ;
    rdfs:subPropertyOf coprod:relatedTo ;
    rdfs:domain coprod:Actor ;
    rdfs:range coprod:Actor .

coprod:Patient skos:altLabel "service punter"@en .
"""
CODINGS = """id,source,subject,predicate,object,subject_id,polarity
r1,10.5555/first,youth advisers,took part in,co-design,,
r2,10.5555/first,a Jugendberaterin,mentored,managers,,
r3,10.5555/first,they,led,co-design,my:YouthAdviser,
r4,10.5555/first,service punters,took part in,co-design,,
"""


def coprod(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(COPROD), *map(str, arguments)], cwd=cwd, capture_output=True, text=True, env=os.environ)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "our-terms.ttl").write_text(PREFIXES + TERMS, encoding="utf-8")
    (tmp_path / "coprod.toml").write_text('ontology = ["our-terms.ttl"]\n', encoding="utf-8")
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def graph(folder: Path) -> Path:
    done = coprod("map", "codings.csv", "-o", "e.trig", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "e.trig"


def test_own_terms_are_mapped_from_text_and_ids(folder: Path) -> None:
    done = coprod("map", "codings.csv", "--json", cwd=folder)
    rows = {row["id"]: row["assertions"] for row in map(json.loads, done.stdout.splitlines())}
    assert rows == {
        "r1": [["CoDesign", "involvesActor", "my.YouthAdviser"]],
        "r2": [["my.YouthAdviser", "my.mentors", "Manager"]],
        "r3": [["CoDesign", "ledBy", "my.YouthAdviser"]],
        "r4": [["CoDesign", "involvesActor", "Patient"]],
    }


def test_own_terms_are_written_and_found_when_the_parent_is_asked_for(graph: Path) -> None:
    text = graph.read_text(encoding="utf-8")
    assert "prop:CoDesign-involvesActor-my.YouthAdviser a coprod:Proposition" in text
    assert "coprod:object <https://example.org/our/YouthAdviser>" in text
    question = """SELECT ?proposition ?label WHERE {
        ?proposition coprod:relation coprod:involvesActor ; coprod:object ?actor .
        ?actor skos:broaderTransitive? coprod:ExpertByExperience ; skos:prefLabel ?label }"""
    answers = coprod("query", "e.trig", "-e", question, "--format", "csv", cwd=graph.parent).stdout.splitlines()
    assert [line.rpartition(",")[2] for line in answers] == ["label", "youth adviser"]
    answers = coprod("query", "e.trig", "-e", "SELECT ?a WHERE { ?a my:mentors ?b }", cwd=graph.parent)
    assert answers.returncode in (0, 2)
    narrower = (
        "SELECT ?a ?b WHERE { ?r rdfs:subPropertyOf coprod:relatedTo . ?a ?r ?b FILTER(STRENDS(STR(?r), 'mentors')) }"
    )
    answers = coprod("query", "e.trig", "-e", narrower, "--format", "csv", cwd=graph.parent)
    assert len(answers.stdout.splitlines()) == 2, answers.stderr


def test_groundings_of_own_terms_have_their_prefix(graph: Path) -> None:
    text = (graph.parent / "e.groundings.sssom.tsv").read_text(encoding="utf-8")
    assert "#  my: https://example.org/our/\n" in text
    assert "youth advisers\tsubject\trdfs literal\tskos:exactMatch\t\tmy:YouthAdviser\tyouth adviser\t" in text


@pytest.mark.parametrize("own", [True, False], ids=["with the settings", "with what the graph holds"])
def test_own_terms_validate_clean(graph: Path, own: bool) -> None:
    if not own:
        (graph.parent / "coprod.toml").unlink()
    done = coprod("validate", "e.trig", "--format", "json", cwd=graph.parent)
    assert done.returncode == 0, done.stdout
    assert [r for r in json.loads(done.stdout)["results"] if r["severity"] == "violation"] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["term", "YouthAdviser"], "youth adviser  (my.YouthAdviser)"),
        (["term", "my:YouthAdviser"], "broader: ExpertByExperience"),
        (["term", "ExpertByExperience"], "my.YouthAdviser"),
        (["ground", "the young advisers"], "my.YouthAdviser (youth adviser)"),
    ],
    ids=" ".join,
)
def test_commands_know_own_terms(folder: Path, arguments: list[str], said: str) -> None:
    (folder / "elsewhere").mkdir()
    for where, more in ((folder, []), (folder / "elsewhere", ["--config", "../coprod.toml"])):
        done = coprod(*arguments, *more, cwd=where)
        assert done.returncode == 0, done.stderr
        assert said in done.stdout
    assert said not in coprod(*arguments, cwd=folder / "elsewhere").stdout


def test_the_coding_form_offers_own_terms(folder: Path) -> None:
    import openpyxl

    assert coprod("template", "-o", "form.xlsx", cwd=folder).returncode == 0
    book = openpyxl.load_workbook(folder / "form.xlsx")
    assert "my.YouthAdviser" in {row[0] for row in book["Terms"].iter_rows(values_only=True)}
    lists = {column[0]: column[1:] for column in book["Lists"].iter_cols(values_only=True)}
    assert "my.YouthAdviser" in lists["subject_id"]
    assert "my.YouthAdviser" in lists["attributed_to"]
    assert "my.mentors" in lists["relation_id"]


def test_a_curator_may_choose_an_own_term(folder: Path) -> None:
    assert coprod("curate", "the kids", "my:YouthAdviser", "--coder", "ada", cwd=folder).returncode == 0
    done = coprod("map", "codings.csv", "--dry-run", "--decisions", "decisions.sssom.tsv", cwd=folder)
    assert "“the kids” stands in no statement" in done.stderr
    text = (folder / "decisions.sssom.tsv").read_text(encoding="utf-8")
    assert "#  my: https://example.org/our/\n" in text
    assert "\tmy:YouthAdviser\tyouth adviser\t" in text


BAD: list[tuple[str, str]] = [
    ("my:A a skos:Concept ; skos:broader coprod:Actor .", "line 6: my:A has no label; add skos:prefLabel"),
    ('my:A a skos:Concept ; skos:prefLabel "" ; skos:broader coprod:Actor .', "my:A has no label"),
    ('my:A a skos:Concept ; skos:prefLabel "a thing" .', "my:A stands below no term; add skos:broader"),
    (
        'my:A a skos:Concept ; skos:prefLabel "a thing" ; skos:broader coprod:Actr .',
        "skos:broader coprod:Actr: there is no such concept; did you mean coprod:Actor",
    ),
    (
        'my:A a skos:Concept ; skos:prefLabel "a thing" ; skos:broader coprod:improves .',
        "skos:broader coprod:improves: there is no such concept",
    ),
    (
        'my:A a skos:Concept ; skos:prefLabel "Patient" ; skos:broader coprod:Actor .',
        "my:A: the label “Patient” is that of coprod:Patient; use coprod:Patient itself, or another label",
    ),
    (
        'my:A a skos:Concept ; skos:prefLabel "a thing" ; skos:broader my:B .\n'
        'my:B a skos:Concept ; skos:prefLabel "b thing" ; skos:broader my:A .',
        "line 7: my:B stands above itself: my:B → my:A → my:B",
    ),
    (
        "coprod:Patient skos:broader coprod:Value .",
        "coprod:Patient is one of our terms, which skos:broader would change",
    ),
    (
        'coprod:Patient skos:prefLabel "client" .',
        "coprod:Patient is one of our terms, which skos:prefLabel would change",
    ),
    ('coprod:Foo a skos:Concept ; skos:prefLabel "foo" .', "coprod:Foo: there is no such term of ours"),
    (
        '<https://example.org/x/A> a skos:Concept ; skos:prefLabel "a thing" ; skos:broader coprod:Actor .',
        "<https://example.org/x/A> has no prefix; declare one, such as @prefix my: <https://example.org/x/> .",
    ),
    (
        "my:m a owl:ObjectProperty ; rdfs:subPropertyOf coprod:improves .",
        "my:m has no label; add rdfs:label",
    ),
    ('my:m a owl:ObjectProperty ; rdfs:label "m" .', "my:m stands below no term; add rdfs:subPropertyOf"),
    (
        'my:m rdfs:label "m" ; rdfs:subPropertyOf coprod:improve .',
        "rdfs:subPropertyOf coprod:improve: there is no such relation; did you mean coprod:improves",
    ),
    (
        'my:m rdfs:label "m" ; rdfs:subPropertyOf coprod:improves ; rdfs:domain coprod:Actr .',
        "rdfs:domain Actr: there is no such concept; did you mean coprod:Actor",
    ),
    ("my:A a skos:Concept", "this is not Turtle"),
    ("", "holds no term; write one such as my:YouthAdviser a skos:Concept"),
]


@pytest.mark.parametrize(("turtle", "said"), BAD, ids=[said for _, said in BAD])
def test_bad_own_terms_are_told(tmp_path: Path, turtle: str, said: str) -> None:
    path = tmp_path / "our-terms.ttl"
    path.write_text(f"{PREFIXES}{turtle}\n", encoding="utf-8")
    with pytest.raises(BadOwnTerms) as error:
        Ontology.load([path])
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


def test_one_id_in_two_files_is_a_clash(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    term = 'my:A a skos:Concept ; skos:prefLabel "{}" ; skos:broader coprod:Actor .\n'
    one.write_text(PREFIXES + term.format("a thing"), encoding="utf-8")
    two.write_text(PREFIXES.replace("example.org/our", "example.org/other") + term.format("b thing"), encoding="utf-8")
    with pytest.raises(BadOwnTerms, match="use another prefix in one of them"):
        Ontology.load([one, two])


def test_terms_of_two_files_may_stand_below_one_another(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    one.write_text(
        PREFIXES + 'my:A a skos:Concept ; skos:prefLabel "a thing" ; skos:broader my:B .\n', encoding="utf-8"
    )
    two.write_text(
        PREFIXES + 'my:B a skos:Concept ; skos:prefLabel "b thing" ; skos:broader coprod:Actor .\n', encoding="utf-8"
    )
    assert Ontology.load([one, two]).is_a("my.A", "Actor")


def test_a_relation_without_ends_has_those_of_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "our-terms.ttl"
    path.write_text(PREFIXES + 'my:m rdfs:label "m" ; rdfs:subPropertyOf coprod:ledBy .\n', encoding="utf-8")
    ontology = Ontology.load([path])
    assert ontology.relations["my.m"].domain == ontology.relations["ledBy"].domain
    assert not ontology.fits("my.m", "Patient", "CoDesign")


@pytest.mark.parametrize(
    "command", [["map", "codings.csv", "--json"], ["term", "Patient"], ["ground", "x"], ["template", "-o", "f.xlsx"]]
)
def test_bad_own_terms_are_wrong_input(folder: Path, command: list[str]) -> None:
    (folder / "our-terms.ttl").write_text(PREFIXES + "my:A a skos:Concept .\n", encoding="utf-8")
    done = coprod(*command, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "our-terms.ttl, line 6: my:A has no label" in done.stderr
