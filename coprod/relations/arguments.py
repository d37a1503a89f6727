"""From the members of a phrase to the concepts that can stand at the ends of a relation."""

from __future__ import annotations

from dataclasses import dataclass, field

from coprod.grounding.closed import MAKERS, TAKING_PART, USERS
from coprod.grounding.concepts import ConceptNames, Mention
from coprod.grounding.closed import ARTICLES
from coprod.grounding.tokens import Token
from coprod.ontology import Ontology
from coprod.relations.cues import CueHit
from coprod.relations.phrases import Chunk, Member, Phrase

Side = tuple[str, str, str]


@dataclass(slots=True)
class Frame:
    """A noun that hides a relation, with what hangs on it."""

    hit: CueHit
    themes: list[Argument] = field(default_factory=list)
    agents: list[Argument] = field(default_factory=list)
    sources: list[Argument] = field(default_factory=list)
    targets: list[Argument] = field(default_factory=list)


@dataclass(slots=True)
class Argument:
    """One end of a relation: a concept, or a noun that hides a relation of its own."""

    concept: str = ""
    mention: Mention | None = None
    compared: str = ""
    frame: Frame | None = None
    sides: list[Side] = field(default_factory=list)
    """Assertions that the phrase itself makes: who takes part in the process, where, and what it makes."""
    joint: str = ""
    """The joint process that a noun of doing names, where those who use services take part in it."""
    lead: str = ""
    """The preposition that it was promoted from."""
    modifiers: list[str] = field(default_factory=list)


_SPECIAL: dict[str, tuple[tuple[str, str], ...]] = {
    "CoProduction": (("Research", "ResearchCoProduction"), ("Knowledge", "KnowledgeCoProduction"), ("Service", "ServiceCoProduction"),
                     ("Value", "ValueCoCreation")),
    "CoCreation": (("Value", "ValueCoCreation"), ("Knowledge", "KnowledgeCoProduction")),
}
_PLACES = frozenset("in within at across inside throughout for during under of".split())
_WITH = frozenset("with between among amongst alongside together".split())
_LED = frozenset({"lead", "initiat", "run", "head", "chair", "direct", "convene", "start"})
_ASPECT = frozenset("of in on to for about from with regarding concerning".split())


