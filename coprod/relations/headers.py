"""The words that head a cell of a coding sheet: "barriers", "LED BY:", "setting", "rationale given", "↑"."""

from __future__ import annotations

import re
from typing import Final

from coprod import lexicon
from coprod.grounding.slot import Slot
from coprod.relations.cues import FRAMES, Cue, CueHit

_FILLERS: Final = FRAMES["fillers"]
_LONGEST: Final = 5
_WORD: Final = re.compile(r"[a-z][a-z'\-]*|↑+|↓+|->|→|=>|⇒|>+<|<>|≠|\++|>|&")
_EMPTY: Final = re.compile(r"^[\s=:–—\-.,;>→]*(?:incl\.?|includes?|are|were)?[\s:]*$", re.IGNORECASE)
_BESIDE: Final = re.compile(r"\(s\)|\((?:[^()a-z]|\b[a-z]{1,2}\b)*\)|\d+")
"""What stands beside the words of a header: "3 kinds (two authors)", "rationale(s)"."""
_SAID_BY: Final = re.compile(r"^(?:acc\.? to|according to)\b[^:]*:\s*$", re.IGNORECASE)
_TAIL: Final = re.compile(r"^(?P<about>.+?)\s*(?:\s[–—\-]+|[:,;|]|->|→)\s*(?P<head>[^–—:,;|()]+?)\s*:?\s*$")
_BRACKET: Final = re.compile(r"^(?P<head>[^()]+?)\s*[(\[](?P<about>[^()]+)[)\]]\s*:?\s*$")
_TIED: Final = r"of|for|in|(?:associated|linked) with|(?:attributed|ascribed|linked|related) to"
_OF: Final = re.compile(rf"^(?P<head>[A-Za-z ]+?)\s+(?:{_TIED})\s+(?P<about>.+)$")
_FIRST: Final = re.compile(r"^(?P<head>[A-Za-z ]+?)\s*/\s+(?P<about>.+)$")
_LAST: Final = re.compile(r"^(?P<about>.+?)\s+(?P<head>[A-Za-z]+)\s*:?\s*$")
_MARKED: Final = re.compile(r"[:=]|\.\s*$")


def heads(slot: Slot) -> bool:
    """Whether one verb or header is all that a slot says: "where?"."""
    return any(h.cue.kind == "verb" and h.first == 0 and h.last == len(slot.tokens) for h in slot.cues)


def is_header(cue: Cue) -> bool:
    """Whether a cue heads a cell of a coding sheet."""
    return cue.order < 0


class Headers:
    """Knows headers, alone in a predicate or at the edge of the first cell.

    >>> headers = Headers()
    >>> headers.split("PPI – barriers", "=")
    ('PPI', 'barriers =')
    >>> headers.split("facilitators (co-design)", ":")
    ('co-design', 'facilitators :')
    >>> headers.split("patients", "lead")
    ('patients', 'lead')
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[Cue, str]] = {}
        for n, (family, direction, modality, cell) in enumerate(lexicon.rows("headers"), 1):
            for phrase in lexicon.phrases(cell):
                cue = Cue("verb", family, direction, order=-n)
                self._known.setdefault(phrase, (cue, "" if modality == "-" else modality))

    def _find(self, text: str) -> tuple[Cue, str] | None:
        words = _WORD.findall(_BESIDE.sub(" ", text.lower()))
        if not 0 < len(words) <= _LONGEST:
            return None
        found = self._known.get(" ".join(words))
        if found is None:
            kept = [w for w in words if w not in _FILLERS]
            found = self._known.get(" ".join(kept)) if 0 < len(kept) < len(words) else None
        return found

    def knows(self, predicate: str) -> bool:
        """Whether a predicate is a header."""
        return self._find(predicate) is not None

    def read(self, predicate: Slot) -> str:
        """Reads a predicate that is a header alone; gives back the modality that the header carries."""
        if not predicate.tokens or len(predicate.text) > 40:
            return ""
        found = self._find(predicate.text)
        if found is None:
            return ""
        if not _MARKED.search(predicate.text) and any(
            h.cue.kind in ("verb", "process", "value") and h.last - h.first == len(predicate.tokens)
            for h in predicate.cues
        ):
            # "supports" may head a cell, and is a verb where nothing shows that it does
            return ""
        cue, modality = found
        predicate.cues = [h for h in predicate.cues if h.cue.kind in ("holder", "modality")]
        predicate.cues.append(CueHit(0, len(predicate.tokens), cue))
        predicate.mentions = []
        if modality:
            predicate.cues.append(CueHit(0, len(predicate.tokens), Cue("modality", modality, "any")))
        return modality

    def split(self, subject: str, predicate: str) -> tuple[str, str]:
        """Moves a header from the edge of the first cell to a predicate that says nothing itself."""
        if not (_EMPTY.match(predicate) or _SAID_BY.match(predicate)) or len(subject) > 80:
            return subject, predicate
        for shape in (_TAIL, _BRACKET, _OF, _FIRST, _LAST):
            m = shape.match(subject)
            if m is not None and m["head"].strip() and self._find(m["head"]) is not None:
                link = ":" if any(map(str.isalpha, predicate)) else predicate.strip()
                return m["about"].strip(), f"{m['head'].strip()} {link}".strip()
        return subject, predicate
