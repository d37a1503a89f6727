"""`coprod validate`: checks graphs against the shapes."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors
from coprod.cli.settings import config_option, settings


@click.command(name="validate")
@click.argument("graphs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "violation", "never"]),
    default="violation",
    show_default=True,
    help="Exit with 1 where something this bad or worse is found.",
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where no rule found anything to check.")
@config_option
def command(graphs: tuple[Path, ...], format_: str, fail_on: str, allow_empty: bool, config: Path | None) -> None:
    """Checks GRAPHS, taken together, against the shapes; your own terms are those of the settings and of the graphs.

    Exits with 0 where nothing as bad as --fail-on was found, with 1 where something was, or where there was
    nothing to check, and with 2 where a file is missing, empty or broken.
    """
    from coprod.ontology.own import BadOwnTerms
    from coprod.reports import json, text
    from coprod.store import UnreadableGraph
    from coprod.validation.shacl import validate

    own_terms = settings(config).ontology
    with input_errors(BadOwnTerms, UnreadableGraph):
        report = validate(graphs, own_terms)
    if report.checked or format_ == "json":
        click.echo(json.render(report) if format_ == "json" else text.render(report))
    if not report.checked:
        click.echo(
            "Nothing was checked: there is no statement, proposition or source in this graph. "
            "Was it written by `coprod map`? (--allow-empty accepts this.)",
            err=True,
        )
        raise SystemExit(0 if allow_empty else 1)
    if fail_on != "never" and report.at_least(fail_on):
        raise SystemExit(1)
