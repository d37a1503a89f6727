"""Curation end to end: phrases laid out beside the graph, decisions on them read back, explained and compared."""

from __future__ import annotations

import csv
import itertools
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from coprod.curation.clashes import settled
from coprod.curation.curated import Normal
from coprod.curation.decision import BadDecisions, Decision
from coprod.curation.ledger import Ledger
from coprod.curation.read import load, read_decisions
from coprod.curation.sssom import COLUMNS
from coprod.grounding.grounder import Grounder
from coprod.mapping.mapper import Mapper
from coprod.mapping.records import Grounding, Mapping, Unmapped
from coprod.ontology import Ontology
from coprod.reports import explanation
from coprod.statement import Origin, Statement

COPROD = Path(sys.executable).parent / "coprod"
ONTOLOGY = Ontology.load()
NORMAL = Normal(Grounder(ONTOLOGY).tokenise)
CODINGS = """id,source,subject,predicate,object,coder
r1,10.5555/first,"patients, carers and clinicians",co-designed,the discharge service,ada
r2,10.5555/first,the punters,may have turbocharged,trust,ada
r3,10.5555/second,co-production,did not build,trust,ada
r4,10.5555/second,the punters,took part in,the redesign of services,ada
"""
NEEDED = {"author_label": "ada", "mapping_date": "2026-03-02"}


def coprod(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(COPROD), *map(str, arguments)], cwd=cwd, capture_output=True, text=True, env=os.environ)


