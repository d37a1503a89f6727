"""Statements written in one line: "subject|predicate|object", and the sentence after them if need be."""

from __future__ import annotations

from coprod.mapping.mapper import Mapper
from coprod.statement import Statement


def asserted(mapper: Mapper, row: str) -> set[str]:
    """The assertions of a statement, each as three ids with spaces between."""
    subject, predicate, object, *text = row.split("|")
    mapping = mapper.map(Statement(subject=subject, predicate=predicate, object=object, text="".join(text)))
    return {" ".join(a) for a in mapping.assertions}
