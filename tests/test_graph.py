"""The written graph: the same bytes for the same rows, formats that say the same, and evidence counted by work."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coprod.evidence.base import Evidence
from coprod.evidence.works import CopyCycle, Curation, Works
from coprod.graph.builder import GraphBuilder
from coprod.graph.sorted_blocks import SortedBlocks
from coprod.graph.terms import decimal, literal
from coprod.graph.write import FORMATS, UnknownGraphFormat
from coprod.mapping.records import Assertion, Grounding, Mapping
from coprod.names import GRAPH_DIRECT
from coprod.ontology import Ontology
from coprod.statement import Source, Statement

DEMO = Path(__file__).parents[1] / "coprod" / "demo"
FIRST, SECOND = "https://doi.org/10.5555/first", "https://doi.org/10.5555/second"
CLAIM = Assertion("CoProduction", "createsValue", "Trust")
CONTRARY = Assertion("CoProduction", "diminishesValue", "Trust")
ROW = Statement(subject="co-production", predicate="builds", object="trust")


@pytest.mark.parametrize("extension", [".nq", ".trig", ".jsonld"])
def test_order_hash_seed_and_processes_do_not_change_a_byte(tmp_path: Path, extension: str) -> None:
    header, *rows = (DEMO / "statements.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    digests = set()
    for seed, jobs in ((0, 1), (1, 1), (2, 2)):
        random.Random(seed).shuffle(rows)
        # The file keeps its name: where a row was read is not part of the graph.
        table = tmp_path / "rows.tsv"
        table.write_text(header + "".join(rows), encoding="utf-8")
        graph = tmp_path / f"{seed}{extension}"
        command = [sys.executable, "-m", "coprod", "map", str(table), "-o", str(graph), "--jobs", str(jobs)]
        subprocess.run(command, check=True, env={"PYTHONHASHSEED": str(seed)}, capture_output=True)
        digests.add(hashlib.sha256(graph.read_bytes()).hexdigest())
    assert len(digests) == 1


def _built(rows: list[tuple[Statement, Mapping]], path: Path) -> Path:
    with GraphBuilder(Ontology.load()) as builder:
        for statement, mapping in rows:
            builder.add(statement, mapping)
        builder.write(path)
    return path


_STATEMENT = "https://example.org/statement/" + "0a" * 10
_SUBJECTS = st.sampled_from(
    [f"<{_STATEMENT}{below}>" for below in ("", "/quote", "#", "0", "/grounding/subject-0-0-Carer")]
    + ["<https://example.org/statement/0a>", "<https://example.org/statement/>", "<https://example.org/statement/1>"]
    + [f"<https://example.org/{name}>" for name in ("statement", "s", "source/a", "source/a/b", "z")]
)
_TRIPLES = st.builds("{} <p{}> <o>".format, _SUBJECTS, st.integers(0, 3))


@given(st.lists(st.lists(_TRIPLES, max_size=5)), st.integers(1, 300), st.integers(1, 3))
def test_blocks_are_sorted_triples(parts: list[list[str]], limit: int, runs: int) -> None:
    with SortedBlocks("https://example.org/", limit, runs) as blocks:
        for part in parts:
            blocks.update(part)
        given = [triple for block in blocks for triple in block.split("\t")]
    assert given == sorted({triple for part in parts for triple in part})


def test_a_row_that_comes_again_with_more_is_one_statement(tmp_path: Path) -> None:
    again = Statement(subject=ROW.subject, predicate=ROW.predicate, object=ROW.object, id="2", note="again")
    grounding = Grounding(slot="object", matched="trust", start=0, end=5, term="Trust", tier="label", score=1.0)
    one, other = (ROW, Mapping(assertions=(CLAIM,))), (again, Mapping(groundings=(grounding,)))
    graphs = {
        _built(rows, tmp_path / "graph.nq").read_bytes() for rows in ([one, other], [other, one], [one, other, one])
    }
    (graph,) = graphs
    lines = graph.decode().splitlines()
    assert lines == list(dict.fromkeys(lines))
    assert sum("#type> <https://w3id.org/coprod/Statement>" in line for line in lines) == 1
    assert sum("/coprod/grounds> <https://w3id.org/coprod/id/statement/" in line for line in lines) == 1


def test_every_format_says_the_same(tmp_path: Path) -> None:
    rows = [
        (ROW, Mapping(assertions=(CLAIM,))),
        (Statement(subject='q "x"\n\\', predicate="é\t", object="\u2028", confidence=0.4), Mapping()),
    ]
    triples = set()
    for extension, format_ in FORMATS.items():
        path = _built(rows, tmp_path / f"graph{extension}")
        triples.add(frozenset(str(q.triple) for q in ox.parse(path=str(path), format=format_)))
    assert len(triples) == 1


def test_no_blank_nodes(tmp_path: Path) -> None:
    path = _built([(ROW, Mapping(assertions=(CLAIM,)))], tmp_path / "graph.nq")
    assert "_:" not in path.read_text(encoding="utf-8")


def test_unknown_extension_says_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(UnknownGraphFormat, match=r"\.trig"):
        _built([], tmp_path / "graph.txt")


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.trig"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(ox, "serialize", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _built([(ROW, Mapping())], path)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.trig"]
    assert path.read_text(encoding="utf-8") == "old"


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",))))
def test_literals_survive(text: str) -> None:
    line = f"<urn:s> <urn:p> {literal(text)} .\n"
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_TRIPLES)
    assert quad.object.value == text  # type: ignore[union-attr]


@pytest.mark.parametrize(("number", "text"), [(1.0, "1.0"), (0.0, "0.0"), (0.1 + 0.2, "0.3"), (1e-7, "0.0")])
def test_decimals_have_no_exponent(number: float, text: str) -> None:
    assert decimal(number).startswith(f'"{text}"')


ONE = ("affirmed", "asserted", (), FIRST)
DIRECT_CASES = {
    "one work affirms": ([(CLAIM, *ONE)], {CLAIM}),
    "nobody is counted": ([(CLAIM, "affirmed", "asserted", (), "")], set()),
    "only a wish": ([(CLAIM, "affirmed", "intended", (), FIRST)], set()),
    "only somebody's view": ([(CLAIM, "affirmed", "asserted", ("Patient",), FIRST)], set()),
    "denied": ([(CLAIM, *ONE), (CLAIM, "negated", "asserted", (), SECOND)], set()),
    "contrary affirmed": ([(CLAIM, *ONE), (CONTRARY, "affirmed", "asserted", (), SECOND)], set()),
    "contrary only possible": ([(CLAIM, *ONE), (CONTRARY, "affirmed", "possible", (), SECOND)], {CLAIM}),
    "contrary denied": ([(CLAIM, *ONE), (CONTRARY, "negated", "asserted", (), SECOND)], {CLAIM}),
}


@pytest.mark.parametrize("case", DIRECT_CASES)
def test_direct_triples(case: str) -> None:
    rows, expected = DIRECT_CASES[case]
    parts = []
    for assertion, polarity, modality, holders, work in rows:
        part = Evidence(Ontology.load())
        mapping = Mapping(assertions=(assertion,), polarity=polarity, modality=modality, attributed_to=holders)
        part.add(ROW, mapping, work)
        parts.append(part)
    for order in (parts, parts[::-1]):
        whole = Evidence(Ontology.load())
        for part in order:
            whole.merge(part)
        assert set(whole.direct()) == expected


def test_direct_triples_stand_in_their_graph(tmp_path: Path) -> None:
    statement = Statement(subject="a", predicate="b", object="c", source=Source(doi="10.5555/first"))
    path = _built([(statement, Mapping(assertions=(CLAIM,)))], tmp_path / "graph.nq")
    direct = [q for q in ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS) if q.graph_name.value == GRAPH_DIRECT]
    assert [q.predicate.value for q in direct] == ["https://w3id.org/coprod/createsValue"]


def test_copies_count_for_their_work() -> None:
    first, copy, second_copy = Source(doi="10.5555/first"), Source(key="copy"), Source(key="copy-of-copy")
    works = Works([Curation(source=copy, copy_of=first), Curation(source=second_copy, copy_of=copy)], base="urn:x:")
    assert {works.work(s) for s in (first, copy, second_copy)} == {FIRST}


def test_copies_in_a_circle_are_refused() -> None:
    a, b = Source(key="a"), Source(key="b")
    with pytest.raises(CopyCycle, match=r"a.*→.*b"):
        Works([Curation(source=a, copy_of=b), Curation(source=b, copy_of=a)], base="urn:x:")
