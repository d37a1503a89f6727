"""`coprod demo`: five documents, from coded rows to answers."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors


@click.command(name="demo")
@click.argument("folder", default="coprod-demo", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Maps, validates and queries the coded statements that come with coprod, into FOLDER (default: coprod-demo)."""
    from coprod import demo

    with input_errors():
        demo.run(folder, click.echo)
