"""A store on a SPARQL 1.1 server, by the query, update and graph store protocols."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox

from coprod.names import GRAPH_DIRECT, GRAPH_GROUNDINGS, GRAPH_ONTOLOGY, GRAPH_STATEMENTS
from coprod.store import settling
from coprod.store.base import Answer, BadQuery, StoreError
from coprod.store.http import Client
from coprod.store.protocol import form, names_dataset, with_prefixes
from coprod.store.reading import read_quads

GRAPHS: Final = (GRAPH_ONTOLOGY, GRAPH_STATEMENTS, GRAPH_GROUNDINGS, GRAPH_DIRECT)
"""The graphs whose union a query is asked of."""

_RESULTS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_BATCH: Final = 50_000
_PROPOSITIONS: Final = 100


class RemoteStore:
    """Quads on a server.

    The server is told with each query to take the union of the four graphs as default graph, so that it needs no
    setting for that. A query with FROM of its own is sent as it is.

    Args:
        url: address for queries.
        update_url: address for updates; without it the store can only be read.
        data_url: address of the graph store protocol, for adding and reading whole graphs.
        user: sent with the password when the server asks for one.
        password: see `user`; without both, ``~/.netrc`` is looked at.
        graphs: the graphs to ask; none leaves the choice to the server.
        timeout: seconds to wait for the server to say something.
        retries: how often a request is sent again.
        pause: the first pause between two tries in seconds; each further one is twice as long.

    Raises:
        StoreError: the extra `server` is not installed.
    """

    def __init__(
        self,
        url: str,
        *,
        update_url: str = "",
        data_url: str = "",
        user: str = "",
        password: str = "",
        graphs: Sequence[str] = GRAPHS,
        timeout: float = 60,
        retries: int = 4,
        pause: float = 0.5,
    ) -> None:
        self.url, self.update_url, self.data_url = url, update_url, data_url
        self.graphs = tuple(graphs)
        self._client = Client(user, password, timeout, retries, pause)

    @classmethod
    def from_environment(cls, url: str, *, update_url: str = "", data_url: str = "") -> RemoteStore:
        """A store whose user name and password are COPROD_USER and COPROD_PASSWORD of the environment."""
        user, password = os.environ.get("COPROD_USER", ""), os.environ.get("COPROD_PASSWORD", "")
        return cls(url, update_url=update_url, data_url=data_url, user=user, password=password)

    def __len__(self) -> int:
        answer = self.query("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(answer, ox.QuerySolutions)
        return int(next(answer)["n"].value)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connections."""
        self._client.close()

    def query(self, text: str) -> Answer:
        """Runs a SPARQL query; the prefixes of `coprod.names.PREFIXES` are known.

        Raises:
            BadQuery: the server refuses the text.
            StoreError: the server does not answer, or not in SPARQL results.
        """
        kind = form(text)
        if not kind:
            raise BadQuery("this is not SPARQL: there is no SELECT, ASK, CONSTRUCT or DESCRIBE in it")
        fields = [("query", with_prefixes(text))]
        if not names_dataset(text):
            fields += [(key, graph) for key in ("default-graph-uri", "named-graph-uri") for graph in self.graphs]
        asks = kind in ("SELECT", "ASK")
        body = self._client.send("POST", self.url, accept=_RESULTS if asks else _TRIPLES, data=fields)
        try:
            return ox.parse_query_results(body, ox.QueryResultsFormat.JSON) if asks else _triples(body)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self.url}: the answer is not that of a SPARQL server: {error}") from None

    def update(self, text: str) -> None:
        """Sends a SPARQL update; whether it is one transaction is up to the server.

        Raises:
            BadQuery: the server refuses the text.
            StoreError: the server does not answer, or there is no address for updates.
        """
        if not self.update_url:
            raise StoreError(f"{self.url}: this is the address for queries; give that for updates too")
        fields = [("update", with_prefixes(text))]
        self._client.send("POST", self.update_url, data=fields, repeatable=False)

    def add(self, paths: Iterable[Path]) -> None:
        """Adds graph files in parts by the graph store protocol, then takes out direct triples that are now disputed.

        Adding the same file again changes nothing, so that an addition that broke off is simply repeated. All files
        are read before the first part is sent.

        Raises:
            UnreadableGraph: a file is missing, empty or broken; nothing is added then.
            StoreError: the server does not answer, or an address is not known.
        """
        paths = tuple(paths)
        propositions = settling.stated(read_quads(paths))
        if not self.update_url:
            raise StoreError(f"{self.url}: adding needs the address for updates too")
        for graph, members in itertools.groupby(read_quads(paths), key=lambda quad: quad.graph_name):
            while part := [quad.triple for quad in itertools.islice(members, _BATCH)]:
                self._data("POST", graph, data=ox.serialize(part, format=_NT))
        for update in settling.settlements(propositions, _PROPOSITIONS):
            self.update(update)

    def put(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Puts triples in the place of all those of a graph."""
        self._data("PUT", ox.NamedNode(graph), data=ox.serialize(triples, format=_NT))

    def delete(self, graph: str) -> None:
        """Drops a graph; it may be missing."""
        self._data("DELETE", ox.NamedNode(graph), missing_is_fine=True)

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad of the graphs that are asked, one graph after the other."""
        for graph in map(ox.NamedNode, self.graphs):
            for quad in ox.parse(self._data("GET", graph, missing_is_fine=True), format=_NT):
                yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)

    def _data(self, method: str, graph: object, *, data: bytes | None = None, missing_is_fine: bool = False) -> bytes:
        if not self.data_url:
            raise StoreError(f"{self.url}: this is the address for queries; give that of the graph store protocol too")
        return self._client.send(
            method,
            self.data_url,
            accept=_TRIPLES if method == "GET" else "*/*",
            params={"graph": graph.value} if isinstance(graph, ox.NamedNode) else {"default": ""},
            data=data,
            content_type=_TRIPLES if data is not None else "",
            missing_is_fine=missing_is_fine,
        )


_NT: Final = ox.RdfFormat.N_TRIPLES


def _triples(body: bytes) -> ox.QueryTriples:
    """Triples that a server sent, in the form that a store in this process would give."""
    store = ox.Store()
    store.load(body, _NT)
    answer = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QueryTriples)
    return answer
