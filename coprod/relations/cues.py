"""The phrases that carry a relation or a process, as the lexicon lists them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import ahocorasick_rs
import msgspec
from msgspec.structs import replace

from coprod import lexicon
from coprod.grounding.closed import WORDS
from coprod.grounding.phrase_index import PhraseIndex
from coprod.grounding.tokens import Token, Tokeniser
from coprod.ontology import Relation

FRAMES = {name: frozenset(words.split()) for name, words in lexicon.rows("frames")}
"""The closed lists for reading predicates, by name."""
_GAP = "…"
_ARTICLES = frozenset({"a", "an", "the"})
_NOT_ALONE = WORDS["not_after_be"]
_GARBLED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]|\w- \w")
"""Broken or misread words, which the quick look would miss."""
_DIGIT = re.compile(r"\d")
_GAP_WIDTH = 8
SPANNING = frozenset({"verb", "noun", "value"})
_COLOURS = FRAMES["colours"]
_PARTICIPLES = WORDS["participles"]
"""Words that strengthen or weaken a phrase and leave what it says as it is."""


class Cue(msgspec.Struct, frozen=True, gc=False):
    """A phrase and what it says."""

    kind: str
    """``verb`` (a relation), ``noun`` (a relation inside a noun), ``process`` (a process inside a verb), ``value`` (a
    value inside a verb), ``joint`` (a noun of doing), or the name of a facet."""
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


class CueHit(msgspec.Struct, frozen=True, gc=False):
    """A cue found: the half-open range of its tokens."""

    first: int
    last: int
    cue: Cue


class _Listed(msgspec.Struct, frozen=True, gc=False):
    """The cues that begin with the same words: those that end there too, and those with a gap by what follows it."""

    plain: tuple[Cue, ...]
    gapped: dict[str, list[tuple[list[str], Cue]]] | None = None


def _listed(cues: list[Cue]) -> _Listed:
    if not any(c.tail for c in cues):
        return _Listed(tuple(cues))
    gapped: dict[str, list[tuple[list[str], Cue]]] = {}
    for cue in cues:
        if cue.tail:
            words = cue.tail.split()
            gapped.setdefault(words[0], []).append((words, cue))
    return _Listed(tuple(c for c in cues if not c.tail), gapped)


class CueBook:
    """All cues, in one automaton over stems."""

    def __init__(self, tokenise: Tokeniser, relations: Iterable[Relation] = ()) -> None:
        """Takes the cues of the lexicon, and the labels of a user's own `relations`."""
        self._tokenise = tokenise
        self._entries: dict[str, list[Cue]] = {}
        self._order = 0
        for name, direction, cell in lexicon.rows("predicates"):
            self._add(cell, Cue("verb", name, direction))
        for relation in relations:
            for label in (relation.label, *relation.alt_labels):
                self._add(label, Cue("verb", relation.id, ">"))
            for label in filter(None, (relation.inverse_label, *relation.inverse_alt_labels)):
                self._add(label, Cue("verb", relation.id, "<"))
        for name, direction, prepositions, cell in lexicon.rows("role_nouns"):
            nouns = lexicon.phrases(cell)
            phrases = (f"{noun} {preposition}" for noun in nouns for preposition in prepositions.split())
            self._add(" | ".join(phrases), Cue("verb", name, direction))
        for name, frame, prepositions, cell in lexicon.rows("relation_nouns"):
            self._add(cell, Cue("noun", name, frame, prepositions=tuple(prepositions.split())))
        for concept, kind, cell in lexicon.rows("processes"):
            self._add(cell, Cue("process", concept, kind))
        for concept, family, cell in lexicon.rows("hidden_values"):
            self._add(cell, Cue("value", concept, family))
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
        self._index = PhraseIndex({stems: _listed(cues) for stems, cues in self._entries.items()})
        views = {
            stems: holders
            for stems, cues in self._entries.items()
            if (holders := [c for c in cues if c.kind == "holder"])
        }
        starts = {max(stems.split(), key=len) for stems in views}
        starts |= {form for row in lexicon.rows("irregular") if row[0] in starts for form in lexicon.phrases(row[1])}
        starts |= {start[:-1] + "i" for start in starts if start.endswith("y")}
        self._quick = ahocorasick_rs.AhoCorasick([f" {start}" for start in sorted(starts)])
        self._views = PhraseIndex({stems: _listed(cues) for stems, cues in views.items()})

    def _add(self, cell: str, cue: Cue) -> None:
        for phrase in lexicon.phrases(cell):
            head, _, tail = phrase.partition(_GAP)
            if not self._register(cue, head, tail):
                continue
            if head.rstrip().endswith(":") and not tail:
                self._register(cue, head.rstrip()[:-1] + " =", "")
            short = _without_be(head) if cue.kind == "verb" else ""
            if short:
                self._register(cue, short, tail)

    def _register(self, cue: Cue, head: str, tail: str) -> bool:
        words = self._words(head)
        if not words:
            return False
        self._order += 1
        full = Cue(
            cue.kind, cue.name, cue.detail, " ".join(t.stem for t in self._words(tail)) if tail else "",
            self._order, cue.prepositions, words[-1].key if cue.kind == "noun" else "",
            cue.kind == "verb" and is_participle(words[0].form),
        )  # fmt: skip
        listed = self._entries.setdefault(" ".join([t.stem for t in words]), [])
        if not any(replace(c, order=full.order) == full for c in listed):
            listed.append(full)
        return True

    def _words(self, phrase: str) -> list[Token]:
        tokens = self._tokenise(phrase)
        return [tokens[i] for i in without_articles(tokens)]

    def may_hold_views(self, text: str) -> bool:
        """Whether a text holds the beginning of a word that can name a holder of a view."""
        if ("- " in text or _DIGIT.search(text)) and _GARBLED.search(text):
            return True
        return bool(self._quick.find_matches_as_indexes(f" {text.lower()}"))

    def scan(self, tokens: list[Token], views_only: bool = False) -> list[CueHit]:
        """All cues in a row of tokens, overlapping ones too; or only those that name who holds a view."""
        places = without_articles(tokens)
        return self._scan(tokens, places, self._views if views_only else self._index)

    def around(self, tokens: list[Token], found: list[CueHit]) -> list[CueHit]:
        """Cues that hold together once what was put between their words is taken out.

        "makes use, on equal terms, of", "exacts a heavy toll on", "is, they say, the fruit of".
        """
        out: list[CueHit] = []
        for dropped in (asides(tokens), by_the_way(tokens)):
            if not dropped:
                continue
            places = [i for i in without_articles(tokens) if i not in dropped]
            if not places:
                continue
            out.extend(
                h
                for h in self._scan(tokens, places, self._index)
                if h.cue.kind in SPANNING and any(h.first < i < h.last for i in dropped)
            )
        spans = {(h.first, h.last, h.cue.name) for h in found if h.cue.kind in SPANNING}
        return [h for h in dict.fromkeys(out) if (h.first, h.last, h.cue.name) not in spans]

    def _scan(self, tokens: list[Token], places: list[int], index: PhraseIndex[_Listed]) -> list[CueHit]:
        out: list[CueHit] = []
        kept = tokens if len(places) == len(tokens) else [tokens[i] for i in places]
        for hit in index.find([t.stem for t in kept]):
            first, last, listed = hit.first, hit.last, hit.what
            for cue in listed.plain:
                if cue.key and kept[last - 1].key != cue.key:
                    continue
                if cue.participle and not is_participle(kept[first].form):
                    continue
                out.append(CueHit(places[first], places[last - 1] + 1, cue))
            if listed.gapped:
                out.extend(self._gapped(kept, places, first, last, listed.gapped))
        return out

    def _gapped(
        self,
        kept: list[Token],
        places: list[int],
        first: int,
        last: int,
        gapped: dict[str, list[tuple[list[str], Cue]]],
    ) -> Iterator[CueHit]:
        """The cues whose rest follows within a few words."""
        seen: set[int] = set()
        for at in range(last, min(last + _GAP_WIDTH + 1, len(kept))):
            for words, cue in gapped.get(kept[at].stem, ()):
                end = at + len(words)
                if cue.order in seen or end > len(kept) or (cue.participle and not is_participle(kept[first].form)):
                    continue
                if len(words) == 1 or [t.stem for t in kept[at:end]] == words:
                    seen.add(cue.order)
                    yield CueHit(places[first], places[end - 1] + 1, cue)


