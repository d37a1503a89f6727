"""What a user needs to ask the endpoint from other programs."""

from __future__ import annotations

from typing import Final

QUERY: Final = (
    "PREFIX coprod: <https://w3id.org/coprod/> SELECT ?actor WHERE { coprod:CoDesign coprod:involvesActor ?actor }"
)

CURL: Final = """curl {url} -H 'Accept: text/csv' \\
     --data-urlencode 'query={query}'"""

SPARQLWRAPPER: Final = """from SPARQLWrapper import JSON, SPARQLWrapper
endpoint = SPARQLWrapper("{url}")
endpoint.setReturnFormat(JSON)
endpoint.setQuery("{query}")
for row in endpoint.queryAndConvert()["results"]["bindings"]:
    print(row["actor"]["value"])"""

RDFLIB: Final = """from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
graph = Graph(SPARQLStore("{url}", returnFormat="json"))
for row in graph.query("{query}"):
    print(row.actor)"""


def message(graph: str, url: str) -> str:
    """What is printed when the endpoint is up; each part can be copied and run.

    >>> print(message("evidence.trig", "http://127.0.0.1:7878/query").splitlines()[0])
    evidence.trig is served at http://127.0.0.1:7878/query, for reading, on this computer only.
    """
    parts = [
        f"{graph} is served at {url}, for reading, on this computer only.",
        "Its default graph is the union of the named graphs. Ctrl-C stops it.",
        "",
    ]
    for title, snippet in (("From a shell:", CURL), ("From SPARQLWrapper:", SPARQLWRAPPER), ("From rdflib:", RDFLIB)):
        parts += [title, "", snippet.format(url=url, query=QUERY), ""]
    return "\n".join(parts)
