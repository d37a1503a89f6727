"""What changed between two graphs, as text, Markdown or JSON; a graph's numbers as text or JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
                lines += _item(item, "- " if format_ == "markdown" else "  ")
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


def _item(item: str | Change, bullet: str) -> list[str]:
    if isinstance(item, str):
        return [f"{bullet}{item}"]
    lines = [f"{bullet}{item.statement}"]
    for name in item.before:
        one, other = ("; ".join(side[name]) or "nothing" for side in (item.before, item.after))
        lines.append(f"    {'- ' if bullet == '- ' else ''}{name}: {one} → {other}")
    return lines


def _json(found: Mapping[str, object]) -> str:
    return msgspec.json.format(msgspec.json.encode({"schema": 1, **found}), indent=2).decode()
