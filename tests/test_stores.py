"""The stores: the same answers everywhere, whole additions, and messages where something is missing."""

from __future__ import annotations

import contextlib
import http.server
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import servers

from coprod import workflow
from coprod.names import COPROD, GRAPH_DIRECT, GRAPH_STATEMENTS
from coprod.queries import named
from coprod.queries.parameters import bind_question
from coprod.readers.works import read_curations
from coprod.store import BadQuery, DiskStore, GraphStore, RemoteStore, Store, StoreError, UnreadableGraph, open_store

EXAMPLE = Path(__file__).parents[1] / "docs" / "example.trig"
PROPOSITION = "https://w3id.org/coprod/proposition/CoDesign-involvesActor-Patient"
DENIAL = f"""
<https://example.org/s1> a <https://w3id.org/coprod/Statement> ;
    <https://w3id.org/coprod/polarity> <https://w3id.org/coprod/Negated> ;
    <https://w3id.org/coprod/states> <{PROPOSITION}> .
"""
CONTRARY = """
PREFIX : <https://w3id.org/coprod/>
PREFIX p: <https://w3id.org/coprod/proposition/>
GRAPH <https://w3id.org/coprod/graph/statements> {
    p:CoDesign-createsValue-Trust :subject :CoDesign ; :relation :createsValue ; :object :Trust .
    p:CoDesign-diminishesValue-Trust :subject :CoDesign ; :relation :diminishesValue ; :object :Trust .
    <https://example.org/s2> :states p:CoDesign-diminishesValue-Trust ; :polarity :Affirmed ; :modality :Asserted .
}
GRAPH <https://w3id.org/coprod/graph/direct> { :CoDesign :createsValue :Trust }
"""


def rows(store: GraphStore, text: str) -> Counter[tuple[str, ...]]:
    """An answer without its order: where ORDER BY leaves a tie, stores differ."""
    answer = store.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return Counter(tuple(str(solution[name]) for name in names) for solution in answer)


def all_answers(store: GraphStore) -> dict[str, Counter[tuple[str, ...]]]:
    return {question.name: rows(store, _runnable(question)) for question in named.questions().values()}


REQUIRED = {"term": "CoDesign", "subject": "CoDesign", "relation": "involvesActor", "object": "Patient"}


def _runnable(question: named.Question) -> str:
    """A question with what it must be told."""
    given = {p.name: REQUIRED[p.name] for p in question.parameters if p.required}
    return bind_question(question, given, lambda name: ox.NamedNode(COPROD + name))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import coprod.demo

    shipped = Path(coprod.demo.__file__).parent
    graph = tmp_path_factory.mktemp("demo") / "evidence.trig"
    curations = tuple(read_curations(shipped / "works.tsv"))
    workflow.run(workflow.Job(inputs=(shipped / "statements.tsv",), graph=graph, curations=curations))
    return graph


@pytest.fixture(scope="module")
def expected(demo: Path) -> dict[str, Counter[tuple[str, ...]]]:
    answers = all_answers(Store([demo]))
    assert sum(map(len, answers.values())) > 100
    return answers


def test_disk_answers_as_memory(tmp_path: Path, demo: Path, expected: dict[str, Any]) -> None:
    DiskStore.build(tmp_path / "store", [demo])
    with DiskStore(tmp_path / "store") as store:
        assert all_answers(store) == expected
        assert len(store) == len(Store([demo]))
        assert set(store.quads()) == set(Store([demo]).quads())


@pytest.mark.slow
@servers.needs_oxigraph
def test_an_oxigraph_server_answers_as_memory(tmp_path: Path, demo: Path, expected: dict[str, Any]) -> None:
    with servers.oxigraph(tmp_path / "data") as url, _oxigraph(url) as store:
        store.add([demo])
        assert all_answers(store) == expected
        assert len(store) == len(Store([demo]))
        assert set(store.quads()) == set(Store([demo]).quads())


