"""Agreement of two coders: the statistics against published examples, matching, what is listed, and the command."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.agreement import Coded, CodedFile, Comparison, compare, read_coded
from coprod.agreement.compare import NothingInCommon
from coprod.agreement.matching import match
from coprod.agreement.statistics import agreed, jaccard, krippendorff
from coprod.ontology import Ontology
from coprod.reports import agreement as report

COPROD = Path(sys.executable).parent / "coprod"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


# --- published examples ------------------------------------------------------------------------------------------


def _pairs(table: list[list[int]]) -> list[tuple[str, str]]:
    """The pairs of values behind a table of counts."""
    return [(str(i), str(j)) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


KAPPAS = [
    # Cohen 1960, table 1, https://doi.org/10.1177/001316446002000104: observed .29, by chance .35
    ("Cohen 1960", [[25, 13, 12], [12, 2, 16], [3, 15, 2]], 0.29, (0.29 - 0.35) / (1 - 0.35)),
    # Cohen 1968, table 1, https://doi.org/10.1037/h0026256: 200 cases in three diagnoses, kappa .492
    ("Cohen 1968", [[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.70, 0.492),
    # SAS/STAT user's guide, FREQ procedure, "Agreement Study": dermatologists, kappa .3449
    # https://support.sas.com/documentation/cdl/en/procstat/66703/HTML/default/procstat_freq_gettingstarted02.htm
    ("SAS", [[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]], 45 / 88, 0.3449),
]


@pytest.mark.parametrize(("table", "share", "kappa"), [k[1:] for k in KAPPAS], ids=[k[0] for k in KAPPAS])
def test_kappa_is_the_published_one(table: list[list[int]], share: float, kappa: float) -> None:
    got = agreed("x", _pairs(table))
    assert got.n == sum(map(sum, table))
    assert got.share == pytest.approx(share)
    assert got.kappa == pytest.approx(kappa, abs=5e-4)


# Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, https://repository.upenn.edu/asc_papers/43,
# sections A (binary, two observers), B (nominal, two observers) and C (nominal, four observers, missing values)
ALPHAS = [
    ("A", ["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"], 0.095),
    ("B", ["a a b b d c c c e d d a", "b a b b b c c c e d d d"], 0.692),
    ("C", ["1 2 3 3 2 1 4 1 2 * * *", "1 2 3 3 2 2 4 1 2 5 * 3", "* 3 3 3 2 3 4 2 2 5 1 *", "1 2 3 3 2 4 4 1 2 5 1 *"],
     0.743),
]  # fmt: skip


@pytest.mark.parametrize(("coders", "alpha"), [a[1:] for a in ALPHAS], ids=[a[0] for a in ALPHAS])
def test_alpha_is_the_published_one(coders: list[str], alpha: float) -> None:
    units = list(zip(*([None if v == "*" else v for v in c.split()] for c in coders), strict=True))
    assert krippendorff(units) == pytest.approx(alpha, abs=5e-4)
    if len(coders) == 2:
        got = agreed("x", units)  # type: ignore[arg-type]
        assert got.alpha == pytest.approx(alpha, abs=5e-4)


UNDEFINED: list[tuple[str, list[tuple[str | None, str | None]], tuple[Any, ...]]] = [
    ("nothing", [], (0, 0, None, None, None)),
    ("coded by neither or one", [(None, None), ("a", None)], (0, 2, None, None, None)),
    ("one value throughout", [("a", "a"), ("a", "a"), ("a", None)], (2, 1, 1.0, None, None)),
    ("two values, never the same", [("a", "b"), ("a", "b")], (2, 0, 0.0, 0.0, -0.5)),
]


@pytest.mark.parametrize(("pairs", "want"), [u[1:] for u in UNDEFINED], ids=[u[0] for u in UNDEFINED])
def test_what_chance_cannot_be_told_from_is_undefined(
    pairs: list[tuple[str | None, str | None]], want: tuple[Any, ...]
) -> None:
    got = agreed("x", pairs)
    assert (got.n, got.missing, got.share, got.kappa, got.alpha) == want


_VALUE = st.sampled_from(["a", "b", "c", None])


@settings(deadline=None)
@given(st.lists(st.tuples(_VALUE, _VALUE), max_size=30))
def test_agreement_is_the_same_whoever_comes_first(pairs: list[tuple[str | None, str | None]]) -> None:
    one, other = agreed("x", pairs), agreed("x", [(b, a) for a, b in pairs])
    assert (one.n, one.missing, one.share) == (other.n, other.missing, other.share)
    assert one.n + one.missing == len(pairs)
    for mine, theirs in ((one.kappa, other.kappa), (one.alpha, other.alpha)):
        assert mine is None or mine == pytest.approx(theirs)
        assert mine is None or -1 <= mine <= 1 + 1e-9
    if one.share == 1:
        assert one.kappa in (None, pytest.approx(1))
        assert one.alpha in (None, pytest.approx(1))


@given(st.frozensets(st.integers(0, 5)), st.frozensets(st.integers(0, 5)))
def test_jaccard(a: frozenset[int], b: frozenset[int]) -> None:
    assert jaccard(a, b) == jaccard(b, a)
    assert (jaccard(a, b) == 1) == (a == b)


# --- matching ----------------------------------------------------------------------------------------------------


def _row(id: str = "", subject: str = "", source: str = "") -> Coded:
    return Coded(id=id, subject=subject, source=source)


MATCHES = [
    ("by id", [_row("1", "a"), _row("2", "b")], [_row("2", "x"), _row("1", "y")], [(0, 1), (1, 0)], 0, 0, 0),
    ("by text", [_row("", "The  Carers", "s")], [_row("9", "the carers", "s")], [(0, 0)], 0, 0, 0),
    ("not by text of another source", [_row("", "carers", "s")], [_row("", "carers", "t")], [], 1, 1, 0),
    ("id before text", [_row("1", "a"), _row("2", "b")], [_row("1", "b"), _row("7", "a")], [(0, 0)], 1, 1, 0),
    ("repeated", [_row("1", "a"), _row("1", "b")], [_row("1", "a")], [], 0, 0, 3),
    ("repeated in one file only", [_row("1"), _row("1")], [_row("2")], [], 2, 1, 0),
    ("neither id nor text", [_row()], [_row()], [], 1, 1, 0),
]


@pytest.mark.parametrize(
    ("a", "b", "pairs", "only_a", "only_b", "repeated"), [m[1:] for m in MATCHES], ids=[m[0] for m in MATCHES]
)
def test_match(
    a: list[Coded], b: list[Coded], pairs: list[tuple[int, int]], only_a: int, only_b: int, repeated: int
) -> None:
    got = match(a, b)
    assert list(got.pairs) == [(a[i], b[j]) for i, j in pairs]
    assert (len(got.only_a), len(got.only_b), len(got.repeated)) == (only_a, only_b, repeated)


_ROWS = st.lists(st.builds(_row, st.sampled_from(["", "1", "2", "3"]), st.sampled_from(["", "x", "y"])), max_size=6)


@given(_ROWS, _ROWS)
def test_every_row_is_matched_or_listed_once(a: list[Coded], b: list[Coded]) -> None:
    got = match(a, b)
    assert 2 * len(got.pairs) + len(got.only_a) + len(got.only_b) + len(got.repeated) == len(a) + len(b)


# --- what is compared --------------------------------------------------------------------------------------------

HEADER = (
    "id source subject predicate object subject_id relation_id object_id polarity modality basis attributed_to status"
)
A = [
    "r1,10.5/x,they,join,it,CoDesign,involvesActor,Patient,affirmed,asserted,finding,Patient; Carer,agreed",
    "r2,10.5/x,co-design,is,new,co-design,relatedTo,trust,negated,asserted,finding,,agreed",
    "r3,10.5/x,weather,is,fine,,,,affirmed,possible,,,",
    "r4,10.5/x,only,here,A,,,,affirmed,asserted,,,",
]
B = [
    "r1,10.5/x,they,join,it,CoDesign,involvesActor,Patient; Carer,affirmed,asserted,argument,carer; patient,agreed",
    ",10.5/x,Co-design,is,new,trust,relatedTo,CoDesign,affirmed,asserted,finding,,agreed",
    "r3,10.5/x,weather,is,fine,,,,affirmed,asserted,,,",
    "r5,10.5/x,only,here,B,,,,affirmed,asserted,,,",
]  # fmt: skip


def _table(rows: list[str]) -> str:
    return "".join(row.replace(",", "\t") + "\n" for row in [",".join(HEADER.split()), *rows])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "a.tsv": _table(A),
        "b.tsv": _table(B),
        "bad.tsv": _table([*A, "r9,10.5/x,,is,x,,,,affirmed,asserted,,,"]),
        "other.tsv": "id\tsubject\tpredicate\tobject\nz1\tx\ty\tz\n",
        "wrong.tsv": "a\tb\n1\t2\n",
        "empty.tsv": "",
        "a.jsonl": _line("r1", ["Patient"], polarity="negated") + _line("r2", []),
        "b.jsonl": _line("r1", ["Patient", "Carer"]) + _line("r2", []) + _line("r3", ["Carer"]),
        "unknown.jsonl": _line("r1", ["Youth Adviser"]),
        "broken.jsonl": _line("r1", ["Patient"]) + "{\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _line(id: str, actors: list[str], **more: Any) -> str:
    row = {"id": id, "assertions": [["CoDesign", "involvesActor", a] for a in actors]}
    return json.dumps({**row, "polarity": "affirmed", "modality": "asserted", "attributed_to": [], **more}) + "\n"


def _compared(folder: Path, a: str, b: str, ontology: Ontology) -> Comparison:
    return compare(read_coded(folder / a, ontology), read_coded(folder / b, ontology), ontology)


def test_sheets(folder: Path, ontology: Ontology) -> None:
    got = _compared(folder, "a.tsv", "b.tsv", ontology)
    assert (got.matched, got.only_a, got.only_b, got.repeated) == (3, 1, 1, 0)
    facets = {f.name: f for f in got.facets}
    assert {name: (f.n, f.missing, f.share) for name, f in facets.items()} == {
        "polarity": (3, 0, pytest.approx(2 / 3)),
        "modality": (3, 0, pytest.approx(2 / 3)),
        "basis": (2, 1, 0.5),
        "attributed_to": (1, 2, 1.0),
        "status": (2, 1, 1.0),
    }
    assert facets["status"].kappa is None, "one value throughout"
    assert {area.name: area.share for area in got.areas} == {
        ontology.area("Patient"): 1.0,
        ontology.area("CoDesign"): 1.0,
        ontology.area("Trust"): 1.0,
    }
    assert (got.assertions.n, got.assertions.exact) == (3, pytest.approx(2 / 3))
    assert got.assertions.jaccard == pytest.approx((0.5 + 1 + 1) / 3)
    assert [(d.row, d.what, d.a, d.b) for d in got.disagreements] == [
        ("r1", "basis", "finding", "argument"),
        ("r1", "assertions", "nothing more", "CoDesign involvesActor Carer"),
        ("r2", "polarity", "negated", "affirmed"),
        ("r3", "modality", "possible", "asserted"),
        ("r4", "row", "there", "missing"),
        ("r5", "row", "missing", "there"),
    ]
    assert "row 2" in got.disagreements[0].place_a


def test_mapped_lines(folder: Path, ontology: Ontology) -> None:
    got = _compared(folder, "a.jsonl", "b.jsonl", ontology)
    assert (got.matched, got.only_a, got.only_b) == (2, 0, 1)
    assert [(d.row, d.what) for d in got.disagreements] == [("r1", "polarity"), ("r1", "assertions"), ("r3", "row")]
    assert {f.name: f.n for f in got.facets} == {
        "polarity": 2,
        "modality": 2,
        "basis": 0,
        "attributed_to": 2,
        "status": 0,
    }


def test_a_sheet_without_ids_is_not_taken_for_one_that_says_nothing(folder: Path, ontology: Ontology) -> None:
    plain = [",".join([*row.split(",")[:5], "", "", "", *row.split(",")[8:]]) for row in A]
    (folder / "plain.tsv").write_text(_table(plain), encoding="utf-8")
    got = _compared(folder, "plain.tsv", "b.tsv", ontology)
    assert (got.assertions.n, got.assertions.missing) == (0, 3)
    assert all(area.n == 0 for area in got.areas)


def test_unknown_ids_are_told(folder: Path, ontology: Ontology) -> None:
    (folder / "c.jsonl").write_text(_line("r1", ["Pateint"]), encoding="utf-8")
    assert _compared(folder, "a.jsonl", "c.jsonl", ontology).unknown == ("Pateint",)


def test_nothing_in_common(ontology: Ontology) -> None:
    files = [CodedFile(path=Path(name), rows=(Coded(id=name),)) for name in ("a1", "b7")]
    with pytest.raises(NothingInCommon, match="“a1” in the first and “b7” in the second"):
        compare(files[0], files[1], ontology)


def test_a_file_agrees_with_itself(folder: Path, ontology: Ontology) -> None:
    got = _compared(folder, "b.tsv", "b.tsv", ontology)
    assert got.disagreements == ()
    assert got.assertions.exact == got.assertions.jaccard == 1
    assert {m.share for m in (*got.facets, *got.areas) if m.n} == {1.0}
    assert "No disagreements." in report.render(got)


# --- the command -------------------------------------------------------------------------------------------------


def coprod(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [str(COPROD), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, **(env or {})})


EXIT_CODES = [
    (0, ["agree", "a.tsv", "b.tsv"], ""),
    (0, ["agree", "a.tsv", "a.jsonl"], ""),
    (0, ["agree", "a.jsonl", "b.jsonl", "--format", "json"], ""),
    (0, ["agree", "a.jsonl", "unknown.jsonl"], "Youth Adviser"),
    (0, ["agree", "a.tsv", "b.tsv", "--format", "csv"], ""),
    (1, ["agree", "a.tsv", "bad.tsv"], "bad.tsv, row 6"),
    (0, ["agree", "a.tsv", "bad.tsv", "--allow-rejects"], "bad.tsv, row 6"),
    (2, ["agree", "a.tsv"], "B"),
    (2, ["agree", "a.tsv", "missing.tsv"], "missing.tsv"),
    (2, ["agree", "a.tsv", "empty.tsv"], "empty"),
    (2, ["agree", "a.tsv", "wrong.tsv"], "subject"),
    (2, ["agree", "a.tsv", "other.tsv"], "no row in common"),
    (2, ["agree", "broken.jsonl", "b.jsonl"], "broken.jsonl, line 2"),
    (2, ["agree", "a.tsv", "b.tsv", "--disagreements", "no/such/d.tsv"], "no such file"),
    (2, ["agree", "a.tsv", "b.docx"], "not a format"),
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
    assert bool(done.stdout) == (code < 2)
    assert set(folder.iterdir()) == before


def test_without_the_extra_the_command_says_how_to_get_it(folder: Path) -> None:
    (folder / "hidden").mkdir()
    (folder / "hidden" / "sitecustomize.py").write_text("import sys\nsys.modules['nltk'] = None\n", encoding="utf-8")
    done = coprod("agree", "a.tsv", "b.tsv", cwd=folder, env={"PYTHONPATH": str(folder / "hidden")})
    assert done.returncode == 2
    assert "pip install 'coprod[agree]'" in done.stderr


def test_formats(folder: Path) -> None:
    text = coprod("agree", "a.tsv", "b.tsv", cwd=folder).stdout
    assert "3 rows matched" in text
    assert "66.7%" in text
    whole = json.loads(coprod("agree", "a.tsv", "b.tsv", "--format", "json", cwd=folder).stdout)
    assert (whole["schema"], whole["matched"], len(whole["disagreements"])) == (1, 3, 6)
    table = coprod("agree", "a.tsv", "b.tsv", "--format", "csv", cwd=folder).stdout
    rows = {row["measure"]: row for row in csv.DictReader(io.StringIO(table))}
    assert rows["polarity"]["agreement"] == "0.6667"
    assert rows["status"]["kappa"] == ""
    assert rows["assertions"]["jaccard"] == "0.8333"


def test_disagreements_are_written_as_a_table(folder: Path) -> None:
    done = coprod("agree", "a.tsv", "b.tsv", "--disagreements", "d.tsv", cwd=folder)
    assert done.returncode == 0
    with (folder / "d.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert [row["what"] for row in rows] == ["basis", "assertions", "polarity", "modality", "row", "row"]
    assert rows[0]["subject"] == "they"
