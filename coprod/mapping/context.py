"""The sentence around a statement, looked at only where something asks for it."""

from __future__ import annotations

from coprod.facets.scope import Scope, scope_of
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.relations.cues import CueBook


class Context:
    """The text of a statement; its tokens, its concepts and the sentence that is meant are found on demand."""

    def __init__(self, text: str, slots: list[Slot], grounder: Grounder, cues: CueBook) -> None:
        self.raw = text
        self.slots = slots
        self.folded = grounder.plain(" ".join((*(s.text for s in slots), text)))
        """All words of the statement, for the rules between senses."""
        self.expansions: dict[str, str | None] = {}
        self._grounder = grounder
        self._cues = cues
        self._slot: Slot | None = None
        self._scope: Scope | None = None
        self._settled = False

    def __bool__(self) -> bool:
        return bool(self.raw)

    def slot(self) -> Slot:
        """The text cut into tokens, with the words that name holders of a view."""
        if self._slot is None:
            tokens = self._grounder.tokenise(self.raw)
            self._slot = Slot("text", self.raw, tokens, cues=self._cues.scan(tokens, views_only=True))
        return self._slot

    def concepts(self) -> Slot:
        """The text with the concepts that it names."""
        slot = self.slot()
        if not self._settled:
            self._settled = True
            slot.mentions = self._grounder.names.scan(slot.tokens, slot.text)
            self._grounder.settle(slot, self.folded, self.expansions)
        return slot

    def scope(self) -> Scope:
        """The sentence that the statement was taken from."""
        if self._scope is None:
            self._scope = scope_of(self.slot(), self.slots)
        return self._scope

    def may_hold_views(self) -> bool:
        """Whether any word of the text can name a holder; a quick look that may say yes too often."""
        return bool(self.raw) and self._cues.may_hold_views(self.raw)

    def asks(self) -> bool:
        """Whether the sentence is a question."""
        return "?" in self.raw and self.scope().question
