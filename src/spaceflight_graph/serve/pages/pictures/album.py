"""All pictures of a thing: the only place that knows which kinds there are, and in which order they stand."""

from pyoxigraph import NamedNode, Store

from spaceflight_graph.serve.pages.pictures import aboard, bearing, crew, docking, orbit, timeline
from spaceflight_graph.serve.pages.pictures.svg import Picture

_KINDS = (crew.of, timeline.of, orbit.of, docking.of, bearing.of, aboard.of)


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return the pictures of a thing: none where nothing told of it can be drawn."""
    return [picture for kind in _KINDS for picture in kind(store, node, language)]
