"""Terms that are built of parts: a head, a link and a complement, as ``lexicon/compose.tsv`` sets them together."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from coprod import lexicon
from coprod.grounding.phrase_index import PhraseIndex
from coprod.grounding.tokens import Tokeniser
from coprod.ontology import Ontology

_AND = frozenset({"and", "or", ",", "with", "/", "&", "v", "versus"})


class Part(msgspec.Struct, frozen=True, gc=False):
    """A range of tokens and what it can be in a rule: the names of groups, or a concept and those above it."""

    first: int
    last: int
    tags: set[str]
    opens: set[str]
    """Those of the tags with which a rule begins."""


class Built(NamedTuple):
    """A range of tokens that together name a concept."""

    first: int
    last: int
    concept: str


class _Rule(NamedTuple):
    concept: str
    links: tuple[tuple[str, ...], ...]
    right: frozenset[str]
    other: frozenset[str]
    """What stands beside the complement, on either side of an "and"; empty where it stands alone."""
    openers: frozenset[str]
    """The first words of the links."""
    bare: bool
    """The complement may follow without a link."""


class Composer:
    """Finds the terms built of parts: "scarcity of staff and money", "clinicians' push-back"."""

    def __init__(self, ontology: Ontology, tokenise: Tokeniser) -> None:
        def keys(phrase: str) -> tuple[str, ...]:
            return tuple(t.key for t in tokenise(phrase))

        self._rules: dict[str, list[_Rule]] = {}
        used: set[str] = set()
        for concept, left, links, right in lexicon.rows("compose"):
            if concept not in ontology.concepts:
                continue
            sides = [frozenset(lexicon.listed(side)) for side in right.split("+")]
            link = tuple(keys(x) if x != "-" else () for x in lexicon.phrases(links))
            other = sides[1] if len(sides) > 1 else frozenset[str]()
            openers = frozenset(words[0] for words in link if words)
            rule = _Rule(concept, link, sides[0], other, openers, () in link)
            for tag in lexicon.listed(left):
                self._rules.setdefault(tag, []).append(rule)
            used.update(lexicon.listed(left), *sides)
        groups: dict[str, set[str]] = {}
        for name, cell in lexicon.rows("groups"):
            if f"@{name}" in used:
                for phrase in lexicon.phrases(cell):
                    groups.setdefault(" ".join(keys(phrase)), set()).add(f"@{name}")
        starts = self._rules.keys()
        self._index = PhraseIndex({phrase: (tags, tags & starts) for phrase, tags in groups.items()})
        self._tags = {
            c: (tags, tags & starts) for c in ontology.concepts if (tags := {c, *ontology.ancestors(c)} & used)
        }

    def find(self, words: list[str], hay: str, named: list[tuple[int, int, str]]) -> list[Built]:
        """What is built of groups of words and of the concepts named in a row of keys without articles."""
        parts = [Part(h.first, h.last, *h.what) for h in self._index.find(words, hay)]
        parts += [Part(first, last, *self._tags[concept]) for first, last, concept in named if concept in self._tags]
        if len(parts) < 2:
            return []
        heads = [p for p in parts if p.opens]
        if not heads:
            return []
        at: dict[int, list[Part]] = {}
        for part in parts:
            at.setdefault(part.first, []).append(part)
        out: list[Built] = []
        for head in heads:
            after = words[head.last] if head.last < len(words) else ""
            for tag in head.opens:
                for rule in self._rules[tag]:
                    if after not in rule.openers and not (rule.bare and head.last in at):
                        continue
                    end = _end(rule, head.last, words, at)
                    if end:
                        out.append(Built(head.first, end, rule.concept))
        out.sort(key=lambda b: (b.first, -b.last))
        return out


def _end(rule: _Rule, start: int, words: list[str], at: dict[int, list[Part]]) -> int:
    """Where the complement of a head ends; 0 where none follows."""
    best = 0
    for link in rule.links:
        after = start + len(link)
        if tuple(words[start:after]) != link:
            continue
        for part in at.get(after, ()):
            if not rule.other:
                if part.tags & rule.right:
                    best = max(best, _listed(part.last, rule.right, words, at))
                continue
            for here, there in ((rule.right, rule.other), (rule.other, rule.right)):
                if part.tags & here and words[part.last : part.last + 1] and words[part.last] in _AND:
                    ends = [p.last for p in at.get(part.last + 1, ()) if p.tags & there]
                    best = max(best, *ends, 0)
    return best


def _listed(end: int, tags: frozenset[str], words: list[str], at: dict[int, list[Part]]) -> int:
    """The end of a list of complements: "staff and money"."""
    while end < len(words) and words[end] in _AND:
        ends = [p.last for p in at.get(end + 1, ()) if p.tags & tags]
        if not ends:
            break
        end = max(ends)
    return end
