"""A picture of a thing and of each that hangs on it: the only place that finds what a flight's pictures are of."""

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, RDF, SF
from spaceflight_graph.serve.pages.pictures.svg import Picture


def drawn(
    store: Store, node: NamedNode, kind: NamedNode | None, draw: Callable[[NamedNode, int], Picture | None]
) -> list[Picture]:
    """Return the pictures that there are of a thing, and of what belongs to it where it is a flight.

    Args:
        store: the graph.
        node: the thing.
        kind: the class of what is drawn; None: any.
        draw: makes a picture of a thing and of its number, from 1; None where there is nothing to be seen.
    """
    return [picture for number, thing in enumerate(_those(store, node, kind), 1) if (picture := draw(thing, number))]


def _those(store: Store, node: NamedNode, kind: NamedNode | None) -> Iterator[NamedNode]:
    found = [quad.subject for quad in store.quads_for_pattern(None, SF.flight, node, GRAPH.entities)]
    for thing in (node, *sorted(found, key=str)):
        if isinstance(thing, NamedNode) and (
            kind is None or next(store.quads_for_pattern(thing, RDF.type, kind, None), None)
        ):
            yield thing
