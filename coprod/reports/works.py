"""Works and suggestions as text, and suggestions as a table that becomes works.tsv once a person has decided."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

from coprod.evidence.gather import Gathered, Suggestion
from coprod.files import replacing
from coprod.readers.safe import row_writer, safe

_HEADER = ("source", "copyOf", "versionOf", "notCopyOf", "coder", "reason")


def render(gathered: Gathered) -> str:
    """Works of more than one source, each source with its reason; then what a person should decide."""
    clusters = [c for c in gathered.clusters if len(c.members) > 1]
    sources = sum(len(c.members) for c in gathered.clusters)
    lines = [f"{_count(sources, 'source')}, {_count(len(gathered.clusters), 'work')}."]
    for cluster in clusters:
        lines += ["", cluster.work]
        lines += [f"  {m.source}  {m.reason}" for m in cluster.members if m.source != cluster.work]
    if gathered.suggestions:
        lines += ["", f"{_count(len(gathered.suggestions), 'suggestion')} to decide in works.tsv:"]
        lines += [f"  {_said(s)}  {s.reason}" for s in gathered.suggestions]
    return "\n".join(lines)


def write_suggestions(path: Path, gathered: Gathered) -> None:
    """Suggestions as tab-separated rows in the columns of works.tsv.

    One row for each source. Rows to accept go to works.tsv as they are; to refuse one, move its `copyOf` to
    `notCopyOf`.

    Raises:
        OSError: the file cannot be written.
    """
    out = io.StringIO(newline="")
    write = row_writer(out, "\t", "\n")
    write(_HEADER)
    for source, group in itertools.groupby(gathered.suggestions, key=lambda s: s.source):
        write(map(safe, _row(source, list(group))))
    with replacing(path) as temporary:
        temporary.write_text(out.getvalue(), encoding="utf-8", newline="")


def _row(source: str, suggestions: list[Suggestion]) -> tuple[str, ...]:
    first = max(suggestions, key=lambda s: bool(s.copy_of or s.version_of))
    others = [s for s in suggestions if s is not first]
    reasons = [first.reason, *(f"{s.copy_of or s.version_of or 'note'}: {s.reason}" for s in others)]
    return (source, first.copy_of, first.version_of, "", "", " | ".join(reasons))


def _said(suggestion: Suggestion) -> str:
    if suggestion.version_of:
        return f"{suggestion.source} = version of {suggestion.version_of}?"
    return f"{suggestion.source} = copy of {suggestion.copy_of}?" if suggestion.copy_of else f"{suggestion.source}:"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
