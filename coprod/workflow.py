"""The main job: files of coded statements become a graph, with its row list, rejects and annotated sheet."""

from __future__ import annotations

import contextlib
import csv
import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coprod.curation.curated import Curated
from coprod.curation.decision import Decision
from coprod.curation.files import groundings_file, unmapped_file, write_groundings, write_unmapped
from coprod.curation.ledger import Ledger
from coprod.evidence.identity import statement_iri
from coprod.evidence.works import Curation, Works
from coprod.files import replacing
from coprod.graph.builder import GraphBuilder
from coprod.graph.write import graph_format
from coprod.grounding.grounder import Grounder
from coprod.mapping.mapper import Mapper
from coprod.mapping.rows import Mapped, Row, map_rows
from coprod.names import DEFAULT_BASE
from coprod.ontology import Ontology
from coprod.readers import read
from coprod.readers.rejects import write_rejects
from coprod.statement import Notice, Rejected, Statement

if TYPE_CHECKING:
    from coprod.curation.compare import Change, Comparison


class Tally(msgspec.Struct, kw_only=True):
    """How many rows became what: read = mapped + unmapped + rejected, and mapped = new + duplicate."""

    mapped: int = 0
    unmapped: int = 0
    rejected: int = 0
    duplicate: int = 0

    @property
    def read(self) -> int:
        """All rows."""
        return self.mapped + self.unmapped + self.rejected

    @property
    def new(self) -> int:
        """Mapped rows that no earlier row equals."""
        return self.mapped - self.duplicate

    def __str__(self) -> str:
        return (
            f"Read {self.read} rows: {self.mapped} mapped ({self.new} new, {self.duplicate} duplicate), "
            f"{self.unmapped} mapped to nothing, {self.rejected} rejected."
        )


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What to map, with what, and what to write.

    Only `inputs` is required; a file that is ``None`` is not written.
    """

    inputs: tuple[Path, ...]
    graph: Path | None = None
    rejects: Path | None = None
    annotated: Path | None = None
    columns: dict[str, str] = {}
    sheet: str | None = None
    curations: tuple[Curation, ...] = ()
    own_terms: tuple[Path, ...] = ()
    decisions: tuple[Decision, ...] = ()
    base: str = DEFAULT_BASE
    jobs: int = 1


def run(job: Job, each: Callable[[Row], None] = lambda row: None) -> Tally:
    """Does the job; `each` is given every row, mapped or rejected, and every notice, in order.

    Raises:
        UnreadableInput: an input is missing, empty or broken.
        UnknownGraphFormat: the graph's extension is not that of a graph.
        BadOwnTerms: the user's own terms do not fit below ours.
        CopyCycle: the curators' list of copies leads back to itself.
        OSError: a file cannot be written.
    """
    if job.graph is not None:
        graph_format(job.graph)
    ontology = Ontology.load(job.own_terms)
    tally = Tally()
    rejected: list[Rejected] = []
    rows: list[Row] = []
    works = Works(job.curations, base=job.base)
    ledger = Ledger()
    with (
        GraphBuilder(ontology, works, job.base, job.own_terms) as builder,
        _row_list(job.graph, job.base) as list_row,
    ):
        for row in _mapped(job, ontology):
            each(row)
            if job.annotated is not None:
                rows.append(row)
            if isinstance(row, Rejected):
                tally.rejected += 1
                rejected.append(row)
            elif isinstance(row, Mapped):
                list_row(row)
                if job.graph is not None:
                    ledger.add(row.statement, row.mapping)
                _count(tally, row, new=builder.add(row.statement, row.mapping))
        if job.graph is not None:
            builder.write(job.graph)
            write_unmapped(unmapped_file(job.graph), ledger)
            decided = _curated(job, ontology).decided if job.decisions else lambda *_: None
            write_groundings(groundings_file(job.graph), ledger, ontology, job.base, decided)
    if job.rejects is not None and rejected:
        write_rejects(job.rejects, rejected)
    if job.annotated is not None:
        from coprod.sheets.annotated import annotate

        for told in annotate(job.inputs[0], job.annotated, rows, ontology, columns=job.columns):
            each(told)
    return tally


def compare(job: Job, each: Callable[[Change], None]) -> Comparison:
    """Maps the inputs without the decisions and with them, and writes nothing; `each` is given what differs.

    Raises:
        UnreadableInput: an input is missing, empty or broken.
        BadOwnTerms: the user's own terms do not fit below ours.
    """
    from coprod.curation.compare import Comparison

    ontology = Ontology.load(job.own_terms)
    mappers = Mapper(ontology), Mapper(ontology, job.decisions)
    comparison = Comparison(*mappers, job.decisions, _curated(job, ontology).normal)
    for item in _items(job, ontology):
        if isinstance(item, Statement):
            change = comparison.compare(item)
            if change is not None:
                each(change)
    return comparison


def make_mapper(own_terms: tuple[Path, ...] = (), decisions: tuple[Decision, ...] = ()) -> Mapper:
    """A Mapper of the shipped ontology and the user's own terms, which knows what curators decided."""
    return Mapper(Ontology.load(own_terms), decisions)


def _curated(job: Job, ontology: Ontology) -> Curated:
    """The decisions, looked up as a Mapper looks them up."""
    grounder = Grounder(ontology)
    return Curated(ontology, grounder.tokenise, grounder.names, job.decisions)


def _items(job: Job, ontology: Ontology) -> Iterator[Statement | Rejected | Notice]:
    for path in job.inputs:
        yield from read(path, columns=job.columns, sheet=job.sheet, ontology=ontology)


def _mapped(job: Job, ontology: Ontology) -> Iterator[Row]:
    make = functools.partial(make_mapper, job.own_terms, job.decisions)
    return map_rows(_items(job, ontology), make, job.jobs, job.columns)


def _count(tally: Tally, row: Mapped, *, new: bool) -> None:
    if not row.mapping.assertions:
        tally.unmapped += 1
        return
    tally.mapped += 1
    tally.duplicate += not new


def row_list(graph: Path) -> Path:
    """Where the list of a graph's rows stands: beside it.

    >>> row_list(Path("evidence.trig")).name
    'evidence.rows.tsv'
    """
    return graph.with_suffix(".rows.tsv")


_SLOTS = ("subject", "predicate", "object")


@contextlib.contextmanager
def _row_list(graph: Path | None, base: str) -> Iterator[Callable[[Mapped], None]]:
    """Writes where each Statement stands: file, sheet, row, the column of each slot, and the other fields' columns."""
    if graph is None:
        yield lambda row: None
        return
    with replacing(row_list(graph)) as path, path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(["statement", "file", "sheet", "row", *_SLOTS, "others"])

        def write(row: Mapped) -> None:
            origin = row.statement.origin
            place = (origin.file, origin.sheet, origin.row, *_columns(origin.columns))
            writer.writerow((statement_iri(row.statement, base), *place))

        yield write


@functools.lru_cache
def _columns(columns: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The column of each slot, and those of the other fields in one cell."""
    by_field = dict(columns)
    slots = [by_field.pop(slot, "") for slot in _SLOTS]
    return (*slots, " ".join(f"{field}={column}" for field, column in by_field.items()))


def problems(row: Rejected) -> Iterable[str]:
    """The faults of a rejected row, one line each, with the place."""
    return (f"{row.origin}, {problem}" for problem in row.problems)


def notice(row: Notice) -> str:
    """A notice as one line."""
    place = ", sheet ".join(part for part in (row.file, row.sheet) if part)
    return f"{place}: {row.message}" if place else row.message
