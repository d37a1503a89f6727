"""Sources gathered into works: what joins them, what is only suggested, and that a person's word stands."""

from __future__ import annotations

import itertools
import random
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from test_cli import coprod

from coprod.evidence.gather import Gathered, Suggestion, gather
from coprod.evidence.near_duplicates import repeats
from coprod.evidence.works import Curation, Works
from coprod.graph.builder import GraphBuilder
from coprod.mapping.records import Assertion, Mapping
from coprod.ontology import Ontology
from coprod.readers.works import read_curations
from coprod.statement import Source, Statement

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
TITLE = "Co-production in healthcare: rhetoric and practice"
A = Source(key="a", title=TITLE, year=2015)
B = Source(key="b", title="Co-Production in Healthcare – Rhetoric and Practice.", year=2015)
WITH_DOI = Source(doi="10.1177/0020852315570553", title=TITLE, year=2015)
OTHER_DOI = Source(doi="10.5555/other", title=TITLE, year=2015)
LATER = Source(key="later", title=TITLE, year=2016)
UNDATED = Source(key="undated", title=TITLE)
PREPRINT = Source(doi="10.1101/2015.01.01.123", title=TITLE, year=2014)
SHORT = Source(key="e1", title="Editorial", year=2015), Source(key="e2", title="Editorial", year=2015)

JOINED = {
    "same title and year": ([A, B], 1),
    "the one with a DOI stands for both": ([A, WITH_DOI], 1),
    "another year": ([A, LATER], 2),
    "no year": ([A, UNDATED], 2),
    "two DOIs under one title": ([A, WITH_DOI, OTHER_DOI], 3),
    "a title that says nothing": (list(SHORT), 2),
    "versions of a DOI": ([Source(doi="10.21203/rs.3.rs-1/v1"), Source(doi="10.21203/rs.3.rs-1/v2")], 1),
    "preprint and article": ([PREPRINT, WITH_DOI], 2),
}


def _gathered(sources: list[Source], texts: dict[str, str] | None = None, *curated: Curation) -> Gathered:
    return gather(sources, texts or {}, Works(curated, base="https://example.org/"))


@pytest.mark.parametrize("case", JOINED)
def test_what_joins(case: str) -> None:
    sources, expected = JOINED[case]
    answers = {_gathered(list(order)) for order in itertools.permutations(sources)}
    (answer,) = answers
    assert len(answer.clusters) == expected


def test_each_cluster_says_why() -> None:
    (cluster,) = _gathered([A, WITH_DOI]).clusters
    assert cluster.work == WITH_DOI.doi
    assert {(m.source, m.reason) for m in cluster.members} == {(WITH_DOI.doi, ""), ("a", "same title and year")}


SUGGESTED = {
    "preprint": ([PREPRINT, WITH_DOI], {Suggestion(source=PREPRINT.doi, version_of=WITH_DOI.doi, reason="")}),
    "no year": ([A, UNDATED], {Suggestion(source="a", copy_of="undated", reason="")}),
    "another year": ([A, LATER], {Suggestion(source="a", copy_of="later", reason="")}),
    "joined already": ([A, B], set()),
}


@pytest.mark.parametrize("case", SUGGESTED)
def test_what_is_suggested(case: str) -> None:
    sources, expected = SUGGESTED[case]
    found = _gathered(sources).suggestions
    assert {
        Suggestion(source=s.source, copy_of=s.copy_of, version_of=s.version_of, reason="") for s in found
    } == expected
    assert all(s.reason for s in found)


def test_a_curator_keeps_two_apart() -> None:
    kept = Curation(source=A, not_copy_of=(B,))
    answer = _gathered([A, B, WITH_DOI], None, kept)
    assert len(answer.clusters) == 2, "the third joins one of them, never both"
    assert answer.suggestions == ()


def test_a_curators_copy_stands_against_the_title() -> None:
    elsewhere = Curation(source=A, copy_of=Source(key="x"))
    other = Curation(source=B, copy_of=Source(key="y"))
    assert len(_gathered([A, B], None, elsewhere, other).clusters) == 2


def test_not_copy_of_is_read_from_the_table(tmp_path: Path) -> None:
    table = tmp_path / "works.tsv"
    table.write_text("source\tnotCopyOf\na\tb; 10.5555/c\n", encoding="utf-8")
    (row,) = read_curations(table)
    assert row.not_copy_of == (Source(key="b"), Source(doi="10.5555/c"))


