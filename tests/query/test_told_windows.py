"""A window for one moment travels with the moment into every answer: seen where all that happened is told so."""

import pytest
from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from spaceflight_graph.namespaces import GRAPH, PREFIXES, SF
from spaceflight_graph.query import ask, catalogue

TIMES = {SF.time: "timeWindowEnd", SF.endTime: "endTimeWindowEnd"}


@pytest.fixture(scope="module")
def windows(small_store: Store) -> Store:
    """The graph of the made-up flight, where every time and end is the first moment of a window, and its last, too."""
    made = Store()
    made.bulk_extend(small_store)
    for prop, name in TIMES.items():
        link = NamedNode(PREFIXES["sfp"] + name)
        told = list(small_store.quads_for_pattern(None, prop, None))
        made.extend(Quad(quad.subject, link, quad.object, GRAPH.lookups) for quad in told)
    return made


@pytest.mark.parametrize(
    ("query", "given", "columns"),
    [
        ("by-organization", {"organization": "NASA"}, ["time"]),
        ("cargo-deliveries", {}, ["launched", "arrived"]),
        ("events-on-day", {"day": "2001-01-05"}, ["time"]),
        ("failures", {}, ["time"]),
        ("flights-of-person", {"person": "Ann Lee"}, ["launched"]),
        ("launches", {}, ["date"]),
        ("plans", {}, ["actual"]),
        ("reused-stages", {}, ["launched"]),
        ("selections", {}, ["date"]),
        ("spacewalk-hours-of-person", {"person": "Ann Lee"}, ["date"]),
        ("spacewalks", {}, ["date"]),
        ("timeline", {"flight": "one"}, ["when"]),
    ],
)
def test_what_happened_in_a_window_says_so(
    windows: Store, query: str, given: dict[str, str], columns: list[str]
) -> None:
    answer = ask.run(windows, catalogue.get(query), given)
    assert isinstance(answer, QuerySolutions)
    rows = list(answer)
    for column in columns:
        told = [(row[column], row[f"{column}WindowEnd"]) for row in rows if row[column]]
        assert told
        assert all(first == last for first, last in told)
