"""The words of a statement that found no term, with the terms that come nearest."""

from __future__ import annotations

from coprod.grounding.closed import ARTICLES, LIGHT_HEADS, LIGHT_TAILS, PREPOSITIONS, PRONOUNS
from coprod.grounding.slot import Slot
from coprod.mapping.nearest import Nearest
from coprod.mapping.records import Assertion, Unmapped
from coprod.mapping.statement_reader import Said
from coprod.relations.argument import Argument, flat
from coprod.relations.members import Member, Phrase
from coprod.statement import Statement

_AUXILIARY = frozenset({"be", "have", "do", "not"})
_EMPTY = ARTICLES | PREPOSITIONS | PRONOUNS | LIGHT_HEADS | LIGHT_TAILS | {"and", "or", "is", "are", "not"}


def unmapped(statement: Statement, said: Said, assertions: set[Assertion], nearest: Nearest) -> list[Unmapped]:
    """What found no term in a statement, leaving out what a coder or a curator gave."""
    if statement.decided is not None:
        return []
    out: list[Unmapped] = []
    used = {x for a in assertions for x in (a.subject, a.object)}
    for end, ids in ((said.left, statement.subject_ids), (said.right, statement.object_ids)):
        if not ids:
            out.extend(_members(end.slot, end.phrase, end.arguments, used, nearest))
    predicate = said.slots[1]
    if not statement.relation_ids and not assertions and _strange(predicate):
        near = nearest.near(predicate.text, "predicate")
        out.append(Unmapped(slot="predicate", text=predicate.text.strip(), candidates=near, reason="no relation"))
    return out


def _members(slot: Slot, phrase: Phrase, found: list[Argument], used: set[str], nearest: Nearest) -> list[Unmapped]:
    """The members of a slot that found no term."""
    out = [
        Unmapped(
            slot=slot.name,
            text=slot.words(m.first, m.last)[0],
            candidates=((m.concept, round(m.score / 2, 2)),),
            reason="another sense",
        )
        for m in slot.dropped
    ]
    dropped = {i for m in slot.dropped for i in range(m.first, m.last)}
    named = {i for a in flat(found) if a.concept and a.mention for i in range(a.mention.first, a.mention.last)}
    for member in phrase.members:
        chunk = member.chunk
        if chunk.first in named:
            continue  # "democratic" in "democratic and economic grounds"
        if _named(member) or any(i in dropped for i in range(chunk.first, chunk.last)):
            continue
        words = [t for t in slot.tokens[chunk.first : chunk.last] if t.is_word and t.form not in _EMPTY]
        if words:
            text = slot.text[words[0].start : words[-1].end]
            out.append(Unmapped(slot=slot.name, text=text, candidates=nearest(text), reason="no term"))
    if not out and slot.text.strip() and not any(a.concept or a.frame or a.joint for a in found):
        text = slot.text.strip()
        out.append(Unmapped(slot=slot.name, text=text, candidates=nearest(text), reason="no term"))
    return out


def _strange(predicate: Slot) -> bool:
    """Whether the predicate holds words that no cue and no concept explains."""
    known = {i for found in (predicate.cues, predicate.mentions) for x in found for i in range(x.first, x.last)}
    return any(
        t.is_word and i not in known and t.form not in _EMPTY and t.stem not in _AUXILIARY and not t.form.endswith("ly")
        for i, t in enumerate(predicate.tokens)
    )


def _named(member: Member) -> bool:
    chunk = member.chunk
    if chunk.mentions or chunk.nouns or chunk.joints or chunk.processes:
        return True
    return any(_named(m) for _, members in member.complements for m in members)
