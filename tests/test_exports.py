"""Exports, each read back by a library that is not ours."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from coprod.exports import context
from coprod.exports.files import export
from coprod.exports.tables import TABLES, table
from coprod.names import COPROD
from coprod.store import DiskStore, Store

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "docs" / "example.trig"
COMMAND = Path(sys.executable).parent / "coprod"
PATIENT = "https://w3id.org/coprod/proposition/CoDesign-involvesActor-Patient"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with the whole ontology, and literals that are hard to write."""
    from coprod.graph.vocabulary import ontology_triples
    from coprod.names import GRAPH_ONTOLOGY, GRAPH_STATEMENTS
    from coprod.ontology import Ontology

    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    quads = [str(quad) for quad in ox.parse(path=str(EXAMPLE), format=ox.RdfFormat.TRIG)]
    quads += [f"{triple} <{GRAPH_ONTOLOGY}>" for triple in ontology_triples(Ontology.load())]
    hard = ['"a \\"b\\"\\n\\t\\u0001é😀"', '"=1+1"', '"1.40"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"x"@de-CH']
    quads += [f"<https://example.org/s> <{COPROD}note> {value} <{GRAPH_STATEMENTS}>" for value in hard]
    quads.append(f"<https://example.org/s> <{COPROD}term> <{COPROD}label> <{GRAPH_STATEMENTS}>")
    quads.append(f"<https://example.org/s> <https://example.org/p/> <https://example.org/o?a=b#c> <{GRAPH_STATEMENTS}>")
    path.write_text("".join(f"{quad} .\n" for quad in sorted(set(quads))), encoding="utf-8")
    return path


