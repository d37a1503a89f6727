"""One slot of a statement with everything that was found in it."""

from __future__ import annotations

from typing import Any

import msgspec

from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token


class Slot(msgspec.Struct, gc=False):
    """A slot's text, its tokens, the concepts named in it and the cues found in it."""

    name: str
    text: str
    tokens: list[Token]
    mentions: list[Mention] = []
    cues: list[Any] = []
    dropped: list[Mention] = []
    """Mentions that context showed to be of another sense."""

    def keys(self) -> str:
        """The keys of the slot, joined by spaces and framed by them."""
        return " " + " ".join(t.key for t in self.tokens) + " "

    def words(self, first: int, last: int) -> tuple[str, int, int]:
        """The words of a range of tokens as they stand in the text, and their offsets."""
        if not self.tokens or first >= last:
            return "", -1, -1
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return self.text[start:end], start, end
