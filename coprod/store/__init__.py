"""Stores behind one interface: in memory, in a folder on disk, and on any SPARQL 1.1 server.

Every store is asked with the union of the four named graphs as its default graph, and gives the same answers.

>>> from pathlib import Path
>>> with open_store(Path("docs/example.trig")) as store:
...     bool(store.query("ASK { coprod:CoDesign coprod:involvesActor coprod:Carer }"))
True
"""

from __future__ import annotations

from coprod.store.base import Answer, BadQuery, GraphStore, StoreError, UnreadableGraph
from coprod.store.disk import DiskStore
from coprod.store.memory import Store
from coprod.store.opening import open_store
from coprod.store.remote import RemoteStore

__all__ = [
    "Answer",
    "BadQuery",
    "DiskStore",
    "GraphStore",
    "RemoteStore",
    "Store",
    "StoreError",
    "UnreadableGraph",
    "open_store",
]