def test_the_shipped_context_is_that_of_the_ontology() -> None:
    written = (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8")
    assert written == context.text(), "python -m coprod.exports.context > ontology/context.jsonld"


def test_no_key_means_two_things() -> None:
    ours = context._ours()
    assert not set(context.REUSED) & set(ours)
    assert {"polarity", "states", "involvesActor", "score"} <= set(ours)


def test_json_ld_holds_every_quad_for_rdflib_and_pyld(tmp_path: Path, graph: Path) -> None:
    import rdflib
    from pyld import jsonld

    path = tmp_path / "graph.jsonld"
    store = Store([graph])
    export(store, path)
    wanted = rdflib.Dataset()
    wanted.parse(data=ox.serialize(store.quads(), format=ox.RdfFormat.N_QUADS), format="nquads")
    read = rdflib.Dataset()
    read.parse(path, format="json-ld")
    assert {(*q[:3], str(q[3])) for q in read.quads()} == {(*q[:3], str(q[3])) for q in wanted.quads()}
    document = json.loads(path.read_text(encoding="utf-8"))
    nquads = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert set(ox.parse(nquads, format=ox.RdfFormat.N_QUADS)) == set(store.quads())


def test_json_ld_is_short_and_the_same_each_time(tmp_path: Path) -> None:
    for name in ("one.jsonld", "two.jsonld"):
        export(Store([EXAMPLE]), tmp_path / name)
    assert (tmp_path / "one.jsonld").read_bytes() == (tmp_path / "two.jsonld").read_bytes()
    document = json.loads((tmp_path / "one.jsonld").read_text(encoding="utf-8"))
    nodes = {node["id"]: node for part in document["@graph"] for node in part["@graph"]}
    statement = nodes["https://w3id.org/coprod/id/statement/r3"]
    assert (statement["type"], statement["polarity"]) == ("Statement", "Negated")
    assert statement["states"] == "prop:CoProduction-createsValue-Trust"
    assert statement["source"] == "https://doi.org/10.5555/second"


def test_graphml_for_networkx(tmp_path: Path, graph: Path) -> None:
    import networkx as nx

    export(Store([graph]), tmp_path / "graph.graphml")
    read = nx.read_graphml(tmp_path / "graph.graphml")
    assert read.is_directed()
    assert read.nodes["CoDesign"] == {"label": "co-design", "area": "Process"}
    edges = {
        (data["label"], end): (data["works_for"], data["works_denying"], data["statements"], data["direct"])
        for _, end, data in read.edges(data=True)
    }
    assert edges == {
        ("involvesActor", "Patient"): (1, 0, 2, True),
        ("involvesActor", "Carer"): (1, 0, 1, True),
        ("createsValue", "Trust"): (1, 1, 2, False),
        ("diminishesValue", "Trust"): (0, 0, 1, False),
    }


@pytest.mark.parametrize("name", list(TABLES))
def test_tables_for_pandas_and_pyarrow(tmp_path: Path, graph: Path, name: str) -> None:
    import pandas as pd
    import pyarrow.parquet as pq

    store = Store([graph])
    data = table(store, name)
    assert data.rows
    export(store, tmp_path / "t.csv", name)
    export(store, tmp_path / "t.parquet", name)
    names = [column.name for column in data.columns]
    read = pq.read_table(tmp_path / "t.parquet")
    assert read.column_names == names
    assert [[row[key] for key in names] for row in read.to_pylist()] == data.rows
    frame = pd.read_csv(tmp_path / "t.csv", dtype=str, keep_default_na=False)
    assert list(frame.columns) == names
    assert list(frame[names[0]]) == [row[0] for row in data.rows]


def test_what_the_tables_say() -> None:
    def records(name: str) -> dict[object, dict[str, object]]:
        data = table(Store([EXAMPLE]), name)
        return {row[0]: dict(zip([c.name for c in data.columns], row, strict=True)) for row in data.rows}

    statement = records("statements")["https://w3id.org/coprod/id/statement/r1"]
    assert statement["quote"] == "patients and carers designed the clinic with us"
    assert statement["polarity"] == "Affirmed"
    assert statement["coder"] == ["ada"]
    assert statement["propositions"] == [PATIENT.replace("Patient", "Carer"), PATIENT]
    proposition = records("propositions")[PATIENT]
    assert (proposition["works_for"], proposition["works_denying"], proposition["direct"]) == (1, 0, True)
    work = records("works")["https://doi.org/10.5555/first"]
    assert (work["year"], work["statements"]) == (2017, 3)
    assert work["sources"] == ["https://doi.org/10.5555/first", "https://w3id.org/coprod/id/source/respun-copy"]
    (grounding,) = [r for r in records("groundings").values() if r["matched"] == "sufferers"]
    assert (grounding["term"], grounding["member"], grounding["score"]) == ("Patient", 0, 0.9)


def test_csv_starts_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text(
        f'<https://example.org/s> a <{COPROD}Statement> ; <{COPROD}note> "=HYPERLINK(A1)" .\n', encoding="utf-8"
    )
    export(Store([path]), tmp_path / "t.csv")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["note"] == "'=HYPERLINK(A1)"


def test_a_folder_gives_the_same_tables(tmp_path: Path, graph: Path) -> None:
    DiskStore.build(tmp_path / "store", [graph])
    with DiskStore(tmp_path / "store") as store:
        for name in TABLES:
            assert table(store, name) == table(Store([graph]), name)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["export", str(EXAMPLE), "-o", "out.csv", "--table", "works"], 0, "Wrote out.csv"),
        (["export", str(EXAMPLE), "-o", "out.docx"], 2, ".parquet"),
        (["export", "missing.trig", "-o", "out.csv"], 2, "missing.trig"),
        (["export", str(EXAMPLE), "-o", "none/out.csv"], 2, "no such file"),
        (["store", "build", str(EXAMPLE), "-o", "store"], 0, "Wrote store"),
        (["store", "build", "missing.trig", "-o", "store"], 2, "missing.trig"),
        (["store", "add", str(EXAMPLE), "-o", "store"], 2, "coprod store build"),
        (["store", "build", str(EXAMPLE), "-o", "."], 2, "no store"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else None,
)
def test_commands(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "kept.txt").write_text("kept", encoding="utf-8")
    done = subprocess.run([COMMAND, *arguments], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr
    if code:
        assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
