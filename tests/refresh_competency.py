"""Rewrites the expected answers of the competency questions, and prints what changed for a person to judge.

    python tests/refresh_competency.py            every question
    python tests/refresh_competency.py CQ06 CQ09  these only

An answer is right when a reviewer, knowledge engineer or maintainer would accept it, not because it was written by this
script: read the difference, then commit it or mend the query, the data or the mapping.
"""

from __future__ import annotations

import csv
import difflib
import io
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from coprod import demo, workflow
from coprod.data import shipped
from coprod.queries import answers
from coprod.readers.works import read_curations
from coprod.reports.text import shortened
from coprod.store import Store

FOLDER = shipped("ontology") / "competency"


class Question(NamedTuple):
    """A competency question: its file, its text, and what the first comment lines say."""

    path: Path
    text: str
    header: dict[str, str]

    @property
    def number(self) -> str:
        """``CQ01``."""
        return self.path.stem.split("-")[0]

    @property
    def expected(self) -> Path:
        """The file of the expected answer."""
        return self.path.with_suffix(".csv")


def questions() -> list[Question]:
    """All questions, by number."""
    found = []
    for path in sorted(FOLDER.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        comments = [line[1:].split(":", 1) for line in text.splitlines() if line.startswith("#")]
        header = {parts[0].strip(): parts[1].strip() for parts in comments if len(parts) == 2}
        found.append(Question(path, text, header))
    return found


def shipped_graph(folder: Path) -> Path:
    """Writes the graph that `coprod demo` writes into a folder, and gives its path."""
    source = Path(demo.__file__).parent
    graph = folder / "evidence.trig"
    curations = tuple(read_curations(source / "works.tsv"))
    workflow.run(workflow.Job(inputs=(source / "statements.tsv",), graph=graph, curations=curations))
    return graph


def answer(store: Store, question: Question) -> str:
    """The answer as CSV, with IRIs shortened as in the tables of `coprod query`."""
    rows = csv.reader(io.StringIO(answers.render(store.query(question.text), "csv")))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([shortened(cell) for cell in row] for row in rows)
    return out.getvalue()


def difference(expected: str, found: str, name: str = "") -> str:
    """What was expected and is not there, and what is there and was not expected; empty where both are equal."""
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), f"{name} expected", name, n=0, lineterm="")
    return "\n".join(lines)


def main(numbers: list[str]) -> None:
    """Refreshes the answers of the given questions, or of all."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store([shipped_graph(Path(folder))])
    for question in questions():
        if numbers and question.number not in numbers:
            continue
        found = answer(store, question)
        before = question.expected.read_text(encoding="utf-8") if question.expected.exists() else ""
        if changed := difference(before, found, question.path.stem):
            print(f"{question.header.get('question', '')}\n{changed}\n")
            question.expected.write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
