"""A path that may lead nowhere has the node itself, though no graph has it."""

import pytest
from pyoxigraph import QueryBoolean, RdfFormat, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.query.ask import ask

PREFIXES = {"u": "urn:"}


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(b"<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:b> <urn:p> <urn:c> <urn:h> .\n", format=RdfFormat.N_QUADS)
    return store


def rows(store: Store, pattern: str) -> list[str]:
    found = ask(store, f"SELECT * {{ {pattern} }}", PREFIXES)
    return sorted(" ".join("-" if term is None else term.value for term in row) for row in found)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("<urn:x> u:p* ?y", ["urn:x"]),
        ("u:x u:p? ?y .", ["urn:x"]),
        ("u:x a* ?y", ["urn:x"]),
        ("$y u:p* u:x", ["urn:x"]),
        ("?y ^u:p* u:x FILTER(isIRI(?y))", ["urn:x"]),
        ("u:x (u:p/(u:q|u:p))* ?y OPTIONAL { ?y u:p ?z }", ["urn:x -"]),
        ("?s u:p u:b . u:x u:p* ?y . ?s u:p? ?z", ["urn:x urn:a urn:a", "urn:x urn:a urn:b"]),
        ("{ u:x u:p* ?y } UNION { u:z u:p? ?y }", ["urn:x", "urn:z"]),
        ("BIND(u:x AS ?y) FILTER EXISTS { u:x u:p* ?y }", ["urn:x"]),
        ("BIND(u:a AS ?y) FILTER EXISTS { u:x u:p* ?y }", []),
        ("u:x u:p* u:x", [""]),
        ("u:x u:p* u:z", []),
        ("u:x u:p* u:b", []),
        ("u:x u:p+ ?y", []),
        ("u:x u:p ?y", []),
        ("u:a u:p* ?y", ["urn:a", "urn:b", "urn:c"]),
        ("u:c u:p* ?y", ["urn:c"]),
        ("?y u:p* u:a", ["urn:a"]),
        ("u:x u:q/u:p* ?y", []),
        ("VALUES ?v { u:x } ?v u:p* ?y", []),
    ],
)
def test_nodes_that_no_graph_has(store: Store, pattern: str, found: list[str]) -> None:
    variables = [" ".join(sorted(row.split())) for row in rows(store, pattern)]
    assert variables == sorted(" ".join(sorted(row.split())) for row in found)


def test_whether_there_is_such_a_path(store: Store) -> None:
    for text, true in (("u:x u:p* u:x", True), ("u:x u:p* u:a", False), ("GRAPH ?g { u:x u:p* ?y }", False)):
        answer = ask(store, f"ASK {{ {text} }}", PREFIXES)
        assert isinstance(answer, QueryBoolean)
        assert bool(answer) is true


def test_numbers_are_still_counted(store: Store) -> None:
    (row,) = ask(store, "SELECT (COUNT(*) AS ?n) { u:x u:p* ?y . FILTER(2 * 3 = 6) }", PREFIXES)  # type: ignore[misc]
    assert row[0].value == "1"


def test_mistakes_are_told_where_they_are(store: Store) -> None:
    with pytest.raises(SpaceflightError, match="error at 1:27"):
        ask(store, "SELECT * { <urn:x> u:p* ?y", PREFIXES)
    with pytest.raises(SpaceflightError):
        ask(store, "SELECT * { <no iri> u:p* ?y }", PREFIXES)
    with pytest.raises(SpaceflightError, match="not a SPARQL query"):
        ask(store, "u:p* ?y }", PREFIXES)
