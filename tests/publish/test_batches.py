"""Batches and the texts of updates: pure."""

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from spaceflight_graph.namespaces import BASE
from spaceflight_graph.publish import batches

A, B = NamedNode(BASE + "graph/a"), NamedNode(BASE + "graph/claims/b")
P = NamedNode("http://e/p")


def quads(graph: NamedNode, count: int) -> list[Quad]:
    return [Quad(NamedNode(f"http://e/{n}"), P, Literal(n), graph) for n in range(count)]


def test_each_graph_goes_in_batches_of_its_own() -> None:
    found = list(batches.batches([*quads(A, 5), *quads(B, 2)], "x", 2))
    assert [(batch.graph, batch.size) for batch in found] == [
        ("urn:spaceflight:staging:x:a", 2), ("urn:spaceflight:staging:x:a", 2), ("urn:spaceflight:staging:x:a", 1),
        ("urn:spaceflight:staging:x:claims/b", 2),
    ]  # fmt: skip
    read = [triple for batch in found for triple in parse(batch.triples, format=RdfFormat.N_TRIPLES)]
    assert len(read) == 7
    assert {triple.predicate.value for triple in read} == {"urn:spaceflight:staged:http://e/p"}


def test_blank_nodes_stay_together() -> None:
    node = BlankNode("x")
    tied = [Quad(node, P, Literal("1"), A), Quad(NamedNode("http://e/s"), P, node, A)]
    found = list(batches.batches([tied[0], *quads(A, 2), tied[1]], "x", 1))
    assert [batch.size for batch in found] == [1, 1, 2]
    assert found[-1].triples.count("_:x") == 2


def test_the_swap_brings_all_back_as_it_was() -> None:
    store, other = Store(), Store()
    store.extend(quads(A, 3))
    other.extend(quads(B, 1))

    def done() -> list[str]:
        rows = store.query(batches.done("x"))
        assert isinstance(rows, QuerySolutions)
        return [str(row["n"]) for row in rows]

    for batch in batches.batches(other, "x"):
        store.update(f"INSERT DATA {{ GRAPH <{batch.graph}> {{ {batch.triples} }} }}")
    graph, triple = batches.mark("x", 1)
    store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {triple} }} }}")
    assert done() == [str(Literal(1))]
    store.update(batches.swap("x", [B.value], [A.value]))
    assert set(store) == set(other)
    assert done() == []
