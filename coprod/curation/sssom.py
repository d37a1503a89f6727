"""SSSOM tables of phrases: the header and the columns that groundings and decisions share, and their cells."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TextIO

import msgspec

from coprod import __version__
from coprod.curation.decision import BadDecisions
from coprod.names import COPROD
from coprod.ontology import Ontology

NO_TERM: Final = "sssom:NoTermFound"
LITERAL: Final = "rdfs literal"
MANUAL: Final = "semapv:ManualMappingCuration"
COLUMNS: Final = (
    *("subject_label", "slot", "subject_type", "predicate_id", "predicate_modifier", "object_id", "object_label"),
    *("mapping_justification", "author_label", "mapping_date", "reviewer_label", "confidence", "mapping_tool"),
    *("mapping_tool_version", "comment"),
)
"""The columns that we write; `slot` is an extension, declared in the header."""
KNOWN: Final = (
    *COLUMNS,
    *("record_id", "subject_id", "subject_category", "predicate_label", "object_category", "author_id", "reviewer_id"),
    *("creator_id", "creator_label", "license", "subject_source", "subject_source_version", "object_type"),
    *("object_source", "object_source_version", "predicate_type", "mapping_provider", "mapping_source"),
    *("mapping_cardinality", "cardinality_scope", "mapping_tool_id", "publication_date", "review_date"),
    *("reviewer_agreement", "curation_rule", "curation_rule_text", "subject_match_field", "object_match_field"),
    *("match_string", "subject_preprocessing", "object_preprocessing", "similarity_score", "similarity_measure"),
    *("see_also", "issue_tracker_item", "other"),
)
"""Every column that SSSOM knows for a mapping; those that we do not write are kept out of the way."""
_PREFIXES: Final = {
    "coprod": COPROD,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "sssom": "https://w3id.org/sssom/",
}
_UNSPECIFIED: Final = "https://w3id.org/sssom/license/unspecified"
_CURIE_MAP: Final = re.compile(r"\s+[\"']?([A-Za-z][\w.-]*)[\"']?:\s*[\"']?([^\"'\s]+)[\"']?")


class Line(msgspec.Struct, frozen=True):
    """One row of a table: its cells by column, and the number of its line in the file."""

    cells: dict[str, str]
    number: int


class Table(msgspec.Struct, frozen=True):
    """A table as read: its rows, its columns, and the prefixes of its header."""

    rows: tuple[Line, ...]
    columns: tuple[str, ...]
    prefixes: dict[str, str]


def own_prefixes(ontology: Ontology) -> dict[str, str]:
    """The prefixes of a user's own terms, from their ids and IRIs."""
    own = (t for t in ontology.terms() if not t.iri.startswith(COPROD) and "." in t.id)
    return {t.id.partition(".")[0]: t.iri.removesuffix(t.id.partition(".")[2]) for t in own}


def curie(id: str) -> str:
    """The CURIE of a term's id.

    >>> curie("Carer"), curie("my.YouthAdviser"), curie("")
    ('coprod:Carer', 'my:YouthAdviser', 'sssom:NoTermFound')
    """
    if not id:
        return NO_TERM
    prefix, dot, local = id.partition(".")
    return f"{prefix}:{local}" if dot else f"coprod:{id}"


def header(set_id: str, title: str, more_prefixes: Mapping[str, str]) -> str:
    """The comment lines that begin a file."""
    prefixes = sorted({**_PREFIXES, **more_prefixes}.items())
    lines = [
        "curie_map:",
        *(f"  {prefix}: {iri}" for prefix, iri in prefixes),
        "extension_definitions:",
        "  - slot_name: slot",
        "    property: coprod:slot",
        f"license: {_UNSPECIFIED}",
        f"mapping_set_id: {json.dumps(set_id)}",
        f"mapping_set_title: {json.dumps(title, ensure_ascii=False)}",
    ]
    return "".join(f"#{line}\n" for line in lines)


