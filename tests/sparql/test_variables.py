"""Which variable it is that the engine refuses."""

import pytest

from spaceflight_graph.sparql import variables


@pytest.mark.parametrize(
    ("query", "start", "wrong"),
    [
        ("SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b }", 7, "?a is neither in GROUP BY nor in an aggregate"),
        (
            "SELECT ?p ?a (COUNT(?b) AS ?n) { ?a ?p ?b } GROUP BY ?p",
            10,
            "?a is neither in GROUP BY nor in an aggregate",
        ),
        ("SELECT ?a $a { ?a ?p ?b }", 10, "$a is selected twice"),
        ("ASK { ?s ?p ?o BIND(?o AS ?s) }", 26, "?s has a value already where AS gives it one"),
        (
            "SELECT ?s { { SELECT ?a (MAX(?b) AS ?m) { ?a ?p ?b } } }",
            21,
            "?a is neither in GROUP BY nor in an aggregate",
        ),
    ],
)
def test_refused(query: str, start: int, wrong: str) -> None:
    found = variables.refused(query, {})
    assert found is not None
    variable, said, _ = found
    assert (variable.start, said) == (start, wrong)


@pytest.mark.parametrize("query", ["ASK { ?s ?p ?o", "SELECT ?x ?y { ?x ?y }", "SELECT ?x (1 AS ?y) FROM ?z { }"])
def test_others_are_not_blamed(query: str) -> None:
    assert variables.refused(query, {}) is None
