"""What has to follow when graphs meet in one store.

A direct triple says that nobody disagrees. Two graphs that were derived apart may dispute each other, so that after
an addition the contrary Propositions are linked and the direct triples that are disputed now are taken out. No direct
triple is missed: one that holds for both graphs together stands in one of them.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from coprod.names import GRAPH_DIRECT, GRAPH_ONTOLOGY, GRAPH_STATEMENTS

SETTLE: Final = f"""
INSERT {{ GRAPH <{GRAPH_STATEMENTS}> {{ ?one coprod:contrary ?other . ?other coprod:contrary ?one }} }}
WHERE {{
  GRAPH <{GRAPH_ONTOLOGY}> {{ ?relation coprod:contraryTo ?opposite }}
  GRAPH <{GRAPH_STATEMENTS}> {{
    ?one coprod:relation ?relation ; coprod:subject ?subject ; coprod:object ?object .
    ?other coprod:subject ?subject ; coprod:relation ?opposite ; coprod:object ?object .
  }}
}} ;
DELETE {{ GRAPH <{GRAPH_DIRECT}> {{ ?subject ?relation ?object }} }}
WHERE {{
  GRAPH <{GRAPH_DIRECT}> {{ ?subject ?relation ?object }}
  GRAPH <{GRAPH_STATEMENTS}> {{
    ?proposition coprod:subject ?subject ; coprod:relation ?relation ; coprod:object ?object .
    {{ ?denial coprod:states ?proposition ; coprod:polarity coprod:Negated }}
    UNION
    {{
      ?proposition coprod:contrary ?opposite .
      ?claim coprod:states ?opposite ; coprod:polarity coprod:Affirmed ; coprod:modality coprod:Asserted
    }}
  }}
}}
"""
"""The update that makes the union of graphs agree with itself."""


def insertion(quads: Iterable[ox.Quad]) -> str:
    """One update that adds quads and settles what they dispute: one update is one transaction."""
    parts = []
    for graph, members in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        triples = " .\n".join(f"{quad.subject} {quad.predicate} {quad.object}" for quad in members)
        parts.append(f"{triples} ." if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{\n{triples} }}")
    data = "\n".join(parts)
    return f"INSERT DATA {{\n{data}\n}} ;\n{SETTLE}"
