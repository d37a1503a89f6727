"""The named questions: SPARQL files of this folder.

The first comment line of a file is its title in plain English. Lines such as ::

    # --term TERM: a process, narrower ones included
    # --subject TERM required: the first term of the claim

declare its parameters. A parameter fills the clause ``VALUES ?term { … }`` of the query, which holds what is asked
where it is not given. Lines that end in ``# with term`` are left out then.
"""

from __future__ import annotations

import difflib
import functools
import re
from pathlib import Path

import msgspec

_PARAMETER = re.compile(r"^# --(?P<name>\w+) (?P<kind>[A-Z]+)(?P<required> required)?: (?P<about>.+)$", re.MULTILINE)


class UnknownQuestion(ValueError):
    """A name that no question has."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """What may be told to a question."""

    name: str
    kind: str
    """``TERM``, ``RELATION`` or ``NUMBER``."""
    about: str
    required: bool = False

    def __str__(self) -> str:
        return f"--{self.name} {self.kind}{' (required)' if self.required else ''}: {self.about}"


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A named question: what it asks in plain English, and in SPARQL."""

    name: str
    title: str
    text: str
    parameters: tuple[Parameter, ...] = ()


@functools.cache
def questions() -> dict[str, Question]:
    """All named questions, by name.

    >>> "values-and-holders" in questions()
    True
    >>> print(questions()["who-co-produces"].parameters[0])
    --term TERM: a process, narrower ones included
    """
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        title = text.split("\n", 1)[0].removeprefix("#").strip()
        found[path.stem] = Question(name=path.stem, title=title, text=text, parameters=_parameters(text))
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


def _parameters(text: str) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(name=m["name"], kind=m["kind"], about=m["about"], required=bool(m["required"]))
        for m in _PARAMETER.finditer(text)
    )
