"""Where the shipped data is: inside the installed package, or else in the checkout it was installed from."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """The path of a shipped folder, ``ontology`` or ``shapes``.

    A wheel carries the folders inside the package; an editable install reads them from the checkout, so that an
    edited file is seen at once.

    Raises:
        FileNotFoundError: the installation is incomplete.

    >>> shipped("ontology").name
    'ontology'
    """
    for place in (_PACKAGE / "shipped" / folder, _PACKAGE.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the shipped folder {folder!r} is missing from this installation of coprod")
