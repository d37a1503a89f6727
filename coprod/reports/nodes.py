"""Nodes as people read them: IRIs with their prefixes."""

from __future__ import annotations

import re

from coprod.names import DEFAULT_BASE, PREFIXES
from coprod.validation.report import Finding


def shortened(iri: str) -> str:
    """An IRI with its prefix, where the prefix is known and the result a plain name.

    >>> shortened("https://w3id.org/coprod/Patient"), shortened("https://doi.org/10.5555/first")
    ('coprod:Patient', 'doi:10.5555/first')
    """
    for prefix, namespace in _SHORT:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            local = iri[len(namespace) :]
            if "/" not in local or prefix == "doi":
                return f"{prefix}:{local}"
    return iri


def node(finding: Finding) -> str:
    """The focus node of a finding, with path and value where they are known.

    >>> node(Finding(code="X1", severity="info", focus="https://w3id.org/coprod/Patient", path="urn:p", value="1"))
    'coprod:Patient  urn:p = 1'
    """
    text = shortened(finding.focus)
    if finding.path:
        text += f"  {re.sub(r'<([^>]*)>', lambda m: shortened(m[1]), shortened(finding.path))}"
    return f"{text} = {shortened(finding.value)}" if finding.value not in ("", finding.focus) else text


_OWN = {kind: f"{DEFAULT_BASE}{kind}/" for kind in ("source", "statement", "agent")}
_SHORT = sorted({**PREFIXES, **_OWN, "doi": "https://doi.org/"}.items(), key=lambda pair: -len(pair[1]))
