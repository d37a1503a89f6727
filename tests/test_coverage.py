"""The coverage report: its numbers add up, and its three forms say the same."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from coprod.cli import cli
from coprod.ontology import Ontology
from coprod.ontology.coverage import RELATIONS, WAYS, Coverage, Line, coverage
from coprod.reports.coverage import render


@pytest.fixture(scope="module")
def shipped_coverage() -> Coverage:
    return coverage()


def line(id: str, area: str, **facts: bool) -> Line:
    nothing = dict.fromkeys(("definition", "source", "synonym", *WAYS), False)
    return Line(id=id, kind="relation" if area == RELATIONS else "class", area=area, **(nothing | facts))


SMALL = Coverage(
    lines=(
        line("Patient", "Actor", definition=True, source=True, synonym=True, statement=True),
        line("Carer", "Actor", definition=True, model=True, question=True),
        line("helps", RELATIONS, definition=True),
    )
)


def test_areas_add_up() -> None:
    actor, relations = SMALL.areas()
    assert (actor.terms, actor.definition, actor.source, actor.statement, actor.model, actor.unreached) == (
        *(2, 2, 1),
        *(1, 1, 0),
    )
    assert (relations.area, relations.unreached) == (RELATIONS, 1)
    assert (SMALL.total().terms, SMALL.total().definition, SMALL.total().unreached) == (3, 3, 1)
    assert SMALL.unreached() == {RELATIONS: ["helps"]}


def test_three_forms() -> None:
    table = render(SMALL, "table")
    assert table.splitlines()[0].split() == [*("area", "terms", "definition", "source", "synonym"), *WAYS, "unreached"]
    assert "Reached by no question, shape, statement or model:" in table
    assert table.endswith("relations: helps\n")
    rows = list(csv.DictReader(io.StringIO(render(SMALL, "csv"))))
    assert [(row["id"], row["source"], row["statement"]) for row in rows] == [
        ("Patient", "yes", "yes"),
        ("Carer", "no", "no"),
        ("helps", "no", "no"),
    ]
    whole = json.loads(render(SMALL, "json"))
    assert (whole["schema"], whole["total"]["terms"], whole["unreached"]) == (1, 3, {RELATIONS: ["helps"]})


def test_every_class_and_relation_is_counted_once(shipped_coverage: Coverage) -> None:
    ontology = Ontology.load()
    ids = [line.id for line in shipped_coverage.lines]
    assert len(set(ids)) == len(ids)
    assert {line.id for line in shipped_coverage.lines if line.kind == "relation"} == set(ontology.relations)
    classes = {line.id for line in shipped_coverage.lines if line.kind == "class"}
    assert classes <= set(ontology.concepts)
    assert {"Patient", "CoDesign", "LadderModel"} <= classes
    assert "ArnsteinLadder" not in classes


def test_every_term_has_a_definition(shipped_coverage: Coverage) -> None:
    assert [line.id for line in shipped_coverage.lines if not line.definition] == []


def test_what_reaches_a_term(shipped_coverage: Coverage) -> None:
    lines = {line.id: line for line in shipped_coverage.lines}
    assert lines["relatedTo"].shape
    assert lines["CoProduction"].statement
    assert lines["LadderModel"].model
    assert lines["Patient"].model


def test_the_command() -> None:
    result = CliRunner().invoke(cli, ["ontology", "coverage", "--format", "json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout)["total"]["terms"] > 300
