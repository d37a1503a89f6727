"""Slots made of texts and read; what the words of a text say by themselves is worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import msgspec

from coprod.curation.curated import Curated
from coprod.grounding.concepts import Mention
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token
from coprod.mapping.asides import without_asides
from coprod.relations.argument import Argument, flat
from coprod.relations.arguments import Arguments
from coprod.relations.cues import SPANNING, CueBook, CueHit, asides
from coprod.relations.members import Phrase
from coprod.relations.phrases import read

_REMEMBERED = 20_000


class Read(NamedTuple):
    """A slot, its members and its arguments."""

    slot: Slot
    phrase: Phrase
    arguments: list[Argument]


class _Known(msgspec.Struct, gc=False):
    """What is found in a text before its context is looked at, and how that reads."""

    tokens: list[Token]
    mentions: list[Mention]
    cues: list[CueHit]
    phrase: Phrase | None = None
    arguments: list[Argument] = []


class Slots:
    """Makes slots and reads them."""

    def __init__(
        self, grounder: Grounder, cues: CueBook, arguments: Arguments, kinds: dict[str, str], curated: Curated
    ) -> None:
        self._grounder = grounder
        self._cues = cues
        self._arguments = arguments
        self._kinds = kinds
        self._curated = curated
        self._known = lru_cache(_REMEMBERED)(self._look)

    def slot(self, name: str, text: str) -> Slot:
        """A slot with the concepts and cues found in it, before its context is looked at."""
        known = self._known(text, name == "predicate")
        return Slot(name, text, known.tokens, [*known.mentions], [*known.cues])

    def made(self, name: str, text: str) -> Slot:
        """A slot made of a part of another one, which is a context of its own."""
        slot = self.slot(name, text)
        self._grounder.settle(slot, self._grounder.plain(text), {})
        return slot

    def read(self, slot: Slot) -> Read:
        """The members of a slot and the arguments that they make."""
        if self._curated:
            phrase, arguments = self._parse(slot)
            self._veto(slot, arguments)
            return Read(slot, phrase, arguments)
        known = self._known(slot.text, slot.name == "predicate")
        if slot.mentions != known.mentions or slot.cues != known.cues:
            return Read(slot, *self._parse(slot))
        if known.phrase is None:
            known.phrase, known.arguments = self._parse(slot)
        return Read(slot, known.phrase, [a.copied() for a in known.arguments])

    def _look(self, text: str, predicate: bool) -> _Known:
        text = without_asides(text)
        tokens, mentions = self._grounder.scan(text)
        written = self._grounder.shorthand(tokens, text, self._longest if predicate else self._longest_name)
        if written is not None:
            tokens, mentions = written, self._grounder.names.scan(written, text)
        cues = self._cues.scan(tokens)
        if predicate and len(tokens) > 2:
            spanning = self._cues.around(tokens, cues)
            if spanning:
                beside = asides(tokens)
                inside = {i for h in spanning for i in range(h.first, h.last)} & beside
                cues = [h for h in cues if h.cue.kind not in SPANNING or not inside.issuperset(range(h.first, h.last))]
                cues += spanning
        return _Known(tokens, mentions, cues)

    def _longest(self, tokens: list[Token], at: int) -> tuple[int, str]:
        """The size of the longest name or cue that covers a token, and what it says."""
        name = self._longest_name(tokens, at)
        if name[0]:
            return name
        cues = self._cues.scan(tokens)
        return max(((h.last - h.first, h.cue.name) for h in cues if h.first <= at < h.last), default=(0, ""))

    def _longest_name(self, tokens: list[Token], at: int) -> tuple[int, str]:
        """The size of the longest name that covers a token, and its concept."""
        found = self._grounder.names.scan(tokens, "")
        return max(((m.last - m.first, m.concept) for m in found if m.first <= at < m.last), default=(0, ""))

    def _parse(self, slot: Slot) -> tuple[Phrase, list[Argument]]:
        phrase = read(slot.tokens, slot.mentions, slot.cues, self._kinds)
        return phrase, self._arguments.build(phrase, slot.tokens)

    def _veto(self, slot: Slot, arguments: list[Argument]) -> None:
        """Takes out what a curator decided that the words do not mean."""
        for a in flat(arguments):
            if a.mention is not None:
                words, _, _ = slot.words(a.mention.first, a.mention.last)
                if self._curated.vetoes(slot.name, words, a.concept):
                    a.concept = ""
