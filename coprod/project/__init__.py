"""A new evidence project: settings, a coding form and a workflow, in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from coprod import __version__
from coprod.files import replacing
from coprod.ontology import Ontology
from coprod.sheets.template import write_template
from coprod.validation.version import ontology_version

SETTINGS: Final = "coprod.toml"
FORM: Final = "codings.xlsx"
WORKFLOW: Final = ".github/workflows/evidence.yml"


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were written, and those that were there already and are as they were."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


def init(folder: Path) -> Made:
    """Writes the files of a project that are not there yet.

    Raises:
        OSError: the folder cannot be written to.
    """
    written, kept = [], []
    for name in (SETTINGS, FORM, WORKFLOW):
        path = folder / name
        if path.exists() or path.is_symlink():
            kept.append(path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == FORM:
            with replacing(path) as temporary:
                write_template(temporary, Ontology.load())
        else:
            _write(path)
        written.append(path)
    return Made(written=tuple(written), kept=tuple(kept))


def _write(path: Path) -> None:
    text = (Path(__file__).parent / path.name).read_text(encoding="utf-8")
    text = text.replace("{ontology-version}", ontology_version()).replace("{version}", __version__)
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")