@pytest.mark.slow
@servers.needs_virtuoso
def test_virtuoso_answers_as_memory(tmp_path: Path, demo: Path, expected: dict[str, Any]) -> None:
    nquads = tmp_path / "demo.nq"
    ox.serialize(ox.parse(path=str(demo), format=ox.RdfFormat.TRIG), str(nquads), format=ox.RdfFormat.N_QUADS)
    with servers.virtuoso(tmp_path / "virtuoso", nquads) as url, _virtuoso(url) as store:
        for name, answer in expected.items():
            assert rows(store, _runnable(named.question(name))) == answer, name


@contextlib.contextmanager
def _memory(folder: Path) -> Iterator[GraphStore]:
    yield Store()


@contextlib.contextmanager
def _disk(folder: Path) -> Iterator[GraphStore]:
    nothing = folder / "nothing.nt"
    nothing.write_text("<urn:a> <urn:b> <urn:c> .\n", encoding="utf-8")
    DiskStore.build(folder / "store", [nothing])
    with DiskStore(folder / "store", writable=True) as store:
        yield store


@contextlib.contextmanager
def _oxigraph_server(folder: Path) -> Iterator[GraphStore]:
    with servers.oxigraph(folder / "data") as url, _oxigraph(url) as store:
        yield store


@contextlib.contextmanager
def _virtuoso_server(folder: Path) -> Iterator[GraphStore]:
    with servers.virtuoso(folder / "virtuoso") as url, _virtuoso(url) as store:
        yield store


def _oxigraph(url: str) -> RemoteStore:
    return RemoteStore(f"{url}/query", update_url=f"{url}/update", data_url=f"{url}/store")


def _virtuoso(url: str) -> RemoteStore:
    return RemoteStore(
        f"{url}/sparql",
        update_url=f"{url}/sparql-auth",
        data_url=f"{url}/sparql-graph-crud-auth",
        user="dba",
        password="dba",
    )


EVERY = [
    pytest.param(_memory, id="memory"),
    pytest.param(_disk, id="disk"),
    pytest.param(_oxigraph_server, id="oxigraph", marks=[pytest.mark.slow, servers.needs_oxigraph]),
    pytest.param(_virtuoso_server, id="virtuoso", marks=[pytest.mark.slow, servers.needs_virtuoso]),
]


def _direct(store: GraphStore) -> set[str]:
    found = rows(store, f"SELECT ?s ?p ?o WHERE {{ GRAPH <{GRAPH_DIRECT}> {{ ?s ?p ?o }} }}")
    return {"-".join(term.strip("<>").rpartition("/")[2] for term in row) for row in found}


@pytest.mark.parametrize("opened", EVERY)
def test_one_interface(tmp_path: Path, opened: Any) -> None:
    denial = tmp_path / "denial.ttl"
    denial.write_text(DENIAL, encoding="utf-8")
    contrary = tmp_path / "contrary.trig"
    contrary.write_text(CONTRARY, encoding="utf-8")
    with opened(tmp_path) as store:
        store.add([EXAMPLE])
        assert _direct(store) == {"CoDesign-involvesActor-Patient", "CoDesign-involvesActor-Carer"}
        assert bool(store.query("ASK { coprod:CoDesign coprod:involvesActor coprod:Carer }"))
        assert not bool(store.query("ASK { coprod:CoDesign coprod:involvesActor coprod:Trust }"))

        before = len(store)
        store.add([EXAMPLE])
        assert len(store) == before, "adding the same again changes nothing"

        store.add([denial])
        assert _direct(store) == {"CoDesign-involvesActor-Carer"}, "denied in the file that was added"
        store.add([contrary])
        assert _direct(store) == {"CoDesign-involvesActor-Carer"}, "disputed by a contrary"
        assert rows(store, "SELECT ?o WHERE { prop:CoDesign-createsValue-Trust coprod:contrary ?o }")

        triples = store.query("CONSTRUCT { ?s coprod:said ?t } WHERE { ?s coprod:objectText ?t }")
        assert isinstance(triples, ox.QueryTriples)
        assert '"80% power"' in {str(triple.object) for triple in triples}

        store.update(f"INSERT DATA {{ GRAPH <{GRAPH_STATEMENTS}> {{ prop:a coprod:b 'é \"q\"\\n' }} }}")
        assert rows(store, "SELECT ?o WHERE { prop:a coprod:b ?o }")
        with pytest.raises(BadQuery):
            store.query("SELECT ?x WHERE {")
        with pytest.raises(BadQuery):
            store.query("SELEKT")
        with pytest.raises(BadQuery):
            store.update("INSERT DATA {")

        size = len(store)
        broken = tmp_path / "broken.ttl"
        broken.write_text("<urn:x> <urn:y> <urn:z> .\n<urn:a> .\n", encoding="utf-8")
        with pytest.raises(UnreadableGraph, match="line 2"):
            store.add([denial, broken])
        assert len(store) == size, "nothing of a broken addition stays"


