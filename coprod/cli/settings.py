"""The settings of a project, as every command takes them: `--config FILE`, else ``./coprod.toml`` where it exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coprod.cli.errors import input_errors

if TYPE_CHECKING:
    from coprod.config import Config
    from coprod.ontology import Ontology

config_option = click.option(
    "--config", type=click.Path(path_type=Path), help="Settings. Default: ./coprod.toml where it exists."
)


def settings(config: Path | None) -> Config:
    """The settings; a file that is missing or wrong ends the command with 2."""
    from coprod.config import BadConfig, load

    with input_errors(BadConfig):
        return load(config)


def own_ontology(given: Config) -> Ontology:
    """The shipped terms with the user's own; terms that are wrong end the command with 2."""
    from coprod.ontology import Ontology
    from coprod.ontology.own import BadOwnTerms

    with input_errors(BadOwnTerms):
        return Ontology.load(given.ontology)
