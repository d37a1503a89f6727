"""The records of what can stand at the ends of a relation."""

from __future__ import annotations

from dataclasses import dataclass, field

from coprod.grounding.concepts import Mention
from coprod.relations.cues import CueHit

Side = tuple[str, str, str]


@dataclass(slots=True)
class Frame:
    """A noun that hides a relation, with what hangs on it."""

    hit: CueHit
    themes: list[Argument] = field(default_factory=list)
    agents: list[Argument] = field(default_factory=list)
    sources: list[Argument] = field(default_factory=list)
    targets: list[Argument] = field(default_factory=list)


@dataclass(slots=True)
class Argument:
    """One end of a relation: a concept, or a noun that hides a relation of its own."""

    concept: str = ""
    mention: Mention | None = None
    compared: str = ""
    frame: Frame | None = None
    sides: list[Side] = field(default_factory=list)
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
    aside: list[str] = field(default_factory=list)
    """Actors and settings in brackets that belong to a process in another slot."""
    place: tuple[str, int, int, str] | None = None
    """Slot, offsets and words of the mention, where it was read across two slots."""
    actor: str = ""
    """The actor inside the name of a role: "active patient"."""
