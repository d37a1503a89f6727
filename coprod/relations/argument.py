"""The records of what can stand at the ends of a relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy

import msgspec

from coprod.grounding.concepts import Mention
from coprod.relations.cues import CueHit

Side = tuple[str, str, str]


class Frame(msgspec.Struct, gc=False):
    """A noun that hides a relation, with what hangs on it."""

    hit: CueHit
    themes: list[Argument] = []
    agents: list[Argument] = []
    sources: list[Argument] = []
    targets: list[Argument] = []

    def copied(self) -> Frame:
        """A frame like this one, with copies of what hangs on it."""
        ends = (self.themes, self.agents, self.sources, self.targets)
        return Frame(self.hit, *([a.copied() for a in end] for end in ends))


class Argument(msgspec.Struct, gc=False):
    """One end of a relation: a concept, or a noun that hides a relation of its own."""

    concept: str = ""
    mention: Mention | None = None
    compared: str = ""
    opposite: bool = False
    """It is named by its contrary: "mistrust" for trust."""
    frame: Frame | None = None
    sides: list[Side] = []
    """Assertions that the phrase itself makes: who takes part in the process, where, and what it makes."""
    joint: str = ""
    """The joint process that a noun of doing names, where those who use services take part in it."""
    lead: str = ""
    """The preposition that it was promoted from."""
    within: str = ""
    """The process that an actor is said to be in."""
    role: str = ""
    """What an actor is said to be taken as: "users as customers"."""
    about: str = ""
    """What a method is said to have studied: "a review of co-production"."""
    setting: str = ""
    """The setting that something other than a process is said to be in."""
    aside: list[str] = []
    """Actors and settings in brackets that belong to a process in another slot."""
    place: tuple[str, int, int, str] | None = None
    """Slot, offsets and words of the mention, where it was read across two slots."""
    actor: str = ""
    """The actor inside the name of a role: "active patient"."""

    def copied(self) -> Argument:
        """An argument like this one, which can be changed without it."""
        other = copy(self)
        other.sides = [*self.sides]
        other.aside = [*self.aside]
        other.frame = self.frame and self.frame.copied()
        return other


def flat(arguments: Iterable[Argument]) -> Iterator[Argument]:
    """Arguments and what their nouns hold."""
    for a in arguments:
        yield a
        if a.frame is not None:
            yield from flat((*a.frame.themes, *a.frame.agents, *a.frame.sources, *a.frame.targets))
