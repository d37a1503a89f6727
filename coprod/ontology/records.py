"""Concepts and relations as records."""

from __future__ import annotations

import msgspec


class Term(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What concepts and relations have in common."""

    id: str
    iri: str
    label: str
    definition: str = ""
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    scope_note: str = ""
    example: str = ""
    sources: tuple[str, ...] = ()
    deprecated: bool = False
    replaced_by: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        from coprod.reports.html import facts

        return facts(self.label, ((name, getattr(self, name)) for name in self.__struct_fields__))


class Concept(Term, frozen=True, kw_only=True, omit_defaults=True):
    """A term of the field: an actor, a value, a process …"""

    broader: tuple[str, ...] = ()
    """Ids of the parents."""
    subclass_of: tuple[str, ...] = ()
    """Ids of those parents of which every case is a case (`rdfs:subClassOf`)."""


class Relation(Term, frozen=True, kw_only=True, omit_defaults=True):
    """A relation between two concepts; an empty domain or range takes anything."""

    parents: tuple[str, ...] = ()
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    inverse: str = ""
    """Id of the inverse, which is never written to a graph: an inverse reading is turned forward."""
    inverse_label: str = ""
    inverse_alt_labels: tuple[str, ...] = ()
    contraries: tuple[str, ...] = ()
