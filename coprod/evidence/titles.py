"""Sources that are one work by what is known of them: the same title and year, or versions of one DOI."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import msgspec

from coprod.statement import Source

_ENOUGH_WORDS: Final = 4
_VERSIONS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(10\.21203/rs\.\d+\.rs-\d+)/v\d+",
        r"(10\.12688/[a-z0-9]+\.\d+)\.\d+",
        r"(10\.20944/preprints\d+\.\d+)\.v\d+",
        r"(10\.7287/peerj\.preprints\.\d+)v\d+",
        r"(10\.1101/[\d.]+)v\d+",
    )
)
_PREPRINTS: Final = (
    "10.1101/", "10.64898/", "10.21203/rs.", "10.31234/osf.io", "10.31219/osf.io", "10.31235/osf.io", "10.2139/ssrn.",
    "10.20944/preprints", "10.48550/arxiv.", "10.7287/peerj.preprints", "10.5281/zenodo.", "10.22541/au.",
)  # fmt: skip


_Key = Callable[[Source], str]


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Two sources of one work, and why."""

    source: str
    """IRI of the one."""
    other: str
    """IRI of the other."""
    reason: str


def plain_title(title: str) -> str:
    """A title without case, accents and punctuation.

    >>> plain_title("Co-production in Healthcare: Rhetoric & practice.")
    'co production in healthcare rhetoric and practice'
    """
    text = unicodedata.normalize("NFKD", title.replace("&", " and ")).casefold()
    return " ".join(re.findall(r"\w+", "".join(c for c in text if not unicodedata.combining(c))))


def telling(title: str) -> bool:
    """Whether a title is long enough to tell works apart; “Editorial” is not.

    >>> telling("Editorial"), telling("The co-production of what?")
    (False, True)
    """
    return len(plain_title(title).split()) >= _ENOUGH_WORDS


def doi_stem(doi: str) -> str:
    """The DOI without its version, at registrars that give each version a DOI of its own; else the DOI.

    >>> doi_stem("10.21203/rs.3.rs-12345/v2"), doi_stem("10.12688/f1000research.12345.1")
    ('10.21203/rs.3.rs-12345', '10.12688/f1000research.12345')
    """
    return next((match[1] for pattern in _VERSIONS if (match := pattern.fullmatch(doi))), doi)


def is_preprint(doi: str) -> bool:
    """Whether a DOI is that of a preprint server.

    >>> is_preprint("10.1101/2020.01.01.123"), is_preprint("10.1371/journal.pbio.2001403")
    (True, False)
    """
    return doi.startswith(_PREPRINTS)


def joins(sources: Mapping[str, Source]) -> Iterator[Join]:
    """Pairs of sources, by IRI, that are one work beyond doubt.

    The same title and year join, unless the DOIs under that title are of different works; a DOI's versions join.

    >>> title = "The co-production of what?"
    >>> a, b = Source(key="a", title=title, year=2017), Source(doi="10.5555/b", title=title + ".", year=2017)
    >>> [(join.source, join.reason) for join in joins({"urn:a": a, "urn:b": b})]
    [('urn:a', 'same title and year')]
    """
    for group in _groups(sources, _title_and_year):
        if len({doi_stem(sources[iri].doi) for iri in group if sources[iri].doi}) <= 1:
            yield from _pairs(group, "same title and year")
    for stem, group in _by(sources, lambda source: doi_stem(source.doi)).items():
        if stem and len(group) > 1:
            yield from _pairs(group, f"versions of DOI {stem}")


def same_titles(sources: Mapping[str, Source]) -> Iterator[Join]:
    """Pairs with one title that the years or the DOIs leave in doubt: for a person to decide."""
    for group in _groups(sources, lambda source: plain_title(source.title) if telling(source.title) else ""):
        for one, other in itertools.combinations(sorted(group), 2):
            a, b = sources[one], sources[other]
            if is_preprint(a.doi) != is_preprint(b.doi) and a.doi and b.doi:
                preprint, article = (one, other) if is_preprint(a.doi) else (other, one)
                yield Join(source=preprint, other=article, reason="same title; the DOI is that of a preprint server")
            elif not a.year or not b.year:
                if a.year or b.year or a.doi or b.doi:
                    yield Join(source=one, other=other, reason="same title; a year is missing")
            elif a.year == b.year:
                yield Join(source=one, other=other, reason="same title and year, but different DOIs stand under it")
            else:
                yield Join(source=one, other=other, reason=f"same title; the years are {a.year} and {b.year}")


def _title_and_year(source: Source) -> str:
    return f"{plain_title(source.title)} {source.year}" if source.year and telling(source.title) else ""


def _groups(sources: Mapping[str, Source], key: _Key) -> Iterator[list[str]]:
    return (group for what, group in _by(sources, key).items() if what and len(group) > 1)


def _by(sources: Mapping[str, Source], key: _Key) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for iri in sorted(sources):
        found.setdefault(key(sources[iri]), []).append(iri)
    return found


def _pairs(group: Iterable[str], reason: str) -> Iterator[Join]:
    first, *others = sorted(group)
    return (Join(source=first, other=other, reason=reason) for other in others)
