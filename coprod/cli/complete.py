"""Names that the shell can complete: terms and questions."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def term_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of terms that begin like this, with their labels; relations only for `--relation`."""
    from coprod.ontology import Ontology

    ontology = Ontology.load()
    terms = ontology.relations.values() if param.name == "relation" else ontology.concepts.values()
    start = incomplete.casefold()
    return [CompletionItem(t.id, help=t.label) for t in terms if t.id.casefold().startswith(start)]


def question_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of questions that begin like this, with what they ask."""
    from coprod.queries.named import questions

    return [CompletionItem(q.name, help=q.title) for q in questions().values() if q.name.startswith(incomplete)]
