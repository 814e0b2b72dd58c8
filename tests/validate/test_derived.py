"""What validation derives from claims is what a build derives, in whatever files they come."""

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store

from spaceflight_graph.namespaces import GRAPH, PREFIXES, expand
from spaceflight_graph.rdf.inputs import expand as files_of
from spaceflight_graph.rdf.inputs import open_all
from spaceflight_graph.rdf.source import Source
from spaceflight_graph.validate import own_data

ROOT = Path(__file__).parents[2]
DATA = sorted((ROOT / "tests" / "small" / "data").rglob("*.ttl"))


def opened(text: str = "") -> list[Source]:
    """Return the ontology and, in one file whose name says nothing, all data of the made-up flight, or a text."""
    whole = text or "\n".join(file.read_text(encoding="utf-8") for file in DATA)
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    return [
        Source("incoming.ttl", (head + whole).encode(), RdfFormat.TURTLE, "f99b"),
        *open_all(files_of([ROOT / "ontology"])),
    ]


def graph(sources: list[Source]) -> Store:
    store = Store()
    for source in sources:
        store.bulk_extend(source.quads())
    return store


def test_as_in_a_build(small_store: Store) -> None:
    assert len(DATA) > 4
    derived = (GRAPH.facts, GRAPH.disputes, GRAPH.inferred)
    built = {quad.triple for name in derived for quad in small_store.quads_for_pattern(None, None, None, name)}
    for sources in (opened(), open_all([*DATA, *files_of([ROOT / "ontology"])])):
        said, inferred, findings = own_data.derived(graph(sources), sources)
        quads = [*said, *inferred]
        assert {quad.triple for quad in quads} == built
        assert findings == []
        assert {quad.graph_name for quad in quads} == {Quad(*next(iter(built))).graph_name}


def test_nothing_follows_where_nobody_claims() -> None:
    sources = opened("id:a a sf:Person .")[:1]
    assert own_data.derived(graph(sources), sources) == ([], [], [])


CLAIM = (
    "claim:c a sf:Claim ; rdf:subject id:a ; rdf:predicate sf:mass ; rdf:object {} ; sf:document doc:d ; sf:line 1 .\n"
)


@pytest.mark.parametrize("value", ["5 ; qudt:unit unit:FURLONG", "5 , 6"])
def test_claim_that_cannot_be_weighed_stands_at_its_value(value: str) -> None:
    sources = opened(CLAIM.format(value) + "doc:d a sf:Document . id:a a sf:Spacecraft .")
    _, _, findings = own_data.derived(graph(sources), sources)
    assert {(finding.rule, finding.focus) for finding in findings} == {("claims", expand("claim:c"))}
    assert {(finding.path, finding.path_term, finding.place) for finding in findings} == {
        ("rdf:object", expand("rdf:object"), None)
    }
    assert all(finding.value is not None and "Fix: " in finding.message for finding in findings)


def test_ontology_is_at_hand_where_it_is_not_given() -> None:
    assert own_data.context(graph(opened()), 1) == []
    added = own_data.context(Store(), 7)
    assert [source.label for source in added] == [f"f{7 + number}b" for number in range(len(added))]
    assert {Path(source.name).parent.name for source in added} == {"ontology"}