def _seeds(tmp_path: Path) -> Path:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not here")
    folder = tmp_path / "texts"
    folder.mkdir()
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, folder / f"seed-{path.name[:3]}.txt")
    return folder


def test_the_seeds(tmp_path: Path) -> None:
    texts = {p.stem: p.read_text(encoding="utf-8") for p in _seeds(tmp_path).iterdir()}
    found = _gathered([], texts)
    assert len(found.clusters) == 5, "an identifier in a text merges nothing, and no theme makes a copy"
    assert [(s.source, s.copy_of) for s in found.suggestions if s.copy_of] == [("seed-001", "seed-002")]
    assert any("20144232" in s.reason and not s.copy_of for s in found.suggestions)
    paper = Source(doi="10.1371/journal.pbio.2001403")
    curated = _gathered([], texts, Curation(source=Source(key="seed-000"), copy_of=paper))
    (cluster,) = (c for c in curated.clusters if len(c.members) > 1)
    assert {m.source for m in cluster.members} == {"seed-000", paper.doi}


def test_an_excerpt_is_found_in_a_long_text() -> None:
    words = [f"w{random.Random(i).randrange(5000)}" for i in range(6000)]
    texts = {"whole": " ".join(words), "excerpt": " ".join(words[2000:2200]), "other": " ".join(words[::-1])}
    assert [(r.shorter, r.longer) for r in repeats(texts)] == [("excerpt", "whole")]


def test_works_command_suggests_rows_that_works_tsv_takes(tmp_path: Path) -> None:
    _seeds(tmp_path)
    done = coprod("works", "--texts", "texts", "-o", "suggested.tsv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "seed-001 = copy of seed-002?" in done.stdout
    again = coprod("works", "--texts", "texts", "--works", "suggested.tsv", cwd=tmp_path)
    assert "5 sources, 4 works." in again.stdout
    assert "copy of" not in again.stdout
    assert coprod("works", cwd=tmp_path).returncode == 2
    assert coprod("works", "--texts", "nowhere", cwd=tmp_path).returncode == 2


CLAIM = Assertion("CoProduction", "createsValue", "Trust")


def _row(source: Source, **more: object) -> tuple[Statement, Mapping]:
    row = Statement(subject="co-production", predicate="builds", object="trust", source=source, **more)  # type: ignore[arg-type]
    return row, Mapping(assertions=(CLAIM,))


def test_the_graph_counts_joined_sources_once_and_says_why(tmp_path: Path) -> None:
    rows = [_row(A), _row(WITH_DOI), _row(LATER)]
    written = set()
    for order in (rows, rows[::-1]):
        with GraphBuilder(Ontology.load()) as builder:
            for statement, mapping in order:
                builder.add(statement, mapping)
            builder.write(tmp_path / "g.nq")
        written.add((tmp_path / "g.nq").read_bytes())
    assert len(written) == 1
    store = ox.Store()
    store.bulk_load(path=str(tmp_path / "g.nq"))
    works = "SELECT DISTINCT ?w { ?s <https://w3id.org/coprod/countsFor> ?w }"
    assert len(list(store.query(works, use_default_graph_as_union=True))) == 2
    why = "SELECT ?why { ?s <https://w3id.org/coprod/workReason> ?why }"
    assert [row["why"].value for row in store.query(why, use_default_graph_as_union=True)] == ["same title and year"]  # type: ignore[union-attr]


def test_a_claim_cited_from_two_names_of_one_work_counts(tmp_path: Path) -> None:
    works = Works([Curation(source=A), Curation(source=WITH_DOI)], base="https://example.org/")
    cited = _row(Source(key="review"), basis="cited", cites=("a", WITH_DOI.doi))
    unclear = _row(Source(key="review 2"), basis="cited", cites=("a", "b"))
    for row, direct in ((cited, 1), (unclear, 0)):
        with GraphBuilder(Ontology.load(), works) as builder:
            builder.add(*row)
            builder.write(tmp_path / "g.nq")
        text = (tmp_path / "g.nq").read_text(encoding="utf-8")
        assert text.count(" <https://w3id.org/coprod/countsFor> <") == direct
        assert len(list(builder.evidence.direct())) == direct
