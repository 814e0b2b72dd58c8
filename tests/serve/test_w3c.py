"""The W3C's tests of the SPARQL 1.1 Protocol: what a read-only server can pass, it passes; the rest it refuses."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from pyoxigraph import NamedNode, Quad, parse
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node, URIRef

from spaceflight_graph.store import local

Serving = Callable[..., AbstractContextManager[httpx.Client]]
SUITE = Path(__file__).parents[3] / "shared" / "conformance" / "sparql-protocol"
pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's suite lies beside the checkout, if anywhere")
HT, MF = (
    Namespace("http://www.w3.org/2011/http#"),
    Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"),
)
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
UPDATES = {
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
}  # fmt: skip
FORMATS = {
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}


def manifest() -> Graph:
    return Graph().parse(SUITE / "manifest.ttl", publicID="http://suite/") if SUITE.is_dir() else Graph()


MANIFEST = manifest()
ENTRIES = sorted(MANIFEST.subjects(MF.name, None), key=str)


@pytest.fixture(scope="module")
def endpoint(
    serving: Callable[..., AbstractContextManager[httpx.Client]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("suite")
    quads = [
        Quad(
            triple.subject,
            triple.predicate,
            triple.object,
            NamedNode(f"http://kasei.us/2009/09/sparql/data/data{n}.rdf"),
        )
        for n in (1, 2, 3)
        for triple in parse(path=str(SUITE / f"data{n}.nt"))
    ]
    assert len(quads) == 3
    local.replace(path, quads, sources="0" * 64, policy="", counts={})
    with serving(path) as client:
        yield client


def told(node: Node | None, predicate: URIRef) -> str:
    return str(MANIFEST.value(node, predicate) or "")


def members(node: Node | None, predicate: URIRef) -> list[Node]:
    return list(Collection(MANIFEST, MANIFEST.value(node, predicate) or RDF.nil))


def requests(entry: Node) -> list[Node]:
    return members(MANIFEST.value(entry, MF.action), HT.requests)


def sent(client: httpx.Client, request: Node) -> httpx.Response:
    headers = {told(header, HT.fieldName): told(header, HT.fieldValue) for header in members(request, HT.headers)}
    body = MANIFEST.value(request, HT.body)
    content = told(body, CNT.chars).encode(told(body, CNT.characterEncoding)) if body else None
    address = told(request, HT.absolutePath).replace("/sparql/", "/sparql", 1)
    return client.request(told(request, HT.methodName), address, headers=headers, content=content)


def name(entry: Node) -> str:
    return unquote(str(entry)).rpartition("#")[2]


def test_the_suite_is_whole() -> None:
    assert len(ENTRIES) == 34
    assert {name(entry) for entry in ENTRIES} > UPDATES


@pytest.mark.parametrize("entry", [e for e in ENTRIES if name(e) not in UPDATES], ids=name)
def test_w3c(entry: Node, endpoint: httpx.Client) -> None:
    for request in requests(entry):
        wanted = MANIFEST.value(request, HT.resp)
        response = sent(endpoint, request)
        classes = {str(status)[-3] for status in MANIFEST.objects(wanted, MF.expectedStatus)}
        assert str(response.status_code)[0] in classes, response.text
        form = MANIFEST.value(wanted, MF.expectedFormat)
        if form is not None:
            assert response.headers["content-type"].split(";")[0] in FORMATS[str(form)]
        if boolean := told(wanted, MF.expectedBoolean):
            assert response.json()["boolean"] is (boolean == "true")


@pytest.mark.parametrize("entry", [e for e in ENTRIES if name(e) in UPDATES], ids=name)
def test_updates_are_refused(entry: Node, endpoint: httpx.Client) -> None:
    response = sent(endpoint, requests(entry)[0])
    assert response.status_code == 403
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].startswith("the graph takes no updates.")
