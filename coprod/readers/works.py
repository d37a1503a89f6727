"""The curators' list of works: what a source is, and which source it is a copy or a version of.

The columns are source, title, year, doi, url, copyOf, versionOf, notCopyOf, coder and reason; only source is
required. `notCopyOf` keeps a source apart from others (";" between them) that would else be taken for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coprod.evidence.works import Curation
from coprod.readers.build import source_of
from coprod.readers.columns import vocabulary
from coprod.readers.delimited import rows, understand
from coprod.readers.errors import UnreadableInput
from coprod.readers.fields import Fields
from coprod.readers.header import unknown_columns
from coprod.readers.tables import Table
from coprod.statement import Notice, Origin, Problem, Rejected, Source

_FIELDS: Final = ("source", "title", "year", "doi", "url", "copyOf", "versionOf", "notCopyOf", "coder", "reason")
_ALIASES: Final = {
    "source": ("key", "id", "source key", "reference"),
    "copyOf": ("copy of", "duplicate of"),
    "versionOf": ("version of", "preprint of"),
    "notCopyOf": ("not a copy of", "not copy of", "distinct from", "differs from"),
    "coder": ("curator", "reviewer"),
    "reason": ("note", "notes", "comment", "why"),
}
_WORKS: Final = vocabulary(_FIELDS, _ALIASES, (("source",),))


def read_works(path: Path) -> Iterator[Curation | Rejected | Notice]:
    """The rows of a list of works, a .csv or .tsv file.

    Raises:
        UnreadableInput: not a text table, or without the column `source`.
    """
    path = Path(path)
    dialect, layout = understand(path, {}, _WORKS)
    for message in (*dialect.notices, unknown_columns(layout, _WORKS)):
        if message:
            yield Notice(message=message, file=str(path))
    table = Table(layout, file=str(path))
    seen: dict[str, int] = {}
    for line, cells in rows(path, dialect, layout):
        values = table.split(cells)[0]
        if any(cell.strip() for cell in cells):
            fields = Fields(values, table.where)
            curation = _curation(fields)
            name = curation.source.key or curation.source.name
            if name and seen.setdefault(name, line) != line:
                fields.problem("source", f"“{name}” stands in row {seen[name]} already; leave one row for each source")
            origin = Origin(file=str(path), row=line, columns=layout.columns)
            whole = tuple((layout.name(i), cell) for i, cell in enumerate(cells))
            yield Rejected(row=whole, problems=tuple(fields.problems), origin=origin) if fields.problems else curation


def read_curations(path: Path) -> list[Curation]:
    """All rows of a list of works.

    Raises:
        UnreadableInput: not such a list, or a row of it is wrong; the message has every fault.
    """
    found: list[Curation] = []
    faults: list[str] = []
    for row in read_works(path):
        if isinstance(row, Curation):
            found.append(row)
        elif isinstance(row, Rejected):
            faults += [f"{row.origin}, {problem}" for problem in row.problems]
    if faults:
        raise UnreadableInput("\n".join(faults))
    return found


def _curation(fields: Fields) -> Curation:
    if not fields.text("source"):
        fields.problem("source", "is empty; the name by which statements call the source is needed")
    source, _ = source_of(fields)
    return Curation(
        source=source,
        copy_of=_other(fields, "copyOf", source),
        version_of=_other(fields, "versionOf", source),
        not_copy_of=tuple(source_of(Fields({"source": label}))[0] for label in fields.many("notCopyOf")),
        coder=fields.text("coder"),
        reason=fields.text("reason"),
    )


def _other(fields: Fields, field: str, source: Source) -> Source | None:
    label = fields.text(field)
    if not label:
        return None
    other, _ = source_of(Fields({"source": label}))
    if other.name in (source.name, source.key):
        fields.problems.append(
            Problem(field=field, message=f"“{label}” is the source itself; name another", column=fields.where(field))
        )
    return other
