"""The Reconciliation API 0.2 as OpenRefine speaks it."""

import json
from typing import Any

import httpx
import pytest

FLIGHT = {"query": "联盟MS-07", "type": "CrewedFlight", "properties": [{"pid": "cosparId", "v": "2017-081A"}]}


def asked(client: httpx.Client, **queries: object) -> dict[str, list[dict[str, Any]]]:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    return {name: answer["result"] for name, answer in response.json().items()}


def best(client: httpx.Client, query: object) -> dict[str, Any]:
    return asked(client, q=query)["q"][0]


def test_the_manifest_says_what_clients_need(client: httpx.Client) -> None:
    told = client.get("/reconcile").json()
    assert told["versions"] == ["0.2"]
    assert told["identifierSpace"] == "https://w3id.org/spaceflight/id/"
    assert told["view"]["url"].endswith("/id/{{id}}")
    for kind in ("entity", "property", "type"):
        assert told["suggest"][kind]["service_path"] == f"/reconcile/suggest/{kind}"


def test_a_name_in_any_language_and_an_id_make_a_match(client: httpx.Client) -> None:
    found = best(client, FLIGHT)
    assert (found["id"], found["name"], found["score"], found["match"]) == ("soyuz-ms-07", "Soyuz MS-07", 100, True)
    assert found["type"] == [{"id": "CrewedFlight", "name": "crewed flight"}]


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ({"query": "Soyuz MS-07", "type": "Spaceflight"}, False),  # a name alone is never sure
        ({"query": "Soyuz MS-07", "properties": [{"pid": "P247", "v": "2017-081A"}]}, True),
        ({"query": "Soyuz MS-07", "properties": [{"pid": "COSPAR ID", "v": "1999-001A"}]}, False),
        ({"properties": [{"pid": "cosparId", "v": "2017-081A"}]}, True),
        ({"query": "Soyuz\u00ad MS\u200b-07 ", "properties": [{"pid": "cosparId", "v": "2017-081A"}]}, True),
        ({"query": "Soyuz MS-07", "properties": [{"pid": "operator", "v": {"id": "roscosmos", "name": "?"}}]}, True),
        ({"query": "Soyuz MS-07", "properties": [{"pid": "operator", "v": ["NASA", "ESA"]}]}, False),
        ({"query": "Soyuz MS-07", "properties": [{"pid": "no such", "v": "x"}]}, False),
    ],
)
def test_a_match_needs_a_second_agreeing_value(client: httpx.Client, query: object, match: bool) -> None:
    found = best(client, query)
    assert found["id"] == "soyuz-ms-07"
    assert found["match"] is match


def test_a_class_takes_those_below_it_and_no_others(client: httpx.Client) -> None:
    found = asked(
        client,
        flight={"query": "Soyuz MS-07", "type": "Spaceflight"},
        person={"query": "Soyuz MS-07", "type": ["Person"]},
    )
    assert found["flight"][0]["id"] == "soyuz-ms-07"
    assert all(one["id"] != "soyuz-ms-07" for one in found["person"])
    assert asked(client, q={"query": "Soyuz MS-07", "type": "no such class"})["q"] == []


def test_types_are_guessed_from_a_batch_without_types(client: httpx.Client) -> None:
    found = asked(
        client, **{f"q{n}": {"query": name, "limit": 3} for n, name in enumerate(["Шкаплеров", "Kanai", "Tingle"])}
    )
    for candidates in found.values():
        assert {"id": "Person", "name": "person"} in candidates[0]["type"]
        assert len(candidates) <= 3
        assert [c["score"] for c in candidates] == sorted((c["score"] for c in candidates), reverse=True)


def test_nothing_is_found_for_nothing(client: httpx.Client) -> None:
    assert asked(client, a={"query": ""}, b={"query": "qqqqqqqqqqqqq"}) == {"a": [], "b": []}


def test_a_table_is_extended(client: httpx.Client) -> None:
    asked_for = {
        "ids": ["soyuz-ms-07", "nobody"],
        "properties": [{"id": "cosparId"}, {"id": "operator"}, {"id": "none"}],
    }
    told = client.post("/reconcile", data={"extend": json.dumps(asked_for)}).json()
    assert [one["id"] for one in told["meta"]] == ["cosparId", "operator", "none"]
    assert told["meta"][0]["name"] == "COSPAR id"
    assert told["rows"]["soyuz-ms-07"]["cosparId"] == [{"str": "2017-081A"}]
    assert told["rows"]["soyuz-ms-07"]["operator"] == [{"id": "roscosmos", "name": "Roscosmos"}]
    assert told["rows"]["nobody"] == {"cosparId": [], "operator": [], "none": []}


def test_cells_have_their_kinds(client: httpx.Client) -> None:
    asked_for = {"ids": ["soyuz-ms-07-landing"], "properties": [{"id": "time"}]}
    told = client.post("/reconcile", data={"extend": json.dumps(asked_for)}).json()
    assert told["rows"]["soyuz-ms-07-landing"]["time"] == [{"date": "2018-06-03T12:39:00Z"}]


@pytest.mark.parametrize(("kind", "prefix", "first"), [
    ("entity", "Soyuz MS-0", "soyuz-ms-0"), ("property", "COSPAR", "cosparId"), ("type", "Crewed", "CrewedFlight"),
])  # fmt: skip
def test_suggestions(client: httpx.Client, kind: str, prefix: str, first: str) -> None:
    told = client.get(f"/reconcile/suggest/{kind}", params={"prefix": prefix}).json()["result"]
    assert told[0]["id"].startswith(first)


def test_properties_of_a_class_are_proposed(client: httpx.Client) -> None:
    told = client.get("/reconcile/properties", params={"type": "CrewedFlight", "limit": 5}).json()
    assert len(told["properties"]) == 5
    assert {"id", "name"} <= told["properties"][0].keys()
    assert client.get("/reconcile/properties", params={"type": "../x"}).json()["properties"] == []


def test_a_preview_may_stand_in_a_frame(client: httpx.Client) -> None:
    response = client.get("/reconcile/preview", params={"id": "soyuz-ms-07"})
    assert "Soyuz MS-07" in response.text
    assert "frame-ancestors" not in response.headers["content-security-policy"]
    assert client.get("/reconcile/preview", params={"id": "<b>"}).status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"queries": "no JSON"}, 400),
        ({"queries": "[1]"}, 400),
        ({"queries": json.dumps({"q": "text"})}, 400),
        ({"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(101)})}, 400),
        ({"queries": json.dumps({"q": {"query": "Soyuz", "limit": 10**9}})}, 200),
        ({"queries": json.dumps({"q": {"query": "Soyuz", "limit": "many", "properties": 7}})}, 200),
        ({"extend": json.dumps({"ids": "x", "properties": []})}, 400),
        ({"else": "x"}, 400),
    ],
)
def test_what_is_asked_wrongly(client: httpx.Client, form: dict[str, str], status: int) -> None:
    response = client.post("/reconcile", data=form)
    assert response.status_code == status, response.text
    assert response.headers["access-control-allow-origin"] == "*"
