"""Queries and updates put to an Oxigraph store, in memory or in a folder."""

from __future__ import annotations

import pyoxigraph as ox

from coprod.names import PREFIXES
from coprod.store.base import Answer, BadQuery
from coprod.store.complaints import not_sparql


def ask(store: ox.Store, text: str) -> Answer:
    """The answer of a store to a query over the union of its graphs.

    Raises:
        BadQuery: the text is not SPARQL.
    """
    try:
        return store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise BadQuery(not_sparql(text, error.msg)) from None


def change(store: ox.Store, text: str) -> None:
    """Carries out an update, in one transaction.

    Raises:
        BadQuery: the text is not SPARQL.
        OSError: the store cannot be written to.
    """
    try:
        store.update(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise BadQuery(not_sparql(text, error.msg)) from None
