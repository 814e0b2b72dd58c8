"""What is wrong with the queries and paths of shapes is told with its line, and ends nothing else."""

import pytest
from pyoxigraph import RdfFormat

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate.run import validate
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <http://e/> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
)
DATA = Source("d.ttl", (HEAD + ":a :p 1 .").encode(), RdfFormat.TURTLE)
OTHER = ":T sh:targetSubjectsOf :p ; sh:nodeKind sh:BlankNode .\n"
SPARQL = ':S sh:targetSubjectsOf :p ;\n sh:sparql [ sh:prefixes :o ;\n sh:select """{}""" ] .\n'
FINE = "SELECT $this {{ $this :p ?v }}"


def test_path_that_is_two_is_walked_as_a_list_and_told() -> None:
    path = "[ rdf:first :p ; rdf:rest ( :q ) ; sh:inversePath :p ]"
    text = f":S sh:targetSubjectsOf :p ; sh:property [\n sh:path {path} ;\n sh:minCount 1 ] ."
    report = validate([DATA], shapes=ShapeFiles.of([Source("s.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, "s0b")]))
    assert [(f.rule, f.place.line if f.place else 0) for f in report.findings] == [
        (":S/:p/:q", 3),
        ("shapes:ambiguous-path", 4),
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (SPARQL.format("SELECT $this { $this nc:p ?v }"), 6, ["nc:", "not declared"]),
        (SPARQL.format("SELECT $this (COUNT(?v) AS ?n) { $this <urn:p> ?v }"), 6, ["$this", "GROUP BY"]),
        (SPARQL.format("SELECT $this { $this <urn:p> ?v MINUS { ?v <urn:q> ?v } }"), 6, ["MINUS"]),
        (':o sh:declare [ sh:prefix "a" , "b" ; sh:namespace "urn:" ] .' + SPARQL.format("SELECT $this {}"), 4,
         ["2 sh:prefix"]),
        (':o sh:declare [ sh:prefix "a" ; sh:namespace "urn:" , "urn:x" ] .' + SPARQL.format("SELECT $this {}"), 4,
         ["2 sh:namespace"]),
        (':o sh:declare [ sh:prefix "a" ; sh:namespace "urn:" ] , [ sh:prefix "a" ; sh:namespace "urn:x" ] .'
         + SPARQL.format("SELECT $this {}"), 4, ["a:", "second namespace"]),
        (":S sh:targetSubjectsOf :p ; sh:property [ sh:path [ sh:inversePath :p , :q ] ] .", 4, ["two paths"]),
        (":S sh:targetSubjectsOf :p ; sh:property [ sh:path [ sh:inversePath :p ; sh:oneOrMorePath :q ] ] .", 4,
         ["two paths"]),
    ],
)  # fmt: skip
def test_place_and_words(text: str, line: int, words: list[str]) -> None:
    def rules(turtle: str) -> ShapeFiles:
        return ShapeFiles.of([Source("s.ttl", (HEAD + turtle).encode(), RdfFormat.TURTLE, "s0b")])

    report = validate([DATA], shapes=rules(OTHER + text))
    (told,) = (f for f in report.findings if f.rule in ("shapes:refused", "shapes:ill-formed"))
    assert (told.place.file, told.place.line) == ("s.ttl", line) if told.place else False
    assert all(word in told.message for word in words), told.message
    assert [str(f.focus) for f in report.findings if f.rule == ":T"] == ["<http://e/a>"]
    with pytest.raises(SpaceflightError, match=rf"^s\.ttl:{line - 1}:"):
        validate([DATA], shapes=rules(text))
