"""`coprod validate`: checks graphs and tables of codings against the rules."""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coprod.cli.errors import input_errors
from coprod.cli.settings import config_option, settings

if TYPE_CHECKING:
    from coprod.validation.report import Report

_FORMATS = ("text", "json", "w3c", "sarif", "junit", "github", "markdown")
_NOTHING = (
    "Nothing was checked: there is no statement, proposition or source in what was given. A graph is written by "
    "`coprod map`, and a table needs rows below its header. (--allow-empty accepts this.)"
)


@click.command(name="validate")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report here instead of printing it.")
@click.option("--also", multiple=True, metavar="FORMAT=FILE", help="Write another report too, such as sarif=out.sarif.")
@click.option(
    "--fail-on",
    type=click.Choice(["info", "warning", "violation", "never"]),
    default="violation",
    show_default=True,
    help="Exit with 1 where something this bad or worse is found.",
)
@click.option(
    "--baseline", type=click.Path(path_type=Path), help="Do not count what this earlier JSON report has already."
)
@click.option("--sheet", help="The sheet of a workbook to check.")
@click.option(
    "--shapes", multiple=True, type=click.Path(path_type=Path), help="Your own shapes, in Turtle; may be given again."
)
@click.option("--texts", type=click.Path(path_type=Path), help="A folder with the texts of sources, for their quotes.")
@click.option(
    "--engine",
    type=click.Choice(["auto", "pyshacl", "shifty"]),
    default="auto",
    show_default=True,
    help="What runs the shapes: pyshacl is the reference, shifty is fast.",
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 where no rule found anything to check.")
@config_option
def command(
    files: tuple[Path, ...],
    format_: str,
    output: Path | None,
    also: tuple[str, ...],
    fail_on: str,
    baseline: Path | None,
    sheet: str | None,
    shapes: tuple[Path, ...],
    texts: Path | None,
    engine: str,
    allow_empty: bool,
    config: Path | None,
) -> None:
    """Checks FILES, taken together, against the rules: graphs (.trig .ttl .nq .nt .jsonld), or tables of coded
    statements (.xlsx .csv .tsv .jsonl .json), which are mapped first. Your own terms are those of the settings and of
    the graphs.

    Exits with 0 where nothing as bad as --fail-on was found, with 1 where something was, or where there was
    nothing to check, and with 2 where a file is missing, empty or broken.
    """
    from coprod.config import FILE_NAME
    from coprod.evidence.works import CopyCycle
    from coprod.ontology.own import BadOwnTerms
    from coprod.readers.errors import UnreadableInput
    from coprod.reports.baseline import BadBaseline, read_baseline
    from coprod.store import UnreadableGraph
    from coprod.validation import shacl
    from coprod.validation.check import validate
    from coprod.validation.engines import EngineFailed, NoEngine
    from coprod.validation.quotes import UnreadableTexts
    from coprod.validation.rules import UnknownRule

    given = settings(config)
    more = [_pair(text) for text in also]

    def tell(text: str) -> None:
        click.echo(f"warning: {text}", err=True)

    run = functools.partial(shacl.validate, shapes=shapes, settings=given.rules, engine=engine, texts=texts, say=tell)
    wrong_rules = (shacl.BrokenShapes, EngineFailed, NoEngine, UnknownRule, UnreadableTexts)
    with input_errors(BadBaseline, BadOwnTerms, CopyCycle, UnreadableGraph, UnreadableInput, *wrong_rules):
        known = read_baseline(baseline) if baseline else []
        report = validate(
            files,
            config=given,
            settings_file=config or Path(FILE_NAME),
            sheet=sheet,
            run=run,
            notify=tell,
        ).without(known)
        if report.checked or report.findings or format_ != "text":
            _write(report, format_, output, fail_on)
        for other, file in more:
            _write(report, other, file, fail_on)
    if not report.checked:
        click.echo(_NOTHING, err=True)
    failed = fail_on != "never" and report.at_least(fail_on)
    if failed or not (report.checked or allow_empty):
        raise SystemExit(1)


def _pair(text: str) -> tuple[str, Path]:
    """``sarif=out.sarif`` as format and file."""
    format_, equals, file = text.partition("=")
    if format_ not in _FORMATS or not equals or not file:
        raise click.UsageError(f"--also: {text!r} is not of the form FORMAT=FILE, with one of {', '.join(_FORMATS)}")
    return format_, Path(file)


def _write(report: Report, format_: str, output: Path | None, fail_on: str) -> None:
    from coprod.files import replacing
    from coprod.reports.described import counted
    from coprod.reports.formats import Options, render

    color = output is None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    text = render(report, format_, Options(color=color, fail_on=fail_on))
    if output is None:
        click.echo(text, color=color)
        return
    with replacing(output) as temporary:
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")
    click.echo(f"{counted(report)} Wrote {output}", err=True)
