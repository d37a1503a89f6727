"""Moves what says the relation from the subject, where some authors put it, to a predicate that says nothing."""

from __future__ import annotations

import re

from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Tokeniser
from coprod.relations.cues import FRAMES, CueBook, CueHit
from coprod.relations.headers import Headers


class Recast:
    """Gives subject and predicate as they are best read."""

    def __init__(self, tokenise: Tokeniser, cues: CueBook, headers: Headers) -> None:
        self._tokenise = tokenise
        self._cues = cues
        self._headers = headers

    def __call__(self, subject: str, predicate: str) -> tuple[str, str]:
        """Moves what says the relation from the subject to a predicate that says nothing.

        "… as the aim | of" → "| as the aim of"; "PPI – barriers | =" → "PPI | barriers =".
        """
        subject = _without_lead_in(subject)
        bare = predicate.strip().lower()
        asked = _WHY.match(subject)
        if asked is not None and self._headers.knows(predicate):
            return asked["about"], predicate  # "WHY public involvement? | reasons given:"
        cleft = _CLEFT.match(subject) if bare in _COPULAS else None
        if cleft is not None and self._is_verb(cleft["verb"]):
            return cleft["thing"], cleft["verb"]  # "what co-production needs | is"
        if bare in _BARE:
            for link in _LINKS:
                head, found, tail = subject.rpartition(link)
                if not found or not head.strip() or len(tail) >= _SHORT:
                    continue
                moved = f"{link.strip()} {tail} {predicate.strip()}"
                tokens = self._tokenise(moved)
                hits = self._cues.scan(tokens)
                hits += self._cues.around(tokens, hits)
                last = len(tokens)
                if any(
                    h.cue.kind == "verb" and h.last == last and h.last - h.first > 1 and _starts(h, link) for h in hits
                ):
                    return head, moved
            return subject, predicate
        return self._headers.split(subject, predicate)

    def _is_verb(self, word: str) -> bool:
        """Whether a word can be all that a predicate says."""
        return any(
            h.cue.kind == "verb" and h.cue.name not in _SAYS_LITTLE for h in self._cues.scan(self._tokenise(word))
        )


def bare_noun(subject: Slot, predicate: Slot) -> bool:
    """Whether a noun that hides a relation stands alone before its complements: "the domination | of patients by"."""
    tokens = predicate.tokens
    if not tokens or tokens[-1].form not in _BARE or not subject.tokens:
        return False
    if len(tokens) > 2 and tokens[0].form == "of" and predicate.mentions:
        return True
    if len(tokens) == 1 and any(
        h.cue.kind == "noun" and h.cue.detail == "agent" and h.first < 2 and tokens[0].form in h.cue.prepositions
        and h.last < len(subject.tokens) and subject.tokens[h.last].form == "of"
        and any(m.first <= h.first < m.last for m in subject.mentions)
        for h in subject.cues
    ):  # fmt: skip
        return True  # "the power of managers | over"
    if subject.mentions and not (len(tokens) == 1 and len(subject.tokens) < _FRAME and len(subject.mentions) == 1):
        return False
    if not any(h.cue.kind == "noun" and h.last >= len(subject.tokens) - 1 for h in subject.cues):
        return False
    return tokens[0].form == "between" if len(tokens) == 1 else bool(predicate.mentions) and tokens[0].form in _BARE


def _without_lead_in(subject: str) -> str:
    """A subject without a clause that leads up to it: "by being taken over, user involvement"."""
    if subject[:3].lower() == "it ":
        frame, that, claim = subject.partition(" that ")
        return claim if that and claim.strip() and len(frame.split()) < _FRAME else subject
    head, comma, tail = subject.partition(", ")
    if not comma or " " not in head or not tail.strip() or "," in tail:
        return subject
    words = head.lower().split()
    if len(words) > 1 and words[0] in _LEADS and words[1].endswith("ing"):
        return tail
    return subject


_FRAME = 6
_CLEFT = re.compile(r"^what\s+(?P<thing>.+?)\s+(?P<verb>[a-z]+(?:\s+(?:on|for|to|about))?)$", re.IGNORECASE)
_WHY = re.compile(r"^why\s+(?P<about>.+?)\s*\?$", re.IGNORECASE)
_COPULAS = frozenset({"is", "are", "was", "were", "=", ":"})
_SAYS_LITTLE = frozenset({"is", "have", "relatedTo"})
_LEADS = frozenset({"by", "in", "through", "after", "on", "while", "when", "despite", "for", "without", "since"})


def _starts(hit: CueHit, link: str) -> bool:
    return link == " as " or hit.first == 0


_LINKS = (" as ", " at ", " in ", " with ", " under ")
_SHORT = 60
"""The longest name of a role that is moved."""
_BARE = FRAMES["prepositions_after"]
