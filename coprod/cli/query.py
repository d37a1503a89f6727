"""`coprod query`: asks a graph a question."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import InputError, input_errors


@click.command(name="query")
@click.argument("graph", required=False, type=click.Path(path_type=Path))
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--name", help="A named question; --list shows them.")
@click.option("-e", "--expression", help="SPARQL text. The usual prefixes are known.")
@click.option("--list", "list_", is_flag=True, help="List the named questions.")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def command(
    graph: Path | None, file: Path | None, name: str | None, expression: str | None, list_: bool, format_: str
) -> None:
    """Asks GRAPH a question: a named one, SPARQL in a FILE, or SPARQL after -e."""
    from coprod.queries import answers, named
    from coprod.store import BadQuery, Store, UnreadableGraph

    if list_:
        for question in named.questions().values():
            click.echo(f"{question.name}\n    {question.title}")
        return
    if graph is None:
        raise click.UsageError("which graph? Give its file first: coprod query GRAPH --name NAME")
    if sum(bool(x) for x in (file, name, expression)) != 1:
        raise click.UsageError("give one of --name NAME, a FILE.rq, or -e 'SELECT …'")
    with input_errors(UnreadableGraph, BadQuery, named.UnknownQuestion, UnicodeDecodeError):
        if name:
            text = named.question(name).text
        elif expression:
            text = expression
        else:
            assert file is not None
            text = file.read_text(encoding="utf-8")
            if not text.strip():
                raise InputError(f"{file}: the file is empty; write a SPARQL query into it")
        click.echo(answers.render(Store([graph]).query(text), format_), nl=False)
