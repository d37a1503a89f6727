"""Triples with the places where their subject and object are written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Spot(NamedTuple):
    """A triple as a file writes it, and the offsets in the text at which its subject and its object start."""

    subject: str
    predicate: str
    object: str
    subject_at: int
    object_at: int
    datatype: str = ""

    def says(self, value: str) -> bool:
        """Whether the object is that value, as written or as an engine normalises it.

        >>> Spot("urn:s", "urn:p", "007", 0, 8, "http://www.w3.org/2001/XMLSchema#integer").says("7")
        True
        """
        if self.object == value:
            return True
        if not self.datatype:
            return False
        from rdflib import Literal, URIRef

        return str(Literal(self.object, datatype=URIRef(self.datatype))) == value


def line_and_column(text: str, offsets: Iterable[int]) -> dict[int, tuple[int, int]]:
    r"""Line and column of each offset; both count from 1, columns in characters.

    >>> line_and_column("a\nbc\r\nd", [0, 3, 6])
    {0: (1, 1), 3: (2, 2), 6: (3, 1)}
    """
    found = {}
    line, start = 1, 0
    for offset in sorted(set(offsets)):
        line += text.count("\n", start, offset)
        start = offset
        found[offset] = (line, offset - text.rfind("\n", 0, offset))
    return found
