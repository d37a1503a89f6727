"""`coprod ground`: what a phrase means."""

from __future__ import annotations

import json

import click


@click.command(name="ground")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT…")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def command(texts: tuple[str, ...], as_json: bool) -> None:
    """Says which concepts a TEXT means, and why. Exits with 1 where one means nothing."""
    import msgspec

    from coprod.mapping.mapper import Mapper
    from coprod.ontology import Ontology

    ontology = Ontology.load()
    mapper = Mapper(ontology)
    missed = False
    for text in texts:
        groundings = mapper.ground(text)
        missed |= not groundings
        if as_json:
            found = [msgspec.to_builtins(g) for g in groundings]
            click.echo(json.dumps({"text": text, "groundings": found}, ensure_ascii=False))
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
