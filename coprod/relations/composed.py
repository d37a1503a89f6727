"""Names put together from words that stand apart: "satisfaction among patients" is patient satisfaction."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from coprod.grounding.closed import ARTICLES, PREPOSITIONS, TAKING_PART
from coprod.grounding.concepts import ConceptNames, Mention
from coprod.grounding.tokens import Token
from coprod.relations.argument import Argument
from coprod.relations.chunks import Chunk
from coprod.relations.members import Complements, Member

_KINDS = frozenset({"kind", "sort", "nature", "type", "character", "form"})
_REORDERED = frozenset(["of", "among", "for", "by", "in", "from", "with", "to", "amongst", "between"])


class ComposedNames:
    """Finds the concepts whose names are spread over a head and what hangs on it."""

    def __init__(self, names: ConceptNames, area: Mapping[str, str]) -> None:
        self._names = names
        self._area = area

    def reordered(
        self, chunk: Chunk, complements: Complements, tokens: list[Token]
    ) -> tuple[Mention | None, Complements]:
        """A name whose words stand in another order: "satisfaction among patients"."""
        if not self._may_be_reordered(chunk, complements):
            return None, complements
        inner_member = complements[0][1][0]
        inner = _endings(inner_member.chunk, tokens)
        inner += [words for phrase in inner if (words := _of_a_kind(phrase))]
        for outer in _endings(chunk, tokens):
            for phrase in inner:
                names = self._names.whole(f"{phrase} {outer}")
                if names and self._fits_head(chunk, names[0].concept):
                    mention = Mention(chunk.first, inner_member.chunk.last, names[0].concept, "reordered", 0.9)
                    return mention, [*inner_member.complements, *complements[1:]]
        return None, complements

    def reordered_each(self, chunk: Chunk, complements: Complements, tokens: list[Token]) -> list[Argument]:
        """Names that share their head: "imbalances of knowledge and of power"."""
        if len(complements) != 1 or len(complements[0][1]) < 2:
            return []
        preposition, members = complements[0]
        found = [self.reordered(chunk, [(preposition, [m])], tokens)[0] for m in members]
        named = [m for m in found if m is not None]
        return [Argument(m.concept, m, chunk.compared) for m in named] if len(named) == len(found) else []

    def described(self, member: Member, tokens: list[Token]) -> Mention | None:
        """A name spread over a noun and its relative clause: "the responsibility that they share"."""
        first, last = member.clause
        chunk = member.chunk
        if first == last or chunk.first == chunk.last:
            return None
        noun = tokens[chunk.last - 1]
        before = [t.stem for t in tokens[chunk.first : chunk.last - 1] if t.form not in ARTICLES]
        said = [t.stem for t in tokens[first:last] if t.is_word and t.form not in PREPOSITIONS]
        for size in (3, 2, 1):
            for words in itertools.combinations([*before[-2:], *said[:7]], size):
                name = self._names.of_words({noun.stem, *words})
                if name is not None and any(w in said for w in words) and self._fits_head(chunk, name.concept):
                    return Mention(chunk.first, last, name.concept, "reordered", 0.85)
        return None

    def elliptic(self, member: Member, later: list[Member], tokens: list[Token]) -> list[Argument]:
        """A shared head: "individual, group and collective co-production"."""
        words = [t.key for t in tokens[member.chunk.first : member.chunk.last] if t.form not in ARTICLES]
        if member.complements or not 0 < len(words) < 3:
            return []
        for other in later:
            head = other.chunk.head
            if head is None:
                continue
            shared = [t.key for t in tokens[head.first : head.last]]
            for n in (1, 2):
                names = self._names.whole(" ".join(words + shared[-n:]))
                if names:
                    mention = Mention(member.chunk.first, member.chunk.last, names[0].concept, "reordered", 0.85)
                    return [Argument(names[0].concept, mention)]
        return []

    def _may_be_reordered(self, chunk: Chunk, complements: Complements) -> bool:
        """Whether one thing alone hangs on the chunk, and the chunk is no taking part in a process."""
        if not complements or complements[0][0] not in _REORDERED or len(complements[0][1]) != 1:
            return False
        head = chunk.head
        if head is None and chunk.light:
            return False
        if (
            head is not None
            and head.concept in TAKING_PART
            and any(p == "in" and any(self._names_process(m) for m in ms) for p, ms in complements)
        ):
            return False
        return all(p != complements[0][0] for p, _ in complements[1:])

    def _fits_head(self, chunk: Chunk, concept: str) -> bool:
        """Whether a reordered name narrows the head rather than leads away from it ("partners in care")."""
        head = chunk.head
        return head is None or (head.concept != concept and self._area[head.concept] == self._area[concept])

    def _names_process(self, member: Member) -> bool:
        head = member.chunk.head
        if head is not None:
            return self._area[head.concept] == "Process"
        return bool(member.chunk.joints) or any(self._names_process(m) for _, ms in member.complements for m in ms)


def _endings(chunk: Chunk, tokens: list[Token]) -> list[str]:
    """The ends of a chunk that do not cut its head in two, the longest first."""
    words = [i for i in range(chunk.first, chunk.last) if tokens[i].form not in ARTICLES]
    if len(words) > 4:
        words = words[-4:]
    latest = chunk.head.first if chunk.head is not None and chunk.fits_tail else chunk.last
    return [" ".join(tokens[j].key for j in words[n:]) for n, i in enumerate(words) if i <= latest]


def _of_a_kind(phrase: str) -> str:
    """What "kind" stands for in "tools of a digital kind"."""
    words = phrase.split()
    return " ".join(words[:-1]) if words[-1] in _KINDS else ""


def sharing_head(members: list[Member], tokens: list[Token], heads: list[str], names: ConceptNames) -> list[Argument]:
    """The members of a list whose head is one of `heads`: "types of co-production | = | individual; group"."""
    said = [" ".join(t.key for t in tokens[m.chunk.first : m.chunk.last] if t.form not in ARTICLES) for m in members]
    if len(members) < 2 or any(m.complements or not w or w.count(" ") > 1 for m, w in zip(members, said, strict=True)):
        return []
    for head in heads:
        named = [names.whole(f"{words} {head}") for words in said]
        if all(named):
            mentions = [
                Mention(m.chunk.first, m.chunk.last, found[0].concept, "reordered", 0.85)
                for m, found in zip(members, named, strict=True)
            ]
            return [Argument(m.concept, m) for m in mentions]
    return []
