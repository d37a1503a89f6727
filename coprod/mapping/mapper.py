"""The mapper: an extracted statement in, its assertions, facets and their explanation out."""

from __future__ import annotations

from collections.abc import Iterable

from coprod.curation.curated import Curated
from coprod.curation.decision import Decision
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.mapping import explain
from coprod.mapping.coding import Coding
from coprod.mapping.context import Context
from coprod.mapping.facets import Facets
from coprod.mapping.given import Given
from coprod.mapping.nearest import Nearest
from coprod.mapping.placing import placed
from coprod.mapping.records import Assertion, Grounding, Mapping
from coprod.mapping.slots import Read, Slots
from coprod.mapping.statement_reader import Said, StatementReader
from coprod.mapping.unmapped import unmapped
from coprod.ontology import Ontology
from coprod.relations.arguments import Arguments
from coprod.relations.cues import CueBook
from coprod.relations.headers import heads
from coprod.statement import Problem, Statement


class Mapper:
    """Maps extracted statements; it holds compiled tables only, and what it gives depends on nothing but its input.

    >>> mapper = Mapper(Ontology.load())
    >>> for a in mapper.map(Statement(subject="patients", predicate="co-design", object="services")).assertions:
    ...     print(*a)
    CoDesign involvesActor Patient
    CoDesign produces Service
    >>> [g.term for g in mapper.ground("the involvement of carers in co-design")]
    ['CoDesign', 'Involvement', 'Carer']
    >>> mapper.ground("an impatient plumber")
    []
    """

    def __init__(self, ontology: Ontology | None = None, decisions: Iterable[Decision] = ()) -> None:
        self.ontology = ontology or Ontology.load()
        self._decisions = tuple(decisions)
        self._grounder = Grounder(self.ontology)
        self._curated = Curated(self.ontology, self._grounder.tokenise, self._grounder.names, self._decisions)
        self._grounder.overrule = self._curated.apply
        own = (r for r in self.ontology.relations.values() if "." in r.id)
        cues = CueBook(self._grounder.tokenise, own)
        area = {c: self.ontology.area(c) for c in self.ontology.concepts}
        kinds = {c: "ServiceValue" if self.ontology.is_a(c, "ServiceValue") else a for c, a in area.items()}
        arguments = Arguments(self.ontology, self._grounder.names)
        self._slots = Slots(self._grounder, cues, arguments, kinds, self._curated)
        self._reader = StatementReader(self.ontology, self._grounder, cues, self._slots, self._curated)
        self._nearest = Nearest(self.ontology)
        given = Given(self.ontology, self._grounder)
        self._coding = Coding(given, self._nearest)
        self._facets = Facets(given, area)

    def __reduce__(self) -> tuple[type[Mapper], tuple[Ontology, tuple[Decision, ...]]]:
        return Mapper, (self.ontology, self._decisions)

    def map(self, statement: Statement) -> Mapping:
        """The assertions and facets of one statement."""
        problems: list[Problem] = []
        statement = self._curated.over(statement)
        slots, context = self._reader.prepared(statement)
        said = self._said(statement, slots, context, problems)
        assertions = self._assertions(statement, said, slots, context, problems)
        facets = self._facets.of(statement, said, slots, context, problems)
        groundings = explain.groundings(statement, said, context, assertions)
        contexts, unknown = self._coding.contexts(statement.contexts)
        without_term = unmapped(statement, said, assertions, self._nearest) + unknown
        return Mapping(
            assertions=tuple(sorted(assertions)),
            polarity=facets.polarity,
            modality=facets.modality,
            attributed_to=facets.attributed_to,
            contexts=contexts,
            groundings=tuple(self._curated.signed(placed(g, statement)) for g in groundings),
            unmapped=tuple(u for u in without_term if self._curated.open(u)),
            cues=facets.cues,
            problems=tuple(problems),
        )

    def ground(self, text: str) -> list[Grounding]:
        """The concepts that a free phrase names, what it is about first; empty where it names none."""
        slot = self._slots.slot("text", text)
        self._grounder.settle(slot, self._grounder.plain(text), self._grounder.expansions([slot], None))
        found = explain.groundings_of_phrase(slot, self._slots.read(slot).arguments, self._nearest)
        return [self._curated.signed(g) for g in found]

    def _said(self, statement: Statement, slots: list[Slot], context: Context, problems: list[Problem]) -> Said:
        """What the statement says, by the ids that the coder gave where there are any, else by its words."""
        left = self._end(slots[0], statement.subject_ids, "subject_ids", context, problems)
        right = self._end(slots[2], statement.object_ids, "object_ids", context, problems)
        if statement.relation_ids:
            result = self._coding.relations(statement, left.arguments, right.arguments, problems)
            return Said(result, slots, left, right)
        return self._reader.read(slots, left, right, context, retell=not _has_ids(statement))

    def _end(self, slot: Slot, ids: tuple[str, ...], field: str, context: Context, problems: list[Problem]) -> Read:
        if not ids:
            return self._reader.end(slot, context)
        return self._slots.read(slot)._replace(arguments=self._coding.end(ids, field, problems))

    def _assertions(
        self, statement: Statement, said: Said, slots: list[Slot], context: Context, problems: list[Problem]
    ) -> set[Assertion]:
        """What the statement asserts: what a curator decided, else what it says, unless it only asks."""
        if statement.decided is not None:
            return self._coding.decided(statement.decided, problems)
        framed_denial = said.slots is not slots and said.result.denied
        if not _has_ids(statement) and not framed_denial and _asks(said.slots, context):
            return set()
        return {Assertion(*a) for a in said.result.assertions}


def _has_ids(statement: Statement) -> bool:
    return bool(statement.subject_ids or statement.object_ids or statement.relation_ids)


def _asks(slots: list[Slot], context: Context) -> bool:
    """A question asserts nothing."""
    if context.asks():
        return True
    return any(_question(s.text.rstrip()) and not heads(s) for s in slots)


def _question(text: str) -> bool:
    return text.endswith("?") and not text.endswith("(?")
