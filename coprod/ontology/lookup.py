"""Terms found by id or by words."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from coprod.ontology.terms import Ontology, Term

_ENOUGH = 85.0


def find(ontology: Ontology, words: str) -> list[Term]:
    """The term with that id or label alone; else terms whose labels come near the words; else those defined with them.

    >>> [t.id for t in find(Ontology.load(), "CoDesign")]
    ['CoDesign']
    >>> [t.id for t in find(Ontology.load(), "co design")]
    ['CoDesign']
    """
    terms = list(ontology.terms())
    wanted = _plain(words)
    exact = [t for t in terms if words in names(t) or wanted == _plain(t.label)]
    if exact:
        return exact
    named = [t for t in terms if wanted == _plain(t.id) or any(wanted == _plain(a) for a in t.alt_labels)]
    if named:
        return named
    scored = [(max(fuzz.WRatio(wanted, _plain(label)) for label in (t.label, *t.alt_labels)), t) for t in terms]
    near = [t for score, t in sorted(scored, key=lambda s: (-s[0], s[1].id)) if score >= _ENOUGH]
    return near or [t for t in terms if wanted and wanted in _plain(t.definition)]


class UnknownTerm(ValueError):
    """An id or a label that no term has."""


def exactly(ontology: Ontology, words: str) -> str:
    """The id of the one term with this id or label; that of an inverse is its own.

    Raises:
        UnknownTerm: there is none; the message says what comes near.

    >>> ontology = Ontology.load()
    >>> exactly(ontology, "Patient"), exactly(ontology, "service user"), exactly(ontology, "coprod:leads")
    ('Patient', 'ServiceUser', 'leads')
    """
    inverse = words.removeprefix("coprod:")
    if inverse in ontology.inverses:
        return inverse
    found = [t.id for t in ontology.terms() if words in names(t)] or [
        t.id for t in ontology.terms() if _plain(words) == _plain(t.label)
    ]
    if not found:
        near = " or ".join(t.id for t in find(ontology, words)[:3])
        raise UnknownTerm(f"“{words}” is not a term" + (f"; did you mean {near}?" if near else ""))
    return found[0]


def names(term: Term) -> tuple[str, ...]:
    """What a term may be called in a file: id, IRI, prefixed name; a user's own also by its local name.

    >>> names(Ontology.load().concepts["Patient"])
    ('Patient', 'https://w3id.org/coprod/Patient', 'coprod:Patient')
    """
    prefix, dot, local = term.id.partition(".")
    return (term.id, term.iri, f"{prefix}:{local}", local) if dot else (term.id, term.iri, f"coprod:{term.id}")


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
