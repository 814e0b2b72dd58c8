"""How far the engine gets, and what it would have taken there."""

import pytest

from spaceflight_graph.sparql import furthest


@pytest.mark.parametrize(
    ("query", "word", "start", "some"),
    [
        ("SELECT ?x WHER { }", "WHER", 10, {"WHERE", "FROM", "{", "a variable"}),
        ("ASK { ?s ?p ?o", "", 14, {"}", ".", ";"}),
        ("ASK { ?s ?p ?o\n\n", "", 14, {"}", ".", ";"}),
        ("ASK { FILTER(FOO(1)) }", "FOO", 13, {"a function", "(", "!"}),
        ("ASK { FILTER(ABS 1) }", "1", 17, {"("}),
        ("ASK { FILTER(BOUND(1)) }", "1", 19, {"a variable"}),
        ("ASK { FILTER(1 1) }", "1", 15, {")", "an operator"}),
        ("ASK { ?s ?p 'x }", "'", 12, {"a text", "a number"}),
        ("ASK { ?s ?p <http://e/a b> }", "<", 12, {"an IRI"}),
        ("ASK { FILTER(1 < 2 }", "}", 19, {")", "an operator"}),
        ("ASK { ?s ?p \x01 }", "\x01", 12, {"a text"}),
    ],
)
def test_stop(query: str, word: str, start: int, some: set[str]) -> None:
    where = furthest.stop(query, {})
    assert where is not None
    assert (where.word, where.start, where.end) == (word, start, start + len(word))
    assert some <= set(where.expected)


def test_functions_and_operators_are_told_together() -> None:
    where = furthest.stop("ASK { FILTER(FOO(1)) }", {})
    assert where is not None
    assert not {"YEAR", "ABS", "COUNT"} & set(where.expected)
    where = furthest.stop("ASK { FILTER(1 1) }", {})
    assert where is not None
    assert where.expected == (")", "an operator")


def test_every_function_is_taken() -> None:
    where = furthest.stop("SELECT (FOO(1) AS ?x) {}", {})
    taken = {name for name in furthest.FUNCTIONS if furthest.left(f"SELECT ({name}( AS ?x) {{}}", {}) < 6}
    assert where is not None
    assert taken == furthest.FUNCTIONS


def test_what_only_needs_space_stops_nowhere() -> None:
    assert furthest.stop("ASK { ?s ?p ?o }", {}) is None


def test_how_much_is_left() -> None:
    assert furthest.left("ASK { ?s ?p ?o }", {}) == -1
    assert furthest.left("ASK { ?s ?p ?o", {}) == 0
    assert furthest.left("ASK { ?s ?p } }", {}) == 2
    assert furthest.left("ASK { ?s f:p ?o }", {}) == 3
    assert furthest.left("ASK { ?s f:p ?o }", {"f": "http://e/"}) == -1
