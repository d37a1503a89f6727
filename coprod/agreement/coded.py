"""A coder's file as rows that can be compared: a sheet or JSON of statements, or lines that were mapped.

A coder's assertions are the corrected or accepted ones of an annotated sheet, or else what the columns of ids give
together. Nothing is mapped here: to compare what `coprod map` makes of two sheets, give its ``--json`` lines.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from coprod.names import UNDIRECTED
from coprod.ontology import Ontology
from coprod.readers import FORMATS, UnreadableInput, read
from coprod.readers.triples import Triples
from coprod.statement import Notice, Rejected, Statement

Triple = tuple[str, str, str]


class Coded(msgspec.Struct, frozen=True, kw_only=True):
    """One row as its coder coded it; what was not coded is ``None``."""

    id: str = ""
    place: str = ""
    source: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""
    assertions: frozenset[Triple] | None = None
    concepts: frozenset[str] | None = None
    """Concepts of the assertions, and those given for subject or object where the relation is missing."""
    polarity: str | None = None
    modality: str | None = None
    basis: str | None = None
    attributed_to: frozenset[str] | None = None
    status: str | None = None

    @property
    def key(self) -> tuple[str, ...] | None:
        """Source and texts, by which rows without a common id are matched.

        >>> Coded(source="10.5555/a", subject="The  Patients").key
        ('10.5555/a', 'the patients', '', '')
        """
        slots = (self.subject, self.predicate, self.object)
        return (self.source, *(" ".join(s.casefold().split()) for s in slots)) if any(slots) else None


class CodedFile(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of one coder, and what could not be used."""

    path: Path
    rows: tuple[Coded, ...]
    rejected: tuple[Rejected, ...] = ()
    notices: tuple[Notice, ...] = ()


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `coprod map --json`, or of a gold set, where the coding stands under ``expect``."""

    id: str = ""
    source: dict[str, Any] | str | None = None
    subject: str = ""
    predicate: str = ""
    object: str = ""
    assertions: list[Triple] | None = None
    polarity: str | None = None
    modality: str | None = None
    basis: str | None = None
    attributed_to: list[str] | None = None
    status: str | None = None
    expect: _Line | None = None


def read_coded(path: Path, ontology: Ontology, columns: Mapping[str, str] | None = None) -> CodedFile:
    """The rows of a coder's file.

    Args:
        path: a file that `coprod.readers.read` reads, or lines of `coprod map --json`.
        ontology: resolves labels, and tells areas.
        columns: our field to the header of the coder's column, where headers are not understood by themselves.

    Raises:
        UnreadableInput: the file cannot be read, or no row is in it.
    """
    if _is_mapped(path):
        return CodedFile(path=path, rows=tuple(_mapped(path)))
    statements: list[Statement] = []
    rejected: list[Rejected] = []
    notices: list[Notice] = []
    for item in read(path, columns=columns, ontology=ontology):
        if isinstance(item, Statement):
            statements.append(item)
        elif isinstance(item, Rejected):
            rejected.append(item)
        else:
            notices.append(item)
    if not statements:
        raise UnreadableInput(f"{path}: has no row that can be compared")
    coder = _Coder(statements, ontology)
    return CodedFile(
        path=path,
        rows=tuple(coder.coded(s) for s in statements),
        rejected=tuple(rejected),
        notices=tuple(notices),
    )


class _Coder:
    """What a coder's columns mean; words that are neither id nor label stay as they are."""

    def __init__(self, statements: Iterable[Statement], ontology: Ontology) -> None:
        self.gave_ids = any(s.decided is not None or s.subject_ids or s.object_ids for s in statements)
        """Whether the coder coded assertions at all: then a row without any says that there is nothing to map."""
        self.triples = Triples(ontology)
        self.names = _names(ontology)

    def coded(self, s: Statement) -> Coded:
        assertions = self._assertions(s) if self.gave_ids else None
        given = {self.names.get(_folded(x), x) for x in (*s.subject_ids, *s.object_ids)} if s.decided is None else set()
        return Coded(
            id=s.id,
            place=str(s.origin),
            source=s.source.name,
            subject=s.subject,
            predicate=s.predicate,
            object=s.object,
            assertions=assertions,
            concepts=None if assertions is None else _concepts(assertions) | given,
            polarity=s.polarity or None,
            modality=s.modality or None,
            basis=s.basis or None,
            attributed_to=None
            if s.attributed_to is None
            else frozenset(self.names.get(_folded(x), x) for x in s.attributed_to),
            status=s.status or None,
        )

    def _assertions(self, s: Statement) -> frozenset[Triple]:
        if s.decided is not None:
            return frozenset(map(_ordered, s.decided))
        product = itertools.product(s.subject_ids, s.relation_ids, s.object_ids)
        found: set[Triple] = set()
        for subject, relation, object in product:
            triples, faults = self.triples.read(f"{subject}\t{relation}\t{object}")
            found.update(triples if not faults else [_ordered((subject, relation, object))])
        return frozenset(found)


def _is_mapped(path: Path) -> bool:
    """Whether a file holds lines with assertions, and not statements to be read."""
    if FORMATS.get(path.suffix.lower()) != "json":
        return False
    try:
        with path.open(encoding="utf-8-sig") as file:
            first = next((line for line in file if line.strip()), "")
        value = msgspec.json.decode(first)
    except (UnicodeDecodeError, msgspec.DecodeError, RecursionError):
        return False
    return isinstance(value, dict) and bool({"assertions", "expect"} & value.keys())


def _mapped(path: Path) -> Iterator[Coded]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableInput(f"{path}: is not UTF-8 text; JSON Lines were expected") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line, type=_Line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise UnreadableInput(f"{path}, line {number}: {error}") from None
        coding = row.expect or row
        assertions = None if coding.assertions is None else frozenset(map(_ordered, coding.assertions))
        yield Coded(
            id=row.id,
            place=f"{path}, row {number}",
            source=_source(row.source),
            subject=row.subject,
            predicate=row.predicate,
            object=row.object,
            assertions=assertions,
            concepts=None if assertions is None else _concepts(assertions),
            polarity=coding.polarity,
            modality=coding.modality,
            basis=coding.basis,
            attributed_to=None if coding.attributed_to is None else frozenset(coding.attributed_to),
            status=coding.status,
        )


def _source(given: dict[str, Any] | str | None) -> str:
    if isinstance(given, dict):
        return next((str(given[k]) for k in ("doi", "url", "key", "title") if given.get(k)), "")
    return given or ""


def _ordered(triple: Triple) -> Triple:
    s, relation, o = triple
    return (o, relation, s) if relation in UNDIRECTED and o < s else triple


def _concepts(triples: Iterable[Triple]) -> frozenset[str]:
    return frozenset(id for s, _, o in triples for id in (s, o))


def _names(ontology: Ontology) -> dict[str, str]:
    """Ids of concepts by what a coder may have written."""
    names: dict[str, str] = {}
    for each in (lambda c: (c.id, c.iri), lambda c: (c.label,), lambda c: c.alt_labels):
        for concept in ontology.concepts.values():
            for name in each(concept):
                names.setdefault(_folded(name), concept.id)
    return names


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