def test_a_store_is_opened_by_what_it_is(tmp_path: Path) -> None:
    DiskStore.build(tmp_path / "store", [EXAMPLE])
    assert isinstance(open_store(EXAMPLE), Store)
    assert isinstance(open_store(str(tmp_path / "store")), DiskStore)
    assert isinstance(open_store("http://127.0.0.1:1/query"), RemoteStore)
    with pytest.raises(StoreError, match="coprod store build"):
        open_store(tmp_path)
    with pytest.raises(UnreadableGraph, match="cannot be read"):
        open_store(tmp_path / "missing.trig")


def test_a_store_opens_in_milliseconds(tmp_path: Path, demo: Path) -> None:
    DiskStore.build(tmp_path / "store", [demo])
    times = []
    for _ in range(5):
        start = time.perf_counter()
        with DiskStore(tmp_path / "store") as store:
            assert bool(store.query("ASK { ?x a coprod:Statement }"))
        times.append(time.perf_counter() - start)
    assert min(times) < 0.1


def test_a_folder_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> .\n", encoding="utf-8")
    with pytest.raises(UnreadableGraph):
        DiskStore.build(tmp_path / "store", [EXAMPLE, broken])
    assert [path.name for path in tmp_path.iterdir()] == ["broken.ttl"]

    DiskStore.build(tmp_path / "store", [EXAMPLE])
    with pytest.raises(StoreError, match="--replace"):
        DiskStore.build(tmp_path / "store", [EXAMPLE])
    with pytest.raises(UnreadableGraph):
        DiskStore.build(tmp_path / "store", [broken], replace=True)
    assert len(DiskStore(tmp_path / "store")) == len(Store([EXAMPLE])), "the old one stays"
    only = tmp_path / "only.ttl"
    only.write_text(DENIAL, encoding="utf-8")
    DiskStore.build(tmp_path / "store", [only], replace=True)
    assert len(DiskStore(tmp_path / "store")) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.ttl", "only.ttl", "store"]

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(StoreError, match="no store"):
        DiskStore.build(tmp_path / "other", [EXAMPLE], replace=True)
    assert (tmp_path / "other" / "thesis.docx").exists()


def test_one_writes_and_others_are_told(tmp_path: Path) -> None:
    DiskStore.build(tmp_path / "store", [EXAMPLE])
    with DiskStore(tmp_path / "store") as reader, pytest.raises(StoreError, match="reading only"):
        reader.update("CLEAR ALL")
    with DiskStore(tmp_path / "store", writable=True), pytest.raises(StoreError, match="another process"):
        DiskStore(tmp_path / "store", writable=True)
    closed = DiskStore(tmp_path / "store")
    closed.close()
    with pytest.raises(StoreError, match="closed"):
        len(closed)


def test_graphs_built_together_are_settled(tmp_path: Path) -> None:
    denial = tmp_path / "denial.ttl"
    denial.write_text(DENIAL, encoding="utf-8")
    for order in ([EXAMPLE, denial], [denial, EXAMPLE]):
        DiskStore.build(tmp_path / "store", order, replace=True)
        with DiskStore(tmp_path / "store") as store:
            assert _direct(store) == {"CoDesign-involvesActor-Carer"}


