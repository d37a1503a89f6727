"""Quotes against the texts that they are from: verbatim, normalised, elided, or not found.

A folder of texts holds one UTF-8 file for each source, named by its DOI with `_` for `/` (`10.5555_first.txt`), by its
key (`respun-copy.txt`), or by the last part of its IRI.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from coprod.names import PREFIXES

_OA: Final = PREFIXES["oa"]
_EXACT: Final = _OA + "exact"
_ELLIPSIS: Final = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,}|\. \. \.)\s*")
_DENIAL: Final = re.compile(
    r"\b(?:not|no|never|neither|nor|none|nobody|nothing|without|cannot|hardly|rarely|seldom|scarcely|fail(?:s|ed|ing)?"
    r"|lack(?:s|ed|ing)?|absence|unable|unlikely|few)\b|n't\b"
)
_SAME: Final = str.maketrans(
    dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—−", "-") | {"\u00ad": None}
)


class UnreadableTexts(ValueError):
    """A folder of texts that is none, or a text that is not UTF-8."""


class Quote(NamedTuple):
    """One quote of a graph with its source and place; -1 where no place is given."""

    node: str
    exact: str
    source: str
    names: tuple[str, ...]
    start: int = -1
    end: int = -1
    position: str = ""


class Fault(NamedTuple):
    """What a quote breaks: a rule by its code, and the node, path and value to point at."""

    code: str
    focus: str
    path: str
    value: str


def check_quotes(quotes: Iterable[Quote], folder: Path) -> Iterator[Fault]:
    """The faults of all quotes, each against the text of its source.

    Raises:
        UnreadableTexts: there is no such folder, or a text is not UTF-8.
    """
    if not folder.is_dir():
        raise UnreadableTexts(f"{folder}: there is no such folder of texts")
    texts: dict[str, str | None] = {}
    folded: dict[str, str] = {}
    for quote in sorted(quotes):
        if quote.source not in texts:
            text = texts[quote.source] = _text(folder, quote.names)
            if text is None:
                yield Fault("COP068", quote.source, "", "")
            else:
                folded[quote.source] = folded_text(text)
        text = texts[quote.source]
        if text is None or not quote.exact.strip():
            continue
        if quote.exact in text:
            if quote.start >= 0 and text[quote.start : quote.end] != quote.exact:
                yield Fault("COP067", quote.position, _OA + "start", str(quote.start))
            continue
        yield Fault(judge(quote.exact, folded[quote.source]), quote.node, _EXACT, quote.exact)


def judge(exact: str, text: str) -> str:
    """The code for a quote that its text does not have verbatim; the text is folded.

    >>> text = folded_text("In the end, patients did not lead the design.")
    >>> [judge(quote, text) for quote in ("Patients  did not", "in the end … lead", "patients … design", "carers led")]
    ['COP063', 'COP066', 'COP066', 'COP065']
    >>> judge("in the end … did not lead", text)
    'COP064'
    """
    parts = [part for part in map(folded_text, _ELLIPSIS.split(exact)) if part]
    if not parts:
        return "COP065"
    if len(parts) == 1:
        return "COP063" if parts[0] in text else "COP065"
    gaps = _gaps(parts, text)
    if gaps is None:
        return "COP065"
    return "COP066" if any(_DENIAL.search(gap) for gap in gaps) else "COP064"


def folded_text(text: str) -> str:
    """A text with one kind of space, hyphen and quotation mark, in lower case.

    >>> folded_text("“Co‑design”  is\\n new")
    '"co-design" is new'
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())


def _gaps(parts: list[str], text: str) -> list[str] | None:
    """What stands between the parts where they stand closest together; ``None`` where they do not stand in order."""
    best: list[str] | None = None
    start = text.find(parts[0])
    while start >= 0:
        end, gaps = start + len(parts[0]), []
        for part in parts[1:]:
            there = text.find(part, end)
            if there < 0:
                return best
            gaps.append(text[end:there])
            end = there + len(part)
        if best is None or sum(map(len, gaps)) < sum(map(len, best)):
            best = gaps
        start = text.find(parts[0], start + 1)
    return best


def _text(folder: Path, names: tuple[str, ...]) -> str | None:
    for name in names:
        path = folder / (name.replace("/", "_") + ".txt")
        if path.is_file():
            try:
                return path.read_bytes().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise UnreadableTexts(f"{path}: is not UTF-8") from None
    return None


def read_quotes(paths: Iterable[Path]) -> list[Quote]:
    """The quotes of graph files.

    Raises:
        UnreadableGraph: a file is missing, empty or broken.
    """
    from coprod.store.reading import read_quads

    names = {
        **{_OA + name: name for name in ("exact", "hasSource", "hasSelector", "start", "end")},
        PREFIXES["bibo"] + "doi": "name",
        PREFIXES["dcterms"] + "identifier": "name",
    }
    facts: dict[str, dict[str, set[str]]] = {}
    for quad in read_quads(paths):
        kind = names.get(quad.predicate.value)
        if kind:
            value = getattr(quad.object, "value", "")
            facts.setdefault(getattr(quad.subject, "value", ""), {}).setdefault(kind, set()).add(value)
    return [quote for about in facts.values() if "hasSelector" in about for quote in _quotes(about, facts)]


def _quotes(target: dict[str, set[str]], facts: dict[str, dict[str, set[str]]]) -> Iterator[Quote]:
    place: dict[str, str | int] = {}
    selectors = sorted(target["hasSelector"])
    for selector in selectors:
        about = facts.get(selector, {})
        start, end = min(about.get("start", {""})), min(about.get("end", {""}))
        if start.isdecimal() and end.isdecimal():
            place = {"start": int(start), "end": int(end), "position": selector}
    for source in sorted(target.get("hasSource", ())):
        known = (*sorted(facts.get(source, {}).get("name", ())), source.rsplit("/", 1)[-1])
        for selector in selectors:
            for exact in sorted(facts.get(selector, {}).get("exact", ())):
                yield Quote(selector, exact, source, known, **place)  # type: ignore[arg-type]
