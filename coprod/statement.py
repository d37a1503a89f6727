"""The extracted statement: one coded row, as every reader gives it and every later step takes it."""

from __future__ import annotations

import msgspec


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The document that was read. Every field may be empty; `doi` is bare (``10.1371/…``), lower case.

    >>> Source(doi="10.1371/journal.pbio.2001403").name
    '10.1371/journal.pbio.2001403'
    """

    doi: str = ""
    url: str = ""
    key: str = ""
    title: str = ""
    year: int | None = None

    @property
    def name(self) -> str:
        """What the source is called in files: its DOI, else URL, else key, else title; empty where nothing is known."""
        return self.doi or self.url or self.key or self.title

    @classmethod
    def named(cls, name: str) -> Source:
        """The source of a `name`: a bare DOI, a URL, or a key.

        >>> Source.named("10.5555/first").doi, Source.named("nef-report").key
        ('10.5555/first', 'nef-report')
        """
        if name.startswith("10.") and "/" in name:
            return cls(doi=name)
        return cls(url=name) if name.startswith(("http://", "https://")) else cls(key=name)


class Origin(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a row stands: file, sheet (spreadsheets only), row (1 is the first line of the file or sheet).

    `columns` maps each field to the letter of its column in a table (``(("subject", "C"), …)``); empty elsewhere.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    columns: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        sheet = f", sheet {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.row}"


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One coded row: three short texts, where they were read, and what the coder said of them.

    Empty strings, empty tuples and ``None`` mean "not given"; facets that were not given are worked out by the mapper.

    >>> Statement(subject="patients", predicate="took part in", object="co-design").polarity
    ''
    """

    subject: str
    predicate: str
    object: str
    text: str = ""
    """The sentence or passage that the three texts were taken from, for context; not necessarily verbatim."""
    quote: str = ""
    """Verbatim words of the source."""
    source: Source = Source()
    place: str = ""
    """Where in the source, for a person: "p. 12", "abstract"."""
    start: int | None = None
    end: int | None = None
    """Character offsets of the quote in the source's text: ``text[start:end] == quote``."""
    id: str = ""
    coder: str = ""
    tool: str = ""
    polarity: str = ""
    modality: str = ""
    attributed_to: tuple[str, ...] | None = None
    """Holders of the view, as ids or labels; ``()`` where the coder says that there are none, ``None``: not given."""
    basis: str = ""
    cites: tuple[str, ...] = ()
    """Works that a `cited` claim is taken from: DOIs, URLs or keys."""
    status: str = ""
    contexts: tuple[str, ...] = ()
    """Settings, actors or objects that the claim is limited to, as ids or labels."""
    countries: tuple[str, ...] = ()
    confidence: float | None = None
    date: str = ""
    note: str = ""
    subject_ids: tuple[str, ...] = ()
    relation_ids: tuple[str, ...] = ()
    object_ids: tuple[str, ...] = ()
    """Ids or labels that the coder gave; they come before the mapper's own."""
    decided: tuple[tuple[str, str, str], ...] | None = None
    """Assertions that a curator accepted or corrected, as ids; they come before everything else."""
    aside: tuple[tuple[str, str], ...] = ()
    """Fields of the input that are not ours, kept as they were: name and text (JSON for nested values)."""
    origin: Origin = Origin()

    def _repr_html_(self) -> str:
        from coprod.reports.html import facts

        about = {name: getattr(self, name) for name in self.__struct_fields__ if name not in ("source", "origin")}
        title = " – ".join((self.subject, self.predicate, self.object))
        return facts(title, {**about, "source": self.source.name, "origin": str(self.origin)}.items())


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong with one field of a row, and what would be right."""

    field: str
    message: str
    column: str = ""
    """Letter or name of the column as the user sees it, where the input is a table."""

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}" if self.column else f"{self.field}: {self.message}"


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A row that could not be used: the whole of it, where it stands, and why."""

    row: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    origin: Origin


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something about a whole input that its user should know, such as a column that nobody knows."""

    message: str
    file: str = ""
    sheet: str = ""
