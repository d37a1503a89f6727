"""Two coders' files in, measures of agreement and a list of disagreements out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from coprod.agreement.coded import Coded, CodedFile
from coprod.agreement.matching import Matched, match
from coprod.agreement.statistics import Agreed, agreed, jaccard
from coprod.ontology import Ontology

FACETS: Final = ("polarity", "modality", "basis", "attributed_to", "status")
_NOBODY: Final = "none"
Pairs = Sequence[tuple[Coded, Coded]]


class Assertions(msgspec.Struct, frozen=True, kw_only=True):
    """How far the assertions of the rows agree, compared as sets."""

    n: int
    missing: int
    exact: float | None
    """The share of rows with the same assertions."""
    jaccard: float | None
    """The mean share of assertions that both coders have."""


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """What two coders differ in about one row."""

    row: str
    what: str
    a: str
    b: str
    subject: str = ""
    predicate: str = ""
    object: str = ""
    place_a: str = ""
    place_b: str = ""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known about the agreement of two files."""

    a: str
    b: str
    rows_a: int
    rows_b: int
    matched: int
    only_a: int
    only_b: int
    repeated: int
    facets: tuple[Agreed, ...]
    areas: tuple[Agreed, ...]
    """For each area that one of them uses: whether a concept of it is among the row's."""
    assertions: Assertions
    disagreements: tuple[Disagreement, ...]
    unknown: tuple[str, ...]
    """Ids in the codings that are no concepts; they belong to no area."""


class NothingInCommon(ValueError):
    """No row of one file is in the other."""


def compare(a: CodedFile, b: CodedFile, ontology: Ontology) -> Comparison:
    """Matches the rows of two files and measures how far they agree.

    Raises:
        NothingInCommon: no rows could be matched.
        MissingExtra: the library that computes the statistics is not installed.
    """
    matched = match(a.rows, b.rows)
    if not matched.pairs:
        raise NothingInCommon(
            f"{a.path} and {b.path} have no row in common: rows are matched by id, or else by source, subject, "
            f"predicate and object, as long as a row is there only once{_ids(a, b)}"
        )
    pairs = matched.pairs
    return Comparison(
        a=str(a.path),
        b=str(b.path),
        rows_a=len(a.rows),
        rows_b=len(b.rows),
        matched=len(pairs),
        only_a=len(matched.only_a),
        only_b=len(matched.only_b),
        repeated=len(matched.repeated),
        facets=tuple(agreed(f, [(_facet(x, f), _facet(y, f)) for x, y in pairs]) for f in FACETS),
        areas=tuple(_areas(pairs, ontology)),
        assertions=_assertions(pairs),
        disagreements=tuple(_disagreements(matched)),
        unknown=tuple(sorted(_used(pairs) - ontology.concepts.keys())),
    )


def _ids(a: CodedFile, b: CodedFile) -> str:
    one, other = (next((row.id for row in file.rows if row.id), "") for file in (a, b))
    return f"; ids look like “{one or 'none'}” in the first and “{other or 'none'}” in the second"


def _facet(row: Coded, facet: str) -> str | None:
    value = getattr(row, facet)
    if isinstance(value, frozenset):
        return " ".join(sorted(value)) or _NOBODY
    return value if value is None else str(value)


def _used(pairs: Pairs) -> set[str]:
    return {id for pair in pairs for row in pair for id in row.concepts or ()}


def _areas(pairs: Pairs, ontology: Ontology) -> Iterator[Agreed]:
    area = {id: ontology.area(id) for id in _used(pairs) if id in ontology.concepts}
    touched = [tuple(_touched(row, area) for row in pair) for pair in pairs]
    for name in sorted(set(area.values())):
        yield agreed(name, [(_yes(a, name), _yes(b, name)) for a, b in touched])


def _touched(row: Coded, area: dict[str, str]) -> set[str] | None:
    return None if row.concepts is None else {area[id] for id in row.concepts if id in area}


def _yes(areas: set[str] | None, name: str) -> str | None:
    return None if areas is None else ("yes" if name in areas else "no")


def _assertions(pairs: Pairs) -> Assertions:
    both = [(a.assertions, b.assertions) for a, b in pairs if a.assertions is not None and b.assertions is not None]
    n = len(both)
    return Assertions(
        n=n,
        missing=len(pairs) - n,
        exact=sum(a == b for a, b in both) / n if n else None,
        jaccard=sum(jaccard(a, b) for a, b in both) / n if n else None,
    )


def _disagreements(matched: Matched) -> Iterator[Disagreement]:
    for a, b in matched.pairs:
        for facet in FACETS:
            one, other = _facet(a, facet), _facet(b, facet)
            if one != other and one is not None and other is not None:
                yield _disagreement(a, b, facet, one, other)
        if a.assertions is not None and b.assertions is not None and a.assertions != b.assertions:
            mine, theirs = a.assertions - b.assertions, b.assertions - a.assertions
            yield _disagreement(a, b, "assertions", _written(mine), _written(theirs))
    for row in matched.only_a:
        yield _disagreement(row, None, "row", "there", "missing")
    for row in matched.only_b:
        yield _disagreement(None, row, "row", "missing", "there")
    for row in matched.repeated:
        yield _disagreement(row, None, "row", "not to be told from another", "")


def _disagreement(a: Coded | None, b: Coded | None, what: str, one: str, other: str) -> Disagreement:
    rows = [row for row in (a, b) if row]
    with_text = next((row for row in rows if row.subject or row.object), rows[0])
    return Disagreement(
        row=next((row.id for row in rows if row.id), ""),
        what=what,
        a=one,
        b=other,
        subject=with_text.subject,
        predicate=with_text.predicate,
        object=with_text.object,
        place_a=a.place if a else "",
        place_b=b.place if b else "",
    )


def _written(triples: frozenset[tuple[str, str, str]]) -> str:
    """Assertions that only one coder has."""
    return "; ".join(" ".join(t) for t in sorted(triples)) or "nothing more"
