"""The mapper: an extracted statement in, its assertions, facets and their explanation out."""

from __future__ import annotations

from collections.abc import Iterable

from coprod.curation.curated import Curated
from coprod.curation.decision import Decision
from coprod.facets.holders import Holders
from coprod.facets.modality import modality
from coprod.facets.polarity import polarity
from coprod.grounding.closed import ARTICLES, TAKING_PART
from coprod.grounding.concepts import Mention
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.mapping import explain, sentence
from coprod.mapping.clauses import embedded
from coprod.mapping.context import Context
from coprod.mapping.denial import own_denial
from coprod.mapping.given import Given
from coprod.mapping.nearest import Nearest
from coprod.mapping.placing import as_given, by_coder, placed
from coprod.mapping.recast import Recast, bare_noun
from coprod.mapping.records import Assertion, Grounding, Mapping, Unmapped
from coprod.mapping.slots import Read, Slots
from coprod.ontology import Ontology
from coprod.relations.anaphora import is_anaphor, narrowed, referent
from coprod.relations.argument import Argument
from coprod.relations.arguments import Arguments
from coprod.relations.cues import CueBook, CueHit
from coprod.relations.headers import Headers
from coprod.relations.ladder import Ladder, ordered
from coprod.relations.reader import RelationReader
from coprod.relations.result import Result
from coprod.statement import Problem, Statement