def write(file: TextIO, head: str, rows: Iterable[Mapping[str, str]]) -> None:
    """Writes a table; cells that are not given are empty."""
    file.write(head)
    writer = csv.DictWriter(file, COLUMNS, restval="", delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def mapping_row(ontology: Ontology, phrase: str, slot: str, term: str, *, exact: bool, how: str) -> dict[str, str]:
    """The cells that every mapping has; an empty `term` says that there is none.

    Args:
        ontology: names the term.
        phrase: the words.
        slot: where they stand; may be empty.
        term: id of a concept or a relation.
        exact: whether the words are a name of the term.
        how: the justification, of semapv.
    """
    known = ontology.concepts.get(term) or ontology.relations.get(term)
    return {
        "subject_label": phrase,
        "slot": slot,
        "subject_type": LITERAL,
        "predicate_id": "skos:exactMatch" if exact else "skos:closeMatch",
        "object_id": curie(term),
        "object_label": known.label if known else "",
        "mapping_justification": how,
    }


def tool() -> dict[str, str]:
    """The cells that say that we mapped it."""
    return {"mapping_tool": "coprod", "mapping_tool_version": __version__}


def agents(cell: str) -> list[str]:
    """The names of a cell of many; a backslash keeps a bar that belongs to a name.

    >>> agents("ada|ben"), agents("Alice\\\\|Bob")
    (['ada', 'ben'], ['Alice|Bob'])
    """
    names = re.findall(r"(?:\\.|[^|\\])+", cell)
    return [re.sub(r"\\(.)", r"\1", name).strip() for name in names if name.strip()]


def agent_cell(names: str) -> str:
    """A name as a cell of many."""
    return names.replace("\\", "\\\\").replace("|", "\\|")


def read(path: Path) -> Table:
    """A table as it stands, with the number of each line.

    Raises:
        BadDecisions: the file is missing, empty, not UTF-8, or no table of tab-separated columns.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadDecisions(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise BadDecisions(f"{path}, line {line}: is not UTF-8; save the file as UTF-8 text") from None
    lines = text.splitlines(keepends=True)
    first = next((i for i, line in enumerate(lines) if line.strip() and not line.lstrip('"').startswith("#")), None)
    if first is None:
        raise BadDecisions(f"{path}: the file is empty; its first line names the columns, such as subject_label")
    prefixes = _curie_map(line.strip().strip('"').rstrip("\t") for line in lines[:first])
    reader = csv.reader(lines[first:], delimiter="\t")
    columns = tuple(name.strip() for name in next(reader))
    while columns and not columns[-1]:
        columns = columns[:-1]
    if "subject_label" not in columns and any("subject_label" in name for name in columns):
        raise BadDecisions(f"{path}, line {first + 1}: the columns are not apart by tabs; save as tab-separated text")
    rows = []
    before = reader.line_num
    for cells in reader:
        number, before = first + before + 1, reader.line_num
        if any(cell.strip() for cell in cells):
            if any(cell.strip() for cell in cells[len(columns) :]):
                raise BadDecisions(f"{path}, line {number}: has {len(cells)} cells, but the columns are {len(columns)}")
            given = dict(zip(columns, (" ".join(cell.split()) for cell in cells), strict=False))
            rows.append(Line(dict.fromkeys(columns, "") | given, number))
    return Table(tuple(rows), columns, prefixes)


def _curie_map(lines: Iterable[str]) -> dict[str, str]:
    """The prefixes of a header, whose ``#`` is still there."""
    found: dict[str, str] = {}
    inside = False
    for line in lines:
        text = line.removeprefix("#")
        text = text[1:] if text.startswith(" ") and not text.startswith("  ") else text
        if text.startswith("curie_map:"):
            inside = True
        elif inside and (match := _CURIE_MAP.fullmatch(text.rstrip())):
            found[match[1]] = match[2]
        else:
            inside = False
    return found
