"""What has to follow when graphs meet in one store.

A direct triple says that nobody disagrees. Two graphs that were derived apart may dispute each other, so that after
an addition the contrary Propositions are linked and the direct triples that are disputed now are taken out. No direct
triple is missed: one that holds for both graphs together stands in one of them. Only the Propositions that are stated
in what was added are looked at, from both sides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox

from coprod.names import COPROD, GRAPH_DIRECT, GRAPH_ONTOLOGY, GRAPH_STATEMENTS

_STATES: Final = ox.NamedNode(COPROD + "states")
_RELATION: Final = ox.NamedNode(COPROD + "relation")

_LINK: Final = f"""
INSERT {{ GRAPH <{GRAPH_STATEMENTS}> {{ ?one coprod:contrary ?other . ?other coprod:contrary ?one }} }}
WHERE {{
  VALUES ?one {{ %s }}
  GRAPH <{GRAPH_STATEMENTS}> {{ ?one coprod:relation ?relation ; coprod:subject ?subject ; coprod:object ?object }}
  GRAPH <{GRAPH_ONTOLOGY}> {{ ?relation coprod:contraryTo ?opposite }}
  GRAPH <{GRAPH_STATEMENTS}> {{
    ?other coprod:subject ?subject ; coprod:object ?object ; coprod:relation ?opposite
  }}
}}
"""
_TAKE_OUT: Final = f"DELETE {{ GRAPH <{GRAPH_DIRECT}> {{ ?subject ?relation ?object }} }}\n"
_PARTS: Final = "?one coprod:subject ?subject ; coprod:relation ?relation ; coprod:object ?object ."
_DENIED: Final = f"""{_TAKE_OUT}WHERE {{
  VALUES ?one {{ %s }}
  GRAPH <{GRAPH_STATEMENTS}> {{ {_PARTS} ?denial coprod:states ?one ; coprod:polarity coprod:Negated }}
}}
"""
_CLAIMED: Final = "?claim coprod:states ?other ; coprod:polarity coprod:Affirmed ; coprod:modality coprod:Asserted"
_DISPUTED: Final = f"""{_TAKE_OUT}WHERE {{
  VALUES ?one {{ %s }}
  GRAPH <{GRAPH_STATEMENTS}> {{ {_PARTS} ?one coprod:contrary ?other . {_CLAIMED} }}
}}
"""
_DISPUTES: Final = f"""{_TAKE_OUT}WHERE {{
  VALUES ?other {{ %s }}
  GRAPH <{GRAPH_STATEMENTS}> {{ ?one coprod:contrary ?other . {_CLAIMED} . {_PARTS} }}
}}
"""


def stated(quads: Iterable[ox.Quad]) -> set[ox.NamedNode]:
    """The Propositions that quads describe or state."""
    found = set()
    for quad in quads:
        if quad.predicate == _STATES and isinstance(quad.object, ox.NamedNode):
            found.add(quad.object)
        elif quad.predicate == _RELATION and isinstance(quad.subject, ox.NamedNode):
            found.add(quad.subject)
    return found


def settlements(propositions: Iterable[ox.NamedNode], size: int = 2000) -> Iterator[str]:
    """Updates that make the store agree with itself about Propositions, for `size` of them at a time.

    All links come first: whether a Proposition is disputed depends on them.
    """
    chunks = []
    ordered = iter(sorted(propositions, key=str))
    while chunk := list(itertools.islice(ordered, size)):
        chunks.append(" ".join(map(str, chunk)))
    for chunk_text in chunks:
        yield _LINK % chunk_text
    for chunk_text in chunks:
        for update in (_DENIED, _DISPUTED, _DISPUTES):
            yield update % chunk_text


def insertion(quads: Iterable[ox.Quad]) -> str:
    """One update that adds quads and settles what they dispute: one update is one transaction."""
    added = list(quads)
    parts = []
    for graph, members in itertools.groupby(added, key=lambda quad: quad.graph_name):
        triples = " .\n".join(f"{quad.subject} {quad.predicate} {quad.object}" for quad in members)
        parts.append(f"{triples} ." if isinstance(graph, ox.DefaultGraph) else f"GRAPH {graph} {{\n{triples} }}")
    data = "\n".join(parts)
    return " ;\n".join([f"INSERT DATA {{\n{data}\n}}", *settlements(stated(added))])
