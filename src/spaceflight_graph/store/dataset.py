"""The local graph as an rdflib dataset: the only place that puts rdflib on the store."""

from pathlib import Path

import rdflib
from oxrdflib import OxigraphStore

from spaceflight_graph.rdf import rdflib_terms  # noqa: F401 - rdflib is told to leave literals alone
from spaceflight_graph.store.local import open_store


def open_dataset(path: str | Path) -> rdflib.Dataset:
    """Open the local graph as an rdflib dataset whose default graph is the union of all: rdflib's API on our store.

    String queries go whole to the store; prepared ones run on rdflib's own engine, a hundred times slower.

    Raises:
        StoreError: the graph was never built or was built by another version.
    """
    return rdflib.Dataset(store=OxigraphStore(store=open_store(path)), default_union=True)
