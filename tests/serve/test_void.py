"""What the graph says of itself: counted right at build, and good for the portals that read DCAT-AP."""

from collections import Counter
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize

from spaceflight_graph.export.edition import DATASET
from spaceflight_graph.export.holdings import SUBSET, TRIPLES, VOID, told_at_the_end
from spaceflight_graph.findings import SHAPES, Report, Severity
from spaceflight_graph.namespaces import GRAPH, RDF, XSD
from spaceflight_graph.serve import description
from spaceflight_graph.validate.run import validate_paths
from spaceflight_graph.validate.shapes import ShapeFiles

DCAT_AP = Path(__file__).parents[3] / "shared" / "shapes-in-the-wild" / "dcat-ap-3.0.1" / "dcat-ap-SHACL.ttl"
HERE = "http://127.0.0.1:8000/sparql"


def counts(store: Store, prop: str) -> dict[str, int]:
    found = store.quads_for_pattern(None, NamedNode(VOID + prop), None, GRAPH.dataset)
    return {str(quad.subject): int(quad.object.value) for quad in found if isinstance(quad.object, Literal)}


def test_the_build_counts_graphs_and_the_whole(real_store: Store) -> None:
    told = counts(real_store, "triples")
    sizes = Counter(str(quad.graph_name) for quad in real_store)
    assert told.pop(str(DATASET)) == len(real_store)
    assert told == {name: size for name, size in sizes.items() if name != str(GRAPH.dataset)}
    parts = real_store.quads_for_pattern(DATASET, SUBSET, None, GRAPH.dataset)
    assert {str(quad.object) for quad in parts} == set(told)


def test_the_build_counts_the_things_of_a_class(real_store: Store) -> None:
    parts = real_store.quads_for_pattern(None, NamedNode(f"{VOID}class"), None, GRAPH.dataset)
    told = {str(quad.object): counts(real_store, "entities")[str(quad.subject)] for quad in parts}
    things: dict[str, set[str]] = {}
    for quad in real_store.quads_for_pattern(None, RDF.type, None, None):
        if quad.graph_name != GRAPH.dataset:
            things.setdefault(str(quad.object), set()).add(str(quad.subject))
    assert told == {kind: len(found) for kind, found in things.items()}
    assert len(told) > 80


def test_the_service_names_every_graph_with_its_size(client: httpx.Client, real_store: Store) -> None:
    told = list(parse(client.get("/sparql").content, format=RdfFormat.TURTLE))
    names, inside, sizes = (
        {str(quad.subject): quad.object for quad in told if quad.predicate.value == iri}
        for iri in (f"{description.SD}name", f"{description.SD}graph", TRIPLES.value)
    )
    found = {str(names[node]): sizes[str(inside[node])] for node in names}
    counted = Counter(str(quad.graph_name) for quad in real_store)
    assert found == {name: Literal(str(size), datatype=XSD.integer) for name, size in counted.items()}


def checked(triples: list[Triple], folder: Path) -> Report:
    serialize(triples, str(folder / "void.ttl"), format=RdfFormat.TURTLE)
    return validate_paths([folder / "void.ttl"], shapes=ShapeFiles.read([DCAT_AP]))


def wrong(report: Report) -> list[tuple[str, str]]:
    found = (f for f in report.findings if f.severity == Severity.VIOLATION and not f.rule.startswith(SHAPES))
    return sorted((str(f.focus), str(f.path)) for f in found)


@pytest.mark.skipif(not DCAT_AP.exists(), reason="the shapes in the wild are not at hand")
def test_dcat_ap_has_nothing_against_it(real_store: Store, tmp_path: Path) -> None:
    told = description.void(real_store, HERE)
    assert wrong(checked(told, tmp_path)) == []
    for lacking in ("dc/terms/title", "dcat#accessURL", "dcat#endpointURL", "foaf/0.1/name"):
        fewer = [triple for triple in told if not triple.predicate.value.endswith(lacking)]
        assert len(fewer) < len(told)
        assert wrong(checked(fewer, tmp_path)), f"its rules do not miss {lacking}: they looked at nothing"


def test_a_quad_that_two_files_say_is_counted_once() -> None:
    one = Quad(NamedNode("a:a"), RDF.type, NamedNode("a:kind"), GRAPH.entities)
    told = list(told_at_the_end([one, one]))
    assert told[0] == one
    assert told[1:].count(one) == 0
    numbers = {str(q.subject): q.object for q in told if q.predicate == TRIPLES}
    assert numbers[str(GRAPH.entities)] == Literal("1", datatype=XSD.integer)
    assert numbers[str(DATASET)] == Literal(str(len(told)), datatype=XSD.integer)
