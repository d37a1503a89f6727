"""Bootstrap intervals: how far a figure could lie off because the gold set holds these statements and not others.

The percentile interval of Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979,
https://doi.org/10.1214/aos/1176344552. Whole statements are drawn, with replacement, so that the assertions of one
statement stay together.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Sequence
from typing import Final

from coprod.evaluation.counts import Counts, Figures, total

ROUNDS: Final = 1000
_SEED: Final = 20250101

Interval = tuple[float, float]


def intervals(counts: Sequence[Counts], rounds: int = ROUNDS) -> dict[str, Interval]:
    """The 95 % interval of each figure; the same counts give the same intervals.

    A figure that is undefined in most draws, as the share of silence where all statements say something, has none.

    >>> intervals([Counts(statements=1, exact=1)] * 5, rounds=40)["statement_exact"]
    (1.0, 1.0)
    """
    if not counts:
        return {}
    drawn: dict[str, list[float]] = {}
    source = random.Random(_SEED)
    for _ in range(rounds):
        figures = Figures.of(total(source.choices(counts, k=len(counts))))
        for name, value in figures.shares().items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return {name: _middle(values) for name, values in drawn.items() if len(values) > rounds / 2}


def _middle(values: list[float]) -> Interval:
    cuts = statistics.quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]
