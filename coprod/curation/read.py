"""Reads a file of decisions, strictly: whatever is wrong is told with its line, its column and what would be right."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coprod.curation import sssom
from coprod.curation.clashes import settled
from coprod.curation.curated import Normal
from coprod.curation.decision import SLOTS, BadDecisions, Decision
from coprod.grounding.grounder import Grounder
from coprod.names import COPROD
from coprod.ontology import Concept, Ontology, Relation
from coprod.readers.errors import did_you_mean, nearest
from coprod.readers.safe import bare

_NEEDED = ("subject_label", "object_id", "mapping_date")
_MATCHES = tuple(f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related"))
_SHOWN = 20


def read_decisions(path: Path, ontology: Ontology, normal: Callable[[str], str]) -> tuple[Decision, ...]:
    """The decisions of a file, in the order of its lines; whether they agree is another question (`settled`).

    Args:
        path: an SSSOM table, such as a copy of lines of ``….groundings.sssom.tsv``.
        ontology: the terms that may be chosen.
        normal: gives the form in which phrases are compared.

    Raises:
        BadDecisions: the file cannot be read, or a line of it is wrong.
    """
    table = sssom.read(path)
    _check_columns(path, table.columns)
    terms = _Terms(ontology, table.prefixes)
    decisions: list[Decision] = []
    faults: list[str] = []
    for row in table.rows:
        line = _Line(row, terms, normal)
        decisions.append(line.decision(str(path)))
        faults += (f"{path}, line {row.number}, column {column}: {fault}" for column, fault in line.faults)
    if faults:
        more = [f"… and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise BadDecisions("\n".join([*faults[:_SHOWN], *more]))
    return tuple(decisions)


def load(paths: Iterable[Path], ontology: Ontology) -> tuple[Decision, ...]:
    """The decisions of all files that hold, sorted: the form in which a Mapper takes them.

    Raises:
        BadDecisions: a file cannot be read, a line is wrong, or coders disagree and nobody settled it.
    """
    paths = tuple(paths)
    if not paths:
        return ()
    normal = Normal(Grounder(ontology).tokenise)
    return settled(d for path in paths for d in read_decisions(path, ontology, normal))


def _check_columns(path: Path, columns: tuple[str, ...]) -> None:
    for name in columns:
        if columns.count(name) > 1:
            raise BadDecisions(f"{path}: there are {columns.count(name)} columns {name}; take one out")
        if name not in sssom.KNOWN:
            raise BadDecisions(f"{path}: there is no column “{name}” in SSSOM{did_you_mean(name, sssom.KNOWN)}")
    for name in _NEEDED:
        if name not in columns:
            raise BadDecisions(f"{path}: the column {name} is missing; the columns needed are {_list()}")
    if "author_label" not in columns and "author_id" not in columns:
        raise BadDecisions(f"{path}: the column author_label is missing; it says who decided")


def _list() -> str:
    return ", ".join((*_NEEDED, "author_label"))


class _Line:
    """One row on its way to a decision; what is wrong gathers in `faults`."""

    def __init__(self, row: sssom.Line, terms: _Terms, normal: Callable[[str], str]) -> None:
        self.cells = row.cells
        self.number = row.number
        self.terms = terms
        self.normal = normal
        self.faults: list[tuple[str, str]] = []

    def decision(self, file: str) -> Decision:
        phrase = bare(self._cell("subject_label"))
        key = self.normal(phrase)
        if not key:
            self._fault("subject_label", "is empty; write the phrase" if not phrase else f"“{phrase}” holds no word")
        self._one_of("subject_type", (sssom.LITERAL,))
        self._one_of("predicate_id", _MATCHES)
        self._confidence()
        if self._cell("mapping_justification") and not self._cell("mapping_justification").startswith("semapv:"):
            self._fault("mapping_justification", f"is a term of semapv, such as {sssom.MANUAL}")
        term, inverse = self._term()
        rejects = bool(self._one_of("predicate_modifier", ("Not",)))
        if rejects and self._cell("object_id") == sssom.NO_TERM:
            self._fault("predicate_modifier", "“Not” with sssom:NoTermFound says nothing; empty it, or name a term")
        return Decision(
            phrase=phrase,
            key=key,
            slot=self._one_of("slot", SLOTS),
            term=term,
            inverse=inverse,
            relation=term in self.terms.ontology.relations,
            rejects=rejects,
            coder=self._coder(),
            date=self._date(),
            reviewer=self._agents("reviewer"),
            file=file,
            line=self.number,
        )

    def _cell(self, column: str) -> str:
        return self.cells.get(column, "")

    def _fault(self, column: str, message: str) -> None:
        self.faults.append((column, message))

    def _one_of(self, column: str, choices: tuple[str, ...]) -> str:
        cell = self._cell(column)
        found = next((choice for choice in choices if choice.casefold() == cell.casefold()), "")
        if cell and not found:
            near = did_you_mean(cell, choices) or f"; write {' or '.join(choices)}, or leave it empty"
            self._fault(column, f"“{cell}” is not known{near}")
        return found

    def _agents(self, role: str) -> str:
        cell = self._cell(f"{role}_label") or self._cell(f"{role}_id")
        return ", ".join(sssom.agents(cell))

    def _coder(self) -> str:
        coder = self._agents("author")
        if not coder:
            self._fault("author_label", "is empty; write who decided")
        return coder

    def _date(self) -> str:
        cell = self._cell("mapping_date")
        if not cell:
            self._fault("mapping_date", "is empty; write the day of the decision, such as 2026-03-02")
            return ""
        try:
            return datetime.datetime.strptime(cell, "%Y-%m-%d").date().isoformat()
        except ValueError:
            self._fault("mapping_date", f"“{cell}” is not a day written as year-month-day, such as 2026-03-02")
            return ""

    def _confidence(self) -> None:
        cell = self._cell("confidence")
        try:
            good = not cell or 0 <= float(cell) <= 1
        except ValueError:
            good = False
        if not good:
            self._fault("confidence", f"“{cell}” is not a number from 0 to 1")

    def _term(self) -> tuple[str, bool]:
        cell = self._cell("object_id")
        if not cell:
            self._fault("object_id", f"is empty; write a term, such as coprod:Carer, or {sssom.NO_TERM} for none")
            return "", False
        if cell == sssom.NO_TERM:
            return "", False
        id = self.terms.id(cell)
        if id is None:
            self._fault("object_id", f"“{cell}” is not a term{self.terms.suggestion(cell)}")
            return "", False
        inverse = self.terms.ontology.inverses.get(id)
        term = self.terms.get(inverse or id)
        if term.deprecated:
            instead = " or ".join(sssom.curie(i) for i in term.replaced_by)
            self._fault("object_id", f"{cell} is no longer used{f'; use {instead}' if instead else ''}")
        label = self._cell("object_label")
        other = self.terms.named(label)
        if other and other != term.id and not inverse:
            said = f"“{label}” is {sssom.curie(other)}, but object_id is {cell}"
            self._fault("object_label", f"{said}; correct one of the two cells")
        return term.id, bool(inverse)


class _Terms:
    """The terms by the CURIEs of a file."""

    def __init__(self, ontology: Ontology, prefixes: dict[str, str]) -> None:
        self.ontology = ontology
        self._prefixes = {"coprod": COPROD} | sssom.own_prefixes(ontology) | prefixes
        self._ids = ontology.by_iri() | {COPROD + inverse: inverse for inverse in ontology.inverses}
        self._labels = {term.label.casefold(): term.id for term in reversed([*ontology.terms()])}

    def get(self, id: str) -> Concept | Relation:
        return self.ontology.concepts.get(id) or self.ontology.relations[id]

    def id(self, cell: str) -> str | None:
        """The id of a CURIE or an IRI."""
        prefix, colon, local = cell.partition(":")
        return self._ids.get(self._prefixes[prefix] + local if colon and prefix in self._prefixes else cell)

    def named(self, label: str) -> str:
        """The id of the term with this label, if there is one."""
        return self._labels.get(label.casefold(), "")

    def suggestion(self, cell: str) -> str:
        by_name = dict(self._suggestions())
        local = cell.rpartition(":")[2]
        exact = by_name.get(local) or by_name.get(cell)
        if exact:
            return f"; did you mean “{exact}”?"
        near = [by_name[name] for name in nearest(local, by_name)]
        return f"; did you mean {' or '.join(f'“{name}”' for name in dict.fromkeys(near))}?" if near else ""

    def _suggestions(self) -> Iterator[tuple[str, str]]:
        for term in self.ontology.terms():
            yield term.label, sssom.curie(term.id)
        for id in (*(t.id for t in self.ontology.terms()), *self.ontology.inverses):
            yield sssom.curie(id).partition(":")[2], sssom.curie(id)
