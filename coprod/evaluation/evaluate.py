"""A gold set and predictions in, figures, intervals and errors out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from coprod.evaluation.causes import Error, errors
from coprod.evaluation.counts import Compared, Counts, Figures, compare, total
from coprod.evaluation.gold import BadGold, Coding, GoldRecord
from coprod.evaluation.intervals import Interval, intervals
from coprod.evaluation.inventory import Inventory
from coprod.mapping import records
from coprod.ontology import Ontology
from coprod.readers import FORMATS, read
from coprod.statement import Rejected, Statement


class RelationFigures(msgspec.Struct, frozen=True):
    """How often a relation was expected, was predicted, and was right in the whole assertion."""

    expected: int
    predicted: int
    right: int

    @property
    def recall(self) -> float | None:
        """The share of the expected that was found."""
        return self.right / self.expected if self.expected else None

    @property
    def precision(self) -> float | None:
        """The share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else None


class Evaluation(msgspec.Struct, frozen=True):
    """Everything that is known about predictions for a gold set."""

    figures: Figures
    intervals: dict[str, Interval]
    by_style: dict[str, Figures]
    by_relation: dict[str, RelationFigures]
    errors: tuple[Error, ...]
    not_judged: int
    """Assertions with ids that the gold set does not know, which are not right as their nearest ancestors either."""
    unpredicted: tuple[str, ...]
    """Ids of the gold set for which there is no prediction."""
    superfluous: tuple[str, ...]
    """Ids of predictions that are not in the gold set."""


def evaluate(gold: Sequence[GoldRecord], predicted: Mapping[str, Coding], ontology: Ontology) -> Evaluation:
    """Compares predictions with a gold set; a statement without a prediction counts as one that gave nothing."""
    inventories = {version: Inventory(ontology, version) for version in {r.inventory for r in gold}}
    compared: list[Compared] = []
    found: list[Error] = []
    by_style: dict[str, list[Counts]] = defaultdict(list)
    for record in gold:
        got = predicted.get(record.id, Coding())
        inventory = inventories[record.inventory]
        one = compare(record.expect, got, inventory)
        compared.append(one)
        by_style[record.style].append(one.counts)
        found.extend(errors(record, got, one, inventory))
    counts = [one.counts for one in compared]
    ids = {record.id for record in gold}
    return Evaluation(
        figures=Figures.of(total(counts)),
        intervals=intervals(counts),
        by_style={style: Figures.of(total(many)) for style, many in sorted(by_style.items())},
        by_relation=_by_relation(compared),
        errors=tuple(found),
        not_judged=sum(len(one.not_judged) for one in compared),
        unpredicted=tuple(r.id for r in gold if r.id not in predicted),
        superfluous=tuple(id for id in predicted if id not in ids),
    )


def predict(path: Path, gold: Iterable[GoldRecord], map: Callable[[Statement], records.Mapping]) -> dict[str, Coding]:
    """Maps the statements of a gold file; nothing of what is expected is shown to the mapper.

    Args:
        path: the gold file.
        gold: what was read from it.
        map: such as that of a Mapper.

    Raises:
        UnreadableInput: the file cannot be read as statements.
        BadGold: the file is no .jsonl file, or a line is not a statement that can be mapped.
    """
    if FORMATS.get(path.suffix.lower()) != "json":
        raise BadGold(f"{path}: a gold set is a .jsonl file; rename it")
    ids = {record.line: record.id for record in gold}
    predicted = {}
    for item in read(path):
        if isinstance(item, Rejected):
            raise BadGold(f"{path}, line {item.origin.row}: {item.problems[0]}")
        if isinstance(item, Statement):
            predicted[ids[item.origin.row]] = Coding.of(map(msgspec.structs.replace(item, aside=())))
    return predicted


def _by_relation(compared: Iterable[Compared]) -> dict[str, RelationFigures]:
    expected: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one in compared:
        expected.update(r for _, r, _ in one.expected)
        predicted.update(r for _, r, _ in one.predicted)
        right.update(r for _, r, _ in one.expected & one.predicted)
    order = sorted(expected | predicted, key=lambda r: (-expected[r], r))
    return {r: RelationFigures(expected[r], predicted[r], right[r]) for r in order}
