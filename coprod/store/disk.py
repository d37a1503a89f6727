"""A store in a folder: Oxigraph's own format, opened in milliseconds however large it is."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from coprod.names import PREFIXES
from coprod.store import settling
from coprod.store.asking import ask, change
from coprod.store.base import Answer, StoreError
from coprod.store.reading import checked_format, graph_of, has_mark, parsed, read_quads, readable


def is_store(folder: Path) -> bool:
    """Whether a folder holds a store.

    >>> is_store(Path("docs"))
    False
    """
    return (folder / "CURRENT").is_file()


class DiskStore:
    """Quads in a folder. Many processes may read it; one at a time may write, while nobody reads.

    Args:
        folder: a folder that `build` made.
        writable: open it for `add` and `update` too.

    Raises:
        StoreError: there is no store in the folder, or another process is writing to it.
    """

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        self.folder = folder
        self.writable = writable
        if not is_store(folder):
            raise StoreError(f"{folder}: there is no store here; make one with: coprod store build GRAPH -o {folder}")
        try:
            self._open: ox.Store | None = ox.Store(str(folder)) if writable else ox.Store.read_only(str(folder))
        except OSError as error:
            busy = "lock" in str(error).lower()
            reason = "another process is writing to it" if busy else f"the store cannot be opened: {error}"
            raise StoreError(f"{folder}: {reason}") from None

    @classmethod
    def build(cls, folder: Path, paths: Iterable[Path], *, replace: bool = False) -> None:
        """Loads graph files into a new store. The folder appears when all is loaded, or not at all.

        Args:
            folder: where the store goes; its parent must exist.
            paths: graph files; a format without named graphs is read into the statements graph.
            replace: put the new store in the place of an old one, which stays whole until the new one is.

        Raises:
            UnreadableGraph: a file is missing, empty or broken.
            StoreError: the folder exists.
            OSError: the folder cannot be written to.
        """
        if is_store(folder):
            if not replace:
                raise StoreError(f"{folder}: holds a store already; add to it with coprod store add, or say --replace")
        elif folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise StoreError(f"{folder}: exists and is no store; name a new folder")
        paths = tuple(paths)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _fill(temporary / "new", paths)
            if folder.exists():
                folder.rename(temporary / "old")
            (temporary / "new").rename(folder)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)

    def __len__(self) -> int:
        return len(self._store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the files. Answers that have not been read to their end keep them open."""
        self._open = None

    def query(self, text: str) -> Answer:
        """Runs a SPARQL query; the prefixes of `coprod.names.PREFIXES` are known.

        Raises:
            BadQuery: the text is not SPARQL.
        """
        return ask(self._store, text)

    def update(self, text: str) -> None:
        """Runs a SPARQL update in one transaction; when it returns, it is on disk.

        Raises:
            BadQuery: the text is not SPARQL.
            StoreError: the store was opened for reading, or cannot be written to.
        """
        if not self.writable:
            raise StoreError(f"{self.folder}: the store was opened for reading only")
        try:
            change(self._store, text)
            self._store.flush()
        except OSError as error:
            raise StoreError(f"{self.folder}: cannot be written to: {error}") from None

    def add(self, paths: Iterable[Path]) -> None:
        """Adds graph files in one transaction, and takes out direct triples that are now disputed.

        The files are held in memory while they are added; make a large store with `build`.

        Raises:
            UnreadableGraph: a file is missing, empty or broken; nothing is added then.
            StoreError: the store was opened for reading, or cannot be written to.
        """
        self.update(settling.insertion(read_quads(paths)))

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad, in no order."""
        yield from self._store

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StoreError(f"{self.folder}: the store is closed")
        return self._open


def _fill(folder: Path, paths: tuple[Path, ...]) -> None:
    store = ox.Store(str(folder))
    for path in paths:
        format_ = checked_format(path)
        with readable(path, format_):
            if has_mark(path):
                store.bulk_extend(parsed(path, format_, graph_of(format_)))
            else:
                store.bulk_load(path=str(path), format=format_, to_graph=graph_of(format_))
    if len(paths) > 1:
        for update in settling.settlements(settling.stated(read_quads(paths))):
            store.update(update, prefixes=PREFIXES)
    with contextlib.suppress(OSError):
        store.optimize()
    store.flush()
