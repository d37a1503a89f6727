"""The cue phrases and word lists of the mapper, as tab-separated files that a reviewer can read and extend.

Every file starts with comment lines (``#``) that say what its columns mean. Phrases are written in plain words, lower
case; several phrases of one cell stand apart by `` | ``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[list[str]]:
    """The cells of each line of a lexicon file, comments and empty lines left out.

    >>> next(rows("irregular"))[0]
    'be'
    """
    for line in (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def phrases(cell: str) -> list[str]:
    """The phrases of one cell.

    >>> phrases("take part | participate")
    ['take part', 'participate']
    >>> phrases("help to {plan,run}")
    ['help to plan', 'help to run']
    >>> phrases("a {@short} budget")[0]
    'a limited budget'
    """
    return [e for p in (part.strip() for part in cell.split("|")) if p for e in _expanded(p)]


def listed(cell: str) -> list[str]:
    """The names in one cell, taken as they stand: ids of concepts and names of groups (``@short``).

    >>> listed("Time | @means")
    ['Time', '@means']
    """
    return [name for part in cell.split("|") if (name := part.strip())]


@cache
def _group(name: str) -> list[str]:
    return phrases(_groups()[name])


@cache
def _groups() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("groups")}


def _expanded(phrase: str) -> list[str]:
    """A phrase with each choice in braces taken: "{design,plan} together"; {@short} takes those of a group."""
    before, brace, rest = phrase.partition("{")
    if not brace:
        return [phrase]
    inside, _, after = rest.partition("}")
    choices = _group(inside[1:]) if inside.startswith("@") else inside.split(",")
    return [e for choice in choices for e in _expanded(before + choice.strip() + after)]