def test_contraries_are_directed_alike(tmp_path: Path) -> None:
    """Linking contraries by equal subject and object is right as long as contraries are directed alike."""
    from coprod.names import UNDIRECTED
    from coprod.ontology import Ontology

    for relation in Ontology.load().relations.values():
        for contrary in relation.contraries:
            assert (relation.id in UNDIRECTED) == (contrary in UNDIRECTED)


class _Scripted(http.server.BaseHTTPRequestHandler):
    """A server that answers as it is told, and remembers what it was sent."""

    script: list[tuple[int, dict[str, str], bytes]]
    seen: list[tuple[str, str, dict[str, str], bytes]]
    delay = 0.0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        type(self).seen.append((self.command, self.path, dict(self.headers), body))
        time.sleep(type(self).delay)
        code, headers, answer = type(self).script.pop(0) if len(type(self).script) > 1 else type(self).script[0]
        with contextlib.suppress(OSError):
            self.send_response(code)
            for key, value in {"Content-Length": str(len(answer)), **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(answer)

    do_PUT = do_GET = do_DELETE = do_POST  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


YES = (200, {"Content-Type": "application/sparql-results+json"}, b'{"head":{},"boolean":true}')


@contextlib.contextmanager
def scripted(answers: Iterable[tuple[int, dict[str, str], bytes]], delay: float = 0) -> Iterator[tuple[str, Any]]:
    handler = type("Handler", (_Scripted,), {"script": list(answers), "seen": [], "delay": delay})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql", handler
    finally:
        server.shutdown()
        server.server_close()


ASK = "ASK { ?x a coprod:Statement }"


def test_a_busy_server_is_asked_again() -> None:
    busy: tuple[int, dict[str, str], bytes] = (503, {}, b"busy")
    with scripted([busy, busy, YES]) as (url, server):
        assert bool(RemoteStore(url, pause=0.01).query(ASK))
        assert len(server.seen) == 3
    with scripted([busy]) as (url, server), pytest.raises(StoreError, match="503"):
        RemoteStore(url, retries=2, pause=0.01).query(ASK)
    assert len(server.seen) == 3


def test_the_pauses_grow() -> None:
    with scripted([(503, {}, b""), (503, {}, b""), (503, {}, b""), YES]) as (url, _):
        start = time.perf_counter()
        RemoteStore(url, pause=0.1).query(ASK)
        assert time.perf_counter() - start > 0.2 + 0.4


def test_an_update_is_not_sent_twice_where_it_may_have_been_done() -> None:
    with scripted([(502, {}, b"gateway"), YES]) as (url, server):
        with pytest.raises(StoreError, match="502"):
            RemoteStore(url, update_url=url, pause=0.01).update("CLEAR ALL")
        assert len(server.seen) == 1
    with scripted([(503, {}, b"busy"), YES]) as (url, server):
        RemoteStore(url, update_url=url, pause=0.01).update("CLEAR ALL")
        assert len(server.seen) == 2


def test_a_slow_server_is_given_up() -> None:
    with scripted([YES], delay=1) as (url, _), pytest.raises(StoreError, match=r"within 0\.1 seconds"):
        RemoteStore(url, timeout=0.1, retries=0).query(ASK)
    with scripted([YES], delay=1) as (url, _), pytest.raises(StoreError, match=r"within 0\.1 seconds"):
        RemoteStore(url, timeout=0.1, retries=1, pause=0.01).query(ASK)


def test_a_password_is_sent_only_when_asked_for() -> None:
    with scripted([YES]) as (url, server):
        RemoteStore(url, user="ada", password="secret").query(ASK)
        assert "Authorization" not in server.seen[0][2]
    challenge = (401, {"WWW-Authenticate": 'Basic realm="x"'}, b"")
    with scripted([challenge, YES]) as (url, server):
        assert bool(RemoteStore(url, user="ada", password="secret").query(ASK))
        assert server.seen[1][2]["Authorization"] == "Basic YWRhOnNlY3JldA=="
    with scripted([challenge]) as (url, _):
        with pytest.raises(StoreError, match="COPROD_USER") as caught:
            RemoteStore(url, user="ada", password="secret").query(ASK)
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((301, {"Location": "http://example.org/"}, b""), "moved to http://example.org/"),
        ((500, {}, b"it broke"), "it broke"),
        ((200, {"Content-Type": "text/html"}, b"<html>Welcome</html>"), "not that of a SPARQL server"),
    ],
)
def test_what_a_server_says_is_told(answer: tuple[int, dict[str, str], bytes], said: str) -> None:
    with scripted([answer]) as (url, _), pytest.raises(StoreError, match=said):
        RemoteStore(url, retries=0).query(ASK)


