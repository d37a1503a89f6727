"""Texts that repeat one another, also where a machine has put synonyms into one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from datasketch import MinHash

PHRASE: Final = 3
"""Words in a phrase. Two papers on one theme share under 4 of 100 of these, a re-spun passage over 50."""
ENOUGH: Final = 0.2
"""The part of the shorter text's phrases that must stand in the longer."""
SHORTEST: Final = 40
"""Texts with fewer phrases say too little."""
_PERMUTATIONS: Final = 256


class MissingLibrary(ImportError):
    """A library of an extra that is not installed."""


class Repeat(msgspec.Struct, frozen=True, kw_only=True):
    """Two texts, the shorter first, and how many of its phrases stand in the longer."""

    shorter: str
    longer: str
    shared: int
    phrases: int

    @property
    def part(self) -> float:
        """The part of the shorter text's phrases that stand in the longer."""
        return self.shared / self.phrases


def phrases(text: str) -> frozenset[str]:
    """All runs of three words, without case and punctuation.

    >>> sorted(phrases("Co-design, with patients."))
    ['co design with', 'design with patients']
    """
    words = re.findall(r"\w+", text.casefold())
    return frozenset(" ".join(words[i : i + PHRASE]) for i in range(len(words) - PHRASE + 1))


def repeats(texts: Mapping[str, str]) -> Iterator[Repeat]:
    """Pairs of texts, by name, of which one repeats a good part of the other, sorted.

    Candidates come from MinHash signatures; each is then compared phrase by phrase.

    Raises:
        MissingLibrary: the extra `works` is not installed.
    """
    sets = {name: found for name in sorted(texts) if len(found := phrases(texts[name])) >= SHORTEST}
    for one, other in sorted(_candidates(sets)):
        shorter, longer = sorted((one, other), key=lambda name: (len(sets[name]), name))
        shared = len(sets[shorter] & sets[longer])
        if shared >= ENOUGH * len(sets[shorter]):
            yield Repeat(shorter=shorter, longer=longer, shared=shared, phrases=len(sets[shorter]))


def _candidates(sets: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    if len(sets) < 2:
        return set()
    try:
        from datasketch import MinHashLSHEnsemble
    except ImportError:
        raise MissingLibrary("near-duplicate texts need the library datasketch: pip install 'coprod[works]'") from None
    signatures = {name: _signature(found) for name, found in sets.items()}
    index = MinHashLSHEnsemble(threshold=ENOUGH / 2, num_perm=_PERMUTATIONS, num_part=8)
    index.index((name, signatures[name], len(sets[name])) for name in sets)
    return {
        (min(name, other), max(name, other))
        for name in sets
        for other in index.query(signatures[name], len(sets[name]))
        if other != name
    }


def _signature(found: frozenset[str]) -> MinHash:
    from datasketch import MinHash

    signature = MinHash(num_perm=_PERMUTATIONS)
    signature.update_batch([phrase.encode() for phrase in found])
    return signature
