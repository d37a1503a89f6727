"""Terms in the syntax of N-Triples, the form in which graphs are built before they are serialised."""

from __future__ import annotations

import functools
import re

from coprod.names import PREFIXES

_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    | {chr(i): f"\\u{i:04X}" for i in (*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)}
)


def iri(value: str) -> str:
    """An IRI in angle brackets.

    >>> iri("https://example.org/a")
    '<https://example.org/a>'
    """
    return f"<{value}>"


@functools.cache
def name(prefixed: str) -> str:
    """A prefixed name of a known vocabulary, written out.

    >>> name("rdf:type")
    '<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>'
    """
    prefix, local = prefixed.split(":", 1)
    return f"<{PREFIXES[prefix]}{local}>"


def literal(text: str, datatype: str = "", language: str = "") -> str:
    r"""A literal, as given; `datatype` is a prefixed name.

    >>> literal('say "so"\n')
    '"say \\"so\\"\\n"'
    >>> literal("2017", "xsd:gYear")
    '"2017"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    """
    quoted = f'"{text.translate(_ESCAPES) if _ESCAPED.search(text) else text}"'
    if language:
        return f"{quoted}@{language}"
    return f"{quoted}^^{name(datatype)}" if datatype else quoted


def decimal(number: float) -> str:
    """A number as xsd:decimal, without exponent.

    >>> decimal(0.9)
    '"0.9"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    text = f"{number:.6f}".rstrip("0")
    return literal(text + "0" if text.endswith(".") else text, "xsd:decimal")


def integer(number: int) -> str:
    """A number as xsd:integer."""
    return literal(str(number), "xsd:integer")
