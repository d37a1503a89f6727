"""Decisions at work: what a person decided about a phrase comes before the names and cues that the mapper knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from coprod.curation.decision import Decision
from coprod.curation.decisions import Decisions
from coprod.grounding.concepts import ConceptNames, Mention
from coprod.grounding.phrase_index import Hit, PhraseIndex
from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token, Tokeniser
from coprod.mapping.records import Grounding, Unmapped
from coprod.ontology import Ontology
from coprod.relations.cues import Cue, CueHit
from coprod.relations.ladder import EXACTLY, but_not
from coprod.statement import Statement

TIER = "decision"
_ARTICLES = frozenset({"the", "a", "an"})
_CARRIERS = frozenset({"verb", "noun", "process", "value", "joint"})
"""Kinds of cues that carry a relation or a concept; the others carry facets, on which nothing is decided."""
_PREPOSITIONS = ("of", "in", "to", "for", "on", "from")

T = TypeVar("T")

_key: Callable[[Token], str] = attrgetter("key")
_stem: Callable[[Token], str] = attrgetter("stem")


class Normal:
    """A phrase in the form in which it is compared: without case, articles, endings of number and marks of spelling.

    >>> from coprod.grounding.grounder import Grounder
    >>> normal = Normal(Grounder(Ontology.load()).tokenise)
    >>> normal("The Young  Carers"), normal("co-design") == normal("Codesign")
    ('young carer', True)
    """

    def __init__(self, tokenise: Tokeniser) -> None:
        self._tokenise = tokenise

    def __call__(self, phrase: str) -> str:
        """The form of a phrase; empty where it holds no word."""
        tokens = [t for t in self._tokenise(phrase) if t.form not in _ARTICLES]
        return " ".join(t.key for t in tokens) if any(t.is_word for t in tokens) else ""


class Curated:
    """Lays decisions over what was found in a slot, and over what a coder gave.

    A decision holds for its phrase wherever that stands in a slot, also inside a longer phrase, unless the longer one
    is itself a name that is known. Of decisions that overlap the longest counts.
    """

    def __init__(
        self, ontology: Ontology, tokenise: Tokeniser, names: ConceptNames, decisions: Iterable[Decision]
    ) -> None:
        self.decisions = Decisions(decisions)
        self._ontology = ontology
        self._tokenise = tokenise
        self.normal = Normal(tokenise)
        self._names = names
        concepts: dict[str, str] = {}
        relations: dict[str, list[Decision]] = {}
        for decision in self.decisions:
            if not decision.relation:
                concepts[decision.key] = decision.key
            if decision.relation or decision.none:
                stems = _stems(tokenise(decision.phrase))
                relations.setdefault(stems, []).append(decision)
        self._concepts = PhraseIndex(concepts)
        self._relations = PhraseIndex({stems: Decisions(_alike(group)) for stems, group in relations.items()})

    def __bool__(self) -> bool:
        return bool(self.decisions)

    # A slot --------------------------------------------------------------------------------------------------------

    def apply(self, slot: Slot) -> None:
        """Changes the mentions and cues of a slot where something was decided."""
        if not self.decisions or not slot.tokens:
            return
        for concept in _longest(_scan(self._concepts, slot.tokens, _key)):
            self._apply_concept(slot, concept.first, concept.last, concept.what)
        slot.mentions.sort()
        for relation in _longest(_scan(self._relations, slot.tokens, _stem)):
            self._apply_relation(slot, relation.first, relation.last, relation.what)

    def _apply_concept(self, slot: Slot, first: int, last: int, key: str) -> None:
        chosen = self.decisions.chosen(key, slot.name, relation=False)
        rejected = self.decisions.rejected(key, slot.name)
        if any(m.first <= first and last <= m.last and m.last - m.first > last - first for m in slot.mentions):
            return
        over = [m for m in slot.mentions if m.first < last and first < m.last]
        if chosen is None:
            for mention in over:
                if mention.concept in rejected and (mention.first, mention.last) == (first, last):
                    slot.mentions.remove(mention)
                    slot.mentions += self._instead(slot, mention, key, rejected)
            slot.cues = [h for h in slot.cues if not _same(h, first, last) or h.cue.name not in rejected]
            return
        slot.dropped = [m for m in slot.dropped if not (m.first < last and first < m.last)]
        slot.mentions = [m for m in slot.mentions if m not in over]
        if chosen.none:
            slot.cues = [h for h in slot.cues if h.cue.kind not in _CARRIERS or not _within(h, first, last)]
            return
        process = self._as_process(slot, first, last, chosen.term)
        runners = tuple((m.concept, m.score) for m in over if m.concept != chosen.term)
        slot.mentions.append(Mention(first, last, chosen.term, TIER, 1.0, runners))
        held = {"joint", "noun", "value"} if process else {"joint", "noun", "value", "process"}
        slot.cues = [h for h in slot.cues if h.cue.kind not in held or not _within(h, first, last)]

    def _as_process(self, slot: Slot, first: int, last: int, term: str) -> bool:
        """A verb that hides a process stays a verb: only the process that it hides is another."""
        found = False
        for n, hit in enumerate(slot.cues):
            area = "Process" if hit.cue.kind == "process" else "Value"
            if hit.cue.kind in ("process", "value") and _same(hit, first, last) and self._ontology.is_a(term, area):
                slot.cues[n] = replace(hit, cue=replace(hit.cue, name=term))
                found = True
        return found

    def _instead(self, slot: Slot, mention: Mention, key: str, rejected: frozenset[str]) -> list[Mention]:
        """What the words mean when not what was rejected: another sense of the same words, or words among them."""
        for name in self._names.whole(key):
            if name.concept not in rejected:
                return [replace(mention, concept=name.concept, tier=name.tier, score=0.9, runners_up=())]
        out: list[Mention] = []
        for start, end in ((mention.first, mention.last - 1), (mention.first + 1, mention.last)):
            inner = self._names.scan(slot.tokens[start:end], slot.text)
            for m in inner:
                moved = replace(m, first=m.first + start, last=m.last + start)
                if all(moved.last <= o.first or o.last <= moved.first for o in out):
                    out.append(moved)
        return out

    def _apply_relation(self, slot: Slot, first: int, last: int, decisions: Decisions) -> None:
        key = _ANY
        chosen = decisions.chosen(key, slot.name)
        inside = [h for h in slot.cues if h.cue.kind in _CARRIERS and _within(h, first, last)]
        same = [h for h in inside if _same(h, first, last)]
        if chosen is None:
            rejected = decisions.rejected(key, slot.name)
            if rejected:
                slot.cues = [_barred(h, rejected) if h in same else h for h in slot.cues]
            return
        slot.cues = [h for h in slot.cues if h not in inside]
        if not chosen.none:
            known = sorted(inside, key=lambda h: h.first - h.last)
            slot.cues.append(CueHit(first, last, self._cue(chosen, slot.name, [h.cue for h in known])))
            slot.cues.sort(key=lambda h: (h.first, -h.last))

    def _cue(self, decision: Decision, slot: str, known: list[Cue]) -> Cue:
        """The cue that a phrase becomes; where it was one before, it keeps the direction or frame that it had."""
        name = EXACTLY + decision.term
        noun = next((c for c in known if c.kind == "noun"), None)
        if slot in ("subject", "object"):
            return replace(noun, name=name) if noun else Cue("noun", name, "theme", prepositions=_PREPOSITIONS)
        verb = next((c for c in known if c.kind == "verb"), None)
        backward = decision.inverse or (verb is not None and verb.detail == "<")
        return Cue("verb", name, "<" if backward else ">", order=verb.order if verb else 0)

    # What a coder gave ---------------------------------------------------------------------------------------------

    def over(self, statement: Statement) -> Statement:
        """The statement without those ids of its coder that a curator decided otherwise."""
        if not self.decisions or not (statement.subject_ids or statement.relation_ids or statement.object_ids):
            return statement
        changed: dict[str, tuple[str, ...]] = {}
        for slot, field in (("subject", "subject_ids"), ("predicate", "relation_ids"), ("object", "object_ids")):
            given: tuple[str, ...] = getattr(statement, field)
            if given:
                kept = self._kept(slot, getattr(statement, slot), given)
                if kept != given:
                    changed[field] = kept
        return replace(statement, **changed) if changed else statement

    def _kept(self, slot: str, text: str, given: tuple[str, ...]) -> tuple[str, ...]:
        key = self.normal(text)
        if self.decisions.chosen(key, slot, relation=slot == "predicate"):
            return ()
        rejected = self.decisions.rejected(key, slot)
        return tuple(id for id in given if id.removeprefix("coprod:") not in rejected)

    # What came of it -----------------------------------------------------------------------------------------------

    def signed(self, grounding: Grounding) -> Grounding:
        """The grounding, with the curator's name on it where a curator decided so."""
        if not self.decisions or not grounding.matched:
            return grounding
        if self.decided(grounding.matched, grounding.slot, grounding.term) is None:
            return grounding
        return replace(grounding, tier=TIER, score=1.0, decided_by="curator")

    def decided(self, words: str, slot: str, term: str) -> Decision | None:
        """The decision by which words in a slot mean a term, if there is one."""
        found = self.decisions.by(self.normal(words), slot, term)
        if found is None and term in self._ontology.relations:
            alike = self._relations.get(_stems(self._tokenise(words)))
            found = alike.by(_ANY, slot, term) if alike else None
        return found

    def vetoes(self, slot: str, words: str, term: str) -> bool:
        """Whether the words were decided not to mean the concept, or to mean none."""
        key = self.normal(words)
        chosen = self.decisions.chosen(key, slot, relation=False)
        return term in self.decisions.rejected(key, slot) or (chosen is not None and chosen.none)

    def forbids(self, predicate: Slot, relation: str) -> bool:
        """Whether a relation that no words of the predicate carry cannot be, because something else was decided."""
        if not self.decisions:
            return False
        key = self.normal(predicate.text)
        chosen = self.decisions.chosen(key, "predicate")
        if (chosen is not None and chosen.none) or relation in self.decisions.rejected(key, "predicate"):
            return True
        return any(h.cue.name.startswith(EXACTLY) for h in predicate.cues)

    def open(self, unmapped: Unmapped) -> bool:
        """Whether nobody decided yet that these words have no term."""
        if not self.decisions:
            return True
        chosen = self.decisions.chosen(self.normal(unmapped.text), unmapped.slot)
        if chosen is not None and chosen.none:
            return False
        tokens = self._tokenise(unmapped.text)
        left = {i for i, t in enumerate(tokens) if t.is_word and any(c.isalpha() for c in t.form)}
        for hit in _longest(_scan(self._concepts, tokens, _key)):
            part = self.decisions.chosen(hit.what, unmapped.slot)
            if part is not None and part.none:
                left -= set(range(hit.first, hit.last))
        return bool(left)


