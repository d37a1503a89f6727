"""Reading an annotated sheet back: what a person accepted, rejected or corrected.

A cell that still says what was written into it is no decision. `accept` accepts the assertions of the row, `reject` all
of them; a corrected cell of assertions or labels stands for itself; a corrected facet wins over every other.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from coprod.readers.errors import did_you_mean
from coprod.readers.fields import Fields
from coprod.readers.triples import Triples
from coprod.readers.verdict import (
    ASSERTIONS,
    DECISION,
    HOLDERS,
    LABELS,
    MEMO,
    MODALITY,
    NO_VERDICT,
    NOBODY,
    POLARITY,
    Memo,
    Triple,
    Verdict,
    digest,
    row_digest,
)
from coprod.statement import Problem

if TYPE_CHECKING:
    from coprod.ontology.terms import Ontology

Cells = dict[str, str]
_WORDS: Final = {"accept": "accept", "accepted": "accept", "reject": "reject", "rejected": "reject"}


def judge(ontology: Ontology | None = None) -> Callable[[Cells, Cells, Callable[[str], str]], Verdict]:
    """A reader of decisions: takes our own cells of a row, its fields, and where each of our columns stands."""
    triples = Triples(ontology)

    def read(own: Cells, values: Cells, where: Callable[[str], str] = lambda _: "") -> Verdict:
        if DECISION not in own and MEMO not in own:
            return NO_VERDICT
        return _Row(own, values, where, triples).verdict()

    return read


class _Row:
    def __init__(self, own: Cells, values: Cells, where: Callable[[str], str], triples: Triples) -> None:
        self.own = own
        self.values = values
        self.where = where
        self.triples = triples
        self.memo = Memo.read(own.get(MEMO, ""))
        self.problems: list[Problem] = []

    def verdict(self) -> Verdict:
        decision = self._decision()
        corrected = self._corrected()
        stale = bool(decision and corrected is None and self.memo.row and self.memo.row != row_digest(self.values))
        if decision == "reject" and corrected:
            self._problem(DECISION, "is “reject”, but the assertions were corrected; empty one of the two cells")
        decided = corrected
        if corrected is None and not stale:
            if decision == "accept":
                decided = self._read(ASSERTIONS)
            elif decision == "reject":
                decided = ()
        return Verdict(
            decided=decided,
            polarity=self._facet(POLARITY, "polarity"),
            modality=self._facet(MODALITY, "modality"),
            attributed_to=self._holders(),
            problems=tuple(self.problems),
            decision="" if stale else decision,
            stale=stale,
        )

    def _problem(self, column: str, message: str) -> None:
        self.problems.append(Problem(field=column, message=message, column=self.where(column)))

    def _cell(self, column: str) -> str:
        return self.own.get(column, "").strip()

    def _edited(self, column: str) -> bool:
        return MEMO in self.own and column in self.own and self.memo.edited(column, self._cell(column))

    def _decision(self) -> str:
        word = self._cell(DECISION)
        if word and word.casefold() not in _WORDS:
            self._problem(
                DECISION, f"“{word}” is not a decision{did_you_mean(word, _WORDS) or '; use accept or reject'}"
            )
        return _WORDS.get(word.casefold(), "")

    def _corrected(self) -> tuple[Triple, ...] | None:
        columns = [column for column in (ASSERTIONS, LABELS) if self._edited(column)]
        readings = [self._read(column) for column in columns]
        if len(readings) == 2 and set(readings[0]) != set(readings[1]) and not self.problems:
            self._problem(LABELS, "were corrected otherwise than the assertions; correct one of the two cells only")
        return readings[0] if readings else None

    def _read(self, column: str) -> tuple[Triple, ...]:
        triples, faults = self.triples.read(self._cell(column))
        for fault in faults:
            self._problem(column, fault)
        return tuple(triples)

    def _facet(self, column: str, facet: str) -> str:
        if not (self._edited(column) or column in self.memo.kept):
            return ""
        fields = Fields({facet: self._cell(column)}, lambda _: self.where(column))
        value = fields.one_of(facet)
        self.problems += fields.problems
        return value

    def _holders(self) -> tuple[str, ...] | None:
        """A cell that was emptied says that nobody holds the view; one that said so already goes back to the mapper."""
        cell = self._cell(HOLDERS)
        edited = self._edited(HOLDERS)
        if not edited and HOLDERS not in self.memo.kept:
            return None
        if not cell:
            return None if not edited or self.memo.cells.get(HOLDERS) == digest(NOBODY) else ()
        return Fields({"attributed_to": cell}).holders("attributed_to")