class Arguments:
    """Builds the arguments of a slot."""

    def __init__(self, ontology: Ontology, names: ConceptNames) -> None:
        self._ontology = ontology
        self._names = names
        self._area = {c: ontology.area(c) for c in ontology.concepts}

    def build(self, phrase: Phrase, tokens: list[Token]) -> list[Argument]:
        """The arguments of all members; what stands in brackets adds to the first one."""
        out: list[Argument] = []
        for member in phrase.members:
            out.extend(self._member(member, tokens))
        if phrase.asides and out:
            self._asides(out, phrase.asides)
        elif phrase.asides:
            for chunk in phrase.asides:
                out.extend(self._plain(chunk))
        return out

    def _member(self, member: Member, tokens: list[Token]) -> list[Argument]:
        chunk, complements = member.chunk, member.complements
        noun = self._frame_noun(chunk)
        if noun is not None and (complements or chunk.mentions):
            framed = self._framed(noun, chunk, complements, tokens)
            if framed:
                return framed
        merged, complements = self._reordered(chunk, complements, tokens)
        if merged is not None:
            return self._with_complements(merged, chunk, complements, tokens)
        head = self._head(chunk)
        if head is None:
            return self._promoted(chunk, complements, tokens)
        return self._with_complements(head, chunk, complements, tokens)

    def _frame_noun(self, chunk: Chunk) -> CueHit | None:
        nouns = chunk.nouns
        if not nouns:
            return None
        last = nouns[-1]
        if chunk.mentions and chunk.mentions[-1].first >= last.last:
            before = [m for m in chunk.mentions if m.last <= last.first]
            return last if not before and last.cue.name not in ("use", "enable") else None
        return last

    def _head(self, chunk: Chunk) -> Mention | None:
        if not chunk.mentions:
            return None
        if len(chunk.mentions) > 1:
            first, last = chunk.mentions[0], chunk.mentions[-1]
            if self._area[first.concept] == "Process" and self._area[last.concept] in ("CoProducedObject", "Knowledge"):
                return first
        head = chunk.mentions[-1]
        if not chunk.fits_tail and self._area[head.concept] in ("Actor", "CoProducedObject", "Setting", "Value"):
            return None
        return head

    def _plain(self, chunk: Chunk) -> list[Argument]:
        head = self._head(chunk)
        if head is not None:
            return self._with_complements(head, chunk, [], [])
        if chunk.joints:
            return [Argument(joint=chunk.joints[0].cue.name)]
        return []

    def _promoted(
        self, chunk: Chunk, complements: list[tuple[str, list[Chunk]]], tokens: list[Token]
    ) -> list[Argument]:
        """What a head without a concept of its own stands before: "the practice of co-design"."""
        process = next((h.cue for h in chunk.processes), None)
        if process is not None and process.name in self._ontology.concepts:
            mention = Mention(chunk.processes[0].first, chunk.processes[0].last, process.name, "lemma", 0.9)
            return self._with_complements(mention, chunk, complements, tokens)
        if chunk.joints:
            out = Argument(joint=chunk.joints[-1].cue.name)
            for prep, chunks in complements:
                actors = [a for c in chunks for a in self._plain(c) if a.concept and self._area[a.concept] == "Actor"]
                if prep in ("by", "with") and actors:
                    relation = "ledBy" if self._led(chunk, tokens) else "involvesActor"
                    if any(a.concept in USERS or self._is_user(a.concept) for a in actors):
                        out.sides.extend((out.joint, relation, a.concept) for a in actors)
                through = [a for c in chunks for a in self._plain(c) if a.concept == "CoProduction"]
                if through and prep in ("by", "through", "via", "of", "in"):
                    return [Argument(concept=out.joint, mention=through[0].mention)]
            return [out]
        for n, (prep, chunks) in enumerate(complements):
            if prep not in _ASPECT:
                continue
            inner: list[Argument] = []
            for i, c in enumerate(chunks):
                rest = complements[n + 1 :] if i == len(chunks) - 1 else []
                inner.extend(self._member(Member(c, rest), tokens))
            if not chunk.light:
                inner = [a for a in inner if a.frame or self._area.get(a.concept) not in ("Actor", None)]
            if inner:
                for a in inner:
                    a.lead = a.lead or prep
                    a.compared = a.compared or chunk.compared
                return inner
            if not chunk.light:
                return []
        if not chunk.light and chunk.last > chunk.first:
            return []
        for prep, chunks in complements:
            inner = [a for c in chunks for a in self._member(Member(c), tokens)]
            for a in inner:
                a.lead = a.lead or prep
            if inner and chunk.first == chunk.last:
                return inner
        return []

    def _reordered(
        self, chunk: Chunk, complements: list[tuple[str, list[Chunk]]], tokens: list[Token]
    ) -> tuple[Mention | None, list[tuple[str, list[Chunk]]]]:
        """A name whose words stand in another order: "satisfaction among patients"."""
        if not complements or complements[0][0] not in ("of", "among", "for", "by", "in", "from", "with", "to", "amongst", "between"):
            return None, complements
        prep, chunks = complements[0]
        if len(chunks) != 1:
            return None, complements
        heads = [t.key for t in tokens[chunk.first : chunk.last] if t.form not in ARTICLES]
        inner = [t.key for t in tokens[chunks[0].first : chunks[0].last] if t.form not in ARTICLES]
        if not heads or not inner:
            return None, complements
        for start in range(len(heads)):
            for end in range(len(inner), 0, -1):
                for begin in range(end):
                    names = self._names.whole(" ".join(inner[begin:end] + heads[start:]))
                    if names and end == len(inner):
                        mention = Mention(chunk.first, chunks[0].last, names[0].concept, "reordered", 0.9)
                        return mention, complements[1:]
        return None, complements

    def _with_complements(
        self, head: Mention, chunk: Chunk, complements: list[tuple[str, list[Chunk]]], tokens: list[Token]
    ) -> list[Argument]:
        concept = head.concept
        main = Argument(concept, head, chunk.compared)
        main.modifiers = [m.concept for m in chunk.mentions if m is not head]
        results = [main]
        area = self._area[concept]
        if area == "Process":
            for m in chunk.mentions:
                if m is head:
                    continue
                inner_area = self._area[m.concept]
                if m.first >= head.last and inner_area in ("CoProducedObject", "Knowledge"):
                    results = self._made(main, [Argument(m.concept, m)], results, adjective=True)
                elif inner_area == "Actor" and m.last < len(tokens) and tokens and tokens[m.last - 1].possessive:
                    of_actors = any(p == "of" for p, _ in complements)
                    main.sides.append((concept, "ledBy" if of_actors else "involvesActor", m.concept))
                elif inner_area == "Setting" and m.last <= head.first:
                    main.sides.append((concept, "appliedIn", m.concept))
        for prep, chunks in complements:
            inner = [a for c in chunks for a in self._member(Member(c), tokens)]
            if not inner:
                continue
            if area == "Process":
                results = self._process(results, main, prep, inner, chunk, tokens)
            else:
                narrower = self._narrower(concept, prep, inner)
                if narrower:
                    for a in narrower:
                        a.compared = a.compared or chunk.compared
                    return narrower
                if area == "CoProductionModel" and prep in ("of", "for"):
                    for a in inner:
                        if a.concept and a.concept != "CoProduction" and self._ontology.fits("appliesTo", concept, a.concept):
                            if not self._ontology.is_a(a.concept, "CoProduction") and self._area[a.concept] == "Process":
                                main.sides.append((concept, "appliesTo", a.concept))
        return results

    def _process(
        self, results: list[Argument], main: Argument, prep: str, inner: list[Argument], chunk: Chunk, tokens: list[Token]
    ) -> list[Argument]:
        concept = main.concept
        actors = [a for a in inner if a.concept and self._area[a.concept] == "Actor"]
        if prep == "by" and actors:
            relation = "ledBy" if self._led(chunk, tokens) else "involvesActor"
            for r in results:
                r.sides.extend((r.concept, relation, a.concept) for a in actors)
            return results
        if prep == "of" or (prep in ("for",) and concept in MAKERS):
            if actors and concept not in MAKERS:
                main.sides.extend((concept, "involvesActor", a.concept) for a in actors)
                return results
            made = [a for a in inner if a.concept]
            if made:
                return self._made(main, made, results)
        if prep in _WITH and actors:
            for r in results:
                r.sides.extend((r.concept, "involvesActor", a.concept) for a in actors)
            return results
        if prep in _PLACES:
            for a in inner:
                if a.concept and self._area[a.concept] == "Setting":
                    for r in results:
                        r.sides.append((r.concept, "appliedIn", a.concept))
                elif prep == "in" and a.concept and self._area[a.concept] == "Process" and concept in TAKING_PART and a.concept != concept:
                    # "participation in co-design": the named process is meant
                    sides = [(a.concept, r, o) for s, r, o in main.sides if r in ("involvesActor", "ledBy")]
                    a.sides.extend(sides)
                    return [a]
        return results

    def _made(self, main: Argument, made: list[Argument], results: list[Argument], adjective: bool = False) -> list[Argument]:
        out: list[Argument] = []
        for a in made:
            special = "" if adjective else next(
                (to for area, to in _SPECIAL.get(main.concept, ()) if self._ontology.is_a(a.concept, area)), ""
            )
            if special:
                out.append(Argument(special, main.mention, main.compared, sides=[(special, r, o) for _, r, o in main.sides]))
            elif main.concept in MAKERS and self._ontology.fits("produces", main.concept, a.concept) and self._area[a.concept] != "SocialRelation":
                main.sides.append((main.concept, "produces", a.concept))
            elif main.concept in MAKERS and self._area[a.concept] == "Value":
                main.sides.append((main.concept, "createsValue", a.concept))
        return out or results

    def _narrower(self, concept: str, prep: str, inner: list[Argument]) -> list[Argument]:
        """A general head before what it is filled with: "values of equity", "theories from sociology"."""
        found = [a for a in inner if a.concept]
        if not found:
            return []
        below = [a for a in found if a.concept != concept and self._ontology.is_a(a.concept, concept)]
        if below and prep in ("of", "such", "like", "as", "about", "on"):
            return below
        if concept in ("Relationship", "SocialRelation", "Value", "NormativeValue") and prep == "of":
            values = [a for a in found if self._area[a.concept] in ("Value", "SocialRelation")]
            if values:
                return values
        if concept == "TheoreticalPerspective" and prep in ("of", "on", "from", "about"):
            return [a for a in found if self._area[a.concept] in ("SocialRelation", "Value", "Discipline", "TheoreticalPerspective")]
        return []

    def _framed(
        self, noun: CueHit, chunk: Chunk, complements: list[tuple[str, list[Chunk]]], tokens: list[Token]
    ) -> list[Argument]:
        frame = Frame(noun)
        cue = noun.cue
        before = [m for m in chunk.mentions if m.last <= noun.first]
        for m in before:
            possessive = tokens[m.last - 1].possessive
            target = frame.agents if possessive or cue.detail == "agent" else frame.themes
            target.append(Argument(m.concept, m, chunk.compared))
        frame.themes.extend(Argument(m.concept, m, chunk.compared) for m in chunk.mentions if m.first >= noun.last)
        for n, (prep, chunks) in enumerate(complements):
            last_group = n == len(complements) - 1
            inner: list[Argument] = []
            for i, c in enumerate(chunks):
                rest = complements[n + 1 :] if i == len(chunks) - 1 and not last_group and prep != "by" else []
                rest = [r for r in rest if r[0] not in ("by", "through", "to", "on", "over", "towards", "from", "via")]
                inner.extend(self._member(Member(c, rest), tokens))
            if cue.detail == "shift":
                if prep in ("to", "towards", "into", "toward"):
                    frame.targets.extend(inner)
                elif prep in ("from", "of"):
                    frame.sources.extend(inner)
            elif cue.detail == "agent":
                if prep in ("of", "by") and not frame.agents:
                    frame.agents.extend(inner)
                elif prep in cue.prepositions:
                    frame.themes.extend(inner)
            elif prep in ("by", "through", "via"):
                frame.agents.extend(inner)
            elif prep in cue.prepositions and not frame.themes:
                frame.themes.extend(inner)
        argument = Argument(frame=frame, compared=chunk.compared)
        return [argument]

    def _asides(self, out: list[Argument], asides: list[Chunk]) -> None:
        """What stands in brackets: who takes part, where."""
        target = next((a for a in out if self._area.get(a.concept) == "Process"), None)
        sides = [s for a in out for s in a.sides]
        if target is None and sides:
            target = next((a for a in out if a.sides and self._area.get(a.sides[0][0]) == "Process"), None)
        if target is None:
            return
        process = target.concept if self._area.get(target.concept) == "Process" else target.sides[0][0]
        for chunk in asides:
            for m in chunk.mentions[-1:]:
                area = self._area[m.concept]
                if area == "Actor":
                    target.sides.append((process, "involvesActor", m.concept))
                elif area == "Setting":
                    target.sides.append((process, "appliedIn", m.concept))

    def _led(self, chunk: Chunk, tokens: list[Token]) -> bool:
        return bool(tokens) and chunk.last > chunk.first and tokens[chunk.last - 1].stem in _LED

    def _is_user(self, concept: str) -> bool:
        return any(self._ontology.is_a(concept, u) for u in USERS)
