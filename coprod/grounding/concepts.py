"""The words that name concepts: labels of the ontology and phrases of the lexicon, found in a row of tokens."""

from __future__ import annotations

from functools import cached_property

import msgspec

from coprod import lexicon
from coprod.grounding.closed import LIGHT_TAILS, PREPOSITIONS
from coprod.grounding.composer import Composer
from coprod.grounding.phrase_index import Hit, PhraseIndex
from coprod.grounding.respun import Respun
from coprod.grounding.tokens import Token, Tokeniser
from coprod.grounding.words import stem
from coprod.ontology import Ontology

_SCORES = {"id": 1.0, "label": 1.0, "variant": 0.97, "synonym": 0.95, "hidden": 0.9, "cue": 0.9, "respun": 0.6}
_RANK = {"label": 0, "synonym": 1, "hidden": 2, "cue": 3}


_ARTICLES = frozenset({"the", "a", "an"})
_PASSED_OVER = _ARTICLES | {"their", "its", "our", "his", "her", "my", "your", "own"}
"""Words between the words of a name that do not change it: "having their say", "patients' own expertise"."""
_OPEN_HEADS = (
    "involvement of ",
    "participation of ",
    "engagement of ",
    "engagement with ",
    "consultation of ",
    "integration of resource",
)
"""Heads whose complement may be a list; the phrase is read, not looked up."""


class Name(msgspec.Struct, frozen=True, gc=False):
    """One way to name a concept."""

    concept: str
    tier: str
    written: str
    """The words as the ontology or the lexicon writes them."""


class Mention(msgspec.Struct, frozen=True, order=True, gc=False):
    """Words that name a concept: a half-open range of tokens."""

    first: int
    last: int
    concept: str
    tier: str
    score: float
    runners_up: tuple[tuple[str, float], ...] = ()


_Found = tuple[int, int, list[Name], str]
"""A range of tokens, the names that stand there and the tier, where it is not that of the name."""


class ConceptNames:
    """All names of all concepts, in the form in which they are compared."""

    def __init__(self, ontology: Ontology, tokenise: Tokeniser) -> None:
        names: dict[str, list[Name]] = {}

        def add(concept: str, tier: str, written: str) -> None:
            phrase = " ".join([t.key for t in tokenise(written) if t.form not in _PASSED_OVER])
            if phrase.startswith(_OPEN_HEADS):
                return
            if phrase and all(n.concept != concept for n in names.setdefault(phrase, [])):
                names[phrase].append(Name(concept, tier, written))

        for c in ontology.concepts.values():
            if c.deprecated:
                continue
            add(c.id, "label", c.label)
            for label in c.alt_labels:
                add(c.id, "synonym", label)
            for label in c.hidden_labels:
                add(c.id, "hidden", label)
        for concept, cell in lexicon.rows("terms"):
            if concept in ontology.concepts:
                for phrase in lexicon.phrases(cell):
                    add(concept, "cue", phrase)
        for row in lexicon.rows("no_terms"):
            names.pop(" ".join(t.key for t in tokenise(row[0])), None)
        for found in names.values():
            found.sort(key=lambda n: (_RANK[n.tier], "." not in n.concept))
        self.index = PhraseIndex(names)
        self._composer = Composer(ontology, tokenise)
        self._respun = Respun(tokenise)

    def scan(self, tokens: list[Token], text: str) -> list[Mention]:
        """The mentions in a slot: leftmost, then longest, none overlapping another."""
        places = [i for i, t in enumerate(tokens) if t.form not in _PASSED_OVER]
        kept = tokens if len(places) == len(tokens) else [tokens[i] for i in places]
        keys = [t.key for t in kept]
        hay = f" {' '.join(keys)} "
        found = _compact(self.index.find(keys, hay), kept)
        names = [(h.first, h.last, h.what, "") for h in found]
        other = self._respun.undone(kept, keys, hay)
        if other is not None:
            names = self._with_respun(names, kept, *other)
        built = self._composer.find(keys, hay, [(first, last, what[0].concept) for first, last, what, _ in names])
        out = [
            _mention(places[first], places[last - 1] + 1, what, tokens, text, tier) for first, last, what, tier in names
        ]
        for first, last, concept in built:
            begin, end = places[first], places[last - 1] + 1
            over = [m for m in out if m.first < end and begin < m.last]
            if all(begin <= m.first and m.last <= end and m.last - m.first < end - begin for m in over):
                out = [m for m in out if m not in over]
                out.append(Mention(begin, end, concept, "composed", 0.88))
        if built:
            out.sort()
        return out

    def _with_respun(
        self, names: list[_Found], kept: list[Token], other: list[Token], places: list[int], new: list[int]
    ) -> list[_Found]:
        """The names found, and those that stand there once respun words are undone, where they say more."""
        for hit in _compact(self.index.find([t.key for t in other]), other):
            if not any(new[hit.first : hit.last]):
                continue
            first, last = places[hit.first], places[hit.last - 1] + 1
            over = [n for n in names if n[0] < last and first < n[1]]
            single = hit.last - hit.first == 1
            if single and (over or new[hit.first] < 2):
                continue
            if all(first <= n[0] and n[1] <= last and n[1] - n[0] < last - first for n in over):
                names = [n for n in names if n not in over]
                names.append((first, last, hit.what, "respun"))
        names.sort(key=lambda n: n[0])
        return names

    def of_words(self, stems: set[str]) -> Name | None:
        """The name that has exactly these words of content, in any order."""
        return self._bags.get(frozenset(stems))

    @cached_property
    def _bags(self) -> dict[frozenset[str], Name]:
        out: dict[frozenset[str], Name] = {}
        for phrase in self.index.phrases():
            words = [w for w in phrase.split() if w not in PREPOSITIONS]
            if 1 < len(words) < 5:
                out.setdefault(frozenset(map(stem, words)), self.whole(phrase)[0])
        return out

    def whole(self, phrase: str) -> list[Name]:
        """The names that are exactly this phrase of keys."""
        if not _PASSED_OVER.isdisjoint(words := phrase.split()):
            phrase = " ".join(w for w in words if w not in _PASSED_OVER)
        return self.index.get(phrase) or []


