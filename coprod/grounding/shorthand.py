"""Shorthand of coding sheets that no list knows: "instit. arrangements", "SYST REVIEW", "knwldge exch."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from msgspec.structs import replace

from coprod.grounding.tokens import Token
from coprod.grounding.vocabulary import Vocabulary
from coprod.grounding.words import key, stem

_VOWELS = frozenset("aeiou")
_SHEET = frozenset(";/+&=|")
_CUT_OFF = (".", "'", "’")
_SHORTEST_ALONE = 4
"""Letters of a short form that is written out though no word beside it bears it out."""
_SHORTEST = 3
_LONGEST = 9
_MOST_TRIED = 40

Measure = Callable[[list[Token], int], tuple[int, str]]
"""How many tokens the longest phrase has that a list of tokens names at a place, and what it names."""


class Shorthand:
    """Writes out words that were cut short or squeezed, where the words beside them bear it out.

    >>> short = Shorthand(["institutional", "institution", "arrangement", "management"], Vocabulary([]))
    >>> short.candidates("instit", dotted=True), short.candidates("mngmnt", dotted=False)
    (['institution', 'institutional'], ['management'])
    """

    def __init__(self, words: Iterable[str], language: Vocabulary) -> None:
        """Takes the words of all names and cues, and those of the `language` that are no shorthand."""
        self._words = sorted({w for w in words if w.isalpha() and len(w) > _SHORTEST_ALONE})
        self._initial: dict[str, list[str]] = {}
        for word in self._words:
            self._initial.setdefault(word[0], []).append(word)
        self._language = language

    def __call__(self, tokens: list[Token], text: str, measure: Measure) -> list[Token] | None:
        """The tokens with shorthand written out, or None where there is none."""
        out = tokens
        i = 0
        while i < len(out):
            token = out[i]
            dotted = text[token.end : token.end + 1] in _CUT_OFF
            if self._may_be_short(token, dotted):
                stop = dotted and i + 1 < len(out) and out[i + 1].form == "."
                after = out[i + 1 + stop :]
                written = self._written_out(out[:i], token, after, dotted, text, measure)
                if written is not None:
                    out = [*out[:i], written, *after]
            i += 1
        return None if out is tokens else out

    def _may_be_short(self, token: Token, dotted: bool) -> bool:
        if not (token.is_word and _SHORTEST <= len(token.form) <= _LONGEST):
            return False
        return token.form not in (self._language.words if dotted else self._language)

    def _written_out(
        self, before: list[Token], token: Token, after: list[Token], dotted: bool, text: str, measure: Measure
    ) -> Token | None:
        """The token as the word that makes the longest phrase with its neighbours, or None where none is sure."""
        found: list[tuple[int, str, Token]] = []
        for word in self.candidates(token.form, dotted)[:_MOST_TRIED]:
            tried = replace(token, form=word, key=key(word), stem=stem(word), upper=False)
            size, name = measure([*before, tried, *after], len(before))
            if size:
                found.append((size, name, tried))
        if not found:
            return None
        longest = max(size for size, _, _ in found)
        best = [f for f in found if f[0] == longest]
        if longest > 1:
            return best[0][2]
        sheet = dotted or token.upper or not _SHEET.isdisjoint(text)
        alone = len(token.form) >= _SHORTEST_ALONE or not _VOWELS.intersection(token.form[1:])
        return best[0][2] if sheet and alone and len({name for _, name, _ in best}) == 1 else None

    def candidates(self, form: str, dotted: bool) -> list[str]:
        """The words that a short form can stand for, the shortest first."""
        head, squeezed, tail = form.partition("'")
        if squeezed and len(head) >= _SHORTEST:
            return sorted((w for w in self._starting(head) if w.endswith((tail, tail.rstrip("s")))), key=len)
        plain = form.replace("'", "")
        out = self._starting(plain)
        if not out and plain.endswith("s") and len(plain) > _SHORTEST:
            out = [w for w in self._starting(plain[:-1]) if w.endswith("s")] or self._starting(plain[:-1])
        if not dotted and not _VOWELS.intersection(plain[1:-1]):
            out += [w for w in self._initial.get(plain[0], ()) if _squeezed(plain, w)]
        return sorted(dict.fromkeys(out), key=len)

    def _starting(self, form: str) -> list[str]:
        """The words that start with a form and are longer by more than a letter."""
        at = bisect_left(self._words, form)
        out: list[str] = []
        while at < len(self._words) and self._words[at].startswith(form):
            if len(self._words[at]) > len(form) + 1:
                out.append(self._words[at])
            at += 1
        return out


def _squeezed(short: str, word: str) -> bool:
    """Whether a short form holds the first and the last letter of a word, and only letters of it in their order."""
    if len(word) > 3 * len(short) or short[-1] != word[-1]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)
