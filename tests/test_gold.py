"""The coded statements: how many of their assertions and facets the mapper finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coprod.mapping.mapper import Mapper
from coprod.names import UNDIRECTED
from coprod.ontology import Ontology
from coprod.statement import Statement

ROOT = Path(__file__).resolve().parents[1]
SETS = [
    (ROOT / "tests" / "gold" / "own-dev.jsonl", {"f1": 0.90, "facet": 0.97, "style": 0.80}),
    (ROOT / "tests" / "gold" / "own-more.jsonl", {"f1": 0.91, "facet": 0.97, "style": 0.88}),
    (ROOT.parent / "shared" / "gold" / "dev.jsonl", {"f1": 0.94, "facet": 0.97, "style": 0.88}),
]
# Concepts and relations that the gold sets know; a term below them counts as its nearest ancestor there.
KNOWN = ROOT.parent / "shared" / "spec" / "concepts.tsv"


def known_to_gold(rows: list[dict], ontology: Ontology) -> set[str]:
    """The ids that the gold sets use, and everything in the inventory where it is at hand."""
    used = {x for r in rows for s, _, o in r["expect"]["assertions"] for x in (s, o)}
    if KNOWN.exists():
        used |= {line.split("\t")[0] for line in KNOWN.read_text(encoding="utf-8").splitlines()[1:]}
    return used & set(ontology.concepts)


def lifted(concept: str, known: set[str], ontology: Ontology) -> str:
    """The nearest known ancestor of a concept."""
    level = [concept]
    while level:
        found = [c for c in level if c in known]
        if found:
            return found[0]
        level = [p for c in level for p in ontology.concepts[c].broader]
    return concept


@pytest.mark.parametrize(("path", "floors"), SETS, ids=lambda x: x.name if isinstance(x, Path) else "")
def test_gold(path: Path, floors: dict[str, float]) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    mapper = Mapper()
    known = known_to_gold(rows, mapper.ontology)
    counts: dict[str, list[int]] = {}
    facets = {"polarity": 0, "modality": 0, "attributed_to": 0}
    for row in rows:
        expect = row["expect"]
        mapping = mapper.map(
            Statement(subject=row["subject"], predicate=row["predicate"], object=row["object"], text=row["text"])
        )
        want = {ordered(*a) for a in expect["assertions"]}
        got = set()
        for s, r, o in mapping.assertions:
            triple = ordered(lifted(s, known, mapper.ontology), r, lifted(o, known, mapper.ontology))
            if (s in known and o in known) or triple in want:
                got.add(triple)
        for name in ("all", row["style"]):
            hit, given, wanted = counts.setdefault(name, [0, 0, 0])
            counts[name] = [hit + len(want & got), given + len(got), wanted + len(want)]
        facets["polarity"] += mapping.polarity == expect["polarity"]
        facets["modality"] += mapping.modality == expect["modality"]
        held = {lifted(h, known, mapper.ontology) for h in mapping.attributed_to}
        facets["attributed_to"] += held == set(expect["attributed_to"])
    scores = {name: 2 * hit / (given + wanted) for name, (hit, given, wanted) in counts.items()}
    assert scores.pop("all") >= floors["f1"], scores
    assert min(scores.values()) >= floors["style"], scores
    assert min(facets.values()) / len(rows) >= floors["facet"], facets


def ordered(s: str, r: str, o: str) -> tuple[str, str, str]:
    return (o, r, s) if r in UNDIRECTED and o < s else (s, r, o)
