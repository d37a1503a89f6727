"""Text to concepts: everything that is compiled once, and the reading of one slot or one free phrase."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from coprod import lexicon
from coprod.grounding import acronyms
from coprod.grounding.closed import ARTICLES
from coprod.grounding.concepts import ConceptNames, Mention
from coprod.grounding.repair import Repairer
from coprod.grounding.senses import Senses
from coprod.grounding.shorthand import Shorthand
from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token, Tokeniser
from coprod.grounding.vocabulary import Vocabulary
from coprod.ontology import Ontology

_FILES_OF_PHRASES = {
    "terms": 1,
    "predicates": 2,
    "relation_nouns": 3,
    "processes": 2,
    "joint_nouns": 1,
    "modality": 2,
    "holders": 1,
    "light": 1,
}


_BLANK = {ord(c): " " for c in ".,;:!?()[]{}\"'“”‘’/|<>=*_"} | {ord(c): "-" for c in "‐‑–—"}


class Grounder:
    """Finds the concepts that a text names."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        phrases = [label for c in ontology.concepts.values() for label in (c.label, *c.alt_labels, *c.hidden_labels)]
        for name, column in _FILES_OF_PHRASES.items():
            for row in lexicon.rows(name):
                phrases.extend(lexicon.phrases(row[column]))
        words = Vocabulary(phrases)
        spoken = _spoken(ontology, words)
        words.words.update(ARTICLES)
        for row in lexicon.rows("domains"):
            words.words.update(row[1].split())  # never read as slips
        self.repair = Repairer(w for w in words.words if w.isalpha())
        short = {row[0]: row[1] for row in lexicon.rows("abbreviations")}
        self.tokenise = Tokeniser(words, words.joined, self.repair, short, Vocabulary.paired(phrases))
        self.names = ConceptNames(ontology, self.tokenise)
        self.senses = Senses(self.tokenise, spoken)
        self.shorthand = Shorthand(words.words, spoken)
        self.overrule: Callable[[Slot], None] = lambda slot: None
        """Lays what a curator decided over a slot, once it is settled."""

    def plain(self, text: str) -> str:
        """A text as the rules between senses compare it: folded words, with single spaces around."""
        return f" {' '.join(text.lower().translate(_BLANK).split())} "

    def scan(self, text: str) -> tuple[list[Token], list[Mention]]:
        """The tokens of a text and the concepts named in it, before context is looked at."""
        tokens = self.tokenise(text)
        return tokens, self.names.scan(tokens, text)

    def settle(self, slot: Slot, statement: str, expansions: dict[str, str | None]) -> None:
        """Reads acronyms as the text expands them, and drops words of another sense.

        `statement` is all of the statement's keys; `expansions` gives the concept of each acronym expanded in it.
        """
        keep: list[Mention] = []
        own = ""
        if slot.mentions and self.senses.of_another_domain(slot.mentions, slot.tokens):
            slot.dropped.extend(slot.mentions)
            slot.mentions = []
        for mention in slot.mentions:
            if expansions and mention.last - mention.first == 1:
                form = slot.tokens[mention.first].form
                if form in expansions:
                    concept = expansions[form]
                    if concept is None:
                        slot.dropped.append(mention)
                        continue
                    mention = replace(mention, concept=concept, tier="acronym", score=0.95)
            if self.senses.concerns(mention.concept):
                if not own and self.senses.asks_for_slot(mention.concept):
                    own = self.plain(slot.text)
                judged = self.senses.judge(mention, slot.tokens, own, statement)
                if judged == "":
                    slot.dropped.append(mention)
                    continue
                if judged is not None:
                    mention = replace(mention, concept=judged, tier="context", score=0.85)
            keep.append(mention)
        slot.mentions = keep
        if slot.dropped:
            meant = {i for m in slot.dropped for i in range(m.first, m.last)}
            slot.cues = [h for h in slot.cues if h.cue.kind != "process" or h.first not in meant]
        if expansions:
            self._add_expanded(slot, expansions)
        self.overrule(slot)

    def of_other_sense(self, concept: str, statement: str) -> bool:
        """Whether the statement shows that a word means no such concept: taking part as a subject in a trial."""
        return self.senses.anywhere(concept, statement)

    def _add_expanded(self, slot: Slot, expansions: dict[str, str | None]) -> None:
        taken = {i for m in (*slot.mentions, *slot.dropped) for i in range(m.first, m.last)}
        for i, token in enumerate(slot.tokens):
            concept = expansions.get(token.form) or expansions.get(token.key)
            if concept and i not in taken:
                slot.mentions.append(Mention(i, i + 1, concept, "acronym", 0.95))
        slot.mentions.sort()

    def expansions(self, slots: list[Slot], text: Slot | None) -> dict[str, str | None]:
        """What the acronyms of a statement stand for, where its own words say so."""
        return acronyms.expansions([*slots, text] if text is not None else slots, self._concept_of)

    def _concept_of(self, tokens: list[Token]) -> str | None:
        for start in range(len(tokens)):
            names = self.names.whole(" ".join(t.key for t in tokens[start:] if t.form not in ARTICLES))
            if names:
                return names[0].concept
        return None


def _spoken(ontology: Ontology, names: Vocabulary) -> Vocabulary:
    """Every word in which the ontology and the lexicon speak of the field; scope notes also say what a term is not."""
    terms = (*ontology.concepts.values(), *ontology.relations.values())
    return Vocabulary((f"{t.definition} {t.example}" for t in terms), beside=names)
