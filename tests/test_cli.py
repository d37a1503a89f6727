"""The installed command: every row of the table of exit codes, what goes to stdout, and what is left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COPROD = Path(sys.executable).parent / "coprod"
EXAMPLES = Path(__file__).parents[1] / "shapes" / "examples"
EXAMPLE = Path(__file__).parents[1] / "docs" / "example.trig"
GOOD = "id\tsource\tsubject\tpredicate\tobject\nr1\t10.5555/first\tpatients\ttook part in\tco-design\n"
BAD_ROW = "r2\t10.5555/first\t\ttook part in\tco-design\n"


def coprod(*arguments: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(COPROD), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **(env or {})})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.tsv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.tsv").write_text(GOOD + BAD_ROW, encoding="utf-8")
    (tmp_path / "extra.tsv").write_text(GOOD.replace("id\t", "shoe size\t", 1), encoding="utf-8")
    (tmp_path / "empty.tsv").write_text("", encoding="utf-8")
    (tmp_path / "other.tsv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    (tmp_path / "binary.tsv").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "binary.xlsx").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (tmp_path / "broken.jsonl").write_text("{\n", encoding="utf-8")
    (tmp_path / "broken.trig").write_text("@prefix a: <urn:a> .\na:b a:c .\n", encoding="utf-8")
    (tmp_path / "empty.ttl").write_text("\n", encoding="utf-8")
    (tmp_path / "nothing.ttl").write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    (tmp_path / "warning.ttl").write_bytes((EXAMPLES / "COP002.invalid.ttl").read_bytes())
    (tmp_path / "violation.ttl").write_bytes((EXAMPLES / "COP001.invalid.ttl").read_bytes())
    (tmp_path / "valid.ttl").write_bytes((EXAMPLES / "COP001.valid.ttl").read_bytes())
    (tmp_path / "example.trig").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "bad.rq").write_text("SELECT ?x WHERE {", encoding="utf-8")
    (tmp_path / "empty.rq").write_text("", encoding="utf-8")
    (tmp_path / "bad.toml").write_text("colour = 1\n", encoding="utf-8")
    return tmp_path


NOTHING = "SELECT ?x WHERE { ?x a <urn:none> }"

EXIT_CODES = [
    # fine
    (0, ["map", "good.tsv", "-o", "g.trig"], ""),
    (0, ["map", "good.tsv", "--json"], ""),
    (0, ["validate", "valid.ttl"], ""),
    (0, ["query", "example.trig", "-e", NOTHING], ""),
    (0, ["query", "example.trig", "--name", "evidence"], ""),
    (0, ["query", "--list"], ""),
    (0, ["map", "extra.tsv", "-o", "g.trig"], "shoe size"),
    (0, ["ground", "patients"], ""),
    (0, ["term", "Patient"], ""),
    (0, ["template", "-o", "form.xlsx"], ""),
    (0, ["--version"], ""),
    # findings, rejected rows, nothing found
    (1, ["validate", "violation.ttl"], ""),
    (0, ["validate", "violation.ttl", "--fail-on", "never"], ""),
    (0, ["validate", "warning.ttl"], ""),
    (1, ["validate", "warning.ttl", "--fail-on", "warning"], ""),
    (1, ["validate", "warning.ttl", "--fail-on", "info"], ""),
    (1, ["map", "bad.tsv", "-o", "g.trig"], "row 3"),
    (0, ["map", "bad.tsv", "-o", "g.trig", "--allow-rejects"], "row 3"),
    (1, ["validate", "nothing.ttl"], "Nothing was checked"),
    (0, ["validate", "nothing.ttl", "--allow-empty"], ""),
    (1, ["ground", "proton pump inhibitors"], ""),
    (1, ["term", "xyzzy"], "no term"),
    # wrong usage
    (2, ["map", "good.tsv"], "-o"),
    (2, ["map", "good.tsv", "-o", "g.docx"], ".trig"),
    (2, ["map", "good.tsv", "-o", "g.trig", "--columns", "subject"], "field=Header"),
    (2, ["map", "good.tsv", "-o", "g.trig", "--columns", "subject=Akteur"], "Akteur"),
    (2, ["map", "good.tsv", "good.tsv", "-o", "g.trig", "--annotated", "a.tsv"], "one input"),
    (2, ["query", "example.trig"], "--name"),
    (2, ["query", "example.trig", "--name", "evidense"], "did you mean evidence"),
    (2, ["query", "example.trig", "-e", "SELEKT"], "not SPARQL"),
    (2, ["validate"], "FILES"),
    (2, ["template", "-o", "form.csv"], ".xlsx"),
    (2, ["template", "-o", "no/such/folder/form.xlsx"], "no such file"),
    (2, ["unknown"], "unknown"),
    # missing, empty, binary or broken input
    (2, ["map", "missing.tsv", "-o", "g.trig"], "missing.tsv"),
    (2, ["map", "empty.tsv", "-o", "g.trig"], "empty"),
    (2, ["map", "other.tsv", "-o", "g.trig"], "subject"),
    (2, ["map", "binary.tsv", "-o", "g.trig"], "binary.tsv"),
    (2, ["map", "binary.xlsx", "-o", "g.trig"], "binary.xlsx"),
    (2, ["map", "good.tsv", "-o", "g.trig", "--config", "bad.toml"], "colour"),
    (2, ["map", "good.tsv", "-o", "g.trig", "--works", "other.tsv"], "other.tsv"),
    (2, ["validate", "missing.ttl"], "missing.ttl"),
    (2, ["validate", "empty.ttl"], "empty"),
    (2, ["validate", "broken.trig"], "line 2"),
    (2, ["query", "broken.trig", "-e", NOTHING], "line 2"),
    (2, ["query", "example.trig", "bad.rq"], "not SPARQL"),
    (2, ["query", "example.trig", "empty.rq"], "empty"),
    (2, ["query", "example.trig", "missing.rq"], "missing.rq"),
]


@pytest.mark.parametrize(
    ("code", "arguments", "said"), EXIT_CODES, ids=lambda x: " ".join(x) if isinstance(x, list) else None
)
def test_exit_code(folder: Path, code: int, arguments: list[str], said: str) -> None:
    before = set(folder.iterdir())
    done = coprod(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    if code == 2:
        assert done.stdout == ""
        assert set(folder.iterdir()) == before, "wrong input leaves nothing behind"


def test_one_broken_json_line_is_a_rejected_row(folder: Path) -> None:
    (folder / "rows.jsonl").write_text(
        '{"id": "a", "subject": "patients", "predicate": "join", "object": "co-design"}\n{"id": \n', encoding="utf-8"
    )
    done = coprod("map", "rows.jsonl", "--json", "--rejects", "bad.jsonl", cwd=folder)
    assert done.returncode == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a"]
    assert "row 2" in done.stderr
    assert len((folder / "bad.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_our_own_failure_is_3_and_says_so(folder: Path) -> None:
    (folder / "sitecustomize.py").write_text(
        "import coprod.store\n"
        "def fail(self, paths): raise RuntimeError('planted')\n"
        "coprod.store.Store.__init__ = fail\n",
        encoding="utf-8",
    )
    done = coprod("query", "example.trig", "-e", NOTHING, cwd=folder, env={"PYTHONPATH": str(folder)})
    assert done.returncode == 3
    assert "our own fault" in done.stderr
    assert "Traceback" not in done.stderr


def test_map_json_keeps_the_id_and_gives_ids_without_prefix(folder: Path) -> None:
    done = coprod("map", "good.tsv", "--json", cwd=folder)
    (line,) = done.stdout.splitlines()
    row = json.loads(line)
    assert (row["id"], row["assertions"]) == ("r1", [["CoDesign", "involvesActor", "Patient"]])
    assert (row["polarity"], row["modality"], row["attributed_to"]) == ("affirmed", "asserted", [])


def test_validate_json(folder: Path) -> None:
    report = json.loads(coprod("validate", "violation.ttl", "--format", "json", cwd=folder).stdout)
    assert (report["schema"], report["conforms"]) == (1, False)
    (finding,) = [finding for finding in report["results"] if finding["code"] == "COP001"]
    assert finding["focus"] == "https://example.org/s1"
    assert {"code", "severity", "focus", "path", "value", "message", "location", "spreadsheet"} < set(finding)


def test_map_writes_graph_row_list_and_rejects(folder: Path) -> None:
    coprod("map", "bad.tsv", "-o", "g.trig", cwd=folder)
    rows = (folder / "g.rows.tsv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == "statement\tfile\tsheet\trow\tsubject\tpredicate\tobject\tothers"
    assert rows[1].split("\t")[1:] == ["bad.tsv", "", "2", "C", "D", "E", "id=A source=B"]
    rejects = (folder / "g.rejects.csv").read_text(encoding="utf-8-sig")
    assert "r2" in rejects
    assert "subject" in rejects
    assert coprod("validate", "g.trig", cwd=folder).returncode == 0


def test_a_graph_answers_from_every_format(folder: Path) -> None:
    answers = set()
    for extension in ("ttl", "trig", "nt", "nq", "jsonld"):
        coprod("map", "good.tsv", "-o", f"g.{extension}", cwd=folder)
        done = coprod("query", f"g.{extension}", "--name", "who-co-produces", "--format", "csv", cwd=folder)
        answers.add(done.stdout)
    assert answers == {"process,part,actor,works,statements\nco-design,involves,patient,1,1\n"}


HEAVY = ("rdflib", "pyshacl", "owlready2", "pandas", "openpyxl")


@pytest.mark.parametrize("arguments", [["--help"], ["map", "--help"], ["validate", "--help"]])
def test_help_imports_nothing_heavy(tmp_path: Path, arguments: list[str]) -> None:
    script = (
        "import sys\nfrom coprod.cli import cli\n"
        f"try: cli({arguments!r}, prog_name='coprod')\n"
        "except SystemExit: pass\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path)
    assert done.stderr.strip() == "[]"


def test_demo_answers_the_questions_of_the_documents(tmp_path: Path) -> None:
    done = coprod("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Service-Dominant Logic" in done.stdout
    assert "0 rejected" in done.stdout
    made = {path.name for path in (tmp_path / "coprod-demo").iterdir()}
    beside = {f"evidence.{kind}" for kind in ("rows.tsv", "unmapped.tsv", "groundings.sssom.tsv")}
    assert made == {"answers", "evidence.trig", *beside, "statements.tsv", "works.tsv"}
    works = coprod("query", "coprod-demo/evidence.trig", "--name", "works", "--format", "csv", cwd=tmp_path).stdout
    copies = [line.split(",") for line in works.splitlines() if "/seed-00" in line and "citing" not in line]
    assert {line[-2] for line in copies if line[0][-3:] in ("000", "001", "002")} == {
        "https://doi.org/10.1371/journal.pbio.2001403"
    }