def without_articles(tokens: list[Token]) -> list[int]:
    """The places of the tokens that are no articles; "a few" and "a little" keep theirs."""
    return [
        i for i, t in enumerate(tokens)
        if t.form not in _ARTICLES or (i + 1 < len(tokens) and tokens[i + 1].form in ("few", "little"))
    ]  # fmt: skip


def asides(tokens: list[Token]) -> set[int]:
    """The tokens that stand between two commas, or after a last one, with their commas."""
    commas = [i for i, t in enumerate(tokens) if t.form == "," and i]
    out: set[int] = set()
    for first, last in itertools.pairwise(commas):
        if not out or first > max(out):
            out.update(range(first, last + 1))
    if len(commas) == 1:
        out.add(commas[0])
    return out


def by_the_way(tokens: list[Token]) -> set[int]:
    """The tokens that only colour a verb: adverbs, "a heavy" toll, "the very" heart."""
    return {i for i, t in enumerate(tokens) if i and (t.form.endswith("ly") or t.form in _COLOURS)}


def is_participle(word: str) -> bool:
    """Whether a word looks like a past participle."""
    return (word.endswith(("ed", "'d")) and not word.endswith("eed") and word != "embed") or word in _PARTICIPLES


def _without_be(phrase: str) -> str:
    """A passive without its auxiliary, as coding sheets write it: "studied by"."""
    words = phrase.split()
    if len(words) > 2 and words[0] == "be" and words[1] not in _NOT_ALONE:
        return " ".join(words[1:])
    return ""
