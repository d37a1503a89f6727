"""Puts subject, predicate and object together: which assertions the statement makes."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from coprod.grounding.closed import PREPOSITIONS, TAKING_PART, WORDS
from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token
from coprod.names import UNDIRECTED
from coprod.ontology import Ontology
from coprod.relations.argument import Argument, Side
from coprod.relations.cues import is_participle
from coprod.relations.denied import with_denial, without_sameness
from coprod.relations.ends import Ends
from coprod.relations.ladder import Ladder, ordered
from coprod.relations.nouns import NounFrames
from coprod.relations.pairs import Pairs
from coprod.relations.parts import Parts, named_beside, unexplained
from coprod.relations.predicate import LIGHT, Reading, has_auxiliary, is_weak, readings
from coprod.relations.processes import ProcessVerbs
from coprod.relations.purpose import Purposes
from coprod.relations.result import EFFECTS, Result, is_report, place_of, reports
from coprod.relations.verbs import Join, Verbs


class RelationReader:
    """Reads the relation between the arguments of a statement."""

    def __init__(self, ontology: Ontology, ladder: Ladder, join: Join | None = None) -> None:
        """`join` reads the end of a predicate and the object as one phrase."""
        self._pairs = Pairs(ontology, ladder)
        self._nouns = NounFrames(self._pairs)
        processes = ProcessVerbs(self._pairs)
        self._purposes = Purposes(self._pairs, processes)
        self._verbs = Verbs(self._pairs, processes, join)
        self._ends = Ends(self._pairs)

    def read(
        self, subject_slot: Slot, subject: list[Argument], predicate: Slot, object: list[Argument], object_slot: Slot
    ) -> Result:
        """The assertions of a statement."""
        result = Result()
        found = self._main(subject_slot, Parts(subject, predicate, object, object_slot, []), result)
        result.main = set(found)
        for a in (*subject, *object):
            found.update(self._inside(a, found))
            if a.aside or a.setting:
                found.update(self._around(a, found))
        tokens = (*subject_slot.tokens, *object_slot.tokens)
        result.assertions = {self._unmodified(side, tokens) for side in found if not _says_nothing(side)}
        result.main = {side for side in result.main if not _says_nothing(side)}
        return result

    # What is said beside the main claim ----------------------------------------------------------------------------

    def _inside(self, a: Argument, found: set[Side]) -> set[Side]:
        """What one end says by itself: "the involvement of carers in research | improves | …"."""
        ontology = self._pairs.ontology
        out: set[Side] = set()
        for s, r, o in a.sides:
            if a.joint and s == a.joint and not any(a.joint in x for x in (*found, *out)):
                continue
            if s in ontology.concepts and s != o and ontology.fits(r, s, o):
                out.add(ordered(s, r, o))
        if a.frame is not None:
            for inner in (*a.frame.themes, *a.frame.agents, *a.frame.sources, *a.frame.targets):
                out.update(ordered(*s) for s in inner.sides if ontology.fits(s[1], s[0], s[2]))
        return out

    def _around(self, a: Argument, found: set[Side]) -> set[Side]:
        """Who and where, said of a process that stands in another slot."""
        area = self._pairs.area
        processes = {
            x for s, r, o in found for x in (s, o) if area[x] == "Process" and r not in ("movesBeyond", "differsFrom")
        }
        if len(processes) != 1 or a.concept in processes:
            return set()
        process = processes.pop()
        named = {"HospitalSetting" if c == "Hospital" else c for c in a.aside}
        out = {(process, "involvesActor" if area[c] == "Actor" else "appliedIn", c) for c in named}
        if a.setting:
            out.add((process, "appliedIn", a.setting))
        return out

    def _unmodified(self, side: Side, tokens: tuple[Token, ...]) -> Side:
        """What a modifier only restricts: "tokenistic involvement" that does something is involvement."""
        if side[0] != "Tokenism" or side[1] not in EFFECTS or all(t.form != "tokenistic" for t in tokens):
            return side
        named = next((t.key.capitalize() for t in tokens if t.key.capitalize() in TAKING_PART), "")
        return (named, *side[1:]) if named and self._pairs.ontology.fits(side[1], named, side[2]) else side

    # The main claim ------------------------------------------------------------------------------------------------

    def _main(self, subject_slot: Slot, parts: Parts, result: Result) -> set[Side]:
        """What the statement claims: by a noun at one end, by the predicate, by the object, or by its ends alone."""
        predicate = parts.predicate
        options = [r for r in readings(predicate, parts.object_slot) if not self._in_role(r, predicate)]
        parts = parts._replace(middle=named_beside(predicate, options, self._pairs.area))
        parts = self._about_what_is_told(subject_slot, parts, options)
        found = self._by_nouns(parts, options, result)
        if found:
            return found
        found = self._of_a_pair(parts, result)
        if found:
            return found
        strong = [r for r in options if not is_weak(r, predicate)]
        found = self._by_predicate(strong, parts, result)
        if found:
            return found
        if strong and strong[0].hit.cue.kind != "noun":
            return self._by_ends(parts, free=False)
        return (
            self._by_object(parts, bool(options), result)
            or self._by_role(parts)
            or self._by_ends(parts, free=False)
            or self._by_weak_cue([r for r in options if r not in strong], options, parts, result)
            or self._by_ends(parts, free=True)
        )

    def _in_role(self, reading: Reading, predicate: Slot) -> bool:
        """Whether a cue is part of the name of a role: the "equal" of "as equal partners"."""
        hit = reading.hit
        roles = (m for m in predicate.mentions if self._pairs.area[m.concept] == "ActorRole" and m.last - m.first > 1)
        return any(m.first <= hit.first and hit.last <= m.last for m in roles)

    def _about_what_is_told(self, subject_slot: Slot, parts: Parts, options: list[Reading]) -> Parts:
        """The parts with the thing in the place of those who only report it: "the study | showed | …"."""
        predicate = parts.predicate
        if reports(subject_slot) and self._only_report(parts.subject, predicate, options):
            mentions = parts.object_slot.mentions
            if parts.middle:
                parts = parts._replace(subject=parts.middle, middle=[])
            elif len(mentions) > 1:
                first, last = mentions[0], mentions[-1]
                told = Argument(first.concept, first, place=place_of(parts.object_slot, first))
                parts = parts._replace(subject=[told], object=[Argument(last.concept, last)])
        seen = next((r.hit for r in options if r.hit.cue.tail and r.hit.cue.name in ("understoodAs", "seen_as")), None)
        if seen is not None and not has_auxiliary(predicate, seen.first):
            # "nurses saw co-production as | a threat to …"
            inside = [m for m in parts.middle if m.mention and seen.first < m.mention.first < seen.last]
            things = [m for m in inside if self._pairs.area[m.concept] != "Actor"]
            parts = parts._replace(subject=things or parts.subject)
        if any(a.about for a in parts.subject) and any(map(is_report, predicate.tokens)):
            about = [Argument(a.about, a.mention, sides=a.sides) if a.about else a for a in parts.subject]
            parts = parts._replace(subject=about)
        return parts

    def _only_report(self, subject: list[Argument], predicate: Slot, options: list[Reading]) -> bool:
        """Whether a study or its authors only report, and neither look into a thing nor take part in it."""
        if any(r.hit.cue.name == "studied" for r in options) or all(t.form in PREPOSITIONS for t in predicate.tokens):
            return False
        if any(a.concept and a.mention is None for a in subject):
            return False  # "it", where the text shows what is meant
        people = any(self._pairs.area.get(a.concept) == "Actor" for a in subject)
        return not people or any(map(is_report, predicate.tokens))

    def _by_nouns(self, parts: Parts, options: list[Reading], result: Result) -> set[Side]:
        """What a noun at one end says: "barriers to co-design | include | time"."""
        found = self._nouns.read(parts.subject, parts.object, parts.predicate, options)
        if found:
            frames = [a.frame for a in (*parts.subject, *parts.object) if a.frame is not None]
            absent = any(f.hit.cue.name == "absent" for f in frames)
            result.absence = absent and all(r == "involvesActor" for _, r, _ in found)
        return found

    def _of_a_pair(self, parts: Parts, result: Result) -> set[Side]:
        """What is said of two things together: "co-design and co-creation | are used as | synonyms"."""
        slot = parts.object_slot
        if len(self._pairs.concepts(parts.subject)) < 2 or slot.mentions or not slot.tokens:
            return set()
        for reading in readings(slot, slot):
            if reading.hit.cue.name in UNDIRECTED:
                found = self._verbs.read(reading, parts._replace(predicate=slot, object=[], middle=[]))
                if found:
                    result.used.append((slot.name, reading))
                    return found
        return set()

    def _by_predicate(self, strong: list[Reading], parts: Parts, result: Result) -> set[Side]:
        """What the predicate says by its likeliest cue that fits both ends."""
        purpose = self._purposes.read(strong, parts)
        if purpose:
            result.used.append((parts.predicate.name, strong[0]))
            return purpose
        for n, reading in enumerate(strong):
            found = self._verbs.read(reading, parts)
            if not found:
                continue
            if all(r == "affects" for _, r, _ in found):
                reading, found = self._plainer(strong[n + 1 :], parts, reading) or (reading, found)
            result.used.append((parts.predicate.name, reading))
            found = self._made_together(found, parts)
            found = with_denial(reading, found, parts.predicate, parts.object_slot, result)
            return found | self._besides(reading, strong, parts)
        return set()

    def _made_together(self, found: set[Side], parts: Parts) -> set[Side]:
        """What people made by a process that the predicate names too: "worked in partnership and wrote"."""
        area, fits = self._pairs.area, self._pairs.ontology.fits
        if any(r != "produces" or area[s] != "Actor" for s, r, _ in found):
            return found
        for process, taking_part in self._named_processes({s for s, _, _ in found}, parts):
            made = {(process, "produces", o) for _, _, o in found if fits("produces", process, o)}
            if made and taking_part:
                return made | taking_part
        return found

    def _named_processes(self, doers: set[str], parts: Parts) -> Iterator[tuple[str, set[Side]]]:
        """The processes that the predicate names, by a noun or by a verb, and who takes part in them."""
        for m in parts.middle:
            if self._pairs.area[m.concept] == "Process":  # "generate, in co-management,"
                yield m.concept, {(m.concept, "involvesActor", doer) for doer in doers}
        for hit in parts.predicate.cues:
            if hit.cue.kind == "process" and hit.cue.detail == "generic":
                yield hit.cue.name, self._verbs.read(Reading(hit, False, False), parts._replace(object=[]))

    def _plainer(self, others: list[Reading], parts: Parts, vague: Reading) -> tuple[Reading, set[Side]] | None:
        """The verb that says more than a change: "builds upon and enriches"."""
        predicate = parts.predicate
        for other in others:
            apart = other.hit.first >= vague.hit.last or other.hit.last <= vague.hit.first
            says_more = other.hit.cue.name not in LIGHT and predicate.tokens[other.hit.first].stem not in WORDS["weak"]
            if apart and says_more:
                found = self._verbs.read(other, parts)
                if found and all(r != "affects" for _, r, _ in found):
                    return other, found
        return None

    def _besides(self, used: Reading, strong: list[Reading], parts: Parts) -> set[Side]:
        """What a predicate says besides its main claim: "not only saves money but also builds"."""
        out: set[Side] = set()
        for a in parts.object:
            if a.frame is not None and a.frame.hit.cue.name == "contributes":
                out.update(self._nouns.frame(a, parts.subject, set(), True))
        words = [t.form for t in parts.predicate.tokens]
        if "both" in words:
            for reading in strong:
                if reading.hit.cue.name not in LIGHT and reading.hit.last < used.hit.first:
                    out.update(self._verbs.read(reading, parts))  # "both requires and builds"
        for m in parts.middle:
            if m.mention is not None and words[max(0, m.mention.first - 2) : m.mention.first] == ["way", "of"]:
                sides = self._of_each(parts.subject, "understoodAs", m.concept)
                out.update(x for x in sides if self._pairs.area[m.concept] == "Process")
        if "but" in words and "not" in words:
            but = words.index("but")
            for reading in strong:
                if reading.hit.last <= but < used.hit.first:
                    out.update(self._verbs.read(reading, parts))
            for m in parts.middle:
                before = m.mention is not None and m.mention.last <= but
                if before and self._pairs.area[m.concept] in ("Outcome", "Value"):
                    out.update(self._of_each(parts.subject, "lead_to", m.concept))
        return out

    def _of_each(self, subject: list[Argument], family: str, concept: str) -> set[Side]:
        """What a family of cues says of each subject and one concept."""
        sides = (self._pairs.ladder.resolve(family, s, concept) for s in self._pairs.concepts(subject))
        return {s for s in sides if s}

    def _by_object(self, parts: Parts, has_cue: bool, result: Result) -> set[Side]:
        """What the object says by a verb or a process that it starts with: "is | detrimental to trust"."""
        slot, predicate = parts.object_slot, parts.predicate
        options = readings(slot, slot)
        for reading in options:
            hit = reading.hit
            if hit.first <= 2 and hit.cue.kind == "verb" and hit.last - hit.first > 1:
                found = self._verbs.read(reading, parts._replace(predicate=slot, middle=[]))
                if found:
                    result.used.append((slot.name, reading))
                    return without_sameness(found, predicate, result)
        if predicate.tokens and not has_cue:
            return set()
        for reading in options:
            hit = reading.hit
            if hit.first <= 1 and hit.cue.kind in ("process", "verb") and not _says_nothing_of_it(reading, slot):
                if any(t.stem == "be" for t in predicate.tokens) and is_participle(slot.tokens[hit.first].form):
                    reading = replace(reading, passive=True)
                rest = [a for a in parts.object if a.concept and (a.mention is None or a.mention.first >= hit.last)]
                found = self._verbs.read(reading, Parts(parts.subject, slot, rest, Slot("", "", []), []))
                if found:
                    result.used.append((slot.name, reading))
                    return found
        return set()

    def _by_role(self, parts: Parts) -> set[Side]:
        """What those at one end are said to be: "patients as co-researchers | in | the study"."""
        tokens = parts.predicate.tokens
        roles = [m for m in parts.middle if self._pairs.area[m.concept] == "ActorRole"]
        if tokens and tokens[0].form == "as" and roles:
            return {x for a in parts.subject for role in roles for x in self._pairs.pair("seen_as", a, role)}
        if not tokens or any(t.form not in PREPOSITIONS for t in tokens):
            return set()
        return {x for a in parts.subject if a.role for x in self._pairs.pair("seen_as", a, Argument(a.role))}

    def _by_weak_cue(self, weak: list[Reading], options: list[Reading], parts: Parts, result: Result) -> set[Side]:
        """What a word says that says little by itself, where no other word of the predicate was left unread."""
        unread = unexplained(parts.predicate, options)
        for reading in weak:
            if reading.hit.cue.name == "relatedTo" or not unread:
                found = self._verbs.read(reading, parts)
                if found:
                    result.used.append((parts.predicate.name, reading))
                    return found
        return set()

    def _by_ends(self, parts: Parts, free: bool) -> set[Side]:
        """What the two ends alone allow; where they are `free`, also that they are related somehow."""
        return self._ends.read(parts.subject, parts.object, parts.predicate, parts.middle, free)


def _says_nothing(side: Side) -> bool:
    """Whether an assertion only says that somebody took part: "5,000 participants were included"."""
    subject, relation, object = side
    return (object == "Actor" and relation in ("involvesActor", "excludes", "ledBy")) or (
        subject == "Actor" and relation == "partOf"
    )


def _says_nothing_of_it(reading: Reading, slot: Slot) -> bool:
    """Whether a cue in the object claims nothing: an "and", a part of a name, the participle of "reduced costs"."""
    hit = reading.hit
    if hit.cue.name == "relatedTo" and is_weak(reading, slot):
        return True
    if any(m.first < hit.last and hit.first < m.last and m.last - m.first > 1 for m in slot.mentions):
        return True
    if hit.cue.kind != "verb" or hit.last - hit.first > 1 or hit.last >= len(slot.tokens):
        return False
    after = slot.tokens[hit.last]
    return is_participle(slot.tokens[hit.first].form) and after.is_word and after.form not in PREPOSITIONS
