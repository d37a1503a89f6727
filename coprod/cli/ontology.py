"""`coprod ontology`: checks the ontology itself, and shows how far it is described and used."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors


@click.group(name="ontology")
def command() -> None:
    """Checks the ontology itself, and shows how far it is described and used."""


@command.command(name="check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--with-ours", is_flag=True, help="Check FILES as terms of your own below the shipped ontology.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def check(files: tuple[Path, ...], with_ours: bool, format_: str) -> None:
    """Checks the shipped ontology, or the Turtle FILES of another one taken together, against the rules for ontologies.

    Exits with 0 where nothing was found, with 1 where something was, or where there was no term to check, and with 2
    where a file is missing, empty or broken.
    """
    from coprod.ontology.check import check as checked
    from coprod.ontology.terms import turtle_files
    from coprod.reports import json, text
    from coprod.store import UnreadableGraph

    ours = turtle_files() if with_ours or not files else []
    with input_errors(UnreadableGraph):
        report = checked([*ours, *files])
    if not report.checked:
        click.echo("Nothing was checked: there is no concept, relation or ontology in these files.", err=True)
    if report.checked or format_ == "json":
        click.echo(json.render(report) if format_ == "json" else text.render(report))
    if report.findings or not report.checked:
        raise SystemExit(1)


@command.command(name="coverage")
@click.option("--format", "format_", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def coverage(format_: str) -> None:
    """Counts classes and relations by area: defined, sourced, with synonyms, and reached by what.

    A term is reached by a competency question that names it or asks for what is below a term that it names, by a
    shape that names it, by a coded statement of the demo, or by a published model, a premise or an initiative. The
    table ends with what nothing reaches; CSV has one line for each term.
    """
    from coprod.ontology.coverage import coverage as covered
    from coprod.reports.coverage import render

    click.echo(render(covered(), format_), nl=False)
