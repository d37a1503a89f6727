"""What mapping gives: assertions, the groundings that explain them, and what found no term."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from coprod.statement import Problem


class Assertion(NamedTuple):
    """A triple of ids without prefix: subject concept, relation, object concept."""

    subject: str
    relation: str
    object: str


class Grounding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why one term stands in the mapping of a Statement."""

    slot: str
    """``subject``, ``predicate``, ``object`` or ``text``: where the words stand."""
    member: int = 0
    """Index in the slot's list: "patients and carers" has members 0 and 1."""
    matched: str
    """The words as they stand in the input."""
    start: int = -1
    end: int = -1
    """Offsets of the words in the slot's text as given; -1 where they cannot be told."""
    term: str
    """Id of a concept or a relation."""
    tier: str
    """How the words led to the term: ``id``, ``label``, ``variant``, ``lemma``, ``synonym``, ``cue``, ``fuzzy`` …"""
    score: float
    """0–1; 1 is an id or an exact label."""
    runners_up: tuple[tuple[str, float], ...] = ()
    """Other terms that were considered, best first, with their scores."""
    decided_by: str = "lexicon"
    """``lexicon``, ``coder`` or ``curator``."""


class Unmapped(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words that found no term, with the nearest candidates below the threshold."""

    slot: str
    text: str
    candidates: tuple[tuple[str, float], ...] = ()
    reason: str = ""


class Mapping(msgspec.Struct, frozen=True, kw_only=True, cache_hash=True):
    """One Statement mapped: its assertions (sorted, without repeats), facets, and the explanation of both."""

    assertions: tuple[Assertion, ...] = ()
    polarity: str = "affirmed"
    modality: str = "asserted"
    attributed_to: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    """Ids of the contexts given or read."""
    groundings: tuple[Grounding, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    cues: tuple[tuple[str, str], ...] = ()
    """Facet and the words that decided it: ``(("modality", "may"),)``."""
    problems: tuple[Problem, ...] = ()
    """Faults in what the coder or curator gave, such as an id that does not exist; a row with problems is rejected."""
