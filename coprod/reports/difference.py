"""What changed between two graphs, as text, Markdown or JSON; a graph's numbers as text or JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import msgspec

from coprod.comparison.difference import Change, Difference

_SHOWN = 50
_TITLES = {
    "added": "statements added",
    "gone": "statements gone",
    "changed": "statements changed",
    "newly_supported": "propositions newly supported",
    "no_longer_supported": "propositions no longer supported",
    "newly_disputed": "propositions newly disputed",
    "no_longer_disputed": "propositions no longer disputed",
    "direct_won": "direct triples won",
    "direct_lost": "direct triples lost",
}


def render(found: Difference, format_: str) -> str:
    """The changes as ``text``, ``markdown`` or ``json``; JSON has them all, the others the first fifty of a kind.

    >>> print(render(Difference(), "text"))
    Nothing changed.
    """
    if format_ == "json":
        return _json(msgspec.to_builtins(found))
    lines: list[str] = []
    for field, title in _TITLES.items():
        items = getattr(found, field)
        if items:
            heading = f"{len(items)} {title if len(items) > 1 else re.sub('s(?= )', '', title, count=1)}"
            lines += [f"## {heading}\n" if format_ == "markdown" else heading]
            for item in items[:_SHOWN]:
                lines += _markdown(item) if format_ == "markdown" else _text(item)
            if len(items) > _SHOWN:
                lines.append(f"  … and {len(items) - _SHOWN} more; --format json has them all")
            lines.append("")
    return "\n".join(lines).rstrip("\n") or "Nothing changed."


def numbers(found: Mapping[str, int], format_: str) -> str:
    """A graph's numbers as ``text`` or ``json``.

    >>> print(numbers({"works": 2}, "text"))
         2  works
    """
    if format_ == "json":
        return _json(dict(found))
    width = max(6, *(len(f"{number:,}") for number in found.values()))
    return "\n".join(f"{number:>{width},}  {name}" for name, number in found.items())


def _text(item: str | Change) -> list[str]:
    if isinstance(item, str):
        return [f"  {item}"]
    return [f"  {item.statement}", *(f"    {line}" for line in _facts(item))]


def _markdown(item: str | Change) -> list[str]:
    if isinstance(item, str):
        return [f"- {_escaped(item)}"]
    return [f"- {_escaped(item.statement)}", *(f"    - {_escaped(line)}" for line in _facts(item))]


def _facts(item: Change) -> Iterator[str]:
    for name in item.before:
        one, other = ("; ".join(side[name]) or "nothing" for side in (item.before, item.after))
        yield f"{name}: {one} → {other}"


def _escaped(text: str) -> str:
    r"""Coders' words, as words: no HTML, no formatting, no second line.

    >>> _escaped("<b>*not*</b>\n# so")
    '&lt;b>\\*not\\*&lt;/b> # so'
    """
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", text)


def _json(found: Mapping[str, object]) -> str:
    return msgspec.json.format(msgspec.json.encode({"schema": 1, **found}), indent=2).decode()
