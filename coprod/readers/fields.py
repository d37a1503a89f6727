"""One row's values, field by field: read, checked, and every fault noted.

A value is the text of a cell, or whatever JSON holds; both come out as the same types.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from coprod.names import BASES, MODALITIES, POLARITIES, STATUSES
from coprod.readers.errors import did_you_mean
from coprod.statement import Problem

_VARIANTS: Final = {
    "polarity": (POLARITIES, {"neg": "negated", "negative": "negated", "pos": "affirmed", "positive": "affirmed",
                              "affirmative": "affirmed", "affirm": "affirmed", "negate": "negated"}),
    "modality": (MODALITIES, {"assertion": "asserted", "assert": "asserted", "possibility": "possible",
                              "intention": "intended", "intend": "intended", "norm": "normative"}),
    "basis": (BASES, {"findings": "finding", "arguments": "argument", "definitions": "definition", "cite": "cited",
                      "recommendations": "recommendation", "citation": "cited"}),
    "status": (STATUSES, {"agree": "agreed", "drafted": "draft"}),
}  # fmt: skip
CLOSED: Final = {
    facet: {**{k.casefold(): k for k in names}, **{v.casefold(): k for k, v in names.items()}, **variants}
    for facet, (names, variants) in _VARIANTS.items()
}
"""For each facet what may be written, folded, and what it means."""

FORMULA_ERRORS: Final = frozenset(
    {"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_NOBODY: Final = frozenset({"-", "–", "—", "none", "[]", "nobody", "no one", "()"})
_SEPARATORS: Final = re.compile(r"[;|\r\n]+")
_WITH_COMMAS: Final = re.compile(r"[;|,\r\n]+")


class Fields:
    """The values of one row under our names, and the problems met while reading them."""

    def __init__(self, values: Mapping[str, object], where: Callable[[str], str] = lambda _: "") -> None:
        self.values = values
        self.where = where
        self.problems: list[Problem] = []

    def problem(self, field: str, message: str) -> None:
        """Note what is wrong with a field."""
        self.problems.append(Problem(field=field, message=message, column=self.where(field)))

    def given(self, field: str) -> bool:
        """Whether there is anything to read."""
        value = self.values.get(field)
        return value is not None and value != ""

    def verbatim(self, field: str) -> str:
        """Text as it was written, with the space around it; empty where there is nothing but space."""
        value = self.values.get(field)
        if value is None:
            return ""
        if isinstance(value, str):
            if value.startswith("#") and value in FORMULA_ERRORS:
                self.problem(field, f"the cell holds the formula error {value}; put the formula right or type the text")
                return ""
            return value if value and not value.isspace() else ""
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.problem(field, f"{_shown(value)} is {_kind(value)}; text was expected")
            return ""
        return number_text(value)

    def text(self, field: str) -> str:
        """Text without the space around it."""
        if not self.given(field):
            return ""
        return self.verbatim(field).strip()

    def slot(self, field: str) -> str:
        """Text of a slot; a JSON list becomes one text with semicolons, for the mapper to take apart."""
        value = self.values.get(field)
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return "; ".join(v.strip() for v in value if v.strip())
        return self.text(field)

    def one_of(self, facet: str) -> str:
        """A value from the closed list of a facet."""
        text = self.text(facet)
        if not text:
            return ""
        known = CLOSED[facet]
        value = known.get(text.removeprefix("coprod:").casefold())
        if value:
            return value
        names = _VARIANTS[facet][0]
        near = did_you_mean(text, names) or "; "
        right = f"{near} use {_or(list(names))}".replace(";  use", "; use")
        self.problem(facet, f"“{text}” is not a {facet}{right}".replace("? use", "? Use"))
        return ""

    def whole(self, field: str, example: str) -> int | None:
        """A whole number."""
        if not self.given(field):
            return None
        value = self.values.get(field)
        if isinstance(value, float) and value.is_integer():
            return int(value)
        text = self.text(field)
        if not text:
            return None
        if re.fullmatch(r"\d{1,15}(\.0+)?", text, re.ASCII):
            return int(text.partition(".")[0])
        self.problem(field, f"“{text}” is not a whole number; write it as in {example}")
        return None

    def fraction(self, field: str) -> float | None:
        """A number from 0 to 1, or a percentage with its sign."""
        text = self.text(field)
        if not text:
            return None
        number = text.removesuffix("%").strip().replace(",", ".")
        try:
            value = float(number) / (100 if text.endswith("%") else 1)
        except ValueError:
            value = math.nan
        if 0 <= value <= 1:
            return value
        hint = f"; did you mean {number}%?" if 1 < value <= 100 else ""
        self.problem(field, f"“{text}” is not between 0 and 1; write 0.8 or 80%{hint}")
        return None

    def many(self, field: str, *, commas: bool = False) -> tuple[str, ...]:
        """Several values in one cell, or a JSON list."""
        if not self.given(field):
            return ()
        value = self.values.get(field)
        if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
            value = _json_list(value)
        if isinstance(value, list):
            if all(isinstance(v, str) for v in value):
                return tuple(v.strip() for v in value if v.strip())
            self.problem(field, f"{_shown(value)} holds something other than text; a list of texts was expected")
            return ()
        parts = (_WITH_COMMAS if commas else _SEPARATORS).split(self.text(field))
        return tuple(part.strip() for part in parts if part.strip())

    def holders(self, field: str) -> tuple[str, ...] | None:
        """Who holds a view: nothing where it is not given, an empty tuple where the coder says that nobody does."""
        value = self.values.get(field)
        if isinstance(value, str) and value.strip().casefold() in _NOBODY:
            return ()
        found = self.many(field)
        return found if found or value == [] else None


def number_text(value: float) -> str:
    """A number as a person would type it.

    >>> number_text(12.0), number_text(0.8), number_text(7)
    ('12', '0.8', '7')
    """
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def as_text(value: object) -> str:
    """Any JSON value as text: text as it is, the rest as JSON.

    >>> as_text({"a": [1]})
    '{"a":[1]}'
    """
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _json_list(text: str) -> object:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text


def _shown(value: object) -> str:
    text = as_text(value)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def _kind(value: object) -> str:
    return {bool: "true or false", list: "a list", dict: "an object"}.get(type(value), "something else")


def _or(names: list[str]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1]))
