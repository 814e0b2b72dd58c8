"""Queries in shapes: rewritten by their tokens; where those are in doubt, asked as they are for each focus node."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.findings import SHAPES, Finding
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.shacl import Data, Engine
from spaceflight_graph.shacl import sparql as constraints
from spaceflight_graph.sparql.doubt import doubt
from spaceflight_graph.sparql.lexer import lex
from spaceflight_graph.validate.run import validate
from spaceflight_graph.validate.shapes import ShapeFiles

HEAD = """\
@prefix ex: <http://e.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex: sh:declare [ sh:prefix "ex" ; sh:namespace "http://e.org/"^^xsd:anyURI ] .
"""  # noqa: E501 - one line, so that what is tested begins at line 3
DATA = """
ex:a a ex:C ; ex:p 1 , 5 ; ex:s ex:b ; ex:label "A"@en . ex:b a ex:C ; ex:p 9 . ex:c a ex:C ; ex:s ex:a , ex:c .
[] a ex:C ; ex:p 7 ; ex:label "blank"@en . ex:d ex:t "text" , 5 .
"""
TARGETS = "sh:targetClass ex:C ; sh:targetObjectsOf ex:t"
DOUBT = "FILTER(1<2&&3>2)"  # <2&&3> could be an IRI


def source(text: str, name: str = "data.ttl") -> Source:
    return Source(name, (HEAD + text).encode(), RdfFormat.TURTLE)


def shapes(query: str, more: str = "") -> ShapeFiles:
    text = f"ex:S {TARGETS} ; {more} sh:sparql [ sh:prefixes ex: ; sh:select '''{query}''' ] ."
    return ShapeFiles.of([Source("rules.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, "s0b")])


def engine(rules: ShapeFiles, data: str = DATA, *, rewritten: bool = False) -> Engine:
    quads = list(source(data).quads())
    store = Store()
    store.extend(quads)
    return Engine(Data(store, exact=True, rewritten=rewritten), rules)


def key(finding: Finding) -> tuple[str, ...]:
    return (
        finding.rule,
        "_:" if "_:" in str(finding.focus) else str(finding.focus),
        str(finding.value),
        finding.message,
    )


def found(rules: ShapeFiles, data: str = DATA) -> list[tuple[str, ...]]:
    """Return all findings, those that are left to pySHACL included."""
    report = validate([source(data)], shapes=rules)
    return sorted(key(finding) for finding in report.findings if not finding.rule.startswith(SHAPES))


QUERIES = {
    "a pattern": "SELECT $this ?value { $this ex:p ?value DOUBT }",
    "a filter": "SELECT $this ?value { ?value ex:s ?x FILTER($this = ?value || $this IN (ex:b, ex:c)) DOUBT }",
    "a filter in another group": "SELECT $this ?value { { ?value ex:s ?x { FILTER(STR($this) = STR(ex:a)) } } DOUBT }",
    "an option": "SELECT $this ?value { ?x ex:s ?value OPTIONAL { $this ex:p ?n FILTER(?value = $this) } DOUBT }",
    "a choice": "SELECT $this ?value { { $this ex:p ?value } UNION { ?value ex:s $this } DOUBT }",
    "EXISTS": "SELECT $this { FILTER EXISTS { ?x ex:s $this . ?x ex:p ?n FILTER(?x != $this) } DOUBT }",
    "NOT EXISTS": "SELECT $this { FILTER NOT EXISTS { $this ex:s ?x . ?x ex:p ?n } DOUBT }",
    "another SELECT": "SELECT $this ?value { { SELECT $this ?value { $this ex:p ?value } } DOUBT }",
    "one of many": "SELECT * { { SELECT $this ?value { $this ex:p ?value } ORDER BY ?value LIMIT 1 } DOUBT }",
    "a count": "SELECT $this (COUNT(?n) AS ?value) { $this ex:p ?n DOUBT } GROUP BY $this HAVING (COUNT(?n) > 1)",
    "a count inside": "SELECT * { { SELECT $this (COUNT(*) AS ?value) { $this ex:s ?n } GROUP BY $this } DOUBT }",
    "an expression": 'SELECT $this (CONCAT(STR($this), "!") AS ?value) { $this ex:p ?n DOUBT } ORDER BY $this',
    "an option that is there": "SELECT $this { OPTIONAL { $this ex:s ?x } FILTER(!BOUND(?x)) DOUBT }",
    "$this bound": "SELECT $this { FILTER(BOUND($this)) DOUBT }",
    "$this by another name": "SELECT $this ?value { BIND($this AS ?value) DOUBT }",
    "$this by another name behind a comment": "SELECT $this ?value { BIND(($this #)\n)AS?value) DOUBT }",
    "$this selected by another name": "SELECT $this ($this AS ?value) { DOUBT }",
    "$this bound behind a comment": "SELECT $this { FILTER(bound #\\n($this)) DOUBT }",
    "the shape": "SELECT $this ?value { $this ex:p ?value FILTER($currentShape = ex:S) DOUBT }",
    "a language": 'SELECT $this ?value { $this ex:label ?value FILTER(LANG(?value) = "en") DOUBT }',
}
BY_PYSHACL = {name for name in QUERIES if name.startswith("$this")}


@pytest.mark.parametrize("name", QUERIES)
def test_doubt_changes_no_finding(name: str) -> None:
    plain, doubtful = (shapes(QUERIES[name].replace("DOUBT", text)) for text in ("FILTER(1 < 2 && 3 > 2)", DOUBT))
    assert found(plain) == found(doubtful) != []
    compiled = engine(doubtful)
    assert [probe.focus is not None for _, probes in compiled.compile() for probe in probes] == [True] * (
        name not in BY_PYSHACL
    )
    assert ["can be read in two ways" in reason for reason in compiled.left.values()] == [True] * (name in BY_PYSHACL)


FAULTS = {
    "EXISTS in a string": (
        'SELECT $this ?value { $this ex:s ?value FILTER(?value = "EXISTS { ?a ?b ?c . ?a ?d ?e }") }',
        'ex:a a ex:C ; ex:s "EXISTS { ?a ?b ?c . ?a ?d ?e }" .',
        ["EXISTS { ?a ?b ?c . ?a ?d ?e }"],
    ),
    "EXISTS in a string of the other kind": (
        r"SELECT $this ?value { $this ex:s ?value FILTER(?value = \'EXISTS { ?a ?b ?c . ?a ?d ?e }\') }",
        'ex:a a ex:C ; ex:s "EXISTS { ?a ?b ?c . ?a ?d ?e }" .',
        ["EXISTS { ?a ?b ?c . ?a ?d ?e }"],
    ),
    "a # in a name": (
        r"SELECT $this ?value { OPTIONAL { ?x ex:p\\#z ?v } $this ex:p ?value . FILTER(?value > 4) }",
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 9 .",
        ["9"],
    ),
    "a % in a name": (
        "SELECT $this ?value { $this ex:p ?value FILTER EXISTS { $this ex:p%2Fq ?x . ?x ex:p%2Fq $this . } }",
        "ex:a a ex:C ; ex:p 1 ; <http://e.org/p%2Fq> ex:a . ex:b a ex:C ; ex:p 9 .",
        ["1"],
    ),
    "a comment behind a carriage return": (
        r"SELECT $this ?value { # {\r $this ex:p ?value FILTER(?value > 4) }",
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 9 .",
        ["9"],
    ),
    "literals in EXISTS": (
        'SELECT $this ?value { $this ex:p ?value FILTER EXISTS { $this ex:l "x"@en , """y"""^^ex:t , -1 . } }',
        'ex:a a ex:C ; ex:p 1 ; ex:l "x"@en , "y"^^ex:t , -1 . ex:b a ex:C ; ex:p 9 ; ex:l "x" , "y" , -1 .',
        ["1"],
    ),
    "$this in what looks like an IRI": (
        "SELECT $this ?value { $this ex:p ?value FILTER(0<?value&&$this!=ex:b&&?value>0) }",
        "ex:a a ex:C ; ex:p 1 . ex:b a ex:C ; ex:p 9 .",
        ["1"],
    ),
}


@pytest.mark.parametrize(("query", "data", "expected"), FAULTS.values(), ids=FAULTS)
def test_tokens_are_read_as_the_engine_does(query: str, data: str, expected: list[str]) -> None:
    rules = shapes(query)
    assert not engine(rules, data).left
    findings = validate([source(data)], shapes=rules).findings
    about_data = [finding for finding in findings if not finding.rule.startswith(SHAPES)]
    assert [getattr(finding.value, "value", None) for finding in about_data] == expected


def test_query_with_an_expression_is_joined() -> None:
    ((_, (probe,)),) = engine(shapes("SELECT $this (STR(?n) AS ?value) { $this ex:p ?n }")).compile()
    assert probe.focus is None


@pytest.mark.parametrize(("doubtful", "space"), [(True, ""), (False, " ")])
def test_what_the_store_does_not_give_is_seen_in_doubt_too(doubtful: bool, space: str) -> None:
    """In the first query no token is the word: ``<?value&&datatype(?value)=ex:b&&?value>`` could be an IRI."""
    query = f"SELECT $this ?value {{ $this ex:p ?value FILTER(0<{space}?value&&datatype(?value)=ex:b&&?value>0) }}"
    compiled = engine(shapes(query), rewritten=True)
    assert compiled.compile() == []
    assert [reason.endswith("asks for datatypes that the store rewrites") for reason in compiled.left.values()] == [
        True
    ]
    assert bool(doubt(lex(query.replace("ex:", "rdf:")), {"rdf"})) == doubtful


@pytest.mark.parametrize(
    ("filtering", "left"),
    [
        ("FILTER(!sameTerm(?value, ?n) && STR(?value) < STR(?n))", False),
        ("FILTER(!sameTerm(?value, 1))", True),
        ("FILTER(!sameTerm(?value, '1'))", True),
        ("FILTER(!sameTerm(?value, ?n) && ?n = 1)", True),
        ("FILTER(!sameTerm(?value, ?n) && ?n = true)", True),
        ("BIND(STRDT(STR(?n), ex:t) AS ?m) FILTER(!sameTerm(?value, ?m))", True),
        ("FILTER(!sameTerm(?value, STR(?n)) && ?n = ?n)", True),
        ("FILTER(sameTerm(?value, ?n) && datatype(?n) = ex:t)", True),
        ("FILTER(?value = ?n)", False),
    ],
)
def test_terms_of_the_data_are_the_same_or_not_however_they_are_rewritten(filtering: str, left: bool) -> None:
    query = f"SELECT $this ?value {{ $this ex:p ?value , ?n {filtering} }}"
    compiled = engine(shapes(query), rewritten=True)
    compiled.compile()
    assert bool(compiled.left) is left


def in_property(query: str) -> ShapeFiles:
    text = f"ex:S {TARGETS} ; sh:property [ sh:path ex:p ; sh:sparql [ sh:prefixes ex: ; sh:select '''{query}''' ] ] ."
    return ShapeFiles.of([Source("rules.ttl", (HEAD + text).encode(), RdfFormat.TURTLE, "s0b")])


def test_path_is_written_in_where_it_is_seen() -> None:
    rules = in_property(f"SELECT $this ?value {{ $this $PATH ?value {DOUBT} }}")
    assert sorted(value[1] for _, _, value, _ in found(rules)) == ["1", "5", "7", "9"]


@pytest.mark.parametrize("variable", ["$PATH", "?PATH", "$currentShape"])
def test_path_that_is_not_seen_is_left_to_pyshacl(variable: str) -> None:
    rules = in_property(f"SELECT $this ?value {{ $this ex:p ?value FILTER(0<?value&&ex:p={variable}&&?value>0) }}")
    compiled = engine(rules)
    assert compiled.compile() == []
    assert [f"<?value&&ex:p={variable}&&?value>" in reason for reason in compiled.left.values()] == [True]


COMPONENTS = Path(__file__).parent / "components"
SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "shacl" / "sparql"
FILES = [COMPONENTS / "sparql.ttl", *sorted(path for path in SUITE.rglob("*.ttl") if path.name != "manifest.ttl")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_all_queries_in_doubt(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same findings as in no doubt, on our fixture and on those of the W3C that are at hand."""
    text = path.read_bytes()

    def findings() -> list[tuple[str, ...]] | str:
        try:
            rules = ShapeFiles.of([Source("rules.ttl", text, RdfFormat.TURTLE, "s0b")])
            return sorted(map(key, validate([Source("d.ttl", text, RdfFormat.TURTLE)], shapes=rules).findings))
        except SpaceflightError as error:
            return str(error)

    sure = findings()
    monkeypatch.setattr(constraints, "doubt", lambda _: "tried on purpose")
    assert findings() == sure != []
