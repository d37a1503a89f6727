"""What is done together, and to what end: "run the course together in order to lift"."""

from __future__ import annotations

from coprod.grounding.slot import Slot
from coprod.relations.argument import Argument, Side
from coprod.relations.pairs import Pairs
from coprod.relations.parts import Parts
from coprod.relations.predicate import LIGHT, Reading
from coprod.relations.processes import ProcessVerbs

_AIMS = LIGHT | {"lower", "redress"}
"""Families that can say what something is done for."""


class Purposes:
    """Reads a predicate that names a process and, after "to", the aim of it."""

    def __init__(self, pairs: Pairs, processes: ProcessVerbs) -> None:
        self._pairs = pairs
        self._processes = processes

    def read(self, strong: list[Reading], parts: Parts) -> set[Side]:
        """Who takes part in the process, and what the process does; nothing where no aim is told."""
        process = next((r for r in reversed(strong) if r.hit.cue.kind == "process"), None)
        if process is None or strong[0] is process or not _is_aim(strong[0], process, parts.predicate):
            return set()
        if all(self._pairs.area.get(a.concept) != "Actor" for a in parts.subject):
            return set()
        aim = strong[0].hit.cue
        relation = "produces" if aim.kind == "process" else aim.name
        done = self._processes.read(process, parts.subject, parts.middle, parts.predicate, Slot("", "", []), [])
        out = set(done)
        for doing in {s for s, r, _ in done if r == "involvesActor"}:
            for o in self._pairs.flat(parts.object):
                out.update(self._pairs.pair(relation, Argument(doing), o))
        return out if len(out) > len(done) else set()


def _is_aim(reading: Reading, process: Reading, predicate: Slot) -> bool:
    """Whether a reading stands after the process and "to", and can say what the process is for."""
    hit = reading.hit
    made_together = hit.cue.detail == "together" and process.hit.cue.detail == "generic"
    if hit.cue.name not in _AIMS and not made_together:
        return False
    return hit.first > process.hit.last and predicate.tokens[hit.first - 1].form == "to"
