"""The mapper: an extracted statement in, its assertions, facets and their explanation out."""

from __future__ import annotations

from coprod.facets.holders import Holders
from coprod.facets.modality import modality
from coprod.facets.polarity import polarity
from coprod.facets.scope import Scope, scope_of
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.mapping.records import Assertion, Grounding, Mapping
from coprod.ontology import Ontology
from coprod.relations.anaphora import is_anaphor, referent
from coprod.relations.arguments import Argument, Arguments
from coprod.relations.cues import CueBook
from coprod.relations.ladder import Ladder
from coprod.relations.phrases import read
from coprod.relations.reader import RelationReader, Result
from coprod.statement import Statement


class Mapper:
    """Maps extracted statements; it holds compiled tables only and keeps nothing between statements.

    >>> mapper = Mapper(Ontology.load())
    >>> mapper.map(Statement(subject="patients", predicate="co-design", object="services")).assertions
    (Assertion(subject='CoDesign', relation='involvesActor', object='Patient'), Assertion(subject='CoDesign', relation='produces', object='Service'))
    """

    def __init__(self, ontology: Ontology | None = None) -> None:
        self.ontology = ontology or Ontology.load()
        self._grounder = Grounder(self.ontology)
        self._cues = CueBook(self._grounder.tokenise)
        self._arguments = Arguments(self.ontology, self._grounder.names)
        self._reader = RelationReader(self.ontology, Ladder(self.ontology))
        self._area = {c: self.ontology.area(c) for c in self.ontology.concepts}
        self._kinds = {
            c: "ServiceValue" if self.ontology.is_a(c, "ServiceValue") else area for c, area in self._area.items()
        }
        self._holders = Holders(frozenset(c for c, area in self._area.items() if area == "Actor"))
        self._reader.join = self._joined

    def __reduce__(self) -> tuple[type[Mapper], tuple[Ontology]]:
        return Mapper, (self.ontology,)

    def map(self, statement: Statement) -> Mapping:
        """The assertions and facets of one statement."""
        slots = [self._slot("subject", statement.subject), self._slot("predicate", statement.predicate), self._slot("object", statement.object)]
        text = self._slot("text", statement.text) if statement.text else None
        expansions = self._grounder.expansions(slots, text)
        whole = "".join(s.keys() for s in slots) + (text.keys() if text else "")
        for slot in (*slots, *([text] if text else [])):
            self._grounder.settle(slot, whole, expansions)
        subject, predicate, object = slots
        scope = scope_of(text, slots) if text else None
        left = self._arguments_of(subject, text, scope)
        right = self._arguments_of(object, text, scope)
        result = self._reader.read(left, predicate, right, object)
        where, consumed = _own_denial(result, left, right)
        polar, polar_cue = polarity(subject, predicate, object, where, consumed)
        modal, modal_cue = modality(subject, predicate, object)
        held, held_cue = self._held(slots, text, scope)
        if result.denied:
            polar = "affirmed"
        assertions = tuple(sorted(Assertion(*a) for a in result.assertions))
        if _asks(slots, scope):
            assertions = ()
        return Mapping(assertions=assertions, polarity=polar, modality=modal, attributed_to=held)

    def _slot(self, name: str, text: str) -> Slot:
        slot = self._grounder.slot(name, text)
        slot.cues = self._cues.scan(slot.tokens)
        return slot

    def _read(self, slot: Slot) -> list[Argument]:
        return self._arguments.build(read(slot.tokens, slot.mentions, slot.cues, self._kinds), slot.tokens)

    def _arguments_of(self, slot: Slot, text: Slot | None, scope: Scope | None) -> list[Argument]:
        if text is not None and scope is not None and is_anaphor(slot):
            mention = referent(slot, text, scope, self._area)
            return [Argument(mention.concept, None)] if mention else []
        return self._read(slot)

    def _joined(self, predicate: Slot, first: int, object: Slot) -> list[Argument]:
        start = predicate.tokens[first].start
        whole = self._slot("object", f"{predicate.text[start:]} {object.text}")
        self._grounder.settle(whole, whole.keys(), {})
        return self._read(whole)

    def _held(self, slots: list[Slot], text: Slot | None, scope: Scope | None) -> tuple[tuple[str, ...], str]:
        found, words = self._holders.find(slots[1])
        if not found and text is not None:
            found, words = self._holders.find(text, scope)
        if not found:
            found, words = self._holders.find(slots[0])
        return found, words


_DENIALS = frozenset({"excludes", "neglects", "hasNoEffectOn", "lacksEvidenceOfEffectOn", "differsFrom", "hinder", "requires", "movesBeyond"})
"""Families whose cues may hold a denial of their own: "fails to involve", "no evidence that"."""


def _own_denial(result: Result, left: list[Argument], right: list[Argument]) -> tuple[str, tuple[int, int]]:
    for name, reading in result.used:
        if reading.hit.cue.name in _DENIALS:
            return name, (reading.hit.first, reading.hit.last)
    for name, arguments in (("subject", left), ("object", right)):
        for a in arguments:
            if a.frame is not None and a.frame.hit.cue.name in _DENIALS:
                return name, (a.frame.hit.first, a.frame.hit.last)
    return "", (-1, -1)


def _asks(slots: list[Slot], scope: Scope | None) -> bool:
    """A question asserts nothing."""
    if scope is not None and scope.question:
        return True
    return any(s.text.rstrip().endswith("?") for s in slots if not s.text.rstrip().endswith("(?"))
