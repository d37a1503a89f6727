"""What decisions would change: every statement mapped without them and with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from coprod.curation.decision import Decision
from coprod.mapping.mapper import Mapper
from coprod.mapping.records import Mapping
from coprod.statement import Statement


class Change(msgspec.Struct, frozen=True):
    """A statement that is mapped otherwise with the decisions."""

    statement: Statement
    before: Mapping
    after: Mapping


class Comparison:
    """Maps statements twice and tells which differ; at the end `idle` holds the decisions that concern none of them.

    Args:
        before: a Mapper without the decisions.
        after: one with them.
        decisions: the decisions.
        normal: gives the form in which phrases are compared.
    """

    def __init__(
        self, before: Mapper, after: Mapper, decisions: Iterable[Decision], normal: Callable[[str], str]
    ) -> None:
        self._before = before
        self._after = after
        self._normal = normal
        self._idle = set(decisions)
        self.compared = 0

    @property
    def idle(self) -> list[Decision]:
        """Decisions whose phrase stands in no statement so far, by file and line."""
        return sorted(self._idle, key=lambda d: (d.file, d.line, d.key))

    def compare(self, statement: Statement) -> Change | None:
        """The change of one statement, or None."""
        self.compared += 1
        if self._idle:
            self._tick(statement)
        before, after = self._before.map(statement), self._after.map(statement)
        return None if before.assertions == after.assertions else Change(statement, before, after)

    def _tick(self, statement: Statement) -> None:
        decided = [g for g in self._after.map(statement).groundings if g.tier == "decision"]
        used = {(g.slot, self._normal(g.matched)) for g in decided}
        texts = {slot: f" {self._normal(getattr(statement, slot))} " for slot in ("subject", "predicate", "object")}
        self._idle -= {
            d
            for d in self._idle
            if any(d.applies(slot) and (f" {d.key} " in text or (slot, d.key) in used) for slot, text in texts.items())
        }
