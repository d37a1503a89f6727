"""What a person decided in an annotated sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coprod.readers.tables import Judge
from coprod.readers.verdict import NO_VERDICT

if TYPE_CHECKING:
    from coprod.ontology.terms import Ontology


def judge(ontology: Ontology | None) -> Judge:
    """A reader of decisions."""
    return lambda own, values: NO_VERDICT
