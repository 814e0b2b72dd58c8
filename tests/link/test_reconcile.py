"""Queries of the Reconciliation API 0.2 over our graph, and what is not a query."""

import json
import re
from typing import Any

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import ParameterError
from spaceflight_graph.link.reconcile import MOST, Reconciler

# What the specification demands of an answer (reconciliation-result.json, 0.2), in so far as we use it.
REQUIRED = {"id": str, "name": str, "score": int, "match": bool, "type": list, "features": list}


@pytest.fixture(scope="module")
def small(small_store: Store) -> Reconciler:
    return Reconciler(small_store)


@pytest.fixture(scope="module")
def real(real_store: Store) -> Reconciler:
    return Reconciler(real_store)


def asked(reconciler: Reconciler, query: object) -> list[dict[str, Any]]:
    """Return the candidates for one query, held to the form of an answer."""
    answers = reconciler.answers({"q0": query})
    assert list(answers) == ["q0"]
    result: list[dict[str, Any]] = json.loads(json.dumps(answers["q0"]["result"]))
    for one in result:
        assert {key: type(value) for key, value in one.items()} == REQUIRED
        assert re.fullmatch(r"[a-z0-9-]+", one["id"])
        assert 0 <= one["score"] <= 100
        assert all(kind.keys() == {"id", "name"} for kind in one["type"])
        assert all(feature.keys() == {"id", "value"} for feature in one["features"])
    assert [one["score"] for one in result] == sorted((one["score"] for one in result), reverse=True)
    assert sum(one["match"] for one in result) <= 1
    return result


def told(reconciler: Reconciler, text: str = "", **more: object) -> list[tuple[str, int, bool]]:
    return [(one["id"], one["score"], one["match"]) for one in asked(reconciler, {"query": text, **more})]


def test_the_example_of_the_specification_of_ours(real: Reconciler) -> None:
    query = {
        "query": "联盟MS-07",
        "type": "CrewedFlight",
        "limit": 5,
        "properties": [{"pid": "cosparId", "v": "2017-081A"}],
    }
    first, *others = asked(real, query)
    assert first == {
        "id": "soyuz-ms-07",
        "name": "Soyuz MS-07",
        "score": 100,
        "match": True,
        "type": [{"id": "CrewedFlight", "name": "crewed flight"}],
        "features": [
            {"id": "exact_label", "value": 1.0},
            {"id": "kind", "value": 1.0},
            {"id": "P247", "value": 1.0},
            {"id": "name_tokens", "value": 1.0},
        ],
    }
    assert len(others) == 4
    assert not any(one["match"] for one in others)


@pytest.mark.parametrize("text", ["  “联盟”MS\u00ad-07 ", "ｓｏｙｕｚ ＭＳ０７", "Sojus MS-07"])
def test_cells_as_people_write_them(real: Reconciler, text: str) -> None:
    assert told(real, text)[0][0] == "soyuz-ms-07"


def test_a_name_alone_is_no_match(real: Reconciler) -> None:
    assert told(real, "Oleg Kononenko", type="Person")[0] == ("oleg-kononenko", 65, False)
    assert told(real, "Scott Kelly", type="Person") == [("scott-tingle", 30, False)]


def test_a_person_by_a_flight(real: Reconciler) -> None:
    for flight in ("Soyuz MS-11", {"id": "soyuz-ms-11", "name": "anything"}, {"id": "Q28666067"}, ["x", "Soyuz MS-11"]):
        properties = [{"pid": "missions", "v": flight}]
        assert told(real, "Oleg Kononenko", properties=properties)[0] == ("oleg-kononenko", 85, True)
    other = [{"pid": "missions", "v": {"id": "soyuz-ms-07"}}]
    assert ("oleg-kononenko", 10, False) in told(real, "Oleg Kononenko", properties=other)


@pytest.mark.parametrize("pid", ["cosparId", "sf:cosparId", "P247", "COSPAR ID", "international designator"])
def test_an_id_without_a_name(real: Reconciler, pid: str) -> None:
    assert told(real, properties=[{"pid": pid, "v": "2017-081A"}]) == [("soyuz-ms-07", 100, True)]
    assert [one["id"] for one in asked(real, {"properties": [{"pid": pid, "v": "2017-081A"}]})] == ["soyuz-ms-07"]


