"""The namespaces, IRIs and closed lists of the evidence graph, as plain strings."""

from __future__ import annotations

from typing import Final

COPROD: Final = "https://w3id.org/coprod/"
PROPOSITION: Final = COPROD + "proposition/"
SHAPES: Final = COPROD + "shapes/"
DEFAULT_BASE: Final = COPROD + "id/"

GRAPH_ONTOLOGY: Final = COPROD + "graph/ontology"
GRAPH_STATEMENTS: Final = COPROD + "graph/statements"
GRAPH_GROUNDINGS: Final = COPROD + "graph/groundings"
GRAPH_DIRECT: Final = COPROD + "graph/direct"

PREFIXES: Final[dict[str, str]] = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "coprod": COPROD,
    "dcterms": "http://purl.org/dc/terms/",
    "fabio": "http://purl.org/spar/fabio/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prop": PROPOSITION,
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes known to every query and written into every Turtle and TriG file."""

# What a coder writes → the individual of `ontology/evidence.ttl`.
POLARITIES: Final = {"affirmed": "Affirmed", "negated": "Negated"}
MODALITIES: Final = {"asserted": "Asserted", "possible": "Possible", "normative": "Normative", "intended": "Intended"}
BASES: Final = {
    "finding": "FindingBasis",
    "argument": "ArgumentBasis",
    "definition": "DefinitionBasis",
    "recommendation": "RecommendationBasis",
    "cited": "CitedBasis",
    "unknown": "UnknownBasis",
}
STATUSES: Final = {"draft": "DraftStatus", "agreed": "AgreedStatus"}

UNDIRECTED: Final = frozenset({"relatedTo", "equivalentTo", "differsFrom", "inTensionWith"})
"""Relations without direction: their Propositions are written with the two concepts in alphabetical order."""
