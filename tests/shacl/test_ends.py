"""Constraints on what repetitions lead to find the same from either side, and end where all nodes lead to all."""

import random

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine, probes, rows, together
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <http://e/> .\n"
PATHS = (
    "[ sh:oneOrMorePath :p ]",
    "[ sh:zeroOrMorePath :p ]",
    "( [ sh:oneOrMorePath :p ] :q )",
    "( :q [ sh:zeroOrMorePath :p ] )",
    "( :q [ sh:oneOrMorePath :p ] [ sh:zeroOrOnePath :q ] )",
    "( [ sh:zeroOrMorePath :q ] [ sh:zeroOrMorePath :p ] )",
    "[ sh:oneOrMorePath [ sh:alternativePath ( :q [ sh:inversePath :p ] ) ] ]",
    "[ sh:oneOrMorePath ( :p [ sh:oneOrMorePath :q ] ) ]",
    "[ sh:oneOrMorePath ( [ sh:oneOrMorePath ( :p [ sh:zeroOrMorePath :q ] ) ] :p ) ]",
)
CONSTRAINTS = "sh:class :D ; sh:nodeKind sh:IRI ; sh:hasValue :n1 ; sh:minCount 1"


def found(target: str, shape: str, data: str) -> list[str]:
    store = Store()
    store.extend(Source("d", (HEAD + data).encode(), RdfFormat.TURTLE).quads())
    rules = ShapeFiles.of([Source("s.ttl", f"{HEAD}:S {target} ; {shape} .".encode(), RdfFormat.TURTLE, "s0b")])
    engine = Engine(Data(store), rules)
    findings = engine.run()
    assert not engine.left
    return sorted(f"{f.component} {f.focus} {f.value}" for f in findings)


@pytest.mark.parametrize("few", [-1, 0, 2, 10])
@pytest.mark.parametrize("path", PATHS)
def test_both_sides_find_the_same(path: str, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From nodes that are named one walks forwards; to those of a class one walks back where few values are wrong."""
    monkeypatch.setattr(rows, "FEW", few)
    chance = random.Random(path)
    total = 0
    for _ in range(12):
        nodes = [f":n{number}" for number in range(6)]
        values = [*nodes, *nodes, "'x'", "7.50", *(["_:b"] if chance.random() < 0.5 else [])]
        triples = [f"{chance.choice(nodes)} :{chance.choice('ppq')} {chance.choice(values)} ." for _ in range(8)]
        triples += [f"{node} a :D ." for node in nodes if chance.random() < 0.8] + [f"{node} a :C ." for node in nodes]
        shape = f"sh:property [ sh:path {path} ; {CONSTRAINTS} ]"
        expected = found(f"sh:targetNode {' , '.join(nodes)}", shape, "\n".join(triples))
        assert found("sh:targetClass :C", shape, "\n".join(triples)) == expected
        total += len(expected)
    assert total > 12


@pytest.mark.parametrize(("constraint", "count"), [("sh:class :C", 0), ("sh:class :D", 3000), (CONSTRAINTS, 3000)])
def test_circle(constraint: str, count: int) -> None:
    """From each of 3,000 nodes 3,000 are reached, of which one is no :D."""
    data = "\n".join(f":n{n} a :C {', :D' if n else ''} ; :p :n{(n + 1) % 3000} ." for n in range(3000))
    shape = f"sh:property [ sh:path [ sh:oneOrMorePath :p ] ; {constraint} ]"
    assert len(found("sh:targetClass :C", shape, data)) == count


SPARQL = 'sh:sparql [ sh:select "SELECT $this { $this ?any ?other }" ]'


@pytest.mark.parametrize("constraint", ["sh:class :D", "sh:maxCount 0", "sh:disjoint :r", SPARQL])
@pytest.mark.parametrize("target", ["sh:targetClass :C", "sh:targetNode :a , :b"])
@pytest.mark.parametrize("far", [1, 20])
@pytest.mark.parametrize("node", [":x", "_:x"])
def test_two_ways_to_a_node_are_two_results(
    constraint: str, target: str, far: int, node: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "_FAR", far)
    monkeypatch.setattr(together, "_MANY", 0)
    monkeypatch.setattr(together, "_SHARED", 0)
    shape = f"sh:property [ sh:path :q ; sh:property [ sh:path [ sh:oneOrMorePath :p ] ; {constraint} ] ]"
    results = found(target, shape, f":a a :C ; :q {node} . :b a :C ; :q {node} . {node} :p :y ; :r :y .")
    assert len(results) == 2 * (2 if constraint == SPARQL else 1)
    assert len(set(results)) == 1


@pytest.mark.parametrize("size", [9, 10, 11, 12])
def test_each_of_many_wrong_values_is_told_for_each_node(size: int) -> None:
    data = "\n".join(f":n{n} a :C ; :p :n{(n + 1) % size} ." for n in range(size))
    shape = "sh:property [ sh:path [ sh:oneOrMorePath :p ] ; sh:class :D ]"
    assert len(set(found("sh:targetClass :C", shape, data))) == size**2


@pytest.mark.parametrize("path", [PATHS[-2], PATHS[-1]])
def test_winding_path_leads_somewhere(path: str) -> None:
    shape = f"sh:property [ sh:path {path} ; sh:minCount 1 ]"
    data = ":a :p :b . :b :p :c ; :q :c ."
    assert found("sh:targetNode :a", shape, data) == []
    assert found("sh:targetNode :c", shape, data) == [
        "<http://www.w3.org/ns/shacl#MinCountConstraintComponent> <http://e/c> None"
    ]


def test_last_steps_of_a_path_that_stays_are_the_focus_nodes_too() -> None:
    shape = "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:class :D ]"
    assert found("sh:targetClass :C", shape, ":a a :C . :b a :C , :D .") == [
        "<http://www.w3.org/ns/shacl#ClassConstraintComponent> <http://e/a> <http://e/a>"
    ]
