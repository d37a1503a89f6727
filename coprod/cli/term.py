"""`coprod term`: looks a term up."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.settings import config_option, own_ontology, settings


@click.command(name="term")
@click.argument("words", nargs=-1, required=True, metavar="ID|WORDS")
@config_option
def command(words: tuple[str, ...], config: Path | None) -> None:
    """Shows the term with this ID, or those whose labels or definitions hold the WORDS."""
    from coprod.ontology.lookup import find
    from coprod.reports.terms import render

    ontology = own_ontology(settings(config))
    found = find(ontology, " ".join(words))
    if not found:
        click.echo(f"no term for {' '.join(words)!r}", err=True)
        raise SystemExit(1)
    click.echo("\n\n".join(render(ontology, term) for term in found[:10]))
    if len(found) > 10:
        click.echo(f"\n… and {len(found) - 10} more: {', '.join(t.id for t in found[10:])}")
