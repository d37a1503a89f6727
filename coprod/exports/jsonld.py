"""JSON-LD with short keys: one object for each node, in its named graph, the context inside the file."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from coprod.exports.context import REUSED, context
from coprod.files import replacing
from coprod.names import COPROD, PREFIXES

_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.~-]*")
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_STRING: Final = PREFIXES["xsd"] + "string"


def write_jsonld(quads: Iterable[ox.Quad], path: Path) -> None:
    """Writes quads; the same quads give the same bytes. Nothing is lost, and nothing needs to be fetched to read them.

    Raises:
        OSError: the file cannot be written.
    """
    short = Shortener()
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"@context": ' + json.dumps(context(), ensure_ascii=False, indent=1) + ',\n"@graph": [')
        ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.subject), str(quad)))
        graphs = itertools.groupby(ordered, key=lambda quad: quad.graph_name)
        comma = ""
        for graph, members in graphs:
            nodes = ",\n".join(json.dumps(node, ensure_ascii=False) for node in _nodes(members, short))
            if isinstance(graph, ox.DefaultGraph):
                file.write(f"{comma}\n{nodes}")
            else:
                file.write(f'{comma}\n{{"id": {json.dumps(short.node(graph))}, "@graph": [\n{nodes}\n]}}')
            comma = ","
        file.write("\n]}\n")


class Shortener:
    """Writes IRIs and values as the context lets them be written."""

    def __init__(self) -> None:
        self.keys: dict[str, tuple[str, str]] = {}
        for key, definition in context().items():
            name, kind = definition, ""
            if isinstance(definition, dict):
                name = definition["@id"]
                kind = definition.get("@type") or "@" + definition["@language"]
            prefix, _, local = str(name).partition(":")
            if prefix in PREFIXES and local and not local.startswith("//"):
                self.keys[PREFIXES[prefix] + local] = (key, _full(kind))

    def node(self, term: Any) -> str:
        """A node as the value of ``id``."""
        if isinstance(term, ox.BlankNode):
            return str(term)
        iri: str = term.value
        for prefix, start in PREFIXES.items():
            if iri.startswith(start) and _LOCAL.fullmatch(iri.removeprefix(start)):
                return f"{prefix}:{iri.removeprefix(start)}"
        return iri

    def name(self, term: Any) -> str:
        """A node as a type, or as the value of a key that takes names: our own terms stand as their bare ids."""
        local = getattr(term, "value", "").removeprefix(COPROD)
        bare = isinstance(term, ox.NamedNode) and term.value.startswith(COPROD) and _ID.fullmatch(local)
        return local if bare and local not in _RESERVED else self.node(term)

    def entry(self, predicate: ox.NamedNode, value: Any) -> tuple[str, Any]:
        """The key and the value of a triple."""
        if predicate.value == _RDF_TYPE:
            return "type", self.name(value)
        key, kind = self.keys.get(predicate.value, (self.node(predicate), ""))
        if not isinstance(value, ox.Literal):
            return key, self.name(value) if kind == "@vocab" else {"id": self.node(value)}
        language, datatype = value.language or "", value.datatype.value
        if language:
            return key, value.value if kind == "@" + language else {"@value": value.value, "@language": language}
        if datatype == (kind or _STRING):
            return key, value.value
        return key, {"@value": value.value} if datatype == _STRING else {"@value": value.value, "type": datatype}


_RESERVED: Final = frozenset({"id", "type", *PREFIXES, *REUSED})
"""What the context reads otherwise than as one of our terms."""


def _full(kind: str) -> str:
    prefix, _, local = kind.partition(":")
    return PREFIXES[prefix] + local if local else kind


def _nodes(quads: Iterable[ox.Quad], short: Shortener) -> Iterator[dict[str, Any]]:
    for subject, members in itertools.groupby(quads, key=lambda quad: quad.subject):
        node: dict[str, Any] = {"id": short.node(subject)}
        for quad in members:
            key, value = short.entry(quad.predicate, quad.object)
            if key not in node:
                node[key] = value
            elif isinstance(node[key], list):
                node[key].append(value)
            else:
                node[key] = [node[key], value]
        yield node
