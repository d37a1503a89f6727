"""Why a statement was not mapped as expected: one cause for each assertion or facet that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import msgspec

from coprod.evaluation.counts import Compared, concepts
from coprod.evaluation.gold import Coding, GoldRecord
from coprod.evaluation.inventory import Inventory, Triple

CAUSES: Final = {
    "reversed": "direction reversed",
    "wrong-relation": "wrong relation, both concepts right",
    "one-step": "a step too broad or too narrow",
    "nothing-mapped": "nothing mapped at all",
    "missed-subject": "subject concept missed",
    "missed-object": "object concept missed",
    "missed-both": "both concepts missed",
    "not-joined": "both concepts found, but not joined",
    "not-silent": "should have been silent",
    "extra": "an assertion too many",
    "polarity": "polarity",
    "modality": "modality",
    "attributed_to": "holder of the view",
}
"""Causes, in the order in which they are told, and what a person reads."""


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between what is right and what was given."""

    id: str
    style: str
    cause: str
    expected: str = ""
    given: str = ""
    subject: str = ""
    predicate: str = ""
    object: str = ""


def errors(record: GoldRecord, got: Coding, compared: Compared, inventory: Inventory) -> Iterator[Error]:
    """The errors of one statement: missed assertions, then those too many, then facets."""
    missed = sorted(compared.expected - compared.predicted)
    wrong = sorted(compared.predicted - compared.expected)
    pairs = _pairs(missed, wrong, inventory)
    for expected in missed:
        if expected in pairs:
            cause, given = pairs[expected]
            yield _error(record, cause, _written(expected), _written(given))
        else:
            yield _error(record, _why_missed(expected, compared), _written(expected), "")
    paired = {given for _, given in pairs.values()}
    for given in wrong:
        if given not in paired:
            yield _error(record, "extra" if compared.expected else "not-silent", "", _written(given))
    want = record.expect
    if want.polarity != got.polarity:
        yield _error(record, "polarity", want.polarity or "", got.polarity or "")
    if want.modality != got.modality:
        yield _error(record, "modality", want.modality or "", got.modality or "")
    if compared.holders_expected != compared.holders_predicted:
        lists = [" ".join(sorted(side)) for side in (compared.holders_expected, compared.holders_predicted)]
        yield _error(record, "attributed_to", *lists)


def _pairs(missed: list[Triple], wrong: list[Triple], inventory: Inventory) -> dict[Triple, tuple[str, Triple]]:
    """Missed assertions in whose place a wrong one stands, with the cause; the likest pairs are made first."""
    tests: tuple[tuple[str, Callable[[Triple, Triple], bool]], ...] = (
        ("reversed", lambda e, w: w == (e[2], e[1], e[0])),
        ("wrong-relation", lambda e, w: {w[0], w[2]} == {e[0], e[2]}),
        ("one-step", inventory.near),
    )
    pairs: dict[Triple, tuple[str, Triple]] = {}
    free = list(wrong)
    for cause, alike in tests:
        for expected in missed:
            given = next((w for w in free if alike(expected, w)), None)
            if given and expected not in pairs:
                pairs[expected] = (cause, given)
                free.remove(given)
    return pairs


def _why_missed(expected: Triple, compared: Compared) -> str:
    if not compared.predicted:
        return "nothing-mapped"
    found = concepts(compared.predicted)
    subject, object = expected[0] in found, expected[2] in found
    if subject and object:
        return "not-joined"
    if subject or object:
        return "missed-object" if subject else "missed-subject"
    return "missed-both"


def _error(record: GoldRecord, cause: str, expected: str, given: str) -> Error:
    return Error(
        id=record.id,
        style=record.style,
        cause=cause,
        expected=expected,
        given=given,
        subject=record.subject,
        predicate=record.predicate,
        object=record.object,
    )


def _written(triple: Triple) -> str:
    return " ".join(triple)
