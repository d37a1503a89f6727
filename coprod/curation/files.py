"""The two files beside a graph from which a curator works: phrases without a term, and phrases with theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from coprod.curation import sssom
from coprod.curation.decision import Decision
from coprod.curation.ledger import Entry, Ledger
from coprod.files import replacing
from coprod.ontology import Ontology
from coprod.readers.safe import row_writer, safe

UNMAPPED_COLUMNS = ("phrase", "slot", "count", "candidates", "examples")
_EXACT = frozenset({"id", "label", "variant", "lemma", "synonym", "acronym", "decision"})
_HOW = {"fuzzy": "LexicalSimilarityThresholdMatching", "context": "BackgroundKnowledgeBasedMatching"}


def unmapped_file(graph: Path) -> Path:
    """Where the phrases without a term stand: beside the graph.

    >>> unmapped_file(Path("evidence.trig")).name
    'evidence.unmapped.tsv'
    """
    return graph.with_suffix(".unmapped.tsv")


def groundings_file(graph: Path) -> Path:
    """Where the phrases with their terms stand.

    >>> groundings_file(Path("evidence.trig")).name
    'evidence.groundings.sssom.tsv'
    """
    return graph.with_suffix(".groundings.sssom.tsv")


def write_unmapped(path: Path, ledger: Ledger) -> None:
    """Writes phrases without a term, the most frequent first, each with the nearest terms.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        write = row_writer(file, "\t", "\n")
        write(UNMAPPED_COLUMNS)
        for entry in ledger.unmapped():
            shown = "; ".join(f"{sssom.curie(id)} {score:.2f}" for id, score in entry.candidates)
            write((safe(entry.phrase), entry.slot, str(entry.count), shown, safe(entry.examples())))


def write_groundings(
    path: Path, ledger: Ledger, ontology: Ontology, base: str, decided: Callable[[str, str, str], Decision | None]
) -> None:
    """Writes phrases with their terms as an SSSOM table, sorted by phrase; its lines can be copied into decisions.

    Args:
        path: the file.
        ledger: the phrases.
        ontology: names the terms.
        base: the user's base IRI, under which the table is named.
        decided: gives the decision by which a phrase in a slot means a term.

    Raises:
        OSError: the file cannot be written.
    """
    name = path.name.removesuffix(".sssom.tsv")
    head = sssom.header(
        f"{base}mappings/{quote(name)}", f"Phrases and their terms, {name}", sssom.own_prefixes(ontology)
    )

    def rows() -> Iterator[dict[str, str]]:
        for entry in ledger.mapped():
            yield _row(ontology, entry) | (_by(entry, decided) if entry.tier == "decision" else sssom.tool())

    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as file:
        sssom.write(file, head, rows())


def _row(ontology: Ontology, entry: Entry) -> dict[str, str]:
    by_person = entry.decided_by != "lexicon"
    how = sssom.MANUAL if by_person else "semapv:" + _HOW.get(entry.tier, "LexicalMatching")
    row = sssom.mapping_row(ontology, safe(entry.phrase), entry.slot, entry.term, exact=entry.tier in _EXACT, how=how)
    rows = "1 row" if entry.count == 1 else f"{entry.count} rows"
    return row | {"confidence": f"{entry.score:.2f}", "comment": f"{entry.tier}; {rows}: {entry.examples()}"}


def _by(entry: Entry, decided: Callable[[str, str, str], Decision | None]) -> dict[str, str]:
    """Who decided."""
    decision = decided(entry.phrase, entry.slot, entry.term)
    if decision is None:
        return {}
    return {
        "author_label": sssom.agent_cell(decision.coder),
        "mapping_date": decision.date,
        "reviewer_label": sssom.agent_cell(decision.reviewer),
    }
