"""Adds a decision to a file of decisions, without an editor."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from coprod.curation import sssom
from coprod.curation.clashes import settled
from coprod.curation.decision import BadDecisions
from coprod.curation.read import read_decisions
from coprod.files import replacing
from coprod.ontology import Ontology


def add(
    path: Path,
    row: Mapping[str, str],
    ontology: Ontology,
    normal: Callable[[str], str],
    base: str,
    others: Iterable[Path] = (),
) -> None:
    """Adds one row at the end of a file, which is made where it is missing; a row that is wrong is not written.

    Args:
        path: the file of decisions.
        row: cells by column, as `coprod.curation.sssom.mapping_row` gives them.
        ontology: the terms that may be chosen.
        normal: gives the form in which phrases are compared.
        base: the user's base IRI, under which a new file is named.
        others: further files of decisions, which the new one must not contradict.

    Raises:
        BadDecisions: the file is broken, the row is wrong, or it contradicts another one.
        OSError: the file cannot be written.
    """
    before = path.read_bytes().decode("utf-8-sig") if path.exists() else _new(base, path, ontology)
    columns = sssom.read(path).columns if path.exists() else sssom.COLUMNS
    missing = [column for column, cell in row.items() if cell and column not in columns]
    if missing:
        raise BadDecisions(f"{path}: the column {missing[0]} is missing; add it to the first line, empty in the others")
    line = "\t".join(row.get(column, "") for column in columns)
    with replacing(path) as temporary:
        temporary.write_text(f"{before.rstrip()}\n{line.rstrip()}\n", encoding="utf-8", newline="\n")
        try:
            decisions = [d for p in (temporary, *others) for d in read_decisions(p, ontology, normal)]
            settled(decisions)
        except BadDecisions as error:
            raise BadDecisions(str(error).replace(str(temporary), str(path))) from None


def _new(base: str, path: Path, ontology: Ontology) -> str:
    text = io.StringIO()
    name = path.name.removesuffix(".sssom.tsv")
    sssom.write(
        text, sssom.header(f"{base}mappings/{name}", f"What curators decided, {name}", sssom.own_prefixes(ontology)), ()
    )
    return text.getvalue()
