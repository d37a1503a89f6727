"""The decisions that hold, looked up by phrase and slot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from coprod.curation.decision import Decision


class Decisions:
    """Decisions that agree with one another, as `coprod.curation.clashes.settled` gives them.

    >>> carer = Decision(phrase="carers", key="carer", term="Carer", coder="ada", date="2026-03-02")
    >>> nobody = Decision(phrase="carers", key="carer", slot="object", coder="ada", date="2026-03-02")
    >>> decisions = Decisions([carer, nobody])
    >>> decisions.chosen("carer", "subject") == carer, decisions.chosen("carer", "object") == nobody
    (True, True)
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_key: dict[str, list[Decision]] = {}
        for decision in decisions:
            self._by_key.setdefault(decision.key, []).append(decision)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def __iter__(self) -> Iterator[Decision]:
        for group in self._by_key.values():
            yield from group

    def keys(self) -> Iterable[str]:
        """The phrases on which something was decided, in the form in which they are compared."""
        return self._by_key

    def chosen(self, key: str, slot: str, *, relation: bool | None = None) -> Decision | None:
        """What the phrase means, or that it has no term; a decision on the slot comes before one on every slot.

        With `relation` only a decision for a relation (True) or a concept (False) counts, or one of no term.
        """
        found = [
            d
            for d in self._by_key.get(key, ())
            if not d.rejects and d.applies(slot) and (relation is None or d.none or d.relation == relation)
        ]
        return max(found, key=lambda d: (bool(d.slot), bool(d.reviewer), d.accepts), default=None)

    def rejected(self, key: str, slot: str) -> frozenset[str]:
        """The terms that the phrase does not mean."""
        return frozenset(d.term for d in self._by_key.get(key, ()) if d.rejects and d.applies(slot))

    def by(self, key: str, slot: str, term: str) -> Decision | None:
        """The decision by which a phrase was given a term."""
        found = [d for d in self._by_key.get(key, ()) if d.accepts and d.term == term and d.applies(slot)]
        return max(found, key=lambda d: bool(d.slot), default=None)
