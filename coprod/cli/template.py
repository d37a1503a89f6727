"""`coprod template`: a coding form."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import InputError, input_errors
from coprod.cli.settings import config_option, own_ontology, settings


@click.command(name="template")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), help="The form to write, an .xlsx file."
)
@config_option
def command(output: Path, config: Path | None) -> None:
    """Writes a coding form for Excel or LibreOffice, with drop-downs of terms and facets and a sheet of definitions."""
    from coprod.sheets.template import write_template

    if output.suffix.lower() != ".xlsx":
        raise InputError(f"{output}: a coding form is an .xlsx file")
    ontology = own_ontology(settings(config))
    with input_errors():
        write_template(output, ontology)
    click.echo(f"Wrote {output}. Fill in the sheet Coding, then: coprod map {output} -o evidence.trig", err=True)
