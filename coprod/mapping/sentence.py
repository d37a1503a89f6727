"""The sentence itself, read where subject, predicate and object only paraphrase it."""

from __future__ import annotations

from coprod.grounding.closed import ARTICLES, PREPOSITIONS, WORDS
from coprod.grounding.slot import Slot
from coprod.mapping.clauses import Make, clause_of
from coprod.mapping.context import Context
from coprod.ontology import Ontology
from coprod.relations.argument import Side
from coprod.relations.result import Result, is_report

_SHORTEST = 4
"""Letters of a word that can bear out a concept."""
_LONGEST_SETTING = 8
_LONGEST_FRAME = 10
"""Words up to the comma of "In mental health care," and up to the "that" of "Nurses felt that"."""
_VAGUE = frozenset({"relatedTo", "affects", "understoodAs", "equivalentTo"})
"""Relations that a reading falls back on."""
_ROOTS = frozenset(
    ["Actor", "Stakeholder", "Value", "NormativeValue", "SocialRelation", "Relationship", "Knowledge", "Outcome",
     "Process", "Participation", "Involvement", "Service", "HealthService", "TheoreticalPerspective",
     "CoProductionModel"]
)  # fmt: skip
"""Concepts that stand for whatever was not understood."""


def told(context: Context, make: Make) -> list[Slot] | None:
    """Subject, predicate and object of the sentence that a statement was taken from, or None."""
    if not context:
        return None
    scope = context.scope()
    tokens = context.slot().tokens[scope.first : scope.last]
    if scope.question or not tokens:
        return None
    first = _after_lead_in(context, scope.first, scope.last)
    start, end = context.slot().tokens[first].start, tokens[-1].end
    clause = clause_of(context.raw[start:end], make, "")
    return clause.slots if clause is not None else None


def wanted(result: Result) -> bool:
    """Whether a reading leaves something to be wished for."""
    return not result.main or all(r in _VAGUE for _, r, _ in result.main) or _general(result)


def repeats(context: Context, slots: list[Slot]) -> bool:
    """Whether a sentence is its subject, predicate and object, word for word."""
    words = " ".join(slot.text for slot in slots if slot.text)
    return len(context.raw) - len(words) < _SHORTEST and context.raw.rstrip(". ").lower() == words.rstrip(". ").lower()


def better(again: Result, first: Result) -> bool:
    """Whether a second reading says plainly what a first one left vague or missed."""
    if not again.main:
        return False
    if not first.main:
        return not all(r in _VAGUE for _, r, _ in again.main)
    if all(r in _VAGUE for _, r, _ in first.main):
        return not any(r in _VAGUE for _, r, _ in again.main)
    return _general(first) and not _general(again)


def borne_out(sides: set[Side], told: list[Slot], given: list[Slot], ontology: Ontology) -> bool:
    """Whether the slots as given speak of everything that was read from the sentence."""
    named = {m.concept for s in given for m in s.mentions}
    words = {t.stem for s in given for t in s.tokens if _of_content(t.form)}
    for concept in {c for s, _, o in sides for c in (s, o)}:
        if any(n == concept or ontology.is_a(n, concept) or ontology.is_a(concept, n) for n in named):
            continue
        said = {
            t.stem
            for s in told
            for m in s.mentions
            if m.concept == concept
            for t in s.tokens[m.first : m.last]
            if _of_content(t.form)
        }
        if not said & words:
            return False
    return True


def _general(result: Result) -> bool:
    """Whether the main claim is about one of the most general concepts."""
    return any(c in _ROOTS for s, _, o in result.main for c in (s, o))


def _after_lead_in(context: Context, first: int, last: int) -> int:
    """Where the claim starts after "Nurses felt that" or "In mental health care,"."""
    slot = context.slot()
    if slot.tokens[first].form in PREPOSITIONS:
        near = range(first, min(first + _LONGEST_SETTING, last - 2))
        return next((i + 1 for i in near if slot.tokens[i].form == ","), first)
    held = {h.last for h in slot.cues if h.cue.kind == "holder" and h.cue.name != "none"}
    for i in range(first + 1, min(first + _LONGEST_FRAME, last - 2)):
        if slot.tokens[i].form == "that" and (i in held or i + 1 in held or is_report(slot.tokens[i - 1])):
            return i + 1
    return first


def _of_content(word: str) -> bool:
    return (
        len(word) >= _SHORTEST and word not in PREPOSITIONS and word not in ARTICLES and word not in WORDS["function"]
    )
