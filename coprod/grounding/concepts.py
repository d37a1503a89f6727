"""The words that name concepts: labels of the ontology and phrases of the lexicon, found in a row of tokens."""

from __future__ import annotations

from typing import NamedTuple

from coprod import lexicon
from coprod.grounding.closed import PREPOSITIONS
from coprod.grounding.phrase_index import Hit, PhraseIndex
from coprod.grounding.tokens import Token, Tokeniser
from coprod.ontology import Ontology

_SCORES = {"id": 1.0, "label": 1.0, "variant": 0.97, "synonym": 0.95, "hidden": 0.9, "cue": 0.9}
_RANK = {"label": 0, "synonym": 1, "hidden": 2, "cue": 3}


_ARTICLES = frozenset({"the", "a", "an"})
_OPEN_HEADS = (
    "involvement of ",
    "participation of ",
    "engagement of ",
    "engagement with ",
    "consultation of ",
    "integration of resource",
)
"""Heads whose complement may be a list; the phrase is read, not looked up."""


class Name(NamedTuple):
    """One way to name a concept."""

    concept: str
    tier: str
    written: str
    """The words as the ontology or the lexicon writes them."""


class Mention(NamedTuple):
    """Words that name a concept: a half-open range of tokens."""

    first: int
    last: int
    concept: str
    tier: str
    score: float
    runners_up: tuple[tuple[str, float], ...] = ()


class ConceptNames:
    """All names of all concepts, in the form in which they are compared."""

    def __init__(self, ontology: Ontology, tokenise: Tokeniser) -> None:
        names: dict[str, list[Name]] = {}

        def add(concept: str, tier: str, written: str) -> None:
            phrase = " ".join(t.key for t in tokenise(written) if t.form not in _ARTICLES)
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

    def scan(self, tokens: list[Token], text: str) -> list[Mention]:
        """The mentions in a slot: leftmost, then longest, none overlapping another."""
        out: list[Mention] = []
        end = 0
        places = [i for i, t in enumerate(tokens) if t.form not in _ARTICLES]
        kept = tokens if len(places) == len(tokens) else [tokens[i] for i in places]
        hits = self.index.scan(kept, 1)
        for hit in hits:
            if hit.first < end:
                continue
            hit = _yielding(hit, hits)
            end = hit.last
            out.append(_mention(places[hit.first], places[hit.last - 1] + 1, hit.what, tokens, text))
        return out

    def whole(self, phrase: str) -> list[Name]:
        """The names that are exactly this phrase of keys."""
        return self.index.get(phrase) or []


def _yielding(hit: Hit[list[Name]], hits: list[Hit[list[Name]]]) -> Hit[list[Name]]:
    """A shorter name, where a longer one starts inside: "co-production of [research agenda]"."""
    for other in hits:
        if hit.first < other.first < hit.last < other.last:
            shorter = [h for h in hits if h.first == hit.first and h.last <= other.first]
            if shorter:
                return shorter[0]
    return hit


def _mention(first: int, last: int, names: list[Name], tokens: list[Token], text: str) -> Mention:
    best = names[0]
    while last - first > 1 and tokens[last - 1].form in PREPOSITIONS:
        last -= 1
    surface = text[tokens[first].start : tokens[last - 1].end]
    tier = best.tier
    if any(t.repaired for t in tokens[first:last]):
        tier, score = "fuzzy", 0.85
    elif surface.lower() == best.written.lower():
        score = _SCORES[tier]
    elif tier == "label":
        tier, score = "variant", _SCORES["variant"]
    else:
        score = _SCORES[tier] - 0.02
    rest = tuple((n.concept, round(_SCORES[n.tier] - 0.05, 3)) for n in names[1:4])
    return Mention(first, last, best.concept, tier, score, rest)
