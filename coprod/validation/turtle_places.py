"""Where the triples of a Turtle or TriG text stand: rdflib's parser, made to note offsets.

rdflib's own count of lines is that of the last space skipped, which may lie behind the term; offsets are exact.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, MutableSequence
from decimal import Decimal
from typing import Any, Final

from rdflib import BNode, Graph
from rdflib.plugins.parsers.notation3 import RDFSink
from rdflib.plugins.parsers.trig import TrigSinkParser

from coprod.names import PREFIXES
from coprod.validation.spots import Spot

_BASE: Final = "file:///base/"
_XSD: Final = PREFIXES["xsd"]


def turtle_spots(
    text: str, wanted: Collection[str], *, prefixes: Mapping[str, str] | None = None, blank: bool = False
) -> list[Spot]:
    """The triples of a text whose subject or object is wanted, in the order in which they are written.

    Args:
        text: Turtle or TriG.
        wanted: IRIs.
        prefixes: declared before the text.
        blank: whether triples of blank nodes are wanted too.

    Raises:
        ValueError: rdflib cannot read the text.
    """
    parser = _Parser(wanted, blank)
    parser._bindings.update(prefixes or {})
    try:
        parser.loadBuf(text)
    except Exception as error:  # rdflib raises anything from BadSyntax to IndexError
        raise ValueError(f"rdflib cannot read it: {error}") from error
    return parser.spots


class _Text(str):
    """A literal, to tell it from an IRI."""

    __slots__ = ("datatype",)
    datatype: str


class _Sink(RDFSink):
    """Makes plain strings of terms and keeps no triples."""

    def newSymbol(self, *args: str) -> Any:  # noqa: N802
        return args[0]

    def newLiteral(self, s: str, dt: str | None = None, lang: str | None = None) -> Any:  # noqa: N802
        text = _Text(s)
        text.datatype = dt or ""
        return text

    def makeStatement(self, quadruple: Any, why: Any = None) -> None:  # noqa: N802
        """Nothing: the parser notes what it needs."""


class _Parser(TrigSinkParser):
    """Notes where each triple's subject and object start."""

    def __init__(self, wanted: Collection[str], blank: bool) -> None:
        super().__init__(_Sink(Graph()), baseURI=_BASE, turtle=True)
        self.spots: list[Spot] = []
        self._wanted = frozenset(wanted)
        self._blank = blank
        self._statement_at = self._subject_at = 0
        self._bracket_at: int | None = None
        self._list: list[tuple[int, int]] = []
        self._objects: list[tuple[int, int]] = []
        self._text = ""

    def statement(self, argstr: str, i: int) -> int:
        self._text = argstr
        self._statement_at = self.skipSpace(argstr, i)
        self._list = []
        return super().statement(argstr, i)

    def node(self, argstr: str, i: int, res: MutableSequence[Any], subjectAlready: Any = None) -> int:  # noqa: N803
        at = self.skipSpace(argstr, i)
        if at >= 0 and argstr[at] == "[":
            self._bracket_at = at
        return super().node(argstr, i, res, subjectAlready)

    def property_list(self, argstr: str, i: int, subj: Any) -> int:
        outer = self._subject_at
        self._subject_at = self._statement_at if self._bracket_at is None else self._bracket_at
        self._bracket_at = None
        end = super().property_list(argstr, i, subj)
        self._subject_at = outer
        return end

    def objectList(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:  # noqa: N802
        outer, self._list = self._list, []
        end = super().objectList(argstr, i, res)
        self._objects, self._list = self._list, outer
        return end

    def object(self, argstr: str, i: int, res: MutableSequence[Any]) -> int:
        at = self.skipSpace(argstr, i)
        end = super().object(argstr, i, res)
        if end >= 0:
            self._list.append((at, end))
        return end

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802
        _, predicate, subject, object_ = quadruple
        at, end = self._objects.pop(0)
        if subject not in self._wanted and object_ not in self._wanted and not (self._blank and _is_blank(subject)):
            return
        text, datatype = str(object_), getattr(object_, "datatype", "")
        if isinstance(object_, bool | int | Decimal | float) or type(object_).__name__ == "sfloat":
            text, datatype = self._text[at:end], _XSD + _DATATYPES.get(type(object_).__name__, "integer")
        self.spots.append(Spot(_name(subject), _name(predicate), text, self._subject_at, at, datatype))


_DATATYPES: Final = {"bool": "boolean", "Decimal": "decimal", "sfloat": "double", "float": "double"}


def _is_blank(term: object) -> bool:
    return isinstance(term, BNode)


def _name(term: object) -> str:
    if isinstance(term, tuple):  # rdflib's own rdf:type
        return str(term[1])
    return f"_:{term}" if _is_blank(term) else str(term)
