"""Nouns that hide a relation: "a reduction of", "the shift from … to", "barriers to"."""

from __future__ import annotations

from coprod.grounding.closed import PREPOSITIONS, WORDS
from coprod.grounding.slot import Slot
from coprod.names import UNDIRECTED
from coprod.relations.argument import Argument, Side
from coprod.relations.pairs import Pairs
from coprod.relations.predicate import LIGHT, Reading, is_weak

_ONTO = frozenset({"to", "on", "towards", "over", "against", "upon", "for"})
_OWING = frozenset({"thanks", "due", "owing"})
"""Words that bring in what did it: "the growth of trust | thanks to"."""
_WITHIN = frozenset({"in", "within", "during"})
_OUT_OF = frozenset({"excludes", "offers", "takes_place", "requires"})
"""Families where a second preposition brings in no object."""


class NounFrames:
    """Reads the nouns that carry the relation of a statement, where the predicate only links."""

    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs

    def read(
        self, subject: list[Argument], object: list[Argument], predicate: Slot, options: list[Reading]
    ) -> set[Side]:
        """The assertions that nouns in subject or object make, or none."""
        strong = [r for r in options if not is_weak(r, predicate) and not _link(r, predicate)]
        linking = not strong or all(t.form == "as" for t in predicate.tokens)
        backward = any(r.hit.cue.name == "lead_to" and r.inverse for r in options)
        open_to_nouns = not [r for r in strong if not (r.hit.cue.kind == "verb" and r.hit.cue.name in LIGHT)]
        out: set[Side] = set()
        preps = {t.form for t in predicate.tokens} & PREPOSITIONS
        if backward or not _OWING.isdisjoint(t.form for t in predicate.tokens):
            preps = {"by"}
        for a in subject:
            kinds = (
                a.frame is not None
                and a.frame.hit.cue.name == "formOf"
                and all(r.hit.cue.name in ("equivalentTo", "comprise", "is") for r in strong)
            )
            if a.frame is not None and (linking or backward or kinds):
                out.update(self.frame(a, object, preps, True))
            elif a.frame is None and a.concept and out:
                # "the meeting of users' needs and the quality of care": the list goes on without the noun
                continue
        if out:
            frame = next(a.frame for a in subject if a.frame is not None)
            for a in subject:
                if a.frame is None and a.concept:
                    for o in self._pairs.concepts(object):
                        side = self._pairs.resolve(frame.hit.cue.name, o, a)
                        if side:
                            out.add(side)
            return out
        if open_to_nouns:
            for a in object:
                if a.frame is not None and not self._names_process(a, subject):
                    out.update(self.frame(a, subject, set(), True))
            if out:
                for a in object:
                    if a.frame is None and a.concept:
                        main = next(x for x in object if x.frame is not None)
                        assert main.frame is not None
                        for s in self._pairs.concepts(subject):
                            side = self._pairs.ladder.resolve(main.frame.hit.cue.name, s, a.concept, a.compared)
                            if side:
                                out.add(side)
        return out

    def _names_process(self, a: Argument, subject: list[Argument]) -> bool:
        """Whether a noun names a process rather than what the subject does: "is viewed as | resource integration"."""
        doers = any(self._pairs.area.get(s.concept) == "Actor" for s in subject)
        return a.frame is not None and a.frame.hit.cue.name == "integrate" and not doers

    def frame(self, a: Argument, other: list[Argument], preps: set[str], allow: bool) -> set[Side]:
        """The assertions of one noun, with what stands in the other slot."""
        frame = a.frame
        assert frame is not None
        cue = frame.hit.cue
        out: set[Side] = set()
        themes, agents = frame.themes, list(frame.agents)
        if cue.detail == "shift":
            ends = frame.targets or (other if preps & {"to", "towards", "into", "toward"} or not frame.targets else [])
            for target in self._pairs.concepts(ends):
                for source in self._pairs.concepts(frame.sources):
                    side = self._pairs.ladder.resolve("movesBeyond", target, source)
                    if side:
                        out.add(side)
            return out
        if cue.name == "understoodAs" and themes and agents and self._pairs.concepts(other):
            # "the view of nurses of their patients | as | partners"
            sides = (self._pairs.resolve("seen_as", s, o) for s in self._pairs.concepts(themes) for o in other)
            return {side for side in sides if side}
        if cue.detail == "agent":
            if cue.name in UNDIRECTED and not themes and not any(x.concept for x in self._pairs.flat(other)):
                # "the difference between co-design and consultation"
                agents, themes = agents[:1], agents[1:]
            elif not themes and agents and "by" in preps and "by" not in cue.prepositions:
                # "the domination of patients | by | physicians"
                agents, themes = other, agents
            elif not themes and agents and cue.name == "requires" and preps and preps <= _WITHIN:
                # "the need of trust | in | co-design"
                agents, themes = other, agents
            elif not themes:
                themes = other
            elif not agents:
                agents = other
        elif themes and cue.name == "contributes":
            agents = frame.agents or other
        elif themes and not agents and preps & _ONTO and preps & set(cue.prepositions) and cue.name not in _OUT_OF:
            # "the inattention of medicine | to | power": what stands after "of" is the doer
            themes, agents = other, themes
        elif themes:
            agents = [*other] or agents
            if other and not any(x.concept for x in self._pairs.flat(other)):
                agents = frame.agents
        else:
            themes = other
            agents = frame.agents
        for agent in self._pairs.concepts(agents):
            for theme in self._pairs.flat(themes):
                if theme.concept:
                    side = self._pairs.resolve(cue.name, agent, theme)
                    if side:
                        out.add(side)
        return out


def _link(reading: Reading, predicate: Slot) -> bool:
    """Whether a cue only joins two nouns: "by means of", "as a result of"."""
    return all(t.form in WORDS["links"] for t in predicate.tokens[reading.hit.first : reading.hit.last])
