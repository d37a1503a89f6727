"""Why the ids of a mapping are there: the words that led to each, or the person who gave it."""

from __future__ import annotations

from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.mapping.context import Context
from coprod.mapping.nearest import Nearest
from coprod.mapping.placing import as_given, by_coder
from coprod.mapping.records import Assertion, Grounding
from coprod.mapping.statement_reader import Said
from coprod.relations.argument import Argument, flat
from coprod.relations.result import Result
from coprod.statement import Statement


def groundings(statement: Statement, said: Said, context: Context, assertions: set[Assertion]) -> list[Grounding]:
    """The groundings of all terms that stand in the assertions of a statement."""
    if statement.decided is not None:
        return [g for a in sorted(assertions) for g in as_given(a, "curator")]
    used = {x for a in assertions for x in (a.subject, a.object)}
    if not used:
        return []
    out: list[Grounding] = []
    for end, ids in ((said.left, statement.subject_ids), (said.right, statement.object_ids)):
        if ids:
            out.extend(by_coder(end.slot, n, a.concept) for n, a in enumerate(end.arguments))
        else:
            out.extend(concepts_of(end.slot, end.arguments, used))
    predicate = said.slots[1]
    out.extend(concepts_of(predicate, [], used - {g.term for g in out}))
    left_over = used - {g.term for g in out}
    if context and left_over:
        out.extend(concepts_of(context.concepts(), [], left_over))
    if statement.relation_ids:
        out.extend(by_coder(predicate, n, r) for n, r in enumerate(sorted({a.relation for a in assertions})))
    else:
        arguments = {"subject": said.left.arguments, "object": said.right.arguments}
        out.extend(relations_of(said.result, {s.name: s for s in said.slots}, arguments))
    return out


def groundings_of_phrase(slot: Slot, arguments: list[Argument], nearest: Nearest) -> list[Grounding]:
    """The groundings of all concepts that a free phrase names, what it is about first."""
    named = [
        (n, a.mention, a.concept)
        for n, top in enumerate(arguments)
        for a in flat([top])
        if a.concept and a.mention is not None
    ]
    named += [(0, m, m.concept) for m in slot.mentions]
    out: dict[str, Grounding] = {}
    for member, mention, concept in named:
        if concept in out:
            continue
        words, start, end = slot.words(mention.first, mention.last)
        runners = mention.runners_up or tuple((c, round(s * 0.9, 3)) for c, s in nearest(words, but=concept))
        out[concept] = Grounding(
            slot=slot.name,
            member=member,
            matched=words,
            start=start,
            end=end,
            term=concept,
            tier=mention.tier if concept == mention.concept else "context",
            score=round(mention.score, 3),
            runners_up=runners,
        )
    return list(out.values())


def concepts_of(slot: Slot, arguments: list[Argument], used: set[str]) -> list[Grounding]:
    """The groundings of a slot's concepts that stand in an assertion."""
    out: dict[tuple[str, int], Grounding] = {}
    for n, top in enumerate(arguments):
        for a in flat([top]):
            term = a.concept or a.joint
            if term in used and a.mention is not None:
                if a.place is not None:
                    name, start, end, words = a.place
                    g = _grounding(name, n, words, start, end, term, a.mention)
                else:
                    g = _of_mention(slot, n, a.mention, term)
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
