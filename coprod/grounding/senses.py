"""Context between senses: a value that is a number, an agency that is an office, the military service."""

from __future__ import annotations

from typing import NamedTuple

from coprod import lexicon
from coprod.grounding.concepts import Mention
from coprod.grounding.tokens import Token, Tokeniser


class _Rule(NamedTuple):
    words: frozenset[str]
    place: str
    becomes: str
    cues: tuple[str, ...]


class Senses:
    """The rules of ``lexicon/senses.tsv``."""

    def __init__(self, tokenise: Tokeniser) -> None:
        def canon(phrase: str) -> str:
            return " ".join(t.key for t in tokenise(phrase))

        self._rules: dict[str, list[_Rule]] = {}
        for concept, words, place, becomes, cues in lexicon.rows("senses"):
            self._rules.setdefault(concept, []).append(
                _Rule(
                    frozenset(canon(w) for w in lexicon.phrases(words) if w != "*"),
                    place,
                    "" if becomes == "-" else becomes,
                    tuple(f" {canon(c)} " for c in lexicon.phrases(cues))
                    if place in ("before", "after")
                    else tuple(f" {c.lower()}{s} " for c in lexicon.phrases(cues) for s in ("", "s")),
                )
            )

    def concerns(self, concept: str) -> bool:
        """Whether any rule speaks of the concept."""
        return concept in self._rules

    def anywhere(self, concept: str, text: str) -> bool:
        """Whether a rule about the whole text speaks against the concept."""
        return any(
            r.place in ("text", "slot") and not r.becomes and any(c in text for c in r.cues)
            for r in self._rules.get(concept, ())
        )

    def judge(self, mention: Mention, tokens: list[Token], slot: str, text: str) -> str | None:
        """The concept that is meant, ``""`` for none, or None where no rule applies.

        `slot` and `text` are the words of the slot and of all the statement, as ``Grounder.plain`` gives them.
        """
        words = " ".join(t.key for t in tokens[mention.first : mention.last])
        for rule in self._rules.get(mention.concept, ()):
            if rule.words and words not in rule.words:
                continue
            if rule.place == "before":
                near = " " + " ".join(t.key for t in tokens[max(0, mention.first - 3) : mention.first]) + " "
                hit = any(near.endswith(c) for c in rule.cues)
            elif rule.place == "after":
                near = " " + " ".join(t.key for t in tokens[mention.last : mention.last + 4]) + " "
                hit = any(near.startswith(c) for c in rule.cues)
            else:
                where = slot if rule.place == "slot" else text
                hit = any(c in where for c in rule.cues)
            if hit:
                return rule.becomes
        return None
