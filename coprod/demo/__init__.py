"""The demo: five coded documents, from rows to answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from coprod import workflow
from coprod.queries import answers, named
from coprod.readers.works import read_curations
from coprod.reports import text
from coprod.store import Store
from coprod.validation.shacl import validate

QUESTIONS = (
    "values-and-holders",
    "what-is-co-produced",
    "who-co-produces",
    "to-which-end",
    "neglected-perspectives",
    "kinds-of-model",
    "forms-of-co-production",
    "works",
)
"""The questions that the documents raise, in the order of the demo."""

_ROWS_SHOWN = 12


def run(folder: Path, say: Callable[[str], None]) -> None:
    """Maps the shipped statements, validates the graph and answers the questions, into a folder.

    Args:
        folder: where the files go; made where it is missing.
        say: takes the text that a person reads.

    Raises:
        OSError: the folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    statements, works, graph = (folder / name for name in ("statements.tsv", "works.tsv", "evidence.trig"))
    for path in (statements, works):
        shutil.copyfile(Path(__file__).parent / path.name, path)

    say("1. Map: coded rows of five documents become a graph.\n")
    job = workflow.Job(inputs=(statements,), graph=graph, curations=tuple(read_curations(works)))
    say(f"{workflow.run(job)}\n")

    say("2. Validate: the graph against the shapes.\n")
    say(text.render(validate([graph])) + "\n")

    say("3. Ask: what do the documents say?")
    say("   works: independent works that say so; 0 where it is only cited from a work that cannot be identified.\n")
    store = Store([graph])
    (folder / "answers").mkdir(exist_ok=True)
    for name in QUESTIONS:
        question = named.question(name)
        csv = folder / "answers" / f"{name}.csv"
        csv.write_text(answers.render(store.query(question.text), "csv"), encoding="utf-8")
        say(f"{question.title}\n")
        say(_head(answers.render(store.query(question.text), "table"), csv))

    say(
        f"""Written to {folder}: {", ".join(p.name for p in sorted(folder.iterdir()))}

Try next:
  coprod query {graph} --name evidence
  coprod query {graph} -e 'SELECT ?actor WHERE {{ coprod:CoDesign coprod:involvesActor ?actor }}'
  coprod ground "people with lived experience"
  coprod template -o form.xlsx        a coding form for your own papers
"""
    )


def _head(table: str, csv: Path) -> str:
    lines = table.splitlines()
    shown = "\n".join(lines[: _ROWS_SHOWN + 2]) + "\n"
    more = len(lines) - _ROWS_SHOWN - 2
    return shown + (f"… and {more} more rows in {csv}\n" if more > 0 else "")
