"""Works gathered from sources and their texts: which are one, why, and which a person should look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from coprod.evidence.counting import merged
from coprod.evidence.identifiers import dois, pubmed_numbers
from coprod.evidence.near_duplicates import repeats
from coprod.evidence.titles import same_titles
from coprod.evidence.works import Works
from coprod.statement import Source

_MANY = 3


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A source in a work, and why it is there; no reason where it is the work itself."""

    source: str
    reason: str = ""


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """A work and the sources that count for it."""

    work: str
    members: tuple[Member, ...]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a person should decide of a source; `copy_of` and `version_of` are empty where there is only a hint."""

    source: str
    copy_of: str = ""
    version_of: str = ""
    reason: str


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """All works, by IRI, and suggestions, sorted."""

    clusters: tuple[Cluster, ...]
    suggestions: tuple[Suggestion, ...]


def gather(sources: Iterable[Source], texts: Mapping[str, str], works: Works) -> Gathered:
    """Gathers sources into works.

    Args:
        sources: what was read, in any order; the same source may come many times.
        texts: text of sources, by their name or IRI; one that no source has stands for a source of its own.
        works: what curators decided; their decisions stand, and nothing is suggested against them.

    Raises:
        MissingLibrary: there are texts to compare, and the extra `works` is not installed.
    """
    described: dict[str, Source] = {}
    listed = (part for c in works.curations.values() for part in (c.source, c.copy_of, c.version_of))
    for source in (*sources, *(part for part in listed if part is not None), *map(Source.named, texts)):
        about = works.described(source)
        iri = works.iri(source)
        if iri:
            described[iri] = merged(described[iri], about) if iri in described else about
    by_iri = {works.iri(Source.named(name)): text for name, text in texts.items()}
    settled = works.settled(described)
    suggestions = {
        *_repeated(by_iri, settled, described),
        *_same_titles(settled, described),
        *_identifiers(by_iri, settled, described),
    }
    return Gathered(
        clusters=tuple(_clusters(settled, described)),
        suggestions=tuple(sorted(suggestions, key=lambda s: (s.source, s.copy_of, s.version_of, s.reason))),
    )


def _clusters(works: Works, sources: Mapping[str, Source]) -> Iterable[Cluster]:
    members: dict[str, list[Member]] = {}
    for iri in sorted(sources):
        work = works.root(iri)
        members.setdefault(work, []).append(Member(source=sources[iri].name, reason=_reason(iri, works)))
    for work in sorted(members):
        name = sources[work].name if work in sources else work
        yield Cluster(work=name, members=tuple(members[work]))


def _reason(iri: str, works: Works) -> str:
    if iri in works.reasons:
        return works.reasons[iri]
    curation = works.curations.get(iri)
    if curation is None or not (curation.copy_of or curation.version_of):
        return ""
    return f"curated: {curation.reason or ('copy' if curation.copy_of else 'version')}"


def _repeated(texts: Mapping[str, str], works: Works, sources: Mapping[str, Source]) -> Iterable[Suggestion]:
    for found in repeats(texts):
        if works.root(found.shorter) == works.root(found.longer) or works.apart(found.shorter, found.longer):
            continue
        yield Suggestion(
            source=sources[found.shorter].name,
            copy_of=sources[found.longer].name,
            reason=f"near-duplicate text: {found.shared} of its {found.phrases} three-word phrases "
            f"({found.part:.0%}) stand there too",
        )


def _same_titles(works: Works, sources: Mapping[str, Source]) -> Iterable[Suggestion]:
    for join in same_titles(sources):
        if works.root(join.source) == works.root(join.other) or works.apart(join.source, join.other):
            continue
        source, other = sources[join.source].name, sources[join.other].name
        version = other if "preprint" in join.reason else ""
        yield Suggestion(source=source, copy_of="" if version else other, version_of=version, reason=join.reason)


def _identifiers(texts: Mapping[str, str], works: Works, sources: Mapping[str, Source]) -> Iterable[Suggestion]:
    for iri, text in texts.items():
        known = {sources[other].doi for other in (iri, works.root(iri)) if other in sources}
        printed = dois(text)
        numbers = [f"DOI {doi}" for doi in printed if doi not in known and len(printed) <= _MANY]
        numbers += [f"PubMed number {number}" for number in pubmed_numbers(text)]
        for number in numbers:
            yield Suggestion(
                source=sources[iri].name,
                reason=f"{number} is printed in its text, which may be its own or a cited work's; nothing is joined",
            )
