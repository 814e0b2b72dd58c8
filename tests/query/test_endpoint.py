"""Another endpoint: a real HTTP server on this machine that speaks the SPARQL protocol."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from spaceflight_graph.errors import ParameterError, SpaceflightError
from spaceflight_graph.query import ask, catalogue, parameters
from spaceflight_graph.query.endpoint import run_remote
from spaceflight_graph.query.reading import Reader


@pytest.fixture
def endpoint(small_store: Store) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = parse_qs(body)["query"][0]
            if "nonsense" in asked:
                self.send_error(400, "Bad Request")
                return
            if "bad-status" in asked:
                self.wfile.write(b"nonsense\r\n\r\n")
                return
            if "bad-text" in asked:
                self.send_response(200)
                self.send_header("Content-Type", "text/turtle")
                self.end_headers()
                self.wfile.write(b"<http://e/\xff>")
                return
            if "not-results" in asked:
                answer = b"<html>"
            else:
                solutions = small_store.query(asked, use_default_graph_as_union=True)
                assert isinstance(solutions, QuerySolutions)
                answer = solutions.serialize(format=QueryResultsFormat.JSON) or b""
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    server.server_close()
    thread.join()


def test_canned_query_gives_the_same_rows_as_at_home(endpoint: str, small_store: Store) -> None:
    from spaceflight_graph.query import results

    crew = catalogue.get("crew-of-flight")
    away = run_remote(endpoint, parameters.bind(crew, {"flight": "one"}, None), "csv")
    assert away == results.text(ask.run(small_store, crew, {"flight": "one"}), "csv")
    assert "Ann Lee" in away


def test_people_read_it_in_their_language(endpoint: str) -> None:
    asked = "SELECT (2020 AS ?x) (true AS ?y) {}"
    assert run_remote(endpoint, asked, "md", reader=Reader("de")).splitlines()[2] == "| 2.020 | ja |"
    assert run_remote(endpoint, asked, "md").splitlines()[2] == "| 2020 | true |"


def test_labels_are_not_looked_up_elsewhere() -> None:
    with pytest.raises(ParameterError, match="named by slug or IRI"):
        parameters.bind(catalogue.get("crew-of-flight"), {"flight": "no such label"}, None)


def test_refusals(endpoint: str) -> None:
    with pytest.raises(SpaceflightError, match=r"refuses the query.*Fix:"):
        run_remote(endpoint, "SELECT nonsense", "csv")
    with pytest.raises(SpaceflightError, match="does not answer with SPARQL results"):
        run_remote(endpoint, "SELECT * { ?s ?p 'not-results' }", "csv")
    with pytest.raises(SpaceflightError, match=r"cannot be reached.*Fix:"):
        run_remote("http://127.0.0.1:9/sparql", "ASK {}", "csv")
    with pytest.raises(SpaceflightError, match="not an address"):
        run_remote("file:///etc/passwd", "ASK {}", "csv")


@pytest.mark.parametrize(
    "url",
    ["", "http://x:port/", "http://[::1", "http://", "http:///sparql", "http://a b/", "http://x/\n", "http://x\x00"],
)
def test_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SpaceflightError, match=r"not an address of a SPARQL endpoint.*Fix:|cannot be reached.*Fix:"):
        run_remote(url, "ASK {}", "csv")


def test_service_that_does_not_speak_http_or_utf8_is_told(endpoint: str) -> None:
    with pytest.raises(SpaceflightError, match=r"does not answer as a SPARQL endpoint does: .*Fix:"):
        run_remote(endpoint, "SELECT * { ?s ?p 'bad-status' }", "csv")
    with pytest.raises(SpaceflightError, match=r"does not answer with UTF-8.*Fix:"):
        run_remote(endpoint, "CONSTRUCT WHERE { ?s ?p 'bad-text' }", "table")


def test_triples_are_refused_as_rows_there_as_here(endpoint: str) -> None:
    with pytest.raises(SpaceflightError, match="makes triples, which csv cannot hold"):
        run_remote(endpoint, "CONSTRUCT WHERE { ?s ?p 'bad-text' }", "csv")


def test_empty_address_is_not_home(small_store_path: Path) -> None:
    code = "from spaceflight_graph.cli import run; run()"
    command = [sys.executable, "-c", code, "query", "documents", "--endpoint", "", "--store", str(small_store_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert "'' is not an address of a SPARQL endpoint" in result.stderr
