"""The phrases that carry a relation or a process, as the lexicon lists them."""

from __future__ import annotations

from typing import NamedTuple

from coprod import lexicon
from coprod.grounding.phrase_index import PhraseIndex
from coprod.grounding.tokens import Token, Tokeniser

_GAP = "…"
_GAP_WIDTH = 8


class Cue(NamedTuple):
    """A phrase and what it says."""

    kind: str
    """``verb`` (a relation), ``noun`` (a relation inside a noun), ``process`` (a process inside a verb), ``joint`` (a
    noun of doing), or the name of a facet."""
    name: str
    """Family of relations, relation, concept, or facet value."""
    detail: str = ""
    """Direction of a verb; frame of a noun; kind of a process; place of a facet cue."""
    tail: str = ""
    """What must follow within a few words, where the phrase has a gap."""
    order: int = 0
    prepositions: tuple[str, ...] = ()
    key: str = ""
    """The last word of a noun, to tell it from the verb ("rise", "rises" but not "rising")."""
    participle: bool = False
    """The phrase is a passive without its auxiliary: its first word must be a participle."""


class CueHit(NamedTuple):
    """A cue found: the half-open range of its tokens."""

    first: int
    last: int
    cue: Cue


class CueBook:
    """All cues, in one automaton over stems."""

    def __init__(self, tokenise: Tokeniser) -> None:
        self._tokenise = tokenise
        self._entries: dict[str, list[Cue]] = {}
        self._order = 0
        for name, direction, cell in lexicon.rows("predicates"):
            self._add(cell, Cue("verb", name, direction))
        for name, frame, prepositions, cell in lexicon.rows("relation_nouns"):
            self._add(cell, Cue("noun", name, frame, prepositions=tuple(prepositions.split())))
        for concept, kind, cell in lexicon.rows("processes"):
            self._add(cell, Cue("process", concept, kind))
        for concept, cell in lexicon.rows("joint_nouns"):
            self._add(cell, Cue("joint", concept))
        for modality, place, cell in lexicon.rows("modality"):
            self._add(cell, Cue("modality", modality, place))
        for row in lexicon.rows("modality_exceptions"):
            self._add(row[0], Cue("modality", ""))
        for place, cell in lexicon.rows("polarity"):
            self._add(cell, Cue("polarity", "negated", place))
        for row in lexicon.rows("polarity_exceptions"):
            self._add(row[0], Cue("polarity", ""))
        for kind, cell in lexicon.rows("holders"):
            self._add(cell, Cue("holder", kind))
        self._index = PhraseIndex(self._entries)
        views = {stems: [c for c in cues if c.kind == "holder"] for stems, cues in self._entries.items()}
        self._views = PhraseIndex({stems: cues for stems, cues in views.items() if cues})

    def _add(self, cell: str, cue: Cue) -> None:
        for phrase in lexicon.phrases(cell):
            head, _, tail = phrase.partition(_GAP)
            stems = " ".join(t.stem for t in self._tokenise(head))
            if stems:
                self._order += 1
                more = " ".join(t.stem for t in self._tokenise(tail))
                last = self._tokenise(head)[-1].key if cue.kind == "noun" else ""
                cue = cue._replace(tail=more, order=self._order, key=last)
                self._entries.setdefault(stems, []).append(cue)
                short = _without_be(head) if cue.kind == "verb" else ""
                if short:
                    stems = " ".join(t.stem for t in self._tokenise(short))
                    self._entries.setdefault(stems, []).append(cue._replace(participle=True))

    def scan(self, tokens: list[Token], views_only: bool = False) -> list[CueHit]:
        """All cues in a row of tokens, overlapping ones too; or only those that name who holds a view."""
        out: list[CueHit] = []
        for first, last, cues in (self._views if views_only else self._index).scan(tokens, 2):
            for cue in cues:
                if (cue.key and tokens[last - 1].key != cue.key) or (cue.participle and not is_participle(tokens[first].form)):
                    continue
                if cue.tail:
                    end = _find(tokens, last, cue.tail)
                    if end:
                        out.append(CueHit(first, end, cue))
                else:
                    out.append(CueHit(first, last, cue))
        return out


def is_participle(word: str) -> bool:
    """Whether a word looks like a past participle."""
    return word.endswith(("ed", "'d")) or word in _PARTICIPLES


def _without_be(phrase: str) -> str:
    """A passive without its auxiliary, as coding sheets write it: "studied by"."""
    words = phrase.split()
    if len(words) > 2 and words[0] == "be" and (words[1].endswith("ed") or words[1] in _PARTICIPLES):
        return " ".join(words[1:])
    return ""


_PARTICIPLES = frozenset("built led driven drawn given taken seen made held known shown lost done brought put set grown understood".split())


def _find(tokens: list[Token], start: int, tail: str) -> int:
    words = tail.split()
    for at in range(start, min(start + _GAP_WIDTH, len(tokens) - len(words)) + 1):
        if [t.stem for t in tokens[at : at + len(words)]] == words:
            return at + len(words)
    return 0
