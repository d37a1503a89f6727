"""What a relative clause says of the noun before it: "a toolkit that was co-designed by nurses"."""

from __future__ import annotations

from coprod.grounding.closed import TAKING_PART, WORDS
from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token
from coprod.relations.chunks import Chunk
from coprod.relations.cues import CueHit, is_participle
from coprod.relations.members import Member, each

_ORIGINS = frozenset({"from", "within", "in"})


class RelativeClause:
    """A relative clause, with the cues and the areas of the slot that it stands in."""

    def __init__(self, chunk: Chunk, tokens: list[Token], cues: list[CueHit], area: dict[str, str]) -> None:
        self._chunk = chunk
        self._tokens = tokens
        self._cues = cues
        self._area = area

    def say_of(self, head: Member) -> None:
        """Hangs on a member, or on the last noun inside it, what it is made of, who did it, where it comes from."""
        chunk, first, last = self._chunk, self._chunk.first, self._chunk.last
        noun = head
        if noun.complements and noun.complements[-1][0] != "led":
            noun = noun.complements[-1][1][-1]
        noun.clause = (first, last)
        doers = [m for m in chunk.mentions if self._area.get(m.concept) == "Actor"]
        things = [m for m in chunk.mentions if self._area.get(m.concept) != "Actor"]
        if things and not (noun.chunk.mentions or noun.chunk.nouns or noun.chunk.joints or noun.chunk.processes):
            named = each(things)  # "the shape that is taken by co-design"
            if doers and self._named():
                named[-1].complements.append(("by", each(doers)))
            noun.complements.append(("of", named))
            return
        words = [t.stem for t in self._tokens[first:last]]
        consists = next((i for i, w in enumerate(words[:4]) if w in WORDS["consists"]), -1)
        parts = [m for m in chunk.mentions if m.first >= first + consists]
        if consists >= 0 and parts:
            noun.complements.append(("of", each(parts)))
            return
        doing = self._named() or (self._done_in() if doers else "")
        if doing:
            if doing not in TAKING_PART:
                noun.made = (doing, tuple(m.concept for m in doers))
            elif doers:
                of_noun = noun.chunk.head is not None and self._area.get(noun.chunk.head.concept) == "Process"
                (noun if of_noun else head).complements.append(("by", each(doers)))
            return
        comes = any(
            self._tokens[i].stem in WORDS["comes"] and self._tokens[i + 1].form in _ORIGINS
            for i in range(first, last - 1)
        )
        if comes and chunk.mentions:
            noun.complements.append(("from", each(chunk.mentions)))
            return
        places = [m for m in chunk.mentions if self._area.get(m.concept) == "Setting"]
        if places and WORDS["goes_on"].intersection(words):
            noun.complements.append(("in", each(places)))
        if doers and WORDS["done"].intersection(words):
            noun.complements.append(("by", each(doers)))

    def _named(self) -> str:
        """The process that a participle of the clause names by itself, if any: "that was co-designed"."""
        for mention in self._chunk.mentions:
            if self._area.get(mention.concept) == "Process" and is_participle(self._tokens[mention.last - 1].form):
                return mention.concept
        return ""

    def _done_in(self) -> str:
        """The process that the clause tells of by a verb, if any: "in which nurses took part"."""
        first, last = self._chunk.first, self._chunk.last
        return next((h.cue.name for h in self._cues if first <= h.first < last and h.cue.kind == "process"), "")

    def leaders(self) -> list[Mention]:
        """Who leads, as the clause tells: "that was led by nurses", "that the council convened"."""
        chunk, first, last = self._chunk, self._chunk.first, self._chunk.last
        for i in range(first, last):
            if self._tokens[i].stem not in WORDS["led"]:
                continue
            if i + 1 < last and self._tokens[i + 1].form == "by":
                return [m for m in chunk.mentions if m.first > i]
            if i + 1 == last:
                return [m for m in chunk.mentions if m.last <= i and self._area.get(m.concept) == "Actor"]
        return []
