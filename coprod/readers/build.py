"""From a row's values to a `Statement`, or to a `Rejected` that says all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from coprod.readers.columns import CORE
from coprod.readers.fields import Fields, as_text
from coprod.readers.sources import as_doi, as_url, as_work, is_nothing
from coprod.readers.verdict import NO_VERDICT, Verdict
from coprod.statement import Origin, Rejected, Source, Statement

EXAMPLE = {
    "id": "example",
    "source": "10.5555/first",
    "place": "p. 12",
    "quote": "patients and carers designed the clinic with us",
    "subject": "patients and carers",
    "predicate": "took part in",
    "object": "co-design",
}
"""The example row of the coding form. A row that still says just this is not read."""


_A = {"subject": "a subject", "predicate": "a predicate", "object": "an object"}


def is_example(values: Mapping[str, object]) -> bool:
    """Whether a row is the coding form's example, unchanged."""
    return values.get("id") == EXAMPLE["id"] and all(values.get(f, v) == v for f, v in EXAMPLE.items())


def build(
    fields: Fields,
    *,
    whole: Callable[[], tuple[tuple[str, str], ...]],
    aside: tuple[tuple[str, str], ...],
    origin: Origin,
    verdict: Verdict = NO_VERDICT,
) -> Statement | Rejected:
    """One row: all of its problems at once with the `whole` of it, or the statement."""
    slots = {text: (fields.slot(text), fields.many(id)) for text, id in CORE}
    for (text, id), (said, ids) in zip(CORE, slots.values(), strict=True):
        if not said and not ids and not any(p.field == text for p in fields.problems):
            fields.problem(text, f"is empty; {_A[text]} is needed (or its term in {id})")
    source, more = source_of(fields)
    start, end = _offsets(fields)
    found = {
        "polarity": verdict.polarity or fields.one_of("polarity"),
        "modality": verdict.modality or fields.one_of("modality"),
        "basis": fields.one_of("basis"),
        "status": fields.one_of("status"),
    }
    holders = fields.holders("attributed_to")
    statement = Statement(
        subject=slots["subject"][0],
        predicate=slots["predicate"][0],
        object=slots["object"][0],
        text=fields.verbatim("text"),
        quote=fields.verbatim("quote"),
        source=source,
        place=_place(fields),
        start=start,
        end=end,
        id=fields.text("id"),
        coder=fields.text("coder"),
        tool=fields.text("tool"),
        attributed_to=holders if verdict.attributed_to is None else verdict.attributed_to,
        cites=_cites(fields),
        contexts=fields.many("context"),
        countries=fields.many("country", commas=True),
        confidence=fields.fraction("confidence"),
        date=fields.text("date"),
        note=fields.verbatim("note"),
        subject_ids=slots["subject"][1],
        relation_ids=slots["predicate"][1],
        object_ids=slots["object"][1],
        decided=verdict.decided,
        aside=aside + more,
        origin=origin,
        **found,
    )
    problems = (*fields.problems, *verdict.problems)
    return Rejected(row=whole(), problems=problems, origin=origin) if problems else statement


def source_of(fields: Fields) -> tuple[Source, tuple[tuple[str, str], ...]]:
    """The source, from one cell or object and from the columns that give its parts; and what else an object held."""
    given = fields.values.get("source")
    if isinstance(given, str) and given.startswith("{"):
        given = _json_object(given)
    aside: tuple[tuple[str, str], ...] = ()
    parts = Fields({k: fields.values.get(k) for k in ("doi", "url", "title", "year", "key")}, fields.where)
    label = ""
    if isinstance(given, dict):
        members = {str(k).casefold(): v for k, v in given.items() if v is not None}
        parts.values = {k: v if v not in (None, "") else members.get(k) for k, v in parts.values.items()}
        aside = tuple((f"source.{k}", as_text(v)) for k, v in members.items() if k not in parts.values)
    else:
        label = fields.text("source")
    doi, url = _doi(parts), _url(parts)
    title, key = parts.text("title"), parts.text("key")
    if url and as_doi(url):
        doi, url = doi or as_doi(url), ""
    if label and as_doi(label):
        if doi and doi != as_doi(label):
            fields.problem("source", f"is the DOI {as_doi(label)}, but the column doi has {doi}; leave one of them")
        doi = as_doi(label)
    elif label and as_url(label):
        url = url or as_url(label)
    elif label and not key:
        key = label
    elif label and not title:
        title = label
    elif label not in (key, title):
        aside = (("source", label),)
    year = parts.whole("year", "2019")
    if year is not None and not 1500 <= year <= 2099:
        parts.problem("year", f"{year} is not a year from 1500 to 2099, such as 2019")
    fields.problems += parts.problems
    return Source(doi=doi, url=url, key=key, title=title, year=year), aside


def _doi(parts: Fields) -> str:
    text = parts.text("doi")
    if is_nothing(text):
        return ""
    if not as_doi(text):
        parts.problem("doi", f"“{text}” is not a DOI; write it as in 10.1371/journal.pbio.2001403, or leave it empty")
    return as_doi(text)


def _url(parts: Fields) -> str:
    text = parts.text("url")
    if is_nothing(text):
        return ""
    if not as_url(text):
        parts.problem("url", f"“{text}” is not a web address; it starts with http:// or https:// and has no spaces")
    return as_url(text)


def _offsets(fields: Fields) -> tuple[int | None, int | None]:
    before = len(fields.problems)
    start, end = fields.whole("start", "120"), fields.whole("end", "165")
    if len(fields.problems) > before:
        return None, None
    if start is not None and end is None:
        fields.problem("start", "is given without end; give both or neither")
    elif end is not None and start is None:
        fields.problem("end", "is given without start; give both or neither")
    elif start is not None and end is not None and end <= start:
        fields.problem("end", f"{end} is not after start {start}; end is the offset after the quote's last character")
    return start, end


def _place(fields: Fields) -> str:
    place, page = fields.text("place"), fields.text("page")
    if page and page[0].isdigit():
        page = f"{'pp.' if any(c in page for c in '-–,') else 'p.'} {page}"
    return ", ".join(part for part in (page, place) if part)


def _cites(fields: Fields) -> tuple[str, ...]:
    value = fields.values.get("cites")
    if isinstance(value, str) and as_doi(value):
        return (as_doi(value),)
    return tuple(as_work(work) for work in fields.many("cites"))


def _json_object(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
