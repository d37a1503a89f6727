"""Where findings stand: file, line and column of the graph, and the row of the spreadsheet that it was mapped from.

A fault in a value stands where the value is written, a missing property where its subject is. Graphs are parsed fast
for the rules; only the statements of findings are then looked for. Of JSON-LD only the file is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from coprod.names import PREFIXES
from coprod.validation.report import Finding, Place, Report
from coprod.validation.spots import Spot, line_and_column

_TYPE: Final = PREFIXES["rdf"] + "type"


def locate(report: Report, paths: Iterable[Path]) -> Report:
    """The report with the places of its findings.

    Args:
        report: what the rules found.
        paths: the graph files that were checked, each of which can be read.
    """
    from coprod.validation.spreadsheet import with_cells

    if not report.findings:
        return report
    paths = list(paths)
    findings = with_cells(with_places(report.findings, paths), paths)
    return msgspec.structs.replace(report, findings=findings)


class _File(NamedTuple):
    path: Path
    text: str
    spots: list[Spot]


def with_places(findings: Sequence[Finding], paths: Sequence[Path]) -> tuple[Finding, ...]:
    """The findings with file, line and column, in the same order."""
    wanted = {f.focus for f in findings if _is_iri(f.focus)}
    blank = len(wanted) < len({f.focus for f in findings})
    texts = [_read(path) for path in paths]
    files = [
        _File(path, text, spots_of(path, text, wanted, blank=blank)) for path, text in zip(paths, texts, strict=True)
    ]
    missing = wanted - {spot.subject for file in files for spot in file.spots}
    if missing:
        files += [_File(file.path, file.text, spots_of(file.path, file.text, missing, objects=True)) for file in files]
    index = _Index(files)
    found = [index.find(finding) for finding in findings]
    return tuple(_placed(findings, found, paths))


def spots_of(path: Path, text: str, wanted: set[str], *, objects: bool = False, blank: bool = False) -> list[Spot]:
    """The triples of a file with a wanted subject; with `objects`, or where the whole is parsed, a wanted object too.

    Empty for JSON-LD, and for Turtle that rdflib cannot read (such as that of RDF 1.2).
    """
    from coprod.validation.line_places import is_regular, ntriples_spots, regular_spots
    from coprod.validation.turtle_places import turtle_spots

    extension = path.suffix.lower()
    if extension in (".nt", ".nq"):
        return ntriples_spots(text, wanted, objects=objects)
    if extension not in (".ttl", ".trig"):
        return []
    try:
        if not blank and is_regular(text):
            return regular_spots(text, wanted, objects=objects)
        return turtle_spots(text, wanted, blank=blank)
    except ValueError:
        return []


class _Index:
    """The triples of all files by subject, and by object."""

    def __init__(self, files: Sequence[_File]) -> None:
        self._by_subject: dict[str, list[tuple[_File, Spot]]] = {}
        self._by_object: dict[str, list[tuple[_File, Spot]]] = {}
        self._blank: list[tuple[_File, Spot]] = []
        for file in files:
            for spot in file.spots:
                self._by_subject.setdefault(spot.subject, []).append((file, spot))
                self._by_object.setdefault(spot.object, []).append((file, spot))
                if spot.subject.startswith("_:"):
                    self._blank.append((file, spot))

    def find(self, finding: Finding) -> tuple[_File, int] | None:
        """The file and offset of a finding."""
        if not _is_iri(finding.focus):
            return self._find_blank(finding)
        own = self._by_subject.get(finding.focus, [])
        if finding.value and finding.value != finding.focus:
            same = [(f, s) for f, s in own if finding.predicate in ("", s.predicate) and s.says(finding.value)]
            backward = [
                (f, s)
                for f, s in self._by_subject.get(finding.value, [])
                if not finding.predicate and s.object == finding.focus
            ]
            for file, spot in same or backward:
                return file, spot.object_at if same else spot.subject_at
        elif finding.predicate:
            many = [(f, s) for f, s in own if s.predicate == finding.predicate]
            for file, spot in many:
                if not spot.object:  # a text without words
                    return file, spot.object_at
            if len(many) > 1:  # one value too many
                return many[1][0], many[1][1].object_at
        if own:
            file, spot = min(own, key=lambda pair: pair[1].predicate != _TYPE)
            return file, spot.subject_at
        for file, spot in self._by_object.get(finding.focus, []):
            return file, spot.object_at
        return None

    def _find_blank(self, finding: Finding) -> tuple[_File, int] | None:
        """Engines name blank nodes anew, so one is found only by a value that no other blank node has."""
        if not (finding.predicate and finding.value):
            return None
        same = [(f, s) for f, s in self._blank if s.predicate == finding.predicate and s.says(finding.value)]
        return (same[0][0], same[0][1].object_at) if len(same) == 1 else None


def _placed(
    findings: Sequence[Finding], found: Sequence[tuple[_File, int] | None], paths: Sequence[Path]
) -> Iterable[Finding]:
    places: dict[tuple[Path, int], Place] = {}
    for path in paths:
        here = [place for place in found if place is not None and place[0].path == path]
        if here:
            for offset, (line, column) in line_and_column(here[0][0].text, (at for _, at in here)).items():
                places[path, offset] = Place(file=str(path), line=line, column=column)
    unknown = Place(file=str(paths[0])) if len(paths) == 1 else Place()
    for finding, at in zip(findings, found, strict=True):
        place = unknown if at is None else places[at[0].path, at[1]]
        yield msgspec.structs.replace(finding, location=place)


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff")


def _is_iri(term: str) -> bool:
    return ":" in term and not term.startswith("_:")
