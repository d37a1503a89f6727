"""The mapper: an extracted statement in, its assertions, facets and their explanation out."""

from __future__ import annotations

from coprod.facets.holders import holders
from coprod.facets.modality import modality
from coprod.facets.polarity import polarity
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.mapping.records import Assertion, Grounding, Mapping
from coprod.ontology import Ontology
from coprod.relations.arguments import Argument, Arguments
from coprod.relations.cues import CueBook
from coprod.relations.ladder import Ladder
from coprod.relations.phrases import read
from coprod.relations.reader import RelationReader
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
        left = self._read(subject)
        right = self._read(object)
        result = self._reader.read(left, predicate, right, object)
        consumed = (-1, -1)
        for name, reading in result.used:
            if name == "predicate":
                consumed = (reading.hit.first, reading.hit.last)
        polar, polar_cue = polarity(subject, predicate, object, consumed)
        modal, modal_cue = modality(subject, predicate, object)
        held, held_cue = self._holders(slots, text)
        assertions = tuple(sorted(Assertion(*a) for a in result.assertions))
        return Mapping(assertions=assertions, polarity=polar, modality=modal, attributed_to=held)

    def _slot(self, name: str, text: str) -> Slot:
        slot = self._grounder.slot(name, text)
        slot.cues = self._cues.scan(slot.tokens)
        return slot

    def _read(self, slot: Slot) -> list[Argument]:
        return self._arguments.build(read(slot.tokens, slot.mentions, slot.cues, self._area), slot.tokens)

    def _holders(self, slots: list[Slot], text: Slot | None) -> tuple[tuple[str, ...], str]:
        for slot in (slots[1], *([text] if text else []), slots[0]):
            found, words = holders(self.ontology, slot)
            if found:
                return found, words
        return (), ""
