"""Why the ids of a mapping are there, and what found no term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coprod.grounding.closed import ARTICLES, LIGHT_HEADS, LIGHT_TAILS, PREPOSITIONS, PRONOUNS
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.mapping.nearest import Nearest
from coprod.mapping.records import Grounding, Unmapped
from coprod.relations.argument import Argument
from coprod.relations.phrases import Member, Phrase
from coprod.relations.result import Result


def flat(arguments: Iterable[Argument]) -> Iterator[Argument]:
    """Arguments and what their nouns hold."""
    for a in arguments:
        yield a
        if a.frame is not None:
            yield from flat((*a.frame.themes, *a.frame.agents, *a.frame.sources, *a.frame.targets))


def concepts_of(slot: Slot, arguments: list[Argument], used: set[str]) -> list[Grounding]:
    """The groundings of a slot's concepts that stand in an assertion."""
    out: dict[tuple[str, int], Grounding] = {}
    for n, top in enumerate(arguments):
        for a in flat([top]):
            if a.concept in used and a.mention is not None:
                if a.place is not None:
                    name, start, end, words = a.place
                    g = _grounding(name, n, words, start, end, a.concept, a.mention)
                else:
                    g = _of_mention(slot, n, a.mention, a.concept)
                out.setdefault((g.term, g.start), g)
    have = {term for term, _ in out}
    for mention in slot.mentions:
        if mention.concept in used and mention.concept not in have:
            g = _of_mention(slot, 0, mention, mention.concept)
            out.setdefault((g.term, g.start), g)
    return list(out.values())


def _of_mention(slot: Slot, member: int, mention: Mention, concept: str) -> Grounding:
    words, start, end = slot.words(mention.first, min(mention.last, len(slot.tokens)))
    return _grounding(slot.name, member, words, start, end, concept, mention)


def _grounding(slot: str, member: int, words: str, start: int, end: int, concept: str, mention: Mention) -> Grounding:
    tier, score = mention.tier, mention.score
    runners = mention.runners_up
    if concept != mention.concept:
        tier, score = "context", min(score, 0.85)
        runners = ((mention.concept, round(score - 0.05, 3)), *runners)
    return Grounding(
        slot=slot,
        member=member,
        matched=words,
        start=start,
        end=end,
        term=concept,
        tier=tier,
        score=round(score, 3),
        runners_up=runners,
    )


def relations_of(result: Result, slots: dict[str, Slot], arguments: dict[str, list[Argument]]) -> list[Grounding]:
    """The groundings of the relations: the words of the predicate or of a noun, or what the two ends allow."""
    out: list[Grounding] = []
    main = sorted({r for _, r, _ in result.main})
    for name, reading in result.used:
        words, start, end = slots[name].words(reading.hit.first, reading.hit.last)
        out += [Grounding(slot=name, matched=words, start=start, end=end, term=r, tier="cue", score=0.9) for r in main]
    if main and not result.used:
        place = _noun(slots, arguments)
        if place is not None:
            out.extend(
                Grounding(slot=place[0], matched=place[1], start=place[2], end=place[3], term=r, tier="cue", score=0.85)
                for r in main
            )
        else:
            text = slots["predicate"].text.strip()
            at = slots["predicate"].text.find(text)
            end = at + len(text)
            out.extend(
                Grounding(slot="predicate", matched=text, start=at, end=end, term=r, tier="context", score=0.6)
                for r in main
            )
    left = sorted({r for _, r, _ in result.assertions - result.main}.difference(main))
    where: dict[str, str] = {}
    for name, found in arguments.items() if left else ():
        for a in flat(found):
            for _, r, _ in a.sides:
                where.setdefault(r, name)
    for r in left:
        name = where.get(r, "subject")
        slot = slots[name]
        words, start, end = slot.words(0, len(slot.tokens))
        out.append(Grounding(slot=name, matched=words, start=start, end=end, term=r, tier="phrase", score=0.8))
    return out


def _noun(slots: dict[str, Slot], arguments: dict[str, list[Argument]]) -> tuple[str, str, int, int] | None:
    for name, found in arguments.items():
        for a in found:
            if a.frame is not None:
                return name, *slots[name].words(a.frame.hit.first, a.frame.hit.last)
    return None


def unmapped_of(slot: Slot, phrase: Phrase, found: list[Argument], used: set[str], nearest: Nearest) -> list[Unmapped]:
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
    for member in phrase.members:
        chunk = member.chunk
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


def strange(predicate: Slot) -> bool:
    """Whether the predicate holds words that no cue and no concept explains."""
    known = {i for found in (predicate.cues, predicate.mentions) for x in found for i in range(x.first, x.last)}
    return any(
        t.is_word and i not in known and t.form not in _EMPTY and t.stem not in _AUXILIARY and not t.form.endswith("ly")
        for i, t in enumerate(predicate.tokens)
    )


_AUXILIARY = frozenset({"be", "have", "do", "not"})
_EMPTY = ARTICLES | PREPOSITIONS | PRONOUNS | LIGHT_HEADS | LIGHT_TAILS | {"and", "or", "is", "are", "not"}


def _named(member: Member) -> bool:
    chunk = member.chunk
    if chunk.mentions or chunk.nouns or chunk.joints or chunk.processes:
        return True
    return any(_named(m) for _, members in member.complements for m in members)
