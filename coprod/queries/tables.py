"""The answer to a SELECT query as a plain table of Python values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph as ox

from coprod.names import PREFIXES
from coprod.store.base import BadQuery, GraphStore

if TYPE_CHECKING:
    import pandas

Cell = str | int | float | bool | None
_XSD = PREFIXES["xsd"]
_WHOLE = {_XSD + name for name in ("integer", "int", "long", "nonNegativeInteger")}
_FRACTION = {_XSD + name for name in ("decimal", "double", "float")}


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a header; IRIs and texts are strings, numbers numbers, and an empty cell is ``None``.

    >>> table = Table(header=("value", "works"), rows=(("trust", 2),))
    >>> list(table.dicts())
    [{'value': 'trust', 'works': 2}]
    """

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def dicts(self) -> Iterator[dict[str, Cell]]:
        """Each row as a dictionary."""
        return (dict(zip(self.header, row, strict=True)) for row in self.rows)

    def to_frame(self) -> pandas.DataFrame:
        """The table as a data frame; needs pandas (extra `frames`)."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.header))

    def _repr_html_(self) -> str:
        from coprod.reports.html import table

        return table(self.header, self.rows)


def table_of(answer: ox.QuerySolutions) -> Table:
    """All solutions of a query, in their order."""
    header = tuple(variable.value for variable in answer.variables)
    return Table(header=header, rows=tuple(tuple(cell(solution[name]) for name in header) for solution in answer))


def select(store: GraphStore, text: str) -> Table:
    """The table that a store answers.

    Raises:
        BadQuery: the text is not SPARQL, or no SELECT.
    """
    answer = store.query(text)
    if not isinstance(answer, ox.QuerySolutions):
        raise BadQuery("this is not a SELECT query")
    return table_of(answer)


def cell(term: object) -> Cell:
    """A term as a Python value.

    >>> cell(ox.Literal(2)), cell(ox.NamedNode("urn:a")), cell(None)
    (2, 'urn:a', None)
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind in _WHOLE:
            return int(term.value)
        if kind in _FRACTION:
            return float(term.value)
        return term.value == "true" if kind == _XSD + "boolean" else term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)
