"""GraphML for network programs: concepts as nodes, Propositions with their evidence as edges."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from coprod.exports.tables import Table, table
from coprod.files import replacing
from coprod.store import GraphStore


class ExtraMissing(RuntimeError):
    """What the extra `export` installs is not there."""


def network(store: GraphStore) -> Any:
    """The Propositions as a `networkx.MultiDiGraph`: an edge for each, with its label, works and direct or not.

    Raises:
        ExtraMissing: networkx is not installed.
    """
    try:
        import networkx as nx
    except ModuleNotFoundError:
        raise ExtraMissing("GraphML needs more to be installed: pip install 'coprod[export]'") from None
    graph = nx.MultiDiGraph()
    propositions = table(store, "propositions")
    for record in _records(table(store, "concepts")):
        graph.add_node(record["concept"], label=record["label"], area=" | ".join(record["broadest"]))
    for record in _records(propositions):
        for end in (record["subject"], record["object"]):
            if end not in graph:
                graph.add_node(end, label=end, area="")
        graph.add_edge(
            record["subject"],
            record["object"],
            key=record["proposition"],
            label=record["relation"],
            works_for=record["works_for"],
            works_denying=record["works_denying"],
            statements=record["statements"],
            direct=record["direct"],
        )
    graph.remove_nodes_from([node for node in list(graph) if not graph.degree(node)])
    return graph


def write_graphml(store: GraphStore, path: Path) -> None:
    """Writes the network of Propositions.

    Raises:
        ExtraMissing: networkx is not installed.
        OSError: the file cannot be written.
    """
    graph = network(store)
    import networkx as nx

    with replacing(path) as temporary:
        nx.write_graphml(graph, temporary)


def _records(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]
