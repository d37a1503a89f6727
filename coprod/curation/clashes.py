"""Decisions set against one another: which of them hold, and where coders disagree.

A coder's later decision replaces an earlier one of theirs. Two coders who disagree are told of it, until a line with
`reviewer_label` settles it: that line stands, and what contradicts it does not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from coprod.curation.decision import BadDecisions, Decision
from coprod.curation.sssom import curie

_SHOWN = 20


def settled(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that hold, sorted; the same decisions in any order give the same result.

    Raises:
        BadDecisions: coders disagree, or one coder says two things on one day, and nobody settled it.
    """
    by_key: dict[str, list[Decision]] = {}
    for decision in sorted(set(decisions), key=_order):
        by_key.setdefault(decision.key, []).append(decision)
    faults: list[str] = []
    standing: list[Decision] = []
    for key in sorted(by_key):
        group = _settle(by_key[key])
        standing += group
        faults += (_tell(a, b) for a, b in _clashes(group))
    if faults:
        more = [f"… and {len(faults) - _SHOWN} more"] if len(faults) > _SHOWN else []
        raise BadDecisions("\n".join([*faults[:_SHOWN], *more]))
    return tuple(standing)


def _order(decision: Decision) -> tuple[str, ...]:
    slots = (decision.key, decision.slot, decision.term, decision.date, decision.coder, decision.file)
    return (*slots, f"{decision.line:09}", decision.reviewer)


def _settle(group: list[Decision]) -> list[Decision]:
    """The decisions on one phrase without those that a reviewer overruled or their own coder took back."""
    reviewed = [d for d in group if d.reviewer]
    group = [d for d in group if d.reviewer or not any(d.contradicts(r) for r in reviewed)]
    return [d for d in group if not any(_takes_back(later, d) for later in group)]


def _takes_back(later: Decision, earlier: Decision) -> bool:
    if bool(later.reviewer) != bool(earlier.reviewer):
        return False
    who = (later.reviewer, earlier.reviewer) if later.reviewer else (later.coder, earlier.coder)
    return who[0] == who[1] and later.date > earlier.date and later.contradicts(earlier) and _same_place(later, earlier)


def _same_place(one: Decision, other: Decision) -> bool:
    """Whether both are of the same slots; one of a slot and one of all slots of the same coder go together."""
    return one.slot == other.slot


def _clashes(group: list[Decision]) -> Iterator[tuple[Decision, Decision]]:
    for one, other in itertools.combinations(group, 2):
        special = one.coder == other.coder and not _same_place(one, other)
        if one.contradicts(other) and not special:
            yield one, other


def _tell(one: Decision, other: Decision) -> str:
    first, second = sorted((one, other), key=lambda d: (d.file, d.line))
    advice = (
        "take one of them out, or date the later one"
        if one.coder == other.coder
        else "to settle it, write who settles it into reviewer_label of the line that is right, or of a new line"
    )
    return f"“{first.phrase}”: {_said(first)}, but {_said(second)}; {advice}"


def _said(decision: Decision) -> str:
    where = f"{decision.file}, line {decision.line}" if decision.file else "a decision"
    slot = f" in the {decision.slot}" if decision.slot else ""
    reviewed = f", settled by {decision.reviewer}" if decision.reviewer else ""
    modifier = "not " if decision.rejects else ""
    return f"{where} ({decision.coder}, {decision.date}{reviewed}) says {modifier}{curie(decision.term)}{slot}"
