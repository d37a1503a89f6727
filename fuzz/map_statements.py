"""Maps statements that nobody would write: words of coded statements in any order, cut anywhere, with marks of sheets.

::

    python fuzz/map_statements.py                   20,000 statements
    python fuzz/map_statements.py 2000 --seed 7     a short run

Every statement must be mapped, what is asserted must keep to the domains and ranges of the ontology, and each grounding
must stand where it says.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from coprod.mapping.mapper import Mapper
from coprod.statement import Statement

GOLD = Path(__file__).parents[1] / "tests" / "gold"
MARKS = [*"()[]?,;:/-–'’.…→↑↓=&+", "(1)", "(2)", "1)", "2)", "co - ", "what", "why", "which", "who", "NO", "[Y/N]"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    mapper = Mapper()
    for statement in statements(given.number, random.Random(given.seed)):
        wrong = fault(mapper, statement)
        if wrong:
            sys.exit(f"{wrong}\n{statement}")
    print(f"{given.number:,} statements mapped, seed {given.seed}")


def statements(number: int, chance: random.Random) -> Iterator[Statement]:
    """Statements made of the slots, or of the words, of coded ones."""
    lines = [
        line for name in ("own-dev", "own-more") for line in (GOLD / f"{name}.jsonl").read_text("utf-8").split("\n")
    ]
    slots = [row[key] for row in map(json.loads, filter(None, lines)) for key in ("subject", "predicate", "object")]
    words = [word for slot in slots for word in slot.split()]

    def slot() -> str:
        if chance.random() < 0.3:
            text = chance.choice(slots)
        else:
            pools = (MARKS if chance.random() < 0.2 else words for _ in range(chance.randrange(9)))
            text = " ".join(chance.choice(pool) for pool in pools)
        return text[chance.randrange(len(text) + 1) :] if chance.random() < 0.1 else text

    for _ in range(number):
        yield Statement(subject=slot(), predicate=slot(), object=slot(), text=slot() if chance.random() < 0.5 else "")


def fault(mapper: Mapper, statement: Statement) -> str:
    """What is wrong with the mapping of a statement, or nothing."""
    mapping = mapper.map(statement)
    for a in mapping.assertions:
        if not mapper.ontology.fits(a.relation, a.subject, a.object):
            return f"{a} breaks a domain or a range"
    for g in mapping.groundings:
        text = statement.text if g.slot == "text" else getattr(statement, g.slot)
        if g.start >= 0 and text[g.start : g.end] != g.matched:
            return f"{g} stands elsewhere"
    return ""


if __name__ == "__main__":
    main()
