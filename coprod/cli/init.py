"""`coprod init`: a new evidence project."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors


@click.command(name="init")
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Writes coprod.toml, a coding form and a GitHub workflow into FOLDER; a file that is there is left alone."""
    from coprod.project import FORM, WORKFLOW, init

    with input_errors():
        made = init(folder)
    for path in made.written:
        click.echo(f"Wrote {path}")
    for path in made.kept:
        click.echo(f"Left {path} as it is")
    click.echo(
        f"""
Next:
  1. Fill in {folder / FORM}, sheet Coding: one statement in each row.
  2. Check it:                 coprod validate {folder / FORM}
  3. Make the graph:           coprod map {folder / FORM} -o {folder / "evidence.trig"}
  4. Commit {folder / WORKFLOW} with the rest: every pull request is then checked.
     docs/ci.md says how to name a fixed version after “uses:”, and has GitLab, pre-commit and pytest."""
    )
