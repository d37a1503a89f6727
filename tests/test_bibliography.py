"""The bibliography: every source of every term is in it, was seen, and is used."""

from __future__ import annotations

import csv

from coprod.data import shipped
from coprod.ontology import Ontology

with (shipped("ontology") / "bibliography.tsv").open(encoding="utf-8", newline="") as file:
    ENTRIES = list(csv.DictReader(file, delimiter="\t"))


def _iris(entry: dict[str, str]) -> set[str]:
    named = {"https://w3id.org/coprod/bibliography/" + entry["key"]}
    if entry["doi"]:
        named.add("https://doi.org/" + entry["doi"])
    if entry["url"]:
        named.add(entry["url"].replace(" ", "%20"))
    return named


def test_entries_are_whole() -> None:
    assert [e["key"] for e in ENTRIES if not (e["key"] and e["title"] and e["seen"])] == []
    assert len({e["key"] for e in ENTRIES}) == len(ENTRIES)
    assert [e["key"] for e in ENTRIES if e["doi"] and not e["doi"].startswith("10.")] == []


def test_every_entry_says_where_it_was_seen() -> None:
    assert [e["key"] for e in ENTRIES if not e["seen"].startswith(("look-up: ", "seed: ", "shared: "))] == []


def test_every_source_of_a_term_is_an_entry() -> None:
    known = set().union(*map(_iris, ENTRIES))
    missing = {(term.id, source) for term in Ontology.load().terms() for source in term.sources if source not in known}
    assert missing == set()
