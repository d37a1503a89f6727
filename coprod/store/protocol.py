"""What SPARQL 1.1 servers need to be told that a store in this process knows: prefixes, and the form of a query."""

from __future__ import annotations

import re
from typing import Final

from coprod.names import PREFIXES

_HIDDEN: Final = re.compile(
    r"<[^<>\"{}|^`\\\s]*>"  # an IRI
    r"|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"  # a text
    r"|\#[^\n]*",  # a comment
    re.DOTALL,
)
_FORM: Final = re.compile(r"(?<![\w:?$-])(SELECT|ASK|CONSTRUCT|DESCRIBE)(?![\w:-])", re.IGNORECASE)
_FROM: Final = re.compile(r"(?<![\w:?$-])FROM(?![\w:-])", re.IGNORECASE)


def form(text: str) -> str:
    """The form of a query, in capitals; empty where there is none.

    >>> form("# select nothing\\nPREFIX ask: <http://example.org/select> construct { ?a ?b 'ASK' } where { ?a ?b 1 }")
    'CONSTRUCT'
    """
    found = _FORM.search(_bare(text))
    return found[1].upper() if found else ""


def names_dataset(text: str) -> bool:
    """Whether a query says itself which graphs it is for.

    >>> names_dataset("SELECT * FROM <http://example.org/g> WHERE { ?a ?b ?c }")
    True
    """
    return bool(_FROM.search(_bare(text)))


def with_prefixes(text: str) -> str:
    """The text with the usual prefixes that it uses and does not declare, on its first line.

    >>> with_prefixes("ASK { ?x a coprod:Statement }")
    'PREFIX coprod: <https://w3id.org/coprod/> ASK { ?x a coprod:Statement }'
    """
    bare = _bare(text)
    declared = {name.lower() for name in re.findall(r"PREFIX\s+([\w-]*)\s*:", bare, re.IGNORECASE)}
    used = [
        f"PREFIX {name}: <{iri}>"
        for name, iri in PREFIXES.items()
        if name not in declared and re.search(rf"(?<![\w:?$-]){name}:", bare)
    ]
    return " ".join([*used, text])


def _bare(text: str) -> str:
    """The text without IRIs, quoted texts and comments."""
    return _HIDDEN.sub(" ", text)
