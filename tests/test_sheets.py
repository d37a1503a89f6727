"""The coding form, and the round trip of an annotated sheet."""

from __future__ import annotations

import csv
import datetime
import io
import random
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from coprod.mapping.records import Assertion, Grounding, Mapping, Unmapped
from coprod.ontology.terms import Ontology
from coprod.readers import UnreadableInput, read
from coprod.readers.columns import ANNOTATED
from coprod.sheets.annotated import annotate
from coprod.sheets.template import COLUMNS, write_template
from coprod.statement import Notice, Rejected, Statement

ONTOLOGY = Ontology.load()
CONCEPTS = {
    "patients": "Patient",
    "carers": "Carer",
    "co-design": "CoDesign",
    "trust": "Trust",
    "co-production": "CoProduction",
}
RELATIONS = {
    "took part in": ("involvesActor", True),
    "involves": ("involvesActor", False),
    "builds": ("createsValue", False),
}
PATIENT = ("CoDesign", "involvesActor", "Patient")
CARER = ("CoDesign", "involvesActor", "Carer")
HEADER = ["id", "source", "subject", "predicate", "object", "polarity"]
ROWS = [
    ["r1", "10.5555/first", "patients", "took part in", "co-design", ""],
    ["r2", "10.5555/first", "co-production", "builds", "trust", "negated"],
    ["r3", "10.5555/first", "the weather", "was", "fine", ""],
    ["r4", "10.5555/first", "patients", "took part in", "co-design", "perhaps"],
]


class Mapped(NamedTuple):
    """What the workflow gives for a mapped row."""

    statement: Statement
    mapping: Mapping


def fake_map(statement: Statement) -> Mapping:
    """Looks three texts up in a small table; a decision and the coder's facets come first."""
    found = RELATIONS.get(statement.predicate)
    ends = [CONCEPTS.get(text) for text in (statement.subject, statement.object)]
    assertions: tuple[Assertion, ...] = ()
    if statement.decided is not None:
        assertions = tuple(Assertion(*triple) for triple in sorted(statement.decided))
    elif found and all(ends):
        first, second = reversed(ends) if found[1] else ends
        assertions = (Assertion(str(first), found[0], str(second)),)
    unmapped = tuple(
        Unmapped(slot=slot, text=text, candidates=(("Patient", 0.4),) if slot == "subject" else ())
        for slot, text in (("subject", statement.subject), ("object", statement.object))
        if text not in CONCEPTS
    )
    return Mapping(
        assertions=assertions,
        polarity=statement.polarity or "affirmed",
        modality=statement.modality or "asserted",
        attributed_to=("Patient",) if statement.attributed_to is None else statement.attributed_to,
        groundings=tuple(
            Grounding(slot="subject", matched="x", term=a.subject, tier="label", score=0.875) for a in assertions
        ),
        unmapped=unmapped,
    )


def run(path: Path, output: Path | None = None, **options: Any) -> list[Any]:
    """Reads a sheet, maps it, and annotates it."""
    rows: list[Any] = []
    for item in read(path, ontology=ONTOLOGY, **options):
        rows.append(Mapped(item, fake_map(item)) if isinstance(item, Statement) else item)
    annotate(path, output or path, rows, ONTOLOGY, columns=options.get("columns"))
    return rows


