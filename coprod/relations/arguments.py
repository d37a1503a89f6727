"""From the members of a phrase to the concepts that can stand at the ends of a relation."""

from __future__ import annotations

from coprod.grounding.closed import ARTICLES, MAKERS, TAKING_PART, WORDS
from coprod.grounding.concepts import ConceptNames, Mention
from coprod.grounding.tokens import Token
from coprod.names import UNDIRECTED
from coprod.ontology import Ontology
from coprod.relations.argument import Argument, Frame
from coprod.relations.chunks import Chunk
from coprod.relations.complements import Hangers
from coprod.relations.composed import ComposedNames
from coprod.relations.cues import CueHit
from coprod.relations.members import Complements, Member, Phrase

_ONWARD = frozenset({"away", "on", "forward", "back", "beyond", "up"})
_ASPECT = frozenset(["of", "in", "on", "to", "for", "about", "from", "with", "regarding", "concerning", "into"])
_DOERS = frozenset({"by", "through", "via"})
_LED = WORDS["led"]
_JOINT = frozenset({"joint", "shared", "collaborative", "common"})


class Arguments:
    """Builds the arguments of a slot."""

    def __init__(self, ontology: Ontology, names: ConceptNames) -> None:
        self._names = names
        self._hangers = Hangers(ontology)
        self._area = {c: ontology.area(c) for c in ontology.concepts}
        self._composed = ComposedNames(names, self._area)

    def build(self, phrase: Phrase, tokens: list[Token]) -> list[Argument]:
        """The arguments of all members; what stands in brackets adds to the first one."""
        out = self._all(phrase.members, tokens)
        out = self._hangers.shared(out, tokens)
        named = next((m for c in phrase.asides for m in c.mentions if tokens[m.first].upper), None)
        if (
            named is not None
            and len(out) > 1
            and {self._area.get(a.concept) for a in out} == {self._area[named.concept]}
        ):
            # garbled words before an acronym: "patient get … involvement and public engagement (PPI/E)"
            return [Argument(named.concept, named)]
        if phrase.asides and out:
            if self._area.get(out[0].concept) == "ResearchMethod":
                inside = [m for c in phrase.asides for m in c.mentions if self._area[m.concept] == "ResearchMethod"]
                out.extend(Argument(m.concept, m) for m in inside)  # "a case study (observation and interviews)"
            self._hangers.asides(out, phrase.asides)
        elif phrase.asides:
            for chunk in phrase.asides:
                out.extend(self._member(Member(chunk), tokens))
        return out

    def _member(self, member: Member, tokens: list[Token]) -> list[Argument]:
        out = self._read(member, tokens)
        process, actors = member.made
        if process in MAKERS and out and self._hangers.can_make(process, out[0].concept):
            # "an app that was co-designed by nurses"
            made = (process, "produces", out[0].concept)
            out[0].sides.extend([made, *((process, "involvesActor", a) for a in actors)])
        return out

    def _read(self, member: Member, tokens: list[Token]) -> list[Argument]:
        chunk, complements = member.chunk, member.complements
        noun = self._frame_noun(chunk, tokens)
        if noun is not None and (complements or chunk.mentions):
            if noun.cue.detail == "agent":
                whole, rest = self._composed.reordered(chunk, complements, tokens)
                if whole is not None and self._area[whole.concept] in ("Outcome", "Value"):
                    return self._with_complements(whole, chunk, rest, tokens)  # "the impact of research"
            return self._framed(noun, chunk, complements, tokens)
        clause = self._clause(chunk, complements, tokens)
        if clause:
            return clause
        described = self._composed.described(member, tokens)
        if described is not None:
            return [Argument(described.concept, described, chunk.compared)]
        several = self._composed.reordered_each(chunk, complements, tokens)
        if several:
            return several
        merged, rest = self._composed.reordered(chunk, complements, tokens)
        if merged is not None:
            return self._with_complements(merged, chunk, rest, tokens)
        head = self._head(chunk, tokens)
        if head is None:
            return self._promoted(chunk, complements, tokens)
        return self._with_complements(head, chunk, complements, tokens)

    def _all(self, members: list[Member], tokens: list[Token]) -> list[Argument]:
        """The arguments of the members of one list."""
        out: list[Argument] = []
        for n, member in enumerate(members):
            found = self._member(member, tokens)
            if n + 1 < len(members) and (not found or self._adjective(member.chunk, tokens)):
                found = self._composed.elliptic(member, members[n + 1 :], tokens) or found
            for a in found:
                if a.mention is not None and not a.opposite:
                    named = tokens[a.mention.first : a.mention.last]
                    a.opposite = any(t.key in WORDS["opposites"] for t in named)
            if found and out and not found[0].compared and tokens[member.chunk.first - 1].form in ("and", "or"):
                found[0].compared = out[-1].compared
            out.extend(found)
        return self._doing(members, out, tokens) or out

    def _doing(self, members: list[Member], out: list[Argument], tokens: list[Token]) -> list[Argument]:
        """What a list of actors is to do: "staff and relatives to work with one another"."""
        if not members or not out or any(self._area.get(a.concept) != "Actor" for a in out):
            return []
        prep, inner = members[-1].complements[0] if members[-1].complements else ("", [])
        if prep != "to":
            return []
        head = inner[0].chunk.head
        if head is not None and self._area[head.concept] == "Process":
            return [Argument(head.concept, head, sides=[(head.concept, "involvesActor", a.concept) for a in out])]
        if head is not None or not inner[0].chunk.processes:
            return []
        hit = inner[0].chunk.processes[0]
        named = [
            a.concept
            for p, ms in inner[0].complements
            if p == "in"
            for a in self._all(ms, tokens)
            if self._area.get(a.concept) == "Process"
        ]
        process = named[0] if named and hit.cue.name in TAKING_PART else hit.cue.name
        mention = Mention(hit.first, hit.last, process, "lemma", 0.9)
        return [Argument(process, mention, sides=[(process, "involvesActor", a.concept) for a in out])]

    def _head(self, chunk: Chunk, tokens: list[Token]) -> Mention | None:
        """The mention that the chunk is about: its last one, unless a participle or a gerund comes before."""
        if not chunk.mentions:
            return None
        head = chunk.mentions[-1]
        if len(chunk.mentions) > 1:
            first = chunk.mentions[-2]
            gerund = tokens[first.last - 1].form.endswith("ing") and tokens[first.last].form in ARTICLES
            if self._area[first.concept] == "Process" and (
                gerund or self._area[head.concept] in ("CoProducedObject", "Knowledge") or head.concept == "Workshop"
            ):
                return first
        if not chunk.fits_tail and self._area[head.concept] in ("Actor", "CoProducedObject", "Setting", "Value"):
            return None
        return head

    def _adjective(self, chunk: Chunk, tokens: list[Token]) -> bool:
        """Whether the chunk is one word that may be an adjective: the "individual" of "individual and group work"."""
        head = chunk.head
        return (
            head is not None and chunk.last - chunk.first == 1 and tokens[chunk.first].form == tokens[chunk.first].key
        )

    def _clause(self, chunk: Chunk, complements: Complements, tokens: list[Token]) -> list[Argument]:
        """A verb of taking part inside a slot: "to involve citizens", "involving patients in research"."""
        hit = next((h for h in chunk.processes if h.cue.detail == "generic"), None)
        if hit is None or any(m.first < hit.last and m.last > hit.first for m in chunk.mentions):
            return []
        after = [m for m in chunk.mentions if m.first >= hit.last]
        if not after or self._area[after[-1].concept] != "Actor":
            return []
        before = [m for m in chunk.mentions if m.last <= hit.first and self._area[m.concept] == "Actor"]
        process, mention = hit.cue.name, Mention(hit.first, hit.last, hit.cue.name, "lemma", 0.9)
        named = [
            a for p, ms in complements if p in ("in", "into") for a in self._all(ms, tokens)
            if a.concept and self._area[a.concept] == "Process"
        ]  # fmt: skip
        targets = named or [Argument(process, mention)]
        for t in targets:
            t.sides.extend((t.concept, "involvesActor", m.concept) for m in after)
            t.sides.extend((t.concept, "ledBy", m.concept) for m in before)
        return targets

    def _promoted(self, chunk: Chunk, complements: Complements, tokens: list[Token]) -> list[Argument]:
        """What a head without a concept of its own stands before: "the practice of co-design"."""
        process = next((h for h in chunk.processes if h.cue.name in self._area), None)
        if process is not None:
            mention = Mention(process.first, process.last, process.cue.name, "lemma", 0.9)
            return self._with_complements(mention, chunk, complements, tokens)
        if chunk.joints:
            return self._joint(chunk, complements, tokens)
        out: list[Argument] = []
        for n, (prep, members) in enumerate(complements):
            inner = self._all(members, tokens) if prep in _ASPECT or chunk.first == chunk.last else []
            if not chunk.light:
                inner = [a for a in inner if a.frame or self._area.get(a.concept) not in ("Actor", None)]
            for a in inner:
                a.lead = a.lead or prep
                a.compared = a.compared or chunk.compared
            if out and not (inner and self._alike(out, inner)):
                self._attach(out, prep, members, tokens)
                continue
            if inner and not out:
                out = inner
            elif inner:
                out.extend(inner)
            elif not chunk.light and n == 0:
                return []
        return out

    def _alike(self, a: list[Argument], b: list[Argument]) -> bool:
        return self._area.get(a[0].concept) == "Actor" == self._area.get(b[0].concept)

    def _attach(self, out: list[Argument], prep: str, members: list[Member], tokens: list[Token]) -> None:
        """Hangs a later complement of a light head on what the head stood for."""
        inner = self._all(members, tokens)
        for a in out:
            if self._area.get(a.concept) == "Process":
                self._hangers.process([a], a, prep, inner, prep == "led")
            elif a.joint:
                self._hangers.join(a, prep, inner)

    def _joint(self, chunk: Chunk, complements: Complements, tokens: list[Token]) -> list[Argument]:
        hit = chunk.joints[-1]
        out = Argument(joint=hit.cue.name, mention=Mention(hit.first, hit.last, hit.cue.name, "cue", 0.85))
        for prep, members in complements:
            inner = self._all(members, tokens)
            if any(a.concept == "CoProduction" for a in inner) and prep in (*_DOERS, "of", "in"):
                return [Argument(out.joint, inner[0].mention)]
            relation_led = prep == "led" or self._led(chunk, tokens)
            self._hangers.join(out, "led" if relation_led and prep in _DOERS else prep, inner)
            named = [a for a in inner if a.concept and self._area[a.concept] == "Process"]
            if named and prep in ("on", "in", "of"):
                for later, more in complements:
                    if later != prep:
                        self._attach(named, later, more, tokens)
                return named
            if prep == "of" and not out.sides:
                quality = [a for a in inner if self._area.get(a.concept) == "Value"]
                if quality:
                    return quality  # "the delivery of person-centred care"
        return [out]

    def _with_complements(
        self, head: Mention, chunk: Chunk, complements: Complements, tokens: list[Token]
    ) -> list[Argument]:
        concept = head.concept
        main = Argument(concept, head, chunk.compared)
        if self._area[concept] == "ActorRole" and head.last - head.first > 1:
            names = self._names.whole(tokens[head.last - 1].key)
            main.actor = next((n.concept for n in names if self._area[n.concept] == "Actor"), "")
        results = [main]
        area = self._area[concept]
        if area == "Process":
            results = self._hangers.inside(main, head, chunk, complements, tokens)
        for prep, members in complements:
            inner = self._all(members, tokens)
            if not inner:
                continue
            if area == "Process":
                results = self._hangers.process(results, main, prep, inner, prep == "led" or self._led(chunk, tokens))
                continue
            inner += [
                a for p, more in complements if p == prep and more is not members for a in self._all(more, tokens)
            ]
            counted = concept == "Uptake" and tokens[head.last - 1].key == "uptake"
            narrower = [] if counted else self._hangers.narrower(concept, prep, inner)
            if narrower:
                for a in narrower:
                    a.compared = a.compared or chunk.compared
                return narrower
            self._hangers.hang(main, prep, inner)
        return results

    def _frame_noun(self, chunk: Chunk, tokens: list[Token]) -> CueHit | None:
        if not chunk.nouns:
            return None
        last = chunk.nouns[-1]
        if any(j.first == last.first for j in chunk.joints) and tokens[last.first - 1].form in _JOINT:
            return None  # "the joint running of the centre"
        tail = chunk.mentions[-1].last if chunk.mentions and chunk.mentions[-1].first >= last.last else last.last
        if last.last < len(tokens) and tokens[last.last].hyphenated:
            return None  # "a threat-averse culture"
        if tail == last.last and any(t.form not in _ONWARD for t in tokens[tail : chunk.last]):
            return None
        if chunk.mentions and chunk.mentions[-1].first >= last.last:
            before = [m for m in chunk.mentions if m.last <= last.first]
            return last if not before and last.cue.name not in ("use", "enable") else None
        return last

    def _framed(self, noun: CueHit, chunk: Chunk, complements: Complements, tokens: list[Token]) -> list[Argument]:
        frame = Frame(noun)
        cue = noun.cue
        for m in chunk.mentions:
            argument = Argument(m.concept, m, chunk.compared)
            if m.first >= noun.last:
                frame.themes.append(argument)
            else:
                doer = tokens[m.last - 1].possessive or cue.detail == "agent" or self._area[m.concept] == "Actor"
                doer = doer and cue.name != "excludes"
                (frame.agents if doer else frame.themes).append(argument)
        for prep, members in complements:
            inner = self._all(members, tokens)
            if cue.detail == "shift":
                if prep in ("to", "towards", "into", "toward"):
                    frame.targets.extend(inner)
                elif prep in ("from", "of", "with"):
                    frame.sources.extend(inner)
            elif cue.detail == "agent":
                undirected = prep == "between" and cue.name in UNDIRECTED
                if (prep in ("of", "by") or undirected) and not frame.agents:
                    frame.agents.extend(inner)
                elif prep in cue.prepositions or prep == "of":
                    frame.themes.extend(inner)
            elif prep in _DOERS or (prep == "from" and "from" not in cue.prepositions):
                frame.agents.extend(inner)
            elif (prep in cue.prepositions and not frame.themes) or (prep == "with" and cue.name in ("use", "unite")):
                frame.themes.extend(inner)
        if cue.detail == "shift" and frame.targets and not frame.sources:
            to = frame.targets[0]  # "the turn to co-production"
            return [Argument(to.concept, to.mention, frame=frame, sides=to.sides)]
        for a in frame.themes:
            a.compared = a.compared or chunk.compared
        if cue.name == "use" and frame.themes and all(self._hangers.is_process(a.concept) for a in frame.themes):
            # "the use of co-design by nurses" is co-design
            actors = [x.concept for x in frame.agents if self._area.get(x.concept) == "Actor"]
            for a in frame.themes:
                a.sides.extend((a.concept, "involvesActor", x) for x in actors)
            return frame.themes
        return [Argument(frame=frame, compared=chunk.compared)]

    def _led(self, chunk: Chunk, tokens: list[Token]) -> bool:
        return bool(tokens) and chunk.last > chunk.first and tokens[chunk.last - 1].stem in _LED
