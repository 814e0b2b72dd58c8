"""Nanopublications keep the structural rules of the guidelines, and say what their claim says."""

from collections import defaultdict

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from spaceflight_graph.errors import NotFoundError, StoreError
from spaceflight_graph.export import nanopub, write
from spaceflight_graph.export.edition import edition
from spaceflight_graph.namespaces import GRAPH, PREFIXES, PROV, RDF, SF, expand

NP = nanopub.SCHEMA
Publications = dict[str, dict[str, list[Quad]]]


def read(text: str) -> Publications:
    """Return the quads of each nanopublication by graph."""
    found: Publications = defaultdict(lambda: defaultdict(list))
    for quad in parse(text, RdfFormat.TRIG):
        assert isinstance(quad.graph_name, NamedNode)  # no triple outside the four graphs
        name, _, part = quad.graph_name.value.partition("#")
        found[name][part].append(quad)
    return found


def wrong(name: str, graphs: dict[str, list[Quad]]) -> list[str]:
    """Return which of the guidelines' criteria a nanopublication breaks."""
    this = NamedNode(name)
    parts = {
        "hasAssertion": NamedNode(f"{name}#assertion"),
        "hasProvenance": NamedNode(f"{name}#provenance"),
        "hasPublicationInfo": NamedNode(f"{name}#pubinfo"),
    }
    head = {(this, NamedNode(NP + part), graph) for part, graph in parts.items()}
    head.add((this, RDF.type, NamedNode(NP + "Nanopublication")))
    told = [(quad.subject, quad.predicate, quad.object) for quad in graphs.get("Head", [])]
    broken = [] if len(told) == 4 and set(told) == head else ["head"]
    broken += [f"no {part}" for part in ("assertion", "provenance", "pubinfo") if not graphs.get(part)]
    broken += [f"a graph {part}" for part in graphs if part not in ("Head", "assertion", "provenance", "pubinfo")]
    if not [quad for quad in graphs.get("provenance", []) if quad.subject == parts["hasAssertion"]]:
        broken.append("provenance of something else")
    if not [quad for quad in graphs.get("pubinfo", []) if quad.subject == this]:
        broken.append("info on something else")
    return broken


def test_every_claim_is_a_nanopublication_by_the_guidelines(real_store: Store) -> None:
    found = read(write.text(real_store, "nanopub"))
    claims = {quad.subject for quad in real_store.quads_for_pattern(None, RDF.type, SF.Claim, None)}
    assert len(claims) > 2500
    assert {PREFIXES["claim"] + name.removeprefix(nanopub.NAMESPACE) for name in found} == {
        claim.value for claim in claims if isinstance(claim, NamedNode)
    }
    assert [(name, broken) for name, graphs in found.items() if (broken := wrong(name, graphs))] == []


@pytest.mark.parametrize("part", ["Head", "assertion", "provenance", "pubinfo"])
def test_the_check_misses_a_graph(small_store: Store, part: str) -> None:
    name, graphs = next(iter(read(write.text(small_store, "nanopub")).items()))
    assert wrong(name, graphs) == []
    assert wrong(name, {kept: quads for kept, quads in graphs.items() if kept != part})
    assert wrong(name, {**graphs, "more": graphs["pubinfo"]}) == ["a graph more"]


def one(store: Store, claim: str) -> dict[str, list[tuple[str, str, str]]]:
    """Return the nanopublication of a claim, its triples as text."""
    ((_, graphs),) = read("".join(nanopub.text(store, [expand(claim)]))).items()
    return {
        part: [(str(q.subject), q.predicate.value.rpartition("#")[2], str(q.object)) for q in quads]
        for part, quads in graphs.items()
    }


