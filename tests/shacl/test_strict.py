"""Where the specification and pySHACL part, we follow the specification; and what the engine refuses."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.shacl.exists import reordered
from spaceflight_graph.validate.run import check, validate
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = """\
@prefix ex: <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def shapes(text: str) -> ShapeFiles:
    return ShapeFiles.of([Source("shapes.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, "s0b")])


def values(rules: str, data: str) -> list[str]:
    """Return the offending values, as the files spell them."""
    report = validate([Source("data.ttl", (HEAD + data).encode(), RdfFormat.TURTLE)], shapes=shapes(rules))
    return [getattr(finding.value, "value", "") for finding in report.findings]


ILL_FORMED = [
    ("dateTime", "2018-06-03"),
    ("gYear", "18"),
    ("gYearMonth", "2018-13"),
    ("boolean", "yes"),
    ("decimal", "1e5"),
    ("date", "2018-02-30"),
    ("integer", "1.0"),
    ("unsignedByte", "256"),
    ("dateTimeStamp", "soon"),
]


@pytest.mark.parametrize(("datatype", "text"), ILL_FORMED)
def test_ill_formed_literals_are_violations(datatype: str, text: str) -> None:
    rule = (
        f"ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:datatype xsd:{datatype} ] ."
    )
    assert values(rule, f'ex:a ex:p "{text}"^^xsd:{datatype} .') == [text]


def test_what_cannot_be_compared_is_a_violation() -> None:
    rule = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxInclusive 5 ] ."
    assert values(rule, 'ex:a ex:p true , "2018-06-03"^^xsd:date , 5 .') == ["true", "2018-06-03"]
    pair = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:lessThan ex:q ] ."
    assert values(pair, 'ex:a ex:p "2018-06-03"^^xsd:date ; ex:q "2018-06-04T00:00:00Z"^^xsd:dateTime .') == [
        "2018-06-03"
    ]


def test_this_is_bound_in_every_group() -> None:
    rule = """ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:sparql [ sh:select '''
        SELECT $this ?value WHERE {
            ?value <http://example.org/q> ?x . { FILTER (BOUND($this) && $this != <http://example.org/b>) }
        }
        ''' ] ."""
    assert values(rule, "ex:a ex:p 1 . ex:b ex:p 1 . ex:y ex:q 1 .") == ["http://example.org/y"]


def test_rewritten_integer_types_keep_their_names() -> None:
    rule = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:datatype xsd:%s ] ."
    data = 'ex:a ex:p 5 , "6"^^xsd:byte , "7"^^xsd:nonNegativeInteger .'
    assert values(rule % "integer", data) == ["6", "7"]
    assert values(rule % "byte", data) == ["5", "7"]
    bounded = "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property [ sh:path ex:p ; sh:maxInclusive 6 ] ."
    assert values(bounded, data) == ["7"]


def test_a_store_is_checked_as_the_union_of_its_graphs() -> None:
    ex, store = "http://example.org/", Store()
    rdf_type = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    a, p = NamedNode(ex + "a"), NamedNode(ex + "p")
    for graph in ("g", "h"):
        store.add(Quad(a, rdf_type, NamedNode(ex + "Sub"), NamedNode(ex + graph)))
        store.add(Quad(a, p, NamedNode(ex + "x"), NamedNode(ex + graph)))
    subclass = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    store.add(Quad(NamedNode(ex + "Sub"), subclass, NamedNode(ex + "T"), NamedNode(ex + "ontology")))
    rule = "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:p ; sh:maxCount 1 ; sh:minCount 1 ] ; "
    counting = 'sh:sparql [ sh:select "SELECT $this (COUNT(?v) AS ?value) WHERE { $this ?p ?v } GROUP BY $this" ] .'
    found = check(store, shapes(rule + counting))
    assert [getattr(finding.value, "value", None) for finding in found] == ["2"]


REFUSED = {
    "MINUS": "SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }",
    "VALUES": "SELECT $this WHERE { VALUES $this { 1 } }",
    "SERVICE": "SELECT $this WHERE { SERVICE <http://example.org/> { $this ?p ?o } }",
    "binds ?this anew": "SELECT $this WHERE { BIND (1 AS $this) }",
    "leaves out $this": "SELECT $this WHERE { { SELECT ?p WHERE { ?s ?p ?o } } }",
    "$PATH": "SELECT $this WHERE { $this $PATH ?o }",
    "not a SPARQL query": "SELECT $this WHERE { $this ex:undeclared ?o }",
}


@pytest.mark.parametrize("why", REFUSED)
def test_queries_that_shacl_forbids_are_refused(why: str) -> None:
    rule = f"ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select '''{REFUSED[why]}''' ] ."
    with pytest.raises(SpaceflightError, match=why.replace("$", r"\$").replace("?", r"\?")):
        values(rule, "ex:a a ex:T .")


def test_comments_and_strings_do_not_confuse_the_reader_of_queries() -> None:
    rule = """ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:sparql [ sh:select '''
        SELECT $this ?value # MINUS { VALUES
        WHERE { # {
            $this ?p ?value . FILTER (?value != "MINUS { $this }") } ''' ] ."""
    data = 'ex:a a ex:T ; ex:p "MINUS { $this }" .'
    assert values(rule, data) == ["http://example.org/T"]


REORDERED = [
    "SELECT ?s { ?s a <urn:C> FILTER NOT EXISTS { ?o <urn:f> ?s ; <urn:r> ?x . } }",
    "SELECT ?s { ?s a <urn:C> FILTER EXISTS { ?s <urn:f>/<urn:r> ?x . FILTER (?x > 1) } }",
    "SELECT ?s { ?s a <urn:C> FILTER NOT EXISTS { ?x <urn:r> ?y . ?s <urn:f> ?x , ?z . FILTER (?y != 2 && ?z = ?x) } }",
]


@pytest.mark.parametrize("query", REORDERED)
def test_nested_exists_finds_the_same(query: str) -> None:
    store = Store()
    for number in range(12):
        node = NamedNode(f"urn:{number}")
        store.update(
            f"INSERT DATA {{ {node} a <urn:C> ; <urn:f> <urn:{number * 5 % 12}> . "
            f"<urn:{number * 7 % 9}> <urn:r> {number % 4} }}"
        )
    rows = [{str(row["s"]) for row in store.query(text)} for text in (query, reordered(query))]  # type: ignore[union-attr]
    assert reordered(query).count("EXISTS") > query.count("EXISTS")
    assert rows[0] == rows[1]
    assert 0 < len(rows[0]) < 12


def test_what_pyshacl_checks_is_said(tmp_path: Path) -> None:
    rule = (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property [ sh:path ex:next ; sh:node ex:S ; sh:maxCount 1 ] ."
    )
    source = Source(str(tmp_path / "x.ttl"), (HEAD + "ex:a a ex:T ; ex:next ex:b , ex:c .").encode(), RdfFormat.TURTLE)
    report = validate([source], shapes=shapes(rule))
    assert len(report.findings) == 1
    assert report.notes == ("Checked by pySHACL, which takes longer: ex:S refers to itself.",)


def test_nothing_is_left_to_pyshacl_of_our_own_shapes() -> None:
    root = Path(__file__).parents[2]
    engine = Engine(Data(Store()), ShapeFiles.read([root / "shapes"]))
    assert len(engine.compile()) > 20
    assert engine.left == {}
