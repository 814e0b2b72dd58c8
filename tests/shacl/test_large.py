"""Shapes of any size: lists, nesting and targets, whose time and memory do not grow with their square."""

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <http://e/> .\n"


def found(shapes: str, data: str) -> list[tuple[str, str]]:
    """Return focus node and value of each finding."""
    store = Store()
    store.extend(Source("d", (HEAD + data).encode(), RdfFormat.TURTLE).quads())
    rules = ShapeFiles.of([Source("s.ttl", (HEAD + shapes).encode(), RdfFormat.TURTLE, "s0b")])
    engine = Engine(Data(store), rules)
    findings = engine.run()
    assert not engine.left
    assert all(finding.identity for finding in findings)
    return sorted((str(finding.focus), str(finding.value)) for finding in findings)


@pytest.mark.parametrize("count", [5, 3000])
def test_long_list(count: int) -> None:
    members = " ".join(f":v{number}" for number in range(count))
    shape = f':S sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:in ( {members} "x" 1.0 ) ] .'
    data = f':a :p :v0 , :v{count - 1} , :v{count} , "x" , "x"@en , 1.0 , 1.00 , 1 .'
    wanted = [f"<http://e/v{count}>", '"x"@en', *(f'"{n}"^^<http://www.w3.org/2001/XMLSchema#{t}>' for n, t in
              (("1.00", "decimal"), ("1", "integer")))]  # fmt: skip
    assert found(shape, data) == sorted(("<http://e/a>", value) for value in wanted)


@pytest.mark.parametrize("depth", [0, 1, 59, 60, 61, 2500, 2501])
def test_deep_nesting(depth: int) -> None:
    shape = ":S sh:targetSubjectsOf :p ; " + "sh:not [ " * depth + "sh:nodeKind sh:IRI" + " ]" * depth + " ."
    node = "<http://e/a>" if depth % 2 else "_:f0b0"
    assert found(shape, ":a :p :b . _:x :p :b .") == [(node, node)]


def test_what_is_written_apart_is_told_apart() -> None:
    def nested(inner: str) -> str:
        return "sh:node [ " * 70 + inner + " ]" * 70

    shape = (
        f":S sh:targetSubjectsOf :p ; {nested('sh:class :C')} . :T sh:targetSubjectsOf :p ; {nested('sh:class :D')} ."
    )
    assert found(shape, ":a a :C ; :p 1 . :b a :D ; :p 1 . :c a :C , :D ; :p 1 .") == [
        ("<http://e/a>", "<http://e/a>"),
        ("<http://e/b>", "<http://e/b>"),
    ]


def test_many_named_targets() -> None:
    names = " , ".join(f":n{number}" for number in range(3000))
    shape = f":S sh:targetNode {names} ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 0 ] ."
    assert found(shape, ":n7 :p 1 . :other :p 2 .") == [("<http://e/n7>", "None"), ("<http://e/other>", "None")]
