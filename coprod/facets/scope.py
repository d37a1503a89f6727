"""Which sentence of the text the statement was taken from."""

from __future__ import annotations

from typing import NamedTuple

from coprod.grounding.slot import Slot

_ENDS = frozenset({".", "?", "!", ";"})


class Scope(NamedTuple):
    """A half-open range of the text's tokens, and whether it is a question."""

    first: int
    last: int
    question: bool


def scopes(text: Slot) -> list[Scope]:
    """The sentences and half-sentences of a text."""
    out: list[Scope] = []
    first = 0
    for i, token in enumerate(text.tokens):
        if token.form in _ENDS and not _in_brackets(text, i):
            if i > first:
                out.append(Scope(first, i, token.form == "?"))
            first = i + 1
    if first < len(text.tokens):
        out.append(Scope(first, len(text.tokens), False))
    return out


def scope_of(text: Slot, slots: list[Slot]) -> Scope:
    """The sentence of the text that shares most words with the statement."""
    found = scopes(text)
    if not found:
        return Scope(0, 0, False)
    if len(found) == 1:
        return found[0]
    words = {t.stem for s in slots for t in s.tokens if t.is_word and len(t.form) > 3}
    return max(found, key=lambda s: sum(t.stem in words for t in text.tokens[s.first : s.last]))


def _in_brackets(text: Slot, i: int) -> bool:
    return i > 0 and text.tokens[i - 1].form == "("
