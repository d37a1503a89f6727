"""The triples of one row: its Statement, its source, and the Groundings that explain its mapping."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from urllib.parse import quote

from coprod.evidence.identity import agent_iri, proposition_iri, source_iri, term_iri
from coprod.evidence.works import Works
from coprod.graph.terms import decimal, integer, iri, literal, name
from coprod.mapping.records import Grounding, Mapping
from coprod.names import BASES, MODALITIES, POLARITIES, STATUSES
from coprod.statement import Source, Statement

_TYPE = name("rdf:type")
_LABEL = name("rdfs:label")
_KEPT = 2000
_GAP = "\0"
"""Stands for the IRI of the Statement; no triple holds it."""
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class RowTriples:
    """Writes rows as triples in the syntax of N-Triples, without the full stop.

    Args:
        works: the work of every source.
        base: the user's base IRI.
        iris: IRIs of the user's own terms, by id.
    """

    def __init__(self, works: Works, base: str, iris: dict[str, str]) -> None:
        self.works = works
        self.base = base
        self.iris = iris
        self._explained = functools.lru_cache(_KEPT)(self._explanation)

    def statement(self, subject: str, statement: Statement, mapping: Mapping) -> str:
        """The Statement whose IRI is `subject`, and its quote: one block, sorted."""
        about = iri(subject)
        triples = {f"{about} {predicate} {value}" for predicate, value in self._statement(subject, statement, mapping)}
        triples.update(self._target(subject, statement))
        return "\t".join(sorted(triples))

    def agents(self, statement: Statement) -> Iterator[str]:
        """Who coded the Statement, and the program that extracted it."""
        if statement.coder:
            yield from self._agent(statement.coder, "prov:Agent")
        if statement.tool:
            yield from self._agent(statement.tool, "prov:SoftwareAgent")

    def groundings(self, subject: str, mapping: Mapping) -> str:
        """Why each term stands in the mapping of the Statement whose IRI is `subject`: one block, sorted.

        Equal texts of other rows have the same groundings, so these are put in writing once, with a gap for the IRI.
        """
        return self._explained(mapping).replace(_GAP, subject)

    def source(self, source: Source) -> Iterator[str]:
        """A source, its work, and what the curators say of it."""
        listed = self.works.described(source)
        source_id = source_iri(listed, self.base)
        if not source_id:
            return
        about = iri(source_id)
        work = self.works.work(source)
        yield _triple(about, _TYPE, name("coprod:Source"))
        yield _triple(about, name("coprod:work"), iri(work))
        yield _triple(iri(work), _TYPE, name("coprod:Work"))
        if listed.title:
            yield _triple(about, name("dcterms:title"), literal(listed.title))
        if listed.year is not None:
            yield _triple(about, name("dcterms:date"), literal(f"{listed.year:04d}", "xsd:gYear"))
        for prefixed, text in (("bibo:doi", listed.doi), ("bibo:uri", listed.url), ("dcterms:identifier", listed.key)):
            if text:
                yield _triple(about, name(prefixed), literal(text))
        if source_id in self.works.reasons:
            yield _triple(about, name("coprod:workReason"), literal(self.works.reasons[source_id]))
        curation = self.works.curations.get(source_id)
        if curation is None:
            return
        for predicate, original in (("coprod:copyOf", curation.copy_of), ("coprod:versionOf", curation.version_of)):
            if original is not None:
                yield _triple(about, name(predicate), iri(source_iri(self.works.described(original), self.base)))
                yield from self.source(original)
        if curation.reason:
            yield _triple(about, name("coprod:curationReason"), literal(curation.reason))
        if curation.coder:
            yield _triple(about, name("prov:wasAttributedTo"), iri(agent_iri(curation.coder, self.base)))
            yield from self._agent(curation.coder, "prov:Agent")

    def counts(self, statement: str, work: str) -> str:
        """That a Statement counts for a work."""
        return _triple(iri(statement), name("coprod:countsFor"), iri(work))

    def _statement(self, subject: str, statement: Statement, mapping: Mapping) -> Iterator[tuple[str, str]]:
        yield _TYPE, name("coprod:Statement")
        for prefixed, text in (
            ("dcterms:identifier", statement.id),
            ("coprod:subjectText", statement.subject),
            ("coprod:predicateText", statement.predicate),
            ("coprod:objectText", statement.object),
            ("coprod:sentence", statement.text),
            ("coprod:place", statement.place),
            ("coprod:note", statement.note),
        ):
            if text:
                yield name(prefixed), literal(text)
        source = source_iri(self.works.described(statement.source), self.base)
        if source:
            yield name("dcterms:source"), iri(source)
        yield name("coprod:polarity"), name("coprod:" + POLARITIES[mapping.polarity])
        yield name("coprod:modality"), name("coprod:" + MODALITIES[mapping.modality])
        yield name("coprod:basis"), name("coprod:" + BASES[statement.basis or "unknown"])
        if statement.status:
            yield name("coprod:status"), name("coprod:" + STATUSES[statement.status])
        for predicate, ids in (("coprod:attributedTo", mapping.attributed_to), ("coprod:context", mapping.contexts)):
            for id in ids:
                yield name(predicate), iri(term_iri(id, self.iris))
        for cited in statement.cites:
            yield name("coprod:cites"), iri(source_iri(self.works.described(Source.named(cited)), self.base))
        for country in statement.countries:
            yield name("dcterms:spatial"), literal(country)
        if statement.confidence is not None:
            yield name("coprod:confidence"), decimal(statement.confidence)
        if statement.date:
            datatype = "xsd:date" if _ISO_DATE.fullmatch(statement.date) else ""
            yield name("dcterms:created"), literal(statement.date, datatype)
        for agent in (statement.coder, statement.tool):
            if agent:
                yield name("prov:wasAttributedTo"), iri(agent_iri(agent, self.base))
        if statement.quote or statement.start is not None:
            yield name("oa:hasTarget"), iri(subject + "/target")
        for assertion in mapping.assertions:
            yield name("coprod:states"), iri(proposition_iri(assertion))

    def _target(self, subject: str, statement: Statement) -> Iterator[str]:
        if not statement.quote and statement.start is None:
            return
        target = iri(subject + "/target")
        yield _triple(target, _TYPE, name("oa:SpecificResource"))
        source = source_iri(self.works.described(statement.source), self.base)
        if source:
            yield _triple(target, name("oa:hasSource"), iri(source))
        if statement.quote:
            quoted = iri(subject + "/quote")
            yield _triple(target, name("oa:hasSelector"), quoted)
            yield _triple(quoted, _TYPE, name("oa:TextQuoteSelector"))
            yield _triple(quoted, name("oa:exact"), literal(statement.quote))
        if statement.start is not None and statement.end is not None:
            position = iri(subject + "/position")
            yield _triple(target, name("oa:hasSelector"), position)
            yield _triple(position, _TYPE, name("oa:TextPositionSelector"))
            yield _triple(position, name("oa:start"), integer(statement.start))
            yield _triple(position, name("oa:end"), integer(statement.end))

    def _agent(self, agent: str, kind: str) -> Iterator[str]:
        about = iri(agent_iri(agent, self.base))
        yield _triple(about, _TYPE, name(kind))
        yield _triple(about, _LABEL, literal(agent))

    def _explanation(self, mapping: Mapping) -> str:
        triples = {triple for grounding in mapping.groundings for triple in self._grounding(_GAP, grounding)}
        return "\t".join(sorted(triples))

    def _grounding(self, subject: str, grounding: Grounding) -> Iterator[str]:
        local = f"{grounding.slot}-{grounding.member}-{max(grounding.start, 0)}-{grounding.term}"
        about = iri(f"{subject}/grounding/{quote(local, safe='-._~')}")
        for predicate, value in (
            (_TYPE, name("coprod:Grounding")),
            (name("coprod:grounds"), iri(subject)),
            (name("coprod:slot"), literal(grounding.slot)),
            (name("coprod:member"), integer(grounding.member)),
            (name("coprod:matchedText"), literal(grounding.matched)),
            (name("coprod:term"), iri(term_iri(grounding.term, self.iris))),
            (name("coprod:tier"), literal(grounding.tier)),
            (name("coprod:score"), decimal(grounding.score)),
            (name("coprod:decidedBy"), literal(grounding.decided_by)),
            *((name("coprod:runnerUp"), iri(term_iri(id, self.iris))) for id, _ in grounding.runners_up),
        ):
            yield _triple(about, predicate, value)
        if grounding.start >= 0:
            yield _triple(about, name("coprod:matchStart"), integer(grounding.start))
            yield _triple(about, name("coprod:matchEnd"), integer(grounding.end))


def _triple(subject: str, predicate: str, value: str) -> str:
    return f"{subject} {predicate} {value}"
