"""`coprod works`: gathers sources into works."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors


@click.command(name="works")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--texts", type=click.Path(path_type=Path), help="Folder of the sources' texts, each called NAME.txt.")
@click.option("--works", type=click.Path(path_type=Path), help="What is decided already: works.tsv.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings. Default: ./coprod.toml where it exists.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Suggestions as rows for works.tsv: .tsv")
def command(
    files: tuple[Path, ...], texts: Path | None, works: Path | None, config: Path | None, output: Path | None
) -> None:
    """Gathers the sources of coded FILES into works, and says why.

    Same title and year, and versions of a DOI, are joined by `coprod map` too. Near-duplicate texts, doubtful titles
    and identifiers printed in texts are suggestions: a person decides in works.tsv.
    """
    if not files and texts is None:
        raise click.UsageError("give FILES of coded rows, or --texts DIR, or both")

    from coprod.config import BadConfig, load
    from coprod.evidence.gather import gather
    from coprod.evidence.near_duplicates import MissingLibrary
    from coprod.evidence.works import CopyCycle, Works
    from coprod.readers.errors import UnreadableInput
    from coprod.readers.texts import read_sources, read_texts
    from coprod.readers.works import read_curations
    from coprod.reports.works import render, write_suggestions

    with input_errors(BadConfig, CopyCycle, MissingLibrary, UnreadableInput):
        settings = load(config)
        decided = works or settings.works
        sources, passages = read_sources(files, settings.columns)
        known = Works(read_curations(decided) if decided else (), base=settings.base)
        gathered = gather(sources, {**passages, **(read_texts(texts) if texts else {})}, known)
        if output is not None:
            write_suggestions(output, gathered)
    click.echo(render(gathered))
    if output is not None:
        click.echo(f"Wrote {output}", err=True)
