"""Values of reified statements are held to the shapes of their properties, unless the data asserts them."""

from pyoxigraph import NamedNode, RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix : <http://e/> .
"""
DATA = """:a a :C ; :p :asserted .
:one rdf:subject :a ; rdf:predicate :p ; rdf:object :value .
:two rdf:subject :a ; rdf:predicate :p ; rdf:object :asserted .
:three rdf:subject :other ; rdf:predicate :p ; rdf:object :value .
:four rdf:subject :a ; rdf:predicate :q ; rdf:object :value .
"""


def found(shapes: str, *except_for: str) -> list[tuple[str, str, str]]:
    """Return statement, path and value of each finding, and the reasons for what has been left out."""
    store = Store()
    store.extend(Source("d", (HEAD + DATA).encode(), RdfFormat.TURTLE).quads())
    rules = ShapeFiles.of([Source("s.ttl", (HEAD + shapes).encode(), RdfFormat.TURTLE, "s0b")])
    engine = Engine(Data(store), rules)
    findings = engine.run_reified([NamedNode(f"http://e/{name}") for name in except_for])
    told = [(str(f.focus)[10:-1], str(f.path), str(f.value)[10:-1]) for f in findings]
    return told + [("left", shape.name, reason) for shape, reason in engine.left.items()]


SHAPE = ":S sh:targetClass :C ; sh:property [ sh:path :p ; sh:class :D ; sh:minCount 5 {} ]"


def test_value_that_is_only_stated_is_held_to_the_shape() -> None:
    assert found(SHAPE.format("") + " .") == [("one", "rdf:object", "value")]
    assert found(SHAPE.format("") + " , [ sh:path :q ; sh:nodeKind sh:Literal ] .") == [
        ("four", "rdf:object", "value"),
        ("one", "rdf:object", "value"),
    ]
    assert found(":S sh:path :p ; sh:targetClass :C ; sh:class :D .") == [("one", "rdf:object", "value")]


def test_what_is_left_out() -> None:
    assert found(SHAPE.format("") + " .", "p") == []
    assert found(SHAPE.format("; sh:deactivated true") + " .") == []
    assert found(SHAPE.replace(":p ;", "[ sh:inversePath :p ] ;").format("") + " .") == []
    component = ":K sh:parameter [ sh:path :k ] ; sh:validator [ sh:ask 'ASK {}' ] . "
    assert found(component + SHAPE.format("; :k 1") + " .") == [
        ("left", ":S", ":S/:p uses the constraint component :K")
    ]
