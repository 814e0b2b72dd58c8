"""The RDF formats: every triple once, the same bytes from the same graph, canonical N-Quads and RDF 1.2."""

import io
import json
import random
from pathlib import Path

import pytest
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from spaceflight_graph.commands import export
from spaceflight_graph.errors import NotFoundError, SpaceflightError
from spaceflight_graph.export import rdf_files, write
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, expand

PLAIN = ("nquads", "trig", "ntriples", "turtle")


def quads(text: str, form: str) -> list[Quad]:
    return list(parse(text.encode(), rdf_files.FORMATS[form].syntax))


@pytest.mark.parametrize("form", [*PLAIN, "canonical-nquads"])
def test_formats_hold_every_triple_once_and_the_dataset(small_store: Store, form: str) -> None:
    found = quads(write.text(small_store, form), form)
    told = {*small_store, *rdf_files.of_dataset(small_store)}
    if form == "canonical-nquads":
        told = {quad for quad in told if "_:" not in str(quad)}
        found = [quad for quad in found if "_:" not in str(quad)]
    expected = told if rdf_files.FORMATS[form].syntax.supports_datasets else {quad.triple for quad in told}
    assert len(found) == len(expected)
    assert {quad if isinstance(next(iter(expected)), Quad) else quad.triple for quad in found} == expected


def test_dataset_says_licence_version_and_date_of_the_data(small_store: Store) -> None:
    told = {quad.predicate.value: quad.object.value for quad in rdf_files.of_dataset(small_store)}  # type: ignore[union-attr]
    assert told == {
        RDF.type.value: PREFIXES["schema"] + "Dataset",
        PREFIXES["dcterms"] + "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        PREFIXES["dcterms"] + "modified": "2026-11-25",
        PREFIXES["dcterms"] + "title": "Spaceflight Graph",
        PREFIXES["owl"] + "versionInfo": "0.1.0",
    }
    first = write.text(small_store, "nquads").splitlines()[: len(told)]
    assert {line.rsplit(" ", 2)[1] for line in first} == {f"<{PREFIXES['graph']}dataset>"}


@pytest.mark.parametrize("form", ["turtle", "trig", "turtle12"])
def test_prefixes_stand_at_the_head_alone(small_store: Store, form: str) -> None:
    lines = write.text(small_store, form).splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("@prefix")]
    assert heads == list(range(len(PREFIXES)))


def test_order_does_not_depend_on_how_the_store_was_filled(small_store: Store, tmp_path: Path) -> None:
    told = list(small_store)
    texts = set()
    for seed in range(3):
        random.Random(seed).shuffle(told)
        store = Store(str(tmp_path / str(seed)))
        for start in range(0, len(told), 1 + 700 * seed):
            store.extend(told[start : start + 1 + 700 * seed])
        texts.add("".join(write.text(store, form) for form in write.FORMATS))
    assert len(texts) == 1


def test_canonical_nquads_are_those_of_rdfc(small_store: Store) -> None:
    dataset = Dataset([*small_store, *rdf_files.of_dataset(small_store)])
    assert any(isinstance(quad.subject, BlankNode) for quad in dataset)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted((serialize([quad], format=RdfFormat.N_QUADS) or b"") for quad in dataset)
    assert write.text(small_store, "canonical-nquads").encode() == b"".join(lines)


def test_text_that_looks_like_a_blank_node_is_none(small_store: Store) -> None:
    store = Store()
    store.extend(small_store.quads_for_pattern(None, None, None, GRAPH.ontology))
    store.add(Quad(expand("id:a"), expand("sf:task"), Literal('_:b \t\x01\x7f "\\ é\n'), GRAPH.facts))
    (line,) = [line for line in write.text(store, "canonical-nquads").splitlines() if "/id/a>" in line]
    assert '"_:b \\t\\u0001\\u007F \\"\\\\ é\\n"' in line


@pytest.mark.parametrize("form", ["nquads12", "turtle12"])
def test_claims_are_reifiers_of_their_triples(small_store: Store, form: str) -> None:
    found = quads(write.text(small_store, form), form)
    reifies = expand("rdf:reifies")
    told = {quad.subject: quad.object for quad in found if quad.predicate == reifies}
    claims = {quad.subject for quad in small_store.quads_for_pattern(None, RDF.type, SF.Claim, None)}
    assert len(claims) > 20
    assert claims <= told.keys()
    for claim, triple in told.items():
        parts = [
            next(small_store.quads_for_pattern(claim, part, None, None)).object
            for part in (RDF.subject, RDF.predicate, RDF.object)
        ]
        assert triple == Triple(*parts)  # type: ignore[arg-type]
    rest = {quad.triple for quad in small_store if quad.predicate not in (RDF.subject, RDF.predicate, RDF.object)}
    assert rest <= {quad.triple for quad in found}
    assert not [quad for quad in found if quad.predicate == RDF.object]


