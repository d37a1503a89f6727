"""Which row of one coder is which row of the other: by id, else by source and texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from coprod.agreement.coded import Coded


class Matched(NamedTuple):
    """Rows of two files, each in its file's order."""

    pairs: tuple[tuple[Coded, Coded], ...]
    only_a: tuple[Coded, ...]
    only_b: tuple[Coded, ...]
    repeated: tuple[Coded, ...]
    """Rows of either file that cannot be told apart by id or text, and that the other file has as well."""


def match(a: Sequence[Coded], b: Sequence[Coded]) -> Matched:
    """Matches rows by id; those left over by source, subject, predicate and object.

    >>> one, two = Coded(id="1", subject="carers"), Coded(id="x", subject="Carers")
    >>> match([one], [two]).pairs == ((one, two),)
    True
    """
    partner: dict[int, int] = {}
    repeated: set[tuple[str, int]] = set()
    for key_of in (lambda row: row.id or None, lambda row: row.key):
        taken_a = partner.keys() | {i for side, i in repeated if side == "a"}
        taken_b = set(partner.values()) | {i for side, i in repeated if side == "b"}
        by_key_a, by_key_b = _by_key(a, key_of, taken_a), _by_key(b, key_of, taken_b)
        for key in by_key_a.keys() & by_key_b.keys():
            left, right = by_key_a[key], by_key_b[key]
            if len(left) == len(right) == 1:
                partner[left[0]] = right[0]
            else:
                repeated |= {("a", i) for i in left} | {("b", i) for i in right}
    taken = set(partner.values())
    return Matched(
        pairs=tuple((a[i], b[partner[i]]) for i in sorted(partner)),
        only_a=tuple(row for i, row in enumerate(a) if i not in partner and ("a", i) not in repeated),
        only_b=tuple(row for i, row in enumerate(b) if i not in taken and ("b", i) not in repeated),
        repeated=tuple((a if side == "a" else b)[i] for side, i in sorted(repeated)),
    )


def _by_key(
    rows: Sequence[Coded], key_of: Callable[[Coded], Hashable], taken: Iterable[int]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        key = key_of(row)
        if key is not None and i not in taken:
            found[key].append(i)
    return found
