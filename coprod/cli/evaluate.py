"""`coprod evaluate`: how well statements are mapped."""

from __future__ import annotations

from pathlib import Path

import click

from coprod.cli.errors import input_errors
from coprod.cli.settings import config_option, own_ontology, settings


@click.command(name="evaluate")
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD.jsonl")
@click.option(
    "--predicted",
    type=click.Path(path_type=Path),
    help="Judge these lines, as of `coprod map --json`, instead of mapping.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--by", multiple=True, type=click.Choice(["relation", "style"]), help="Add a table; may be repeated.")
@click.option("--errors", type=click.Path(path_type=Path), help="Write every error, with its cause: a .tsv file.")
@config_option
def command(
    gold: Path, predicted: Path | None, format_: str, by: tuple[str, ...], errors: Path | None, config: Path | None
) -> None:
    """Maps the statements of GOLD.jsonl and compares what comes out with what is right.

    Prints precision, recall and F1 of assertions (strict, relaxed) and of concepts, the share of facets that are
    right, and of statements without anything to map that were left empty; with 95 % bootstrap intervals, and the
    errors by cause.
    """
    from coprod.evaluation.evaluate import evaluate, predict
    from coprod.evaluation.gold import BadGold, read_gold, read_predictions
    from coprod.readers.errors import UnreadableInput
    from coprod.reports import evaluation as report

    ontology = own_ontology(settings(config))
    with input_errors(BadGold, UnreadableInput):
        records = read_gold(gold, ontology)
        if predicted:
            given = read_predictions(predicted)
        else:
            from coprod.mapping.mapper import Mapper

            given = predict(gold, records, Mapper(ontology).map)
        result = evaluate(records, given, ontology)
        if errors:
            report.write_errors(errors, result.errors)
    click.echo(report.as_json(result) if format_ == "json" else report.render(result, by))
    if errors:
        click.echo(f"Wrote {errors}", err=True)
