"""Ids and labels that a coder or a curator gave: resolved exactly, or refused with a hint."""

from __future__ import annotations

from rapidfuzz import process

from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.names import MODALITIES, POLARITIES
from coprod.ontology import Ontology
from coprod.statement import Problem

_ARTICLES = frozenset({"the", "a", "an"})


class Given:
    """Resolves what was given against the ontology.

    >>> given = Given(Ontology.load(), None)
    >>> given.relation("isLedBy", [])[0], given.relation("leads", [])
    ('', ('ledBy', True))
    """

    def __init__(self, ontology: Ontology, grounder: Grounder | None) -> None:
        """Without a grounder only ids and labels as they are written are known."""
        self._ontology = ontology
        self._grounder = grounder
        self._labels = {c.label.casefold(): c.id for c in ontology.concepts.values()}
        self._folded = {c.casefold(): c for c in ontology.concepts}
        self._relations = {r.label.casefold(): (r.id, False) for r in ontology.relations.values()}
        for r in ontology.relations.values():
            self._relations.setdefault(r.id.casefold(), (r.id, False))
            if r.inverse and r.inverse != r.id:
                self._relations.setdefault(r.inverse.casefold(), (r.id, True))
                if r.inverse_label:
                    self._relations.setdefault(r.inverse_label.casefold(), (r.id, True))

    def concept(self, text: str, field: str, problems: list[Problem]) -> str:
        """The id of a concept given as an id or a label; "" and a problem where there is none."""
        text = text.strip()
        name = text.removeprefix("coprod:").replace(":", ".", 1)
        if name in self._ontology.concepts:
            return name
        found = self._folded.get(name.casefold()) or self._labels.get(name.casefold()) or self._named(text)
        if found:
            return found
        problems.append(
            Problem(
                field=field, message=f"{text!r} is no concept{_hint(text, [*self._ontology.concepts, *self._labels])}"
            )
        )
        return ""

    def _named(self, text: str) -> str:
        """The concept that all words of a text name together, articles apart."""
        if self._grounder is None:
            return ""
        tokens = self._grounder.tokenise(text)
        names = self._grounder.names.whole(" ".join(t.key for t in tokens if t.form not in _ARTICLES))
        return names[0].concept if names else ""

    def concepts(self, text: str) -> list[str]:
        """The concepts of a free text that was given as a context or a holder."""
        exact = self.concept(text, "", [])
        if exact or self._grounder is None:
            return [exact] if exact else []
        slot = Slot("context", text, *self._grounder.scan(text))
        self._grounder.settle(slot, self._grounder.plain(text), {})
        return [m.concept for m in slot.mentions]

    def relation(self, text: str, problems: list[Problem], field: str = "relation_ids") -> tuple[str, bool]:
        """The id of a relation and whether its inverse was meant; "" and a problem where there is none."""
        name = text.strip().removeprefix("coprod:").replace(":", ".", 1)
        if name in self._ontology.relations:
            return name, False
        found = self._relations.get(name.casefold())
        if found:
            return found
        problems.append(
            Problem(
                field=field,
                message=f"{text!r} is no relation{_hint(name, [*self._ontology.relations, *self._relations])}",
            )
        )
        return "", False

    def breach(self, relation: str, subject: str, object: str, field: str = "relation_ids") -> Problem | None:
        """What is wrong where two ends do not fit the domain or the range of a relation."""
        ontology = self._ontology
        r = ontology.relations[relation]
        faults = []
        if not ontology.fits_domain(relation, subject):
            faults.append(f"subject must be {_list(r.domain)}, and {subject} is {_article(ontology.area(subject))}")
        if not ontology.fits_range(relation, object):
            faults.append(f"object must be {_list(r.range)}, and {object} is {_article(ontology.area(object))}")
        if not faults:
            return None
        return Problem(
            field=field, message=f"{relation} does not go from {subject} to {object}: its {'; its '.join(faults)}"
        )

    def facet(self, value: str, field: str, problems: list[Problem]) -> str:
        """A polarity or modality as it is written; "" and a problem where it is none."""
        allowed = POLARITIES if field == "polarity" else MODALITIES
        if value.strip().lower() in allowed:
            return value.strip().lower()
        problems.append(Problem(field=field, message=f"{value!r} is no {field}; it is one of {', '.join(allowed)}"))
        return ""


def _hint(text: str, known: list[str]) -> str:
    found = process.extractOne(text, known, processor=str.casefold, score_cutoff=60)
    return f"; did you mean {found[0]!r}?" if found else ""


def _list(ids: tuple[str, ...]) -> str:
    return " or ".join(_article(i) for i in ids)


def _article(word: str) -> str:
    return f"{'an' if word[:1] in 'AEIOU' else 'a'} {word}"
