"""What changed from one graph to another."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from coprod.comparison.contents import Contents, Row


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A Statement of the same source and slots of which something else is said now."""

    statement: str
    before: dict[str, tuple[str, ...]]
    """What was said and is no more, by property."""
    after: dict[str, tuple[str, ...]]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """All changes, sorted; Propositions by their labels."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()
    newly_supported: tuple[str, ...] = ()
    no_longer_supported: tuple[str, ...] = ()
    newly_disputed: tuple[str, ...] = ()
    no_longer_disputed: tuple[str, ...] = ()
    direct_won: tuple[str, ...] = ()
    direct_lost: tuple[str, ...] = ()


def difference(before: Contents, after: Contents) -> Difference:
    """Compares two graphs.

    Statements of one IRI are the same; of the others, those that agree in source and slots are one that changed.
    """
    pairs = [(before.rows[iri], after.rows[iri]) for iri in before.rows.keys() & after.rows.keys()]
    old = _by_key(row for iri, row in before.rows.items() if iri not in after.rows)
    new = _by_key(row for iri, row in after.rows.items() if iri not in before.rows)
    gone, added = [], []
    for key in old.keys() | new.keys():
        left, right = old.get(key, []), new.get(key, [])
        pairs += zip(left, right, strict=False)
        gone += left[len(right) :]
        added += right[len(left) :]
    changes = [change for one, other in pairs if (change := _change(one, other)) is not None]
    return Difference(
        added=tuple(sorted(map(str, added))),
        gone=tuple(sorted(map(str, gone))),
        changed=tuple(sorted(changes, key=lambda c: c.statement)),
        newly_supported=tuple(sorted(after.supported - before.supported)),
        no_longer_supported=tuple(sorted(before.supported - after.supported)),
        newly_disputed=tuple(sorted(after.disputed - before.disputed)),
        no_longer_disputed=tuple(sorted(before.disputed - after.disputed)),
        direct_won=tuple(sorted(after.direct - before.direct)),
        direct_lost=tuple(sorted(before.direct - after.direct)),
    )


def _by_key(rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in sorted(rows, key=lambda r: (r.facts.get("dcterms:identifier", ()), r.iri)):
        found.setdefault(row.key, []).append(row)
    return found


def _change(before: Row, after: Row) -> Change | None:
    names = {n for n in before.facts.keys() | after.facts.keys() if before.facts.get(n) != after.facts.get(n)}
    if not names:
        return None
    return Change(
        statement=str(after),
        before={name: before.facts.get(name, ()) for name in sorted(names)},
        after={name: after.facts.get(name, ()) for name in sorted(names)},
    )