def test_plain_claim_is_the_triple_itself_with_document_line_and_words(real_store: Store) -> None:
    name = "zh-wikipedia-soyuz-ms-07-L77-landing-time"
    found = one(real_store, f"claim:{name}")
    time = '"2018-06-03T12:59:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'
    assert found["assertion"] == [(str(expand("id:soyuz-ms-07-landing")), "time", time)]
    claim, document = str(expand(f"claim:{name}")), str(expand("doc:zh-wikipedia-soyuz-ms-07"))
    assert (f"<{nanopub.NAMESPACE}{name}#assertion>", "wasDerivedFrom", claim) in found["provenance"]
    assert (claim, "document", document) in found["provenance"]
    assert (claim, "line", '"77"^^<http://www.w3.org/2001/XMLSchema#integer>') in found["provenance"]
    assert (claim, "statedAs", '"2018年6月3日 12:59 UTC"@zh') in found["provenance"]
    titles = [value for subject, key, value in found["provenance"] if subject == document and key.endswith("title")]
    assert titles == ['"联盟MS-07"@zh']
    told = {key.rpartition("/")[2]: value for _, key, value in found["pubinfo"]}
    assert told == {
        "created": '"2026-11-25"^^<http://www.w3.org/2001/XMLSchema#date>',
        "creator": '"Spaceflight Graph contributors"@en',
        "isPartOf": "<https://w3id.org/spaceflight/dataset>",
        "license": "<https://creativecommons.org/publicdomain/zero/1.0/>",
        "versionInfo": '"0.1.0"',
    }


def test_claim_with_a_caveat_or_a_unit_is_never_a_bare_triple(real_store: Store) -> None:
    asserted = {
        name: {quad.predicate for quad in graphs["assertion"]}
        for name, graphs in read(write.text(real_store, "nanopub")).items()
    }
    caveats = [*nanopub._QUALIFIERS]
    for caveat in caveats:
        marked = [quad.subject for quad in real_store.quads_for_pattern(None, caveat, None, None)]
        claims = [node for node in marked if isinstance(node, NamedNode) and node.value.startswith(PREFIXES["claim"])]
        assert claims
        for claim in claims:
            name = nanopub.NAMESPACE + claim.value.removeprefix(PREFIXES["claim"])
            assert {RDF.subject, RDF.predicate, RDF.object, caveat} <= asserted[name]
    decades = list(real_store.quads_for_pattern(None, SF.precision, SF.Decade, GRAPH.facts))
    assert decades
    bare = [name for name, keys in asserted.items() if RDF.object not in keys]
    assert len(bare) > 2000
    for name in bare:
        claim = NamedNode(PREFIXES["claim"] + name.removeprefix(nanopub.NAMESPACE))
        of = {quad.predicate: quad.object for quad in real_store.quads_for_pattern(claim, None, None, None)}
        assert of.get(SF.precision) not in nanopub._STRETCHES
        assert asserted[name] == {of[RDF.predicate]}


def test_things_choose_their_claims_in_order(small_store: Store) -> None:
    found = list(read("".join(nanopub.text(small_store, [expand("id:one-landing"), expand("id:one")]))))
    assert found == sorted(found)
    about = {
        quad.subject.value.removeprefix(PREFIXES["claim"])
        for thing in ("id:one-landing", "id:one")
        for quad in small_store.quads_for_pattern(None, RDF.subject, expand(thing), None)
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PREFIXES["claim"])
    }
    assert {name.removeprefix(nanopub.NAMESPACE) for name in found} == about


def test_what_was_inferred_says_from_what(real_store: Store) -> None:
    claim = next(quad.subject for quad in real_store.quads_for_pattern(None, SF.inferredFrom, None, None))
    assert isinstance(claim, NamedNode)
    (graphs,) = read("".join(nanopub.text(real_store, [claim]))).values()
    assert [quad for quad in graphs["provenance"] if quad.predicate == SF.inferredFrom]
    assert [quad.object for quad in graphs["provenance"] if quad.predicate == PROV.wasDerivedFrom] == [claim]


def test_thing_without_claims_is_refused(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"^nothing is claimed of sf:Launch\. Fix: "):
        list(nanopub.text(small_store, [expand("sf:Launch")]))


def test_graph_that_does_not_tell_its_edition_is_refused() -> None:
    store = Store()
    store.add(Quad(expand("id:x"), RDF.type, Literal("x"), GRAPH.ontology))
    with pytest.raises(StoreError, match=r"does not tell http://purl\.org/dc/terms/description"):
        edition(store)
