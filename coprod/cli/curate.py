"""`coprod curate`: one decision on a phrase, added to the file of decisions."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from coprod.cli.errors import input_errors
from coprod.cli.settings import config_option, own_ontology, settings


@click.command(name="curate")
@click.argument("phrase")
@click.argument("term", required=False)
@click.option("--not", "rejects", is_flag=True, help="The phrase does not mean TERM.")
@click.option("--no-term", is_flag=True, help="The phrase has no term.")
@click.option(
    "--slot", type=click.Choice(["subject", "predicate", "object", "text"]), help="Where. Default: everywhere."
)
@click.option("--coder", required=True, help="Who decides.")
@click.option("--date", default=lambda: datetime.date.today().isoformat(), help="Day of the decision. Default: today.")
@click.option("--reviewer", help="Who settles it, where coders disagree.")
@click.option("--decisions", type=click.Path(path_type=Path), help="The file. Default: that of the settings.")
@config_option
def command(
    phrase: str,
    term: str | None,
    rejects: bool,
    no_term: bool,
    slot: str | None,
    coder: str,
    date: str,
    reviewer: str | None,
    decisions: Path | None,
    config: Path | None,
) -> None:
    """Decides that PHRASE means TERM, does not mean it, or means none; adds a line to decisions.sssom.tsv.

    TERM is an id or a label. A decision that contradicts another one is refused, and nothing is written.
    """
    if bool(term) == no_term:
        raise click.UsageError("name the TERM that the phrase means, or say --no-term")
    if rejects and no_term:
        raise click.UsageError("--not needs a TERM, which the phrase does not mean; --no-term says that it means none")

    from coprod.curation import sssom
    from coprod.curation.append import add
    from coprod.curation.curated import Normal
    from coprod.curation.decision import BadDecisions
    from coprod.grounding.grounder import Grounder
    from coprod.ontology.lookup import UnknownTerm, exactly

    given = settings(config)
    ontology = own_ontology(given)
    path = decisions or next(iter(given.decisions), Path("decisions.sssom.tsv"))
    with input_errors(BadDecisions, UnknownTerm):
        id = exactly(ontology, term) if term else ""
        row = sssom.mapping_row(ontology, " ".join(phrase.split()), slot or "", id, exact=True, how=sssom.MANUAL) | {
            "predicate_modifier": "Not" if rejects else "",
            "author_label": sssom.agent_cell(coder),
            "mapping_date": date,
            "reviewer_label": sssom.agent_cell(reviewer or ""),
        }
        others = [other for other in given.decisions if other.resolve() != path.resolve()]
        add(path, row, ontology, Normal(Grounder(ontology).tokenise), given.base, others)
    click.echo(f"Wrote {path}", err=True)
    if path.resolve() not in [known.resolve() for known in given.decisions]:
        click.echo(f'It counts where coprod.toml says: decisions = "{path}"', err=True)