def test_half_a_claim_stays_as_it_is() -> None:
    half = [Quad(expand("claim:a"), part, expand("id:b"), GRAPH.facts) for part in (RDF.subject, RDF.predicate)]
    sink = io.BytesIO()
    rdf_files.some(half, "nquads12", sink)
    assert list(parse(sink.getvalue(), RdfFormat.N_QUADS)) == half


@pytest.mark.parametrize("form", [*PLAIN, "canonical-nquads", "nquads12", "turtle12"])
def test_one_thing_in_every_format(small_store: Store, form: str) -> None:
    text = write.text(small_store, form, names=["one"])
    found = {quad.triple for quad in quads(text, form)}
    told = {
        quad.triple
        for quad in parse(write.text(small_store, "jsonld", names=["one"]).encode(), RdfFormat.JSON_LD)
        if quad.predicate not in (RDF.subject, RDF.predicate, RDF.object)
    }
    assert len(told) > 50
    assert told <= found
    if form == "nquads":
        graphs = {quad.graph_name for quad in quads(text, form)}
        assert {GRAPH.dataset, GRAPH.entities, GRAPH.facts} <= graphs
        assert text.splitlines() != sorted(text.splitlines(), reverse=True)


def test_several_things_and_classes(small_store: Store) -> None:
    def things(*names: str) -> list[str]:
        lines = write.text(small_store, "ndjsonld", names=names).splitlines()
        return [json.loads(line)["@id"] for line in lines]

    assert things("bo-roth", "ann-lee", "id:ann-lee") == ["id:ann-lee", "id:bo-roth"]
    people = things("Person")
    assert len(people) > 2
    assert people == sorted(people)
    assert things("Person", "one") == sorted([*people, "id:one"])
    assert things("sf:CrewedFlight") == ["id:one"]
    assert things("Spaceflight") != []  # by what follows from the ontology, too


def test_one_thing_is_a_document_and_several_are_a_list(small_store: Store) -> None:
    assert write.text(small_store, "jsonld", names=["one"]).startswith('{\n"@context": {"@version":1.1')
    assert '\n"@graph": [\n{\n"@id": "id:one"' in write.text(small_store, "jsonld", names=["CrewedFlight"])


@pytest.mark.parametrize("form", [form for form in write.FORMATS if form not in ("nanopub", "sssom")])
def test_what_is_no_thing_is_refused(small_store: Store, form: str) -> None:
    with pytest.raises(NotFoundError, match=r"doc:alpha: this export holds things .* Fix: name a thing or a class"):
        write.text(small_store, form, names=["one", "doc:alpha"])
    with pytest.raises(NotFoundError, match="called 'nowhere'"):
        write.text(small_store, form, names=["nowhere"])
    with pytest.raises(NotFoundError, match="sf:Claim: this export holds things"):
        write.text(small_store, form, names=["sf:Claim"])


def test_profile_without_jsonld_is_refused(small_store: Store) -> None:
    with pytest.raises(SpaceflightError, match="jsonld only"):
        write.text(small_store, "turtle", "wikidata")


def test_large_exports_go_out_piece_by_piece(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sink(io.BytesIO):
        sizes: list[int] = []  # noqa: RUF012 - of this test alone

        def write(self, data: object) -> int:
            self.sizes.append(len(data))  # type: ignore[arg-type]
            return super().write(data)  # type: ignore[arg-type]

    monkeypatch.setattr(write, "_AT_ONCE", 1000)
    sink = Sink()
    write.to(sink, small_store, "jsonld")
    assert len(sink.sizes) > 10
    assert sink.getvalue().decode() == write.text(small_store, "jsonld")


def test_command_knows_all_formats_and_profiles() -> None:
    arguments = {parameter.name: parameter.type for parameter in export.command.params}
    assert list(arguments["form"].choices) == sorted([*write.FORMATS, "csvw"])  # type: ignore[attr-defined]
    assert list(arguments["profile"].choices) == sorted(write.PROFILES)  # type: ignore[attr-defined]
