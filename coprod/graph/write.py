"""A graph written in the format that its file name asks for."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox

from coprod.files import replacing
from coprod.graph.terms import iri
from coprod.names import COPROD, PREFIXES

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".trig": ox.RdfFormat.TRIG,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
"""File extensions and their formats; TriG and N-Quads keep the four graphs, the others hold their union."""


class UnknownGraphFormat(ValueError):
    """A graph file whose extension says nothing."""


def graph_format(path: Path) -> ox.RdfFormat:
    """The format of a graph file, by its extension.

    Raises:
        UnknownGraphFormat: another extension.
    """
    try:
        return FORMATS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(FORMATS)
        raise UnknownGraphFormat(
            f"{path}: a graph file ends in one of {known}, not {path.suffix or 'nothing'!r}"
        ) from None


def write_graph(path: Path, parts: Mapping[str, Iterable[str]], base: str) -> None:
    """Writes named graphs, each a sorted iterable of triples without repeats, as `coprod.graph.terms` writes them.

    Several triples may come as one block, with tabs between.

    The same triples give the same bytes.

    Raises:
        UnknownGraphFormat: the extension is none of `FORMATS`.
        OSError: the file cannot be written.
    """
    format_ = graph_format(path)
    lines = _quads(parts) if format_.supports_datasets and path.suffix != ".jsonld" else _union(parts)
    with replacing(path) as temporary:
        if format_ in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES):
            with temporary.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(lines)
            return
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", suffix=".nq") as plain:
            plain.writelines(lines)
            plain.flush()
            quads = ox.parse(path=plain.name, format=ox.RdfFormat.N_QUADS)
            terms = quads if format_.supports_datasets else (quad.triple for quad in quads)
            ox.serialize(terms, str(temporary), format=format_, prefixes=_prefixes(base))
        with temporary.open("ab") as file:
            if format_ == ox.RdfFormat.JSON_LD:
                file.write(b"\n")


def _quads(parts: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for graph in sorted(parts):
        end = f" {iri(graph)} .\n"
        for block in parts[graph]:
            yield block.replace("\t", end) + end


def _union(parts: Mapping[str, Iterable[str]]) -> Iterator[str]:
    last = None
    singly = ((triple for block in part for triple in block.split("\t")) for part in parts.values())
    for triple in heapq.merge(*singly):
        if triple != last:
            yield f"{triple} .\n"
        last = triple


def _prefixes(base: str) -> dict[str, str]:
    own = {
        "graph": COPROD + "graph/",
        "statement": base + "statement/",
        "source": base + "source/",
        "agent": base + "agent/",
    }
    return {**PREFIXES, **own}
