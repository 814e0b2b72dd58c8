"""Who and what exists: the only place that knows in which named graphs that is said.

The entities say it, and so does the graph of each table, which says its own terms as well.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import DCTERMS, GRAPH, PREFIXES, Term

_OF_DOCUMENTS = GRAPH.iri + "claims/"


def tables(store: Store) -> list[NamedNode]:
    """Return the graphs of tables, by name: those of what a document says that say their licence."""
    licensed = {quad.subject for quad in store.quads_for_pattern(None, DCTERMS.license, None, None)}
    found = [graph for graph in licensed if isinstance(graph, NamedNode) and graph.value.startswith(_OF_DOCUMENTS)]
    return sorted(found, key=lambda graph: graph.value)


def graphs(store: Store) -> list[NamedNode]:
    """Return the graphs that say who and what exists."""
    return [GRAPH.entities, *tables(store)]


def terms(store: Store) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what the graphs of tables say of themselves: licence and credit, each once, in one order."""
    said = {
        (predicate, quad.object)
        for graph in tables(store)
        for predicate in (DCTERMS.license, DCTERMS.bibliographicCitation)
        for quad in store.quads_for_pattern(graph, predicate, None, graph)
        if isinstance(quad.object, NamedNode | Literal)
    }
    yield from sorted(said, key=str)


def described(
    store: Store, subject: NamedNode | None, predicate: NamedNode | None, value: Term | None, among: list[NamedNode]
) -> Iterator[Quad]:
    """Yield what is said of things by one pattern.

    Args:
        store: the graph.
        subject: what it is said of; None: of any thing.
        predicate: None: any.
        value: None: any.
        among: the `graphs` of that store.
    """
    for graph in among:
        for quad in store.quads_for_pattern(subject, predicate, value, graph):
            if graph == GRAPH.entities or (
                isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PREFIXES["id"])
            ):
                yield quad
