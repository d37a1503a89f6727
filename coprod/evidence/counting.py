"""For which work each Statement counts: known once every source has been seen."""

from __future__ import annotations

from collections.abc import Iterator

from coprod.evidence.base import Evidence
from coprod.evidence.works import Works
from coprod.mapping.records import Mapping
from coprod.statement import Source, Statement

_Groups = frozenset[tuple[str, ...]]


def counted_sources(statement: Statement) -> tuple[Source, ...]:
    """The sources whose work a Statement counts for: its own, or for a cited claim those that it cites."""
    return tuple(Source.named(c) for c in statement.cites) if statement.basis == "cited" else (statement.source,)


class Counting:
    """Gathers the sources of Statements, settles which are one work, and tells for which each Statement counts.

    A claim cited from several works counts for none: nobody can tell which of them says it.
    """

    def __init__(self, works: Works, evidence: Evidence) -> None:
        self.works = works
        self.evidence = evidence
        self.sources: dict[str, Source] = {}
        """Every source that was named, described, by IRI."""
        self._counted: dict[str, _Groups] = {}
        self._shared: dict[_Groups, _Groups] = {}
        self._unsure: list[tuple[Statement, Mapping, tuple[str, ...]]] = []

    def add(self, iri: str, statement: Statement, mapping: Mapping) -> bool:
        """Adds a mapped Statement with its IRI; whether it is new."""
        for source in (statement.source, *(Source.named(cited) for cited in statement.cites)):
            self._learn(source)
        counted = tuple(sorted({i for source in counted_sources(statement) if (i := self.works.iri(source))}))
        work = self._work(counted)
        self.evidence.add(statement, mapping, work)
        if counted and not work:
            self._unsure.append((statement, mapping, counted))
        new = iri not in self._counted
        groups = self._counted.get(iri, frozenset()) | ({counted} if counted else set())
        self._counted[iri] = self._shared.setdefault(groups, groups)
        return new

    def settle(self) -> None:
        """Joins the sources that are one work beyond doubt; call it when all Statements are known."""
        self.works = self.works.settled(self.sources)
        for statement, mapping, counted in self._unsure:
            self.evidence.add(statement, mapping, self._work(counted))

    def counts(self) -> Iterator[tuple[str, str]]:
        """Each Statement that counts for a work, and that work."""
        for iri, groups in self._counted.items():
            for work in sorted({self._work(counted) for counted in groups}):
                if work:
                    yield iri, work

    def _work(self, counted: tuple[str, ...]) -> str:
        roots = {self.works.root(iri) for iri in counted}
        return roots.pop() if len(roots) == 1 else ""

    def _learn(self, source: Source) -> None:
        described = self.works.described(source)
        iri = self.works.iri(source)
        if not iri or self.sources.get(iri) == described:
            return
        known = self.sources.get(iri)
        self.sources[iri] = merged(known, described) if known else described
        curation = self.works.curations.get(iri)
        if curation is not None:
            for original in (curation.copy_of, curation.version_of):
                if original is not None:
                    self._learn(original)


def merged(one: Source, other: Source) -> Source:
    """What two descriptions of a source tell together; where they differ, the first in alphabetical order holds.

    >>> merged(Source(doi="10.5555/a", year=2019), Source(doi="10.5555/a", title="A title"))
    Source(doi='10.5555/a', url='', key='', title='A title', year=2019)
    """
    return Source(
        doi=_first(one.doi, other.doi),
        url=_first(one.url, other.url),
        key=_first(one.key, other.key),
        title=_first(one.title, other.title),
        year=min((year for year in (one.year, other.year) if year is not None), default=None),
    )


def _first(one: str, other: str) -> str:
    return min((text for text in (one, other) if text), default="")
