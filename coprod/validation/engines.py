"""The SHACL engines: pyshacl, which is the reference, and shifty (PyPI `pyshifty`), which is fast."""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Final

from coprod.validation import parts
from coprod.validation.partition import Data
from coprod.validation.results import Result, read_results

ENGINES: Final = ("auto", "pyshacl", "shifty")
"""What a user may ask for."""

Engine = Callable[[Data, str, bool], list[Result]]
"""Data, shapes as Turtle, and whether they may be run in parts; results out, without inference."""


class EngineFailed(RuntimeError):
    """An engine gave up on the shapes; the message is its own."""


class NoEngine(ValueError):
    """An engine that is not installed."""


def engine(name: str, say: Callable[[str], None] = lambda text: None) -> Engine:
    """The engine of that name; `auto` is shifty where it is installed, else pyshacl, of which `say` is told.

    Raises:
        NoEngine: the engine asked for is not installed.
    """
    installed = importlib.util.find_spec("shifty") is not None
    if name == "pyshacl":
        return _reference
    if installed:
        return _fast if name == "shifty" else functools.partial(_either, say)
    if name == "shifty":
        raise NoEngine("the engine shifty is not installed: pip install 'coprod[fast]'")
    say("The fast engine is not installed, so pyshacl is used: pip install 'coprod[fast]' makes this much faster.")
    return _reference


def _reference(data: Data, shapes: str, in_parts: bool) -> list[Result]:
    return run_pyshacl(*parts.whole(data, shapes))


def _fast(data: Data, shapes: str, in_parts: bool) -> list[Result]:
    made = parts.jobs(data, shapes) if in_parts else [functools.partial(parts.whole, data, shapes)]
    return parts.run(made, run_shifty)


def _either(say: Callable[[str], None], data: Data, shapes: str, in_parts: bool) -> list[Result]:
    try:
        return _fast(data, shapes, in_parts)
    except EngineFailed as error:
        say(f"The fast engine does not know these shapes, so pyshacl is used: {error}")
        return _reference(data, shapes, in_parts)


def run_shifty(data: bytes, shapes: bytes) -> list[Result]:
    """Results of shifty.

    Raises:
        EngineFailed: it cannot work with these shapes.
    """
    import pyoxigraph as ox

    try:
        found = _prepared(shapes).validate_w3c(
            data=data, data_format="nt", graph_mode="data", run_infer=False, sort_results=False, on_unsupported="error"
        )
    except (ValueError, RuntimeError) as error:
        raise EngineFailed(str(error)) from None
    return read_results(ox.parse(found.report_turtle, format=ox.RdfFormat.TURTLE), shapes)


@functools.lru_cache(maxsize=8)
def _prepared(shapes: bytes) -> Any:
    from shifty._shifty import PreparedValidator

    return PreparedValidator(shapes)


def run_pyshacl(data: bytes, shapes: bytes) -> list[Result]:
    """Results of pyshacl.

    Raises:
        EngineFailed: it cannot work with these shapes.
    """
    import pyoxigraph as ox
    import pyshacl
    from rdflib import Graph

    with _as_written(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = _graph_of_prepared_queries().parse(data=data, format="nt")
        rules = Graph().parse(data=shapes, format="turtle")
        _, results, text = pyshacl.validate(graph, shacl_graph=rules, inference="none", advanced=False)
    if not isinstance(results, Graph):
        raise EngineFailed(str(text))
    return read_results(ox.parse(results.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES), shapes)


def _graph_of_prepared_queries() -> Any:
    """An rdflib graph that parses each text of a query once: pyshacl asks the same ones of every focus node."""
    from rdflib import Graph
    from rdflib.plugins.sparql import prepareQuery

    prepare = functools.cache(prepareQuery)

    class Prepared(Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            if isinstance(query_object, str):
                query_object = prepare(query_object)
            return super().query(query_object, *args, **options)

    return Prepared()


@contextlib.contextmanager
def _as_written() -> Iterator[None]:
    """Numbers keep the form in which they are written: 1.40 is not rewritten to 1.4."""
    import rdflib

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before
