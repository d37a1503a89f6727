"""The tools that are measured: each takes names of concepts, and then says which concepts stand in phrases.

A tool that is not installed raises ImportError when it is made. Heavy imports are inside the classes.
"""

from __future__ import annotations

import importlib.metadata
import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Protocol

from coprod.ontology import Ontology

Names = dict[str, tuple[str, ...]]
"""The names of each concept, the label first."""


class Tool(Protocol):
    """Finds concepts in phrases."""

    name: str

    def concepts(self, phrases: Sequence[str]) -> list[set[str]]:
        """The ids of the concepts in each phrase."""
        ...


def names_of(ontology: Ontology) -> Names:
    """Every label of every concept: what all tools are given."""
    return {
        c.id: tuple(dict.fromkeys((c.label, *c.alt_labels, *c.hidden_labels)))
        for c in ontology.concepts.values()
        if not c.deprecated
    }


class Coprod:
    """Ours, phrase by phrase."""

    def __init__(self, names: Names) -> None:
        from coprod import __version__
        from coprod.mapping.mapper import Mapper

        self.name = f"coprod {__version__} ground"
        self.mapper = Mapper(Ontology.load())

    def concepts(self, phrases: Sequence[str]) -> list[set[str]]:
        return [{g.term for g in self.mapper.ground(phrase)} for phrase in phrases]


class Gilda:
    """Gilda's `annotate` with a grounder of our names."""

    def __init__(self, names: Names) -> None:
        from gilda.grounder import Grounder
        from gilda.ner import annotate
        from gilda.process import normalize
        from gilda.term import Term

        self.name = f"gilda {_version('gilda')} annotate"
        self.annotate = annotate
        terms = [
            Term(normalize(name), name, "COPROD", id, given[0], "synonym" if i else "name", "coprod")
            for id, given in names.items()
            for i, name in enumerate(given)
        ]
        self.grounder = Grounder(terms)
        self.grounder.gilda_disambiguators = {}

    def concepts(self, phrases: Sequence[str]) -> list[set[str]]:
        return [{a.matches[0].term.id for a in self.annotate(p, grounder=self.grounder)} for p in phrases]


class Text2term:
    """text2term's TF-IDF mapper, which takes a phrase as a whole; scores from a threshold on are taken."""

    thresholds = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99)
    _BASE = "https://example.org/benchmark/"

    def __init__(self, names: Names, threshold: float = 0.6) -> None:
        import text2term

        logging.disable(logging.CRITICAL)
        self.text2term = text2term
        self.threshold = threshold
        self.name = f"text2term {_version('text2term')} tfidf"
        self.folder = tempfile.TemporaryDirectory()
        self.file = Path(self.folder.name) / "names.owl"
        self.file.write_text(_as_owl(names, self._BASE), encoding="utf-8")

    def concepts(self, phrases: Sequence[str]) -> list[set[str]]:
        return _from(self.scored(phrases), self.threshold)

    def scored(self, phrases: Sequence[str]) -> list[dict[str, float]]:
        """The best concept of each phrase with its score."""
        distinct = list(dict.fromkeys(p for p in phrases if p.strip()))
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            table = self.text2term.map_terms(
                distinct,
                str(self.file),
                base_iris=(self._BASE,),
                max_mappings=1,
                min_score=min(self.thresholds),
                mapper=self.text2term.Mapper.TFIDF,
                excl_metadata=True,
                cache_folder=self.folder.name,
            )
        found: dict[str, dict[str, float]] = {}
        columns = ("Source Term", "Mapped Term IRI", "Mapping Score")
        for source, iri, score in zip(*(table[column] for column in columns), strict=True):
            found.setdefault(source, {})[iri.removeprefix(self._BASE)] = float(score)
        return [found.get(phrase, {}) for phrase in phrases]

    def at(self, threshold: float, scored: list[dict[str, float]]) -> list[set[str]]:
        """What a threshold leaves."""
        return _from(scored, threshold)


class Oak:
    """OAK's text annotator on an OBO file of our names."""

    def __init__(self, names: Names) -> None:
        from oaklib import get_adapter

        logging.disable(logging.CRITICAL)
        self.name = f"oaklib {_version('oaklib')} annotate"
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "names.obo"
        file.write_text(_as_obo(names), encoding="utf-8")
        self.adapter = get_adapter(f"simpleobo:{file}")
        self.concepts(["co-production"])

    def concepts(self, phrases: Sequence[str]) -> list[set[str]]:
        return [{a.object_id.removeprefix("COPROD:") for a in self.adapter.annotate_text(p)} for p in phrases]


class Spacy:
    """spaCy's PhraseMatcher on lower case; of overlapping matches the longest counts."""

    def __init__(self, names: Names) -> None:
        import spacy
        from spacy.matcher import PhraseMatcher
        from spacy.util import filter_spans

        self.name = f"spacy {spacy.__version__} PhraseMatcher"
        self.filter_spans = filter_spans
        self.language = spacy.blank("en")
        self.matcher = PhraseMatcher(self.language.vocab, attr="LOWER")
        for id, given in names.items():
            self.matcher.add(id, [self.language.make_doc(name) for name in given])

    def concepts(self, phrases: Sequence[str]) -> list[set[str]]:
        docs = map(self.language.make_doc, phrases)
        return [{s.label_ for s in self.filter_spans(self.matcher(doc, as_spans=True))} for doc in docs]


PEERS: tuple[Callable[[Names], Tool], ...] = (Gilda, Text2term, Oak, Spacy)


def _from(scored: Iterable[dict[str, float]], threshold: float) -> list[set[str]]:
    return [{id for id, score in one.items() if score >= threshold} for one in scored]


def _version(package: str) -> str:
    return importlib.metadata.version(package)


def _as_owl(names: Names, base: str) -> str:
    synonym = "<http://www.geneontology.org/formats/oboInOwl#hasExactSynonym>"
    lines = [
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        f"<{base}> a owl:Ontology .",
        f"{synonym} a owl:AnnotationProperty .",
    ]
    for id, (label, *others) in names.items():
        lines.append(f'<{base}{id}> a owl:Class ; rdfs:label "{_escaped(label)}" .')
        lines += [f'<{base}{id}> {synonym} "{_escaped(other)}" .' for other in others]
    from rdflib import Graph

    return Graph().parse(data="\n".join(lines), format="turtle").serialize(format="xml")


def _as_obo(names: Names) -> str:
    lines = ["format-version: 1.2", "ontology: coprod", ""]
    for id, (label, *others) in names.items():
        lines += ["[Term]", f"id: COPROD:{id}", f"name: {label}"]
        lines += [f'synonym: "{_escaped(other)}" EXACT []' for other in others]
        lines.append("")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", text)
