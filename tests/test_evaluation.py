"""The figures of an evaluation: against the project's own scorer, against cases worked by hand, and on bad input."""

from __future__ import annotations

import csv
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.evaluation import BadGold, Coding, GoldRecord, evaluate, read_gold, read_predictions
from coprod.evaluation.counts import Counts, Figures
from coprod.evaluation.evaluate import predict
from coprod.evaluation.intervals import intervals
from coprod.evaluation.inventory import Inventory, versions
from coprod.mapping.records import Assertion, Mapping
from coprod.ontology import Ontology
from coprod.reports import evaluation as report
from coprod.statement import Statement

COPROD = Path(sys.executable).parent / "coprod"
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score.py"
DEV = SHARED / "gold" / "dev.jsonl"
OWN = ROOT / "tests" / "gold" / "own-dev.jsonl"
beside = pytest.mark.skipif(not SCORER.exists() or not DEV.exists(), reason="the scorer is not beside this checkout")

Record = dict[str, Any]


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


# --- against the scorer ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def scorer() -> tuple[Any, Any]:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.ontology_parents(ROOT / "ontology")


def _perfect(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    return dict(record["expect"])


def _silent(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    return {"assertions": []}


def _broader(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    """Subjects a step up, where there is one."""
    up = [[(*ontology.concepts[s].broader, s)[0], r, o] for s, r, o in record["expect"]["assertions"]]
    return {**record["expect"], "assertions": up}


def _broader_relation(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    up = [[s, (*ontology.relations[r].parents, r)[0], o] for s, r, o in record["expect"]["assertions"]]
    return {**record["expect"], "assertions": up}


def _narrower(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    """Objects somewhere below, many of them beyond the inventory."""
    down = [[s, r, chance.choice(sorted(ontology.narrower(o)) or [o])] for s, r, o in record["expect"]["assertions"]]
    return {**record["expect"], "assertions": down}


def _turned(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    return {**record["expect"], "assertions": [[o, r, s] for s, r, o in record["expect"]["assertions"]]}


def _as_iris(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    return {
        **record["expect"],
        "assertions": [[ontology.iri(x) for x in triple] for triple in record["expect"]["assertions"]],
    }


def _unknown(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    more = [["Unheard", "involvesActor", "Patient"], ["CoDesign", "unheardOf", "Patient"]]
    return {**record["expect"], "assertions": [*record["expect"]["assertions"], *more]}


def _scrambled(record: Record, ontology: Ontology, chance: random.Random) -> Record:
    concepts, relations = sorted(ontology.concepts), sorted(ontology.relations)
    triples = []
    for triple in record["expect"]["assertions"]:
        s, r, o = triple
        how = chance.randrange(7)
        if how == 1:
            s = chance.choice(concepts)
        elif how == 2:
            r = chance.choice(relations)
        elif how == 3:
            o = chance.choice([*ontology.concepts[o].broader, *sorted(ontology.narrower(o)), o])
        elif how == 4:
            s, o = o, s
        if how != 5:
            triples.append([s, r, o])
    if chance.random() < 0.3:
        triples.append([chance.choice(concepts), chance.choice(relations), chance.choice(concepts)])
    return {
        "assertions": triples,
        "polarity": chance.choice(["affirmed", "negated"]),
        "modality": chance.choice(["asserted", "possible"]),
        "attributed_to": chance.choice([[], ["Patient"], ["CareWorker"], record["expect"]["attributed_to"]]),
    }


def _with_gaps(record: Record, ontology: Ontology, chance: random.Random) -> Record | None:
    return None if chance.random() < 0.4 else _scrambled(record, ontology, chance)


MAKERS: list[Callable[[Record, Ontology, random.Random], Record | None]] = [
    _perfect,
    _silent,
    _broader,
    _broader_relation,
    _narrower,
    _turned,
    _as_iris,
    _unknown,
    _scrambled,
    _with_gaps,
]


@beside
@pytest.mark.parametrize("version", [2, 1, None], ids=["inventory 2", "inventory 1", "no inventory"])
@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__.strip("_"))
def test_every_figure_is_that_of_the_scorer(
    ontology: Ontology, scorer: tuple[Any, Any], tmp_path: Path, make: Callable[..., Record | None], version: int | None
) -> None:
    module, parents = scorer
    chance = random.Random(f"{make.__name__} {version}")
    gold = []
    predicted = {}
    for line in DEV.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        record.pop("inventory")
        if version:
            record["inventory"] = version
        gold.append(record)
        made = make(record, ontology, chance)
        if made is not None:
            predicted[record["id"]] = made
    want, wrong = module.score(gold, predicted, parents)

    gold_file, predicted_file = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    gold_file.write_text("".join(json.dumps(r) + "\n" for r in gold), encoding="utf-8")
    predicted_file.write_text("".join(json.dumps({"id": i, **r}) + "\n" for i, r in predicted.items()))
    result = evaluate(read_gold(gold_file, ontology), read_predictions(predicted_file), ontology)
    got = json.loads(report.as_json(result))
    assert {name: got[name] for name in want} == want
    differing = {e.id for e in result.errors if e.cause not in ("polarity", "modality", "attributed_to")}
    assert differing == {e["id"] for e in wrong}


@beside
@pytest.mark.parametrize("kind", ["concept", "relation"])
def test_the_shipped_list_of_ids_is_the_inventory(kind: str) -> None:
    with (SHARED / "spec" / f"{kind}s.tsv").open(encoding="utf-8", newline="") as file:
        want = {row["id"]: int(row["since"]) for row in csv.DictReader(file, delimiter="\t")}
    assert versions(kind) == want


def test_every_id_of_the_inventory_is_a_term(ontology: Ontology) -> None:
    assert set(versions("concept")) <= set(ontology.concepts)
    assert set(versions("relation")) == set(ontology.relations)


# --- worked by hand ----------------------------------------------------------------------------------------------

TRUST = ("CoProduction", "createsValue", "Trust")
PATIENT = ("CoDesign", "involvesActor", "Patient")
CARER = ("CoDesign", "involvesActor", "Carer")


def _gold(*triples: tuple[str, str, str], id: str = "a", style: str = "clean") -> GoldRecord:
    expect = Coding(assertions=triples, polarity="affirmed", modality="asserted")
    return GoldRecord(id=id, style=style, subject="s", predicate="p", object="o", expect=expect)


def _given(*triples: tuple[str, str, str], **facets: Any) -> Coding:
    return Coding(**{"assertions": triples, "polarity": "affirmed", "modality": "asserted", **facets})


CAUSES = [
    ("right", (PATIENT,), _given(PATIENT), []),
    ("reversed", (TRUST,), _given(TRUST[::-1]), ["reversed"]),
    ("undirected", (("CoDesign", "relatedTo", "Trust"),), _given(("Trust", "relatedTo", "CoDesign")), []),
    ("wrong relation", (TRUST,), _given(("CoProduction", "requires", "Trust")), ["wrong-relation"]),
    ("turned and wrong relation", (TRUST,), _given(("Trust", "enables", "CoProduction")), ["wrong-relation"]),
    ("a step up", (PATIENT,), _given(("CoProduction", "involvesActor", "Patient")), ["one-step"]),
    ("nothing", (PATIENT, CARER), _given(), ["nothing-mapped", "nothing-mapped"]),
    ("subject", (TRUST, PATIENT), _given(("Research", "affects", "Trust"), PATIENT), ["missed-subject", "extra"]),
    ("object", (PATIENT, CARER), _given(PATIENT), ["missed-object"]),
    ("both", (PATIENT, TRUST), _given(PATIENT), ["missed-both"]),
    ("not joined", (PATIENT, ("Patient", "affects", "CoDesign"), CARER), _given(PATIENT, CARER), ["not-joined"]),
    ("not silent", (), _given(PATIENT), ["not-silent"]),
    ("too many", (PATIENT,), _given(PATIENT, TRUST), ["extra"]),
    ("a narrower term of ours is right", (PATIENT,), _given(("CoDesign", "involvesActor", "Patient")), []),
    ("unknown ids are not judged", (PATIENT,), _given(PATIENT, ("CoDesign", "involvesActor", "Unheard")), []),
    ("facets", (), _given(polarity="negated", modality="possible", attributed_to=("Carer",)), [
        "polarity", "modality", "attributed_to"]),
    ("likest pair first", (("CoDesign", "involvesActor", "Patient"), ("CoProduction", "involvesActor", "Patient")),
     _given(("CoProduction", "requires", "Patient")), ["missed-subject", "wrong-relation"]),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "got", "causes"), [c[1:] for c in CAUSES], ids=[c[0] for c in CAUSES])
def test_cause(ontology: Ontology, expected: Any, got: Coding, causes: list[str]) -> None:
    result = evaluate([_gold(*expected)], {"a": got}, ontology)
    assert [e.cause for e in result.errors] == causes


def test_figures_by_relation_and_by_style(ontology: Ontology) -> None:
    gold = [_gold(PATIENT, CARER), _gold(TRUST, id="b", style="noisy"), _gold(id="c", style="noisy")]
    result = evaluate(gold, {"a": _given(PATIENT), "b": _given(("CoProduction", "requires", "Trust"))}, ontology)
    assert result.figures.strict.precision == 1 / 2
    assert result.figures.strict.recall == 1 / 3
    assert result.figures.strict.f1 == pytest.approx(0.4)
    assert result.figures.concepts.recall == 4 / 5
    assert (result.figures.silent_kept, result.figures.silent) == (1, 1)
    assert result.figures.polarity == 2 / 3, "no prediction is a wrong facet"
    assert (result.unpredicted, result.superfluous) == (("c",), ())
    assert {name: (r.recall, r.precision) for name, r in result.by_relation.items()} == {
        "involvesActor": (0.5, 1.0),
        "createsValue": (0.0, None),
        "requires": (None, 0.0),
    }
    assert {style: f.strict.f1 for style, f in result.by_style.items()} == {"clean": pytest.approx(2 / 3), "noisy": 0}
    text = report.render(result, {"style", "relation"})
    assert "1/1" in text
    assert "wrong relation, both concepts right" in text
    assert "Without a prediction: 1 (c)" in text


LIFTED = [
    ("Patient", 2, ("Patient", True)),
    ("CareWorker", 2, ("SocialCareProfessional", False)),
    ("SocialCareProfessional", 1, ("Professional", False)),
    ("https://w3id.org/coprod/Patient", 2, ("Patient", True)),
    ("https://w3id.org/coprod/Patient/", 2, ("Patient", True)),
    ("Unheard", 2, ("Unheard", False)),
]


@pytest.mark.parametrize(("id", "version", "want"), LIFTED)
def test_an_id_counts_as_its_nearest_known_ancestor(
    ontology: Ontology, id: str, version: int, want: tuple[str, bool]
) -> None:
    if version == 1 and versions("concept")["SocialCareProfessional"] == 1:
        want = (id, True)
    assert Inventory(ontology, version).concept(id) == want


# --- intervals ---------------------------------------------------------------------------------------------------


def test_intervals_are_the_same_each_time_and_hold_the_figure(ontology: Ontology) -> None:
    gold = [_gold(PATIENT, id=str(i)) for i in range(40)]
    predicted = {str(i): _given(*([PATIENT] if i % 4 else [CARER])) for i in range(40)}
    one, two = (evaluate(gold, predicted, ontology) for _ in range(2))
    assert one.intervals == two.intervals
    low, high = one.intervals["strict f1"]
    assert low < 0.75 < high
    # 0.75 ± 1.96 · √(0.75 · 0.25 / 40), the normal approximation to the same interval
    assert (low, high) == (pytest.approx(0.616, abs=0.03), pytest.approx(0.884, abs=0.03))
    assert "nothing_to_map_left_empty" not in one.intervals


_SMALL = st.integers(0, 3)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(_SMALL, _SMALL, _SMALL), min_size=1, max_size=20))
def test_intervals_lie_between_0_and_1(numbers: list[tuple[int, int, int]]) -> None:
    counts = [
        Counts(statements=1, expected=e + h, predicted=p + h, strict=h, relaxed_expected=h, relaxed_predicted=h)
        for e, p, h in numbers
    ]
    for low, high in intervals(counts, rounds=40).values():
        assert 0 <= low <= high <= 1
    assert Figures.of(counts[0]).strict.f1 <= 1


# --- reading, and the command ------------------------------------------------------------------------------------

LINE = {
    "id": "a",
    "subject": "patients",
    "predicate": "took part in",
    "object": "co-design",
    "expect": {"assertions": [PATIENT], "polarity": "affirmed", "modality": "asserted", "attributed_to": []},
}


def _but(**expect: Any) -> str:
    return json.dumps({**LINE, "expect": {**LINE["expect"], **expect}})  # type: ignore[dict-item]


BAD = [
    ("", "empty"),
    ("{", "line 1"),
    ("[]", "line 1"),
    (json.dumps({"id": "a"}), "expect"),
    (json.dumps(LINE) + "\n\n" + json.dumps(LINE), "line 3: id “a” was given before, on line 1"),
    (_but(assertions=[["CoDesign", "involvesActor", "Pateint"]]), "did you mean “Patient”"),
    (_but(assertions=[["CoDesign", "involvesActr", "Patient"]]), "did you mean “involvesActor”"),
    (_but(assertions=[["CoDesign", "involvesActor"]]), "line 1"),
    (_but(polarity="negatd"), "affirmed, negated"),
    (_but(modality=None), "asserted, possible"),
    (_but(attributed_to=["Pateint"]), "Pateint"),
]


@pytest.mark.parametrize(("text", "said"), BAD)
def test_bad_gold(ontology: Ontology, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadGold, match=r"gold\.jsonl") as raised:
        read_gold(path, ontology)
    assert said in str(raised.value)


def test_the_mapper_sees_nothing_of_what_is_expected(ontology: Ontology, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + json.dumps({**LINE, "text": "Patients took part."}) + "\n", encoding="utf-8")
    seen: list[Statement] = []

    def fake(statement: Statement) -> Mapping:
        seen.append(statement)
        return Mapping(assertions=(Assertion(*PATIENT),))

    gold = read_gold(path, ontology)
    assert evaluate(gold, predict(path, gold, fake), ontology).figures.statement_exact == 1
    (statement,) = seen
    assert (statement.subject, statement.text) == ("patients", "Patients took part.")
    assert "involvesActor" not in repr(statement)


def coprod(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(COPROD), *arguments], cwd=cwd, capture_output=True, text=True)


EXIT_CODES = [
    (0, ["evaluate", "gold.jsonl"], ""),
    (0, ["evaluate", "gold.jsonl", "--predicted", "predicted.jsonl"], ""),
    (0, ["evaluate", "gold.jsonl", "--predicted", "expected.jsonl", "--by", "style", "--by", "relation"], ""),
    (0, ["evaluate", "gold.jsonl", "--predicted", "predicted.jsonl", "--format", "json"], ""),
    (2, ["evaluate"], "GOLD.jsonl"),
    (2, ["evaluate", "missing.jsonl"], "missing.jsonl"),
    (2, ["evaluate", "empty.jsonl"], "empty"),
    (2, ["evaluate", "binary.jsonl"], "binary.jsonl"),
    (2, ["evaluate", "gold.txt"], ".jsonl"),
    (2, ["evaluate", "gold.jsonl", "--predicted", "broken.jsonl"], "line 2"),
    (2, ["evaluate", "gold.jsonl", "--by", "colour"], "colour"),
    (2, ["evaluate", "gold.jsonl", "--predicted", "predicted.jsonl", "--errors", "no/such/e.tsv"], "no such file"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    gold = json.dumps(LINE)
    files = {
        "gold.jsonl": gold,
        "gold.txt": gold,
        "expected.jsonl": gold,
        "predicted.jsonl": json.dumps({"id": "a", "assertions": [CARER], "polarity": "affirmed"}),
        "empty.jsonl": "\n",
        "broken.jsonl": '{"id": "a"}\n{',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    (tmp_path / "binary.jsonl").write_bytes(bytes(range(256)))
    return tmp_path


@pytest.mark.parametrize(
    ("code", "arguments", "said"), EXIT_CODES, ids=lambda x: " ".join(x) if isinstance(x, list) else None
)
def test_exit_code(folder: Path, code: int, arguments: list[str], said: str) -> None:
    before = set(folder.iterdir())
    done = coprod(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert said.lower() in done.stderr.lower()
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (code == 0)
    assert set(folder.iterdir()) == before


def test_the_errors_are_written_as_a_table(folder: Path) -> None:
    done = coprod("evaluate", "gold.jsonl", "--predicted", "predicted.jsonl", "--errors", "e.tsv", cwd=folder)
    assert done.returncode == 0
    with (folder / "e.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert [(r["id"], r["cause"], r["expected"], r["given"]) for r in rows] == [
        ("a", "missed-object", "CoDesign involvesActor Patient", ""),
        ("a", "extra", "", "CoDesign involvesActor Carer"),
        ("a", "modality", "asserted", ""),
    ]


def test_json_has_the_figures_and_a_schema(folder: Path) -> None:
    done = coprod("evaluate", "gold.jsonl", "--predicted", "expected.jsonl", "--format", "json", cwd=folder)
    whole = json.loads(done.stdout)
    assert whole["schema"] == 1
    assert whole["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert whole["intervals"]["strict f1"] == [1.0, 1.0]
    assert whole["causes"] == {}
