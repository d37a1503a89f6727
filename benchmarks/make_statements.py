"""Makes graphs of plausible statements, as `coprod map` writes them; the same numbers give the same bytes.

::

    python benchmarks/make_statements.py 10000 evidence.trig
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from coprod.evidence.works import Curation, Works
from coprod.graph.builder import GraphBuilder
from coprod.mapping.records import Assertion, Grounding, Mapping
from coprod.names import DEFAULT_BASE
from coprod.ontology import Ontology
from coprod.statement import Source, Statement

CODERS = ("ada", "ben", "chi", "dora", "eli")
BASES = ("finding", "finding", "argument", "definition", "recommendation", "unknown", "cited")
COUNTRIES = ("GB", "NL", "SE", "CA", "AU")
TIERS = (("label", 1.0), ("plural", 0.99), ("synonym", 0.9), ("fuzzy", 0.85))
ROWS_A_SOURCE = 20


def rows(number: int, seed: int = 1) -> Iterator[tuple[Statement, Mapping]]:
    """As many coded and mapped rows; each source gets twenty."""
    chance = random.Random(seed)
    ontology = Ontology.load()
    pairs = _pairs(ontology)
    for index in range(number):
        source = _source(index // ROWS_A_SOURCE)
        basis = chance.choice(BASES)
        relation, subjects, objects = chance.choice(pairs)
        start = chance.randrange(50_000)
        subject, object = chance.choice(subjects), chance.choice(objects)
        chosen = {Assertion(subject, relation, object)}
        if chance.random() < 0.3:
            chosen.add(Assertion(subject, relation, chance.choice(objects)))
        if index % 10 == 9:
            chosen = set()
        assertions = tuple(sorted(chosen))
        words = [ontology.concepts[subject].label, ontology.relations[relation].label]
        words += [ontology.concepts[a.object].label for a in assertions]
        quote = f"{' '.join(words)}, as row {index} of the review has it"
        statement = Statement(
            id=f"r{index}",
            source=source,
            subject=words[0],
            predicate=words[1],
            object=" and ".join(words[2:]) or "80% power",
            quote=quote,
            place=f"p. {chance.randrange(1, 30)}",
            start=start,
            end=start + len(quote),
            coder=CODERS[index % len(CODERS)],
            tool="reader 1.0" if index % 3 == 0 else "",
            basis=basis,
            cites=(f"10.5555/cited.{chance.randrange(50)}",) if basis == "cited" else (),
            status=chance.choice(("draft", "agreed", "agreed")),
            countries=(chance.choice(COUNTRIES),),
            confidence=round(chance.uniform(0.5, 1.0), 2) if index % 4 == 0 else None,
            date=f"2026-0{chance.randrange(1, 7)}-{chance.randrange(10, 28)}",
        )
        yield (
            statement,
            Mapping(
                assertions=assertions,
                polarity="negated" if chance.random() < 0.08 else "affirmed",
                modality=chance.choice(("asserted", "asserted", "asserted", "possible", "normative", "intended")),
                attributed_to=("Patient",) if chance.random() < 0.1 else (),
                contexts=("HealthService",) if chance.random() < 0.5 else (),
                groundings=tuple(_groundings(assertions, ontology, chance)),
            ),
        )


def write(number: int, path: Path, seed: int = 1) -> None:
    """Writes a graph of as many rows."""
    works = Works(_curations(number), base=DEFAULT_BASE)
    with GraphBuilder(Ontology.load(), works) as builder:
        for statement, mapping in rows(number, seed):
            builder.add(statement, mapping)
        builder.write(path)


def _source(number: int) -> Source:
    if number % 25 == 24:
        return Source(key=f"copy-{number}", title=f"Copy {number}")
    return Source(doi=f"10.5555/paper.{number}", title=f"Paper number {number}", year=1990 + number % 35)


def _curations(rows: int) -> Iterator[Curation]:
    for number in range(24, rows // ROWS_A_SOURCE + 1, 25):
        original = Source(doi=f"10.5555/paper.{number - 1}")
        yield Curation(source=_source(number), copy_of=original, coder="ada", reason="the publisher's reprint")


def _pairs(ontology: Ontology) -> list[tuple[str, list[str], list[str]]]:
    concepts = sorted(c.id for c in ontology.concepts.values() if not c.deprecated)
    return [
        (
            relation.id,
            [c for c in concepts if ontology.fits_domain(relation.id, c)],
            [c for c in concepts if ontology.fits_range(relation.id, c)],
        )
        for relation in sorted(ontology.relations.values(), key=lambda r: r.id)
        if not relation.deprecated
    ]


def _groundings(assertions: tuple[Assertion, ...], ontology: Ontology, chance: random.Random) -> Iterator[Grounding]:
    seen = set()
    for assertion in assertions:
        for slot, term in (
            ("subject", assertion.subject),
            ("predicate", assertion.relation),
            ("object", assertion.object),
        ):
            if (slot, term) in seen:
                continue
            member = sum(1 for s, _ in seen if s == slot)
            seen.add((slot, term))
            tier, score = chance.choice(TIERS)
            label = (ontology.concepts.get(term) or ontology.relations[term]).label
            yield Grounding(
                slot=slot, member=member, matched=label, start=0, end=len(label), term=term, tier=tier, score=score
            )


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
