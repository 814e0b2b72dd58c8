"""How much the graph holds, told in itself: VoID's counts, made once by the build, in ``graph:dataset``.

https://www.w3.org/TR/void/. What the data is called, its licence and its date are said by `edition`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from spaceflight_graph.export.edition import DATASET
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, XSD, Term, local

VOID = "http://rdfs.org/ns/void#"
SUBSET, TRIPLES = NamedNode(f"{VOID}subset"), NamedNode(f"{VOID}triples")


_OF_MANY_FILES = {GRAPH.coverage, GRAPH.decisions, GRAPH.documents, GRAPH.entities, GRAPH.ontology}


def told_at_the_end(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads of a whole graph as they come, and then those that tell how much it holds.

    In a graph that many files make, a quad may come twice; it is yielded once.
    """
    graphs: Counter[object] = Counter()
    classes: Counter[object] = Counter()
    seen: set[int] = set()
    for quad in quads:
        graph = quad.graph_name
        if graph in _OF_MANY_FILES:
            if (known := hash(quad)) in seen:
                continue
            seen.add(known)
        graphs[graph] += 1
        if quad.predicate == RDF.type:
            classes[quad.object] += 1
        yield quad
    yield from _told(_named(graphs), _named(classes))


def _named(counts: Counter[object]) -> list[tuple[NamedNode, int]]:
    """Return what is named, in order, with its count."""
    found = [(node, count) for node, count in counts.items() if isinstance(node, NamedNode)]
    return sorted(found, key=lambda pair: pair[0].value)


def _told(graphs: list[tuple[NamedNode, int]], classes: list[tuple[NamedNode, int]]) -> list[Quad]:
    said: list[tuple[NamedNode, NamedNode, Term]] = [(DATASET, RDF.type, NamedNode(f"{VOID}Dataset"))]
    for graph, count in graphs:
        said += [(DATASET, SUBSET, graph), (graph, TRIPLES, _whole(count))]
    for kind, count in classes:
        part = NamedNode(f"{DATASET.value}/class/{_name(kind)}")
        said += [
            (DATASET, NamedNode(f"{VOID}classPartition"), part),
            (part, NamedNode(f"{VOID}class"), kind),
            (part, NamedNode(f"{VOID}entities"), _whole(count)),
        ]
    total = len(said) + sum(count for _, count in graphs) + 1  # this triple, too
    said.append((DATASET, TRIPLES, _whole(total)))
    return [Quad(*one, GRAPH.dataset) for one in said]


def _name(kind: NamedNode) -> str:
    """Return the last part of a class's name, after the prefix of its vocabulary where it is not ours."""
    last = str(local(kind))
    namespace = kind.value.removesuffix(last)
    prefix = next((prefix for prefix, iri in PREFIXES.items() if iri == namespace and prefix != "sf"), "")
    return f"{prefix}-{last}" if prefix else last


def _whole(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)
