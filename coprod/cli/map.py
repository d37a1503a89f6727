"""`coprod map`: coded statements become a graph."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coprod.cli.errors import InputError, input_errors

if TYPE_CHECKING:
    from coprod.mapping.rows import Row

_SHOWN = 20


@click.command(name="map")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", "graph", type=click.Path(path_type=Path), help="Graph: .trig .nq .ttl .nt .jsonld")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each row.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Bad rows, whole, with the reason: .csv .tsv .jsonl")
@click.option(
    "--annotated", type=click.Path(path_type=Path), help="The same sheet with ids, facets and problems added."
)
@click.option("--columns", help="Your own column names: subject=Akteur,predicate=Verb,…")
@click.option("--sheet", help="The sheet of the workbook to read.")
@click.option("--works", type=click.Path(path_type=Path), help="List of copies and versions of works: works.tsv.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings. Default: ./coprod.toml where it exists.")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
@click.option("--allow-rejects", is_flag=True, help="Exit with 0 although rows were rejected.")
def command(
    files: tuple[Path, ...],
    graph: Path | None,
    as_json: bool,
    rejects: Path | None,
    annotated: Path | None,
    columns: str | None,
    sheet: str | None,
    works: Path | None,
    config: Path | None,
    jobs: int,
    allow_rejects: bool,
) -> None:
    """Maps the coded statements of FILES (.csv .tsv .xlsx .jsonl .json) onto the ontology.

    Needs -o or --json. Good rows go on; bad rows go whole into the rejects file, with the reason.
    """
    if graph is None and not as_json:
        raise click.UsageError("say what to write: -o GRAPH (such as -o evidence.trig), or --json")
    if annotated is not None and len(files) != 1:
        raise click.UsageError("--annotated takes one input file at a time")

    from coprod import workflow
    from coprod.config import BadConfig, load
    from coprod.evidence.works import CopyCycle
    from coprod.graph.write import UnknownGraphFormat
    from coprod.readers.errors import UnreadableInput
    from coprod.readers.works import read_curations

    with input_errors(BadConfig, CopyCycle, UnknownGraphFormat, UnreadableInput):
        settings = load(config)
        works = works or settings.works
        job = workflow.Job(
            inputs=files,
            graph=graph,
            rejects=rejects or (graph.with_suffix(".rejects.csv") if graph else None),
            annotated=annotated,
            columns={**settings.columns, **_columns(columns)},
            sheet=sheet,
            curations=tuple(read_curations(works)) if works else (),
            own_terms=settings.ontology,
            base=settings.base,
            jobs=jobs,
        )
        tally = workflow.run(job, _reporter(as_json))
    click.echo(str(tally), err=True)
    for written in (graph, annotated, job.rejects if tally.rejected else None):
        if written is not None:
            click.echo(f"Wrote {written}", err=True)
    if tally.rejected and not allow_rejects:
        raise SystemExit(1)


def _reporter(as_json: bool) -> Callable[[Row], None]:
    """Prints mapped rows as JSON where asked to, and says on stderr what is wrong with the first bad rows."""
    from coprod import workflow
    from coprod.mapping.rows import Mapped
    from coprod.mapping.rows import as_json as line
    from coprod.statement import Rejected

    shown = 0

    def each(row: Row) -> None:
        nonlocal shown
        if isinstance(row, Mapped):
            if as_json:
                click.echo(line(row))
        elif isinstance(row, Rejected):
            shown += 1
            if shown <= _SHOWN:
                for problem in workflow.problems(row):
                    click.echo(f"rejected: {problem}", err=True)
            elif shown == _SHOWN + 1:
                click.echo("rejected: … and more rows; the rejects file has them all", err=True)
        else:
            click.echo(f"warning: {workflow.notice(row)}", err=True)

    return each


def _columns(given: str | None) -> dict[str, str]:
    """``subject=Akteur,object=Objekt`` as a table."""
    table = {}
    for pair in (given or "").split(","):
        if not pair.strip():
            continue
        field, equals, header = pair.partition("=")
        if not equals or not field.strip() or not header.strip():
            raise InputError(f"--columns: {pair.strip()!r} is not of the form field=Header, such as subject=Akteur")
        table[field.strip()] = header.strip()
    return table
