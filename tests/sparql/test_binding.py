"""Terms in place of variables: where a variable stands, and nowhere else."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from spaceflight_graph.sparql.binding import bound, cut, filled

KEPT = [
    "'$x'", '"$x"', "'''$x'''", '"""a "$x" b"""', r"'\'$x'", r'"\"$x"', "# $x\n", "#$x\r", "<http://e/$x>", r"ex:a\$x",
    r"ex:\$x", "$xy", "$x1", "$x_", "$xé", "$x·", "?x", "$$ y", "$ x", "?a<$x&&1>0", r"'''\'''$x'''",
]  # fmt: skip
REPLACED = [
    "%s", "(%s)", "?a%s", "%s.", "%s-y", "%s,%s", "'a'%s'b'", "#\n%s", "# '\r%s", "''%s''", "'''''' %s", r"ex:a\#%s",
    r"ex:a\'%s ex:b\'", "<a b %s>", "1%s", "ex:%s", "'it%s", "'\n%s'",
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_no_parameter(text: str) -> None:
    assert bound(text, {"x": "7"}, {"VAR2"}) == text
    assert bound(f"{text} $x", {"x": "7"}, {"VAR2"}) == f"{text} 7"


@pytest.mark.parametrize("text", REPLACED)
def test_parameter(text: str) -> None:
    assert bound(text.replace("%s", "$x"), {"x": "7"}, {"VAR2"}) == text.replace("%s", "7")


def test_both_signs_mean_one_variable() -> None:
    assert bound("?x $x ?y $z", {"x": "7", "z": "8"}) == "7 7 ?y 8"


def test_a_value_is_not_looked_into() -> None:
    assert bound("$x $y", {"x": "'$y'", "y": "$x"}) == "'$y' $x"


WRITTEN = [
    ("SELECT $this ?a { $this ?p ?a }", "SELECT (T AS ?this_1) ?a { T ?p ?a }"),
    ("SELECT DISTINCT $this { ?a ?p $this } ORDER BY $this", "SELECT DISTINCT (T AS ?this_2) { ?a ?p T } ORDER BY (T)"),
    ("SELECT $this (STR($this) AS ?a) WHERE { }", "SELECT (T AS ?this_1) (STR(T) AS ?a) WHERE { }"),
    (
        "SELECT $this (COUNT(?a) AS ?n) { $this ?p ?a } GROUP BY $this HAVING ($this != ?x)",
        "SELECT (T AS ?this_1) (COUNT(?a) AS ?n) { T ?p ?a } GROUP BY (T) HAVING (T != ?x)",
    ),
    (
        "SELECT $this { { SELECT $this { $this ?p 1 } } }",
        "SELECT (T AS ?this_1) { { SELECT (T AS ?this_5) { T ?p 1 } } }",
    ),
    ("SELECT (1 AS ?a) $this { }", "SELECT (1 AS ?a) (T AS ?this_6) { }"),
    ("SELECT * { FILTER(EXISTS { SELECT $this { } }) }", "SELECT * { FILTER(EXISTS { SELECT (T AS ?this_8) { } }) }"),
    ("SELECT * { { SELECT ?a { } ORDER BY ?a } $this ?p ?a }", "SELECT * { { SELECT ?a { } ORDER BY ?a } T ?p ?a }"),
    ("SELECT $this { FILTER(BOUND(?a) || BOUND($b)) }", "SELECT (T AS ?this_1) { FILTER(BOUND(?a) || BOUND($b)) }"),
    (
        "SELECT $this { BIND($this AS ?a) } ORDER BY STR($this)",
        "SELECT (T AS ?this_1) { BIND(T AS ?a) } ORDER BY STR(T)",
    ),
    ("SELECT $this { $this a '$this' } # $this", "SELECT (T AS ?this_1) { T a '$this' } # $this"),
    ("SELECT $this { $this ?p () . $this ?q ?r }", "SELECT (T AS ?this_1) { T ?p () . T ?q ?r }"),
]


@pytest.mark.parametrize(("query", "expected"), WRITTEN)
def test_term_beforehand(query: str, expected: str) -> None:
    assert filled(cut(query, "this"), "T", "this") == expected


@pytest.mark.parametrize(("query", "expected"), WRITTEN)
def test_blank_node_beforehand_stays_a_variable(query: str, expected: str) -> None:
    expected = re.sub(r"\(T AS \?this_\d\)|(?<=BY )\(T\)|\bT\b", "?this", expected)
    assert filled(cut(query, "this"), None, "this") == expected


@pytest.mark.parametrize("term", ["T", None])
def test_variable_with_a_value_is_bound(term: str | None) -> None:
    query = "SELECT ?x { FILTER(BOUND($this) && !bound( #\n?this )) FILTER(BOUND(?x)) }"
    expected = "SELECT ?x { FILTER((true) && !(true)) FILTER(BOUND(?x)) }"
    assert filled(cut(query, "this"), term, "this") == expected


@pytest.mark.parametrize("term", [NamedNode("http://e/"), Literal("{0} '}"), Literal("x", language="en"), Literal(7)])
def test_any_term_can_be_written(term: NamedNode | Literal) -> None:
    pieces = cut("SELECT $this (?this AS ?x) { FILTER(BOUND($this)) }", "this")
    solutions = Store().query(filled(pieces, str(term), "this"))
    assert isinstance(solutions, QuerySolutions)
    assert [list(row) for row in solutions] == [[term, term]]
