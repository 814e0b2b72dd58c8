"""The whole store in the RDF formats, sorted, so that the same graph is the same bytes."""

from pyoxigraph import Quad, RdfFormat, Store, Triple, serialize

from spaceflight_graph.namespaces import PREFIXES

FORMATS = {
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
}


def text(store: Store, form: str) -> str:
    """Return every triple of the store; formats without named graphs hold the union of all graphs.

    Args:
        store: the graph.
        form: one of ``FORMATS``.
    """
    target = FORMATS[form]
    found: list[Quad] | list[Triple] = (
        sorted(store, key=lambda q: (str(q.graph_name), str(q.triple)))
        if target.supports_datasets
        else sorted({q.triple for q in store}, key=str)
    )
    prefixes = dict(PREFIXES) if form in ("trig", "turtle") else None
    return (serialize(found, format=target, prefixes=prefixes) or b"").decode()
