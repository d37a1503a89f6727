"""The members of a list, each with its head and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coprod.grounding.concepts import Mention
from coprod.relations.chunks import Chunk


class Member(msgspec.Struct, gc=False):
    """One member of a list: its chunk and its complements, each with its preposition."""

    chunk: Chunk
    complements: list[tuple[str, list[Member]]] = []
    clause: tuple[int, int] = (0, 0)
    """The half-open range of tokens of the relative clause that hangs on it."""
    made: tuple[str, tuple[str, ...]] = ("", ())
    """The process that such a clause says it came from, and who took part: "an app that was co-designed by nurses"."""


Complements = list[tuple[str, list[Member]]]


class Phrase(msgspec.Struct, gc=False):
    """A slot read: the members of its list, and what stands in brackets."""

    members: list[Member]
    asides: list[Chunk]


def each(mentions: Iterable[Mention]) -> list[Member]:
    """The members of a list that holds nothing but mentions."""
    return [Member(Chunk(m.first, m.last, (m,))) for m in mentions]
