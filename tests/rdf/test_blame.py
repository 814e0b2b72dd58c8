"""Mistakes in RDF/XML and JSON-LD are told at their line, and what is empty there is read."""

import pytest
from pyoxigraph import RdfFormat

from spaceflight_graph.rdf.source import Source

XML = (
    '<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
    ' xml:lang="en" xml:base="http://b/c/">\n<rdf:Description rdf:about="x">\n<e:p>fine</e:p> <e:q/>\n{}\n'
    "</rdf:Description>\n<e:C/>\n</rdf:RDF>\n"
)
JSON = '{{"@context": {{"p": "http://e/p"}},\n "@id": "http://e/a",\n "p": ["x, y", 2.5,\n {}\n], "q": null}}'


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('<e:p rdf:ID="1 2">v</e:p>', 5, 1),
        ('<e:q/><e:p rdf:resource="http://a b/"/>', 5, 7),
        ("<e:p>v</e:p>\n<f:p>v</f:p>", 6, 1),
        ('<e:p><e:C rdf:about="http://a b/"/></e:p>', 5, 6),
        ('<e:p xml:lang="a_b">v</e:p>', 5, 1),
    ],
)
def test_xml(text: str, line: int, column: int) -> None:
    source = Source("x.rdf", XML.format(text).encode(), RdfFormat.RDF_XML)
    assert len(list(source.quads())) >= 1
    assert [(p.place.line, p.place.column) for p in source.problems if p.place] == [(line, column)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"@value": "x", "@language": 7}', 4, 31),
        ('{"@list": [1],\n"@set": [2]}', 5, 9),
        ('{"@id": "http://e/b",\n\n"p": {"@value": {}}}', 6, 17),
        ('{"@id": "http://e/b", }', 4, 24),
    ],
)
def test_json(text: str, line: int, column: int) -> None:
    source = Source("x.jsonld", JSON.format(text).encode(), RdfFormat.JSON_LD)
    list(source.quads())
    assert [(p.place.line, p.place.column) for p in source.problems if p.place] == [(line, column)]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_empty_language_and_base(quote: str) -> None:
    empty = f"{quote}{quote}"
    text = f'<e:p xml:lang={empty}>v</e:p><e:r xml:base = {empty} rdf:resource="y"/><e:s rdf:resource={empty}/>'
    source = Source("x.rdf", XML.format(text).encode(), RdfFormat.RDF_XML)
    assert sorted(f"{quad.predicate.value[-1]} {quad.object}" for quad in source.quads()) == [
        'e <http://e/C>', 'p "fine"@en', 'p "v"', 'q ""@en', "r <http://b/c/y>", "s <http://b/c/>",
    ]  # fmt: skip
    assert not source.problems


PROTECTED = """{"@context": [
  {"@protected": true, "a": "http://e/a", "b": "http://e/b", "c": "http://e/c", "d": "http://e/d", "e": "http://e/e"},
  {"a": "http://f/a", "b": "http://f/b", "c": "http://f/c", "d": "http://f/d", "e": "http://f/e"}],
  "a": 1}"""


def test_of_many_mistakes_that_the_parser_finds_in_any_order_none_is_named() -> None:
    told = set()
    for _ in range(6):
        source = Source("x.jsonld", PROTECTED.encode(), RdfFormat.JSON_LD)
        list(source.quads())
        told |= {(problem.message, problem.place.line if problem.place else None) for problem in source.problems}
    assert told == {("A protected definition of the @context is overridden", 3)}
