"""The worked coding that ships with the tool: closed lists hold, keys lead somewhere, every quote is where it says."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "coprod" / "demo"
SEEDS = ROOT.parent / "shared" / "seeds"
SEED_KEYS = {f"seed-{n:03d}" for n in range(5)}
COLUMNS = [
    *("id", "source", "place", "start", "end", "quote", "subject", "predicate", "object", "polarity", "modality"),
    *("attributed_to", "basis", "cites", "context", "country", "status", "coder", "note"),
]
FACETS = {
    "polarity": {"affirmed", "negated"},
    "modality": {"asserted", "possible", "normative", "intended"},
    "basis": {"finding", "argument", "definition", "recommendation", "cited", "unknown"},
    "status": {"draft", "agreed"},
}
CONCEPT_ID = re.compile(r"[A-Z][A-Za-z]+")
DOI = re.compile(r"10\.\d{4,9}/\S+")


def read(name: str) -> list[dict[str, str]]:
    with (DEMO / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))


def members(cell: str) -> list[str]:
    return cell.split("; ") if cell else []


STATEMENTS = read("statements.tsv")
WORKS = {row["source"]: row for row in read("works.tsv")}


def test_size_header_and_ids() -> None:
    assert len(STATEMENTS) >= 100
    assert all(list(row) == COLUMNS and None not in row.values() for row in STATEMENTS)
    assert len({row["id"] for row in STATEMENTS}) == len(STATEMENTS)
    assert len(WORKS) == len(read("works.tsv"))


def test_every_seed_is_coded() -> None:
    assert SEED_KEYS.issubset(row["source"] for row in STATEMENTS)


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda row: row["id"])
def test_row(row: dict[str, str]) -> None:
    assert 1 <= len(row["quote"].split()) <= 10
    assert all(row[slot].strip() for slot in ("subject", "predicate", "object", "place", "coder"))
    assert [row[facet] for facet, allowed in FACETS.items() if row[facet] not in allowed] == []
    ids = members(row["attributed_to"]) + members(row["context"])
    assert [i for i in ids if not CONCEPT_ID.fullmatch(i)] == []
    keys = [row["source"], *members(row["cites"])]
    assert [k for k in keys if not DOI.fullmatch(k) and k not in WORKS] == []


def test_works_lead_to_works() -> None:
    targets = {row[c] for row in WORKS.values() for c in ("copyOf", "versionOf") if row[c]}
    assert targets <= WORKS.keys()


def test_quotes_are_where_they_say() -> None:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not beside this checkout (../shared/seeds)")
    texts: dict[str, str] = {}
    for path in SEEDS.glob("*.txt"):
        with path.open(encoding="utf-8", newline="") as document:
            texts[f"seed-{path.name[:3]}"] = document.read()
    wrong = [
        row["id"]
        for row in STATEMENTS
        if texts[row["source"][: len("seed-000")]][int(row["start"]) : int(row["end"])] != row["quote"]
    ]
    assert wrong == []
