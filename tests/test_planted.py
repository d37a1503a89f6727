"""Faults as people and other tools make them, planted in a mapped graph: the rule, the place and the message."""

from __future__ import annotations

from pathlib import Path

import pytest

from coprod import validate
from coprod.reports.nodes import node
from coprod.store import UnreadableGraph, open_store
from coprod.workflow import Job, run

CODINGS = (
    "id,source,year,subject,predicate,object,quote,start,end,coder,polarity\n"
    "r1,10.5555/first,2019,co-production,requires,trust,it takes trust,10,24,ada,affirmed\n"
    "r2,10.5555/second,2020,patients,took part in,co-design,patients took part,30,48,ben,affirmed\n"
)


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("planted")
    (folder / "codings.csv").write_text(CODINGS, encoding="utf-8")
    run(Job(inputs=(folder / "codings.csv",), graph=folder / "evidence.trig"))
    assert validate([folder / "evidence.trig"]).findings == ()
    return (folder / "evidence.trig").read_text(encoding="utf-8")


PROPOSITION = "prop:CoProduction-requires-Trust a coprod:Proposition"
ONE = 'dcterms:identifier "r1"'
TYPE = "a coprod:Statement"

# What stands after a text is replaced; the rule, and the text at the place of its finding (▲ stands for the subject).
CASES: dict[str, tuple[str, str, str, str, str]] = {
    "a wrong id": (PROPOSITION, "object coprod:Trust", "object coprod:Trusst", "COP022", "coprod:Trusst"),
    "a misspelt relation": (PROPOSITION, "coprod:requires", "coprod:requiers", "COP023", "coprod:requiers"),
    "an IRI that says something else": (PROPOSITION, "object coprod:Trust", "object coprod:Power", "COP027", "▲"),
    "both polarities": (ONE, "coprod:Affirmed", "coprod:Affirmed , coprod:Negated", "COP003", "coprod:Negated"),
    "a polarity as text": (ONE, "polarity coprod:Affirmed", 'polarity "yes"', "COP003", '"yes"'),
    "no polarity": (ONE, "coprod:polarity coprod:Affirmed ;", "", "COP003", "▲"),
    "an empty quote": ("oa:TextQuoteSelector", '"it takes trust"', '""', "COP009", '""'),
    "a quote in several lines": ("oa:TextQuoteSelector", '"it takes trust"', '"""\n\n"""', "COP009", '"""'),
    "a place before the text": ("oa:TextPositionSelector", "oa:start 10", "oa:start -1", "COP011", "-1"),
    "an end as text": ("oa:TextPositionSelector", "oa:end 24", 'oa:end "24"', "COP069", '"24"'),
    "a year to come": ("doi.org/10.5555/first> ", '"2019"', '"3019"', "COP042", '"3019"'),
    "a broken DOI": ("doi.org/10.5555/first> ", '"10.5555/first"', '"doi:10.5555/first"', "COP040", '"doi:10.5'),
    "a coder whom nobody knows": (ONE, "agent:ada", "agent:adda ;\n#", "COP038", "agent:adda"),
    "a coder as text": (ONE, "prov:wasAttributedTo agent:", 'prov:wasAttributedTo "ada" ;\n#', "COP038", '"ada"'),
    "a misspelt class": (ONE, TYPE, "a coprod:Statment", "COP039", "▲"),
    "no class": (ONE, f"{TYPE} ;", "", "COP039", "▲"),
}


def plant(text: str, after: str, old: str, new: str) -> str:
    at = text.index(old, text.index(after))
    return text[:at] + new + text[at + len(old) :]


def at_place(text: str, line: int, column: int) -> str:
    return text.splitlines()[line - 1][column - 1 :]


@pytest.mark.parametrize("name", CASES)
def test_a_planted_fault(tmp_path: Path, valid: str, name: str) -> None:
    after, old, new, code, there = CASES[name]
    text = plant(valid, after, old, new)
    (tmp_path / "evidence.trig").write_text(text, encoding="utf-8")
    found = [f for f in validate([tmp_path / "evidence.trig"]).findings if f.code == code]
    (finding,) = found
    start = at_place(text, finding.location.line, finding.location.column)
    subject = "statement:" if after == ONE else "prop:"
    assert start.startswith(there.replace("▲", subject)), start


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_marks_of_windows(tmp_path: Path, valid: str, mark: str, end: str) -> None:
    text = plant(valid, ONE, "polarity coprod:Affirmed", "polarity coprod:Perhaps")
    file = tmp_path / "evidence.trig"
    file.write_bytes((mark + text.replace("\n", end)).encode())
    (finding,) = [f for f in validate([file]).findings if f.code == "COP003"]
    assert at_place(text, finding.location.line, finding.location.column).startswith("coprod:Perhaps")
    with open_store(file) as store:
        assert store.query("ASK { ?statement coprod:polarity coprod:Perhaps }")


def test_a_mark_of_windows_in_a_store(tmp_path: Path, valid: str) -> None:
    from coprod.store import DiskStore

    (tmp_path / "evidence.ttl").write_text("\ufeff" + valid[: valid.index("graph:direct {")] + "coprod:a a coprod:B .")
    DiskStore.build(tmp_path / "store", [tmp_path / "evidence.ttl"])
    with DiskStore(tmp_path / "store") as store:
        assert store.query("ASK { coprod:a a coprod:B }")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_another_encoding_is_named(tmp_path: Path, valid: str, encoding: str) -> None:
    file = tmp_path / "evidence.trig"
    file.write_bytes(plant(valid, ONE, '"co-production"', '"café"').encode(encoding, "replace"))
    with pytest.raises(UnreadableGraph, match=r"evidence\.trig, line \d+: is not UTF-8: save"):
        validate([file])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("coprod:polarity", "cop:polarity", "prefix cop: has not been declared"),
        ("coprod:modality coprod:Asserted ;", "coprod:modality coprod:Asserted", "expected"),
        ('"co-production" .', '"co-production .', "string"),
        ('"co-production" .', "“co-production” .", "“"),
    ],
)
def test_broken_syntax_is_said_with_its_line(tmp_path: Path, valid: str, old: str, new: str, says: str) -> None:
    file = tmp_path / "evidence.trig"
    text = plant(valid, ONE, old, new)
    file.write_text(text, encoding="utf-8")
    line = text[: text.index(new, text.index(ONE))].count("\n") + 1
    with pytest.raises(UnreadableGraph) as error:
        validate([file])
    assert says in str(error.value)
    assert any(f"line {n}" in str(error.value) for n in (line, line + 1))


def test_a_node_is_named_once(tmp_path: Path, valid: str) -> None:
    (tmp_path / "evidence.trig").write_text(plant(valid, ONE, TYPE, "a coprod:Statment"), encoding="utf-8")
    (finding,) = [f for f in validate([tmp_path / "evidence.trig"]).findings if f.code == "COP039"]
    assert node(finding).count("statement:") == 1
