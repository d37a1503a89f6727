"""Opens whatever holds a graph: a file, a folder or a server."""

from __future__ import annotations

from pathlib import Path

from coprod.store.base import GraphStore, UnreadableGraph
from coprod.store.disk import DiskStore
from coprod.store.memory import Store
from coprod.store.remote import RemoteStore


def open_store(where: str | Path) -> GraphStore:
    """A store for reading: the file of a graph, a folder made by `coprod store build`, or the URL of a SPARQL endpoint.

    Raises:
        UnreadableGraph: the file is missing, empty or broken.
        StoreError: the folder holds no store, or the server needs what is not installed.
    """
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        return RemoteStore.from_environment(where)
    path = Path(where)
    if not path.exists():
        raise UnreadableGraph(f"{path}: cannot be read (no such file or directory)")
    return DiskStore(path) if path.is_dir() else Store([path])
