"""`coprod agree`: how far two coders agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coprod.cli.errors import input_errors
from coprod.cli.settings import config_option, own_ontology, settings

if TYPE_CHECKING:
    from coprod.agreement import CodedFile
    from coprod.statement import Rejected


@click.command(name="agree")
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--disagreements", type=click.Path(path_type=Path), help="Write every difference: a .tsv file.")
@config_option
@click.option("--allow-rejects", is_flag=True, help="Exit with 0 although rows were rejected.")
def command(
    a: Path, b: Path, format_: str, disagreements: Path | None, config: Path | None, allow_rejects: bool
) -> None:
    """Compares what two coders coded, in the files A and B: percentage, Cohen's kappa and Krippendorff's alpha.

    Takes sheets and JSON as `coprod map` does, and the lines of `coprod map --json`. Rows are matched by id, or else
    by source, subject, predicate and object.
    """
    from coprod.agreement import MissingExtra, compare, read_coded
    from coprod.agreement.compare import NothingInCommon
    from coprod.readers.errors import UnreadableInput
    from coprod.reports import agreement as report

    given = settings(config)
    ontology = own_ontology(given)
    with input_errors(MissingExtra, NothingInCommon, UnreadableInput):
        files = [read_coded(path, ontology, given.columns) for path in (a, b)]
        comparison = compare(files[0], files[1], ontology)
        if disagreements:
            report.write_disagreements(disagreements, comparison.disagreements)
    rejected = _complain(files)
    if comparison.unknown:
        click.echo(f"warning: no concepts, and in no area: {', '.join(comparison.unknown)}", err=True)
    written = {"text": report.render, "json": report.as_json, "csv": report.as_csv}[format_](comparison)
    click.echo(written, nl=format_ != "csv")
    if disagreements:
        click.echo(f"Wrote {disagreements}", err=True)
    if rejected and not allow_rejects:
        raise SystemExit(1)


def _complain(files: list[CodedFile]) -> list[Rejected]:
    """Says on stderr what of the files could not be used; gives the rejected rows."""
    for notice in (notice for file in files for notice in file.notices):
        place = ", sheet ".join(filter(None, (notice.file, notice.sheet)))
        click.echo(f"warning: {place}: {notice.message}", err=True)
    rejected = [row for file in files for row in file.rejected]
    for row in rejected:
        for problem in row.problems:
            click.echo(f"rejected: {row.origin}, {problem}", err=True)
    return rejected
