"""Reads a long phrase into the members of its list, each with its head and what hangs on it by of, by, in, with …"""

from __future__ import annotations

from coprod.grounding.closed import PREPOSITIONS, RELATIVES
from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token
from coprod.relations.chunks import NOUNS, Chunk, chunk_of
from coprod.relations.cues import CueHit
from coprod.relations.members import Member, Phrase, each
from coprod.relations.relative import RelativeClause
from coprod.relations.standing import standing

_CIRCUMSTANCES = frozenset({"when", "if", "once", "where"})
_CONJUNCTIONS = frozenset({"and", "or", "nor"})
_SEPARATORS = frozenset({",", ";", "/", "+", "and", "or", "nor", "|", "•", "·"})
_BREAKS = _SEPARATORS | PREPOSITIONS | {":", "->", "=", "-", "!", "?", ".", ")", "]"}
_CONTRASTS = frozenset({"rather", "instead", "but", "not"})
_SIGNALS = _BREAKS | RELATIVES | _CIRCUMSTANCES | _CONTRASTS | {"(", "[", "involving", "including"}
"""All words at which something ends or begins."""


class _Reader:
    def __init__(
        self, tokens: list[Token], mentions: list[Mention], cues: list[CueHit], area: dict[str, str], start: int
    ) -> None:
        self.tokens = tokens
        self.area = area
        self.starts = standing(tokens, mentions, cues, area)
        mentions = [m for m in mentions if m.first in self.starts]
        covered = {i for m in mentions for i in range(m.first, m.last)}
        self.cues = [h for h in cues if h.first not in covered or h.last - 1 not in covered]
        spans = [h for h in self.cues if h.cue.kind == "noun" and h.last - h.first > 2]
        self.spans = {h.first: h for h in spans}
        for h in spans:
            for at in [at for at in self.starts if h.first <= at < h.last]:
                del self.starts[at]
        self.nouns = [h for h in self.cues if h.cue.kind in NOUNS]
        self.members: list[Member] = []
        self.asides: list[Chunk] = []
        self.at = start
        self.contrasted = False

    def read(self) -> Phrase:
        lead = ""
        first = self.at
        tokens = self.tokens
        i = self.at
        skipping = False
        while i < len(tokens):
            mention = self.starts.get(i)
            if mention is not None and not skipping:
                i = mention.last
                continue
            span = self.spans.get(i)
            if span is not None and not skipping:
                i = span.last
                continue
            form = tokens[i].form
            if form not in _SIGNALS:
                i += 1
                continue
            if i and self._contrast(i):
                self._close(first, i, lead, skipping)
                lead, skipping = "rel", True
                first = i = i + 1
                self.contrasted = True
                continue
            if skipping and self.contrasted and form != ";":
                i += 1
                continue
            if form in ("(", "["):
                self._close(first, i, lead, skipping)
                end = self._closing(i)
                self._aside(i + 1, end)
                if not (first == i and lead in PREPOSITIONS):
                    lead = "" if not self.members else "..."
                i = first = end + 1
                continue
            if (
                form in ("involving", "including")
                and i > first
                and not skipping
                and any(first <= m < i for m in self.starts)
            ):
                self._close(first, i, lead, skipping)
                lead = "among"
                i = first = i + 1
                continue
            if form in _BREAKS:
                if skipping and (form in PREPOSITIONS or (form in ("and", ",") and self._goes_on(first, i))):
                    i += 1
                    continue
                if form == "as" and i + 2 < len(tokens) and tokens[i + 1].form == "well" and tokens[i + 2].form == "as":
                    self._close(first, i, lead, skipping)
                    lead, skipping = "and", False
                    i = first = i + 3
                    continue
                if form == "with" and i > first and self._adds(first, i):
                    self._close(first, i - 1, lead, skipping)
                    lead, skipping = "and", False
                    i = first = i + 1
                    continue
                if first == i and lead and form in PREPOSITIONS:
                    if lead in _SEPARATORS and self._hangs_by(form):
                        lead = "again"
                    elif not (lead in _CONJUNCTIONS and self.members):
                        lead = form
                elif first < i or lead not in PREPOSITIONS:
                    self._close(first, i, lead, skipping)
                    lead = form
                skipping = False
                i = first = i + 1
                continue
            if (
                (form in RELATIVES or (form in _CIRCUMSTANCES and lead == ","))
                and (i > first or self._told_by(lead, form))
                and not (form == "that" and i + 1 < len(tokens) and tokens[i + 1].form == "of")
            ):
                self._close(first, i, lead, skipping)
                skipping = True
                lead, first = "rel", i + 1
            i += 1
        self._close(first, len(tokens), lead, skipping)
        return Phrase(self.members, self.asides)

    def _told_by(self, lead: str, relative: str) -> bool:
        """Whether a clause hangs on the noun before it: "co-design in which", but not "the way in which"."""
        if not self.members or not self.members[-1].chunk.mentions:
            return False
        if lead == ",":
            return relative != "that"
        return lead in PREPOSITIONS and relative in ("which", "whom")

    def _adds(self, first: int, i: int) -> bool:
        """Whether "along with", or "together with" after anything but a process, adds to a list."""
        if self.tokens[i - 1].form == "along":
            return True
        named = [m for at, m in self.starts.items() if first <= at < i]
        about = [self._area(self.members[-1].chunk)] if self.members else []
        about += [self.area.get(m.concept, "") for m in named]
        return self.tokens[i - 1].form == "together" and "Process" not in about

    def _done_by(self, preposition: str) -> bool:
        """Whether a complement with "by" tells who carries out the process that the phrase is about."""
        return preposition == "by" and self._area(self.members[-1].chunk) == "Process"

    def _hangs_by(self, preposition: str) -> bool:
        """Whether the last complement hangs by a preposition that now comes again: "of time and of money"."""
        complements = self.members[-1].complements if self.members else []
        return bool(complements) and complements[-1][0] == preposition

    def _goes_on(self, first: int, i: int) -> bool:
        """Whether a list inside a relative clause goes on after a separator."""
        inside = [m for at, m in self.starts.items() if first <= at < i]
        after = next((self.starts[j] for j in range(i + 1, min(i + 4, len(self.tokens))) if j in self.starts), None)
        return bool(inside) and after is not None and self.area.get(after.concept) == self.area.get(inside[-1].concept)

    def _contrast(self, i: int) -> bool:
        """Whether what follows is set against the claim: "rather than", ", but", "and not"."""
        tokens = self.tokens
        form = tokens[i].form
        after = tokens[i + 1].form if i + 1 < len(tokens) else ""
        if (form == "rather" and after == "than") or (form == "instead" and after == "of"):
            return True
        before = tokens[i - 1].form if i else ""
        return (form == "but" and before == ",") or (form == "not" and before in (",", "and"))

    def _closing(self, i: int) -> int:
        depth = 0
        for j in range(i, len(self.tokens)):
            depth += self.tokens[j].form in ("(", "[")
            depth -= self.tokens[j].form in (")", "]")
            if not depth:
                return j
        return len(self.tokens)

    def _aside(self, first: int, last: int) -> None:
        i = first
        at = first
        while i <= last:
            if i == last or self.tokens[i].form in _SEPARATORS or self.tokens[i].form in (":",):
                if i not in self.starts or i == last:
                    if at < i:
                        self.asides.append(chunk_of(at, i, self.tokens, self.starts, self.nouns))
                    at = i + 1
            elif i in self.starts:
                i = max(i, self.starts[i].last - 1)
            i += 1

    def _close(self, first: int, last: int, lead: str, skipping: bool) -> None:
        if first >= last:
            return
        if skipping:
            self._relative(first, last)
            return
        chunk = chunk_of(first, last, self.tokens, self.starts, self.nouns)
        if lead == "again":
            self.members[-1].complements[-1][1].append(Member(chunk))
        elif lead in PREPOSITIONS:
            if not self.members:
                self.members.append(Member(Chunk(first, first, light=True)))
            self._hang(lead, Member(chunk))
        elif (
            self.members
            and lead
            and lead != ";"
            and self.members[-1].complements
            and lead != "rel"
            and self._low(chunk)
        ):
            self.members[-1].complements[-1][1].append(Member(chunk))
        elif lead == "..." and self.members and not chunk.mentions:
            return
        elif (
            lead == "..." and self.members and not self.members[-1].complements and not self.members[-1].chunk.mentions
        ):
            self.members[-1] = Member(chunk)
        else:
            self.members.append(Member(chunk))

    def _hang(self, preposition: str, member: Member) -> None:
        """Hangs a complement on the list's last member, or with "of" on the noun just before it."""
        complements = self.members[-1].complements
        if complements:
            last = complements[-1][1][-1]
            light = last.chunk.light and last.chunk.head is None and not self._done_by(preposition)
            seen_as = preposition == "as" and bool(last.chunk.nouns)
            of_people = preposition == "from" and last.chunk.head is not None and last.chunk.head.concept == "Actor"
            of_noun = preposition == "of" and self._area(last.chunk) != "Actor"
            if (light and not last.complements) or of_noun or of_people or seen_as:
                last.complements.append((preposition, [member]))
                return
        complements.append((preposition, [member]))

    def _relative(self, first: int, last: int) -> None:
        """A relative clause adds what it says of its noun, and a quality of a service, to what it hangs on."""
        if self.contrasted:
            return
        chunk = chunk_of(first, last, self.tokens, self.starts, self.nouns)
        if self.members:
            clause = RelativeClause(chunk, self.tokens, self.nouns, self.area)
            clause.say_of(self.members[-1])
            leaders = clause.leaders()
            if leaders:
                self.members[-1].complements.append(("led", each(leaders)))
                return
        keep = tuple(m for m in chunk.mentions if self.area.get(m.concept) == "ServiceValue")
        if keep and self.members:
            self.members.append(Member(Chunk(first, last, keep)))

    def _low(self, chunk: Chunk) -> bool:
        """Whether a conjunct belongs to the complement just read rather than to the list itself."""
        member = self.members[-1]
        if member.complements[-1][0] in ("between", "among", "amongst") and chunk.mentions:
            return True
        low = member.complements[-1][1][-1].chunk
        mine, lower, higher = self._area(chunk), self._area(low), self._area(member.chunk)
        if chunk.nouns and not chunk.mentions:
            return False
        if mine and mine == lower:
            return not (chunk.definite and not low.definite and mine == higher)
        if mine and mine == higher:
            return False
        if mine and higher and not lower and not chunk.definite:
            return True  # "knowledge in health and social services"
        if chunk.definite:
            return False
        return member.chunk.light or not mine or bool(member.chunk.nouns) or not higher

    def _area(self, chunk: Chunk) -> str:
        return self.area.get(chunk.head.concept, "") if chunk.head else ""


def read(
    tokens: list[Token], mentions: list[Mention], cues: list[CueHit], area: dict[str, str], start: int = 0
) -> Phrase:
    """The members of a slot from a token on."""
    return _Reader(tokens, mentions, cues, area, start).read()
