"""Sources gathered into works: the copies and versions of one work count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from coprod.evidence.identity import source_iri
from coprod.evidence.titles import Join, joins
from coprod.statement import Source


class Curation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a curator knows of one source: its description, and the source that it is a copy or a version of."""

    source: Source
    copy_of: Source | None = None
    version_of: Source | None = None
    not_copy_of: tuple[Source, ...] = ()
    """Sources that it is not a copy of, whatever title and text say."""
    coder: str = ""
    reason: str = ""


class CopyCycle(ValueError):
    """Copies that lead back to themselves."""


class Works:
    """The work of every source: from the curators' list, and from what `settled` sources have in common.

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
            iri: self.iri(original)
            for iri, c in self.curations.items()
            if (original := c.copy_of or c.version_of) is not None
        }
        self._apart = {
            frozenset((iri, self.iri(other))) for iri, c in self.curations.items() for other in c.not_copy_of
        }
        self._curated = frozenset(self._next)
        self.reasons: dict[str, str] = {}
        """For each source that no curator joined to its work: why it counts for another."""
        self._members: dict[str, set[str]] = {}
        for iri in self._next:
            self._members.setdefault(self.root(iri), set()).add(iri)

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

    def iri(self, source: Source) -> str:
        """The IRI of a source, as the curators' list describes it; empty where nothing is known of it."""
        return source_iri(self.described(source), self.base)

    def work(self, source: Source) -> str:
        """The IRI of the work that a source leads to: its own where it is no copy; empty for an unknown source."""
        return self.root(self.iri(source))

    def root(self, iri: str) -> str:
        """The IRI of the work of the source with this IRI."""
        seen = [iri]
        while iri in self._next:
            iri = self._next[iri]
            if iri in seen:
                raise CopyCycle("these sources are given as copies of one another: " + " → ".join([*seen, iri]))
            seen.append(iri)
        return iri

    def apart(self, one: str, other: str) -> bool:
        """Whether a curator keeps the works of two sources, by IRI, apart, or has given each source its own."""
        roots = self.root(one), self.root(other)
        if roots[0] != roots[1] and one in self._curated and other in self._curated:
            return True
        left, right = ({*self._members.get(root, ()), root} for root in roots)
        return bool(self._apart) and any(frozenset((a, b)) in self._apart for a in left for b in right)

    def settled(self, sources: Mapping[str, Source]) -> Works:
        """These works, with the sources that are one beyond doubt joined too; `sources` are described, by IRI.

        The order of sources does not matter. What a curator said stays.
        """
        whole = Works(self.curations.values(), base=self.base)
        for join in sorted(joins(sources), key=lambda j: (j.source, j.other)):
            if not whole.apart(join.source, join.other):
                whole._join(join, sources)
        return whole

    def _join(self, join: Join, sources: Mapping[str, Source]) -> None:
        one, other = sorted((self.root(join.source), self.root(join.other)), key=lambda i: _rank(i, sources))
        if one != other:
            self._next[other] = one
            self.reasons[other] = join.reason
            self._members[one] = {*self._members.get(one, ()), *self._members.pop(other, ()), other}


def _rank(iri: str, sources: Mapping[str, Source]) -> tuple[bool, bool, str]:
    """Which of two sources stands for their work: one with a DOI, else with an address, else the first by name."""
    source = sources.get(iri, Source())
    return (not source.doi, not source.url, iri)
