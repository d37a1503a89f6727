"""The facets of a statement: whether it affirms, how it is meant, and who holds the view."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from coprod.facets.holders import Holders
from coprod.facets.modality import modality
from coprod.facets.polarity import polarity
from coprod.grounding.slot import Slot
from coprod.mapping.context import Context
from coprod.mapping.denial import own_denial
from coprod.mapping.given import Given
from coprod.mapping.statement_reader import Said
from coprod.relations.cues import CueHit
from coprod.relations.result import Result
from coprod.statement import Problem, Statement

_OF_ITS_OWN = frozenset({"studied", "critiques", "power_over", "hasLevel"})
"""Families whose cues may hold a modal word that is none: "was used in order to gauge", "take aim at"."""


class Faceted(NamedTuple):
    """The facets of one statement, and for each the words that decided it, if any."""

    polarity: str
    modality: str
    attributed_to: tuple[str, ...]
    cues: tuple[tuple[str, str], ...]


class Facets:
    """Works out the facets that the coder left open, and takes over those that were given."""

    def __init__(self, given: Given, area: Mapping[str, str]) -> None:
        self._given = given
        self._area = area
        self._holders = Holders(frozenset(c for c, a in area.items() if a == "Actor"))

    def of(
        self, statement: Statement, said: Said, slots: list[Slot], context: Context, problems: list[Problem]
    ) -> Faceted:
        """The facets of a statement; `slots` are its texts before a clause inside them was read in their place."""
        polar, denying = self._polarity(statement.polarity, said, problems)
        modal, hedging = self._modality(statement.modality, said, slots, problems)
        if statement.attributed_to is not None:
            named = [c for text in statement.attributed_to for c in self._holder(text, problems)]
            held, holding = tuple(dict.fromkeys(named)), ""
        else:
            held, holding = self._held(slots, context)
        cues = (("polarity", denying), ("modality", hedging), ("attributed_to", holding))
        return Faceted(polar, modal, held, tuple(cue for cue in cues if cue[1]))

    def _polarity(self, coded: str, said: Said, problems: list[Problem]) -> tuple[str, str]:
        subject, predicate, object = said.slots
        where, consumed = own_denial(said.result, predicate, said.left.arguments, said.right.arguments)
        claim = next((r.hit.first for name, r in said.result.used if name == predicate.name), 0)
        polar, words = polarity(subject, predicate, object, where, consumed, claim)
        if said.result.denied:
            polar, words = "affirmed", ""
        elif said.result.absence:
            polar = "negated"
        if coded:
            polar, words = self._given.facet(coded, "polarity", problems) or polar, ""
        return polar, words

    def _modality(self, coded: str, said: Said, slots: list[Slot], problems: list[Problem]) -> tuple[str, str]:
        subject, predicate, object = said.slots
        own = next(
            (r.hit for n, r in said.result.used if n == predicate.name and self._no_hedge(r.hit, said.result)), None
        )
        consumed = (own.first - (own.cue.name == "requires"), own.last) if own else (0, 0)
        modal, words = modality(subject, predicate, object, consumed)
        if said.slots is not slots and modal == "asserted":
            modal, words = modality(slots[0], slots[1], slots[2])
        if coded:
            modal, words = self._given.facet(coded, "modality", problems) or modal, ""
        return modal, words

    def _no_hedge(self, hit: CueHit, result: Result) -> bool:
        """Whether a modal word inside a cue is none: "calls for" is a need where it is said of a process."""
        if hit.cue.name == "requires":
            return bool(result.main) and all(self._area[s] == "Process" for s, _, _ in result.main)
        return hit.cue.name in _OF_ITS_OWN

    def _holder(self, text: str, problems: list[Problem]) -> list[str]:
        """The actors that a given holder of the view names."""
        found = [c for c in self._given.concepts(text) if self._area[c] == "Actor"]
        if not found:
            problems.append(Problem(field="attributed_to", message=f"{text!r} names no actor who could hold a view"))
        return found

    def _held(self, slots: list[Slot], context: Context) -> tuple[tuple[str, ...], str]:
        """Who holds the view, by the predicate, else by the sentence, else by the subject."""
        found, words = self._holders.find(slots[1])
        if not found and context.may_hold_views() and any(h.cue.kind == "holder" for h in context.slot().cues):
            found, words = self._holders.find(context.concepts(), context.scope())
        if not found:
            found, words = self._holders.find(slots[0])
        return found, words
