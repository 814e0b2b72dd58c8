"""The server as clients meet it: what it answers, what it refuses and how, and that it is never overrun."""

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from spaceflight_graph.serve import media
from spaceflight_graph.store.local import read_manifest

Serving = Callable[..., AbstractContextManager[httpx.Client]]
SELECT = "SELECT ?flight { ?flight sf:cosparId '2017-081A' } ORDER BY ?flight"
MS07 = "https://w3id.org/spaceflight/id/soyuz-ms-07"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CONSTRUCT = f"CONSTRUCT {{ <{MS07}> ?p ?o }} {{ GRAPH graph:facts {{ <{MS07}> ?p ?o }} }}"


def detail(response: httpx.Response) -> str:
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    return str(told["detail"])


@pytest.mark.parametrize("accept", [*media.ROWS])
def test_rows_come_as_they_are_asked_for(client: httpx.Client, accept: str) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == accept
    assert MS07 in response.text


@pytest.mark.parametrize("accept", [*media.TRIPLES])
def test_triples_come_as_they_are_asked_for(client: httpx.Client, accept: str) -> None:
    response = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] == accept
    plain = client.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": "application/n-triples"})
    wanted = {str(quad) for quad in parse(plain.content, format=RdfFormat.N_TRIPLES)}
    form = RdfFormat.from_media_type(accept)
    assert form
    assert {str(quad) for quad in parse(response.content, format=form)} == wanted
    assert len(wanted) > 10


