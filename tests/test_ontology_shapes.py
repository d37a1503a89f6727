"""The rules for the ontology itself: their parts, their examples, and that the shipped ontology keeps them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.namespace import DCTERMS, SH

from coprod import __version__
from coprod.cli import cli
from coprod.data import shipped
from coprod.names import COPROD
from coprod.ontology.check import check
from coprod.ontology.terms import turtle_files
from coprod.store import UnreadableGraph
from coprod.validation.report import Report
from coprod.validation.rules import SEVERITIES, ontology_rules, ontology_shape_files, shipped_rules

EXAMPLES = shipped("shapes") / "ontology" / "examples"
CODES = sorted(ontology_rules())
ALSO = {"ONT001": {"ONT002"}}
"""What else an invalid example cannot but break: who has two preferred labels has two labels."""

PATIENT = COPROD + "Patient"


@pytest.fixture(scope="module")
def shipped_report() -> Report:
    return check(turtle_files())


def test_the_shipped_ontology_is_clean(shipped_report: Report) -> None:
    assert shipped_report.checked > 500
    assert [(f.code, f.focus, f.value) for f in shipped_report.findings] == []


@pytest.mark.parametrize("code", CODES)
def test_rule_is_whole(code: str) -> None:
    rule = ontology_rules()[code]
    assert re.fullmatch(r"ONT\d{3}", code)
    assert rule.severity in SEVERITIES
    assert rule.message.endswith(".")
    assert rule.label


@pytest.mark.parametrize("code", CODES)
def test_valid_example_passes_every_rule(code: str) -> None:
    report = check([EXAMPLES / f"{code}.valid.ttl"])
    assert report.checked
    assert report.findings == ()


@pytest.mark.parametrize("code", CODES)
def test_invalid_example_breaks_its_rule_alone(code: str) -> None:
    report = check([EXAMPLES / f"{code}.invalid.ttl"])
    assert {finding.code for finding in report.findings} == {code, *ALSO.get(code, ())}
    assert all(finding.message == ontology_rules()[finding.code].message for finding in report.findings)


def test_no_example_without_a_rule() -> None:
    assert {path.name for path in EXAMPLES.glob("*.ttl")} == {
        f"{code}.{kind}.ttl" for code in CODES for kind in ("valid", "invalid")
    }


def test_no_code_is_used_twice() -> None:
    heads = [
        head for path in ontology_shape_files() for head in re.findall(r"^shapes:(ONT\d+) a ", path.read_text(), re.M)
    ]
    assert sorted(heads) == CODES
    assert not set(CODES) & set(shipped_rules())


def test_only_the_searches_for_a_ring_follow_paths_of_any_length() -> None:
    shapes = Graph()
    for path in ontology_shape_files():
        shapes.parse(path)
    assert not list(shapes.subject_objects(SH.oneOrMorePath)) + list(shapes.subject_objects(SH.zeroOrMorePath))
    endless = {
        str(shapes.value(predicate=SH.sparql, object=node)).rpartition("/")[2]
        for node, query in shapes.subject_objects(SH.select)
        if re.search(r"\w[+*]", str(query))
    }
    assert endless == {"ONT022", "ONT024"}


# Faults planted in the shipped ontology itself: the rules see them among its hundreds of terms.

PLANTED = [
    ('    skos:prefLabel "patient"@en ;\n', "", {"ONT001", "ONT003"}),
    ("    skos:broader coprod:ServiceUser ;\n    rdfs:subClassOf coprod:ServiceUser ;\n", "", {"ONT020"}),
    ("    skos:broader coprod:ServiceUser ;\n", "    skos:broader coprod:ServiceUsr ;\n", {"ONT021", "ONT023"}),
    ("    rdfs:subClassOf coprod:ServiceUser ;\n", "    rdfs:subClassOf coprod:Citizen ;\n", {"ONT023"}),
]


@pytest.mark.parametrize(("old", "new", "codes"), PLANTED)
def test_a_fault_planted_in_the_ontology_is_found(tmp_path: Path, old: str, new: str, codes: set[str]) -> None:
    head, mark, rest = (shipped("ontology") / "actor.ttl").read_text(encoding="utf-8").partition("coprod:Patient a ")
    patient, end, others = rest.partition(" .\n\n")
    assert old in patient
    planted = tmp_path / "actor.ttl"
    planted.write_text(head + mark + patient.replace(old, new) + end + others, encoding="utf-8")
    found = [f for f in check([planted, shipped("ontology") / "coprod.ttl"]).findings if f.focus == PATIENT]
    assert {f.code for f in found} == codes


# The header: no clock, but the changelog.


@pytest.fixture(scope="module")
def header() -> dict[URIRef, str]:
    graph = Graph().parse(shipped("ontology") / "coprod.ttl")
    ontology = graph.value(predicate=RDF.type, object=OWL.Ontology)
    return {URIRef(str(p)): str(o) for p, o in graph.predicate_objects(ontology)}


def test_the_version_is_that_of_the_package(header: dict[URIRef, str]) -> None:
    assert header[OWL.versionInfo] == __version__
    assert header[OWL.versionIRI] == f"{COPROD}{__version__}"


def test_the_dates_are_those_of_the_changelog(header: dict[URIRef, str]) -> None:
    changelog = (Path(__file__).parents[1] / "CHANGELOG.md").read_text(encoding="utf-8")
    dates = dict(re.findall(r"^## \[(\d[^\]]*)\] - (\d{4}-\d\d-\d\d)$", changelog, re.M))
    assert header[DCTERMS.modified] == dates[__version__]
    assert header[DCTERMS.created] == min(dates.values())


# The command.


def test_check_says_what_is_wrong_and_exits_with_one() -> None:
    result = CliRunner().invoke(cli, ["ontology", "check", str(EXAMPLES / "ONT012.invalid.ttl")])
    assert result.exit_code == 1
    assert f"violation ONT012: {ontology_rules()['ONT012'].message}" in result.stdout
    assert "https://example.org/terms/SickPerson" in result.stdout


def test_check_as_json() -> None:
    invalid, valid = (str(EXAMPLES / f"ONT012.{kind}.ttl") for kind in ("invalid", "valid"))
    bad = CliRunner().invoke(cli, ["ontology", "check", "--format", "json", invalid])
    assert [r["code"] for r in json.loads(bad.stdout)["results"]] == ["ONT012"]
    good = CliRunner().invoke(cli, ["ontology", "check", "--format", "json", valid])
    assert (good.exit_code, json.loads(good.stdout)["conforms"]) == (0, True)


@pytest.mark.slow
def test_check_of_own_terms_below_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        """@prefix coprod: <https://w3id.org/coprod/> .
        @prefix ex: <https://example.org/> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        ex:Inpatient a skos:Concept ; skos:prefLabel "patient"@en ; skos:broader coprod:Patient .""",
        encoding="utf-8",
    )
    result = CliRunner().invoke(cli, ["ontology", "check", "--with-ours", "--format", "json", str(own)])
    found = {(r["code"], r["focus"]) for r in json.loads(result.stdout)["results"]}
    assert result.exit_code == 1
    assert {code for code, focus in found if focus == "https://example.org/Inpatient"} == {"ONT003", "ONT007", "ONT009"}
    assert ("ONT011", COPROD) in found


def test_check_of_files_without_a_term_exits_with_one(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.ttl"
    nothing.write_text("<https://example.org/a> <https://example.org/b> 1 .", encoding="utf-8")
    result = CliRunner().invoke(cli, ["ontology", "check", str(nothing)])
    assert result.exit_code == 1
    assert "Nothing was checked" in result.stderr


def test_a_broken_file_is_wrong_input(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    shutil.copy(EXAMPLES / "ONT001.valid.ttl", broken)
    broken.write_text(broken.read_text(encoding="utf-8") + "ex:Half a", encoding="utf-8")
    with pytest.raises(UnreadableGraph, match=r"broken\.ttl"):
        check([broken])
    assert CliRunner().invoke(cli, ["ontology", "check", str(broken)]).exit_code == 2
    assert CliRunner().invoke(cli, ["ontology", "check", str(tmp_path / "missing.ttl")]).exit_code == 2
