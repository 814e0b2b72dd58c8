"""A graph for pages that are made from one: the only place of the documentation that builds it."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from spaceflight_graph.build import build
from spaceflight_graph.graph import Graph, open_graph


@contextmanager
def graph() -> Iterator[Graph]:
    """Build the graph of our own data and open it; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        build(store)
        with open_graph(store) as opened:
            yield opened
