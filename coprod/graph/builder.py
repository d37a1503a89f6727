"""The evidence graph of mapped rows, built row by row and written at the end."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from coprod.evidence.base import Evidence
from coprod.evidence.counting import Counting
from coprod.evidence.identity import statement_iri
from coprod.evidence.works import Works
from coprod.graph.propositions import direct_triples, proposition_triples
from coprod.graph.rows import RowTriples
from coprod.graph.sorted_blocks import SortedBlocks
from coprod.graph.vocabulary import ontology_triples
from coprod.graph.write import write_graph
from coprod.mapping.records import Mapping
from coprod.names import DEFAULT_BASE, GRAPH_DIRECT, GRAPH_GROUNDINGS, GRAPH_ONTOLOGY, GRAPH_STATEMENTS
from coprod.ontology import Ontology
from coprod.statement import Statement


class GraphBuilder:
    """Gathers mapped rows into the four named graphs. Rows may come in any order; equal rows are one Statement.

    Args:
        ontology: the terms that the rows were mapped to.
        works: what is known of copies and versions; each source is its own work where nothing is.
        base: IRI under which Statements, keyed sources and agents are named.
        own_terms: the user's Turtle files of terms, which go into the ontology graph.
    """

    def __init__(
        self,
        ontology: Ontology,
        works: Works | None = None,
        base: str = DEFAULT_BASE,
        own_terms: Iterable[Path] = (),
    ) -> None:
        self.ontology = ontology
        self.works = works or Works(base=base)
        self.base = base
        self.own_terms = tuple(own_terms)
        self.evidence = Evidence(ontology)
        self._counting = Counting(self.works, self.evidence)
        self._rows = self._row_triples()
        self._statements = SortedBlocks(base)
        self._groundings = SortedBlocks(base)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._statements.close()
        self._groundings.close()

    def add(self, statement: Statement, mapping: Mapping) -> bool:
        """Adds one mapped row; whether its Statement is new."""
        iri = statement_iri(statement, self.base)
        self._statements.add(self._rows.statement(iri, statement, mapping))
        self._statements.update(self._rows.agents(statement))
        if mapping.groundings:
            self._groundings.add(self._rows.groundings(iri, mapping))
        return self._counting.add(iri, statement, mapping)

    def write(self, path: Path) -> None:
        """Writes the graph; the same rows give the same bytes in any order.

        Raises:
            UnknownGraphFormat: the extension is not that of a graph.
            OSError: the file cannot be written.
        """
        self._add_sources()
        for assertion in self.evidence.support:
            self._statements.update(proposition_triples(self.evidence, assertion))
        write_graph(
            path,
            {
                GRAPH_ONTOLOGY: sorted(set(ontology_triples(self.ontology, self.own_terms))),
                GRAPH_STATEMENTS: self._statements,
                GRAPH_GROUNDINGS: self._groundings,
                GRAPH_DIRECT: sorted(direct_triples(self.evidence)),
            },
            self.base,
        )

    def _add_sources(self) -> None:
        """Sources, their works, and the work for which each Statement counts: known when all rows are."""
        self._counting.settle()
        rows = self._row_triples()
        for source in self._counting.sources.values():
            self._statements.update(rows.source(source))
        for statement, work in self._counting.counts():
            self._statements.add(rows.counts(statement, work))

    def _row_triples(self) -> RowTriples:
        return RowTriples(self._counting.works, self.base, {id: iri for iri, id in self.ontology.by_iri().items()})
