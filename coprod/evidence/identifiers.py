"""Identifiers that stand in running text. They may be those of works cited, or glued in: a hint, never a merge."""

from __future__ import annotations

import re
from typing import Final

from coprod.readers.sources import as_doi

_DOI: Final = re.compile(r"(?<![\w/.])10\.\d{4,9}/[^\s\"<>|]+", re.IGNORECASE)
_PUBMED: Final = re.compile(r"(?:pubmed/|PMID:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{5,9})\b", re.IGNORECASE)


def dois(text: str) -> list[str]:
    """The DOIs printed in a text, each once, in their order.

    >>> dois("PLOS Biology | https://doi.org/10.1371/journal.pbio.2001403 May 3, (doi:10.1093/intqhc/mzae077).")
    ['10.1371/journal.pbio.2001403', '10.1093/intqhc/mzae077']
    """
    spaced = re.sub(r"doi\.org/|doi:", " ", text, flags=re.IGNORECASE)
    return list(dict.fromkeys(doi for found in _DOI.findall(spaced) if (doi := as_doi(found))))


def pubmed_numbers(text: str) -> list[str]:
    """The PubMed numbers printed in a text.

    >>> pubmed_numbers("relationships of PubMed ID:http://www.ncbi.nlm.nih.gov/pubmed/20144232 reciprocity")
    ['20144232']
    """
    return list(dict.fromkeys(_PUBMED.findall(text)))
