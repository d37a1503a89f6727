"""Words that respinning tools put in place of a term's words: "participatory analysis" for participatory research."""

from __future__ import annotations

from coprod import lexicon
from coprod.grounding.phrase_index import PhraseIndex, maximal
from coprod.grounding.tokens import Token, Tokeniser


class Respun:
    """The pairs of ``lexicon/respun.tsv``."""

    def __init__(self, tokenise: Tokeniser) -> None:
        pairs: dict[str, list[Token]] = {}
        for meant, cell in lexicon.rows("respun"):
            words = [t for t in tokenise(meant) if t.is_word]
            for phrase in lexicon.phrases(cell):
                pairs.setdefault(" ".join(t.key for t in tokenise(phrase)), words)
        self._index = PhraseIndex(pairs)

    def undone(self, tokens: list[Token], keys: list[str], hay: str) -> tuple[list[Token], list[int], list[int]] | None:
        """The tokens with the words that were meant, the place of each in the row as given, and how new each is.

        0 is a token as given, 1 a word for a word, 2 a word for several, which can hardly be meant otherwise.
        """
        hits = maximal(self._index.find(keys, hay))
        if not hits:
            return None
        out: list[Token] = []
        places: list[int] = []
        new: list[int] = []
        at = 0
        for hit in hits:
            out.extend(tokens[at : hit.first])
            places.extend(range(at, hit.first))
            new.extend([0] * (hit.first - at))
            for n, word in enumerate(hit.what):
                out.append(word)
                places.append(hit.first if n == 0 else hit.last - 1)
                new.append(1 if hit.last - hit.first == 1 else 2)
            at = hit.last
        out.extend(tokens[at:])
        places.extend(range(at, len(tokens)))
        new.extend([0] * (len(tokens) - at))
        return out, places, new
