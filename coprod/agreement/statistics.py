"""Measures of agreement between two coders, computed by NLTK.

*Kappa*: Cohen, A Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20, 1960,
https://doi.org/10.1177/001316446002000104. *Alpha*: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011,
https://repository.upenn.edu/asc_papers/43, with the metric for nominal data. *Jaccard*: Jaccard, The Distribution of
the Flora in the Alpine Zone, New Phytologist 11, 1912, https://doi.org/10.1111/j.1469-8137.1912.tb05611.x.

Kappa and alpha compare the agreement with that of chance. Where both coders use one and the same value throughout,
chance would agree as well, and neither is defined: they are ``None``, however high the percentage.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

import msgspec


class MissingExtra(RuntimeError):
    """The library that computes the statistics is not installed; the message says how to install it."""


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """How far two coders agree in one thing."""

    name: str
    n: int
    """Rows that both coded."""
    missing: int = 0
    """Matched rows that one of them, or neither, coded in this."""
    share: float | None = None
    """The share of rows in which they agree."""
    kappa: float | None = None
    alpha: float | None = None


def agreed(name: str, pairs: Iterable[tuple[str | None, str | None]]) -> Agreed:
    """Agreement on a nominal variable; ``None`` is a value that was not coded.

    Raises:
        MissingExtra: NLTK is not installed.
    """
    pairs = list(pairs)
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    missing = len(pairs) - len(both)
    if not both:
        return Agreed(name=name, n=0, missing=missing)
    share = sum(a == b for a, b in both) / len(both)
    kappa, alpha = _chance_corrected(both) if len({x for pair in both for x in pair}) > 1 else (None, None)
    return Agreed(name=name, n=len(both), missing=missing, share=share, kappa=kappa, alpha=alpha)


def krippendorff(units: Iterable[Sequence[str | None]]) -> float:
    """Alpha for nominal data of any number of coders; a unit holds one value for each coder, or ``None``.

    Raises:
        MissingExtra: NLTK is not installed.
    """
    return float(_task((c, i, v) for i, unit in enumerate(units) for c, v in enumerate(unit) if v is not None).alpha())


def jaccard(a: frozenset[Hashable], b: frozenset[Hashable]) -> float:
    """The likeness of two sets: the share of their members that both have; 1 where both are empty.

    >>> jaccard(frozenset("ab"), frozenset("bc")), jaccard(frozenset(), frozenset())
    (0.3333333333333333, 1.0)
    """
    return len(a & b) / len(a | b) if a | b else 1.0


def _chance_corrected(both: Sequence[tuple[str, str]]) -> tuple[float, float]:
    task = _task((coder, i, value) for i, pair in enumerate(both) for coder, value in enumerate(pair))
    return float(task.kappa()), float(task.alpha())


def _task(data: Iterable[tuple[int, int, str]]):  # type: ignore[no-untyped-def]
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError:
        raise MissingExtra(
            "the statistics of agreement are computed by NLTK, which is not installed: pip install 'coprod[agree]'"
        ) from None
    return AnnotationTask(list(data))
