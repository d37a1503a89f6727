"""Works for and against a link between each term of one area and each term of another."""

from __future__ import annotations

from typing import Final

import msgspec

from coprod.queries.parameters import BadParameter, bind
from coprod.queries.tables import select
from coprod.queries.terms import GraphTerms, short
from coprod.store import GraphStore

ADVERSE: Final = frozenset(
    {
        "diminishesValue", "differsFrom", "excludes", "harms", "hasNoEffectOn", "hinders", "lacksEvidenceOfEffectOn",
        "neglects", "weakensRelation", "worsens",
    }
)  # fmt: skip
"""Relations that speak against a link: a work that asserts one of these counts against."""

_CLAIMS = """
SELECT DISTINCT ?row ?column ?relation ?polarity ?modality ?work WHERE {
  VALUES ?rows { UNDEF }
  ?row skos:broaderTransitive? ?rows .
  VALUES ?columns { UNDEF }
  ?column skos:broaderTransitive? ?columns .
  VALUES ?wanted { UNDEF }  # with wanted
  ?relation rdfs:subPropertyOf? ?wanted .  # with wanted
  ?proposition coprod:subject ?row ; coprod:object ?column ; coprod:relation ?relation .
  ?statement coprod:states ?proposition ; coprod:polarity ?polarity ; coprod:modality ?modality .
  OPTIONAL { ?statement coprod:countsFor ?work }
}
ORDER BY ?row ?column ?relation ?polarity ?modality ?work
"""
_TERMS = """
SELECT ?term (MIN(?name) AS ?label) WHERE {
  VALUES ?area { UNDEF }
  ?term skos:broaderTransitive? ?area ; skos:prefLabel ?name .
}
GROUP BY ?term ORDER BY ?label ?term
"""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one pair: works that assert a link, works that deny it or assert an adverse one.

    A cell without either is only mentioned: as possible, called for, or cited from an unknown work.
    """

    works_for: int = 0
    works_against: int = 0

    def __str__(self) -> str:
        if not self.works_for and not self.works_against:
            return "mentioned"
        parts = ((self.works_for, "for"), (self.works_against, "against"))
        return ", ".join(f"{number} {word}" for number, word in parts if number)


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """Labels of rows and columns, in alphabetical order, and the cells of pairs of which something is said."""

    area_of_rows: str
    area_of_columns: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]

    @property
    def gaps(self) -> int:
        """Pairs of which nothing is said."""
        return len(self.rows) * len(self.columns) - len(self.cells)

    def grid(self) -> list[list[str]]:
        """The matrix as text, with its header; a gap is empty."""
        header = [f"{self.area_of_rows} \\ {self.area_of_columns}", *self.columns]
        return [header, *([r, *(str(self.cells.get((r, c), "")) for c in self.columns)] for r in self.rows)]


def matrix(store: GraphStore, rows: str, columns: str, relation: str = "", *, whole: bool = False) -> Matrix:
    """The matrix of claims from terms of one area to terms of another.

    Args:
        store: the graph.
        rows: the area of the first terms of claims, by id or label; narrower terms are its rows.
        columns: the area of the second terms.
        relation: only claims with this relation, narrower ones included; all claims where empty.
        whole: also terms of which nothing is said here.

    Raises:
        UnknownTerm: the graph knows no such term.
        BadParameter: nothing is said of any pair.
    """
    terms = GraphTerms(store)
    given = {"rows": rows, "columns": columns, **({"wanted": relation} if relation else {})}
    names = [_labels(store, terms, area) for area in (rows, columns)]
    works: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for row in select(store, bind(_CLAIMS, given, terms.resolve)).dicts():
        found = works.setdefault((names[0][str(row["row"])], names[1][str(row["column"])]), (set(), set()))
        side = _side(short(str(row["relation"])), short(str(row["polarity"])), short(str(row["modality"])))
        if side is not None and row["work"] is not None:
            found[side].add(str(row["work"]))
    if not works:
        raise BadParameter(f"nothing is said that leads from {rows} to {columns}")
    used = [{pair[i] for pair in works} for i in (0, 1)]
    labels = [tuple(sorted({n for n in names[i].values() if whole or n in used[i]})) for i in (0, 1)]
    return Matrix(
        area_of_rows=names[0][terms.resolve(rows).value],
        area_of_columns=names[1][terms.resolve(columns).value],
        rows=labels[0],
        columns=labels[1],
        cells={p: Cell(works_for=len(w[0]), works_against=len(w[1])) for p, w in sorted(works.items())},
    )


def _side(relation: str, polarity: str, modality: str) -> int | None:
    """0 where a Statement speaks for the link, 1 where it speaks against it."""
    if polarity == "Negated":
        return None if relation in ADVERSE else 1
    if modality != "Asserted":
        return None
    return 1 if relation in ADVERSE else 0


def _labels(store: GraphStore, terms: GraphTerms, area: str) -> dict[str, str]:
    found = select(store, bind(_TERMS, {"area": area}, terms.resolve)).rows
    return {str(iri): str(label) for iri, label in found}