def test_nobody_there() -> None:
    url = f"http://127.0.0.1:{servers.free_port()}/query"
    with pytest.raises(StoreError, match="no server answers there"):
        RemoteStore(url, retries=1, pause=0.01).query(ASK)
    with pytest.raises(StoreError, match="for updates too"):
        RemoteStore(url).update("CLEAR ALL")
    with pytest.raises(StoreError, match="graph store protocol"):
        RemoteStore(url).delete(GRAPH_STATEMENTS)


def test_from_of_the_query_is_left_alone() -> None:
    with scripted([YES]) as (url, server):
        RemoteStore(url).query(ASK)
        RemoteStore(url).query("ASK FROM <urn:g> { ?s ?p ?o }")
        RemoteStore(url, graphs=()).query(ASK)
        assert [b"default-graph-uri" in body for *_, body in server.seen] == [True, False, False]


def test_graphs_are_put_and_deleted(tmp_path: Path) -> None:
    if not servers.OXIGRAPH:
        pytest.skip("no `oxigraph` binary; pip install oxigraph")
    with servers.oxigraph(tmp_path / "data") as url, _oxigraph(url) as store:
        triple = ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c"))
        store.put(GRAPH_STATEMENTS, [triple])
        store.put(GRAPH_STATEMENTS, [triple])
        assert [quad.triple for quad in store.quads()] == [triple]
        store.delete(GRAPH_STATEMENTS)
        store.delete(GRAPH_STATEMENTS)
        assert list(store.quads()) == []


def test_the_folder_is_that_of_the_oxigraph_server(tmp_path: Path) -> None:
    """What `coprod store build` makes is served as it is."""
    if not servers.OXIGRAPH:
        pytest.skip("no `oxigraph` binary; pip install oxigraph")
    DiskStore.build(tmp_path / "store", [EXAMPLE])
    shutil.copytree(tmp_path / "store", tmp_path / "copy")
    with servers.oxigraph(tmp_path / "copy") as url, _oxigraph(url) as store:
        assert len(store) == len(Store([EXAMPLE]))


def _asked(where: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "coprod", "query", where, "--name", "who-co-produces", "--format", "csv"]
    return subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)


def test_the_command_asks_files_and_folders_alike(tmp_path: Path) -> None:
    DiskStore.build(tmp_path / "store", [EXAMPLE])
    expected = _asked(EXAMPLE, tmp_path).stdout
    assert "patient" in expected
    assert _asked("store", tmp_path).stdout == expected
    nowhere = _asked(".", tmp_path)
    assert (nowhere.returncode, nowhere.stdout) == (2, "")
    assert "coprod store build" in nowhere.stderr


@pytest.mark.slow
@servers.needs_oxigraph
def test_the_command_asks_and_fills_a_server(tmp_path: Path) -> None:
    with servers.oxigraph(tmp_path / "data") as url:
        command = [str(Path(sys.executable).parent / "coprod"), "store", "send", str(EXAMPLE)]
        command += ["--query", f"{url}/query", "--update", f"{url}/update", "--data", f"{url}/store"]
        subprocess.run(command, check=True, capture_output=True)
        assert _asked(f"{url}/query", tmp_path).stdout == _asked(EXAMPLE, tmp_path).stdout
