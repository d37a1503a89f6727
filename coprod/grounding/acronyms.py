"""Acronyms mean what the text says they mean: "patient and public involvement (PPI)"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from coprod.grounding.slot import Slot
from coprod.grounding.tokens import Token

MEANS = ("stands", "means", "meaning")
"""What says that an acronym is explained, apart from brackets."""
_BESIDE = frozenset({"here", "for", "a", "an", "the"})
_PARTS = re.compile(r"[^\W_]+")
"""The parts of a compound: "person-centred" gives two letters."""
_SMALL = frozenset({"and", "of", "the", "in", "for", "to", "on", "with"})


def expansions(slots: Iterable[Slot], concept_of: Callable[[list[Token]], str | None]) -> dict[str, str | None]:
    """Acronym → concept of its expansion; None where the expansion is no concept."""
    out: dict[str, str | None] = {}
    for slot in slots:
        tokens = slot.tokens
        out.update(_explained(slot, concept_of))
        if "(" not in slot.text:
            continue
        for i, token in enumerate(tokens):
            if token.form != "(" or i + 2 > len(tokens):
                continue
            end = next((j for j in range(i + 1, len(tokens)) if tokens[j].form == ")"), len(tokens))
            inside = tokens[i + 1 : end]
            if len(inside) == 1 and _is_acronym(inside[0], slot.text):
                words = _spelled_before(inside[0], tokens[:i], slot.text)
                if words:
                    out[inside[0].form] = out[inside[0].key] = concept_of(words)
            elif i and _is_acronym(tokens[i - 1], slot.text) and inside and _spells(tokens[i - 1].key, inside):
                out[tokens[i - 1].form] = out[tokens[i - 1].key] = concept_of(inside)
    return out


def _explained(slot: Slot, concept_of: Callable[[list[Token]], str | None]) -> dict[str, str | None]:
    """Acronyms of which a sentence says what they mean: "SDM stands for service delivery manager"."""
    out: dict[str, str | None] = {}
    tokens = slot.tokens
    for i, token in enumerate(tokens[:-2]):
        if tokens[i + 1].form not in MEANS or not _is_acronym(token, slot.text):
            continue
        words = [t for t in tokens[i + 2 : i + 9] if t.is_word and t.form not in _BESIDE]
        words = words[: len(token.key)]
        if _letters(words) == token.key:
            meant = concept_of(words)
            out[token.form] = meant if meant != concept_of(words[-1:]) else None
    return out


def _is_acronym(token: Token, text: str) -> bool:
    raw = text[token.start : token.end]
    return token.is_word and 2 <= len(raw) <= 8 and sum(c.isupper() for c in raw) >= 2


def _letters(tokens: list[Token]) -> str:
    return "".join(t.form[0] for t in tokens if t.is_word and t.form not in _SMALL)


def _spells(acronym: str, tokens: list[Token]) -> bool:
    words = [t for t in tokens if t.is_word]
    return _letters(words).startswith(acronym[:2]) or "".join(t.form[0] for t in words).startswith(acronym[:2])


def _spelled_before(acronym: Token, before: list[Token], text: str) -> list[Token]:
    """The words before a bracket whose first letters spell what stands in it."""
    want = acronym.key.rstrip("s") if len(acronym.key) > 2 else acronym.key
    for start in range(len(before) - 1, max(-1, len(before) - 10), -1):
        words = before[start:]
        if not words[0].is_word:
            break
        parts = "".join(part[0] for t in words if t.is_word for part in _PARTS.findall(text[t.start : t.end].lower()))
        if words[0].form[0] == want[0] and want in (_letters(words), parts):
            return words
    return []
