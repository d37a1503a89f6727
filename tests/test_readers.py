"""The readers: every format gives the same records, and every fault is told with its place."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coprod.readers import FIELDS, UnreadableInput, read
from coprod.readers.columns import ALIASES, plain
from coprod.readers.fields import FORMULA_ERRORS
from coprod.readers.rejects import write_rejects
from coprod.readers.sources import as_doi
from coprod.readers.works import read_curations, read_works
from coprod.statement import Notice, Rejected, Source, Statement

ROOT = Path(__file__).resolve().parents[1]
HEADER = ["subject", "predicate", "object"]
SPO = {"subject": "patients", "predicate": "took part in", "object": "co-design"}


def statements(path: Path, **options: Any) -> list[Statement]:
    return [item for item in read(path, **options) if isinstance(item, Statement)]


def rejected(path: Path, **options: Any) -> list[Rejected]:
    return [item for item in read(path, **options) if isinstance(item, Rejected)]


def notices(path: Path, **options: Any) -> list[str]:
    return [item.message for item in read(path, **options) if isinstance(item, Notice)]


def table(
    path: Path, rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\n", encoding: str = "utf-8"
) -> Path:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row) else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def one(tmp_path: Path, **cells: str) -> Statement | Rejected:
    """A table of one row, with the three slots filled in where they are not given."""
    cells = SPO | cells
    found = [
        r for r in read(table(tmp_path / "one.csv", [list(cells), list(cells.values())])) if not isinstance(r, Notice)
    ]
    assert len(found) == 1
    return found[0]


def workbook(path: Path, rows: Sequence[Sequence[object]], title: str = "Coding") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


# --- text tables ---------------------------------------------------------------------------------------------------

UGLY = [
    ["Coding sheet, version 2"],
    [],
    ["Row ID", "Subject", "Verb", "OBJECT ", "Direct quote", "Mood music"],
    ["1", "staff; carers", "took “part” in", "co-design, really", 'one\n"two"', "x"],
    ["2", "Zoë | co", "ran\tit", "a", "", ""],
    ["", "", "", "", "", ""],
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "A.CSV"])
def test_separators_encodings_and_line_ends(tmp_path: Path, name: str, end: str, separator: str, encoding: str) -> None:
    path = table(tmp_path / name, UGLY, separator, end, encoding)
    first, second = statements(path)
    assert (first.id, first.subject, first.predicate, first.object) == tuple(UGLY[3][:4])
    assert first.quote == 'one\n"two"'
    assert first.aside == (("Mood music", "x"),)
    assert (second.subject, second.predicate) == ("Zoë | co", "ran\tit")
    assert first.origin.row == 4
    assert dict(first.origin.columns)["object"] == "D"
    assert first.origin.columns is second.origin.columns
    assert second.origin.row == 6
    told = notices(path)
    assert "F “Mood music”" in told[-1]
    assert ("Windows-1252" in told[0]) == (encoding == "cp1252")


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20).filter(
    lambda text: text not in FORMULA_ERRORS
)
filled = cells.filter(lambda text: text.strip() != "")


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(filled, filled, filled, cells, cells), min_size=1, max_size=6),
    separator=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, str, str]],
    separator: str,
    end: str,
    encoding: str,
) -> None:
    path = tmp_path_factory.mktemp("round") / "table.csv"
    header = [*HEADER, "quote", "Something else"]
    table(path, [header, *rows], separator, end, encoding)
    found = [(s.subject, s.predicate, s.object, s.quote, s.aside) for s in statements(path)]
    assert found == [
        (*(slot.strip() for slot in row[:3]), row[3] if row[3].strip() else "",
         (("Something else", row[4]),) if row[4].strip() else ())
        for row in rows
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
@settings(max_examples=60, deadline=None)
@given(values=st.lists(st.tuples(cells, cells), min_size=1, max_size=4))
def test_rejects_read_again(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, values: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("rejects")
    path = table(folder / "in.csv", [[*HEADER, "polarity", "Other"], *(["", a, "c", "maybe", b] for a, b in values)])
    first = rejected(path)
    write_rejects(folder / f"out{suffix}", first)
    second = rejected(folder / f"out{suffix}")
    keep = ("predicate", "object", "polarity", "Other")
    assert [[dict(r.row).get(k, "") for k in keep] for r in second] == [[dict(r.row)[k] for k in keep] for r in first]
    assert [len(r.problems) for r in second] == [len(r.problems) for r in first]


def test_a_tsv_with_literal_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('subject\tpredicate\tobject\n"We" and they\tran\t"it\nx\ty\tz"\n')
    assert [(s.subject, s.object) for s in statements(path)] == [('"We" and they', '"it'), ("x", 'z"')]


def test_a_literal_quotation_mark_does_not_swallow_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text('subject\tpredicate\tobject\n"we\tran\tit\nthey\tran\tit"\nx\ty\tz\n')
    assert len(statements(path)) == 3


def test_backslashes_before_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('subject,predicate,object\nstaff,said,"\\"yes\\", loudly"\n')
    assert [s.object for s in statements(path)] == ['"yes", loudly']


def test_text_after_a_closing_quotation_mark_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('subject,predicate,object\na,b,c\n"We" and they,ran,it\n')
    assert [s.subject for s in statements(path)] == ["a", "We and they"]
    assert notices(path)[0].startswith("line 3: ")


def test_a_cell_too_many_rejects_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("subject,predicate,object\na,b,c,,\na,b,c, d,e\na,b\n")
    assert [s.origin.row for s in statements(path)] == [2]
    surplus, short = rejected(path)
    assert surplus.row == (("subject", "a"), ("predicate", "b"), ("object", "c"), ("column D", " d"), ("column E", "e"))
    assert str(surplus.problems[0]).startswith("row: has cells up to E, but the header ends at C; put quotation marks")
    assert short.problems[0].column == "C (object)"


BROKEN = [
    ("empty.csv", b"", "is empty"),
    ("blank.csv", b" \r\n\n", "is empty"),
    ("bom.csv", b"\xef\xbb\xbf", "is empty"),
    ("empty.jsonl", b"", "is empty"),
    ("empty.xlsx", b"", "is empty"),
    ("binary.csv", bytes(range(256)) * 9, "binary"),
    ("control.csv", b"subject,predicate,object\n\x01\x02\xff\x90,b,c\n", "binary"),
    ("book.csv", b"PK\x03\x04rest", "ends in .xlsx"),
    ("old.csv", b"\xd0\xcf\x11\xe0rest", "save it as .xlsx"),
    ("old.xlsx", b"\xd0\xcf\x11\xe0rest", "save it as .xlsx"),
    ("not.xlsx", b"subject,predicate,object\n", "is not an Excel workbook"),
    ("damaged.xlsx", b"PK\x03\x04rest", "damaged"),
    ("open.csv", b'subject,predicate,object\na,b,c\nd,e,"f\ng,h,i\n', "line 3: a quotation mark is opened here"),
    (
        "mixed.csv",
        "subject,predicate,object\né,è,ü\n".encode() + b"a,b,\x92c\n",
        "line 3: is UTF-8, but for the byte 0x92",
    ),
    ("neither.csv", b"subject,predicate,object\n\x81,b,c\n", "neither UTF-8"),
    ("columns.csv", b"actor,verb,object\na,b,c\n", "subject not found; the columns in row 1 are A \xe2\x80\x9cactor"),
    ("near.csv", b"subjct,verb,object\na,b,c\n", "did you mean \xe2\x80\x9csubjct"),
    (
        "twice.csv",
        b"subject,relation,Predicate,object\na,b,c,d\n",
        "two columns for \xe2\x80\x9cpredicate\xe2\x80\x9d: B ",
    ),
    ("broken.json", b'[\n{"subject": "a",\n "predicate": }\n]', "line 3: is not JSON"),
    ("unclosed.json", b'[{"subject": "a"}\n', "line 2: is not JSON: the array is not closed"),
    ("comma.json", b'[{"subject": "a"}\n{"subject": "b"}]', "line 2: is not JSON: \xe2\x80\x9c,\xe2\x80\x9d or"),
    ("other.json", b'{"results": []}', "no object has subject, predicate and object; the members of the first are"),
    ("text.json", b'"text"', "line 1: holds no object"),
    ("other.jsonl", b'{"text": "a"}\n{"text": "b"}\n', "no object has subject"),
    ("data.ods", b"x", "is not a format that is read"),
]


@pytest.mark.parametrize(("name", "content", "message"), BROKEN, ids=[b[0] for b in BROKEN])
def test_unreadable(tmp_path: Path, name: str, content: bytes, message: str | bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableInput) as caught:
        list(read(path))
    assert str(path) in str(caught.value)
    wanted = message.encode("latin-1").decode() if "\xe2" in str(message) else str(message)
    assert wanted in str(caught.value)


@pytest.mark.parametrize("name", ["no.csv", "no.xlsx", "no.jsonl"])
def test_missing_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInput, match="there is no such file"):
        list(read(tmp_path / name))


def test_a_sheet_of_a_text_table(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="has no sheets"):
        read(tmp_path / "a.csv", sheet="Coding")


def test_byte_order_marks_in_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\ufeff\ufeffsubject,predicate,object\na,b,c\n", encoding="utf-8")
    assert len(statements(path)) == 1


def test_a_header_without_rows_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]")
    assert notices(tmp_path / "a.json") == ["is an empty array; it holds no statements"]
    assert notices(table(tmp_path / "a.csv", [HEADER])) == ["has a header, but no rows below it"]


# --- columns -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("field", "name"), [(f, n) for f in FIELDS for n in (f, *ALIASES[f])])
def test_every_name_of_every_column(tmp_path: Path, field: str, name: str) -> None:
    others = [h for h in HEADER if h != field and not (field == "relation_id" and h == "predicate")]
    header = [name.upper().replace(" ", "_"), *others, *(["verb"] if field == "relation_id" else [])]
    path = table(tmp_path / "a.csv", [header, [""] * 1 + ["x"] * (len(header) - 1), ["1"] * len(header)])
    items = [item for item in read(path) if isinstance(item, Statement | Rejected)]
    assert all(dict(item.origin.columns)[field] == "A" for item in items)
    assert notices(path) == []


def test_no_name_stands_for_two_columns() -> None:
    names = [plain(n) for f in FIELDS for n in (f, *ALIASES[f])]
    assert len(names) == len(set(names))


def test_the_documented_columns_are_documented() -> None:
    documented = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    for field, meaning in FIELDS.items():
        assert f"| `{field}` |" in documented
        assert meaning in documented
        for name in ALIASES[field]:
            assert f"{name}" in documented


def test_own_names_for_columns(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [["Akteur", "object", "Verbum", "Ziel"], ["wir", "x", "tun", "es"]])
    (found,) = statements(path, columns={"subject": "akteur", "predicate": "Verbum", "object": "Ziel"})
    assert (found.subject, found.predicate, found.object) == ("wir", "tun", "es")
    assert found.aside == (("object", "x"),)


def test_own_names_choose_between_two_columns(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", [[*HEADER, "note", "comment"], ["a", "b", "c", "d", "e"]])
    (found,) = statements(path, columns={"note": "comment"})
    assert found.note == "e"
    assert found.aside == (("note", "d"),)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"subjekt": "Akteur"}, "there is no field “subjekt”; did you mean “subject”?"),
        ({"subject": "Aktuer"}, "There is no column “Aktuer”; did you mean “Akteur”?"),
        ({"note": "Bemerkung"}, "There is no column “Bemerkung”."),
        ({"note": " "}, "no header is given for “note”"),
        ({"note": "Akteur", "subject": "akteur"}, "“akteur” cannot be both note and subject"),
    ],
)
def test_wrong_names_for_columns(tmp_path: Path, columns: dict[str, str], message: str) -> None:
    path = table(tmp_path / "a.csv", [["subject", "predicate", "object", "Akteur"], ["a", "b", "c", "d"]])
    with pytest.raises(UnreadableInput, match=message.replace("?", r"\?")):
        list(read(path, columns=columns))


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_wrong_names_for_members(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(json.dumps([SPO] if name == "a.json" else SPO))
    assert statements(path, columns={"subject": "object", "object": "subject"})[0].subject == "co-design"
    with pytest.raises(UnreadableInput, match="no record has “Akteur”"):
        list(read(path, columns={"note": "Akteur"}))


# --- cells ---------------------------------------------------------------------------------------------------------

GOOD = [
    ({"polarity": "NEG"}, "polarity", "negated"),
    ({"polarity": "affirmative"}, "polarity", "affirmed"),
    ({"modality": "Possible "}, "modality", "possible"),
    ({"basis": "DefinitionBasis"}, "basis", "definition"),
    ({"basis": "coprod:CitedBasis"}, "basis", "cited"),
    ({"status": "AGREED"}, "status", "agreed"),
    ({"confidence": "80%"}, "confidence", 0.8),
    ({"confidence": "0,5"}, "confidence", 0.5),
    ({"confidence": "1"}, "confidence", 1.0),
    ({"start": "3", "end": "12.0"}, "end", 12),
    ({"page": "12"}, "place", "p. 12"),
    ({"page": "12-14"}, "place", "pp. 12-14"),
    ({"page": "p. 3"}, "place", "p. 3"),
    ({"page": "3", "place": "Results"}, "place", "p. 3, Results"),
    ({"attributed_to": "Patient; Smith, Jones & co"}, "attributed_to", ("Patient", "Smith, Jones & co")),
    ({"attributed_to": "Patient|carer\nnurse"}, "attributed_to", ("Patient", "carer", "nurse")),
    ({"attributed_to": "none"}, "attributed_to", ()),
    ({"attributed_to": "-"}, "attributed_to", ()),
    ({"attributed_to": "[]"}, "attributed_to", ()),
    ({"attributed_to": ""}, "attributed_to", None),
    ({"country": "GB, NL; SE"}, "countries", ("GB", "NL", "SE")),
    ({"context": "Hospital, ward; carer"}, "contexts", ("Hospital, ward", "carer")),
    ({"cites": "https://doi.org/10.1000/ABC; Ostrom 1996"}, "cites", ("10.1000/abc", "Ostrom 1996")),
    ({"cites": "10.1002/(SICI)1097-0258(1998)17:15<1661::AID-SIM968>3.0.CO;2-2"}, "cites",
     ("10.1002/(sici)1097-0258(1998)17:15<1661::aid-sim968>3.0.co;2-2",)),
    ({"subject": "", "subject_id": "Patient; Carer"}, "subject_ids", ("Patient", "Carer")),
    ({"predicate_id": "involvesActor"}, "relation_ids", ("involvesActor",)),
    ({"subject": "  patients; carers "}, "subject", "patients; carers"),
    ({"quote": " as it stands "}, "quote", " as it stands "),
    ({"quote": "   "}, "quote", ""),
    ({"source": "doi:10.1371/Journal.PBIO.2001403."}, "source", Source(doi="10.1371/journal.pbio.2001403")),
    ({"source": "http://dx.doi.org/10.1000/ABC"}, "source", Source(doi="10.1000/abc")),
    ({"source": "https://example.org/a?b=10.1000/x"}, "source", Source(url="https://example.org/a?b=10.1000/x")),
    ({"source": "Smith 2019, see 10.1/x and 10.2/y"}, "source", Source(key="Smith 2019, see 10.1/x and 10.2/y")),
    ({"source": "10.1000/x;10.1000/y"}, "source", Source(key="10.1000/x;10.1000/y")),
    ({"source": "Smith 2019", "doi": "DOI: 10.1000/X"}, "source", Source(doi="10.1000/x", key="Smith 2019")),
    ({"source": "A title", "key": "smith19"}, "source", Source(key="smith19", title="A title")),
    ({"url": "https://doi.org/10.1000/x", "doi": "n/a"}, "source", Source(doi="10.1000/x")),
    ({"source": "smith", "year": "2019.0", "title": "T"}, "source", Source(key="smith", title="T", year=2019)),
]  # fmt: skip


@pytest.mark.parametrize(("given_", "field", "value"), GOOD, ids=[str(g[0])[:60] for g in GOOD])
def test_good_cells(tmp_path: Path, given_: dict[str, str], field: str, value: object) -> None:
    found = one(tmp_path, **given_)
    assert isinstance(found, Statement), found
    assert getattr(found, field) == value


BAD = [
    ({"subject": ""}, ["A (subject)"], "a subject is needed"),
    ({"subject": "", "object": " "}, ["A (subject)", "C (object)"], "needed"),
    ({"polarity": "maybe"}, ["D (polarity)"], "“maybe” is not a polarity; use affirmed or negated"),
    ({"polarity": "yes"}, ["D (polarity)"], "use affirmed or negated"),
    ({"modality": "asertd"}, ["D (modality)"], "did you mean “asserted”?"),
    ({"basis": "findingz", "status": "final"}, ["D (basis)", "E (status)"], "is not a"),
    ({"start": "3"}, ["D (start)"], "without end"),
    ({"end": "3"}, ["D (end)"], "without start"),
    ({"start": "9", "end": "3"}, ["E (end)"], "is not after start"),
    ({"start": "x", "end": "-1"}, ["D (start)", "E (end)"], "not a whole number"),
    ({"year": "c. 2019"}, ["D (year)"], "not a whole number"),
    ({"year": "19"}, ["D (year)"], "from 1500 to 2099"),
    ({"confidence": "80"}, ["D (confidence)"], "did you mean 80%?"),
    ({"confidence": "high"}, ["D (confidence)"], "between 0 and 1"),
    ({"confidence": "nan"}, ["D (confidence)"], "between 0 and 1"),
    ({"doi": "see Smith"}, ["D (doi)"], "is not a DOI"),
    ({"url": "see Smith"}, ["D (url)"], "is not a web address"),
    ({"source": "10.1000/x", "doi": "10.1000/y"}, ["D (source)"], "leave one of them"),
    ({"object": "#REF!"}, ["C (object)"], "formula error #REF!"),
    ({"note": "#N/A"}, ["D (note)"], "formula error"),
]


@pytest.mark.parametrize(("given_", "columns", "message"), BAD, ids=[str(b[0])[:60] for b in BAD])
def test_bad_cells(tmp_path: Path, given_: dict[str, str], columns: list[str], message: str) -> None:
    found = one(tmp_path, **given_)
    assert isinstance(found, Rejected)
    assert [p.column for p in found.problems] == columns
    assert all(message in p.message for p in found.problems)
    assert found.row == tuple((SPO | given_).items())
    assert found.origin.row == 2


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1371/journal.pbio.2001403", "10.1371/journal.pbio.2001403"),
        ("<https://doi.org/10.1000/a>", "10.1000/a"),
        ("(10.1000/a)", ""),
        ("https://doi.org/10.1002/%28SICI%291", "10.1002/(sici)1"),
        ("10.1000/a(b)c", "10.1000/a(b)c"),
        ("10.1000/a)", "10.1000/a"),
        ("doi.org/10.1000/a,", "10.1000/a"),
        ("10.1000", ""),
        ("https://link.springer.com/article/10.1007/abc", ""),
        ("version 10.1/b", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert as_doi(text) == doi


# --- workbooks -----------------------------------------------------------------------------------------------------


def test_workbook_cells(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["Coding of the review"],
            [],
            [None, *HEADER, "id", "page", "year", "confidence", "date", "Extra"],
            [None, "a", "b", "c", 12, 7.0, 2019, 0.25, datetime.datetime(2024, 5, 1), True],
            [None] * 10,
            [None, "d", "e", 1.5, "007", None, None, None, datetime.datetime(2024, 5, 1, 10, 30), None],
        ],
    )
    first, second = statements(path)
    assert (first.id, first.place, first.source.year, first.confidence) == ("12", "p. 7", 2019, 0.25)
    assert (first.date, first.aside) == ("2024-05-01", (("Extra", "TRUE"),))
    assert (second.object, second.id, second.date) == ("1.5", "007", "2024-05-01T10:30:00")
    assert (first.origin.row, second.origin.row, first.origin.sheet) == (4, 6, "Coding")
    assert dict(first.origin.columns)["subject"] == "B"


def test_the_sheet_with_the_columns_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["Read me"]], "About")
    book = openpyxl.load_workbook(path)
    for title, subject in (("Pilot", "x"), ("Main", "y")):
        sheet = book.create_sheet(title)
        sheet.append(HEADER)
        sheet.append([subject, "b", "c"])
    book.create_sheet("Empty")
    book.save(path)
    assert [(s.subject, s.origin.sheet) for s in read(path) if isinstance(s, Statement)] == [("x", "Pilot")]
    assert [s.subject for s in statements(path, sheet="main")] == ["y"]
    assert [s.subject for s in statements(path, columns={"subject": "subject"})] == ["x"]
    for sheet, message in (("Man", "did you mean “Main”"), ("About", "not found"), ("Empty", "is empty")):
        with pytest.raises(UnreadableInput, match=message):
            list(read(path, sheet=sheet))


def test_merged_cells_are_filled_downwards(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        [["Title", None, None, None], ["source", *HEADER], ["smith", "a", "b", "c"], [None, "d", "e", "f"], [None] * 4],
    )
    book = openpyxl.load_workbook(path)
    book["Coding"].merge_cells("A1:D1")
    book["Coding"].merge_cells("A3:A5")
    book.save(path)
    assert [s.source.key for s in statements(path)] == ["smith", "smith"]
    assert rejected(path) == []


def test_formula_errors_are_problems(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [[*HEADER, "Extra"], ["a", "b", "c", "d"], ["a", "b", "c", "d"]])
    book = openpyxl.load_workbook(path)
    for name in ("B2", "D3"):
        book["Coding"][name] = "#REF!"
        book["Coding"][name].data_type = "e"
    book.save(path)
    (bad,) = rejected(path)
    assert str(bad.problems[0]).startswith("column B (predicate): the cell holds the formula error #REF!")
    assert dict(bad.row)["predicate"] == "#REF!"
    assert [s.aside for s in statements(path)] == [(("Extra", "#REF!"),)]


def test_a_workbook_with_a_damaged_part(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [HEADER, ["a", "b", "c"]])
    content = path.read_bytes()
    for damage in (b"xl/worksheets/sXeet1.xml", b"xl/worksheets/she\xf8t1.xml"):
        path.write_bytes(content.replace(b"xl/worksheets/sheet1.xml", damage, 1))
        with pytest.raises(UnreadableInput, match="damaged"):
            list(read(path))


# --- JSON ----------------------------------------------------------------------------------------------------------

RECORDS = [{**SPO, "id": n} for n in (1, 2.0, "three")]
LAYOUTS = {
    "lines.jsonl": "\n".join(map(json.dumps, RECORDS)) + "\n",
    "lines.ndjson": "\r\n\r\n".join(map(json.dumps, RECORDS)),
    "lines.json": "\n".join(map(json.dumps, RECORDS)),
    "array.json": json.dumps(RECORDS),
    "pretty.json": json.dumps(RECORDS, indent=2),
    "array.jsonl": json.dumps(RECORDS),
    "pretty_array.jsonl": json.dumps(RECORDS, indent=1),
    "objects.jsonl": "\n".join(json.dumps(r, indent=2) for r in RECORDS),
    "objects.json": "".join(json.dumps(r, indent=2) for r in RECORDS),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_json_layouts(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / name
    path.write_bytes(LAYOUTS[name].encode(encoding))
    assert [s.id for s in statements(path)] == ["1", "2", "three"]
    assert notices(path) == []


def test_the_line_on_which_a_json_record_starts(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([SPO, SPO], indent=2))
    assert [s.origin.row for s in statements(path)] == [2, 7]


def test_one_json_object(tmp_path: Path) -> None:
    for name, indent in (("a.json", None), ("b.json", 2), ("c.jsonl", 2), ("d.jsonl", None)):
        (tmp_path / name).write_text(json.dumps(SPO, indent=indent))
        assert len(statements(tmp_path / name)) == 1


def test_a_broken_line_is_rejected_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(SPO)
    for lines, bad in (
        ([good, '{"subject": "a", ', good], 2), (["{broken", good, good], 1), ([good, "[1, 2]", good], 2),
        ([good, "null", good], 2), ([good, '{"subject": "\\ud800", "predicate": "b", "object": "c"}', good], 2),
        ([good, "[" * 100_000, good], 2),
    ):  # fmt: skip
        path.write_text("\n".join(lines))
        (fault,) = rejected(path)
        assert len(statements(path)) == 2
        assert fault.origin.row == bad
        assert fault.row == (("line", lines[bad - 1]),)


def test_json_members(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {
        "id": 7, "Subject": ["patients", "carers"], "verb": "led", "object": "it", "text": "T", "passage": "p001",
        "source": {"doi": "https://doi.org/10.1000/A", "url": None, "year": 2019, "publisher": {"name": "P"}},
        "attributed_to": [], "contexts": ["Hospital"], "country": ["GB"], "expect": {"n": [1]}, "gone": None,
        "confidence": 0.5, "start": 0, "end": 3.0, "polarity": None,
    }  # fmt: skip
    path.write_text(json.dumps(record))
    (found,) = statements(path)
    assert (found.id, found.subject, found.predicate, found.text) == ("7", "patients; carers", "led", "T")
    assert found.source == Source(doi="10.1000/a", year=2019)
    assert (found.attributed_to, found.contexts, found.countries) == ((), ("Hospital",), ("GB",))
    assert (found.confidence, found.start, found.end) == (0.5, 0, 3)
    assert found.aside == (("passage", "p001"), ("expect", '{"n":[1]}'), ("source.publisher", '{"name":"P"}'))


@pytest.mark.parametrize(
    ("members", "field"),
    [({"object": True}, "object"), ({"note": ["a"]}, "note"), ({"start": 1.5, "end": 2}, "start"),
     ({"year": {}}, "year"),
     ({"cites": [1]}, "cites"), ({"source": 5.5, "polarity": 3}, "polarity"), ({"source": {"doi": "x"}}, "doi")],
)  # fmt: skip
def test_bad_json_members(tmp_path: Path, members: dict[str, object], field: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(SPO | members))
    (bad,) = rejected(path)
    assert [p.field for p in bad.problems] == [field]
    assert bad.problems[0].column == ""


# --- rejects and works ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl"])
def test_corrected_rejects_are_read(tmp_path: Path, suffix: str) -> None:
    first = table(tmp_path / "a.csv", [["ID", "Subject", "Verb", "Object", "Remarks"], ["1", "a", "", "c", "=SUM(A1)"]])
    second = tmp_path / "b.jsonl"
    second.write_text(
        json.dumps({**SPO, "polarity": "maybe", "text": "T", "passage": "p1", "source": {"doi": "10.1000/A"}})
    )
    path = tmp_path / f"rejects{suffix}"
    assert write_rejects(path, [*rejected(first), *rejected(second)]) == 2
    text = path.read_text(encoding="utf-8-sig")
    assert "coprod_row" in text
    assert "coprod_problem" in text
    again = rejected(path)
    assert [len(r.problems) for r in again] == [1, 1]
    write_rejects(path, again)
    assert path.read_text(encoding="utf-8-sig").count("coprod_problem") == (2 if suffix == ".jsonl" else 1)
    text = path.read_text(encoding="utf-8-sig").replace("maybe", "negated").replace('"Verb":""', '"Verb":"does"')
    path.write_text(text.replace("1,a,,c", "1,a,does,c").replace("1\ta\t\tc", "1\ta\tdoes\tc"), encoding="utf-8")
    one_, two = statements(path)
    assert (one_.id, one_.predicate, one_.note) == ("1", "does", "=SUM(A1)")
    assert (two.polarity, two.text, two.source) == ("negated", "T", Source(doi="10.1000/a"))
    if suffix != ".jsonl":
        assert "=SUM" not in [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_rejects_have_a_known_ending(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="are written as"):
        write_rejects(tmp_path / "a.xlsx", [])


def test_works(tmp_path: Path) -> None:
    first, second, copy = read_curations(ROOT / "docs" / "example.works.tsv")
    assert first.source == Source(doi="10.5555/first", title="First paper", year=2017)
    assert second.copy_of is None
    assert (copy.source.key, copy.copy_of) == ("respun-copy", Source(doi="10.5555/first"))
    path = table(
        tmp_path / "works.csv",
        [["Source", "copyOf", "versionOf", "doi", "Odd"], ["a", "b", "", "", ""], ["", "c", "", "", ""],
         ["a", "", "", "", ""],
         ["d", "d", "", "", ""], ["e", "", "", "e", ""]],
    )  # fmt: skip
    rows = list(read_works(path))
    assert sum(isinstance(r, Rejected) for r in rows) == 4
    assert "Odd" in next(r.message for r in rows if isinstance(r, Notice))
    with pytest.raises(UnreadableInput) as caught:
        read_curations(path)
    message = str(caught.value)
    for part in (
        "row 3, column A (Source): is empty",
        "“a” stands in row 2 already",
        "is the source itself",
        "not a DOI",
    ):
        assert part in message
    with pytest.raises(UnreadableInput, match="the column source"):
        read_curations(table(tmp_path / "other.csv", [["a", "b"], ["c", "d"]]))


# --- what others wrote ---------------------------------------------------------------------------------------------

SHARED = ROOT.parent / "shared"


@pytest.mark.skipif(not (SHARED / "realdata").is_dir(), reason="the files of other tools are not here")
def test_files_of_other_tools_are_read_or_refused() -> None:
    paths = [
        p for p in sorted((SHARED / "realdata").rglob("*")) if p.suffix in (".csv", ".tsv", ".json", ".jsonl", ".txt")
    ]
    assert len(paths) > 30
    for path in paths:
        try:
            items = list(read(path))
        except UnreadableInput as error:
            assert str(path) in str(error)  # noqa: PT017
        else:
            assert items


def test_examples() -> None:
    assert len(statements(ROOT / "docs" / "example.tsv")) == 6
    for path in (ROOT / "docs" / "example.tsv", ROOT / "coprod" / "demo" / "statements.tsv"):
        assert all(isinstance(item, Statement) for item in read(path))
