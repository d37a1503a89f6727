"""Graph files read as quads, with messages for people where they are broken."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from coprod.graph.write import graph_format
from coprod.names import GRAPH_STATEMENTS
from coprod.store.base import UnreadableGraph


def checked_format(path: Path) -> ox.RdfFormat:
    """The format of a graph file that exists and is not empty.

    Raises:
        UnreadableGraph: the extension is not that of a graph, or the file is missing or empty.
    """
    try:
        format_ = graph_format(path)
    except ValueError as error:
        raise UnreadableGraph(str(error)) from None
    try:
        with path.open("rb") as file:
            blank = all(not block.strip() for block in iter(lambda: file.read(1 << 16), b""))
    except OSError as error:
        raise UnreadableGraph(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    if blank:
        raise UnreadableGraph(f"{path}: the file is empty")
    return format_


def graph_of(format_: ox.RdfFormat) -> ox.NamedNode | None:
    """The graph for triples of a format without named graphs; ``None`` where the file names them."""
    return None if format_.supports_datasets else ox.NamedNode(GRAPH_STATEMENTS)


@contextlib.contextmanager
def readable(path: Path, format_: ox.RdfFormat) -> Iterator[None]:
    """Turns the parser's complaints into `UnreadableGraph` with the file and the line."""
    try:
        yield
    except (SyntaxError, ValueError) as error:
        where = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        reason = error.msg if isinstance(error, SyntaxError) else str(error)
        if "Invalid UTF-8" in reason:
            raise UnreadableGraph(f"{path}{where}: is not UTF-8: save the file again with that encoding") from None
        raise UnreadableGraph(f"{path}{where}: this is not {format_.name}: {reason}") from None


def parsed(path: Path, format_: ox.RdfFormat, graph: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
    """The quads of a file; a byte order mark, as editors on Windows write one, is skipped.

    Args:
        path: a file.
        format_: its format.
        graph: the graph to put all of them into.

    Raises:
        SyntaxError: the file is broken.
    """
    with contextlib.ExitStack() as stack:
        if has_mark(path):
            file = stack.enter_context(path.open("rb"))
            file.seek(len(codecs.BOM_UTF8))
            quads = ox.parse(input=file, format=format_)
        else:
            quads = ox.parse(path=str(path), format=format_)
        for quad in quads:
            yield quad if graph is None else ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def has_mark(path: Path) -> bool:
    """Whether a file begins with a byte order mark, at which the parsers of graphs stumble."""
    with path.open("rb") as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def read_quads(paths: Iterable[Path]) -> Iterator[ox.Quad]:
    """The quads of graph files, as written.

    Raises:
        UnreadableGraph: a file is missing, empty or broken.
    """
    for path in paths:
        format_ = checked_format(path)
        with readable(path, format_):
            yield from parsed(path, format_, graph_of(format_))
