"""Shapes to findings: the only door to validation, for ``spaceflight build``, the command line and other programs."""

from pyoxigraph import Quad, Store

from spaceflight_graph.findings import Finding, ordered
from spaceflight_graph.shacl import Data, Engine, Shapes


def check(store: Store, shapes: Shapes) -> list[Finding]:
    """Return what is wrong with the union of all graphs of a store.

    The findings have no places in files: nobody knows here where the triples came from.

    Raises:
        SpaceflightError: the shapes themselves are wrong.
    """
    engine = Engine(Data(_flat(store), exact=False), shapes)
    return list(ordered(set(engine.run())))


def _flat(store: Store) -> Store:
    """Return a store whose default graph is the union of all graphs: counting is only right there."""
    if next(iter(store.named_graphs()), None) is None:
        return store
    flat = Store()
    flat.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return flat
