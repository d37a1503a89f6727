"""Why a statement was mapped as it was, as text for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from coprod.mapping.records import Assertion, Grounding, Mapping, Unmapped
from coprod.ontology import Ontology
from coprod.statement import Statement

TIERS: Final = {
    "id": "given as an id",
    "label": "its label",
    "variant": "a form or spelling of its label",
    "lemma": "a word formed from its label",
    "synonym": "a synonym",
    "hidden": "a near-synonym",
    "cue": "a cue phrase",
    "reordered": "its label in another order",
    "fuzzy": "a slip of typing",
    "acronym": "an acronym that the text expands",
    "context": "read from what stands around it",
    "phrase": "what the phrase says by itself",
    "decision": "decided",
}
"""How words led to a term, in words."""
Ground = Callable[[str], list[Grounding]]
_SLOTS: Final = ("subject", "predicate", "object", "text", "context")


def render(ontology: Ontology, statement: Statement, mapping: Mapping, ground: Ground = lambda text: []) -> str:
    """The statement slot by slot: members, words, tiers, scores and runners-up; facets; what was left; the result.

    Args:
        ontology: names the terms.
        statement: what was mapped.
        mapping: what it was mapped to.
        ground: gives the concepts of a text, for a slot of which nothing went into an assertion.
    """
    place = f"{statement.origin}" if statement.origin.file else ""
    name = " ".join(part for part in (place, f"({statement.id})" if statement.id else "") if part)
    lines = [name] if name else []
    texts = {"subject": statement.subject, "predicate": statement.predicate, "object": statement.object}
    texts |= {"text": statement.text or statement.quote, "context": "; ".join(statement.contexts)}
    for slot in _SLOTS:
        found = sorted((g for g in mapping.groundings if g.slot == slot), key=lambda g: (g.member, g.start, g.term))
        left = [u for u in mapping.unmapped if u.slot == slot]
        if slot in ("subject", "predicate", "object") or found or left:
            lines.append(f"  {slot}: “{texts.get(slot, '')}”")
            lines += _slot(ontology, found, left, mapping.assertions)
            if not found and not left:
                lines += _unused(ontology, slot, [] if slot == "predicate" else ground(texts[slot]))
    lines += _facets(statement, mapping)
    lines += [f"  = {_words(ontology, a)}" for a in mapping.assertions] or ["  = nothing"]
    return "\n".join(lines)


def phrase(
    ontology: Ontology, text: str, groundings: Iterable[Grounding], near: Iterable[tuple[str, float]] = ()
) -> str:
    """What a free phrase means; `near` are the nearest terms, for a phrase that means none."""
    lines = [f"“{text}”", *(_grounding(ontology, g) for g in groundings)]
    if len(lines) == 1:
        lines.append(_nothing(ontology, Unmapped(slot="text", text=text, candidates=tuple(near), reason="no term")))
    return "\n".join(lines)


def _slot(
    ontology: Ontology, found: list[Grounding], left: list[Unmapped], assertions: tuple[Assertion, ...]
) -> Iterator[str]:
    for grounding in found:
        yield _grounding(ontology, grounding)
        if grounding.term in ontology.relations:
            yield from _why(ontology, grounding.term, assertions)
    for unmapped in left:
        yield _nothing(ontology, unmapped)


def _unused(ontology: Ontology, slot: str, groundings: list[Grounding]) -> Iterator[str]:
    """What a slot means that stands in no assertion."""
    for grounding in groundings:
        yield f"{_grounding(ontology, msgspec.structs.replace(grounding, runners_up=()))}; in no assertion"
    if not groundings:
        yield "    no relation between what subject and object mean" if slot == "predicate" else "    nothing"


def _grounding(ontology: Ontology, grounding: Grounding) -> str:
    words = f"“{grounding.matched}” → " if grounding.matched else "→ "
    how = TIERS.get(grounding.tier, grounding.tier)
    by = f" by a {grounding.decided_by}" if grounding.decided_by != "lexicon" else ""
    line = f"    {words}{grounding.term}{_label(ontology, grounding.term)}: {how}{by}, {grounding.score:.2f}"
    if grounding.runners_up:
        line += f"\n        also considered: {_scored(ontology, grounding.runners_up)}"
    return line


def _nothing(ontology: Ontology, unmapped: Unmapped) -> str:
    near = f"; nearest: {_scored(ontology, unmapped.candidates)}" if unmapped.candidates else ""
    return f"    “{unmapped.text}” → nothing: {unmapped.reason or 'no term'}{near}"


def _why(ontology: Ontology, id: str, assertions: tuple[Assertion, ...]) -> Iterator[str]:
    """That both ends fit the domain and the range."""
    relation = ontology.relations[id]
    domain, range_ = (" or ".join(ends) or "anything" for ends in (relation.domain, relation.range))
    for assertion in assertions:
        if assertion.relation == id:
            first, second = (_kind(ontology, concept) for concept in (assertion.subject, assertion.object))
            yield f"        from {domain} to {range_}: {first}, {second}"


def _kind(ontology: Ontology, id: str) -> str:
    area = ontology.area(id)
    return id if area == id else f"{id} is {'an' if area[0] in 'AEIOU' else 'a'} {area}"


def _facets(statement: Statement, mapping: Mapping) -> Iterator[str]:
    cues = dict(mapping.cues)
    for facet, value, given in (
        ("polarity", mapping.polarity, statement.polarity),
        ("modality", mapping.modality, statement.modality),
        ("attributed_to", ", ".join(mapping.attributed_to) or "nobody but the authors", statement.attributed_to),
    ):
        why = f", by “{cues[facet]}”" if facet in cues else ", given by the coder" if given not in ("", None) else ""
        yield f"  {facet.replace('_', ' ')}: {value}{why}"


def _label(ontology: Ontology, id: str) -> str:
    term = ontology.concepts.get(id) or ontology.relations.get(id)
    return f" ({term.label})" if term and _plain(term.label) != _plain(id) else ""


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _scored(ontology: Ontology, terms: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{id}{_label(ontology, id)} {score:.2f}" for id, score in terms)


def _words(ontology: Ontology, assertion: Assertion) -> str:
    subject, relation, object = assertion
    labels = (ontology.concepts[subject].label, ontology.relations[relation].label, ontology.concepts[object].label)
    return f"{subject} {relation} {object}  ({' – '.join(labels)})"
