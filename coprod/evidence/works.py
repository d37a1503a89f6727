"""Sources gathered into works: the copies and versions of one work count once."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coprod.evidence.identity import source_iri
from coprod.statement import Source


class Curation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a curator knows of one source: its description, and the source that it is a copy or a version of."""

    source: Source
    copy_of: Source | None = None
    version_of: Source | None = None
    coder: str = ""
    reason: str = ""


class CopyCycle(ValueError):
    """Copies that lead back to themselves."""


class Works:
    """The work of every source, from the curators' list.

    >>> first, copy = Source(doi="10.5555/first"), Source(key="respun-copy")
    >>> works = Works([Curation(source=copy, copy_of=first)], base="https://example.org/")
    >>> works.work(copy)
    'https://doi.org/10.5555/first'
    """

    def __init__(self, curations: Iterable[Curation] = (), *, base: str) -> None:
        """Raises `CopyCycle` where copies lead back to themselves."""
        self.base = base
        listed = list(curations)
        self.curations = {source_iri(c.source, base): c for c in listed}
        self._by_name = {c.source.key or c.source.name: c.source for c in listed}
        self._next = {
            iri: source_iri(original, base)
            for iri, c in self.curations.items()
            if (original := c.copy_of or c.version_of) is not None
        }
        for iri in self._next:
            self._root(iri)

    def described(self, source: Source) -> Source:
        """The source with what the curators' list adds to it: a DOI or URL for its key, its title and year."""
        listed = self._by_name.get(source.key or source.name)
        if listed is None:
            return source
        return Source(
            doi=source.doi or listed.doi,
            url=source.url or listed.url,
            key=source.key or listed.key,
            title=source.title or listed.title,
            year=source.year or listed.year,
        )

    def work(self, source: Source) -> str:
        """The IRI of the work that a source leads to: its own where it is no copy; empty for an unknown source."""
        return self._root(source_iri(self.described(source), self.base))

    def _root(self, iri: str) -> str:
        seen = [iri]
        while iri in self._next:
            iri = self._next[iri]
            if iri in seen:
                raise CopyCycle("these sources are given as copies of one another: " + " → ".join([*seen, iri]))
            seen.append(iri)
        return iri
