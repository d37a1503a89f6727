"""The named questions: SPARQL files of this folder, each with its title in the first comment line."""

from __future__ import annotations

import difflib
import functools
from pathlib import Path

import msgspec


class UnknownQuestion(ValueError):
    """A name that no question has."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A named question: what it asks in plain English, and in SPARQL."""

    name: str
    title: str
    text: str


@functools.cache
def questions() -> dict[str, Question]:
    """All named questions, by name.

    >>> "values-and-holders" in questions()
    True
    """
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        title = text.split("\n", 1)[0].removeprefix("#").strip()
        found[path.stem] = Question(name=path.stem, title=title, text=text)
    return found


def question(name: str) -> Question:
    """One question.

    Raises:
        UnknownQuestion: no question has this name; the message suggests one.
    """
    try:
        return questions()[name]
    except KeyError:
        near = difflib.get_close_matches(name, questions(), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UnknownQuestion(
            f"there is no question named {name!r}{hint} `coprod query --list` shows them all"
        ) from None