def make(path: Path, rows: Sequence[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in (header, *rows):
            book.active.append(list(row))
        book.save(path)
    else:
        text = io.StringIO()
        csv.writer(text, delimiter="\t" if path.suffix == ".tsv" else ",").writerows([header, *rows])
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def cells(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet, by header."""
    if path.suffix == ".xlsx":
        rows = [
            ["" if v is None else str(v) for v in row]
            for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        ]
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    return [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]


def edit(path: Path, row: int, column: str, text: str) -> None:
    """Types into a cell, as a person would."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path)
        header = [cell.value for cell in book.active[1]]
        book.active.cell(row, header.index(column) + 1).value = text or None
        book.save(path)
        return
    separator = "\t" if path.suffix == ".tsv" else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=separator))
    rows[row - 1][rows[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)


def row(path: Path, id: str) -> Any:
    """The record of one row of a sheet."""
    for item in read(path, ontology=ONTOLOGY):
        if isinstance(item, Statement) and item.id == id:
            return item
        if isinstance(item, Rejected) and dict(item.row)["id"] == id:
            return item
    raise AssertionError(id)


@pytest.fixture(params=[".xlsx", ".csv", ".tsv"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A sheet that has been annotated once."""
    path = make(tmp_path / f"in{request.param}")
    output = tmp_path / f"out{request.param}"
    run(path, output)
    return output


def test_the_columns_of_an_annotated_sheet(sheet: Path) -> None:
    first, second, third, fourth = cells(sheet)
    assert list(first) == [*HEADER, *ANNOTATED]
    assert [first[name] for name in ANNOTATED[:5]] == [
        *("CoDesign involvesActor Patient", "co-design – involves – patient", "affirmed", "asserted", "Patient")
    ]
    assert float(first["coprod score"]) == 0.88
    assert (first["coprod problem"], first["coprod decision"]) == ("", "")
    assert second["coprod polarity"] == "negated"
    assert (
        third["coprod problem"]
        == "column C (subject): “the weather” found no term\ncolumn E (object): “fine” found no term"
    )
    assert third["coprod suggestion"] == "“the weather”: Patient (patient)\n“fine”: no term is near"
    assert fourth["coprod problem"] == "column F (polarity): “perhaps” is not a polarity"
    assert fourth["coprod suggestion"] == "use affirmed or negated"
    assert fourth["coprod assertions"] == fourth["coprod memo"] == ""


def test_an_untouched_sheet_decides_nothing(sheet: Path) -> None:
    items = list(read(sheet, ontology=ONTOLOGY))
    assert not [item for item in items if isinstance(item, Notice)]
    assert all(item.decided is None and item.attributed_to is None for item in items if isinstance(item, Statement))
    assert [item.polarity for item in items if isinstance(item, Statement)] == ["", "negated", ""]
    assert all(item.aside == () for item in items if isinstance(item, Statement))


def test_a_second_round_changes_nothing(sheet: Path) -> None:
    before = cells(sheet)
    content = sheet.read_bytes()
    run(sheet)
    assert cells(sheet) == before
    assert sheet.suffix == ".xlsx" or sheet.read_bytes() == content
    content = sheet.read_bytes()
    run(sheet)
    assert sheet.read_bytes() == content


Check = Callable[[Any], bool]
EDITS: list[tuple[str, str, str, Check]] = [
    ("coprod decision", "accept", "accept", lambda s: s.decided == (PATIENT,)),
    ("coprod decision", "Reject", "reject", lambda s: s.decided == ()),
    ("coprod assertions", "CoDesign involvesActor Carer", "accept", lambda s: s.decided == (CARER,)),
    ("coprod assertions", "co-design - involves - Carer\ncoprod:CoDesign involvesActor coprod:Patient", "accept",
     lambda s: s.decided == (CARER, PATIENT)),
    ("coprod assertions", "service user", "", lambda s: "is not one triple" in s.problems[0].message),
    ("coprod assertions", "co-design involves service user", "accept",
     lambda s: s.decided == (("CoDesign", "involvesActor", "ServiceUser"),)),
    ("coprod assertions", "Trust relatedTo CoDesign", "accept",
     lambda s: s.decided == (("CoDesign", "relatedTo", "Trust"),)),
    ("coprod assertions", "", "reject", lambda s: s.decided == ()),
    ("coprod assertions", "  CoDesign   involvesActor Patient\r\n", "", lambda s: s.decided is None),
    ("coprod labels", "co-design – involves – carer", "accept", lambda s: s.decided == (CARER,)),
    ("coprod labels", "CoDesign — involves — carer; Co-production — builds — Trst", "",
     lambda s: "“Trst” is not a concept; did you mean “Trust”?" in "".join(p.message for p in s.problems)),
    ("coprod polarity", "negated", "", lambda s: s.polarity == "negated" and s.decided is None),
    ("coprod polarity", "nope", "", lambda s: "column I (coprod polarity): “nope” is" in str(s.problems[0])),
    ("coprod polarity", "", "", lambda s: s.polarity == ""),
    ("coprod modality", "Possible", "", lambda s: s.modality == "possible"),
    ("coprod attributed to", "Carer; nurses", "", lambda s: s.attributed_to == ("Carer", "nurses")),
    ("coprod attributed to", "", "", lambda s: s.attributed_to == ()),
    ("coprod attributed to", "none", "", lambda s: s.attributed_to == ()),
    ("coprod decision", "acept", "acept", lambda s: "did you mean “accept”?" in s.problems[0].message),
]  # fmt: skip


@pytest.mark.parametrize(("column", "text", "decision", "check"), EDITS, ids=[f"{e[0]}={e[1][:40]!r}" for e in EDITS])
def test_edits_are_read_and_kept(sheet: Path, column: str, text: str, decision: str, check: Check) -> None:
    edit(sheet, 2, column, text)
    assert check(row(sheet, "r1")), row(sheet, "r1")
    others = [item for item in read(sheet, ontology=ONTOLOGY) if isinstance(item, Statement) and item.id != "r1"]
    assert [item.decided for item in others] == [None, None]
    run(sheet)
    assert check(row(sheet, "r1")), row(sheet, "r1")
    assert cells(sheet)[0]["coprod decision"] == decision
    before = cells(sheet)
    run(sheet)
    assert cells(sheet) == before
    assert check(row(sheet, "r1"))


def test_a_wrong_correction_stays_for_the_person_to_mend(sheet: Path) -> None:
    edit(sheet, 2, "coprod assertions", "CoDesign involvesActr Patient")
    run(sheet)
    first = cells(sheet)[0]
    assert first["coprod assertions"] == "CoDesign involvesActr Patient"
    assert first["coprod problem"] == "column G (coprod assertions): “involvesActr” is not a relation"
    assert "did you mean “involvesActor”" in first["coprod suggestion"]
    edit(sheet, 2, "coprod assertions", "CoDesign involvesActor Carer")
    run(sheet)
    assert row(sheet, "r1").decided == (CARER,)
    assert cells(sheet)[0]["coprod labels"] == "co-design – involves – carer"
    assert cells(sheet)[0]["coprod problem"] == ""


def test_a_rejected_row_can_be_mended(sheet: Path) -> None:
    edit(sheet, 5, "polarity", "negated")
    run(sheet)
    fourth = cells(sheet)[3]
    assert (fourth["coprod polarity"], fourth["coprod problem"]) == ("negated", "")


def test_contradicting_edits(sheet: Path) -> None:
    edit(sheet, 2, "coprod assertions", "CoDesign involvesActor Carer")
    edit(sheet, 2, "coprod decision", "reject")
    assert "empty one of the two" in row(sheet, "r1").problems[0].message
    edit(sheet, 2, "coprod decision", "accept")
    assert row(sheet, "r1").decided == (CARER,)
    edit(sheet, 2, "coprod labels", "co-design – involves – nurse")
    assert "otherwise than the assertions" in row(sheet, "r1").problems[0].message
    edit(sheet, 2, "coprod labels", "co-design – involves – carer")
    assert row(sheet, "r1").decided == (CARER,)


def test_a_decision_can_be_taken_back(sheet: Path) -> None:
    edit(sheet, 2, "coprod assertions", "CoDesign involvesActor Carer")
    run(sheet)
    edit(sheet, 2, "coprod decision", "")
    run(sheet)
    assert cells(sheet)[0]["coprod assertions"] == "CoDesign involvesActor Patient"
    edit(sheet, 2, "coprod attributed to", "none")
    run(sheet)
    edit(sheet, 2, "coprod attributed to", "")
    assert row(sheet, "r1").attributed_to is None


def test_a_decision_on_other_words_does_not_count(sheet: Path) -> None:
    edit(sheet, 2, "coprod decision", "accept")
    run(sheet)
    edit(sheet, 2, "subject", "carers")
    assert row(sheet, "r1").decided is None
    run(sheet)
    first = cells(sheet)[0]
    assert first["coprod assertions"] == "CoDesign involvesActor Carer"
    assert first["coprod decision"] == ""
    assert first["coprod problem"].endswith("the row's texts were changed after the decision; decide again")
    run(sheet)
    assert cells(sheet)[0]["coprod problem"] == ""


def test_a_decision_without_a_memo(sheet: Path) -> None:
    edit(sheet, 2, "coprod decision", "accept")
    edit(sheet, 1, "coprod memo", "something else")
    assert row(sheet, "r1").decided == (PATIENT,)
    assert row(sheet, "r2").decided is None


def test_own_names_for_columns(tmp_path: Path) -> None:
    for suffix in (".xlsx", ".csv"):
        path = make(
            tmp_path / f"in{suffix}", [["1", "patients", "took part in", "co-design"]], ["nr", "Wer", "tut", "was"]
        )
        columns = {"subject": "Wer", "predicate": "tut", "object": "was"}
        run(path, columns=columns)
        run(path, columns=columns)
        assert [name for name in cells(path)[0] if name.startswith("coprod")] == list(ANNOTATED)


def test_what_we_write_is_never_a_formula(tmp_path: Path) -> None:
    text = "=cmd|'/c calc'!A1"
    path = make(tmp_path / "in.jsonl.csv", [["1", "", text, "-1+1", "@x", ""]])
    run(path)
    assert row(path, "1").subject == text
    assert all(not cell.startswith(("=", "+", "-", "@")) for name, cell in cells(path)[0].items() if name in ANNOTATED)
    path = make(tmp_path / "in.xlsx", [["1", "", "patients", "took part in", "co-design", ""]])
    rows = run(path)
    mapping = Mapping(assertions=(Assertion("=A1", "+B", "@C"),), attributed_to=("=HYPERLINK(1)",))
    annotate(path, path, [Mapped(rows[0].statement, mapping)], ONTOLOGY)
    sheet_ = openpyxl.load_workbook(path).active
    assert [cell.data_type for cell in sheet_[2] if isinstance(cell.value, str)].count("f") == 0


@pytest.mark.parametrize(
    ("name", "output", "message"),
    [
        ("a.jsonl", "b.jsonl", "cannot be annotated"),
        ("a.xlsx", "b.csv", "is a .xlsx file as well"),
        ("a.csv", "b.xlsx", ".csv"),
    ],
)
def test_formats_that_cannot_be_annotated(tmp_path: Path, name: str, output: str, message: str) -> None:
    with pytest.raises(UnreadableInput, match=message):
        annotate(tmp_path / name, tmp_path / output, [], ONTOLOGY)


# --- the rest of the sheet -----------------------------------------------------------------------------------------


def test_the_workbook_stays_as_it_was(tmp_path: Path) -> None:
    path, output = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    book = openpyxl.Workbook()
    sheet_ = book.active
    sheet_.title = "Data"
    sheet_["A1"] = "Review of 2024"
    sheet_.merge_cells("A1:D1")
    for column, name in enumerate(HEADER, 1):
        sheet_.cell(3, column, name).font = Font(bold=True, color="FF0000")
    for number, values in enumerate(ROWS, 4):
        for column, value in enumerate(values, 1):
            sheet_.cell(number, column, value or None)
    sheet_["A4"] = '="r"&1'
    sheet_["C4"].fill = PatternFill("solid", fgColor="00FF00")
    sheet_["C4"].comment = Comment("look", "me")
    sheet_["H9"] = "a note beside the table"
    sheet_["H4"] = datetime.date(2024, 5, 1)
    sheet_.column_dimensions["C"].width = 41
    sheet_.column_dimensions["H"].min, sheet_.column_dimensions["H"].max = 8, 40
    sheet_.column_dimensions["H"].width = 7
    sheet_.row_dimensions[5].height = 33
    sheet_.freeze_panes = "A4"
    validation = DataValidation(type="list", formula1='"affirmed,negated"')
    validation.add("F4:F99")
    sheet_.add_data_validation(validation)
    book.create_sheet("Sums")["A1"] = "=COUNTA(Data!C4:C99)"
    book.save(path)
    _put_result(path, "xl/worksheets/sheet1.xml", "A4", "r1")
    run(path, output)
    old, new = openpyxl.load_workbook(path), openpyxl.load_workbook(output)
    assert new.sheetnames == ["Data", "Sums"]
    assert new["Sums"]["A1"].value == "=COUNTA(Data!C4:C99)"
    for cell_row in old["Data"].iter_rows():
        for cell in cell_row:
            same = new["Data"][cell.coordinate]
            assert same.value == cell.value
            assert repr((same.font, same.fill)) == repr((cell.font, cell.fill))
            assert same.number_format == cell.number_format
    after = new["Data"]
    assert after["C4"].comment.text == "look"
    assert (after.column_dimensions["C"].width, after.row_dimensions[5].height, after.freeze_panes) == (41, 33, "A4")
    assert [str(r) for r in after.merged_cells.ranges] == ["A1:D1"]
    assert [cell.value for cell in after[3]][8:] == list(ANNOTATED)
    assert after.column_dimensions["R"].hidden
    assert after.column_dimensions["H"].max == 8
    lists = {str(v.sqref): v.formula1 for v in after.data_validations.dataValidation}
    assert lists["F4:F99"] == '"affirmed,negated"'
    assert lists["Q4:Q9"] == '"accept,reject"'
    assert [s.id for s in read(output) if isinstance(s, Statement)] == ["r1", "r2", "r3"]
    run(output)
    again = openpyxl.load_workbook(output)["Data"]
    assert len(again.data_validations.dataValidation) == len(lists)
    assert again.max_column == after.max_column


def test_what_cannot_be_copied_is_told(tmp_path: Path) -> None:
    path, output = make(tmp_path / "in.xlsx"), tmp_path / "out.xlsx"
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>")
    told = annotate(path, output, [], ONTOLOGY)
    assert [notice.message for notice in told] == ["the annotated copy lacks threads of comments"]
    assert annotate(output, output, [], ONTOLOGY) == []


def test_a_workbook_with_macros(tmp_path: Path) -> None:
    path = make(tmp_path / "in.xlsx").rename(tmp_path / "in.xlsm")
    run(path)
    run(path)
    assert [s.id for s in read(path) if isinstance(s, Statement)] == ["r1", "r2", "r3"]


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    path = make(tmp_path / "in.xlsx", [["1", "", "patients", "took part in", "co-design", ""]])
    rows = run(path)
    mapping = Mapping(attributed_to=("a\x0bb",), unmapped=(Unmapped(slot="subject", text="c\x00d" * 20_000),))
    annotate(path, path, [Mapped(rows[0].statement, mapping)], ONTOLOGY)
    assert row(path, "1").attributed_to is None


def _put_result(path: Path, part: str, cell: str, text: str) -> None:
    """Gives a formula the result that Excel would have stored with it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    marked = parts[part].replace(f'<c r="{cell}"'.encode(), f'<c r="{cell}" t="str"'.encode())
    for empty in (b"</f><v />", b"</f><v/>", b"</f><v></v>"):
        marked = marked.replace(empty, f"</f><v>{text}</v>".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (parts | {part: marked}).items():
            archive.writestr(name, data)


def test_a_text_table_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(
        "Title;;\r\n\r\nSubject;Verb;Object\r\npatients;took part in;co-design\r\n\r\n"
        '"a\nb";"c;d";é;e\r\ncarers;took part in;co-design\r\n'.encode("cp1252")
    )
    output = tmp_path / "out.csv"
    run(path, output)
    text = output.read_bytes().decode("utf-8-sig")
    assert text.startswith("Title;;\r\n\r\nSubject;Verb;Object;;coprod assertions;")
    assert '\r\n\r\n"a\nb";"c;d";"é";"e";' in text
    assert [type(item).__name__ for item in read(output)] == ["Statement", "Rejected", "Statement"]
    before = output.read_bytes()
    run(output)
    assert output.read_bytes() == before


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=4),
    separator=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_text_table_goes_round(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str]], separator: str, end: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "in.csv"
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["subject", "predicate", "object", "Something else"], *rows])
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    before = [_bare(item) for item in read(path)]
    run(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        kept = [tuple(row[:4]) for row in csv.reader(file, delimiter=separator)][1:]
    assert kept == rows
    assert [_bare(item) for item in read(path, ontology=ONTOLOGY)] == before
    content = path.read_bytes()
    run(path)
    assert path.read_bytes() == content


def _bare(item: Statement | Rejected | Notice) -> object:
    """What a record says, without its place."""
    if isinstance(item, Notice):
        return item.message
    if isinstance(item, Rejected):
        return [problem.message for problem in item.problems], item.row[:4]
    return item.subject, item.predicate, item.object, item.aside, item.decided


def test_a_large_sheet_goes_round_twice(tmp_path: Path) -> None:
    path, expected = made_up_sheet(tmp_path / "large.xlsx", rows=800, bad=60)
    start = time.perf_counter()
    counts = []
    for _ in range(2):
        rows = [item for item in run(path) if not isinstance(item, Notice)]
        mapped = sum(isinstance(item, Mapped) and bool(item.mapping.assertions) for item in rows)
        unmapped = sum(isinstance(item, Mapped) and not item.mapping.assertions for item in rows)
        counts.append((len(rows), mapped, unmapped, sum(isinstance(item, Rejected) for item in rows)))
    assert time.perf_counter() - start < 10
    assert counts == [expected, expected]
    assert expected[0] == sum(expected[1:])
    found = cells(path)
    assert list(found[0]) == [*HEADER, "quote", "coder", *ANNOTATED]
    assert sum(bool(r["coprod problem"]) and not r["coprod memo"] for r in found) == 60


def made_up_sheet(path: Path, *, rows: int, bad: int) -> tuple[Path, tuple[int, int, int, int]]:
    """A sheet as reviewers fill it in, and how many of its rows are read, mapped, unmapped and rejected."""
    chance = random.Random(7)
    faults = [{"subject": ""}, {"polarity": "maybe"}, {"predicate": " "}, {"object": "", "polarity": "?"}]
    wrong = set(chance.sample(range(rows), bad))
    lines = []
    unmapped = 0
    for number in range(rows):
        line = dict.fromkeys([*HEADER, "quote", "coder"], "") | {
            "id": f"r{number}",
            "source": chance.choice(["10.5555/first", "https://doi.org/10.5555/SECOND", "Ostrom 1996"]),
            "subject": chance.choice([*CONCEPTS, "the weather"]),
            "predicate": chance.choice(list(RELATIONS)),
            "object": chance.choice(list(CONCEPTS)),
            "polarity": chance.choice(["", "negated", "Affirmed"]),
            "quote": f"words of the source, number {number}\nover two lines",
            "coder": chance.choice(["ada", "ben"]),
        }
        if number in wrong:
            line |= faults[number % len(faults)]
        else:
            unmapped += line["subject"] == "the weather"
        lines.append(list(line.values()))
    make(path, lines, [*HEADER, "quote", "coder"])
    return path, (rows, rows - bad - unmapped, unmapped, bad)


# --- the coding form -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    write_template(path, ONTOLOGY)
    return path


def test_the_form(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["Coding", "Terms", "Lists"]
    coding = book["Coding"]
    assert [cell.value for cell in coding[1]] == list(COLUMNS)
    assert all(cell.comment and cell.font.bold for cell in coding[1])
    assert coding.freeze_panes == "A2"
    assert coding["A2"].value == "example"
    assert book["Lists"].sheet_state == "hidden"
    for validation in coding.data_validations.dataValidation:
        _, columns, end = validation.formula1.replace("Lists!", "").split("$", 2)
        first, last = f"{columns}{end.split(':')[0].strip('$')}", validation.formula1.rsplit("$", 2)[-2:]
        values = [cell.value for (cell,) in book["Lists"][f"{first}:{''.join(last)}"]]
        column = str(validation.sqref).split("2", 1)[0]
        assert book["Lists"][f"{columns}1"].value == coding[f"{column}1"].value
        assert all(values)
        assert validation.errorStyle == "warning"
        assert book["Lists"][f"{columns}{len(values) + 2}"].value is None
    terms = list(book["Terms"].iter_rows(min_row=2, values_only=True))
    assert {t[0] for t in terms} == {*ONTOLOGY.concepts, *ONTOLOGY.relations}
    patient = next(t for t in terms if t[0] == "Patient")
    assert patient[1:3] == ("concept", "patient")
    assert patient[5:7] == ("ServiceUser", "Actor")
    assert book["Terms"].auto_filter.ref == f"A1:I{len(terms) + 1}"


def test_the_form_is_the_same_each_time(form: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    write_template(tmp_path / "again.xlsx", ONTOLOGY)
    assert (tmp_path / "again.xlsx").read_bytes() == form.read_bytes()


def test_an_untouched_form_has_no_rows(form: Path) -> None:
    assert [item for item in read(form) if not isinstance(item, Notice)] == []


def test_a_filled_in_form(form: Path, tmp_path: Path) -> None:
    path = tmp_path / "filled.xlsx"
    book = openpyxl.load_workbook(form)
    sheet_ = book["Coding"]
    sheet_.append(["1", "smith", "12-14", None, "patients", "took part in", "co-design"])
    book.save(path)
    (found,) = [item for item in read(path) if isinstance(item, Statement)]
    assert (found.id, found.place, found.origin.row) == ("1", "12-14", 3)
    sheet_["E2"] = "nurses"
    book.save(path)
    assert [s.subject for s in read(path) if isinstance(s, Statement)] == ["nurses", "patients"]
    run(path)
    assert [s.subject for s in read(path) if isinstance(s, Statement)] == ["nurses", "patients"]