def test_a_number_is_a_value(real: Reconciler) -> None:
    assert told(real, properties=[{"pid": "P377", "v": 43063}]) == [("soyuz-ms-07", 100, True)]


def test_a_day_is_one_in_utc(real: Reconciler) -> None:
    def first(day: object) -> tuple[int, bool]:
        properties = [{"pid": "launch date", "v": day}]
        found = told(real, "Soyuz MS-06", properties=properties, limit=MOST)
        return next((score, match) for name, score, match in found if name == "soyuz-ms-06")

    assert first("2017-09-12") == first("2017-09-13") == (85, True)  # our document does not tell the zone
    assert first("2017-09-16") == (10, False)
    assert first("2017-09") == first("some day") == first(None) == first("") == first(True) == first({}) == (50, False)


def test_types(small: Reconciler) -> None:
    assert told(small, "One")[:2] == [("one", 50, False), ("one-craft", 45, False)]
    assert told(small, "One", type="CargoFlight") == []
    assert told(small, "One", type="CrewedFlight") == told(small, "One", type="Spaceflight") == [("one", 65, False)]
    assert told(small, "One", type=["CargoFlight", "crewed flight"]) == [("one", 65, False)]
    assert told(small, "One", type="Unicorn") == []
    assert told(small, "One", type=[]) == told(small, "One", type=None) == told(small, "One")


def test_a_name_that_comes_near(small: Reconciler) -> None:
    lee = asked(small, {"query": "Lee, Anna", "type": "Person"})
    assert [(one["id"], one["score"]) for one in lee] == [("ann-lee", 30)]
    assert lee[0]["features"] == [{"id": "kind", "value": 1.0}, {"id": "name_tokens", "value": 0.5}]
    assert told(small, "Lee and many more words than that", type="Person") == []


def test_nothing_to_look_for(small: Reconciler) -> None:
    nothing: list[dict[str, object]] = [
        {},
        {"query": ""},
        {"query": " – "},
        {"properties": []},
        {"properties": [{"pid": "P999", "v": "x"}]},
    ]
    for query in nothing:
        assert asked(small, query) == []
    assert small.answers({}) == {}


def test_limit(real: Reconciler) -> None:
    assert len(told(real, "Soyuz MS-07", limit=2)) == 2
    assert len(told(real, "Soyuz MS-07")) == 10
    assert 10 < len(told(real, "Soyuz MS-07", limit=10**9)) <= MOST


def test_names_in_the_language_of_the_reader(small_store: Store) -> None:
    assert [one["name"] for one in asked(Reconciler(small_store, "de"), {"query": "One", "type": "Spaceflight"})] == [
        "Eins"
    ]


def test_a_batch_is_answered_in_its_order(small: Reconciler) -> None:
    answers = small.answers({"b": {"query": "Two"}, "a": {"query": "One"}})
    assert [(name, answer["result"][0]["id"]) for name, answer in answers.items()] == [("b", "two"), ("a", "one")]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("Two", "query 'q': 'Two' is no object. Fix: write it as {\"query\": \"Soyuz MS-07\"}."),
        ({"query": 5}, 'query \'q\': 5 is no text to look for. Fix: write it as "query": "Soyuz MS-07".'),
        ({"limit": 0}, "query 'q': 0 is no limit. Fix: write it as \"limit\": 5."),
        ({"limit": True}, "query 'q': True is no limit. Fix: write it as \"limit\": 5."),
        ({"limit": "5"}, "query 'q': '5' is no limit. Fix: write it as \"limit\": 5."),
        ({"type": 5}, 'query \'q\': 5 is no type. Fix: write it as "type": "CrewedFlight".'),
        ({"type": ["City", {}]}, "query 'q': ['City', {}] is no type. Fix: write it as \"type\": \"CrewedFlight\"."),
        ({"properties": {}}, "query 'q': {} are no properties. Fix: write it as \"properties\": ["),
        ({"properties": ["x"]}, "query 'q': ['x'] are no properties. Fix: write it as \"properties\": ["),
        ({"properties": [{"v": 5}]}, "query 'q': [{'v': 5}] are no properties. Fix: write it as \"properties\": ["),
    ],
)
def test_what_is_no_query(small: Reconciler, query: object, told: str) -> None:
    with pytest.raises(ParameterError) as error:
        small.answers({"q": query})
    assert str(error.value).startswith(told)
