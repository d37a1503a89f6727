"""The matrix as a picture: discs for works that speak for a link, diamonds for works against, blank gaps."""

from __future__ import annotations

import io
import textwrap
from typing import TYPE_CHECKING, Final

from coprod.matrix.cells import Matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FOR: Final = "#0072B2"
AGAINST: Final = "#E69F00"
"""Blue and orange of Okabe and Ito's palette: told apart by colour-blind readers, and as dark and light in print."""
_CELL: Final = 0.52
_LABEL: Final = 30


class MissingLibrary(ImportError):
    """A library of an extra that is not installed."""


def draw(matrix: Matrix, format_: str) -> bytes:
    """The picture as ``svg`` or ``png``; the same matrix gives the same bytes.

    Raises:
        MissingLibrary: the extra `chart` is not installed.
    """
    try:
        import matplotlib
    except ImportError:
        raise MissingLibrary("a chart needs the library matplotlib: pip install 'coprod[chart]'") from None
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "coprod", "font.family": "DejaVu Sans", "font.size": 9}):
        width, height = (len(matrix.columns) * _CELL + 3.4, len(matrix.rows) * _CELL + 3.0)
        figure = Figure(figsize=(max(width, 6.5), height), layout="constrained")
        axes = figure.add_subplot()
        _grid(axes, matrix)
        for (row, column), cell in matrix.cells.items():
            if row in matrix.rows and column in matrix.columns:
                _cell(axes, matrix.columns.index(column), matrix.rows.index(row), cell.works_for, cell.works_against)
        _legend(axes)
        out = io.BytesIO()
        about = {"Date": None} if format_ == "svg" else {"Software": None}
        figure.savefig(out, format=format_, dpi=200, metadata=about)
    return out.getvalue()


def _grid(axes: Axes, matrix: Matrix) -> None:
    axes.set_xlim(-0.5, len(matrix.columns) - 0.5)
    axes.set_ylim(len(matrix.rows) - 0.5, -0.5)
    axes.set_aspect("equal")
    axes.set_xticks(range(len(matrix.columns)), [_folded(c) for c in matrix.columns], rotation=50, ha="left")
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(matrix.rows)), [_folded(r) for r in matrix.rows])
    axes.tick_params(length=0)
    axes.set_xticks([i - 0.5 for i in range(len(matrix.columns) + 1)], minor=True)
    axes.set_yticks([i - 0.5 for i in range(len(matrix.rows) + 1)], minor=True)
    axes.grid(which="minor", color="#CCCCCC", linewidth=0.6)
    axes.tick_params(which="minor", length=0)
    for side in axes.spines.values():
        side.set_color("#CCCCCC")
    axes.set_ylabel(matrix.area_of_rows, fontweight="bold")
    axes.set_title(matrix.area_of_columns, fontweight="bold", fontsize=9)


def _cell(axes: Axes, x: int, y: int, works_for: int, works_against: int) -> None:
    both = bool(works_for and works_against)
    marks = ((works_for, "o", FOR, "white", -0.23), (works_against, "D", AGAINST, "black", 0.23))
    for number, marker, colour, ink, shift in marks:
        if number:
            place = x + (shift if both else 0)
            size = (15 if both else 19) * (0.85 if marker == "D" else 1)
            axes.plot(place, y, marker, color=colour, markersize=size, markeredgecolor="black", markeredgewidth=0.5)
            axes.annotate(str(number), (place, y), ha="center", va="center_baseline", color=ink, fontsize=8)
    if not works_for and not works_against:
        axes.plot(x, y, "o", color="white", markersize=6, markeredgecolor="#666666", markeredgewidth=0.8)


def _legend(axes: Axes) -> None:
    from matplotlib.lines import Line2D

    kinds = (
        ("o", FOR, "black", 10, "works for"),
        ("D", AGAINST, "black", 9, "works against"),
        ("o", "white", "#666666", 6, "mentioned only"),
        ("s", "white", "#CCCCCC", 10, "gap"),
    )
    marks = [
        Line2D([], [], linestyle="", marker=m, color=c, markeredgecolor=edge, markersize=size, label=label)
        for m, c, edge, size, label in kinds
    ]
    axes.legend(handles=marks, loc="upper center", bbox_to_anchor=(0.5, -0.02), ncols=4, frameon=False)


def _folded(label: str) -> str:
    return textwrap.fill(label, _LABEL)
