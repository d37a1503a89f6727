"""The ontology holds the whole inventory of concepts and relations, as the specification has it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coprod.ontology import Ontology

SPEC = Path(__file__).parents[2] / "shared" / "spec"
pytestmark = pytest.mark.skipif(not SPEC.is_dir(), reason="the inventory is not beside this checkout")


def _rows(name: str) -> list[dict[str, str]]:
    if not SPEC.is_dir():
        return []
    with (SPEC / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


@pytest.mark.parametrize("row", _rows("concepts.tsv"), ids=lambda row: row["id"])
def test_concept(ontology: Ontology, row: dict[str, str]) -> None:
    concept = ontology.concepts[row["id"]]
    assert concept.label == row["label"]
    assert concept.broader == tuple(filter(None, [row["parent"]]))
    assert concept.subclass_of == (concept.broader if row["strict"] == "1" else ())
    assert len(concept.definition.split()) >= 5
    assert concept.definition.rstrip(".").lower() != row["gloss"].lower()


@pytest.mark.parametrize("row", _rows("relations.tsv"), ids=lambda row: row["id"])
def test_relation(ontology: Ontology, row: dict[str, str]) -> None:
    relation = ontology.relations[row["id"]]
    assert relation.label == row["label"]
    assert relation.parents == tuple(filter(None, [row["parent"]]))
    assert relation.domain == tuple(filter(None, row["domain"].split("|")))
    assert relation.range == tuple(filter(None, row["range"].split("|")))
    assert relation.inverse == row["inverse"]
    assert set(relation.contraries) == set(filter(None, row["contrary"].split("|")))
    assert relation.inverse_label
