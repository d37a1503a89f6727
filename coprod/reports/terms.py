"""A term as text, for a person."""

from __future__ import annotations

import textwrap

from coprod.ontology import Concept, Ontology, Relation, Term


def render(ontology: Ontology, term: Term) -> str:
    """Label, id, definition, notes and place in the hierarchy, as lines."""
    lines = [f"{term.label}  ({term.id})", *textwrap.wrap(term.definition, 96)]
    facts: dict[str, str] = {}
    if isinstance(term, Concept):
        facts = {
            "broader": ", ".join(term.broader),
            "narrower": ", ".join(sorted(c.id for c in ontology.concepts.values() if term.id in c.broader)),
        }
    elif isinstance(term, Relation):
        facts = {
            "below": ", ".join(term.parents),
            "from": " or ".join(term.domain) or "anything",
            "to": " or ".join(term.range) or "anything",
            "inverse": term.inverse_label,
            "contrary": ", ".join(term.contraries),
        }
    facts |= {
        "also": ", ".join(term.alt_labels),
        "note": term.scope_note,
        "example": term.example,
        "sources": "  ".join(term.sources),
        "replaced by": ", ".join(term.replaced_by),
    }
    for what, text in facts.items():
        if text:
            lines += textwrap.wrap(f"{what}: {text}", 96, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines)
