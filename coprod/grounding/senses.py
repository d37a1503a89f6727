"""Context between senses: a value that is a number, an agency that is an office, the military service."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

import ahocorasick_rs

from coprod import lexicon
from coprod.grounding.closed import ARTICLES, PREPOSITIONS
from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token, Tokeniser
from coprod.grounding.words import key

_CONJUNCTIONS = frozenset({"and", "or", "but", "that", "who", "which", "as", "when", "where", "while"})
_SAID_OF = frozenset({"of", "to", "from", "between", "on", "in"})


class _Rule(NamedTuple):
    words: frozenset[str]
    place: str
    becomes: str
    cues: tuple[str, ...]
    finder: ahocorasick_rs.AhoCorasick
    """Finds any of the cues."""

    def met(self, text: str) -> bool:
        return bool(self.finder.find_matches_as_indexes(text))


class Senses:
    """The rules of ``lexicon/senses.tsv``."""

    def __init__(self, tokenise: Tokeniser, known: Container[str]) -> None:
        def canon(phrase: str) -> str:
            return " ".join(t.key for t in tokenise(phrase))

        self._rules: dict[str, list[_Rule]] = {}
        for concept, words, place, becomes, cues in lexicon.rows("senses"):
            near = place in ("before", "after")
            found = (
                tuple(f" {canon(c)} " for c in lexicon.phrases(cues))
                if near
                else tuple(f" {c.lower()}{s} " for c in lexicon.phrases(cues) for s in ("", "s"))
            )
            self._rules.setdefault(concept, []).append(
                _Rule(
                    frozenset(canon(w) for w in lexicon.phrases(words) if w != "*"),
                    place,
                    "" if becomes == "-" else becomes,
                    found,
                    ahocorasick_rs.AhoCorasick([] if near else found),
                )
            )
        self._of_slots = {concept for concept, rules in self._rules.items() if any(r.place == "slot" for r in rules)}

        lists = {domain: frozenset(key(w) for w in cell.split()) for domain, cell in lexicon.rows("domains")}
        self._everyday = lists.pop("everyday")
        self._fragile = lists.pop("fragile")
        self._at_home = lists.pop("at_home")
        self._of_domains = frozenset[str]().union(*lists.values())
        self._known = known

    def of_another_domain(self, mentions: list[Mention], tokens: list[Token]) -> bool:
        """Whether a slot speaks of another domain: its concepts are named by everyday words alone, beside words of it.

        A word is of another domain where a list says so, or where an everyday word is said "of" or "to" a thing that
        neither the ontology nor the lexicon ever speaks of ("the culture of mushrooms").
        """
        named: set[int] = set()
        for mention in mentions:
            if mention.last - mention.first > 1 or tokens[mention.first].key not in self._everyday:
                return False
            named.add(mention.first)
        if any(t.key in self._of_domains for i, t in enumerate(tokens) if i not in named):
            return True
        return len(named) == 1 and self._said_of_a_stranger(min(named), tokens)

    def _said_of_a_stranger(self, at: int, tokens: list[Token]) -> bool:
        if tokens[at].key not in self._fragile or at + 2 >= len(tokens) or tokens[at + 1].form not in _SAID_OF:
            return False
        heads = [t for t in _phrase(tokens, at + 2) if t.form not in ARTICLES]
        if not heads:
            return False
        head = heads[-1]
        strange = head.form.isalpha() and len(head.form) > 3 and not head.repaired and not head.upper
        return strange and head.key not in self._at_home and head.form not in self._known

    def concerns(self, concept: str) -> bool:
        """Whether any rule speaks of the concept."""
        return concept in self._rules

    def asks_for_slot(self, concept: str) -> bool:
        """Whether a rule about the concept looks at the words of its slot."""
        return concept in self._of_slots

    def anywhere(self, concept: str, text: str) -> bool:
        """Whether a rule about the whole text speaks against the concept."""
        return any(r.place in ("text", "slot") and not r.becomes and r.met(text) for r in self._rules.get(concept, ()))

    def judge(self, mention: Mention, tokens: list[Token], slot: str, text: str) -> str | None:
        """The concept that is meant, ``""`` for none, or None where no rule applies.

        `slot` and `text` are the words of the slot and of all the statement, as ``Grounder.plain`` gives them.
        """
        rules = self._rules.get(mention.concept)
        if rules is None:
            return None
        words = " ".join([t.key for t in tokens[mention.first : mention.last]])
        before = " " + " ".join([t.key for t in tokens[max(0, mention.first - 3) : mention.first]]) + " "
        after = " " + " ".join([t.key for t in tokens[mention.last : mention.last + 4]]) + " "
        for rule in rules:
            if rule.words and words not in rule.words:
                continue
            if rule.place == "before":
                hit = before.endswith(rule.cues)
            elif rule.place == "after":
                hit = after.startswith(rule.cues)
            else:
                hit = rule.met(slot if rule.place == "slot" else text)
            if hit:
                return rule.becomes
        return None


def _phrase(tokens: list[Token], first: int) -> list[Token]:
    """The words from one place up to the next preposition, conjunction or mark."""
    out: list[Token] = []
    for token in tokens[first:]:
        if not token.is_word or token.form in PREPOSITIONS or token.form in _CONJUNCTIONS:
            break
        out.append(token)
    return out
