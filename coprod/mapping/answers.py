"""Questions that head a cell of a coding sheet, with their answers: "form of co-production?", "NO"."""

from __future__ import annotations

import re
from typing import Final

_QUESTION: Final = re.compile(r"^(?P<claim>.*[^\W\d_])\s*\?\s*(?:[(\[][^()\[\]]*[)\]])?\s*$")
_YES: Final = frozenset({"yes", "y", "true", "✓", "✔"})
_NO: Final = frozenset({"no", "n", "none", "false", "✗", "✘"})


def answered(predicate: str, object: str) -> tuple[str, bool] | None:
    """What is asked, and whether the answer denies it; None where nothing is asked and answered.

    >>> answered("tokenism?", "NO"), answered("co-producer? [Y/N]", "y"), answered("improves?", "trust")
    (('tokenism', True), ('co-producer', False), None)
    """
    answer = object.strip().strip(".!").lower()
    question = _QUESTION.match(predicate)
    if question is None or answer not in _YES | _NO:
        return None
    return question["claim"].strip(), answer in _NO
