"""The IRIs of Statements, Propositions, sources and agents. The same row gets the same IRI in every run."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Sequence
from urllib.parse import quote

from coprod.mapping.records import Assertion
from coprod.names import COPROD, PROPOSITION, UNDIRECTED
from coprod.statement import Source, Statement

_SAFE_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_IRI_SAFE = "!$&'()*+,;=:@/?#[]~%-._"
_KEPT = 4096
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def statement_iri(statement: Statement, base: str) -> str:
    """The IRI of a row: a hash of its source, place, quote, slot texts and coder.

    Rows that agree in all of these are one Statement; a given `id` plays no part.

    >>> one = Statement(subject="patients", predicate="join in", object="co-design", id="1")
    >>> two = Statement(subject="patients", predicate="join in", object="co-design", id="2")
    >>> statement_iri(one, "https://example.org/") == statement_iri(two, "https://example.org/")
    True
    """
    parts = [
        statement.source.name,
        statement.place,
        statement.start,
        statement.end,
        statement.quote,
        statement.subject,
        statement.predicate,
        statement.object,
        statement.coder,
    ]
    return f"{base}statement/{_digest(parts, 20)}"


@functools.lru_cache(_KEPT)
def proposition_iri(assertion: Assertion) -> str:
    """The global, readable IRI of a Proposition; the ends of an undirected relation are sorted.

    >>> proposition_iri(Assertion("CoDesign", "involvesActor", "Patient"))
    'https://w3id.org/coprod/proposition/CoDesign-involvesActor-Patient'
    """
    a = normalised(assertion)
    return PROPOSITION + "-".join(quote(part, safe="._~:") for part in a)


def normalised(assertion: Assertion) -> Assertion:
    """The assertion with the ends of an undirected relation in alphabetical order.

    >>> normalised(Assertion("Trust", "relatedTo", "CoDesign"))
    Assertion(subject='CoDesign', relation='relatedTo', object='Trust')
    """
    subject, relation, object = assertion
    if relation in UNDIRECTED and object < subject:
        return Assertion(object, relation, subject)
    return assertion


@functools.lru_cache(_KEPT)
def source_iri(source: Source, base: str) -> str:
    """The IRI of a source: its DOI as a link, its URL, or a name under the user's base; empty where nothing is known.

    >>> source_iri(Source(doi="10.1371/journal.pbio.2001403"), "https://example.org/")
    'https://doi.org/10.1371/journal.pbio.2001403'
    >>> source_iri(Source(key="smith 2019"), "https://example.org/")
    'https://example.org/source/smith-2019-ce8e85f7'
    """
    if source.doi:
        return "https://doi.org/" + quote(source.doi, safe=_IRI_SAFE.replace("#", "").replace("?", "").replace("%", ""))
    if source.url:
        return quote(source.url, safe=_IRI_SAFE)
    name = source.key or source.title
    return f"{base}source/{_readable(name)}" if name else ""


@functools.lru_cache(_KEPT)
def agent_iri(name: str, base: str) -> str:
    """The IRI of a coder or a tool.

    >>> agent_iri("ada", "https://example.org/")
    'https://example.org/agent/ada'
    """
    return f"{base}agent/{_readable(name)}"


def term_iri(id: str, iris: dict[str, str]) -> str:
    """The IRI of a concept or relation; `iris` holds those of a user's own terms."""
    return iris.get(id) or COPROD + id


def _readable(name: str) -> str:
    """The name itself where it is short and plain, else a readable beginning and a hash."""
    if _SAFE_KEY.fullmatch(name):
        return name
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40].strip("-")
    return "-".join(part for part in (slug, _digest([name], 8)) if part)


def _digest(parts: Sequence[object], length: int) -> str:
    return hashlib.sha256(_ENCODE(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]