_ANY = "*"


def _alike(decisions: list[Decision]) -> list[Decision]:
    """Decisions on inflections of one phrase, under one key."""
    return [replace(d, key=_ANY) for d in decisions]


def _barred(hit: CueHit, rejected: frozenset[str]) -> CueHit:
    return replace(hit, cue=replace(hit.cue, name=but_not(hit.cue.name, rejected)))


def _stems(tokens: list[Token]) -> str:
    """The form in which phrases that carry a relation are compared: without endings and articles."""
    return " ".join(t.stem for t in tokens if t.form not in _ARTICLES)


def _scan(index: PhraseIndex[T], tokens: list[Token], form: Callable[[Token], str]) -> list[Hit[T]]:
    """The hits of an index that knows no articles."""
    places = [i for i, t in enumerate(tokens) if t.form not in _ARTICLES]
    hits = index.find([form(tokens[i]) for i in places])
    return [Hit(places[h.first], places[h.last - 1] + 1, h.what) for h in hits]


def _longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """Hits of which none overlaps another, the longest first, then the leftmost."""
    taken: set[int] = set()
    out: list[Hit[T]] = []
    for hit in sorted(hits, key=lambda h: (h.first - h.last, h.first)):
        if taken.isdisjoint(range(hit.first, hit.last)):
            taken.update(range(hit.first, hit.last))
            out.append(hit)
    return out


def _same(hit: CueHit, first: int, last: int) -> bool:
    return (hit.first, hit.last) == (first, last)


def _within(hit: CueHit, first: int, last: int) -> bool:
    return first <= hit.first and hit.last <= last
