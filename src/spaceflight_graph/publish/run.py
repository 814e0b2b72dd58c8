"""The steps of publishing in a row: what waits there already, the batches, the swap, the check."""

from collections.abc import Callable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import BASE
from spaceflight_graph.publish import batches
from spaceflight_graph.publish.target import Target

Progress = Callable[[int, int], None]
OURS = BASE + "graph/"


def publish(store: Store, edition: str, target: Target, progress: Progress = lambda _, __: None) -> dict[str, int]:
    """Replace our graphs in another store by those of the local graph.

    What was interrupted is taken up where it was: the store itself tells how many batches are there. Readers see the
    old graph until the last update, and the new one after it, as far as the store makes one update one transaction
    (docs/scaling.md).

    Args:
        store: the local graph.
        edition: names its content: the same graph has the same.
        target: the other store.
        progress: told after each batch how many triples are there, and of how many.

    Returns:
        How many triples each graph has there now.

    Raises:
        SpaceflightError: the store refuses, cannot be reached, or does not hold what it was given.
    """
    graphs = {graph.value: _size(store, graph) for graph in sorted(_graphs(store), key=lambda node: node.value)}
    there = target.graphs()
    stale = [name for name in there if name.startswith(batches.STAGING) and not _waits(name, edition)]
    if stale:
        target.change(batches.drop(stale))
    done, total = target.number(batches.done(edition)), sum(graphs.values())
    sent = 0
    for number, batch in enumerate(batches.batches(_quads(store), edition), 1):
        sent += batch.size
        if number > done:
            target.add(batch.graph, batch.triples)
            target.add(*batches.mark(edition, number))
            progress(sent, total)
    gone = [name for name in there if name.startswith(OURS) and name not in graphs]
    target.change(batches.swap(edition, list(graphs), gone))
    return _checked(target, graphs)


def _waits(name: str, edition: str) -> bool:
    own = batches.progress(edition)
    return name == own or name.startswith(f"{own}:")


def _graphs(store: Store) -> list[NamedNode]:
    return [name for name in store.named_graphs() if isinstance(name, NamedNode)]


def _size(store: Store, graph: NamedNode) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, None, None, graph))


def _quads(store: Store) -> Iterator[Quad]:
    """Yield the whole graph, graph by graph, always in the same order: what is there already is passed by by count."""
    for graph in sorted(_graphs(store), key=lambda node: node.value):
        yield from store.quads_for_pattern(None, None, None, graph)


def _checked(target: Target, graphs: dict[str, int]) -> dict[str, int]:
    rows = target.rows("SELECT ?graph (COUNT(*) AS ?n) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph")
    found = {row["graph"].value: int(row["n"].value) for row in rows}
    wrong = [name for name, size in graphs.items() if found.get(name, 0) != size]
    if wrong:
        name = wrong[0]
        raise SpaceflightError(
            f"{target.query}: {name} has {found.get(name, 0):,} triples there, of {graphs[name]:,}."
            " Fix: publish again; if it stays so, the store merges values (see docs/scaling.md)."
        )
    return {name: found[name] for name in graphs}
