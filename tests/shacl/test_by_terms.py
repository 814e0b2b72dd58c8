"""Queries that look at terms alone see literals as the files spell them; the others, as values."""

import pytest
from pyoxigraph import Literal, RdfFormat, Store

from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix : <http://e/> .\n"


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("SELECT $this ?value { $this <http://e/p> ?value }", ["01", "1", "1.0", "1.00"]),
        ("SELECT $this ?value { $this <http://e/p> ?value FILTER(isLiteral(?value)) }", ["01", "1", "1.0", "1.00"]),
        ("SELECT $this ?value { $this <http://e/p> ?value FILTER(!isIRI(?value)) }", ["01", "1", "1.0", "1.00"]),
        ("SELECT $this (STR(?v) AS ?value) { $this <http://e/p> ?v }", ["01", "1", "1.0", "1.00"]),
        ("SELECT $this ?value { $this <http://e/q> ?value FILTER(?value > 2) }", ["2.50"]),
        ("SELECT $this ?value { $this <http://e/q> ?value FILTER(?value) }", ["2.50"]),
        ("SELECT $this ?value { $this <http://e/q> ?value FILTER(!(?value)) }", ["00"]),
        ("SELECT $this (ABS(?v - 1) AS ?value) { $this <http://e/q> ?v }", ["1", "1.5"]),
        ("SELECT $this ?value { $this <http://e/q> ?value } ORDER BY ?value LIMIT 1", ["00"]),
    ],
)
def test_values(query: str, values: list[str]) -> None:
    store = Store()
    store.extend(Source("d", (HEAD + ":a :p 1.0 , 1.00 , 01 , 1 ; :q 2.50 , 00 .").encode(), RdfFormat.TURTLE).quads())
    shapes = f':S sh:targetNode :a ; sh:sparql [ sh:select "{query}" ] .'
    rules = ShapeFiles.of([Source("s.ttl", (HEAD + shapes).encode(), RdfFormat.TURTLE, "s0b")])
    engine = Engine(Data(store, rewritten=True), rules)
    found = sorted(finding.value.value for finding in engine.run() if isinstance(finding.value, Literal))
    assert found == values
    assert not engine.left
    assert not engine.wrong