def test_turtle_declares_the_prefixes_that_it_uses_in_order(client: httpx.Client) -> None:
    text = client.get("/sparql", params={"query": CONSTRUCT}).text
    declared = [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")]
    assert declared == sorted(declared)
    assert {"id:", "sf:"} <= set(declared) < {"id:", "sf:", "rdf:", "xsd:", "quantity:", "geo:", "rdfs:"}


def test_what_cannot_be_had_is_406(client: httpx.Client) -> None:
    response = client.get("/sparql", params={"query": SELECT}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/csv" in detail(response)


@pytest.mark.parametrize("method", ["QUERY", "POST"])
def test_a_query_is_a_body_too(client: httpx.Client, method: str) -> None:
    headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"}
    response = client.request(method, "/sparql", content=SELECT, headers=headers)
    assert response.text == f"flight\r\n{MS07}\r\n"


@pytest.mark.parametrize(("version", "status"), [("1.1", 200), ("1.2", 200), ("0.9", 400)])
def test_versions(client: httpx.Client, version: str, status: int) -> None:
    assert client.get("/sparql", params={"query": SELECT, "version": version}).status_code == status


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ({"params": {"query": "SELECT * { ?s ?p"}}, 400, "not a SPARQL query"),
        ({"params": {"query": "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ({"params": {"query": "DROP ALL"}}, 400, "not a SPARQL query"),
        ({"params": {"update": "DROP ALL"}}, 403, "takes no updates"),
        ({"params": {"nothing": "x"}}, 400, "has no query"),
        ({"params": {"query": SELECT, "default-graph-uri": "not an IRI"}}, 400, "not the IRI of a graph"),
        ({"method": "POST", "content": b"\xff", "headers": {"Content-Type": "application/sparql-query"}}, 400, "UTF-8"),
        ({"method": "POST", "content": "x=%ff", "headers": {"Content-Type": "application/x-www-form-urlencoded"}}, 400,
         "not URL-encoded"),
        ({"method": "POST", "content": "x", "headers": {"Content-Type": "text/plain"}}, 415, "Content-Type"),
        ({"method": "POST", "content": "x" * 2_000_000, "headers": {"Content-Type": "application/sparql-query"}}, 413,
         "at most"),
        ({"method": "POST", "content": SELECT, "params": {"query": SELECT},
          "headers": {"Content-Type": "application/sparql-query"}}, 400, "in the address and in the body"),
        ({"method": "DELETE"}, 405, "methods here are"),
    ],
)  # fmt: skip
def test_what_is_asked_wrongly(client: httpx.Client, request_: dict[str, object], status: int, words: str) -> None:
    response = client.request(**{"method": "GET", "url": "/sparql", **request_})  # type: ignore[arg-type]
    assert response.status_code == status
    assert words in detail(response)
    assert response.headers["access-control-allow-origin"] == "*"
    assert "/" + "tmp" not in response.text


def test_a_dataset_of_the_request_wins(client: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM graph:facts { ?s ?p ?o }"
    asked = {"query": query, "default-graph-uri": "https://w3id.org/spaceflight/graph/none"}
    rows = client.get("/sparql", params=asked).json()["results"]["bindings"]
    assert rows[0]["n"]["value"] == "0"
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert int(rows[0]["n"]["value"]) > 1000


def test_an_answer_has_a_name_and_is_sent_once(client: httpx.Client) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    tag = first.headers["etag"]
    again = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": f'"x", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/sparql", params={"query": SELECT}, headers={"If-None-Match": tag, "Accept": "text/csv"})
    assert other.status_code == 200
    assert "Accept" in other.headers["vary"]


def test_head_tells_what_get_would(client: httpx.Client) -> None:
    got, told = (client.request(method, "/sparql", params={"query": SELECT}) for method in ("GET", "HEAD"))
    assert told.content == b""
    assert told.headers["content-length"] == got.headers["content-length"]
    assert told.headers["etag"] == got.headers["etag"]


def test_large_answers_are_compressed(client: httpx.Client) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 500"}
    response = client.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert len(response.json()["results"]["bindings"]) == 500


def test_browsers_may_ask_from_elsewhere(client: httpx.Client) -> None:
    response = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert response.status_code == 204
    assert response.headers["access-control-allow-origin"] == "*"
    assert "POST" in response.headers["access-control-allow-methods"]


def test_it_says_how_it_is(client: httpx.Client) -> None:
    told = client.get("/health").json()
    assert told["status"] == "ok"
    assert told["counts"]["claims"] > 2000


def test_it_describes_itself(client: httpx.Client) -> None:
    said = {str(quad) for quad in parse(client.get("/sparql").content, format=RdfFormat.TURTLE)}
    assert any("#UnionDefaultGraph>" in one for one in said)
    assert sum("#NamedGraph>" in one for one in said) >= 5
    void = client.get("/.well-known/void", headers={"Accept": "application/n-triples"}).text
    total = client.get("/health").json()["counts"]["triples"]
    assert f'<http://rdfs.org/ns/void#triples> "{total}"' in void
    assert "ontology#CrewedFlight>" in void


def test_there_is_nothing_else(client: httpx.Client) -> None:
    assert client.get("/etc/passwd").status_code == 404
    assert client.post("/query").status_code == 405


# Limits -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hurried(serving: Serving, small_store_path: Path) -> Iterator[httpx.Client]:
    with serving(small_store_path, "--workers", "1", "--timeout", "1") as found:
        yield found


def test_a_query_that_takes_too_long_is_stopped(hurried: httpx.Client) -> None:
    began = time.monotonic()
    response = hurried.get("/sparql", params={"query": ENDLESS})
    assert time.monotonic() - began < 5
    assert response.status_code == 503
    assert "took longer than 1 s" in detail(response)
    assert hurried.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_who_leaves_stops_the_query(serving: Serving, small_store_path: Path) -> None:
    with serving(small_store_path, "--workers", "1", "--timeout", "60") as client:
        with pytest.raises(httpx.ReadTimeout):
            client.get("/sparql", params={"query": ENDLESS}, timeout=0.5)
        began = time.monotonic()
        assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
        assert time.monotonic() - began < 10


def test_an_answer_that_is_too_large_is_refused_before_it_begins(client: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 1000000"
    response = client.get("/sparql", params={"query": query})
    assert response.status_code == 413
    assert "LIMIT" in detail(response)


def test_an_answer_of_too_many_rows_is_refused(serving: Serving, small_store_path: Path) -> None:
    with serving(small_store_path, "--rows", "10") as client:
        for query, kinds in (
            ("SELECT * { ?s ?p ?o } LIMIT ", ("application/json", "application/xml", "text/csv")),
            ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT ", ("text/turtle", "application/n-triples")),
        ):
            for kind in kinds:
                few, many = (
                    client.get("/sparql", params={"query": f"{query}{n}"}, headers={"Accept": kind}) for n in (10, 11)
                )
                assert (few.status_code, many.status_code) == (200, 413), kind
                assert detail(many) == "the answer has more than 10 rows. Fix: ask for less, or in parts with LIMIT"


def test_past_the_queue_clients_come_again(serving: Serving, small_store_path: Path) -> None:
    with serving(small_store_path, "--workers", "1", "--waiting", "1", "--timeout", "2") as client:
        statuses: list[tuple[int, str | None]] = []

        def ask() -> None:
            response = client.get("/sparql", params={"query": ENDLESS})
            statuses.append((response.status_code, response.headers.get("retry-after")))

        threads = [threading.Thread(target=ask) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(status for status, _ in statuses) == [503] * 4
        assert sum(after == "1" for _, after in statuses) >= 2
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_it_follows_a_rebuild(serving: Serving, small_store_path: Path, real_store_path: Path, tmp_path: Path) -> None:
    shutil.copytree(small_store_path, tmp_path / "store")
    count = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH graph:facts { ?s ?p ?o } }"}
    with serving(tmp_path / "store") as client:
        before = client.get("/sparql", params=count)
        name = json.loads((real_store_path / "manifest.json").read_text())["graph"]
        shutil.copytree(real_store_path / name, tmp_path / "store" / name)
        shutil.copy(real_store_path / "manifest.json", tmp_path / "store" / "new")
        (tmp_path / "store" / "new").replace(tmp_path / "store" / "manifest.json")
        after = client.get("/sparql", params=count, headers={"If-None-Match": before.headers["etag"]})
        assert after.status_code == 200
        assert after.json() != before.json()
        (tmp_path / "store" / "manifest.json").unlink()
        gone = client.get("/sparql", params=count)
        assert (gone.status_code, detail(gone)) == (503, "there is no graph at present")


def test_a_port_that_is_taken(
    spaceflight: Callable[..., "object"], client: httpx.Client, small_store_path: Path
) -> None:
    found = spaceflight("serve", "--port", str(client.base_url.port), store=small_store_path)
    assert found.returncode == 2  # type: ignore[attr-defined]
    assert "cannot be listened at: address already in use" in found.stderr  # type: ignore[attr-defined]


def test_no_graph(spaceflight: Callable[..., "object"], tmp_path: Path) -> None:
    found = spaceflight("serve", store=tmp_path)
    assert found.returncode == 2  # type: ignore[attr-defined]
    assert "no graph has been built here" in found.stderr  # type: ignore[attr-defined]


# Canned queries ---------------------------------------------------------------------------------------------------


def test_a_canned_query(client: httpx.Client) -> None:
    rows = client.get("/query/crew-of-flight", params={"flight": "联盟MS-07"}).json()["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["Anton Shkaplerov", "Scott D. Tingle", "Norishige Kanai"]
    german = client.get("/query/vehicle-of-flight.csv", params={"flight": "soyuz-ms-07", "lang": "de"})
    assert german.headers["content-type"] == "text/csv; charset=utf-8"
    assert client.get("/query/crew-of-flight.rq").text.startswith("#+ summary")
    assert client.get("/query/wikidata.ttl").headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/query/crew-of-fligth", 404, "crew-of-flight"),
        ("/query/crew-of-flight.pdf", 404, "csv"),
        ("/query/crew-of-flight", 400, "flight=VALUE"),
        ("/query/crew-of-flight?flight=nobody", 400, "nobody"),
        ("/query/crew-of-flight?flight=a&flight=b", 400, "twice"),
        ("/query/crew-of-flight?flight=soyuz-ms-07&lang=fr", 400, "de, en, ru, zh"),
        ("/query/crew-of-flight?x=1", 400, "no parameter"),
        ("/query/launches?from=yesterday", 400, "2017-12-17"),
        ("/query/../../pyproject", 404, ""),
    ],
)
def test_a_canned_query_asked_wrongly(client: httpx.Client, address: str, status: int, words: str) -> None:
    response = client.get(address)
    assert response.status_code == status
    assert words in detail(response)


def test_openapi_is_right_and_whole(client: httpx.Client) -> None:
    from openapi_spec_validator import validate

    told = client.get("/openapi.json").json()
    validate(told)
    listed = client.get("/query").json()["queries"]
    assert {f"/query/{query['name']}" for query in listed} == set(told["paths"])
    assert len(listed) > 20
    flight = told["paths"]["/query/crew-of-flight"]["get"]["parameters"][0]
    assert flight["required"] is True


def test_a_graph_that_cannot_be_opened_is_told_without_a_traceback(good_store: Path) -> None:
    manifest = read_manifest(good_store)
    table = next(file for file in sorted((good_store / manifest.graph).iterdir()) if file.suffix == ".sst")
    table.write_bytes(b"no longer what it was")
    command = [sys.executable, "-m", "spaceflight_graph", "serve", "--store", str(good_store), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Error: ")
    assert "Fix: " in done.stderr
    assert done.stderr.count("\n") == 1
