"""The JSON-LD context of the evidence graph: short keys for properties, bare ids for terms.

`ontology/context.jsonld` is what this module makes of the ontology::

    python -m coprod.exports.context > ontology/context.jsonld
"""

from __future__ import annotations

import json
from typing import Final

import pyoxigraph as ox

from coprod.names import COPROD, PREFIXES
from coprod.ontology.terms import turtle_files

_RDF_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_RANGE: Final = ox.NamedNode(PREFIXES["rdfs"] + "range")
_OBJECT: Final = ox.NamedNode(PREFIXES["owl"] + "ObjectProperty")
_DATA: Final = ox.NamedNode(PREFIXES["owl"] + "DatatypeProperty")

REUSED: Final = {
    "identifier": ("dcterms:identifier", ""),
    "title": ("dcterms:title", ""),
    "date": ("dcterms:date", "xsd:gYear"),
    "created": ("dcterms:created", "xsd:date"),
    "source": ("dcterms:source", "@vocab"),
    "spatial": ("dcterms:spatial", ""),
    "doi": ("bibo:doi", ""),
    "uri": ("bibo:uri", ""),
    "attributedToAgent": ("prov:wasAttributedTo", "@vocab"),
    "hasTarget": ("oa:hasTarget", "@vocab"),
    "hasSource": ("oa:hasSource", "@vocab"),
    "hasSelector": ("oa:hasSelector", "@vocab"),
    "exact": ("oa:exact", ""),
    "start": ("oa:start", "xsd:integer"),
    "end": ("oa:end", "xsd:integer"),
    "label": ("rdfs:label", "@en"),
    "prefLabel": ("skos:prefLabel", "@en"),
    "altLabel": ("skos:altLabel", "@en"),
    "hiddenLabel": ("skos:hiddenLabel", "@en"),
    "definition": ("skos:definition", "@en"),
    "broader": ("skos:broader", "@vocab"),
    "broaderTransitive": ("skos:broaderTransitive", "@vocab"),
    "subClassOf": ("rdfs:subClassOf", "@vocab"),
    "subPropertyOf": ("rdfs:subPropertyOf", "@vocab"),
    "isDefinedBy": ("rdfs:isDefinedBy", "@vocab"),
}
"""Keys for properties of other vocabularies, with the kind of their values: a datatype, ``@vocab`` or a language."""


def context() -> dict[str, object]:
    """The context; the same ontology gives the same.

    >>> context()["polarity"]
    {'@id': 'coprod:polarity', '@type': '@vocab'}
    """
    terms: dict[str, object] = {"@version": 1.1, "@vocab": COPROD}
    terms |= dict(sorted(PREFIXES.items()))
    terms |= {"id": "@id", "type": "@type"}
    for key, (name, kind) in sorted({**_ours(), **REUSED}.items()):
        terms[key] = _definition(name, kind)
    return terms


def text() -> str:
    """The context as the text of a JSON-LD file."""
    return json.dumps({"@context": context()}, ensure_ascii=False, indent=1) + "\n"


def _definition(name: str, kind: str) -> object:
    if not kind:
        return name
    if kind.startswith("@") and kind != "@vocab":
        return {"@id": name, "@language": kind[1:]}
    return {"@id": name, "@type": kind}


def _ours() -> dict[str, tuple[str, str]]:
    """Every property of our vocabulary, by its local name."""
    kinds: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for path in turtle_files():
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            iri = quad.subject.value if isinstance(quad.subject, ox.NamedNode) else ""
            if not iri.startswith(COPROD) or not isinstance(quad.object, ox.NamedNode):
                continue
            key = iri.removeprefix(COPROD)
            if quad.predicate == _RDF_TYPE and quad.object in (_OBJECT, _DATA):
                kinds[key] = "@vocab" if quad.object == _OBJECT else ""
            elif quad.predicate == _RANGE and quad.object.value.startswith(PREFIXES["xsd"]):
                ranges[key] = "xsd:" + quad.object.value.removeprefix(PREFIXES["xsd"])
    ranges = {key: value for key, value in ranges.items() if value != "xsd:string"}
    return {key: (f"coprod:{key}", kind or ranges.get(key, "")) for key, kind in kinds.items()}


if __name__ == "__main__":
    import sys

    sys.stdout.write(text())
