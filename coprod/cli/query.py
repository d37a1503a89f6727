"""`coprod query`: asks a graph a question."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.complete import question_names, term_names
from coprod.cli.errors import InputError, input_errors


@click.command(name="query")
@click.argument("graph", required=False, type=click.Path())
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--name", help="A named question; --list shows them.", shell_complete=question_names)
@click.option("-e", "--expression", help="SPARQL text. The usual prefixes are known.")
@click.option("--list", "list_", is_flag=True, help="List the named questions and their parameters.")
@click.option("--term", multiple=True, help="A term: id or label. Narrower terms too.", shell_complete=term_names)
@click.option("--subject", help="The first term of a claim.", shell_complete=term_names)
@click.option("--relation", help="The relation of a claim.", shell_complete=term_names)
@click.option("--object", "object_", help="The second term of a claim.", shell_complete=term_names)
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "json", "markdown", "xlsx"]), help="Default: table."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File: .csv .json .md .txt .xlsx")
def command(
    graph: str | None,
    file: Path | None,
    name: str | None,
    expression: str | None,
    list_: bool,
    term: tuple[str, ...],
    subject: str | None,
    relation: str | None,
    object_: str | None,
    format_: str | None,
    output: Path | None,
) -> None:
    """Asks GRAPH a question.

    The question is a named one, SPARQL in a FILE, or SPARQL after -e.

    GRAPH is a graph file, the folder of a store (coprod store build), or the URL of a SPARQL endpoint.

    --term and the others fill the clause VALUES ?term { … } of the question, or of your own SPARQL.
    """
    from coprod.queries import ask, named
    from coprod.queries.parameters import BadParameter
    from coprod.store import BadQuery, StoreError, UnreadableGraph

    if list_:
        click.echo(ask.listing(), nl=False)
        return
    if graph is None:
        raise click.UsageError("which graph? Give its file first: coprod query GRAPH --name NAME")
    if sum(bool(x) for x in (file, name, expression)) != 1:
        raise click.UsageError("give one of --name NAME, a FILE.rq, or -e 'SELECT …'")
    with input_errors(
        UnreadableGraph, StoreError, BadQuery, BadParameter, ask.BadFormat, named.UnknownQuestion, UnicodeDecodeError
    ):
        format_ = ask.format_of(format_, output)
        text = expression or ""
        if file is not None:
            text = file.read_text(encoding="utf-8")
            if not text.strip():
                raise InputError(f"{file}: the file is empty; write a SPARQL query into it")
        given = {"term": term, "subject": subject, "relation": relation, "object": object_}
        answer = ask.ask(graph, name or "", text, {key: value for key, value in given.items() if value})
        if output is None:
            shown = ask.shown(answer, format_)
            click.echo(shown, nl=False)
            if format_ == "table" and ask.is_empty(answer, shown):
                click.echo("No rows.", err=True)
        else:
            ask.write(answer, output, format_)
            click.echo(f"Wrote {output}", err=True)