def table(path: Path, *rows: dict[str, str], columns: Iterable[str] = COLUMNS) -> Path:
    """Writes decisions without a header of comments: what a person types."""
    columns = list(columns)
    lines = ["\t".join(columns), *("\t".join({**NEEDED, **row}.get(c, "") for c in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def cells(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def decide(phrase: str, term: str = "", **more: object) -> Decision:
    fixed = {"coder": "ada", "date": "2026-03-02", "relation": term in ONTOLOGY.relations}
    return Decision(phrase=phrase, key=NORMAL(phrase), term=term, **{**fixed, **more})  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "codings.csv").write_text(CODINGS, encoding="utf-8")
    return tmp_path


# The files beside the graph -------------------------------------------------------------------------------------------


def test_map_lists_phrases_without_a_term_the_most_frequent_first(folder: Path) -> None:
    assert coprod("map", "codings.csv", "-o", "e.trig", cwd=folder).returncode == 0
    rows = cells(folder / "e.unmapped.tsv")
    assert list(rows[0]) == ["phrase", "slot", "count", "candidates", "examples"]
    assert (rows[0]["phrase"], rows[0]["slot"], rows[0]["count"]) == ("punters", "subject", "2")
    assert rows[0]["examples"] == "codings.csv:3; codings.csv:5"
    assert ("may have turbocharged", "predicate") in {(row["phrase"], row["slot"]) for row in rows}


def test_map_lists_phrases_with_their_terms_as_sssom(folder: Path) -> None:
    coprod("map", "codings.csv", "-o", "e.trig", cwd=folder)
    rows = cells(folder / "e.groundings.sssom.tsv")
    assert rows == sorted(rows, key=lambda r: (r["subject_label"].casefold(), r["slot"], r["object_id"]))
    (trust,) = (row for row in rows if row["subject_label"] == "trust")
    assert trust["subject_type"] == "rdfs literal"
    assert (trust["object_id"], trust["object_label"]) == ("coprod:Trust", "trust")
    assert (trust["predicate_id"], trust["mapping_justification"]) == ("skos:exactMatch", "semapv:LexicalMatching")
    assert (trust["confidence"], trust["mapping_tool"]) == ("1.00", "coprod")
    assert trust["comment"] == "label; 1 row: codings.csv:4"


def test_sssom_py_accepts_groundings_and_decisions(folder: Path) -> None:
    validate = pytest.importorskip("sssom.io").validate_file
    coprod("map", "codings.csv", "-o", "e.trig", cwd=folder)
    coprod("curate", "punters", "ServiceUser", "--coder", "ada|ben", cwd=folder)
    coprod("curate", "turbocharged", "--no-term", "--coder", "ada", cwd=folder)
    for name in ("e.groundings.sssom.tsv", "decisions.sssom.tsv"):
        validate(str(folder / name))


def test_the_ledger_is_the_same_in_any_order() -> None:
    grounding = Grounding(slot="object", matched="trust", term="Trust", tier="label", score=1.0)
    other = Grounding(slot="object", matched="Trust", term="Trust", tier="variant", score=0.97)
    rows = [
        (n, Mapping(groundings=(g, g), unmapped=(Unmapped(slot="subject", text=text),)))
        for n, (g, text) in enumerate(
            [(grounding, "punters"), (other, "Punters"), (grounding, "folk"), (other, "them")]
        )
    ]
    seen = set()
    for order in itertools.permutations(rows):
        ledger = Ledger()
        for n, mapping in order:
            ledger.add(Statement(subject="", predicate="", object="", origin=Origin(file="a.csv", row=n)), mapping)
        seen.add(str([*ledger.mapped(), *ledger.unmapped()]))
    assert len(seen) == 1
    (entry,) = ledger.mapped()
    assert (entry.count, entry.tier, entry.examples()) == (4, "label", "a.csv:0; a.csv:1; a.csv:2")


# Replay ---------------------------------------------------------------------------------------------------------------


def test_decisions_are_replayed_and_replay_is_idempotent(folder: Path) -> None:
    table(
        folder / "decisions.sssom.tsv",
        {"subject_label": "Punter", "object_id": "coprod:ServiceUser"},
        {"subject_label": "turbocharges", "object_id": "coprod:createsValue"},
        {"subject_label": "clinicians", "object_id": "sssom:NoTermFound"},
    )
    (folder / "coprod.toml").write_text('decisions = "decisions.sssom.tsv"\n', encoding="utf-8")
    written = []
    for jobs in ("1", "1", "2"):
        assert coprod("map", "codings.csv", "-o", "e.trig", "--jobs", jobs, cwd=folder).returncode == 0
        written.append(
            [(folder / f"e.{kind}").read_bytes() for kind in ("trig", "unmapped.tsv", "groundings.sssom.tsv")]
        )
    assert written[0] == written[1] == written[2]
    graph = (folder / "e.trig").read_text(encoding="utf-8")
    assert "prop:ServiceUser-createsValue-Trust" in graph
    assert 'coprod:decidedBy "curator"' in graph
    assert "HealthProfessional" not in graph.split("graph:groundings")[1].split("graph:ontology")[0]
    decided = {r["subject_label"]: r for r in cells(folder / "e.groundings.sssom.tsv") if r["author_label"]}
    assert set(decided) == {"punters", "turbocharged"}
    assert decided["punters"]["mapping_justification"] == "semapv:ManualMappingCuration"
    assert decided["punters"]["mapping_date"] == "2026-03-02"
    assert cells(folder / "e.unmapped.tsv") == []


def test_a_copied_line_of_groundings_is_a_decision(folder: Path) -> None:
    coprod("map", "codings.csv", "-o", "e.trig", cwd=folder)
    text = (folder / "e.groundings.sssom.tsv").read_text(encoding="utf-8").splitlines()
    head = [line for line in text if line.startswith("#") or line.startswith("subject_label")]
    (line,) = (line for line in text if line.startswith("clinicians\t"))
    row = dict(zip(COLUMNS, line.split("\t"), strict=True))
    row |= {**NEEDED, "object_id": "coprod:Physician", "object_label": ""}
    copied = "\n".join([*head, "\t".join(row.values())]) + "\n"
    (folder / "mine.sssom.tsv").write_text(copied, encoding="utf-8")
    done = coprod("map", "codings.csv", "--json", "--decisions", "mine.sssom.tsv", cwd=folder)
    assert '["CoDesign", "involvesActor", "Physician"]' in done.stdout, done.stderr


def test_dry_run_shows_before_and_after_and_writes_nothing(folder: Path) -> None:
    table(
        folder / "d.tsv",
        {"subject_label": "punters", "object_id": "coprod:ServiceUser"},
        {"subject_label": "unicorns", "object_id": "coprod:Actor"},
    )
    before = set(folder.iterdir())
    done = coprod("map", "codings.csv", "--dry-run", "--decisions", "d.tsv", "-o", "e.trig", cwd=folder)
    assert done.returncode == 0
    assert set(folder.iterdir()) == before
    assert "codings.csv, row 5 (r4): the punters | took part in | the redesign of services" in done.stdout
    assert "before: nothing" in done.stdout
    assert "involvesActor ServiceUser" in done.stdout
    assert "of 4 statements would change" in done.stderr
    assert "d.tsv, line 3: “unicorns” stands in no statement" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["map", "codings.csv", "--dry-run"], "--decisions"),
        (["map", "codings.csv", "--json", "--decisions", "missing.tsv"], "missing.tsv: cannot be read"),
        (["map", "codings.csv", "--json", "--explain"], "take one"),
        (["curate", "punters", "--coder", "ada"], "name the TERM"),
        (["curate", "punters", "Servce user", "--coder", "ada"], "did you mean ServiceUser"),
        (["curate", "punters", "Patient", "--coder", "ada", "--date", "today"], "column mapping_date"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_leaves_nothing_behind(folder: Path, arguments: list[str], said: str) -> None:
    before = set(folder.iterdir())
    done = coprod(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert set(folder.iterdir()) == before


def test_curate_adds_decisions_and_refuses_a_clash(folder: Path) -> None:
    assert coprod("curate", "punters", "service user", "--coder", "ada", cwd=folder).returncode == 0
    written = (folder / "decisions.sssom.tsv").read_bytes()
    done = coprod("curate", "Punter", "Patient", "--coder", "ben", cwd=folder)
    assert done.returncode == 2
    assert "(ada, " in done.stderr
    assert "(ben, " in done.stderr
    assert "decisions.sssom.tsv, line 15" in done.stderr
    assert (folder / "decisions.sssom.tsv").read_bytes() == written
    assert coprod("curate", "Punter", "Patient", "--coder", "ben", "--reviewer", "cleo", cwd=folder).returncode == 0
    (decision,) = load([folder / "decisions.sssom.tsv"], ONTOLOGY)
    assert (decision.term, decision.coder, decision.reviewer) == ("Patient", "ben", "cleo")


# What is wrong with a file --------------------------------------------------------------------------------------------

PUNTERS = {"subject_label": "punters", "object_id": "coprod:ServiceUser"}
BAD_ROWS: list[tuple[dict[str, str], str]] = [
    ({"object_id": "coprod:Carrer"}, "column object_id: “coprod:Carrer” is not a term; did you mean “coprod:Carer”?"),
    ({"object_id": "Carer"}, "column object_id: “Carer” is not a term; did you mean “coprod:Carer”?"),
    ({"object_id": "creates value"}, "did you mean “coprod:createsValue”?"),
    ({"object_id": ""}, "column object_id: is empty; write a term, such as coprod:Carer, or sssom:NoTermFound"),
    ({"object_id": "http://example.org/x"}, "column object_id: “http://example.org/x” is not a term"),
    ({"subject_label": ""}, "column subject_label: is empty; write the phrase"),
    ({"subject_label": "–"}, "column subject_label: “–” holds no word"),
    ({"author_label": ""}, "column author_label: is empty; write who decided"),
    ({"mapping_date": ""}, "column mapping_date: is empty; write the day of the decision, such as 2026-03-02"),
    ({"mapping_date": "2.3.2026"}, "column mapping_date: “2.3.2026” is not a day written as year-month-day"),
    ({"mapping_date": "2026-02-30"}, "column mapping_date: “2026-02-30” is not a day"),
    ({"slot": "objct"}, "column slot: “objct” is not known; did you mean “object”?"),
    ({"predicate_modifier": "No"}, "column predicate_modifier: “No” is not known; did you mean “Not”?"),
    ({"predicate_id": "owl:sameAs"}, "column predicate_id: “owl:sameAs” is not known; write skos:exactMatch or"),
    ({"subject_type": "skos concept"}, "column subject_type: “skos concept” is not known; write rdfs literal"),
    ({"confidence": "high"}, "column confidence: “high” is not a number from 0 to 1"),
    ({"mapping_justification": "guess"}, "column mapping_justification: is a term of semapv"),
    (
        {"object_label": "patient"},
        "column object_label: “patient” is coprod:Patient, but object_id is coprod:ServiceUser",
    ),
    ({"object_id": "sssom:NoTermFound", "predicate_modifier": "Not"}, "“Not” with sssom:NoTermFound says nothing"),
]


@pytest.mark.parametrize(("cell", "said"), BAD_ROWS, ids=lambda x: x if isinstance(x, str) else "")
def test_a_wrong_cell_is_told_with_line_and_column(tmp_path: Path, cell: dict[str, str], said: str) -> None:
    path = table(tmp_path / "d.tsv", PUNTERS, {**PUNTERS, **cell})
    with pytest.raises(BadDecisions) as error:
        load([path], ONTOLOGY)
    assert f"{path}, line 3, column" in str(error.value)
    assert said in str(error.value)


BAD_FILES: list[tuple[bytes, str]] = [
    (b"", "the file is empty"),
    (b"#mapping_set_id: x\n", "the file is empty"),
    (b"subject_label\tobject_id\n", "the column mapping_date is missing"),
    (b"subject_label\tobject_id\tmapping_date\n", "the column author_label is missing"),
    (b"subject_label\tobject_id\tmapping_date\tauthor_lable\n", "did you mean “author_label”?"),
    (b"subject_label\tobject_id\tobject_id\n", "there are 2 columns object_id"),
    (b"subject_label,object_id\nx,y\n", "line 1: the columns are not apart by tabs"),
    (b"subject_label\tobject_id\n\xff\n", "line 2: is not UTF-8"),
    (b"subject_label\tobject_id\tmapping_date\tauthor_label\na\tb\tc\td\te\n", "line 2: has 5 cells"),
]


@pytest.mark.parametrize(("data", "said"), BAD_FILES, ids=[said for _, said in BAD_FILES])
def test_a_broken_file_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "d.tsv"
    path.write_bytes(data)
    with pytest.raises(BadDecisions, match=r"d\.tsv") as error:
        load([path], ONTOLOGY)
    assert said in str(error.value)


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    wrong = {**PUNTERS, "object_id": "coprod:X", "mapping_date": "never"}
    with pytest.raises(BadDecisions) as error:
        load([table(tmp_path / "d.tsv", *[wrong] * 15)], ONTOLOGY)
    assert len(str(error.value).splitlines()) == 21
    assert str(error.value).endswith("… and 10 more")


def test_a_file_saved_by_a_spreadsheet_program_is_read(tmp_path: Path) -> None:
    text = (
        '\ufeff"#curie_map:"\t\t\t\r\n#  cp: https://w3id.org/coprod/\t\t\t\r\n'
        "subject_label\tobject_id\tauthor_label\tmapping_date\t\r\n"
        '"the ""punters"""\tcp:ServiceUser\tada\t2026-03-02\t\r\n\t\t\t\t\r\n'
    )
    (tmp_path / "d.tsv").write_text(text, encoding="utf-8", newline="")
    (decision,) = read_decisions(tmp_path / "d.tsv", ONTOLOGY, NORMAL)
    assert (decision.key, decision.term, decision.line) == ("punter", "ServiceUser", 4)


# Clashes --------------------------------------------------------------------------------------------------------------

HOLD: list[tuple[str, list[Decision], list[str]]] = [
    ("agreement", [decide("carers", "Carer"), decide("carer", "Carer", coder="ben")], ["Carer", "Carer"]),
    (
        "a rejection beside a choice",
        [decide("x", "Carer"), decide("x", "Nurse", rejects=True, coder="ben")],
        ["Carer", "Nurse"],
    ),
    ("no term beside a rejection", [decide("x"), decide("x", "Nurse", rejects=True, coder="ben")], ["", "Nurse"]),
    (
        "two slots",
        [decide("x", "Carer", slot="subject"), decide("x", "Nurse", slot="object", coder="ben")],
        ["Nurse", "Carer"],
    ),
    ("one coder, one slot apart", [decide("x", "Carer"), decide("x", "Nurse", slot="object")], ["Carer", "Nurse"]),
    (
        "concept and relation",
        [decide("support", "SocialSupport"), decide("support", "enables")],
        ["SocialSupport", "enables"],
    ),
    ("a later day replaces", [decide("x", "Carer"), decide("x", "Nurse", date="2026-03-03")], ["Nurse"]),
    ("a reviewer settles", [decide("x", "Carer"), decide("x", "Nurse", coder="ben", reviewer="cleo")], ["Nurse"]),
    (
        "a third line settles",
        [decide("x", "Carer"), decide("x", "Nurse", coder="ben"), decide("x", coder="cleo", reviewer="cleo")],
        [""],
    ),
]


@pytest.mark.parametrize(("decisions", "terms"), [h[1:] for h in HOLD], ids=[h[0] for h in HOLD])
def test_decisions_that_hold(decisions: list[Decision], terms: list[str]) -> None:
    for order in itertools.permutations(decisions):
        assert sorted(d.term for d in settled(order)) == sorted(terms)


CLASH: list[tuple[str, list[Decision]]] = [
    ("two terms", [decide("carers", "Carer"), decide("Carer", "Nurse", coder="ben")]),
    ("term and none", [decide("x", "Carer"), decide("x", coder="ben")]),
    ("accepted and rejected", [decide("x", "Carer"), decide("x", "Carer", rejects=True, coder="ben")]),
    ("a slot and all slots", [decide("x", "Carer"), decide("x", "Nurse", slot="object", coder="ben")]),
    ("both ways round", [decide("x", "improves"), decide("x", "improves", inverse=True, coder="ben")]),
    ("one coder on one day", [decide("x", "Carer"), decide("x", "Nurse")]),
    (
        "two reviewers",
        [decide("x", "Carer", reviewer="cleo"), decide("x", "Nurse", coder="ben", reviewer="dan")],
    ),
]


@pytest.mark.parametrize("decisions", [c[1] for c in CLASH], ids=[c[0] for c in CLASH])
def test_decisions_that_clash(decisions: list[Decision]) -> None:
    for order in itertools.permutations(decisions):
        with pytest.raises(BadDecisions, match="says"):
            settled(order)


def test_a_clash_names_lines_and_coders_of_both_files(tmp_path: Path) -> None:
    one = table(tmp_path / "ada.tsv", PUNTERS)
    two = table(tmp_path / "ben.tsv", {**PUNTERS, "object_id": "coprod:Patient", "author_label": "ben"})
    with pytest.raises(BadDecisions) as error:
        load([one, two], ONTOLOGY)
    assert str(error.value).startswith(
        f"“punters”: {one}, line 2 (ada, 2026-03-02) says coprod:ServiceUser, but {two}, line 2 (ben"
    )
    assert "reviewer_label" in str(error.value)


# What decisions do ----------------------------------------------------------------------------------------------------

Given = dict[str, tuple[str, ...]]
CASES: list[tuple[tuple[str, str, str], Given, list[Decision], set[str]]] = [
    (
        ("the punters", "took part in", "co-design"),
        {},
        [decide("Punter", "ServiceUser")],
        {"CoDesign involvesActor ServiceUser"},
    ),
    (
        ("the angry young punters", "took part in", "co-design"),
        {},
        [decide("punters", "Patient")],
        {"CoDesign involvesActor Patient"},
    ),
    (("patients", "took part in", "co-design"), {}, [decide("patients")], set()),
    (("patients", "took part in", "co-design"), {}, [decide("patients", "Patient", rejects=True)], set()),
    (
        ("patients", "took part in", "co-design"),
        {},
        [decide("patients", slot="object")],
        {"CoDesign involvesActor Patient"},
    ),
    (
        ("patients and carers", "took part in", "co-design"),
        {},
        [decide("carers", "Nurse")],
        {"CoDesign involvesActor Patient", "CoDesign involvesActor Nurse"},
    ),
    (("co-production", "builds", "trust"), {}, [decide("build", "requires")], {"CoProduction requires Trust"}),
    (("co-production", "builds", "trust"), {}, [decide("builds", "createsValue", rejects=True)], set()),
    (("co-production", "builds", "trust"), {}, [decide("builds")], set()),
    (
        ("co-production", "turbocharges", "trust"),
        {},
        [decide("turbocharged", "createsValue")],
        {"CoProduction createsValue Trust"},
    ),
    (
        ("trust", "is turbocharged by", "co-production"),
        {},
        [decide("turbocharged", "createsValue")],
        {"CoProduction createsValue Trust"},
    ),
    (
        ("the involvement of patients", "builds", "trust"),
        {},
        [decide("involvement of patients", "CoDesign")],
        {"CoDesign createsValue Trust"},
    ),
    (
        ("people", "took part in", "co-design"),
        {"subject_ids": ("Patient",)},
        [decide("people", "Carer")],
        {"CoDesign involvesActor Carer"},
    ),
    (
        ("people", "took part in", "co-design"),
        {"subject_ids": ("Patient",)},
        [decide("co-design", "CoProduction")],
        {"CoProduction involvesActor Patient"},
    ),
    (
        ("people", "ran", "co-design"),
        {"subject_ids": ("Patient",), "relation_ids": ("involvesActor",)},
        [decide("ran", "ledBy")],
        {"CoDesign ledBy Patient"},
    ),
]


@pytest.mark.parametrize(
    ("texts", "given", "decisions", "expected"), CASES, ids=lambda x: " ".join(x) if isinstance(x, tuple) else ""
)
def test_a_decision_comes_before_the_coder_and_the_lexicon(
    texts: tuple[str, str, str], given: Given, decisions: list[Decision], expected: set[str]
) -> None:
    subject, predicate, object = texts
    mapping = Mapper(ONTOLOGY, decisions).map(Statement(subject=subject, predicate=predicate, object=object, **given))
    assert {" ".join(a) for a in mapping.assertions} == expected
    for d in decisions:
        if d.accepts:
            assert [(g.tier, g.decided_by) for g in mapping.groundings if g.term == d.term] == [("decision", "curator")]


def test_a_rows_own_decision_comes_before_one_on_its_phrase() -> None:
    decided = (("CoDesign", "ledBy", "Patient"),)
    row = Statement(subject="patients", predicate="ran", object="co-design", decided=decided)
    mapping = Mapper(ONTOLOGY, [decide("patients", "Carer")]).map(row)
    assert [tuple(a) for a in mapping.assertions] == list(decided)


def test_no_decision_lets_a_relation_out_of_its_domain() -> None:
    mapping = Mapper(ONTOLOGY, [decide("builds", "ledBy")]).map(
        Statement(subject="trust", predicate="builds", object="time")
    )
    assert mapping.assertions == ()


def test_a_mapper_with_decisions_can_be_pickled() -> None:
    mapper = pickle.loads(pickle.dumps(Mapper(ONTOLOGY, [decide("punters", "Patient")])))
    assert [g.term for g in mapper.ground("the punters")] == ["Patient"]


def test_words_decided_to_have_no_term_are_no_longer_asked_about() -> None:
    row = Statement(subject="the study", predicate="had", object="80% of the zorblax")
    for decisions, asked in (([], True), ([decide("zorblax")], False)):
        unmapped = Mapper(ONTOLOGY, decisions).map(row).unmapped
        assert any(u.slot == "object" for u in unmapped) is asked


# Explanation ----------------------------------------------------------------------------------------------------------


def test_map_explain_tells_why(folder: Path) -> None:
    done = coprod("map", "codings.csv", "--explain", cwd=folder)
    assert done.returncode == 0
    first, second, third, _ = done.stdout.strip().split("\n\n")
    assert "“clinicians” → HealthProfessional: a synonym, 0." in first
    assert "from Process to Actor: CoDesign is a Process, Patient is an Actor" in first
    assert "“punters” → nothing: no term" in second
    assert "modality: possible, by “may”" in second
    assert "“trust” → Trust: its label, 1.00; in no assertion" in second
    assert second.endswith("= nothing")
    assert "polarity: negated, by “not”" in third
    assert third.endswith("= CoProduction createsValue Trust  (co-production – creates value – trust)")


def test_ground_explain_gives_the_nearest_terms_for_a_phrase_without(tmp_path: Path) -> None:
    done = coprod("ground", "--explain", "carers", "zorblax participatory widgets", cwd=tmp_path)
    assert done.returncode == 1
    assert "“carers” → Carer: a form or spelling of its label, 0.97" in done.stdout
    assert "“zorblax participatory widgets” → nothing: no term; nearest: ParticipatoryMethod" in done.stdout


def test_explanation_says_who_decided() -> None:
    row = Statement(
        subject="punters", predicate="took part in", object="co-design", polarity="negated", object_ids=("CoDesign",)
    )
    text = explanation.render(ONTOLOGY, row, Mapper(ONTOLOGY, [decide("punters", "Patient")]).map(row))
    assert "“punters” → Patient: decided by a curator, 1.00" in text
    assert "given as an id by a coder, 1.00" in text
    assert "polarity: negated, given by the coder" in text
