"""What is counted once for all nodes that lead to each other is what is counted for each; circles take linear time."""

import random

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, together
from spaceflight_graph.shacl.circles import components
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <http://e/> .\n"
PATHS = (
    "[ sh:oneOrMorePath :p ]",
    "[ sh:zeroOrMorePath :p ]",
    "( [ sh:oneOrMorePath :p ] :q )",
    "( :q [ sh:zeroOrMorePath :p ] )",
    "( [ sh:oneOrMorePath :q ] [ sh:zeroOrMorePath [ sh:inversePath :p ] ] )",
    "[ sh:oneOrMorePath [ sh:alternativePath ( :q [ sh:inversePath :p ] ) ] ]",
    "[ sh:zeroOrMorePath ( :p [ sh:oneOrMorePath :q ] ) ]",
)
WINDING = "[ sh:oneOrMorePath ( :q [ sh:oneOrMorePath :p ] ) ]"
QUALIFIED = f"sh:qualifiedValueShape [ sh:class :D ; sh:not [ sh:path {WINDING} ; sh:hasValue :n1 ] ]"
CONSTRAINTS = (
    "sh:maxCount 2 ; sh:minCount 3",
    f"sh:qualifiedMinCount 1 ; sh:qualifiedMaxCount 1 ; {QUALIFIED}",
    f"sh:qualifiedMinCount 0 ; sh:qualifiedMaxCount 0 ; {QUALIFIED}",
    "sh:uniqueLang true",
    "sh:disjoint :q",
)


def engine(shape: str, data: str) -> Engine:
    store = Store()
    store.extend(Source("d", (HEAD + data).encode(), RdfFormat.TURTLE).quads())
    rules = ShapeFiles.of([Source("s.ttl", f"{HEAD}:S {shape} .".encode(), RdfFormat.TURTLE, "s0b")])
    return Engine(Data(store), rules)


def found(shape: str, data: str) -> list[str]:
    checks = engine(shape, data)
    findings = checks.run()
    assert not checks.left
    return sorted(f"{f.component} {f.focus} {f.value} {f.message}" for f in findings)


def some_data(chance: random.Random) -> str:
    nodes = [f":n{number}" for number in range(6)]
    values = [*nodes, *nodes, "'x'@en", "'y'@EN", "'z'@de", "'z'", "7.50", *(["_:b"] if chance.random() < 0.5 else [])]
    triples = [f"{chance.choice(nodes)} :{chance.choice('ppq')} {chance.choice(values)} ." for _ in range(10)]
    triples += [f"{node} a :D ." for node in nodes if chance.random() < 0.6]
    return "\n".join(triples + [f"{node} a :C ." for node in nodes if chance.random() < 0.9])


@pytest.mark.parametrize("constraint", CONSTRAINTS)
@pytest.mark.parametrize("target", ["sh:targetClass :C", "sh:targetObjectsOf :p"])
def test_the_same_is_found(constraint: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one walks from each node, and where many are asked about together."""
    chance = random.Random(constraint + target)
    total = 0
    for path in PATHS * 15:
        shape = f"{target} ; sh:property [ sh:path {path} ; {constraint} ]"
        data = some_data(chance)
        monkeypatch.setattr(together, "_MANY", 100)
        expected = found(shape, data)
        monkeypatch.setattr(together, "_MANY", 0)
        monkeypatch.setattr(together, "_SHARED", 0)
        assert all(probe.together is not None for _, probes in engine(shape, data).compile() for probe in probes)
        assert found(shape, data) == expected, data
        total += len(expected)
    assert total > 0


CIRCLE = 3000


@pytest.mark.parametrize(
    ("path", "constraint", "count"),
    [
        (PATHS[0], "sh:maxCount 5", CIRCLE),
        (PATHS[0], f"sh:maxCount {CIRCLE}", 0),
        (PATHS[1], f"sh:minCount {CIRCLE + 1}", CIRCLE),
        (PATHS[1], f"sh:minCount {CIRCLE}", 0),
        (PATHS[0], "sh:qualifiedMaxCount 1 ; sh:qualifiedValueShape [ sh:class :D ]", CIRCLE),
        (PATHS[0], "sh:qualifiedMinCount 3 ; sh:qualifiedValueShape [ sh:class :D ]", CIRCLE),
        (PATHS[0], "sh:qualifiedMinCount 2 ; sh:qualifiedValueShape [ sh:class :D ]", 0),
        (PATHS[2], "sh:uniqueLang true", CIRCLE),
        (PATHS[0], "sh:disjoint :q", 2),
    ],
)
def test_circle(path: str, constraint: str, count: int) -> None:
    """From each of 3,000 nodes 3,000 are reached; walked from each, they would take minutes."""
    data = "\n".join(f":n{n} a :C ; :p :n{(n + 1) % CIRCLE} ." for n in range(CIRCLE))
    data += "\n:n1 a :D . :n2 a :D . :n3 :q :n3 , 'x'@en . :n4 :q :n5 , 'y'@en ."
    shape = f"sh:targetClass :C ; sh:property [ sh:path {path} ; {constraint} ]"
    assert len(found(shape, data)) == count


def test_nodes_that_are_asked_about_together() -> None:
    """Not few, and not those that lead to different values."""

    def walked(*circles: int, path: str = PATHS[0]) -> bool:
        lines = [f":m{c}n{n} a :C ; :p :m{c}n{(n + 1) % size} ." for c, size in enumerate(circles) for n in range(size)]
        checks = engine(f"sh:targetClass :C ; sh:property [ sh:path {path} ; sh:maxCount 1 ]", "\n".join(lines))
        [(_, [probe])] = checks.compile()
        assert probe.together is not None
        return probe.together.walked(checks.data.store) is not None

    assert walked(100)
    assert not walked(99)
    assert walked(100, path="( [ sh:zeroOrOnePath :q ] [ sh:zeroOrMorePath :p ] )")
    assert walked(*(2,) * 50)
    assert not walked(*(1,) * 2, *(2,) * 49)


def test_what_is_counted_without_a_repetition_is_not_counted_together() -> None:
    path = "( :p [ sh:alternativePath ( :q [ sh:zeroOrOnePath [ sh:inversePath :p ] ] ) ] )"
    shape = f"sh:targetClass :C ; sh:property [ sh:path {path} ; {'; '.join(CONSTRAINTS[i] for i in (0, 1, 3, 4))} ]"
    [(_, probes)] = engine(shape, "").compile()
    assert len(probes) == 6
    assert not any(probe.together for probe in probes)


def test_components_come_behind_what_they_lead_to() -> None:
    chance = random.Random(14)
    for _ in range(200):
        size = chance.randrange(1, 9)
        leads = {node: [chance.randrange(size) for _ in range(chance.randrange(3))] for node in range(size)}
        reached = {node: {node} for node in leads}
        for _ in leads:
            for node, others in leads.items():
                reached[node].update(*(reached[other] for other in others))
        complete: set[int] = set()
        for component in components([0, size // 2], leads.__getitem__):
            assert {frozenset(reached[node]) for node in component} == {frozenset(reached[component[0]])}
            complete |= set(component)
            assert reached[component[0]] <= complete
            assert all(set(component) == {n for n in reached[node] if node in reached[n]} for node in component)
        assert complete == reached[0] | reached[size // 2]


def test_long_chain_is_no_recursion() -> None:
    assert [len(one) for one in components([0], lambda n: [n + 1] if n < 20_000 else [])] == [1] * 20_001
