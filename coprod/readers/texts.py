"""Texts of sources: files of a folder, and the passages that stand in coded rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from coprod.readers import read
from coprod.readers.encodings import detect
from coprod.readers.errors import UnreadableInput
from coprod.readers.sources import as_doi
from coprod.statement import Source, Statement


def read_sources(files: Iterable[Path], columns: Mapping[str, str]) -> tuple[list[Source], dict[str, str]]:
    """The sources that coded rows name, each once, and the passages of each, by its name; bad rows are passed over.

    Raises:
        UnreadableInput: a file cannot be read as a whole.
    """
    sources: dict[Source, dict[str, None]] = {}
    for path in files:
        for row in read(path, columns=columns):
            if isinstance(row, Statement) and row.source.name:
                passages = sources.setdefault(row.source, {})
                for cited in row.cites:
                    sources.setdefault(Source.named(cited), {})
                if row.text:
                    passages[row.text] = None
    return list(sources), {s.name: "\n".join(passages) for s, passages in sources.items() if passages}


def read_texts(folder: Path) -> dict[str, str]:
    """The .txt and .md files of a folder, by the source that each is called after.

    A file is called after its source's name; in that of a DOI ``_`` stands for ``/``: ``10.5555_first.txt``.

    Raises:
        UnreadableInput: no such folder, no text in it, or one that cannot be read.
    """
    if not folder.is_dir():
        raise UnreadableInput(f"{folder}: there is no such folder; --texts takes a folder of .txt or .md files")
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".txt", ".md"))
    if not files:
        raise UnreadableInput(f"{folder}: holds no .txt or .md file")
    return {name_of(path.stem): path.read_text(encoding=detect(path).name) for path in files}


def name_of(stem: str) -> str:
    """The name of the source that a text file is called after.

    >>> name_of("10.5555_first"), name_of("smith_2019")
    ('10.5555/first', 'smith_2019')
    """
    return as_doi(re.sub("_", "/", stem, count=1)) or stem
