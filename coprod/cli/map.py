"""`coprod map`: coded statements become a graph."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coprod.cli.errors import InputError, input_errors
from coprod.cli.settings import config_option, own_ontology, settings

if TYPE_CHECKING:
    from coprod.curation.compare import Change
    from coprod.mapping.mapper import Mapper
    from coprod.mapping.rows import Mapped, Row
    from coprod.workflow import Job

_SHOWN = 20
_SELDOM = 100_000, 20, 20
"""How seldom the collector looks for cycles: large tables are loaded, rows go by, and hardly a cycle is among them."""


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
@click.option(
    "--decisions",
    multiple=True,
    type=click.Path(path_type=Path),
    help="What curators decided on phrases: decisions.sssom.tsv. Comes before the settings' own.",
)
@click.option("--dry-run", is_flag=True, help="Show which statements the decisions would change; write nothing.")
@click.option("--explain", is_flag=True, help="Print for each row why it was mapped so.")
@config_option
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
    decisions: tuple[Path, ...],
    dry_run: bool,
    explain: bool,
    config: Path | None,
    jobs: int,
    allow_rejects: bool,
) -> None:
    """Maps the coded statements of FILES (.csv .tsv .xlsx .jsonl .json) onto the ontology.

    Needs -o, --json, --explain or --dry-run. Good rows go on; bad rows go whole into the rejects file, with the reason.
    Beside GRAPH stand the list of its rows, the phrases that found no term, and the phrases with their terms.
    """
    if graph is None and not (as_json or explain or dry_run):
        raise click.UsageError("say what to write: -o GRAPH (such as -o evidence.trig), --json or --explain")
    if as_json and explain:
        raise click.UsageError("--json and --explain both print the rows; take one")
    if annotated is not None and len(files) != 1:
        raise click.UsageError("--annotated takes one input file at a time")

    from coprod import workflow
    from coprod.curation.decision import BadDecisions
    from coprod.curation.read import load
    from coprod.evidence.works import CopyCycle
    from coprod.graph.write import UnknownGraphFormat
    from coprod.readers.errors import UnreadableInput
    from coprod.readers.works import read_curations

    gc.set_threshold(*_SELDOM)
    given = settings(config)
    ontology = own_ontology(given)
    decided = decisions or given.decisions
    if dry_run and not decided:
        raise click.UsageError("--dry-run shows what decisions would change; name them: --decisions FILE")
    with input_errors(BadDecisions, CopyCycle, UnknownGraphFormat, UnreadableInput):
        works = works or given.works
        job = workflow.Job(
            inputs=files,
            graph=graph,
            rejects=rejects or (graph.with_suffix(".rejects.csv") if graph else None),
            annotated=annotated,
            columns={**given.columns, **_columns(columns)},
            sheet=sheet,
            curations=tuple(read_curations(works)) if works else (),
            own_terms=given.ontology,
            decisions=load(decided, ontology),
            base=given.base,
            jobs=jobs,
        )
        if dry_run:
            _show_changes(job, as_json)
            return
        mapper = workflow.make_mapper(job.own_terms, job.decisions) if explain else None
        tally = workflow.run(job, _reporter(_printer(as_json, mapper)))
    click.echo(str(tally), err=True)
    for written in (graph, annotated, job.rejects if tally.rejected else None):
        if written is not None:
            click.echo(f"Wrote {written}", err=True)
    if tally.rejected and not allow_rejects:
        raise SystemExit(1)


def _show_changes(job: Job, as_json: bool) -> None:
    """Prints each statement that the decisions would change, and on stderr how many there are."""
    from coprod import workflow
    from coprod.reports import changes

    changed = 0

    def each(change: Change) -> None:
        nonlocal changed
        changed += 1
        click.echo(changes.line(change) if as_json else changes.render(change))

    comparison = workflow.compare(job, each)
    click.echo(changes.summary(comparison, changed), err=True)


def _printer(as_json: bool, mapper: Mapper | None) -> Callable[[Mapped], None]:
    """Prints a mapped row as JSON; or explained by a mapper, for a person; or not at all."""
    from coprod.mapping.rows import as_json as line
    from coprod.reports import explanation

    def each(row: Mapped) -> None:
        if as_json:
            click.echo(line(row))
        elif mapper is not None:
            click.echo(explanation.render(mapper.ontology, row.statement, row.mapping, mapper.ground) + "\n")

    return each


def _reporter(show: Callable[[Mapped], None]) -> Callable[[Row], None]:
    """Shows mapped rows, and says on stderr what is wrong with the first bad rows."""
    from coprod import workflow
    from coprod.mapping.rows import Mapped
    from coprod.statement import Rejected

    shown = 0

    def each(row: Row) -> None:
        nonlocal shown
        if isinstance(row, Mapped):
            show(row)
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
