"""What a reading gives, and small questions asked of a slot."""

from __future__ import annotations

import msgspec

from coprod.grounding.closed import ARTICLES, WORDS
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token
from coprod.ontology import Ontology
from coprod.relations.argument import Side
from coprod.relations.cues import FRAMES
from coprod.relations.predicate import Reading

EFFECTS = frozenset(
    ["improves", "worsens", "affects", "hasOutcome", "createsValue", "diminishesValue", "strengthensRelation",
     "weakensRelation", "benefits", "harms", "enables", "hinders", "produces"]
)  # fmt: skip
"""The relations of one thing that does something to another."""
FRAME_DENIALS = frozenset({"lacksEvidenceOfEffectOn", "hasNoEffectOn"})
"""Denials that stand before another verb: "has yet to be shown to improve"."""


class Result(msgspec.Struct):
    """The assertions, and the readings that gave them."""

    assertions: set[Side] = set()
    main: set[Side] = set()
    """Those of them that the predicate makes; the rest stand inside subject and object."""
    used: list[tuple[str, Reading]] = []
    """The slot and the reading of each cue that gave the main assertions."""
    denied: bool = False
    """The denial became a relation of its own."""
    absence: bool = False
    """A noun says that somebody was not there: "the absence of carers from"."""

    def deny(self, relation: str, ontology: Ontology) -> None:
        """Says of all effects that were read that no evidence, or no effect, was found."""
        main = {(s, relation if r in EFFECTS else r, o) for s, r, o in self.main}
        self.assertions = (self.assertions - self.main) | main
        self.main = main
        self.denied = self.denied or any(r == relation for _, r, _ in main)


def is_report(token: Token) -> bool:
    """Whether a word reports what follows it."""
    return token.stem in FRAMES["reports"] and token.form != "not"


def reports(slot: Slot) -> bool:
    """Whether the subject only reports: "the study", "there", "we"."""
    words = [t.form for t in slot.tokens if t.is_word and t.form not in ARTICLES]
    return 0 < len(words) < 4 and words[-1] in WORDS["reporters"] and len(slot.mentions) < 2


def place_of(slot: Slot, mention: Mention) -> tuple[str, int, int, str]:
    """Slot, offsets and words of a mention."""
    words, start, end = slot.words(mention.first, mention.last)
    return slot.name, start, end, words
