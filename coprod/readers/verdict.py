"""What a person decided about a row in an annotated sheet."""

from __future__ import annotations

import msgspec

from coprod.statement import Problem


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """Decisions and corrections read from the columns that annotating appended; empty where the person left them."""

    decided: tuple[tuple[str, str, str], ...] | None = None
    polarity: str = ""
    modality: str = ""
    attributed_to: tuple[str, ...] | None = None
    problems: tuple[Problem, ...] = ()


NO_VERDICT = Verdict()
