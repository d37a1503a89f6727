"""What a cell says of a source: a DOI in any dress, a web address, or somebody's own name for it."""

from __future__ import annotations

import functools
import re
from typing import Final
from urllib.parse import unquote

_DRESS: Final = re.compile(
    r"^(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*[:=]?\s*|info:doi/)+(?=10\.)", re.IGNORECASE
)
_BARE: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\x00-\x1f]+", re.IGNORECASE)
_DRESSED: Final = re.compile(r"10\.\d+(?:\.\d+)*/[^\s\x00-\x1f]+", re.IGNORECASE)
_SECOND: Final = re.compile(r"[;,|](?:https?://|doi:|10\.\d{4,9}/)", re.IGNORECASE)
_URL: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+", re.IGNORECASE)
_KEPT: Final = 4096
_NOTHING: Final = frozenset({"", "-", "–", "n/a", "na", "none", "null", "nil", "unknown"})


@functools.lru_cache(_KEPT)
def as_doi(text: str) -> str:
    """The bare DOI in lower case, if the text is one and nothing else; else empty.

    >>> as_doi("https://doi.org/10.1371/Journal.PBIO.2001403.")
    '10.1371/journal.pbio.2001403'
    >>> as_doi("Smith 2019, see 10.1000/x and 10.1000/y")
    ''
    """
    text = text.strip().strip("<>[]\"'“” ")
    bare = _DRESS.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    bare = bare.rstrip(".,;:")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1]
    pattern = _BARE if bare == text.rstrip(".,;:") else _DRESSED
    return bare.lower() if pattern.fullmatch(bare) and not _SECOND.search(bare) else ""


def as_url(text: str) -> str:
    """The web address, if the text is one and nothing else; else empty.

    >>> as_url("www.scie.org.uk/co-production"), as_url("see http://example.org")
    ('https://www.scie.org.uk/co-production', '')
    """
    text = text.strip().strip("<>")
    if re.match(r"www\.\S+\.\S+$", text, re.IGNORECASE):
        text = f"https://{text}"
    return text if _URL.fullmatch(text) else ""


def is_nothing(text: str) -> bool:
    """Whether a cell says in words that there is nothing to say: ``n/a``, ``-``."""
    return text.strip().casefold() in _NOTHING


def as_work(text: str) -> str:
    """How a work is called in `cites`: its bare DOI, else the text as it is.

    >>> as_work("doi:10.1000/ABC"), as_work("Ostrom 1996")
    ('10.1000/abc', 'Ostrom 1996')
    """
    return as_doi(text) or text.strip()
