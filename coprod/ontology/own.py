"""Checks a user's own Turtle files of terms before they are read beside ours; each fault is told in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from coprod.names import COPROD, PREFIXES
from coprod.ontology.facts import About, Facts, namespace, texts

_BROADER = PREFIXES["skos"] + "broader"
_PARENT = PREFIXES["rdfs"] + "subPropertyOf"
_ADDED = frozenset(PREFIXES["skos"] + name for name in ("altLabel", "hiddenLabel", "editorialNote", "note"))
_OBJECT_PROPERTY = PREFIXES["owl"] + "ObjectProperty"

_SHOWN = 10
_PREFIX = "@prefix my: <https://example.org/our/> ."
_EXAMPLE = 'my:YouthAdviser a skos:Concept ; skos:prefLabel "youth adviser" ; skos:broader coprod:ExpertByExperience .'


class BadOwnTerms(ValueError):
    """Own terms that cannot be used; the message names the file, the term, what is wrong and what would be right."""


def check(ours: Facts, paths: Iterable[Path]) -> None:
    """Checks files of own terms, taken together, against the shipped terms.

    Raises:
        BadOwnTerms: a file cannot be read, is not Turtle, or holds terms that do not fit below ours.
    """
    files = {path: _read(path) for path in paths}
    told = _Check(ours, files).faults
    faults = [
        f"{path}{f', line {line}' if line else ''}: {fault}"
        for path, file in files.items()
        for line, fault in sorted((_line(path, file, iri), fault) for iri, fault in told(file))
    ]
    if faults:
        more = [f"… and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise BadOwnTerms("\n".join([*faults[:_SHOWN], *more]))


def _read(path: Path) -> Facts:
    facts = Facts()
    try:
        facts.read(path)
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        raise BadOwnTerms(f"{path}{line}: this is not Turtle: {error.msg}") from None
    except OSError as error:
        raise BadOwnTerms(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    return facts


class _Check:
    def __init__(self, ours: Facts, files: dict[Path, Facts]) -> None:
        self.ours = ours
        self.ours_concepts = {iri for iri, _ in ours.of_type(PREFIXES["skos"] + "Concept")}
        self.ours_relations = set(ours.claim_relations())
        self.own_concepts = {
            iri for f in files.values() for iri, _ in f.of_type(PREFIXES["skos"] + "Concept")
        } - self.ours_concepts
        self.own_relations = {
            iri for f in files.values() for iri in f.by_subject if _relation(f.by_subject[iri])
        } - self.ours_relations
        self.parents: dict[str, list[str]] = {}
        self.by_id: dict[str, str] = {}
        self.labels = {
            label.casefold(): iri
            for known, name in ((self.ours_concepts, ("skos", "prefLabel")), (self.ours_relations, ("rdfs", "label")))
            for iri in known
            for label in texts(ours.by_subject[iri], *name)
        }
        for file in files.values():
            for iri, about in file.by_subject.items():
                self.parents.setdefault(iri, []).extend((*about.get(_BROADER, ()), *about.get(_PARENT, ())))

    def faults(self, file: Facts) -> Iterator[tuple[str, str]]:
        """The faults of one file: the IRI and what is wrong with it."""
        found = False
        for iri, about in sorted(file.by_subject.items()):
            if iri in self.ours.by_subject and iri.startswith(COPROD):
                found = True
                yield from ((iri, fault) for fault in self._ours(file, iri, about))
            elif iri in self.own_concepts or iri in self.own_relations:
                found = True
                yield from ((iri, fault) for fault in self._own(file, iri, about))
        if not found:
            yield "", f"holds no term; write one such as {_EXAMPLE}"

    def _ours(self, file: Facts, iri: str, about: About) -> Iterator[str]:
        """Synonyms may be added to our terms, nothing else."""
        for predicate in sorted(p for p in about if p not in _ADDED)[:1]:
            yield (
                f"{_short(file, iri)} is one of our terms, which {_short(file, predicate)} would change; only "
                "skos:altLabel and skos:hiddenLabel can be added to it. Write a term of your own below it"
            )

    def _own(self, file: Facts, iri: str, about: About) -> Iterator[str]:
        name = _short(file, iri)
        if iri.startswith(COPROD):
            yield f"{name}: there is no such term of ours; give your own an IRI of your own, such as {_PREFIX}"
            return
        if not file.prefixes.get(namespace(iri)):
            yield f"{name} has no prefix; declare one, such as @prefix my: <{namespace(iri)}> ."
            return
        id = file.id(iri)
        other = self.by_id.setdefault(id, iri)
        if other != iri:
            yield f"{name} is <{iri}> here and <{other}> in another file; use another prefix in one of them"
        relation = iri in self.own_relations
        kind = "rdfs:label" if relation else "skos:prefLabel"
        labels = texts(about, *kind.split(":"))
        if not any(label.strip() for label in labels):
            yield f'{name} has no label; add {kind} "{_words(id)}"'
        for label in dict.fromkeys((*labels, *texts(about, "skos", "altLabel"))):
            taken = self.labels.get(label.casefold())
            if taken:
                ours = _short(file, taken)
                yield f"{name}: the label “{label}” is that of {ours}; use {ours} itself, or another label"
        yield from self._above(file, iri, about, relation)

    def _above(self, file: Facts, iri: str, about: About, relation: bool) -> Iterator[str]:
        name = _short(file, iri)
        parents = about.get(_PARENT if relation else _BROADER, [])
        predicate, what = ("rdfs:subPropertyOf", "relation") if relation else ("skos:broader", "concept")
        known = self.ours_relations | self.own_relations if relation else self.ours_concepts | self.own_concepts
        if not parents:
            example = "coprod:improves" if relation else "coprod:Actor"
            yield f"{name} stands below no term; add {predicate} with the nearest of ours, such as {example}"
        for parent in parents:
            if parent not in known:
                near = _did_you_mean(parent, known, file)
                yield f"{name}: {predicate} {_short(file, parent)}: there is no such {what}{near}"
        cycle = self._cycle(iri)
        if cycle:
            way = " → ".join(_short(file, i) for i in cycle)
            yield f"{name} stands above itself: {way}; take one {predicate} out"
        elif relation:
            yield from self._ends(file, iri)

    def _ends(self, file: Facts, iri: str) -> Iterator[str]:
        """The concepts of a domain and range are known."""
        known = self.ours_concepts | self.own_concepts
        ids = {file.id(i) for i in known}
        for end in ("domain", "range"):
            for id in file.ends(iri, end):
                if id not in ids:
                    near = _did_you_mean(COPROD + id, known, file)
                    yield f"{_short(file, iri)}: rdfs:{end} {id}: there is no such concept{near}"

    def _cycle(self, iri: str) -> list[str]:
        """The way from a term up to itself, if there is one."""
        todo = [[iri]]
        seen: set[str] = set()
        while todo:
            way = todo.pop()
            for parent in sorted(self.parents.get(way[-1], ())):
                if parent == iri:
                    return [*way, parent]
                if parent not in seen:
                    seen.add(parent)
                    todo.append([*way, parent])
        return []


def _relation(about: About) -> bool:
    if PREFIXES["owl"] + "inverseOf" in about:
        return False
    return _PARENT in about or _OBJECT_PROPERTY in about.get(PREFIXES["rdf"] + "type", ())


def _short(file: Facts, iri: str) -> str:
    """An IRI as the file writes it."""
    known = {**{v: k for k, v in PREFIXES.items()}, **file.prefixes}
    prefix = known.get(namespace(iri), "")
    return f"{prefix}:{iri[len(namespace(iri)) :]}" if prefix else f"<{iri}>"


def _words(id: str) -> str:
    """What a label may be: ``my.YouthAdviser`` as “youth adviser”."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", id.rpartition(".")[2]).lower()


def _did_you_mean(iri: str, known: set[str], file: Facts) -> str:
    from coprod.readers.errors import did_you_mean

    names = {i[len(namespace(i)) :]: _short(file, i) for i in sorted(known)}
    said = did_you_mean(iri[len(namespace(iri)) :], names)
    return re.sub(r"“([^”]+)”", lambda m: names.get(m[1], m[1]), said)


def _line(path: Path, file: Facts, iri: str) -> int:
    """The line on which a file first names a term as a subject; 0 where none can be told."""
    if not iri:
        return 0
    name = re.compile(rf"\s*(?:{re.escape(_short(file, iri))}|<{re.escape(iri)}>)(?=[\s;]|$)")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, 1) if name.match(line)), 0)
