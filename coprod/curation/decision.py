"""What a person decided about a phrase."""

from __future__ import annotations

from typing import Final

import msgspec

SLOTS: Final = ("subject", "predicate", "object", "text")


class BadDecisions(ValueError):
    """Decisions that cannot be used; each line of the message names file, line and column, and says what is right."""


class Decision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of a file of decisions.

    >>> carer = Decision(phrase="carers", key="carer", term="Carer", coder="ada", date="2026-03-02")
    >>> carer.accepts, carer.applies("object")
    (True, True)
    """

    phrase: str
    """As the person wrote it."""
    key: str
    """In the form in which phrases are compared."""
    slot: str = ""
    """Where it holds: one of `SLOTS`, or everywhere."""
    term: str = ""
    """Id of a concept or a forward relation; empty where the phrase has no term."""
    inverse: bool = False
    """Whether the phrase reads the relation backwards."""
    relation: bool = False
    rejects: bool = False
    """Whether the phrase does *not* mean the term."""
    coder: str
    date: str
    reviewer: str = ""
    """Who settled it, where coders had disagreed."""
    file: str = ""
    line: int = 0

    @property
    def accepts(self) -> bool:
        """Whether the phrase means the term."""
        return bool(self.term) and not self.rejects

    @property
    def none(self) -> bool:
        """Whether the phrase has no term."""
        return not self.term

    def applies(self, slot: str) -> bool:
        """Whether the decision holds in a slot."""
        return not self.slot or self.slot == slot

    def contradicts(self, other: Decision) -> bool:
        """Whether both cannot hold, in the slots that they share."""
        if self.key != other.key or not (self.applies(other.slot) or other.applies(self.slot)):
            return False
        if self.none or other.none:
            return self.accepts or other.accepts
        same = self.term == other.term
        if self.rejects or other.rejects:
            return same and self.rejects != other.rejects
        return self.relation == other.relation and not (same and self.inverse == other.inverse)
