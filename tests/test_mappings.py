"""The mappings to other vocabularies: every row whole, its subject ours, and where its object was seen."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from coprod.data import shipped
from coprod.names import COPROD, PREFIXES
from coprod.ontology import Ontology

SETS = sorted((shipped("ontology") / "mappings").glob("*.sssom.tsv"))
PREDICATES = {f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
VOCABULARIES = {"prov-o", "org", "schema-org", "cpsv-ap", "mesh", "wikidata"}
NAMESPACES = {
    "prov-o": {PREFIXES["prov"]},
    "org": {"http://www.w3.org/ns/org#"},
    "schema-org": {"https://schema.org/"},
    "cpsv-ap": {
        *("http://purl.org/vocab/cpsv#", "http://data.europa.eu/m8g/", "http://data.europa.eu/eli/ontology#"),
        "http://xmlns.com/foaf/0.1/",
    },
    "mesh": {"http://id.nlm.nih.gov/mesh/"},
    "wikidata": {"http://www.wikidata.org/entity/"},
}


def name(path: Path) -> str:
    return path.name.removesuffix(".sssom.tsv")


def rows(path: Path) -> list[dict[str, str]]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t"))


def curie_map(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^#  (\w+): (\S+)$", path.read_text(encoding="utf-8"), re.M))


def test_every_vocabulary_is_there() -> None:
    assert {name(path) for path in SETS} == VOCABULARIES
    assert sum(len(rows(path)) for path in SETS) >= 60


@pytest.mark.parametrize("path", SETS, ids=name)
def test_subjects_are_ours_under_their_present_labels(path: Path) -> None:
    ontology = Ontology.load()
    labels = {
        f"coprod:{term.id}": term.label
        for term in (*ontology.concepts.values(), *ontology.relations.values())
        if not term.deprecated
    }
    assert curie_map(path)["coprod"] == COPROD
    wrong = [row["subject_id"] for row in rows(path) if labels.get(row["subject_id"]) != row["subject_label"]]
    assert wrong == []


@pytest.mark.parametrize("path", SETS, ids=name)
def test_rows_are_whole(path: Path) -> None:
    prefixes = curie_map(path)
    for row in rows(path):
        assert row["predicate_id"] in PREDICATES
        prefix, _, local = row["object_id"].partition(":")
        assert prefixes[prefix] in NAMESPACES[name(path)]
        assert local
        assert row["object_label"]
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        assert 0 < float(row["confidence"]) <= 1
        assert re.search(r"Seen: https://\S+", row["comment"])
    pairs = [(row["subject_id"], row["object_id"]) for row in rows(path)]
    assert len(set(pairs)) == len(pairs)
    assert rows(path) == sorted(rows(path), key=lambda r: (r["subject_id"], r["predicate_id"], r["object_id"]))


@pytest.mark.parametrize("path", SETS, ids=name)
def test_nothing_is_exactly_two_things(path: Path) -> None:
    for side in ("subject_id", "object_id"):
        exact = [row[side] for row in rows(path) if row["predicate_id"] == "skos:exactMatch"]
        assert len(set(exact)) == len(exact)


@pytest.mark.slow
@pytest.mark.parametrize("path", SETS, ids=name)
def test_sssom_py_finds_the_file_valid(path: Path) -> None:
    parsers = pytest.importorskip("sssom.parsers")
    validators = pytest.importorskip("sssom.validators")
    mappings = parsers.parse_sssom_table(str(path))
    assert len(mappings.df) == len(rows(path))
    reports = validators.validate(mappings, fail_on_error=False)
    assert [result for report in reports.values() for result in report.results] == []
