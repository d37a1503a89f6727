"""Puts subject, predicate and object together: which assertions the statement makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from coprod import lexicon
from coprod.grounding.closed import ARTICLES, JOINT_MARKERS, MAKERS, PREPOSITIONS, TAKING_PART, USERS
from coprod.grounding.concepts import Mention
from coprod.grounding.slot import Slot
from coprod.ontology import Ontology
from coprod.relations.arguments import Argument, Side
from coprod.relations.ladder import Ladder, ordered
from coprod.relations.predicate import LIGHT, Reading, readings

_MAKING = frozenset({"raise", "build", "foster", "enable", "use", "make", "lead_to", "produces", "unite", "integrate", "understoodAs", "offers", "embodies", "integration", "extends", "contributes"})
_FUNCTION = frozenset(["be", "a", "an", "the", "their", "its", "to", "it", "also", "only", "both", "all", "most", "many", "one", "own", "more", "very", "still", "often", "always", "already", "now", "then", "so", "far", "such", "this", "that", "these", "those", "part", "have", "has", "do", "does", "did", "is", "are", "was", "were", "been", "being"])
_TRANSITIVE = frozenset({"Involvement", "Engagement", "Consultation"})
_INSIDE = frozenset(["of", "in", "within", "for", "during", "about", "surrounding", "across"])
_LEAD_IN = frozenset({"Involvement", "Engagement", "Consultation"})


@dataclass(slots=True)
class Result:
    """The assertions, and the reading that gave them."""

    assertions: set[Side] = field(default_factory=set)
    used: list[tuple[str, Reading]] = field(default_factory=list)
    relation_words: tuple[str, int, int] = ("", -1, -1)
    denied: bool = False
    main: set[Side] = field(default_factory=set)


class RelationReader:
    """Reads the relation between the arguments of a statement."""

    def __init__(self, ontology: Ontology, ladder: Ladder) -> None:
        self._ontology = ontology
        self._ladder = ladder
        self._area = {c: ontology.area(c) for c in ontology.concepts}
        self._coerce = {(name, old): new for name, old, new in lexicon.rows("coerce")}
        self.join: Callable[[Slot, int, Slot], list[Argument]] | None = None
        """Reads the end of the predicate and the object as one phrase."""
        self._user = {c for c in ontology.concepts if any(ontology.is_a(c, u) for u in USERS if u in ontology.concepts)}
        self._paid = {c for c in ontology.concepts if self._area[c] == "Actor" and c not in self._user}

    def read(self, subject_slot: Slot, subject: list[Argument], predicate: Slot, object: list[Argument], object_slot: Slot) -> Result:
        """The assertions of a statement."""
        result = Result()
        found = self._main(subject_slot, subject, predicate, object, object_slot, result)
        result.main = set(found)
        for a in (*subject, *object):
            for s, r, o in a.sides:
                if a.joint and s == a.joint and not any(a.joint in x for x in found):
                    continue
                if s in self._ontology.concepts and s != o and self._ontology.fits(r, s, o):
                    found.add(ordered(s, r, o))
            if a.frame is not None:
                for inner in (*a.frame.themes, *a.frame.agents, *a.frame.sources, *a.frame.targets):
                    found.update(ordered(*s) for s in inner.sides if self._ontology.fits(s[1], s[0], s[2]))
            if a.aside or a.setting:
                found.update(self._around(a, found))
        result.assertions = found
        return result

    def _around(self, a: Argument, found: set[Side]) -> set[Side]:
        """Who and where, said of a process that stands in another slot."""
        processes = {x for s, r, o in found for x in (s, o) if self._area[x] == "Process" and r not in ("movesBeyond", "differsFrom")}
        if len(processes) != 1 or a.concept in processes:
            return set()
        process = processes.pop()
        out = {(process, "involvesActor" if self._area[c] == "Actor" else "appliedIn", c) for c in a.aside}
        if a.setting:
            out.add((process, "appliedIn", a.setting))
        return out

    def reports(self, slot: Slot) -> bool:
        """Whether the subject only reports: "the study", "there", "we"."""
        words = [t.form for t in slot.tokens if t.is_word and t.form not in ARTICLES]
        return 0 < len(words) < 4 and words[-1] in _REPORTERS and len(slot.mentions) < 2

    def _main(
        self, subject_slot: Slot, subject: list[Argument], predicate: Slot, object: list[Argument], object_slot: Slot, result: Result
    ) -> set[Side]:
        options = readings(predicate, object_slot)
        middle = self._middle(predicate, options)
        if self.reports(subject_slot):
            if middle:
                subject, middle = middle, []
            elif len(object_slot.mentions) > 1:
                first, last = object_slot.mentions[0], object_slot.mentions[-1]
                subject, object = [Argument(first.concept, first, place=_at(object_slot, first))], [Argument(last.concept, last)]
        own = self._frames(subject, object, predicate, options)
        if own:
            return own
        strong = [r for r in options if not _weak(r, predicate)]
        for reading in strong:
            found = self._apply(reading, subject, object, predicate, object_slot, middle)
            if found:
                result.used.append((predicate.name, reading))
                found = self._switched(reading, found, predicate, object_slot, result)
                return found | self._more(reading, strong, subject, object, predicate, object_slot, middle)
        if strong and strong[0].hit.cue.kind != "noun":
            return self._typed(subject, object, predicate, middle, False)
        early = [r for r in readings(object_slot, object_slot) if r.hit.first <= 2 and r.hit.cue.kind == "verb" and r.hit.last - r.hit.first > 1]
        for reading in early:
            found = self._apply(reading, subject, object, object_slot, object_slot, [])
            if found:
                result.used.append((object_slot.name, reading))
                return self._denied(found, predicate, result)
        early = [r for r in readings(object_slot, object_slot) if r.hit.first <= 1 and r.hit.cue.kind in ("process", "verb")]
        if options or not predicate.tokens:
            for reading in early:
                rest = [a for a in object if a.concept and (a.mention is None or a.mention.first >= reading.hit.last)]
                found = self._apply(reading, subject, rest, object_slot, Slot("", "", []), [])
                if found:
                    result.used.append((object_slot.name, reading))
                    return found
        found = self._typed(subject, object, predicate, middle, False)
        if found:
            return found
        for reading in options:
            if reading not in strong and (reading.hit.cue.name == "relatedTo" or not self._strange(predicate, options)):
                found = self._apply(reading, subject, object, predicate, object_slot, middle)
                if found:
                    result.used.append((predicate.name, reading))
                    return found
        return self._typed(subject, object, predicate, middle, True)

    def _more(
        self, used: Reading, strong: list[Reading], subject: list[Argument], object: list[Argument],
        predicate: Slot, object_slot: Slot, middle: list[Argument],
    ) -> set[Side]:
        """What a predicate says besides its main claim: "not only saves money but also builds"."""
        out: set[Side] = set()
        for a in object:
            if a.frame is not None and a.frame.hit.cue.name == "contributes":
                out.update(self._frame(a, subject, set(), True))
        words = [t.form for t in predicate.tokens]
        for m in middle:
            if m.mention is not None and words[max(0, m.mention.first - 2) : m.mention.first] == ["way", "of"]:
                sides = (self._ladder.resolve("understoodAs", s, m.concept) for s in self._concepts(subject))
                out.update(x for x in sides if x and self._area[m.concept] == "Process")
        if "but" in words and "not" in words:
            but = words.index("but")
            for reading in strong:
                if reading.hit.last <= but < used.hit.first:
                    out.update(self._apply(reading, subject, object, predicate, object_slot, middle))
            for m in middle:
                if m.mention is not None and m.mention.last <= but and self._area[m.concept] in ("Outcome", "Value"):
                    out.update(x for s in self._concepts(subject) if (x := self._ladder.resolve("lead_to", s, m.concept)))
        return out

    def _switched(self, reading: Reading, found: set[Side], predicate: Slot, object_slot: Slot, result: Result) -> set[Side]:
        """Absence becomes leaving out where the words say that it is meant: "not involved in …, built to keep them out"."""
        if reading.hit.cue.kind != "process" or not any(h.cue.kind == "polarity" and h.cue.name for h in predicate.cues):
            return found
        if any(h.cue.kind == "verb" and h.cue.name == "excludes" for h in object_slot.cues):
            result.denied = True
            return {(s, "excludes" if r == "involvesActor" else r, o) for s, r, o in found}
        return found

    def _denied(self, found: set[Side], predicate: Slot, result: Result) -> set[Side]:
        """"is not | a synonym for": the denial of sameness is a relation of its own."""
        if any(h.cue.kind == "polarity" and h.cue.name for h in predicate.cues):
            if all(r == "equivalentTo" for _, r, _ in found):
                result.denied = True
                return {ordered(s, "differsFrom", o) for s, _, o in found}
        return found

    def _strange(self, predicate: Slot, options: list[Reading]) -> bool:
        """Whether the predicate holds words of content that no cue explains."""
        known = {i for r in options for i in range(r.hit.first, r.hit.last)}
        known |= {i for h in predicate.cues if h.cue.kind in ("modality", "polarity", "holder") for i in range(h.first, h.last)}
        known |= {i for m in predicate.mentions for i in range(m.first, m.last)}
        return any(
            t.is_word and i not in known and t.form not in PREPOSITIONS and t.form not in _FUNCTION and not t.form.endswith("ly")
            for i, t in enumerate(predicate.tokens)
        )

    def _middle(self, predicate: Slot, options: list[Reading]) -> list[Argument]:
        """Concepts named in the predicate outside its cues."""
        taken = {i for r in options if (not r.hit.cue.tail and r.hit.last - r.hit.first > 1) or r.hit.cue.kind == "process" for i in range(r.hit.first, r.hit.last)}
        return [Argument(m.concept, m) for m in predicate.mentions if not any(i in taken for i in range(m.first, m.last))]

    # Nouns that hide a relation ------------------------------------------------------------------------------------

    def _frames(self, subject: list[Argument], object: list[Argument], predicate: Slot, options: list[Reading]) -> set[Side]:
        strong = [r for r in options if not _weak(r, predicate) and not _link(r, predicate)]
        linking = not strong
        backward = any(r.hit.cue.name == "lead_to" and r.inverse for r in options)
        open_to_nouns = not [r for r in strong if not (r.hit.cue.kind == "verb" and r.hit.cue.name in LIGHT)]
        out: set[Side] = set()
        preps = {t.form for t in predicate.tokens} & PREPOSITIONS
        for a in subject:
            kinds = a.frame is not None and a.frame.hit.cue.name == "formOf" and all(
                r.hit.cue.name in ("equivalentTo", "comprise", "is") for r in strong
            )
            if a.frame is not None and (linking or backward or kinds):
                out.update(self._frame(a, object, preps, True))
            elif a.frame is None and a.concept and out:
                # "the meeting of users' needs and the quality of care": the list goes on without the noun
                continue
        if out:
            frame = next(a.frame for a in subject if a.frame is not None)
            for a in subject:
                if a.frame is None and a.concept:
                    for o in self._concepts(object):
                        side = self._resolve(frame.hit.cue.name, o, a)
                        if side:
                            out.add(side)
            return out
        if open_to_nouns:
            for a in object:
                if a.frame is not None:
                    out.update(self._frame(a, subject, set(), True))
            if out:
                for a in object:
                    if a.frame is None and a.concept:
                        main = next(x for x in object if x.frame is not None)
                        assert main.frame is not None
                        for s in self._concepts(subject):
                            side = self._ladder.resolve(main.frame.hit.cue.name, s, a.concept, a.compared)
                            if side:
                                out.add(side)
        return out

    def _frame(self, a: Argument, other: list[Argument], preps: set[str], allow: bool) -> set[Side]:
        frame = a.frame
        assert frame is not None
        cue = frame.hit.cue
        out: set[Side] = set()
        themes, agents = frame.themes, list(frame.agents)
        if cue.detail == "shift":
            ends = frame.targets or (other if preps & {"to", "towards", "into", "toward"} or not frame.targets else [])
            for target in self._concepts(ends):
                for source in self._concepts(frame.sources):
                    side = self._ladder.resolve("movesBeyond", target, source)
                    if side:
                        out.add(side)
            return out
        if cue.detail == "agent":
            if not themes:
                themes = other
            elif not agents:
                agents = other
        elif themes and cue.name == "contributes":
            agents = frame.agents or other
        elif themes:
            agents = [*other] or agents
            if other and not any(x.concept for x in self._flat(other)):
                agents = frame.agents
        else:
            themes = other
            agents = frame.agents
        for agent in self._concepts(agents):
            for theme in self._flat(themes):
                if theme.concept:
                    side = self._resolve(cue.name, agent, theme)
                    if side:
                        out.add(side)
        return out

    # Verbs ---------------------------------------------------------------------------------------------------------

    def _apply(
        self, reading: Reading, subject: list[Argument], object: list[Argument], predicate: Slot, object_slot: Slot, middle: list[Argument]
    ) -> set[Side]:
        cue = reading.hit.cue
        if cue.kind == "process":
            return self._process(reading, subject, object, predicate, object_slot, middle)
        out: set[Side] = set()
        object = self._completed(reading, predicate, object, object_slot)
        left, right = self._flat(subject), self._flat(object)
        if cue.name == "movesBeyond" and not reading.inverse and predicate.tokens[-1].form in ("to", "towards", "toward", "into"):
            sources = [m for m in middle if m.mention is not None and m.mention.first >= reading.hit.last]
            if sources:
                left, right = right, sources
        if cue.name in ("understoodAs", "seen_as") and not reading.inverse:
            seen = [a for a in right if a.role]
            if seen:
                return {x for a in seen for x in self._pair(cue.name, a, Argument(a.role))}
            inside = [a for a in middle if a.mention and reading.hit.first <= a.mention.first < reading.hit.last]
            left = inside or left
        if not any(a.concept or a.joint for a in right):
            right = middle
        elif not any(a.concept or a.joint for a in left):
            left = middle
        if cue.kind == "noun" and cue.detail == "agent":
            reading = reading._replace(inverse=False)
        if reading.inverse:
            left, right = right, left
        for s in left:
            for o in right:
                out.update(self._pair(cue.name, s, o))
        if any(r == "involvesActor" for _, r, _ in out) and middle:
            for m in middle:
                if self._area[m.concept] == "Process":
                    for o in right:
                        out.update(self._pair("involvesActor", m, o))
        return out

    def _completed(
        self, reading: Reading, predicate: Slot, object: list[Argument], object_slot: Slot
    ) -> list[Argument]:
        """The object with what the predicate already says of it: "improves the quality of | care"."""
        last = reading.hit.last
        tokens = predicate.tokens
        if self.join is None or last >= len(tokens) or tokens[-1].form not in ("of", "between", "in", "for", "among"):
            return object
        if any(m.last > last and self._area[m.concept] != "Actor" for m in predicate.mentions) or any(
            h.cue.kind == "noun" and h.first >= last for h in predicate.cues
        ):
            return self.join(predicate, last, object_slot) or object
        return object

    def _pair(self, name: str, s: Argument, o: Argument) -> set[Side]:
        first, second = s.concept, o.concept
        if name in ("involvesActor", "ledBy", "excludes", "participant"):
            if not first and s.joint and (o.concept in self._user or self._area.get(o.concept) == "Actor"):
                first = s.joint
            elif not first and not s.joint and name == "excludes":
                return set()
        if name == "excludes" and o.within and self._area.get(first) != "Process":
            first = o.within
        if name == "excludes" and self._area.get(first) == "Actor" and self._area.get(second) == "Actor":
            return set()
        if name in ("improves", "partOf", "formOf") and not first and s.joint:
            first = s.joint
        if not first or not second:
            return set()
        side = self._resolve(name, first, Argument(second, o.mention, o.compared))
        return {side} if side else set()

    def _resolve(self, name: str, subject: str, o: Argument) -> Side | None:
        target = self._coerce.get((name, o.concept), o.concept)
        if self._area[target] == "ParticipationLevel" and self._ontology.fits("hasLevel", subject, target):
            return (subject, "hasLevel", target)
        return self._ladder.resolve(name, subject, target, o.compared)

    def _process(
        self, reading: Reading, subject: list[Argument], object: list[Argument], predicate: Slot, object_slot: Slot, middle: list[Argument]
    ) -> set[Side]:
        cue = reading.hit.cue
        left, right = self._flat(subject), self._flat(object)
        actors_left = [a.actor or a.concept for a in left if a.concept and (a.actor or self._area[a.concept] == "Actor")]
        actors_right = [a.actor or a.concept for a in right if a.concept and (a.actor or self._area[a.concept] == "Actor")]
        actors_mid = [a.concept for a in middle if self._area[a.concept] == "Actor"]
        if cue.detail == "together":
            words = {t.form for t in predicate.tokens} | {t.form for t in object_slot.tokens[:2]}
            everyone = {*actors_left, *actors_right}
            if not (words & JOINT_MARKERS and everyone) and not (everyone & self._user and everyone & self._paid):
                return set()
        named = [a.within for a in (*left, *right) if a.within]
        named += [a.concept for a in (*left, *right, *middle) if a.concept and self._area[a.concept] == "Process"]
        joints = [a.joint for a in (*left, *right) if a.joint]
        out: set[Side] = set()
        concept = cue.name
        if cue.detail == "generic":
            led = concept in _LEAD_IN and not reading.passive and actors_left and actors_right
            if any(a.within for a in right):
                actors_left = []
            left_processes = [a.concept for a in left if a.concept and self._area[a.concept] == "Process"]
            if left_processes and not actors_right and not actors_left and not actors_mid:
                if concept in TAKING_PART and cue.name == "Involvement":
                    for s in left:
                        for o in right:
                            out.update(self._pair("comprise", s, o))
                return out
            processes = named or joints or [concept]
            if concept not in TAKING_PART:
                processes = [concept]
            for process in processes:
                for actor in (*actors_left, *actors_right, *actors_mid):
                    relation = "ledBy" if led and actor in actors_left else "involvesActor"
                    if self._ontology.fits(relation, process, actor):
                        out.add((process, relation, actor))
            if out:
                out.update((a.actor, "playsRole", a.concept) for a in (*left, *right) if a.actor)
            after = [t.form for t in predicate.tokens[reading.hit.last :]]
            if concept == "Collaboration" and "to" in after[:2]:
                for a in right:
                    if a.concept and self._area[a.concept] != "SocialRelation" and self._ontology.fits("produces", concept, a.concept):
                        out.add((concept, "produces", a.concept))
            return out
        out.update((a.actor, "playsRole", a.concept) for a in (*left, *right) if a.actor)
        values = [a.concept for a in (*left, *right) if a.concept and self._area[a.concept] == "Value"]
        if values and concept in ("CoCreation", "CoProduction") and "Value" in values:
            concept = "ValueCoCreation"
        for actor in (*actors_left, *actors_right, *actors_mid):
            out.add((concept, "involvesActor", actor))
        made = left if reading.passive else right
        for a in made:
            if a.concept and concept in MAKERS and a.lead not in ("in", "for", "with", "by"):
                if self._ontology.fits("produces", concept, a.concept) and self._area[a.concept] != "SocialRelation":
                    out.add((concept, "produces", a.concept))
        for a in right:
            if a.concept and self._area[a.concept] == "Setting" and out and (a.lead == "in" or predicate.tokens[-1].form in ("in", "within")):
                out.add((concept, "appliedIn", a.concept))
        return out

    # Without a cue -------------------------------------------------------------------------------------------------

    def _typed(self, subject: list[Argument], object: list[Argument], predicate: Slot, middle: list[Argument], free: bool) -> set[Side]:
        """What the two ends alone allow: a level, a method, a setting, who takes part."""
        left, right = self._flat(subject), self._flat(object)
        if not any(a.concept or a.joint for a in right):
            right = middle
            free = False
        words = {t.form for t in predicate.tokens}
        out: set[Side] = set()
        for s in left:
            for o in right:
                out.update(self._typed_pair(s, o, words, free))
        return out

    def _typed_pair(self, s: Argument, o: Argument, words: set[str], free: bool) -> set[Side]:
        first, second = s.concept or s.joint, o.concept or o.joint
        if not first or not second or first == second:
            return set()
        a, b = self._area[first], self._area[second]
        fits = self._ontology.fits
        if b == "ParticipationLevel" and a == "Process":
            return {(first, "hasLevel", second)}
        if b == "ResearchMethod" and a != "ResearchMethod" and s.concept:
            return {(first, "studiedWith", second)} if fits("studiedWith", first, second) else set()
        if b == "ActorRole" and a == "Actor":
            return {(first, "playsRole", second)}
        if a == "Process" and b == "Setting":
            return {(first, "appliedIn", second)}
        if words and words <= _INSIDE and b == "Process" and a in ("Factor", "Value", "SocialRelation"):
            return self._found_in(first, second, words)
        if words == {"to"} and b == "Process" and first == "ProfessionalResistance":
            return {(first, "hinders", second)}
        if words and words <= _INSIDE | {"from"} and b == "Process" and a == "Outcome":
            side = self._ladder.resolve("lead_to", second, first, s.compared)
            return {side} if side else set()
        if a == "Process" and b == "Actor" and words & {"by", "with", "among", "between", "of", "without"}:
            return {(first, "involvesActor", second)}
        if a == "Actor" and b == "Process" and words & {"in", "through", "within", "during"}:
            return {(second, "involvesActor", first)}
        if not s.concept or not o.concept:
            return set()
        if a == "Process" and words == {"of"} and fits("produces", first, second) and first in MAKERS:
            return {(first, "produces", second)}
        if free:
            return {ordered(first, "relatedTo", second)}
        return set()

    def _found_in(self, first: str, second: str, words: set[str]) -> set[Side]:
        """What is found in a process: a fault or a feature of it, or a principle."""
        if self._area[first] == "Value" and self._ontology.fits("embodies", second, first):
            return {(second, "embodies", first)}
        if first == "PowerSharing":
            return {(second, "strengthensRelation", first)}
        return {(second, "characterisedBy", first)}

    # Helpers -------------------------------------------------------------------------------------------------------

    def _flat(self, arguments: list[Argument]) -> list[Argument]:
        """Arguments with nouns of making opened: "the development of services" stands for services."""
        out: list[Argument] = []
        for a in arguments:
            if a.frame is None:
                out.append(a)
            elif a.frame.hit.cue.name in _MAKING or (a.frame.hit.cue.detail == "agent" and not a.frame.themes):
                out.extend(self._flat(a.frame.themes or a.frame.agents))
        return out

    def _concepts(self, arguments: list[Argument]) -> list[str]:
        return [a.concept for a in self._flat(arguments) if a.concept]


_REPORTERS = frozenset(["study", "studies", "review", "trial", "there", "authors", "author", "we", "it", "evidence", "results", "findings", "paper", "article", "report", "analysis", "researchers", "reviewers", "trials", "reviews"])


def _at(slot: Slot, mention: Mention) -> tuple[str, int, int, str]:
    words, start, end = slot.words(mention.first, mention.last)
    return slot.name, start, end, words


_LINKS = frozenset(
    ["of", "in", "within", "at", "across", "on", "upon", "for", "by", "through", "via", "with", "among", "between", "from", "to", "towards", "into", "as", "what", "that", "a", "an", "the", "means", "way", "result", "consequence", "aim", "goal", "purpose", "potential", "possible", "promise", "part", "out", "be", "sought"]
)


def _link(reading: Reading, predicate: Slot) -> bool:
    """Whether a cue only joins two nouns: "by means of", "as a result of"."""
    return all(t.form in _LINKS for t in predicate.tokens[reading.hit.first : reading.hit.last])


def _weak(reading: Reading, predicate: Slot) -> bool:
    hit = reading.hit
    return hit.last - hit.first == 1 and (hit.cue.name in ("is", "have", "seen_as", "relatedTo") or predicate.tokens[hit.first].form in PREPOSITIONS or predicate.tokens[hit.first].form in (":", "and", "include"))