def _compact(hits: list[Hit[list[Name]]], tokens: list[Token]) -> list[Hit[list[Name]]]:
    """The leftmost and then the longest hits, none overlapping another."""
    out: list[Hit[list[Name]]] = []
    end = 0
    for hit in hits:
        if hit.first < end:
            continue
        if hit.last - hit.first > 1 and len(hits) > 1:
            better = _yielding(hit, hits, tokens)
            if better is None:
                continue
            hit = better
        end = hit.last
        out.append(hit)
    return out


def _yielding(hit: Hit[list[Name]], hits: list[Hit[list[Name]]], tokens: list[Token]) -> Hit[list[Name]] | None:
    """A shorter name, or none, where a longer one starts inside: "co-production of [research agenda]"."""
    for other in hits:
        if other.first >= hit.last:
            break
        if other.last > hit.last and other.first > hit.first and not tokens[other.first].hyphenated:
            shorter = [h for h in hits if h.first == hit.first and h.last <= other.first]
            if shorter:
                return shorter[0]
            if tokens[other.first - 1].form in PREPOSITIONS and other.last - other.first > 1:
                return None  # "the offer of [value propositions]"
            if all(t.form in LIGHT_TAILS for t in tokens[hit.last : other.last]):
                continue  # "participatory action [research project]" is the research
            if all(t.form not in PREPOSITIONS for t in tokens[hit.first : other.last]):
                return None  # the head of a compound is its last word: "local [community participation]"
    return hit


def _mention(first: int, last: int, names: list[Name], tokens: list[Token], text: str, given: str) -> Mention:
    best = names[0]
    while last - first > 1 and tokens[last - 1].form in PREPOSITIONS:
        last -= 1
    surface = text[tokens[first].start : tokens[last - 1].end]
    tier = best.tier
    if given:
        return Mention(first, last, best.concept, given, _SCORES[given])
    if any(t.repaired for t in tokens[first:last]):
        tier, score = "fuzzy", 0.85
    elif surface.lower() == best.written.lower():
        score = _SCORES[tier]
    elif tier == "label":
        tier, score = "variant", _SCORES["variant"]
    else:
        score = _SCORES[tier] - 0.02
    rest = tuple((n.concept, round(_SCORES[n.tier] - 0.05, 3)) for n in names[1:4]) if len(names) > 1 else ()
    return Mention(first, last, best.concept, tier, score, rest)
