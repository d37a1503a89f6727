"""Whether the project was coded with the ontology that is installed."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from coprod.data import shipped
from coprod.names import PREFIXES
from coprod.validation.input_rules import VERSION
from coprod.validation.report import Finding, Place


@functools.cache
def ontology_version() -> str:
    """The version of the shipped ontology."""
    import pyoxigraph as ox

    predicate = ox.NamedNode(PREFIXES["owl"] + "versionInfo")
    path = str(shipped("ontology") / "coprod.ttl")
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        if quad.predicate == predicate and isinstance(quad.object, ox.Literal):
            return quad.object.value
    raise RuntimeError("the shipped ontology has no version")


def version_finding(expected: str, settings: Path | None = None) -> tuple[Finding, ...]:
    """A finding where the version that the settings name is another than the installed one.

    Args:
        expected: such as ``0.1.0``; ``0.1`` stands for every ``0.1.x``, and nothing for any version.
        settings: the file that names it.

    >>> version_finding("")
    ()
    >>> [(f.code, f.severity, f.value) for f in version_finding("99.0")]
    [('SET001', 'warning', '99.0')]
    """
    shipped_one = ontology_version()
    if not expected or f"{shipped_one}.".startswith(f"{expected}."):
        return ()
    message = (
        f"The project was coded with version {expected} of the ontology, and version {shipped_one} is installed: "
        "read the changes, check the codings, then set ontology-version."
    )
    finding = Finding(
        code=VERSION.code,
        severity=VERSION.severity,
        focus="coprod.toml",
        path="ontology-version",
        value=expected,
        message=message,
        location=_place(settings) if settings else Place(),
    )
    return (finding,)


def _place(settings: Path) -> Place:
    text = settings.read_text(encoding="utf-8-sig", errors="replace")
    found = re.search(r"^[ \t]*[\"']?(ontology-version)\b", text, re.MULTILINE)
    if not found:
        return Place(file=str(settings))
    start = found.start(1)
    return Place(file=str(settings), line=text.count("\n", 0, start) + 1, column=start - text.rfind("\n", 0, start))
