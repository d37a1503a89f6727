"""Reads a statement: its three texts, what stands at both ends, and what they say together or in a clause inside."""

from __future__ import annotations

from typing import NamedTuple

from coprod.curation.curated import Curated
from coprod.grounding.acronyms import MEANS
from coprod.grounding.closed import RELATIVES, TAKING_PART
from coprod.grounding.grounder import Grounder
from coprod.grounding.slot import Slot
from coprod.mapping import sentence
from coprod.mapping.answers import answered
from coprod.mapping.clauses import embedded
from coprod.mapping.context import Context
from coprod.mapping.recast import Recast, bare_noun
from coprod.mapping.slots import Read, Slots
from coprod.ontology import Ontology
from coprod.relations.anaphora import is_anaphor, narrowed, referent
from coprod.relations.argument import Argument, flat
from coprod.relations.composed import sharing_head
from coprod.relations.cues import CueBook, CueHit
from coprod.relations.headers import Headers
from coprod.relations.ladder import Ladder
from coprod.relations.reader import RelationReader
from coprod.relations.result import Result, is_report
from coprod.statement import Statement


class Said(NamedTuple):
    """What a statement says, and the slots and the two ends that say it."""

    result: Result
    slots: list[Slot]
    left: Read
    right: Read


class StatementReader:
    """Reads the texts of a statement, before anything that a coder gave is looked at."""

    def __init__(self, ontology: Ontology, grounder: Grounder, cues: CueBook, slots: Slots, curated: Curated) -> None:
        self._ontology = ontology
        self._grounder = grounder
        self._cues = cues
        self._slots = slots
        self._curated = curated
        self._headers = Headers()
        self._recast = Recast(grounder.tokenise, cues, self._headers)
        self._relations = RelationReader(ontology, Ladder(ontology), self._joined)
        self._area = {c: ontology.area(c) for c in ontology.concepts}

    # The texts -----------------------------------------------------------------------------------------------------

    def prepared(self, statement: Statement) -> tuple[list[Slot], Context]:
        """Subject, predicate and object with their concepts and cues, and the sentence around them."""
        slots = self._cut(statement)
        self._headers.read(slots[1])
        context = Context(statement.text or statement.quote, slots, self._grounder, self._cues)
        if _may_explain_acronyms(slots, context.raw):
            context.expansions = self._grounder.expansions(slots, context.slot() if context else None)
        for slot in slots:
            self._grounder.settle(slot, context.folded, context.expansions)
        processes = any(h.cue.kind == "process" for s in slots for h in s.cues)
        if processes and self._grounder.of_other_sense("Participation", context.folded):
            for slot in slots:
                slot.cues = [h for h in slot.cues if h.cue.kind != "process"]
        return slots, context

    def _cut(self, statement: Statement) -> list[Slot]:
        """The three texts, cut where they are best read: "the domination | of patients by" → "… of patients | by"."""
        subject, predicate = self._recast(statement.subject, statement.predicate)
        question = answered(predicate, statement.object)
        if question is not None:
            return self._made(subject, *self._claimed(*question))
        slots = self._made(subject, predicate, statement.object)
        if not bare_noun(slots[0], slots[1]):
            return slots
        if len(slots[1].tokens) == 1:
            whole = f"{subject} {predicate[: slots[1].tokens[-1].start].rstrip()}".rstrip()
            return self._made(f"{whole} {predicate} {statement.object}", "", "")
        cut = slots[1].tokens[-1].start
        return self._made(f"{subject} {predicate[:cut].rstrip()}", predicate[cut:], statement.object)

    def _claimed(self, question: str, denied: bool) -> tuple[str, str]:
        """Predicate and object of a question that was answered: "form of co-production?", no."""
        slot = self._slots.slot("predicate", question)
        cut = slot.tokens[slot.mentions[0].first].start if slot.mentions else len(question)
        is_so = any(self._area[m.concept] in ("ActorRole", "Process") for m in slot.mentions)
        verb = question[:cut].strip() or ("is" if is_so else "has")
        return f"not {verb}" if denied else verb, question[cut:]

    def _made(self, subject: str, predicate: str, object: str) -> list[Slot]:
        named = (("subject", subject), ("predicate", predicate), ("object", object))
        return [self._slots.slot(name, text) for name, text in named]

    # The ends ------------------------------------------------------------------------------------------------------

    def end(self, slot: Slot, context: Context) -> Read:
        """What stands at one end; "it", "they" and "this approach" are looked up in the sentence."""
        found = self._slots.read(slot)
        if not context:
            return found
        if is_anaphor(slot):
            mention = referent(slot, context.concepts(), context.scope(), self._area)
            return found._replace(arguments=[Argument(mention.concept)] if mention else [])
        for a in found.arguments:
            if a.mention is not None and a.concept == a.mention.concept and a.concept in TAKING_PART:
                a.concept = narrowed(a.mention, slot, context.concepts(), self._ontology) or a.concept
        return found

    def _joined(self, predicate: Slot, first: int, object: Slot) -> list[Argument]:
        """The end of the predicate, from a token on, and the object read as one phrase."""
        start = predicate.tokens[first].start
        head = predicate.text[start:]
        whole = self._slots.made("object", f"{head} {object.text}")
        arguments = self._slots.read(whole).arguments
        shift = len(head) + 1
        for a in flat(arguments):
            if a.mention is not None:
                _, begin, end = whole.words(a.mention.first, a.mention.last)
                if begin >= shift:
                    a.place = ("object", begin - shift, end - shift, object.text[begin - shift : end - shift])
                else:
                    end = min(end, len(head))
                    a.place = ("predicate", begin + start, end + start, head[begin:end])
        return arguments

    # What they say -------------------------------------------------------------------------------------------------

    def read(self, slots: list[Slot], left: Read, right: Read, context: Context, retell: bool) -> Said:
        """What a statement says; `retell` allows that its sentence is read in its place."""
        said = self._understood(slots, left, right, context)
        if retell:
            said = self._retold(said, context)
        self._curb(said.result, said.slots[1])
        self._told_by(slots[1], left, said.result)
        return said

    def _understood(self, slots: list[Slot], left: Read, right: Read, context: Context) -> Said:
        """What three slots say, or the clause that one of them holds."""
        clause = embedded(slots, self._slots.made)
        if clause is not None:
            said = self._related(clause.slots, self.end(clause.slots[0], context), self.end(clause.slots[2], context))
            if clause.denial:
                said.result.deny(clause.denial, self._ontology)
            if said.result.main:
                return said
        said = self._related(slots, left, self._sharing_head(slots, right))
        return said if said.result.main else self._in_object(slots, context) or said

    def _in_object(self, slots: list[Slot], context: Context) -> Said | None:
        """What the object says of its own cause: "patients | saw | more autonomy as a result of peer support"."""
        object = slots[2]
        for hit in object.cues:
            if not (hit.cue.name == "lead_to" and hit.cue.detail == "<" and _stands_between(hit, object)):
                continue
            first, last = object.tokens[hit.first].start, object.tokens[hit.last - 1].end
            parts = (
                ("subject", object.text[:first]),
                ("predicate", object.text[first:last]),
                ("object", object.text[last:]),
            )
            inner = [self._slots.made(name, text.strip()) for name, text in parts]
            said = self._related(inner, self.end(inner[0], context), self.end(inner[2], context))
            if said.result.main:
                return said
        return None

    def _related(self, slots: list[Slot], left: Read, right: Read) -> Said:
        subject, predicate, object = slots
        return Said(
            self._relations.read(subject, left.arguments, predicate, right.arguments, object), slots, left, right
        )

    def _sharing_head(self, slots: list[Slot], right: Read) -> Read:
        """A list that shares its head with what it is said of: "types of co-production | = | individual; group"."""
        subject, predicate, object = slots
        heads = [subject.tokens[m.last - 1].key for m in subject.mentions[-1:]]
        heads += [t.key for t in predicate.tokens if t.is_word]
        named = sharing_head(right.phrase.members, object.tokens, heads, self._grounder.names)
        return right._replace(arguments=named) if named else right

    def _retold(self, said: Said, context: Context) -> Said:
        """What the sentence says, where it says more plainly what the slots speak of."""
        if not sentence.wanted(said.result) or sentence.repeats(context, said.slots):
            return said

        def make(name: str, text: str) -> Slot:
            slot = self._slots.slot(name, text)
            self._grounder.settle(slot, context.folded, context.expansions)
            return slot

        told = sentence.told(context, make)
        if told is None:
            return said
        again = self._understood(told, self.end(told[0], context), self.end(told[2], context), context)
        plainer = sentence.better(again.result, said.result)
        if plainer and sentence.borne_out(again.result.assertions, again.slots, said.slots, self._ontology):
            return again
        return said

    def _told_by(self, predicate: Slot, left: Read, result: Result) -> None:
        """How a process was studied, where a study tells what it found: "a survey | showed that …"."""
        if not any(map(is_report, predicate.tokens)):
            return
        named = [a.concept for a in left.arguments if a.concept] + [m.concept for m in predicate.mentions]
        methods = [c for c in named if self._area[c] == "ResearchMethod"]
        studied = {s for s, r, _ in result.main if self._area[s] == "Process" and r != "studiedWith"}
        result.assertions |= {(process, "studiedWith", method) for process in studied for method in methods}

    def _curb(self, result: Result, predicate: Slot) -> None:
        """Takes out what was read between the two ends alone, where a curator decided otherwise about the predicate."""
        if not result.used:
            barred = {a for a in result.main if self._curated.forbids(predicate, a[1])}
            result.main -= barred
            result.assertions -= barred


def _stands_between(hit: CueHit, slot: Slot) -> bool:
    """Whether a cue of several words has a thing on both sides, outside a relative clause."""
    before = any(m.last <= hit.first for m in slot.mentions)
    after = any(m.first >= hit.last for m in slot.mentions)
    inside = any(t.form in RELATIVES for t in slot.tokens[1 : hit.first])
    return hit.cue.kind == "verb" and hit.last - hit.first > 1 and before and after and not inside


def _may_explain_acronyms(slots: list[Slot], text: str) -> bool:
    """Whether an acronym may be spelt out in a slot or in the text around it."""
    if any("(" in s.text for s in slots):
        return True
    return any(t.upper for s in slots for t in s.tokens) and any(w in text for w in ("(", *MEANS))