_OF_ITS_OWN = frozenset({"studied", "critiques", "power_over", "hasLevel"})
"""Families whose cues may hold a modal word that is none: "was used in order to gauge", "take aim at"."""


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
        self._cues = CueBook(self._grounder.tokenise, own)
        self._arguments = Arguments(self.ontology, self._grounder.names)
        self._reader = RelationReader(self.ontology, Ladder(self.ontology), self._joined)
        self._headers = Headers()
        self._recast = Recast(self._grounder.tokenise, self._cues, self._headers)
        self._given = Given(self.ontology, self._grounder.names, self._grounder.tokenise)
        self._nearest = Nearest(self.ontology)
        self._area = {c: self.ontology.area(c) for c in self.ontology.concepts}
        self._kinds = {
            c: "ServiceValue" if self.ontology.is_a(c, "ServiceValue") else area for c, area in self._area.items()
        }
        self._slots = Slots(self._grounder, self._cues, self._arguments, self._kinds, self._curated)
        self._holders = Holders(frozenset(c for c, area in self._area.items() if area == "Actor"))

    def __reduce__(self) -> tuple[type[Mapper], tuple[Ontology, tuple[Decision, ...]]]:
        return Mapper, (self.ontology, self._decisions)

    def map(self, statement: Statement) -> Mapping:
        """The assertions and facets of one statement."""
        problems: list[Problem] = []
        statement = self._curated.over(statement)
        slots, context = self._prepared(statement)
        framed = slots
        subject, predicate, object = slots
        left = self._side(subject, statement.subject_ids, "subject_ids", context, problems)
        right = self._side(object, statement.object_ids, "object_ids", context, problems)
        coder = self._coded(statement, left, right, problems)
        if coder is not None:
            result = coder
        else:
            result, slots, left, right = self._understood(slots, left, right, context)
            if not (statement.subject_ids or statement.object_ids):
                result, slots, left, right = self._retold(result, slots, left, right, context)
            subject, predicate, object = slots
            self._curb(result, predicate)
        assertions = {Assertion(*a) for a in result.assertions}
        given = coder is not None or statement.subject_ids or statement.object_ids
        if not given and not (framed is not slots and result.denied) and _asks(slots, context):
            assertions = set()
        if statement.decided is not None:
            assertions = self._decided(statement.decided, problems)
        cues: list[tuple[str, str]] = []
        polar, modal, held = self._facets(statement, slots, framed, context, result, left, right, cues, problems)
        groundings = self._groundings(statement, slots, context, result, left, right, assertions)
        unmapped: list[Unmapped] = []
        if statement.decided is None:
            used = {x for a in assertions for x in (a.subject, a.object)}
            for side, ids in ((left, statement.subject_ids), (right, statement.object_ids)):
                if not ids:
                    unmapped.extend(explain.unmapped_of(side.slot, side.phrase, side.arguments, used, self._nearest))
            if coder is None and not assertions and explain.strange(predicate):
                near = self._nearest.near(predicate.text, "predicate")
                unmapped.append(
                    Unmapped(slot="predicate", text=predicate.text.strip(), candidates=near, reason="no relation")
                )
        contexts = self._contexts(statement, unmapped)
        return Mapping(
            assertions=tuple(sorted(assertions)),
            polarity=polar,
            modality=modal,
            attributed_to=held,
            contexts=contexts,
            groundings=tuple(self._curated.signed(placed(g, statement)) for g in groundings),
            unmapped=tuple(u for u in unmapped if self._curated.open(u)),
            cues=tuple(cues),
            problems=tuple(problems),
        )

    def _understood(
        self, slots: list[Slot], left: Read, right: Read, context: Context
    ) -> tuple[Result, list[Slot], Read, Read]:
        """What three slots say, or the clause that one of them holds."""
        clause = embedded(slots, self._slots.made)
        if clause is not None:
            inner = [self._side(s, (), "", context, []) for s in (clause.slots[0], clause.slots[2])]
            result = self._reader.read(
                clause.slots[0], inner[0].arguments, clause.slots[1], inner[1].arguments, clause.slots[2]
            )
            if clause.denial:
                result.deny(clause.denial, self.ontology)
            if result.main:
                return result, clause.slots, inner[0], inner[1]
        right = self._sharing_head(slots, right)
        result = self._reader.read(slots[0], left.arguments, slots[1], right.arguments, slots[2])
        return result, slots, left, right

    def _sharing_head(self, slots: list[Slot], right: Read) -> Read:
        """A list that shares its head with what it is said of: "types of co-production | = | individual; group"."""
        members = right.phrase.members
        tokens = slots[2].tokens
        words = [
            " ".join(t.key for t in tokens[m.chunk.first : m.chunk.last] if t.form not in ARTICLES) for m in members
        ]
        if len(members) < 2 or any(
            m.complements or not w or w.count(" ") > 1 for m, w in zip(members, words, strict=True)
        ):
            return right
        heads = [slots[0].tokens[m.last - 1].key for m in slots[0].mentions[-1:]]
        heads += [t.key for t in slots[1].tokens if t.is_word]
        for head in heads:
            names = [self._grounder.names.whole(f"{w} {head}") for w in words]
            if all(names):
                mentions = [
                    Mention(m.chunk.first, m.chunk.last, n[0].concept, "reordered", 0.85)
                    for m, n in zip(members, names, strict=True)
                ]
                return right._replace(arguments=[Argument(m.concept, m) for m in mentions])
        return right

    def _retold(
        self, result: Result, slots: list[Slot], left: Read, right: Read, context: Context
    ) -> tuple[Result, list[Slot], Read, Read]:
        """What the sentence says, where it says more plainly what the slots speak of."""
        if not sentence.wanted(result):
            return result, slots, left, right

        def make(name: str, text: str) -> Slot:
            slot = self._slots.slot(name, text)
            self._grounder.settle(slot, context.folded, context.expansions)
            return slot

        told = sentence.told(context, slots, make)
        if told is not None:
            inner = [self._side(s, (), "", context, []) for s in (told[0], told[2])]
            again = self._understood(told, inner[0], inner[1], context)
            if sentence.better(again[0], result) and sentence.borne_out(
                again[0].assertions, again[1], slots, self.ontology
            ):
                return again
        return result, slots, left, right

    def ground(self, text: str) -> list[Grounding]:
        """The concepts that a free phrase names, what it is about first; empty where it names none."""
        slot = self._slots.slot("text", text)
        self._grounder.settle(slot, self._grounder.plain(text), self._grounder.expansions([slot], None))
        out: dict[str, Grounding] = {}
        for n, a in enumerate(self._slots.read(slot).arguments):
            for inner in explain.flat([a]):
                if inner.concept and inner.mention is not None:
                    self._add(out, slot, n, inner.mention, inner.concept)
        for mention in slot.mentions:
            self._add(out, slot, 0, mention, mention.concept)
        return [self._curated.signed(g) for g in out.values()]

    def _add(self, out: dict[str, Grounding], slot: Slot, member: int, mention: Mention, concept: str) -> None:
        if concept in out:
            return
        words, start, end = slot.words(mention.first, mention.last)
        runners = mention.runners_up or tuple((c, round(s * 0.9, 3)) for c, s in self._nearest(words, but=concept))
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

    # Reading -------------------------------------------------------------------------------------------------------

    def _prepared(self, statement: Statement) -> tuple[list[Slot], Context]:
        subject, predicate = self._recast(statement.subject, statement.predicate)
        named = (("subject", subject), ("predicate", predicate), ("object", statement.object))
        slots = [self._slots.slot(name, text) for name, text in named]
        if bare_noun(slots[0], slots[1]):
            cut = slots[1].tokens[-1].start
            whole = f"{subject} {predicate[:cut].rstrip()}"
            named = (("subject", whole), ("predicate", predicate[cut:]), ("object", statement.object))
            if len(slots[1].tokens) == 1:
                named = (
                    ("subject", f"{whole.rstrip()} {predicate} {statement.object}"),
                    ("predicate", ""),
                    ("object", ""),
                )
            slots = [self._slots.slot(name, text) for name, text in named]
        self._headers.read(slots[1])
        context = Context(statement.text or statement.quote, slots, self._grounder, self._cues)
        acronyms = any(t.upper for s in slots for t in s.tokens) and any(
            w in context.raw for w in ("(", "stands", "means")
        )
        if acronyms or any("(" in s.text for s in slots):
            context.expansions = self._grounder.expansions(slots, context.slot() if context else None)
        for slot in slots:
            self._grounder.settle(slot, context.folded, context.expansions)
        processes = any(h.cue.kind == "process" for s in slots for h in s.cues)
        if processes and self._grounder.of_other_sense("Participation", context.folded):
            for slot in slots:
                slot.cues = [h for h in slot.cues if h.cue.kind != "process"]
        return slots, context

    def _side(self, slot: Slot, ids: tuple[str, ...], field: str, context: Context, problems: list[Problem]) -> Read:
        found = self._slots.read(slot)
        if ids:
            concepts = [self._given.concept(i, field, problems) for i in ids]
            return found._replace(arguments=[Argument(c) for c in concepts if c])
        if not context:
            return found
        if is_anaphor(slot):
            mention = referent(slot, context.concepts(), context.scope(), self._area)
            return found._replace(arguments=[Argument(mention.concept)] if mention else [])
        for a in found.arguments:
            if a.mention is not None and a.concept == a.mention.concept and a.concept in TAKING_PART:
                a.concept = narrowed(a.mention, slot, context.concepts(), self.ontology) or a.concept
        return found

    def _joined(self, predicate: Slot, first: int, object: Slot) -> list[Argument]:
        start = predicate.tokens[first].start
        head = predicate.text[start:]
        whole = self._slots.made("object", f"{head} {object.text}")
        arguments = self._slots.read(whole).arguments
        shift = len(head) + 1
        for a in explain.flat(arguments):
            if a.mention is not None:
                _, begin, end = whole.words(a.mention.first, a.mention.last)
                if begin >= shift:
                    a.place = ("object", begin - shift, end - shift, object.text[begin - shift : end - shift])
                else:
                    end = min(end, len(head))
                    a.place = ("predicate", begin + start, end + start, head[begin:end])
        return arguments

    def _curb(self, result: Result, predicate: Slot) -> None:
        """Takes out what was read between the two ends alone, where a curator decided otherwise about the predicate."""
        if not result.used:
            barred = {a for a in result.main if self._curated.forbids(predicate, a[1])}
            result.main -= barred
            result.assertions -= barred

    # What was given ------------------------------------------------------------------------------------------------

    def _coded(self, statement: Statement, left: Read, right: Read, problems: list[Problem]) -> Result | None:
        """The assertions where the coder gave relations."""
        if not statement.relation_ids:
            return None
        result = Result()
        for given in statement.relation_ids:
            relation, inverse = self._given.relation(given, problems)
            for s in explain.flat(left.arguments):
                for o in explain.flat(right.arguments):
                    if not (relation and s.concept and o.concept):
                        continue
                    first, second = (o.concept, s.concept) if inverse else (s.concept, o.concept)
                    breach = self._given.breach(relation, first, second)
                    if breach is None:
                        result.assertions.add(ordered(first, relation, second))
                    elif statement.subject_ids and statement.object_ids:
                        problems.append(breach)
        if not result.assertions and not problems:
            relations = ", ".join(statement.relation_ids)
            problems.append(
                Problem(field="relation_ids", message=f"{relations} fits nothing that subject and object were read as")
            )
        result.main = set(result.assertions)
        return result

    def _decided(self, decided: tuple[tuple[str, str, str], ...], problems: list[Problem]) -> set[Assertion]:
        out: set[Assertion] = set()
        for s, r, o in decided:
            subject = self._given.concept(s, "decided", problems)
            relation, inverse = self._given.relation(r, problems, "decided")
            object = self._given.concept(o, "decided", problems)
            if not (subject and relation and object):
                continue
            if inverse:
                subject, object = object, subject
            breach = self._given.breach(relation, subject, object, "decided")
            if breach is not None:
                problems.append(breach)
            else:
                out.add(Assertion(*ordered(subject, relation, object)))
        return out

    def _contexts(self, statement: Statement, unmapped: list[Unmapped]) -> tuple[str, ...]:
        out: list[str] = []
        for context in statement.contexts:
            found = self._terms(context)
            if not found:
                unmapped.append(
                    Unmapped(slot="context", text=context, candidates=self._nearest(context), reason="no term")
                )
            out.extend(found)
        return tuple(dict.fromkeys(out))

    def _terms(self, text: str) -> list[str]:
        """The concepts of a free text that was given as a context or a holder."""
        ignored: list[Problem] = []
        exact = self._given.concept(text, "", ignored)
        if exact:
            return [exact]
        slot = Slot("context", text, *self._grounder.scan(text))
        self._grounder.settle(slot, self._grounder.plain(text), {})
        return [m.concept for m in slot.mentions]

    # Facets --------------------------------------------------------------------------------------------------------

    def _facets(
        self, statement: Statement, slots: list[Slot], framed: list[Slot], context: Context, result: Result,
        left: Read, right: Read, cues: list[tuple[str, str]], problems: list[Problem],
    ) -> tuple[str, str, tuple[str, ...]]:  # fmt: skip
        subject, predicate, object = slots
        where, consumed = own_denial(result, predicate, left.arguments, right.arguments)
        polar, words = polarity(subject, predicate, object, where, consumed)
        if result.denied:
            polar, words = "affirmed", ""
        elif result.absence:
            polar = "negated"
        if statement.polarity:
            polar, words = self._given.facet(statement.polarity, "polarity", problems) or polar, ""
        if words:
            cues.append(("polarity", words))
        own = next((r.hit for n, r in result.used if n == predicate.name and self._of_its_own(r.hit, result)), None)
        modal, words = modality(
            subject, predicate, object, (own.first - (own.cue.name == "requires"), own.last) if own else (0, 0)
        )
        if framed is not slots and modal == "asserted":
            modal, words = modality(framed[0], framed[1], framed[2])
        if statement.modality:
            modal, words = self._given.facet(statement.modality, "modality", problems) or modal, ""
        if words:
            cues.append(("modality", words))
        if statement.attributed_to is not None:
            return (
                polar,
                modal,
                tuple(dict.fromkeys(c for h in statement.attributed_to for c in self._holder(h, problems))),
            )
        held, words = self._held(framed, context)
        if words:
            cues.append(("attributed_to", words))
        return polar, modal, held

    def _of_its_own(self, hit: CueHit, result: Result) -> bool:
        """Whether a modal word inside a cue is none: "calls for" is a need where it is said of a process."""
        if hit.cue.name == "requires":
            return bool(result.main) and all(self._area[s] == "Process" for s, _, _ in result.main)
        return hit.cue.name in _OF_ITS_OWN

    def _holder(self, given: str, problems: list[Problem]) -> list[str]:
        found = [c for c in self._terms(given) if self._area[c] == "Actor"]
        if not found:
            problems.append(Problem(field="attributed_to", message=f"{given!r} names no actor who could hold a view"))
        return found

    def _held(self, slots: list[Slot], context: Context) -> tuple[tuple[str, ...], str]:
        found, words = self._holders.find(slots[1])
        if not found and context.may_hold_views() and any(h.cue.kind == "holder" for h in context.slot().cues):
            found, words = self._holders.find(context.concepts(), context.scope())
        if not found:
            found, words = self._holders.find(slots[0])
        return found, words

    # Explanation ---------------------------------------------------------------------------------------------------

    def _groundings(
        self, statement: Statement, slots: list[Slot], context: Context, result: Result, left: Read, right: Read,
        assertions: set[Assertion],
    ) -> list[Grounding]:  # fmt: skip
        if statement.decided is not None:
            return [g for a in sorted(assertions) for g in as_given(a, "curator")]
        used = {x for a in assertions for x in (a.subject, a.object)}
        if not used:
            return []
        out: list[Grounding] = []
        named = {s.name: s for s in slots}
        for side, ids in ((left, statement.subject_ids), (right, statement.object_ids)):
            if ids:
                out.extend(by_coder(side.slot, n, a.concept) for n, a in enumerate(side.arguments))
            else:
                out.extend(explain.concepts_of(side.slot, side.arguments, used))
        out.extend(explain.concepts_of(slots[1], [], used - {g.term for g in out}))
        left_over = used - {g.term for g in out}
        if context and left_over:
            out.extend(explain.concepts_of(context.concepts(), [], left_over))
        if statement.relation_ids:
            relations = sorted({a.relation for a in assertions})
            out.extend(by_coder(slots[1], n, r) for n, r in enumerate(relations))
        else:
            arguments = {"subject": left.arguments, "object": right.arguments}
            out.extend(explain.relations_of(result, named, arguments))
        return out


def _asks(slots: list[Slot], context: Context) -> bool:
    """A question asserts nothing."""
    if context.asks():
        return True
    return any(s.text.rstrip().endswith("?") and not s.text.rstrip().endswith("(?") for s in slots)
