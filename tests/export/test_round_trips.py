"""JSON-LD says what the graph says: read by other libraries, framed again by them, it is the same graph and bytes."""

import json
import shutil
import subprocess
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyld import jsonld as pyld
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from spaceflight_graph.export import context, edition, jsonld, profiles, selection, write
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SCHEMA, SF, XSD, expand
from spaceflight_graph.rdf import rdflib_terms  # noqa: F401 - rdflib is told to leave literals alone

ROOT = Path(__file__).parents[2]
NAMES = list(profiles.PROFILES)
LIBRARY = "jsonld@8.3.3"
JS = """
const jsonld = require('jsonld'), fs = require('fs');
const [document, frame] = process.argv.slice(2).map(name => JSON.parse(fs.readFileSync(name)));
(async () => console.log(JSON.stringify({
  rdf: await jsonld.toRDF(document, {format: 'application/n-quads'}), framed: await jsonld.frame(document, frame)
})))();
"""


@pytest.fixture(scope="session")
def javascript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder where node finds jsonld.js."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not at hand")
    folder = tmp_path_factory.mktemp("node")
    options = ("--no-audit", "--no-fund", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=20000")
    try:
        ran = subprocess.run(["npm", "install", *options, LIBRARY], cwd=folder, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        pytest.skip("the registry of npm does not answer")
    if ran.returncode:
        pytest.skip("the registry of npm does not answer")
    (folder / "run.js").write_text(JS, encoding="utf-8")
    return folder


@cache
def whole(store: Store, profile: str) -> str:
    return write.text(store, "jsonld", profile)


@cache
def flights(store: Store, profile: str) -> str:
    return write.text(store, "jsonld", profile, ["Spaceflight"])


@cache
def selected(store: Store, profile: str) -> frozenset[Triple]:
    return frozenset(selection.triples(profiles.PROFILES[profile].select(store)))


def dataset(store: Store) -> set[Triple]:
    return {Triple(edition.DATASET, *said) for said in edition.said(store)}


def read(nquads: str) -> set[Triple]:
    return {quad.triple for quad in parse(nquads.encode(), RdfFormat.N_QUADS)}


def by_pyld(text: str) -> set[Triple]:
    return read(pyld.to_rdf(json.loads(text), {"format": "application/n-quads"}))


def by_rdflib(text: str) -> set[Triple]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its parser makes what it tells others not to make
        rdflib.NORMALIZE_LITERALS = False  # pySHACL sets it back whenever it is done
        graph = rdflib.Graph().parse(data=text, format="json-ld")
    return read(graph.serialize(format="nt"))


def by_oxigraph(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(text.encode(), RdfFormat.JSON_LD)}


READERS = [by_pyld, by_rdflib, by_oxigraph]


@pytest.mark.parametrize("profile", NAMES)
@pytest.mark.parametrize("reader", READERS)
def test_whole_graph_reads_back_to_the_selection(real_store: Store, profile: str, reader: Any) -> None:
    triples = selected(real_store, profile)
    assert len(triples) > 9000
    assert reader(whole(real_store, profile)) == triples | dataset(real_store)


def test_native_selection_is_what_exists_and_what_is_said(real_store: Store) -> None:
    """Asked for node by node or as layers: what is told of things, but for what a build derives of claims and facts."""
    layers = {
        q.triple for g in (GRAPH.entities, GRAPH.facts) for q in real_store.quads_for_pattern(None, None, None, g)
    }
    facts = {t.subject for t in layers if t == Triple(t.subject, RDF.type, SF.Fact)}
    claims = {t.subject for t in layers if t.predicate == SF.relationToFact}
    of_things = {t for t in layers if t.subject not in facts | claims}
    assert len(of_things) > 5000
    things = {t.subject for t in of_things}
    beside = {t for t in selected(real_store, "native") if t.subject not in things}
    assert of_things == selected(real_store, "native") - beside
    assert {_space(t.subject) for t in beside} == {PREFIXES["dispute"], PREFIXES["fact"], PREFIXES["sf"]}
    assert len({t.subject for t in beside} & facts) > 100


def _space(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value[: max(term.value.rfind("/"), term.value.rfind("#")) + 1]


@pytest.mark.parametrize("profile", NAMES)
def test_whole_graph_is_flattened_and_compacted(real_store: Store, profile: str) -> None:
    document = json.loads(whole(real_store, profile))
    again = pyld.flatten(document, {"@context": document["@context"]})
    first, *nodes = document["@graph"]
    assert first["@id"] == edition.DATASET.value
    assert first["license"] == ["https://creativecommons.org/publicdomain/zero/1.0/"]
    described = [node for node in again["@graph"] if len(node) > 1]
    assert _bytes(sorted(described, key=_id)) == _bytes(sorted([first, *nodes], key=_id))
    spelled = [_spelled_out(node["@id"], document["@context"]) for node in nodes]
    assert spelled == sorted(spelled)


def _id(node: dict[str, Any]) -> str:
    return str(node["@id"])


def _spelled_out(name: str, keys: dict[str, Any]) -> str:
    prefix, _, rest = name.partition(":")
    return keys[prefix] + rest if isinstance(keys.get(prefix), str) else name


def _bytes(made: Any) -> str:
    return json.dumps(made, sort_keys=True, ensure_ascii=False)


@pytest.mark.parametrize("profile", NAMES)
def test_frame_on_the_whole_graph_makes_what_an_export_of_things_is(real_store: Store, profile: str) -> None:
    ours = json.loads(flights(real_store, profile))
    frame = profiles.PROFILES[profile].layout()
    framed = pyld.frame(json.loads(whole(real_store, profile)), frame)
    assert len(framed["@graph"]) > 25
    assert _bytes(framed["@graph"]) == _bytes([_alone(node) for node in ours["@graph"]])


def _alone(node: dict[str, Any]) -> dict[str, Any]:
    """Return a thing without the dataset, which only an export of some things leads to from each."""
    return {key: told for key, told in node.items() if key != "subjectOf"}


@pytest.mark.parametrize("profile", NAMES)
@pytest.mark.parametrize("name", ["soyuz-ms-07", "soyuz-ms-10", "anton-shkaplerov", "soyuz-ms-07-landing", "soyuz-fg"])
def test_thing_framed_again_is_the_same_bytes(real_store: Store, profile: str, name: str) -> None:
    text = write.text(real_store, "jsonld", profile, [name])
    document = json.loads(text)
    assert by_pyld(text) == by_rdflib(text) == by_oxigraph(text)
    assert by_pyld(text) - {t for t in by_pyld(text) if t.predicate == SCHEMA.subjectOf} <= (
        selected(real_store, profile) | dataset(real_store)
    )
    frame = profiles.PROFILES[profile].layout() | {"@context": document["@context"], "@id": document["@id"]}
    del frame["@type"]
    for made in (pyld.frame(document, frame), pyld.compact(pyld.expand(document), document["@context"])):
        del made["@context"]
        again = {"@context": document["@context"]} | json.loads(json.dumps(made, sort_keys=True))
        assert jsonld._in_lines(again) + "\n" == text


@pytest.mark.parametrize("profile", NAMES)
def test_javascript_reads_and_frames_the_same(
    real_store: Store, profile: str, javascript: Path, tmp_path: Path
) -> None:
    (tmp_path / "document").write_text(whole(real_store, profile), encoding="utf-8")
    (tmp_path / "frame").write_text(json.dumps(profiles.PROFILES[profile].layout()), encoding="utf-8")
    command = ["node", str(javascript / "run.js"), str(tmp_path / "document"), str(tmp_path / "frame")]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, cwd=javascript).stdout)
    assert read(told["rdf"]) == selected(real_store, profile) | dataset(real_store)
    ours = json.loads(flights(real_store, profile))
    assert _bytes(told["framed"]["@graph"]) == _bytes([_alone(node) for node in ours["@graph"]])


@pytest.mark.parametrize("profile", NAMES)
def test_lines_each_stand_alone_and_together_hold_everything(real_store: Store, profile: str) -> None:
    lines = write.text(real_store, "ndjsonld", profile).splitlines()
    assert len(lines) > 300
    together: set[Triple] = set()
    for line in lines:
        triples = by_oxigraph(line)
        assert len({t.subject for t in triples if t.predicate == SCHEMA.subjectOf}) == 1
        together |= triples
    missing = selected(real_store, profile) - together
    assert not {
        t
        for t in missing
        if not str(t.subject).strip("<>").startswith((PREFIXES["fact"], PREFIXES["dispute"], PREFIXES["sf"]))
    }
    told = {t for t in together if t.predicate != SCHEMA.subjectOf}
    assert told <= selected(real_store, profile) | dataset(real_store)
    caveats = {t.subject for t in selected(real_store, profile) if t.predicate == SF.approximation}
    assert caveats
    assert caveats <= {t.subject for t in together}


@pytest.mark.parametrize("profile", NAMES)
def test_every_key_has_one_meaning_and_every_list_is_one(profile: str) -> None:
    keys = profiles.PROFILES[profile].keys()
    terms = {key: told for key, told in keys.items() if isinstance(told, dict) and key != "@type"}
    assert len(terms) > 150
    meanings = [(key in told, told.get("@id"), told.get("@reverse"), told.get("@type")) for key, told in terms.items()]
    assert len(set(meanings)) == len(meanings)
    assert all("@set" in told["@container"] for told in terms.values())
    for told in keys.values():
        name = str(told.get("@id", told.get("@reverse", ""))) if isinstance(told, dict) else str(told)
        assert name.startswith("http") or told == 1.1 or name.split(":")[0] in keys or not name, name


def test_files_are_those_that_would_be_made_now() -> None:
    made = profiles.made()
    assert set(made) == {"context.jsonld", "frame.json", "context-wikidata.jsonld", "frame-wikidata.json"}
    for name, text in made.items():
        assert (ROOT / "ontology" / name).read_text(encoding="utf-8") == text, f"{name}: run `make generate`"


THING = expand("id:x")
LABEL, COUNT = expand("rdfs:label"), expand("sf:count")


@pytest.mark.parametrize(
    "values",
    [
        [(LABEL, Literal("plain")), (LABEL, Literal("tagged", language="en"))],
        [(LABEL, Literal("en", datatype=expand("sf:odd")))],
        [(LABEL, THING)],
        [(LABEL, Literal("a", language="en")), (LABEL, Literal("b", language="en"))],
        *([(COUNT, Literal(n))] for n in (0, -7, 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 10**22)),
        [(COUNT, Literal("007", datatype=XSD.integer))],
        [(COUNT, Literal("seven", datatype=XSD.integer))],
        [(COUNT, Literal(True)), (COUNT, Literal("1", datatype=XSD.boolean))],
        [(RDF.type, Literal("sf:Person"))],
        [(RDF.type, Literal("Person", language="en")), (RDF.type, expand("sf:Person"))],
        [(SF.flight, Literal("a")), (SF.flight, THING)],
    ],
    ids=str,
)
@pytest.mark.parametrize("reader", READERS)
def test_odd_values_read_back_too(values: list[tuple[NamedNode, NamedNode | Literal]], reader: Any) -> None:
    triples = {Triple(THING, predicate, value) for predicate, value in values}
    ontology = [quad.triple for quad in parse(path=ROOT / "ontology" / "properties.ttl", format=RdfFormat.TURTLE)]
    text = "".join(jsonld.document([(THING, list(values))], context.native(ontology)))
    assert reader(text) == triples
    assert _bytes(pyld.compact(json.loads(text), context.native(ontology), {"graph": True})) == _bytes(json.loads(text))
