"""Where people use validation: a new project, the action, hooks, GitLab, tables, pytest, settings."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from coprod import validate
from coprod.config import Config
from coprod.validation.version import ontology_version, version_finding

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
CODINGS = (
    "id,source,subject,predicate,object,polarity\n"
    "r1,10.5555/first,patients,took part in,co-design,affirmed\n"
    "r2,10.5555/first,carers,led,co-design,perhaps\n"
)
GOOD = "".join(CODINGS.splitlines(keepends=True)[:2])


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    whole = {**os.environ, "PATH": path, **(env or {})}
    return subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, env=whole)


# coprod init


def test_init_writes_a_project_that_works(tmp_path: Path) -> None:
    done = run("coprod", "init", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    files = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert files == {"coprod.toml", "codings.xlsx", ".github/workflows/evidence.yml"}
    assert all(f"Wrote {name}" in done.stdout for name in files)
    assert "Next:" in done.stdout
    book = openpyxl.load_workbook(tmp_path / "codings.xlsx")
    sheet = book["Coding"]
    headers = {str(cell.value).lower(): cell.column for row in sheet.iter_rows(max_row=3) for cell in row if cell.value}
    row = sheet.max_row + 1
    for field, text in {"subject": "patients", "predicate": "took part in", "object": "co-design"}.items():
        (column,) = [c for header, c in headers.items() if header.split("\n")[0].strip() == field]
        sheet.cell(row, column, text)
    book.save(tmp_path / "codings.xlsx")
    report = json.loads(run("coprod", "validate", "codings.xlsx", "--format", "json", cwd=tmp_path).stdout)
    assert report["checked"]
    assert "SET001" not in {finding["code"] for finding in report["results"]}, "the settings name this version"
    rows = {f["spreadsheet"]["row"] for f in report["results"] if f["spreadsheet"]["row"]}
    assert rows <= {row}


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "coprod.toml").write_text("# mine\n", encoding="utf-8")
    done = run("coprod", "init", tmp_path, cwd=ROOT)
    assert done.returncode == 0
    assert f"Left {tmp_path / 'coprod.toml'} as it is" in done.stdout
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert before[tmp_path / "coprod.toml"] == b"# mine\n"
    assert "Wrote" not in run("coprod", "init", tmp_path, cwd=ROOT).stdout
    assert before == {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}


def test_init_where_nothing_can_be_written_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run("coprod", "init", tmp_path / "file", cwd=tmp_path).returncode == 2


# Tables


def test_a_table_is_reported_by_row(tmp_path: Path) -> None:
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    done = run("coprod", "validate", "codings.csv", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    (finding,) = [f for f in json.loads(done.stdout)["results"] if f["code"] == "ROW001"]
    assert finding["location"] == {"file": "codings.csv", "line": 3, "column": 0}
    assert finding["spreadsheet"] == {"file": "codings.csv", "sheet": "", "row": 3, "column": "F"}
    assert finding["value"] == "perhaps"
    assert [p.name for p in tmp_path.iterdir()] == ["codings.csv"], "nothing is written"


def test_a_workbook_is_reported_by_sheet_row_and_column(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Codings 2024")
    for line in CODINGS.splitlines():
        sheet.append(line.split(","))
    sheet.append(["r3", "a-report", "patients", "took part in", "co-design", "affirmed"])
    book.save(tmp_path / "codings.xlsx")
    done = run("coprod", "validate", "codings.xlsx", cwd=tmp_path)
    assert done.returncode == 1
    assert "codings.xlsx, sheet Codings 2024, row 3, column F: row r2  polarity = perhaps" in done.stdout
    assert "codings.xlsx, sheet Codings 2024, row 4, column B: source:a-report" in done.stdout


def test_a_finding_of_the_rules_is_at_its_row(tmp_path: Path) -> None:
    (tmp_path / "codings.csv").write_text(GOOD + "r3,a-report,patients,took part in,co-design,affirmed\n", "utf-8")
    done = run("coprod", "validate", "codings.csv", "--format", "github", cwd=tmp_path)
    assert done.returncode == 0, "a source without DOI is a warning"
    assert "::warning file=codings.csv,line=3,title=COP002" in done.stdout


@pytest.mark.parametrize(
    ("field", "text", "code", "says"),
    [
        ("basis", "cited", "COP018", "fill in the column cites"),
        ("year", "3019", "ROW001", "year: 3019 is not a year from 1500 to 2099, such as 2019."),
        ("confidence", "80", "ROW001", "write 0.8 or 80%; did you mean 80%?"),
        ("quote", "x " * 300, "COP060", "longer than 500 characters"),
        ("date", "31/03/2026", "COP015", "written as in 2026-03-31"),
        ("object_id", "Trusst", "ROW001", "did you mean 'Trust'?"),
        ("source", "", "COP001", "exactly one source"),
    ],
)
def test_the_cell_of_a_fault(tmp_path: Path, field: str, text: str, code: str, says: str) -> None:
    row = {"id": "r1", "source": "10.5555/first", "subject": "co-design", "predicate": "requires", "object": "trust"}
    row |= {field: text}
    book = openpyxl.Workbook()
    book.active.title = "Codings"
    for line in (["Review"], [], list(row), list(row.values())):
        book.active.append(line)
    book.save(tmp_path / "codings.xlsx")
    (finding,) = [f for f in validate([tmp_path / "codings.xlsx"]).findings if f.code == code]
    cell = finding.spreadsheet
    assert (cell.sheet, cell.row, cell.column) == ("Codings", 4, chr(65 + list(row).index(field)))
    assert says in finding.message
    assert not finding.message.endswith("?.")


def test_a_table_and_a_graph_together(tmp_path: Path) -> None:
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.ttl").write_bytes((ROOT / "shapes/examples/COP001.invalid.ttl").read_bytes())
    report = validate([tmp_path / "codings.csv", tmp_path / "bad.ttl"])
    (finding,) = [f for f in report.findings if f.code == "COP001"]
    assert finding.location.file == str(tmp_path / "bad.ttl")
    assert finding.location.line


def test_broken_tables_end_with_2(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for name in ("other.csv", "missing.xlsx"):
        done = run("coprod", "validate", name, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert name in done.stderr


# Settings


@pytest.mark.parametrize(
    ("version", "found"), [("", 0), (ontology_version(), 0), (ontology_version().rpartition(".")[0], 0), ("99.1", 1)]
)
def test_another_version_of_the_ontology_is_a_finding(version: str, found: int) -> None:
    assert len(version_finding(version)) == found


def test_the_version_is_a_warning_at_the_line_of_the_setting(tmp_path: Path) -> None:
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "coprod.toml").write_text('# settings\n\n  ontology-version = "99.1"\n', encoding="utf-8")
    done = run("coprod", "validate", "codings.csv", cwd=tmp_path)
    assert done.returncode == 0
    assert "coprod.toml:3:3: coprod.toml  ontology-version = 99.1" in done.stdout
    assert run("coprod", "validate", "codings.csv", "--fail-on", "warning", cwd=tmp_path).returncode == 1
    report = validate([tmp_path / "codings.csv"], config=Config(ontology_version="99.1"))
    assert "SET001" in {f.code for f in report.findings}


# pytest, as docs/ci.md shows it


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_for_pytest(tmp_path: Path) -> None:
    (code,) = blocks("python")
    (tmp_path / "test_evidence.py").write_text(code, encoding="utf-8")
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    run("coprod", "map", "codings.csv", "-o", "evidence.trig", cwd=tmp_path)
    pytest_run = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    done = run(*pytest_run, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    graph = (tmp_path / "evidence.trig").read_text(encoding="utf-8")
    bad = graph.replace("coprod:polarity coprod:Affirmed", "coprod:polarity coprod:Perhaps")
    (tmp_path / "evidence.trig").write_text(bad, encoding="utf-8")
    done = run(*pytest_run, cwd=tmp_path)
    assert done.returncode == 1
    assert re.search(r"evidence\.trig:\d+:\d+; codings\.csv, row 2, column F; violation COP003", done.stdout)


# The workflow, GitLab and the action, against the schemas that their users' editors check them with


def schema_check(schema: str, path: Path) -> None:
    pytest.importorskip("check_jsonschema", reason="needs check-jsonschema, of the extra [test]")
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def load_yaml(text: str) -> Any:
    return pytest.importorskip("yaml", reason="needs PyYAML, of the extra [test]").safe_load(text)


def test_the_action_is_one() -> None:
    schema_check("vendor.github-actions", ROOT / "action.yml")


def test_the_workflow_of_init_is_one(tmp_path: Path) -> None:
    run("coprod", "init", cwd=tmp_path)
    workflow = tmp_path / ".github" / "workflows" / "evidence.yml"
    schema_check("vendor.github-workflows", workflow)
    (step,) = [s for s in load_yaml(workflow.read_text("utf-8"))["jobs"]["validate"]["steps"] if "with" in s]
    assert set(step["with"]) <= set(load_yaml((ROOT / "action.yml").read_text("utf-8"))["inputs"])


def test_the_snippets_of_the_page(tmp_path: Path) -> None:
    github, gitlab, pre_commit = blocks("yaml")
    (tmp_path / ".gitlab-ci.yml").write_text(gitlab, encoding="utf-8")
    schema_check("vendor.gitlab-ci", tmp_path / ".gitlab-ci.yml")
    assert set(load_yaml(github)[0]["with"]) <= set(load_yaml((ROOT / "action.yml").read_text("utf-8"))["inputs"])
    hooks = {hook["id"] for hook in load_yaml((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in load_yaml(pre_commit)["repos"][0]["hooks"]} <= hooks


def test_all_pages_name_one_repository_and_version(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    home, version = project["urls"]["Homepage"], project["version"]
    assert all(url.startswith(home) for url in project["urls"].values())
    run("coprod", "init", cwd=tmp_path)
    texts = [PAGE, (tmp_path / ".github/workflows/evidence.yml").read_text(encoding="utf-8")]
    used = [name for text in texts for name in re.findall(r"uses: (\S*coprod\S*)", text)]
    assert used == [f"{home.removeprefix('https://github.com/')}@v{version}"] * 2
    assert re.findall(r"repo: (\S+)\n    rev: (\S+)", PAGE) == [(home, f"v{version}")]
    assert f"pip install coprod=={version}" in PAGE


def test_the_commands_for_gitlab(tmp_path: Path) -> None:
    job = load_yaml(blocks("yaml")[1])["evidence"]
    (command,) = [line for line in job["script"] if line.startswith("coprod")]
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    done = run("bash", "-c", command.replace(".xlsx", ".csv"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / job["artifacts"]["reports"]["junit"]).is_file()
    assert all((tmp_path / path).is_file() for path in job["artifacts"]["paths"])


class Action:
    """The steps of action.yml, run as a runner would: inputs put in, environment files given."""

    def __init__(self, folder: Path, **inputs: str) -> None:
        self.folder = folder
        action = load_yaml((ROOT / "action.yml").read_text(encoding="utf-8"))
        self.inputs = {name: str(about.get("default", "")) for name, about in action["inputs"].items()}
        self.inputs |= {name.replace("_", "-"): value for name, value in inputs.items()}
        self.contexts: dict[str, str] = {}
        self.steps = {step["name"]: step for step in action["runs"]["steps"]}

    def step(self, name: str) -> subprocess.CompletedProcess[str]:
        step = self.steps[name]
        env = {key: self._put(value) for key, value in step.get("env", {}).items()}
        env |= {"GITHUB_OUTPUT": str(self.folder / "out"), "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md")}
        return run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=self.folder, env=env)

    def _put(self, value: str) -> str:
        """What an expression of contexts stands for; ``||`` gives the first that is not empty."""
        known = {f"inputs.{name}": text for name, text in self.inputs.items()}
        known |= {"github.action_path": str(ROOT), "steps.map.outputs.graph": self.output("graph"), **self.contexts}

        def first(match: re.Match[str]) -> str:
            return next(filter(None, (known.get(name.strip(), "") for name in match[1].split("||"))), "")

        return re.sub(r"\$\{\{(.*?)\}\}", first, value)

    def output(self, name: str) -> str:
        out = self.folder / "out"
        pairs = dict(line.split("=", 1) for line in out.read_text("utf-8").splitlines()) if out.is_file() else {}
        return pairs.get(name, "")

    def summary(self) -> str:
        return (self.folder / "summary.md").read_text(encoding="utf-8")


def test_the_steps_of_the_action(tmp_path: Path) -> None:
    (tmp_path / "my codings.csv").write_text(CODINGS, encoding="utf-8")
    (tmp_path / "settings.toml").write_text('ontology-version = "99.1"\n', encoding="utf-8")
    action = Action(tmp_path, codings="my cod*.csv\n", config="settings.toml")
    mapped = action.step("Map")
    assert mapped.returncode == 0, mapped.stderr
    assert (tmp_path / "out").read_text(encoding="utf-8") == "graph=evidence.trig\n"
    assert (tmp_path / "evidence.trig").is_file()
    checked = action.step("Validate")
    assert checked.returncode == 1, checked.stderr
    assert "::error file=my codings.csv,line=3,title=ROW001" in checked.stdout
    assert "::warning file=settings.toml,line=1,col=1,title=SET001" in checked.stdout
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("### ❌ Evidence: ")
    assert json.loads((tmp_path / "coprod.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Action(tmp_path, codings="my codings.csv", fail_on="never").step("Validate").returncode == 0


def test_the_action_checks_graphs(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "bad.ttl").write_bytes((ROOT / "shapes/examples/COP001.invalid.ttl").read_bytes())
    action = Action(tmp_path, graphs="**/*.ttl")
    assert action.step("Map").returncode == 0
    checked = action.step("Validate")
    assert checked.returncode == 1
    assert "::error file=a/bad.ttl,line=" in checked.stdout


@pytest.mark.parametrize("given", ["", "no*such.csv"])
def test_the_action_with_nothing_to_check_fails(tmp_path: Path, given: str) -> None:
    checked = Action(tmp_path, codings=given).step("Validate")
    assert checked.returncode == 2
    assert "::error" in checked.stdout


# What a pull request does to the evidence

DENIAL = "r9,10.5555/other,co-design,did not involve,patients,negated\n"
BEFORE = "github.event.before"
CHANGES = "### What this changes in the evidence\n"


def repository(folder: Path, **files: str) -> str:
    """A repository with these files in one commit, which is named."""
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    commit(folder)
    return run("git", "rev-parse", "HEAD", cwd=folder).stdout.strip()


def compare(action: Action, base: str, context: str = "github.event.pull_request.base.sha") -> str:
    """The summary after the steps Map and Compare."""
    (action.folder / "summary.md").write_text("", encoding="utf-8")
    action.contexts = {context: base}
    for name in ("Map", "Compare"):
        done = action.step(name)
        assert done.returncode == 0, done.stderr
    return action.summary()


def test_the_summary_says_what_a_pull_request_does(tmp_path: Path) -> None:
    base = repository(tmp_path, codings__csv=GOOD)
    (tmp_path / "codings.csv").write_text(GOOD + DENIAL, encoding="utf-8")
    summary = compare(Action(tmp_path, codings="codings.csv"), base)
    assert CHANGES in summary
    assert "#### 1 statement added\n" in summary
    assert "#### 1 proposition newly disputed\n\n- co-design – involves – patient\n" in summary
    assert "#### 1 direct triple lost\n" in summary
    assert run("git", "worktree", "list", cwd=tmp_path).stdout.count("\n") == 1, "it is cleaned up"


def test_the_summary_of_a_first_push(tmp_path: Path) -> None:
    repository(tmp_path, codings__csv=GOOD)
    summary = compare(Action(tmp_path, codings="*.csv"), "0" * 40, BEFORE)
    assert "all of it is new" in summary
    assert "#### 1 proposition newly supported\n" in summary
    assert "#### 1 direct triple won\n" in summary


def test_the_summary_where_the_base_has_no_graph(tmp_path: Path) -> None:
    base = repository(tmp_path, README__md="nothing yet")
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    assert "#### 1 proposition newly supported\n" in compare(Action(tmp_path, codings="codings.csv"), base)


def test_the_summary_for_graphs_and_a_settings_file(tmp_path: Path) -> None:
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    run("coprod", "map", "codings.csv", "-o", "old.trig", cwd=tmp_path)
    base = repository(tmp_path)
    (tmp_path / "settings.toml").write_text('base = "https://example.org/"\n', encoding="utf-8")
    (tmp_path / "codings.csv").write_text(DENIAL.join([*CODINGS.splitlines(keepends=True)[:1], ""]), encoding="utf-8")
    action = Action(tmp_path, codings="codings.csv", graphs="old.trig", config="settings.toml")
    assert "#### 1 proposition newly disputed\n" in compare(action, base)


def test_the_summary_where_nothing_changed(tmp_path: Path) -> None:
    base = repository(tmp_path, codings__csv=GOOD)
    assert compare(Action(tmp_path, codings="codings.csv"), base).endswith("\nNothing changed.\n")


def test_the_base_is_fetched_into_a_shallow_checkout(tmp_path: Path) -> None:
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    origin.mkdir()
    base = repository(origin, codings__csv=GOOD)
    (origin / "codings.csv").write_text(GOOD + DENIAL, encoding="utf-8")
    commit(origin)
    run("git", "clone", "-q", "--depth=1", origin.as_uri(), clone, cwd=tmp_path)
    assert "newly disputed" in compare(Action(clone, codings="codings.csv"), base)


@pytest.mark.parametrize("base", ["1" * 40, "", "none"])
def test_without_a_base_nothing_is_compared(tmp_path: Path, base: str) -> None:
    repository(tmp_path, codings__csv=GOOD)
    summary = compare(Action(tmp_path, codings="codings.csv", base=base), "")
    assert ("is not there, so nothing was compared" in summary) == base.startswith("1")
    assert (summary == "") != base.startswith("1")


def test_a_base_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    base = repository(tmp_path, codings__csv="a,b\n1,2\n")
    (tmp_path / "codings.csv").write_text(GOOD, encoding="utf-8")
    assert "could not be read" in compare(Action(tmp_path, codings="codings.csv"), base)


def test_the_comparison_is_made_whatever_was_found() -> None:
    condition = Action(ROOT).steps["Compare"]["if"]
    assert "!cancelled()" in condition
    assert "steps.map.outcome == 'success'" in condition


@pytest.mark.slow
def test_the_action_installs_from_its_own_checkout(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    step = Action(tmp_path).steps["Install coprod from this action's own checkout"]
    path = f"{tmp_path / 'venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CHECKOUT": str(checkout(tmp_path))}
    env.pop("PYTHONPATH", None)
    subprocess.run(["bash", "-eo", "pipefail", "-c", step["run"]], check=True, env=env, cwd=tmp_path)
    version = subprocess.run(["coprod", "--version"], capture_output=True, text=True, env=env, cwd=tmp_path)
    assert "0.1.0" in version.stdout


# pre-commit


def checkout(folder: Path) -> Path:
    """A copy of this checkout, as it is now, as a git repository with one commit."""
    copy = folder / "checkout"
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    commit(copy)
    return copy


def commit(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "files"]):
        who = ["-c", "user.name=tests", "-c", "user.email=tests@example.org"]
        subprocess.run(["git", *who, *command], cwd=folder, check=True, capture_output=True)


def test_the_hooks_are_valid() -> None:
    pytest.importorskip("pre_commit", reason="needs pre-commit, of the extra [test]")
    done = run(sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml", cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_pre_commit_stops_a_bad_statement(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit", reason="needs pre-commit, of the extra [test]")
    ours = checkout(tmp_path)
    revision = run("git", "rev-parse", "HEAD", cwd=ours).stdout.strip()
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    config = f"repos:\n- repo: {ours.as_uri()}\n  rev: {revision}\n  hooks:\n  - id: coprod-validate\n"
    (theirs / ".pre-commit-config.yaml").write_text(config + "  - id: coprod-validate-codings\n", encoding="utf-8")
    (theirs / "good.ttl").write_bytes((ROOT / "shapes/examples/COP001.valid.ttl").read_bytes())
    (theirs / "codings.csv").write_text(GOOD, encoding="utf-8")
    commit(theirs)
    env = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "PYTHONPATH": ""}
    hook = (sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose")
    done = run(*hook, cwd=theirs, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("Passed") == 2
    (theirs / "good.ttl").unlink()
    (theirs / "bad.ttl").write_bytes((ROOT / "shapes/examples/COP001.invalid.ttl").read_bytes())
    (theirs / "codings.csv").write_text(CODINGS, encoding="utf-8")
    run("git", "add", "-A", cwd=theirs)
    done = run(*hook, cwd=theirs, env=env)
    assert done.returncode == 1
    assert re.search(r"bad\.ttl:\d+:\d+: ", done.stdout)
    assert "codings.csv, row 3, column F" in done.stdout
