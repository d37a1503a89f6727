"""What annotating says of a row, column by column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from coprod.mapping.records import Mapping, Unmapped
from coprod.ontology.terms import Ontology
from coprod.readers.tables import Judge, Table
from coprod.readers.verdict import (
    ASSERTIONS,
    DECISION,
    HOLDERS,
    LABELS,
    MEMO,
    MODALITY,
    NOBODY,
    POLARITY,
    PROBLEM,
    SCORE,
    SUGGESTION,
    Memo,
    Verdict,
)
from coprod.statement import Rejected

if TYPE_CHECKING:
    from coprod.mapping.rows import Mapped

_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST: Final = 32_000


class Appender:
    """Makes the cells that are appended to the rows of one table."""

    def __init__(self, table: Table, judge: Judge, ontology: Ontology) -> None:
        self.table = table
        self.judge = judge
        self.ontology = ontology

    def cells(self, row: list[str], result: Mapped | Rejected | None) -> dict[str, str]:
        """The cells to put into a row, by column; none for a row of which there is nothing to say."""
        if result is None:
            return {}
        if isinstance(result, Rejected):
            return {name: _writable(text) for name, text in self._rejected(result).items()}
        return self._mapped(row, result.mapping)

    def _rejected(self, row: Rejected) -> dict[str, str]:
        """What is wrong with a row and what would be right; its other cells stay as the person left them."""
        parts = [_split(str(problem)) for problem in row.problems]
        return {
            SCORE: "",
            PROBLEM: "\n".join(wrong for wrong, _ in parts),
            SUGGESTION: "\n".join(right for _, right in parts if right),
        }

    def _mapped(self, cells: Sequence[str], mapping: Mapping) -> dict[str, str]:
        """The answers for a row; the memo remembers them, and which of them are the person's own."""
        values, own = self.table.split(cells)
        verdict = self.judge(own, values, self.table.where)
        written = {
            ASSERTIONS: "\n".join(" ".join(a) for a in mapping.assertions),
            LABELS: "\n".join(self._labels(*a) for a in mapping.assertions),
            POLARITY: mapping.polarity,
            MODALITY: mapping.modality,
            HOLDERS: "; ".join(mapping.attributed_to) or (NOBODY if verdict.attributed_to == () else ""),
        }
        written = {name: _writable(text) for name, text in written.items()}
        return {
            **written,
            SCORE: f"{min(g.score for g in mapping.groundings):.2f}" if mapping.groundings else "",
            PROBLEM: _writable("\n".join(self._problems(verdict, mapping))),
            SUGGESTION: _writable("\n".join(self._suggestion(u) for u in mapping.unmapped)),
            DECISION: _decision(verdict),
            MEMO: Memo.of(written, values, verdict.kept).text(),
        }

    def _labels(self, subject: str, relation: str, object: str) -> str:
        relations, concepts = self.ontology.relations, self.ontology.concepts
        middle = relations[relation].label if relation in relations else relation
        ends = (concepts[id].label if id in concepts else id for id in (subject, object))
        return f" – {middle} – ".join(ends)

    def _problems(self, verdict: Verdict, mapping: Mapping) -> list[str]:
        found = [f"{self._place(u.slot)}“{u.text}” found no term" for u in mapping.unmapped]
        if not mapping.assertions and not found and verdict.decided is None:
            found.append("the row maps to nothing")
        if verdict.stale:
            found.append(f"{self._place(DECISION)}the row's texts were changed after the decision; decide again")
        return found

    def _place(self, name: str) -> str:
        where = self.table.where(name)
        return f"column {where}: " if where else ""

    def _suggestion(self, unmapped: Unmapped) -> str:
        terms = {**self.ontology.concepts, **self.ontology.relations}
        near = [f"{id} ({terms[id].label})" if id in terms else id for id, _ in unmapped.candidates]
        return f"“{unmapped.text}”: {', '.join(near) or unmapped.reason or 'no term is near'}"


def _writable(text: str) -> str:
    """The text without what a cell of a workbook cannot hold, so that it is read back as it was written."""
    return _UNWRITABLE.sub("", text)[:_LONGEST]


def _decision(verdict: Verdict) -> str:
    """The decision that a row now stands under: a correction is accepted, an emptied cell rejects."""
    if verdict.decided is None:
        return verdict.decision
    return verdict.decision or ("accept" if verdict.decided else "reject")


def _split(message: str) -> tuple[str, str]:
    """What is wrong, and what would be right: the part after the first semicolon that stands in no quotation.

    >>> _split("“a; b” is not a polarity; use affirmed or negated")
    ('“a; b” is not a polarity', 'use affirmed or negated')
    """
    depth = 0
    for i, char in enumerate(message):
        depth += (char == "“") - (char == "”")
        if char == ";" and depth == 0:
            return message[:i], message[i + 1 :].strip()
    return message, ""
