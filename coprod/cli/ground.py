"""`coprod ground`: what a phrase means."""

from __future__ import annotations

import json
from pathlib import Path

import click

from coprod.cli.settings import config_option, own_ontology, settings


@click.command(name="ground")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--explain", is_flag=True, help="Say how the words led to each concept.")
@config_option
def command(texts: tuple[str, ...], as_json: bool, explain: bool, config: Path | None) -> None:
    """Says which concepts a TEXT means, and why. Exits with 1 where one means nothing."""
    import msgspec

    from coprod.cli.errors import input_errors
    from coprod.curation.decision import BadDecisions
    from coprod.curation.read import load
    from coprod.mapping.mapper import Mapper
    from coprod.mapping.nearest import Nearest
    from coprod.reports import explanation

    given = settings(config)
    ontology = own_ontology(given)
    with input_errors(BadDecisions):
        mapper = Mapper(ontology, load(given.decisions, ontology))
    missed = False
    for text in texts:
        groundings = mapper.ground(text)
        missed |= not groundings
        if as_json:
            found = [msgspec.to_builtins(g) for g in groundings]
            click.echo(json.dumps({"text": text, "groundings": found}, ensure_ascii=False))
            continue
        if explain:
            near = () if groundings else Nearest(ontology)(text)
            click.echo(explanation.phrase(ontology, text, groundings, near))
            continue
        if not groundings:
            click.echo(f"{text}: no concept")
        for grounding in groundings:
            concept = ontology.concepts[grounding.term]
            click.echo(f"{text}: {concept.id} ({concept.label})")
            click.echo(f"    “{grounding.matched}” by {grounding.tier}, score {grounding.score:.2f}")
            if grounding.runners_up:
                others = ", ".join(f"{id} {score:.2f}" for id, score in grounding.runners_up)
                click.echo(f"    also considered: {others}")
    raise SystemExit(1 if missed else 0)
