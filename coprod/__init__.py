"""coprod: coded statements about co-production, mapped onto an ontology, validated and queried.

>>> from coprod import Mapper, Ontology, Statement
>>> mapper = Mapper(Ontology.load())
>>> mapping = mapper.map(Statement(subject="patients", predicate="took part in", object="co-design"))
>>> mapping.assertions
(Assertion(subject='CoDesign', relation='involvesActor', object='Patient'),)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coprod.graph.builder import GraphBuilder
    from coprod.knowledge_graph import KnowledgeGraph
    from coprod.mapping.mapper import Mapper
    from coprod.mapping.records import Assertion, Grounding, Mapping
    from coprod.ontology import Ontology
    from coprod.readers import read
    from coprod.statement import Source, Statement
    from coprod.store import Store
    from coprod.validation.check import validate

__version__ = "0.1.0"

__all__ = [
    "Assertion",
    "GraphBuilder",
    "Grounding",
    "KnowledgeGraph",
    "Mapper",
    "Mapping",
    "Ontology",
    "Source",
    "Statement",
    "Store",
    "read",
    "validate",
]

_WHERE = {
    "Assertion": "coprod.mapping.records",
    "GraphBuilder": "coprod.graph.builder",
    "Grounding": "coprod.mapping.records",
    "KnowledgeGraph": "coprod.knowledge_graph",
    "Mapper": "coprod.mapping.mapper",
    "Mapping": "coprod.mapping.records",
    "Ontology": "coprod.ontology",
    "Source": "coprod.statement",
    "Statement": "coprod.statement",
    "Store": "coprod.store",
    "read": "coprod.readers",
    "validate": "coprod.validation.check",
}


def __getattr__(name: str) -> object:
    if name not in _WHERE:
        raise AttributeError(f"module 'coprod' has no attribute {name!r}")
    return getattr(importlib.import_module(_WHERE[name]), name)
