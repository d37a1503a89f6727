"""All that is said for and against one Proposition, with quotes and places, and why it has no direct triple."""

from __future__ import annotations

from typing import Literal

import msgspec

Stance = Literal["asserts", "mentions", "denies", "contrary"]
FACETS = ("work", "basis", "modality", "holder", "year", "country", "setting", "method", "coder")
"""By which evidence can be broken down."""


class Saying(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One Statement, as it bears on a Proposition."""

    stance: Stance
    """``asserts`` or ``denies`` it, ``mentions`` it as possible, intended or called for, or asserts a ``contrary``."""
    statement: str
    """IRI of the Statement."""
    claim: str
    """The Proposition that it states: this one, or the contrary one; its label."""
    id: str = ""
    texts: tuple[str, str, str] = ("", "", "")
    quote: str = ""
    place: str = ""
    source: str = ""
    work: str = ""
    """IRI of the work for which it counts; empty where that is not known."""
    year: str = ""
    basis: str = ""
    modality: str = ""
    holders: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()

    def values(self, facet: str) -> tuple[str, ...]:
        """The values of a facet; “the authors” hold what is put down to nobody else."""
        if facet == "holder":
            return self.holders or ("the authors",)
        several = {"country": self.countries, "setting": self.settings, "method": self.methods, "coder": self.coders}
        found = several[facet] if facet in several else (getattr(self, facet),)
        return tuple(value for value in found if value) or ("not known",)

    def _repr_html_(self) -> str:
        from coprod.reports.html import facts

        about = {name: getattr(self, name) for name in self.__struct_fields__ if name != "texts"}
        return facts(" – ".join(self.texts), about.items())


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """Independent works for and against, and Statements."""

    asserting: int
    denying: int
    contrary: int
    statements: int


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence of one Proposition.

    >>> yes = Saying(stance="asserts", statement="urn:1", claim="c", work="urn:w", year="2017")
    >>> no = Saying(stance="denies", statement="urn:2", claim="c", work="urn:w", year="2017")
    >>> dossier = Dossier(iri="urn:p", label="c", sayings=(yes, no))
    >>> dossier.by("year")
    {'2017': Count(asserting=1, denying=1, contrary=0, statements=2)}
    >>> dossier.within_works
    ('urn:w',)
    >>> dossier.why_not_direct
    'denied in 1 statement'
    """

    iri: str
    label: str
    sayings: tuple[Saying, ...] = ()

    def works(self, *stances: Stance) -> frozenset[str]:
        """The works that take one of these stances."""
        return frozenset(s.work for s in self.sayings if s.stance in stances and s.work)

    def count(self) -> Count:
        """Works for and against in all."""
        return _count(self.sayings)

    def by(self, facet: str) -> dict[str, Count]:
        """Works for and against by the values of one of `FACETS`, sorted.

        Raises:
            ValueError: no such facet.
        """
        if facet not in FACETS:
            raise ValueError(f"evidence is broken down by {', '.join(FACETS)}, not by {facet!r}")
        groups: dict[str, list[Saying]] = {}
        for saying in self.sayings:
            for value in saying.values(facet):
                groups.setdefault(value, []).append(saying)
        return {value: _count(groups[value]) for value in sorted(groups)}

    @property
    def within_works(self) -> tuple[str, ...]:
        """Works that contradict themselves: they assert the Proposition, and deny it or assert a contrary."""
        return tuple(sorted(self.works("asserts") & self.works("denies", "contrary")))

    @property
    def between_works(self) -> tuple[tuple[str, str], ...]:
        """Pairs of works that contradict each other: the first asserts, the other disputes."""
        asserting, disputing = self.works("asserts"), self.works("denies", "contrary")
        return tuple((a, b) for a in sorted(asserting) for b in sorted(disputing) if a != b)

    @property
    def why_not_direct(self) -> str:
        """Why the graph has no direct triple; empty where it has one."""
        reasons = []
        for stance, words in (("denies", "denied in"), ("contrary", "a contrary claim is asserted in")):
            number = sum(s.stance == stance for s in self.sayings)
            if number:
                reasons.append(f"{words} {number} statement{'' if number == 1 else 's'}")
        if not reasons and not any(s.stance == "asserts" and s.work and not s.holders for s in self.sayings):
            reasons.append(self._unasserted())
        return "; ".join(reasons)

    def _unasserted(self) -> str:
        if not any(s.stance != "contrary" for s in self.sayings):
            return "nobody states it"
        asserting = [s for s in self.sayings if s.stance == "asserts"]
        if not asserting:
            return "it is only said to be possible, intended or called for"
        if not any(s.work for s in asserting):
            return "it is cited from works that are not known"
        return "it is reported as the view of others, never in a known work's own voice"

    def to_json(self) -> str:
        """The evidence as one JSON object; `schema` changes when its form does."""
        whole = {
            "schema": 1,
            "proposition": self.iri,
            "label": self.label,
            "count": self.count(),
            "within_works": self.within_works,
            "between_works": self.between_works,
            "why_not_direct": self.why_not_direct,
            "statements": self.sayings,
        }
        return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode()

    def _repr_html_(self) -> str:
        from coprod.reports.html import facts, table

        count = self.count()
        head = [(name, str(getattr(count, name))) for name in count.__struct_fields__]
        rows = [(s.stance, s.work, s.year, s.basis, s.quote, s.source, s.place) for s in self.sayings]
        header = ("stance", "work", "year", "basis", "quote", "source", "place")
        return facts(self.label, [*head, ("why no direct triple", self.why_not_direct)]) + table(header, rows)


def _count(sayings: tuple[Saying, ...] | list[Saying]) -> Count:
    works = {
        stance: {s.work for s in sayings if s.stance == stance and s.work}
        for stance in ("asserts", "denies", "contrary")
    }
    return Count(
        asserting=len(works["asserts"]),
        denying=len(works["denies"]),
        contrary=len(works["contrary"]),
        statements=len({s.statement for s in sayings}),
    )
