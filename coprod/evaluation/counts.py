"""What is counted for one statement, and the figures of a sum of such counts.

Assertions are compared as sets. *Strict*: all three ids equal. *Relaxed*: subject and object equal or a step up or
down the tree, relation equal or its parent; the roots apart. *Concepts*: the concepts of the assertions, whatever
joins them. Precision, recall and F1 are those of van Rijsbergen, Information Retrieval, 2nd ed. 1979, chapter 7, over
all statements together (micro-averaged).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from coprod.evaluation.gold import Coding
from coprod.evaluation.inventory import Inventory, Triple


class Counts(NamedTuple):
    """The counts of one statement, or of many added up."""

    statements: int = 0
    expected: int = 0
    predicted: int = 0
    strict: int = 0
    relaxed_expected: int = 0
    """Expected assertions that a predicted one comes near to."""
    relaxed_predicted: int = 0
    """Predicted assertions that come near to an expected one."""
    concepts_expected: int = 0
    concepts_predicted: int = 0
    concepts: int = 0
    exact: int = 0
    polarity: int = 0
    modality: int = 0
    attributed_to: int = 0
    silent: int = 0
    """Statements in which there is nothing to map."""
    silent_kept: int = 0
    """Those of them for which nothing was given."""


class Compared(msgspec.Struct, frozen=True):
    """One statement as expected and as predicted, both in the words of the gold set's inventory."""

    expected: frozenset[Triple]
    predicted: frozenset[Triple]
    not_judged: frozenset[Triple]
    """Predicted assertions with an id unknown to the gold set that are not right: they count for nothing."""
    holders_expected: frozenset[str]
    holders_predicted: frozenset[str]
    counts: Counts


def compare(want: Coding, got: Coding, inventory: Inventory) -> Compared:
    """Compares what is right for a statement with what was predicted."""
    expected = inventory.known(want.assertions).triples
    given, lifted = inventory.known(got.assertions)
    not_judged = lifted - expected
    predicted = given - not_judged
    holders = [frozenset(inventory.concept(x)[0] for x in side.attributed_to or ()) for side in (want, got)]
    concepts_expected, concepts_predicted = concepts(expected), concepts(predicted)
    counts = Counts(
        statements=1,
        expected=len(expected),
        predicted=len(predicted),
        strict=len(expected & predicted),
        relaxed_expected=sum(any(inventory.near(e, p) for p in predicted) for e in expected),
        relaxed_predicted=sum(any(inventory.near(e, p) for e in expected) for p in predicted),
        concepts_expected=len(concepts_expected),
        concepts_predicted=len(concepts_predicted),
        concepts=len(concepts_expected & concepts_predicted),
        exact=expected == predicted,
        polarity=want.polarity == got.polarity,
        modality=want.modality == got.modality,
        attributed_to=holders[0] == holders[1],
        silent=not expected,
        silent_kept=not expected and not predicted,
    )
    return Compared(expected, predicted, not_judged, holders[0], holders[1], counts)


def concepts(triples: Iterable[Triple]) -> set[str]:
    """The concepts of assertions."""
    return {id for s, _, o in triples for id in (s, o)}


def total(many: Iterable[Counts]) -> Counts:
    """Counts added up.

    >>> total([Counts(statements=1, exact=1), Counts(statements=1)]).statements
    2
    """
    columns = list(zip(*many, strict=True))
    return Counts(*map(sum, columns)) if columns else Counts()


class Found(msgspec.Struct, frozen=True):
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, right: int, predicted: int, found: int, expected: int) -> Found:
        """From predictions that are right, of all predictions, and expectations that were found, of all.

        >>> Found.of(2, 4, 2, 2)
        Found(precision=0.5, recall=1.0, f1=0.6666666666666666)
        """
        precision, recall = _share(right, predicted) or 0.0, _share(found, expected) or 0.0
        both = precision + recall
        return cls(precision, recall, 2 * precision * recall / both if both else 0.0)


class Figures(msgspec.Struct, frozen=True):
    """The figures of a set of statements; a share of nothing is ``None``."""

    statements: int
    strict: Found
    relaxed: Found
    concepts: Found
    statement_exact: float | None
    polarity: float | None
    modality: float | None
    attributed_to: float | None
    silent_kept: int
    silent: int

    @classmethod
    def of(cls, c: Counts) -> Figures:
        """The figures of counts that were added up."""
        return cls(
            statements=c.statements,
            strict=Found.of(c.strict, c.predicted, c.strict, c.expected),
            relaxed=Found.of(c.relaxed_predicted, c.predicted, c.relaxed_expected, c.expected),
            concepts=Found.of(c.concepts, c.concepts_predicted, c.concepts, c.concepts_expected),
            statement_exact=_share(c.exact, c.statements),
            polarity=_share(c.polarity, c.statements),
            modality=_share(c.modality, c.statements),
            attributed_to=_share(c.attributed_to, c.statements),
            silent_kept=c.silent_kept,
            silent=c.silent,
        )

    def shares(self) -> dict[str, float | None]:
        """Every figure that lies between 0 and 1, by a name that a person can read."""
        found = {
            f"{name} {part}": getattr(getattr(self, name), part)
            for name in ("strict", "relaxed", "concepts")
            for part in ("precision", "recall", "f1")
        }
        rest = {name: getattr(self, name) for name in ("statement_exact", "polarity", "modality", "attributed_to")}
        return found | rest | {"nothing_to_map_left_empty": _share(self.silent_kept, self.silent)}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
