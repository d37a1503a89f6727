"""Puts subject, predicate and object together: which assertions the statement makes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from coprod.grounding.closed import ARTICLES, PREPOSITIONS, TAKING_PART, WORDS
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token
from coprod.names import UNDIRECTED
from coprod.ontology import Ontology
from coprod.relations.argument import Argument, Side
from coprod.relations.cues import FRAMES, is_participle
from coprod.relations.ends import Ends
from coprod.relations.ladder import Ladder, ordered
from coprod.relations.nouns import NounFrames
from coprod.relations.pairs import Pairs
from coprod.relations.predicate import LIGHT, Reading, has_auxiliary, is_weak, readings
from coprod.relations.processes import ProcessVerbs
from coprod.relations.result import EFFECTS, FRAME_DENIALS, Result, place_of, reports, told_as_finding

_MADE_SO = frozenset({"enable", "hinder", "raise", "lower", "damage", "redress", "hasNoEffectOn"})
_FOUND_NOTHING = frozenset({"improves", "worsens", "affects"})
_TOLD_BY = {"involv": "Involvement", "includ": "Involvement", "consult": "Consultation", "engag": "Engagement"}
"""The process that a verb of leaving out names: "failed to involve"."""
_DRAWING = frozenset({"basis", "use", "rest_on", "apply", "drawsOnTheory", "drawsOnKnowledge"})
_DRAWN_ON = frozenset({"drawsOnTheory", "drawsOnKnowledge"})
_CHANGING = frozenset({"raise", "lower", "affects", "change"})


def _says_nothing(side: Side) -> bool:
    """Whether an assertion only says that somebody took part: "5,000 participants were included"."""
    return side[2] == "Actor" and side[1] in ("involvesActor", "excludes", "ledBy")


class RelationReader:
    """Reads the relation between the arguments of a statement."""

    def __init__(self, ontology: Ontology, ladder: Ladder) -> None:
        self._pairs = Pairs(ontology, ladder)
        self._nouns = NounFrames(self._pairs)
        self._processes = ProcessVerbs(self._pairs)
        self._ends = Ends(self._pairs)
        self.join: Callable[[Slot, int, Slot], list[Argument]] | None = None
        """Reads the end of the predicate and the object as one phrase."""

    def read(
        self, subject_slot: Slot, subject: list[Argument], predicate: Slot, object: list[Argument], object_slot: Slot
    ) -> Result:
        """The assertions of a statement."""
        result = Result()
        found = self._main(subject_slot, subject, predicate, object, object_slot, result)
        result.main = set(found)
        for a in (*subject, *object):
            for s, r, o in a.sides:
                if a.joint and s == a.joint and not any(a.joint in x for x in found):
                    continue
                if s in self._pairs.ontology.concepts and s != o and self._pairs.ontology.fits(r, s, o):
                    found.add(ordered(s, r, o))
            if a.frame is not None:
                for inner in (*a.frame.themes, *a.frame.agents, *a.frame.sources, *a.frame.targets):
                    found.update(ordered(*s) for s in inner.sides if self._pairs.ontology.fits(s[1], s[0], s[2]))
            if a.aside or a.setting:
                found.update(self._around(a, found))
        tokens = (*subject_slot.tokens, *object_slot.tokens)
        result.assertions = {self._unmodified(side, tokens) for side in found if not _says_nothing(side)}
        result.main = {side for side in result.main if not _says_nothing(side)}
        return result

    def _unmodified(self, side: Side, tokens: tuple[Token, ...]) -> Side:
        """What a modifier only restricts: "tokenistic involvement" that does something is involvement."""
        if side[0] != "Tokenism" or side[1] not in EFFECTS or all(t.form != "tokenistic" for t in tokens):
            return side
        named = next((t.key.capitalize() for t in tokens if t.key.capitalize() in TAKING_PART), "")
        return (named, *side[1:]) if named and self._pairs.ontology.fits(side[1], named, side[2]) else side

    def _around(self, a: Argument, found: set[Side]) -> set[Side]:
        """Who and where, said of a process that stands in another slot."""
        processes = {
            x
            for s, r, o in found
            for x in (s, o)
            if self._pairs.area[x] == "Process" and r not in ("movesBeyond", "differsFrom")
        }
        if len(processes) != 1 or a.concept in processes:
            return set()
        process = processes.pop()
        out = {(process, "involvesActor" if self._pairs.area[c] == "Actor" else "appliedIn", c) for c in a.aside}
        if a.setting:
            out.add((process, "appliedIn", a.setting))
        return out

    def _main(
        self,
        subject_slot: Slot,
        subject: list[Argument],
        predicate: Slot,
        object: list[Argument],
        object_slot: Slot,
        result: Result,
    ) -> set[Side]:
        options = readings(predicate, object_slot)
        middle = self._middle(predicate, options)
        if reports(subject_slot) and self._only_report(subject, predicate, options):
            if middle:
                subject, middle = middle, []
            elif len(object_slot.mentions) > 1:
                first, last = object_slot.mentions[0], object_slot.mentions[-1]
                subject, object = (
                    [Argument(first.concept, first, place=place_of(object_slot, first))],
                    [Argument(last.concept, last)],
                )
        seen = next((r for r in options if r.hit.cue.tail and r.hit.cue.name in ("understoodAs", "seen_as")), None)
        if seen is not None and not has_auxiliary(predicate, seen.hit.first):
            # "nurses saw co-production as | a threat to …"
            inside = [m for m in middle if m.mention and seen.hit.first < m.mention.first < seen.hit.last]
            subject = [m for m in inside if self._pairs.area[m.concept] != "Actor"] or subject
        if any(a.about for a in subject) and any(t.stem in FRAMES["reports"] for t in predicate.tokens):
            subject = [Argument(a.about, a.mention, sides=a.sides) if a.about else a for a in subject]
        own = self._nouns.read(subject, object, predicate, options)
        if own:
            absent = any(a.frame is not None and a.frame.hit.cue.name == "absent" for a in (*subject, *object))
            result.absence = absent and all(r == "involvesActor" for _, r, _ in own)
            return own
        strong = [r for r in options if not is_weak(r, predicate)]
        purpose = self._purpose(strong, subject, object, predicate, object_slot, middle)
        if purpose:
            result.used.append((predicate.name, strong[0]))
            return purpose
        for n, reading in enumerate(strong):
            found = self._apply(reading, subject, object, predicate, object_slot, middle)
            if found and all(r == "affects" for _, r, _ in found):
                # "builds upon and enriches": the verb that says more than a change
                others = (
                    (o, self._apply(o, subject, object, predicate, object_slot, middle))
                    for o in strong[n + 1 :]
                    if o.hit.cue.name not in LIGHT
                    and (o.hit.first >= reading.hit.last or o.hit.last <= reading.hit.first)
                )
                plainer = ((o, f) for o, f in others if f and all(r != "affects" for _, r, _ in f))
                reading, found = next(plainer, (reading, found))
            if found:
                result.used.append((predicate.name, reading))
                found = self._switched(reading, found, predicate, object_slot, result)
                return found | self._more(reading, strong, subject, object, predicate, object_slot, middle)
        if strong and strong[0].hit.cue.kind != "noun":
            return self._ends.read(subject, object, predicate, middle, False)
        early = [
            r
            for r in readings(object_slot, object_slot)
            if r.hit.first <= 2 and r.hit.cue.kind == "verb" and r.hit.last - r.hit.first > 1
        ]
        for reading in early:
            found = self._apply(reading, subject, object, object_slot, object_slot, [])
            if found:
                result.used.append((object_slot.name, reading))
                return self._denied(found, predicate, result)
        early = [
            r for r in readings(object_slot, object_slot) if r.hit.first <= 1 and r.hit.cue.kind in ("process", "verb")
        ]
        if options or not predicate.tokens:
            for reading in early:
                rest = [a for a in object if a.concept and (a.mention is None or a.mention.first >= reading.hit.last)]
                if any(t.stem == "be" for t in predicate.tokens) and is_participle(
                    object_slot.tokens[reading.hit.first].form
                ):
                    reading = Reading(reading.hit, reading.inverse, True)
                found = self._apply(reading, subject, rest, object_slot, Slot("", "", []), [])
                if found:
                    result.used.append((object_slot.name, reading))
                    return found
        if predicate.tokens and all(t.form in PREPOSITIONS for t in predicate.tokens):
            # "patients as co-researchers | in | the study"
            roles = {x for a in subject if a.role for x in self._pairs.pair("seen_as", a, Argument(a.role))}
            if roles:
                return roles
        found = self._ends.read(subject, object, predicate, middle, False)
        if found:
            return found
        for reading in options:
            if reading not in strong and (reading.hit.cue.name == "relatedTo" or not self._strange(predicate, options)):
                found = self._apply(reading, subject, object, predicate, object_slot, middle)
                if found:
                    result.used.append((predicate.name, reading))
                    return found
        return self._ends.read(subject, object, predicate, middle, True)

    def _only_report(self, subject: list[Argument], predicate: Slot, options: list[Reading]) -> bool:
        """Whether a study or its authors only report, and neither look into a thing nor take part in it."""
        if any(r.hit.cue.name == "studied" for r in options):
            return False
        people = any(self._pairs.area.get(a.concept) == "Actor" for a in subject)
        return not people or any(t.stem in FRAMES["reports"] for t in predicate.tokens)

    def _purpose(
        self,
        strong: list[Reading],
        subject: list[Argument],
        object: list[Argument],
        predicate: Slot,
        object_slot: Slot,
        middle: list[Argument],
    ) -> set[Side]:
        """What is done together, and to what end: "run the course together in order to lift"."""
        process = next((r for r in reversed(strong) if r.hit.cue.kind == "process"), None)
        if process is None or strong[0] is process:
            return set()
        first = strong[0].hit.cue
        if first.name not in LIGHT | {"lower", "redress"} and not (
            first.detail == "together" and process.hit.cue.detail == "generic"
        ):
            return set()
        aim = strong[0]
        name = "produces" if aim.hit.cue.kind == "process" else aim.hit.cue.name
        if aim.hit.first <= process.hit.last or predicate.tokens[aim.hit.first - 1].form != "to":
            return set()
        doers = [a for a in subject if self._pairs.area.get(a.concept) == "Actor"]
        if not doers:
            return set()
        done = self._processes.read(process, subject, middle, predicate, Slot("", "", []), [])
        out = set(done)
        for doing in {s for s, r, _ in done if r == "involvesActor"}:
            for o in self._pairs.flat(object):
                out.update(self._pairs.pair(name, Argument(doing), o))
        return out if len(out) > len(done) else set()

    def _more(
        self,
        used: Reading,
        strong: list[Reading],
        subject: list[Argument],
        object: list[Argument],
        predicate: Slot,
        object_slot: Slot,
        middle: list[Argument],
    ) -> set[Side]:
        """What a predicate says besides its main claim: "not only saves money but also builds"."""
        out: set[Side] = set()
        for a in object:
            if a.frame is not None and a.frame.hit.cue.name == "contributes":
                out.update(self._nouns.frame(a, subject, set(), True))
        words = [t.form for t in predicate.tokens]
        for m in middle:
            if m.mention is not None and words[max(0, m.mention.first - 2) : m.mention.first] == ["way", "of"]:
                sides = (
                    self._pairs.ladder.resolve("understoodAs", s, m.concept) for s in self._pairs.concepts(subject)
                )
                out.update(x for x in sides if x and self._pairs.area[m.concept] == "Process")
        if "but" in words and "not" in words:
            but = words.index("but")
            for reading in strong:
                if reading.hit.last <= but < used.hit.first:
                    out.update(self._apply(reading, subject, object, predicate, object_slot, middle))
            for m in middle:
                if (
                    m.mention is not None
                    and m.mention.last <= but
                    and self._pairs.area[m.concept] in ("Outcome", "Value")
                ):
                    out.update(
                        x
                        for s in self._pairs.concepts(subject)
                        if (x := self._pairs.ladder.resolve("lead_to", s, m.concept))
                    )
        return out

    def _switched(
        self, reading: Reading, found: set[Side], predicate: Slot, object_slot: Slot, result: Result
    ) -> set[Side]:
        """Absence becomes leaving out where the words mean it: "not involved, … built to keep them out"."""
        cue = reading.hit.cue
        frame = next(
            (
                h.cue.name
                for h in predicate.cues
                if h.cue.kind == "verb" and h.cue.name in FRAME_DENIALS and h.last <= reading.hit.first
            ),
            "",
        )
        if frame and any(r in EFFECTS for _, r, _ in found):
            result.denied = True
            return {(s, frame if r in EFFECTS else r, o) for s, r, o in found}
        denied = [h for h in predicate.cues if h.cue.kind == "polarity" and h.cue.name]
        if not denied:
            return found
        if (
            cue.name in _CHANGING
            and {r for _, r, _ in found} <= _FOUND_NOTHING
            and told_as_finding(predicate, denied, reading)
        ):
            result.denied = True
            return {(s, "hasNoEffectOn", o) for s, _, o in found}
        if (
            cue.name in _DRAWING
            and {r for _, r, _ in found} <= _DRAWN_ON
            and told_as_finding(predicate, denied, reading)
        ):
            result.denied = True
            return {(s, "neglects", o) for s, _, o in found}
        if cue.kind != "process":
            return found
        if any(h.cue.kind == "verb" and h.cue.name == "excludes" for h in object_slot.cues):
            result.denied = True
            return {(s, "excludes" if r == "involvesActor" else r, o) for s, r, o in found}
        return found

    def _denied(self, found: set[Side], predicate: Slot, result: Result) -> set[Side]:
        """The denial of sameness is a relation of its own: "is not | a synonym for"."""
        denied = any(h.cue.kind == "polarity" and h.cue.name for h in predicate.cues)
        if denied and all(r == "equivalentTo" for _, r, _ in found):
            result.denied = True
            return {ordered(s, "differsFrom", o) for s, _, o in found}
        return found

    def _strange(self, predicate: Slot, options: list[Reading]) -> bool:
        """Whether the predicate holds words of content that no cue explains."""
        known = {i for r in options for i in range(r.hit.first, r.hit.last)}
        known |= {
            i
            for h in predicate.cues
            if h.cue.kind in ("modality", "polarity", "holder")
            for i in range(h.first, h.last)
        }
        known |= {i for m in predicate.mentions for i in range(m.first, m.last)}
        return any(
            t.is_word
            and i not in known
            and t.form not in PREPOSITIONS
            and t.form not in WORDS["function"]
            and not t.form.endswith("ly")
            for i, t in enumerate(predicate.tokens)
        )

    def _middle(self, predicate: Slot, options: list[Reading]) -> list[Argument]:
        """Concepts named in the predicate outside its cues."""
        taken = {
            i
            for r in options
            if (not r.hit.cue.tail and r.hit.last - r.hit.first > 1) or r.hit.cue.kind == "process"
            for i in range(r.hit.first, r.hit.last)
        }
        held = {h.last for h in predicate.cues if h.cue.kind == "holder" and h.cue.name == "before"}
        return [
            Argument(m.concept, m)
            for m in predicate.mentions
            if not any(i in taken for i in range(m.first, m.last)) and not self._holds(predicate, m, held)
        ]

    def _holds(self, predicate: Slot, mention: Mention, held: set[int]) -> bool:
        """Whether those named in the predicate only hold the view: "is thought by nurses to be"."""
        at = mention.first
        while at and predicate.tokens[at - 1].form in ARTICLES:
            at -= 1
        return at in held and self._pairs.area[mention.concept] == "Actor"

    def _apply(
        self,
        reading: Reading,
        subject: list[Argument],
        object: list[Argument],
        predicate: Slot,
        object_slot: Slot,
        middle: list[Argument],
    ) -> set[Side]:
        cue = reading.hit.cue
        if cue.kind == "process":
            return self._processes.read(reading, subject, object, predicate, object_slot, middle)
        if cue.kind == "value":
            doers = self._pairs.concepts(object if reading.passive else subject)
            sides = (self._pairs.ladder.resolve(cue.detail, s, cue.name) for s in doers)
            return {s for s in sides if s}
        out: set[Side] = set()
        object = self._completed(reading, predicate, object, object_slot)
        left, right = self._pairs.flat(subject), self._pairs.flat(object)
        if (
            cue.name == "movesBeyond"
            and not reading.inverse
            and predicate.tokens[-1].form in ("to", "towards", "toward", "into")
        ):
            sources = [m for m in middle if m.mention is not None and m.mention.first >= reading.hit.last]
            if sources:
                left, right = right, sources
        if cue.name in ("understoodAs", "seen_as") and not reading.inverse:
            seen = [a for a in right if a.role]
            if seen:
                return {x for a in seen for x in self._pairs.pair(cue.name, a, Argument(a.role))}
            inside = [a for a in middle if a.mention and reading.hit.first <= a.mention.first < reading.hit.last]
            left = left if has_auxiliary(predicate, reading.hit.first) else inside or left
        themes = [
            m
            for m in middle
            if cue.tail and m.mention and reading.hit.first < m.mention.first and m.mention.last < reading.hit.last
        ]
        if themes and cue.name in _MADE_SO and cue.tail.split()[-1] not in PREPOSITIONS:
            # "makes co-design easier | in hospitals"
            places = {"HospitalSetting" if o.concept == "Hospital" else o.concept for o in right}
            for m in themes if predicate.tokens[-1].form in ("in", "within", "across") else ():
                sides = (self._pairs.ladder.resolve("takes_place", m.concept, p) for p in places if p)
                out.update(x for x in sides if x)
            right = themes
        elif not any(a.concept or a.joint for a in right):
            right = middle
        elif not any(a.concept or a.joint for a in left):
            left = middle
        if cue.kind == "noun" and cue.detail == "agent":
            reading = replace(reading, inverse=False)
        if reading.inverse:
            left, right = right, left
        if cue.name in UNDIRECTED and len(left) > 1 and not any(a.concept for a in right):
            left, right = left[:1], left[1:]  # "co-design and co-creation | are synonyms"
        if cue.name == "excludes":
            left = self._left_out_of(reading, predicate, left)
        for s in left:
            for o in right:
                out.update(self._pairs.pair(cue.name, s, o))
        if any(r == "involvesActor" for _, r, _ in out) and middle:
            for m in middle:
                if self._pairs.area[m.concept] == "Process":
                    for o in right:
                        out.update(self._pairs.pair("involvesActor", m, o))
        return out

    def _left_out_of(self, reading: Reading, predicate: Slot, left: list[Argument]) -> list[Argument]:
        """The process that people were left out of, where only those are named who left them out."""
        if any(self._pairs.area.get(a.concept) != "Actor" for a in left):
            return left
        stems = [t.stem for t in predicate.tokens[reading.hit.first : reading.hit.last]]
        return next(([Argument(_TOLD_BY[s])] for s in stems if s in _TOLD_BY), left)

    def _completed(
        self, reading: Reading, predicate: Slot, object: list[Argument], object_slot: Slot
    ) -> list[Argument]:
        """The object with what the predicate already says of it: "improves the quality of | care"."""
        last = reading.hit.last
        tokens = predicate.tokens
        if self.join is None or last >= len(tokens) or tokens[-1].form not in ("of", "between", "in", "for", "among"):
            return object
        if any(m.last > last and self._pairs.area[m.concept] != "Actor" for m in predicate.mentions) or any(
            h.cue.kind == "noun" and h.first >= last for h in predicate.cues
        ):
            return self.join(predicate, last, object_slot) or object
        return object
