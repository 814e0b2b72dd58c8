"""Rows are counted as the engine writes them: texts that look like rows are none."""

import itertools

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryResultsFormat, QuerySolutions, QueryTriples, Store

from spaceflight_graph.serve.rows import counted, too_many

FORMS = (QueryResultsFormat.JSON, QueryResultsFormat.XML, QueryResultsFormat.CSV, QueryResultsFormat.TSV)
NASTY = ('},{', '"},{"', 'a\nb', 'a\r\n"b"\r\n', '<result>', '\\', '\\"},{', '', '[{', "','")  # fmt: skip
QUERIES = (
    "SELECT * { ?s ?p ?o }", "SELECT ?o ?none { ?s ?p ?o }", "SELECT ?o { ?s ?p ?o FILTER(false) }", "SELECT * {}"
)  # fmt: skip


def written(store: Store, query: str, form: QueryResultsFormat) -> bytes:
    found = store.query(query)
    assert not isinstance(found, QueryTriples)
    body = found.serialize(format=form)
    assert body is not None
    return body


@pytest.fixture(scope="module")
def nasty() -> Store:
    store, a = Store(), NamedNode("a:a")
    store.extend(Quad(a, a, Literal(one + other)) for one, other in itertools.product(NASTY, NASTY))
    return store


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("form", FORMS, ids=str)
def test_rows_of_the_engine_are_counted(nasty: Store, query: str, form: QueryResultsFormat) -> None:
    solutions = nasty.query(query)
    assert isinstance(solutions, QuerySolutions)
    rows, body = len(list(solutions)), written(nasty, query, form)
    assert counted(body, form) == rows
    assert not too_many(body, form, max(rows, 1))
    if rows:
        assert too_many(body, form, rows - 1)


@pytest.mark.parametrize("form", FORMS[:2], ids=str)
def test_an_ask_has_no_rows(nasty: Store, form: QueryResultsFormat) -> None:
    assert counted(written(nasty, "ASK {}", form), form) == 0
