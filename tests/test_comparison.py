"""What changed between two graphs, and a graph in numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_cli import coprod

from coprod.comparison.contents import contents
from coprod.comparison.difference import difference
from coprod.comparison.statistics import statistics
from coprod.graph.builder import GraphBuilder
from coprod.mapping.records import Assertion, Mapping
from coprod.ontology import Ontology
from coprod.statement import Source, Statement
from coprod.store import open_store

TRUST = Assertion("CoProduction", "createsValue", "Trust")
PATIENT = Assertion("CoDesign", "involvesActor", "Patient")
BUILDS = Statement(id="r1", subject="co-production", predicate="builds", object="trust", source=Source(key="a"))
INVOLVES = Statement(id="r2", subject="co-design", predicate="involves", object="patients", source=Source(key="a"))
AGAIN = Statement(
    id="r2", subject="co-design", predicate="involves", object="patients", source=Source(key="a"), quote="Q"
)
DENIES = Statement(id="r3", subject="co-production", predicate="lacks", object="trust", source=Source(key="b"))
AFFIRMED, NEGATED = "affirmed", "negated"


def _graph(path: Path, *rows: tuple[Statement, Assertion, str]) -> Path:
    with GraphBuilder(Ontology.load()) as builder:
        for statement, claim, polarity in rows:
            builder.add(statement, Mapping(assertions=(claim,), polarity=polarity))
        builder.write(path)
    return path


@pytest.fixture
def graphs(tmp_path: Path) -> tuple[Path, Path]:
    before = _graph(tmp_path / "before.trig", (BUILDS, TRUST, AFFIRMED), (INVOLVES, PATIENT, AFFIRMED))
    after = _graph(
        tmp_path / "after.trig", (BUILDS, TRUST, AFFIRMED), (DENIES, TRUST, NEGATED), (AGAIN, PATIENT, AFFIRMED)
    )
    return before, after


def test_difference(graphs: tuple[Path, Path]) -> None:
    before, after = (contents(open_store(path)) for path in graphs)
    there = difference(before, after)
    assert there.added == ("r3: co-production – lacks – trust (source:b)",)
    assert there.gone == ()
    (change,) = there.changed
    assert (change.before, change.after) == ({"quote": ()}, {"quote": ("Q",)})
    assert there.newly_disputed == there.direct_lost == ("co-production – creates value – trust",)
    assert there.direct_won == there.newly_supported == ()
    back = difference(after, before)
    assert (back.gone, back.direct_won) == (there.added, there.direct_lost)
    assert difference(before, before) == difference(after, after)


def test_a_changed_facet_is_a_change(tmp_path: Path) -> None:
    one = contents(open_store(_graph(tmp_path / "1.nq", (BUILDS, TRUST, AFFIRMED))))
    other = contents(open_store(_graph(tmp_path / "2.nq", (BUILDS, TRUST, NEGATED))))
    (change,) = difference(one, other).changed
    assert (change.before, change.after) == (
        {"coprod:polarity": ("coprod:Affirmed",)},
        {"coprod:polarity": ("coprod:Negated",)},
    )


def test_the_command_tells_in_three_formats(graphs: tuple[Path, Path], tmp_path: Path) -> None:
    text = coprod("diff", *graphs, cwd=tmp_path).stdout
    assert "1 statement changed" in text
    assert "    quote: nothing → Q" in text
    assert "## 1 direct triple lost" in coprod("diff", *graphs, "--format", "markdown", cwd=tmp_path).stdout
    whole = json.loads(coprod("diff", *graphs, "--format", "json", cwd=tmp_path).stdout)
    assert (whole["schema"], len(whole["added"])) == (1, 1)
    assert coprod("diff", graphs[0], graphs[0], cwd=tmp_path).stdout == "Nothing changed.\n"
    assert coprod("diff", graphs[0], "missing.trig", cwd=tmp_path).returncode == 2


def test_statistics(graphs: tuple[Path, Path], tmp_path: Path) -> None:
    found = statistics(open_store(graphs[1]))
    expected = {"statements": 3, "propositions": 2, "direct triples": 1, "propositions denied": 1, "works": 2}
    assert {name: found[name] for name in expected} == expected
    assert found["polarity: negated"] == 1
    assert "     3  statements\n" in coprod("stats", graphs[1], cwd=tmp_path).stdout
    assert json.loads(coprod("stats", graphs[1], "--format", "json", cwd=tmp_path).stdout)["works"] == 2
