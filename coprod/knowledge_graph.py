"""A graph file opened for questions, from Python."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from coprod.evidence.dossier import Dossier
from coprod.evidence.identity import proposition_iri
from coprod.mapping.records import Assertion
from coprod.names import UNDIRECTED
from coprod.queries import named
from coprod.queries.dossiers import dossier
from coprod.queries.parameters import Value, bind, bind_question
from coprod.queries.tables import Table, select, table_of
from coprod.queries.terms import GraphTerms, short
from coprod.store import GraphStore, open_store

if TYPE_CHECKING:
    import pandas
    import rdflib

_PROPOSITION = """
SELECT ?proposition WHERE {
  VALUES ?s { UNDEF } VALUES ?r { UNDEF } VALUES ?o { UNDEF }
  ?proposition coprod:subject ?s ; coprod:relation ?r ; coprod:object ?o .
}
ORDER BY ?proposition LIMIT 1
"""


class KnowledgeGraph:
    """An evidence graph opened for questions; it is never changed.

    >>> import coprod.data
    >>> graph = KnowledgeGraph.open(coprod.data.shipped("ontology").parent / "docs" / "example.trig")
    >>> graph.query("who-co-produces", term="CoDesign").rows[0]
    ('co-design', 'involves', 'carer', 1, 1)
    """

    def __init__(self, store: GraphStore, path: Path | None = None) -> None:
        self.store = store
        self.path = path
        self.terms = GraphTerms(store)

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> KnowledgeGraph:
        """Opens a graph file, a folder made by `coprod store`, or the URL of a SPARQL endpoint.

        Raises:
            UnreadableGraph: the file is missing, empty or broken.
            StoreError: the folder or the server cannot be opened.
        """
        where = os.fspath(path)
        return cls(open_store(where), Path(where) if Path(where).is_file() else None)

    def query(self, question: str, **parameters: Value | list[Value]) -> Table | bool | list[tuple[str, str, str]]:
        """The answer to a named question, or to SPARQL.

        A parameter fills the clause ``VALUES ?name { … }`` of the question: terms by id or label, numbers, or text in
        double quotes. SELECT gives a `Table`, ASK a truth value, CONSTRUCT triples in the syntax of N-Triples.

        Raises:
            UnknownQuestion: a single word that names no question.
            BadParameter: a parameter does not suit the question, or names no term.
            BadQuery: the text is not SPARQL.
        """
        if "{" in question:
            text = bind(question, parameters, self.terms.resolve)
        else:
            text = bind_question(named.question(question), parameters, self.terms.resolve, self.terms.kind)
        answer = self.store.query(text)
        if isinstance(answer, ox.QuerySolutions):
            return table_of(answer)
        if isinstance(answer, ox.QueryBoolean):
            return bool(answer)
        return [(str(t.subject), str(t.predicate), str(t.object)) for t in answer]

    def evidence(self, subject: str, relation: str, object: str) -> Dossier:
        """All that is said for and against a claim, each with its quote and place.

        Terms are given by id, label or IRI.

        Raises:
            UnknownTerm: the graph knows no such term.
        """
        first, said, second = (self.terms.resolve(name) for name in (subject, relation, object))
        ids = [short(term.value) for term in (first, said, second)]
        if ids[1] in UNDIRECTED and ids[2] < ids[0]:
            first, second = second, first
        found = bind(_PROPOSITION, {"s": first.value, "r": said.value, "o": second.value}, ox.NamedNode)
        iris = [str(iri) for (iri,) in select(self.store, found).rows]
        iri = iris[0] if iris else proposition_iri(Assertion(*ids))
        return dossier(self.store, iri, " – ".join(ids))

    @functools.cached_property
    def _rdflib(self) -> rdflib.Dataset:
        import rdflib

        view = rdflib.Dataset(default_union=True)
        if self.path is not None:
            view.parse(str(self.path), format={".jsonld": "json-ld", ".nq": "nquads"}.get(self.path.suffix))
        else:
            data = ox.serialize(self.store.quads(), format=ox.RdfFormat.N_QUADS)
            view.parse(data=data, format="nquads")
        return view

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib `Dataset` whose default graph is the union of all; read once."""
        return self._rdflib

    def to_frame(self) -> pandas.DataFrame:
        """All claims as a data frame: works for and against, and rows; needs pandas (extra `frames`)."""
        answer = self.query("evidence")
        assert isinstance(answer, Table)
        return answer.to_frame()

    def __len__(self) -> int:
        return len(self.store)

    def _repr_html_(self) -> str:
        from coprod.reports.html import facts

        return facts("coprod evidence graph", [("file", self.path), ("triples", len(self))])
