"""A graph in pieces that a store takes at once, and how they wait there unseen. Pure: texts and triples.

Triples wait in staging graphs, their predicates disguised (``urn:spaceflight:staged:`` before each), so that a query
over the union of all graphs does not meet them. One update at the end replaces each graph by its staged one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from spaceflight_graph.namespaces import BASE

DISGUISE = "urn:spaceflight:staged:"
STAGING = "urn:spaceflight:staging:"
SIZE = 1_000
"""So many triples go at once. Virtuoso refuses updates that are much longer."""
_DONE = NamedNode(STAGING + "batches")


@dataclass(frozen=True)
class Batch:
    """Some triples of one graph.

    Attributes:
        graph: where they wait.
        triples: as N-Triples, their predicates disguised.
        size: how many they are.
    """

    graph: str
    triples: str
    size: int


def staging(edition: str, graph: str) -> str:
    """Return the name of the graph in which a graph of an edition waits."""
    return f"{STAGING}{edition}:{graph.removeprefix(BASE + 'graph/')}"


def progress(edition: str) -> str:
    """Return the name of the graph that tells how many batches of an edition are there."""
    return f"{STAGING}{edition}"


def batches(quads: Iterable[Quad], edition: str, size: int = SIZE) -> Iterator[Batch]:
    """Yield the quads in batches, always the same ones.

    Blank nodes have no name beyond one request: the triples of a graph that hold them go together, after the others.

    Args:
        quads: the graph, graph by graph.
        edition: names what is published.
        size: how many triples go at once.
    """
    for name, group in groupby(quads, key=lambda quad: quad.graph_name):
        assert isinstance(name, NamedNode)  # noqa: S101 - ours are named
        waiting = staging(edition, name.value)
        held: list[Triple] = []
        tied: list[Triple] = []
        for quad in group:
            blank = isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
            (tied if blank else held).append(quad.triple)
            if len(held) == size:
                yield _batch(waiting, held)
                held = []
        yield from (_batch(waiting, piece) for piece in (held, tied) if piece)


def mark(edition: str, number: int) -> tuple[str, str]:
    """Return the graph and the triple that tell that so many batches are there."""
    return progress(edition), f"{Triple(_DONE, _DONE, Literal(number))} .\n"


def done(edition: str) -> str:
    """Return the query for how many batches of an edition are there: the first row, if there is one."""
    return f"SELECT ?n {{ GRAPH <{progress(edition)}> {{ {_DONE} {_DONE} ?n }} }} ORDER BY DESC(?n) LIMIT 1"


def swap(edition: str, graphs: Sequence[str], gone: Sequence[str]) -> str:
    """Return the update that replaces the graphs by those that wait, and removes those that are no more."""
    steps = []
    for graph in graphs:
        waiting = staging(edition, graph)
        steps += [
            f"CLEAR SILENT GRAPH <{graph}>",
            f"INSERT {{ GRAPH <{graph}> {{ ?s ?q ?o }} }} WHERE {{ GRAPH <{waiting}> {{ ?s ?p ?o }}"
            f' BIND(IRI(STRAFTER(STR(?p), "{DISGUISE}")) AS ?q) }}',
            f"DROP SILENT GRAPH <{waiting}>",
        ]
    return " ;\n".join([*steps, drop([*gone, progress(edition)])])


def drop(graphs: Sequence[str]) -> str:
    """Return the update that removes graphs."""
    return " ;\n".join(f"DROP SILENT GRAPH <{graph}>" for graph in graphs)


def _batch(graph: str, triples: Sequence[Triple]) -> Batch:
    disguised = (Triple(t.subject, NamedNode(DISGUISE + t.predicate.value), t.object) for t in triples)
    return Batch(graph, "".join(f"{triple} .\n" for triple in disguised), len(triples))
