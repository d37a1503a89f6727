"""Rows of cells under a header: the part that text tables and workbooks share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence

from coprod.readers.build import build, is_example
from coprod.readers.fields import Fields
from coprod.readers.header import Layout, letter
from coprod.readers.verdict import NO_VERDICT, Verdict
from coprod.statement import Notice, Origin, Rejected, Statement

Judge = Callable[[dict[str, str], dict[str, str], Callable[[str], str]], Verdict]
"""Reads a person's decision from our own columns of a row, its fields, and where each of our columns stands."""


class Table:
    """Turns the rows below a header into records."""

    def __init__(
        self, layout: Layout, *, file: str, sheet: str = "", judge: Judge | None = None, ragged: bool = False
    ) -> None:
        """`ragged` rows have cells where the header has none only by mistake."""
        self.layout = layout
        self.file = file
        self.sheet = sheet
        self.judge = judge if layout.own else None
        named = [i for i, _ in layout.fields] + [i for i, header in layout.others if header]
        self._end = max(named, default=0) + 1 if ragged else sys.maxsize
        self._own = frozenset(i for i, _ in layout.own)
        self._where = {name: f"{letter(i)} ({layout.name(i)})" for i, name in (*layout.fields, *layout.own)}

    def where(self, name: str) -> str:
        """Letter and header of the column of a field, or of one of our own columns."""
        return self._where.get(name, "")

    def split(self, cells: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
        """The cells of a row by field, and those of our own columns by name."""
        cells = self._padded(cells)
        layout = self.layout
        return {field: cells[i] for i, field in layout.fields}, {name: cells[i] for i, name in layout.own}

    def _padded(self, cells: Sequence[str]) -> Sequence[str]:
        short = len(self.layout.headers) - len(cells)
        return [*cells, *[""] * short] if short > 0 else cells

    def records(self, rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Statement | Rejected | Notice]:
        """The records of all rows; a `Notice` where there is none below the header."""
        empty = True
        for row, cells in rows:
            empty = empty and not any(cells)
            record = self.record(row, cells)
            if record:
                yield record
        if empty:
            yield Notice(message="has a header, but no rows below it", file=self.file, sheet=self.sheet)

    def record(self, row: int, cells: Sequence[str]) -> Statement | Rejected | None:
        """One row; nothing where it is empty or the form's example.

        A row that holds nothing but what coprod itself appended is empty.
        """
        layout = self.layout
        cells = self._padded(cells)
        width = len(cells)
        values, own = self.split(cells)
        others = [i for i, _ in layout.others if cells[i].strip()]
        surplus = [i for i in range(self._end, width) if i not in self._own and cells[i].strip()]
        if is_example(values) or not (others or surplus or any(v.strip() for v in values.values())):
            return None
        origin = Origin(file=self.file, sheet=self.sheet, row=row, columns=layout.columns)
        fields = Fields(values, self.where)
        if surplus:
            fields.problem(
                "row",
                f"has cells up to {letter(surplus[-1])}, but the header ends at {letter(self._end - 1)}; put quotation "
                "marks around a cell that holds a separator or a line break",
            )
        verdict = self.judge(own, values, self.where) if self.judge else NO_VERDICT
        return build(
            fields,
            whole=lambda: self._whole(cells),
            aside=tuple((layout.name(i), cells[i]) for i in others),
            origin=origin,
            verdict=verdict,
        )

    def _whole(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """A row as named cells."""
        layout = self.layout
        return tuple(
            (layout.name(i), cell)
            for i, cell in enumerate(cells)
            if cell or (i < len(layout.headers) and layout.headers[i].strip())
        )
