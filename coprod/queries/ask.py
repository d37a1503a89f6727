"""A question asked of a graph file, a store in a folder or a server: its parameters bound, its answer written."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from coprod.files import replacing
from coprod.queries import answers, named
from coprod.queries.parameters import Given, bind, bind_question
from coprod.queries.terms import GraphTerms
from coprod.store import open_store


class BadFormat(ValueError):
    """A format or a file ending that answers are not written in, or that does not suit the answer."""


def listing() -> str:
    """The named questions with their titles and parameters."""
    lines = []
    for question in named.questions().values():
        lines += [question.name, f"    {question.title}", *(f"    {p}" for p in question.parameters)]
    return "\n".join(lines) + "\n"


def ask(graph: str | Path, name: str, text: str, given: Given) -> answers.Answer:
    """The answer of a graph to a named question, or to SPARQL where the name is empty.

    Raises:
        UnreadableGraph: the file is missing, empty or broken.
        StoreError: the folder holds no store, or the server does not answer.
        UnknownQuestion: no question has this name.
        BadParameter: a parameter does not suit the question.
        BadQuery: the text is not SPARQL.
    """
    question = named.question(name) if name else None
    store = open_store(graph)
    terms = GraphTerms(store)
    bound = bind_question(question, given, terms.resolve, terms.kind) if question else bind(text, given, terms.resolve)
    return store.query(bound)


def shown(answer: answers.Answer, format_: str) -> str:
    """The answer as text."""
    return answers.render(answer, format_)


def is_empty(answer: answers.Answer, text: str) -> bool:
    """Whether a table that was written as text has a header and no rows."""
    return isinstance(answer, ox.QuerySolutions) and text.count("\n") == 2


def format_of(format_: str | None, output: Path | None) -> str:
    """The format that was asked for: by name, or by the ending of the file.

    Raises:
        BadFormat: the ending says nothing, or a workbook was asked for without a file.
    """
    if format_ is None and output is not None:
        try:
            return answers.ENDINGS[output.suffix.lower()]
        except KeyError:
            known = ", ".join(answers.ENDINGS)
            raise BadFormat(f"{output}: an answer is written into a file that ends in one of {known}") from None
    if format_ == "xlsx" and output is None:
        raise BadFormat("a workbook needs a file: add --output answer.xlsx")
    return format_ or "table"


def write(answer: answers.Answer, path: Path, format_: str) -> None:
    """Writes an answer into a file.

    Raises:
        BadFormat: the answer is no table and a workbook was asked for.
        OSError: the file cannot be written.
    """
    try:
        data = answers.workbook(answer) if format_ == "xlsx" else answers.render(answer, format_).encode()
    except ValueError as error:
        raise BadFormat(str(error)) from None
    with replacing(path) as temporary:
        temporary.write_bytes(data)
