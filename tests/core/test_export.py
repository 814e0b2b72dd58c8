"""JSON-LD says what the graph says: read back by another library, it is the same graph."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pyld import jsonld as pyld
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

from spaceflight_graph import resources
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import context, jsonld, rdf_files, selection, write
from spaceflight_graph.namespaces import PREFIXES, XSD, expand

Selection = Callable[[Store], set[Triple]]


def read_back(text: str) -> set[Triple]:
    nquads = pyld.to_rdf(json.loads(text), {"format": "application/n-quads"})
    return {quad.triple for quad in parse(nquads, RdfFormat.N_QUADS)}


@pytest.mark.parametrize("chosen", [selection.statements, selection.in_wikidata_terms])
def test_reads_back_to_the_same_graph(real_store: Store, chosen: Selection) -> None:
    triples = chosen(real_store)
    assert len(triples) > 4000
    assert read_back(jsonld.text(triples, context.shipped())) == triples


THING = expand("id:x")
LABEL, COUNT, TYPE = expand("rdfs:label"), expand("sf:count"), expand("rdf:type")


@pytest.mark.parametrize(
    "values",
    [
        [(LABEL, Literal("plain"))],
        [(LABEL, Literal("plain")), (LABEL, Literal("tagged", language="en"))],
        [(LABEL, Literal("en", datatype=expand("sf:odd")))],
        [(LABEL, THING)],
        [(LABEL, Literal("a", language="en")), (LABEL, Literal("b", language="en"))],
        *([(COUNT, Literal(n))] for n in (0, -7, 2**53 - 1, 2**53, 2**53 + 1, -(2**53) - 1, 10**22)),
        [(COUNT, Literal("007", datatype=XSD.integer))],
        [(COUNT, Literal("seven", datatype=XSD.integer))],
        [(COUNT, Literal(True)), (COUNT, Literal("1", datatype=XSD.boolean))],
        [(TYPE, Literal("sf:Person"))],
        [(TYPE, Literal("Person", language="en")), (TYPE, expand("sf:Person"))],
    ],
    ids=str,
)
def test_odd_values_read_back_too(values: list[tuple[NamedNode, NamedNode | Literal]]) -> None:
    triples = {Triple(THING, predicate, value) for predicate, value in values}
    assert read_back(jsonld.text(triples, context.shipped())) == triples


def test_flights_come_first_with_crew_and_events_inside(small_store: Store) -> None:
    document = json.loads(write.text(small_store, "jsonld"))
    flight = document["@graph"][0]
    assert flight["@id"] == "id:one"
    assert flight["label"] == {"de": "Eins", "en": "One", "zh": "一号"}
    crew = {member["person"]: member.get("role") for member in flight["crewAssignments"]}
    assert crew == {"id:ann-lee": "sf:Commander", "id:bo-roth": "sf:FlightEngineer", "id:cy-tan": None}
    landing = next(event for event in flight["events"] if event["@id"] == "id:one-landing")
    assert landing["time"] == {"@type": "xsd:dateTime", "@value": "2001-01-12T12:39:00Z"}
    recovery = next(event for event in flight["events"] if event["@id"] == "id:one-recovery")
    assert [tally["count"] for tally in recovery["tallies"]] == [4, 20]


def test_wikidata_profile_names_things_and_properties_by_wikidata(real_store: Store) -> None:
    triples = selection.in_wikidata_terms(real_store)
    wanted = [
        ("wd:Q21392568", "wdt:P31", "wd:Q752783"),  # Soyuz MS-07, a human spaceflight
        ("wd:Q21392568", "wdt:P1029", "wd:Q592219"),  # crew: Shkaplerov
        ("wd:Q21392568", "wdt:P3015", "wd:Q71248"),  # backup: Gerst
        ("wd:Q21392568", "wdt:P4791", "wd:Q592219"),
        ("wd:Q21392568", "wdt:P375", "wd:Q2415633"),  # Soyuz-FG
        ("wd:Q21392568", "wdt:P1427", "wd:Q2580456"),  # Baikonur Site 1/5
        ("wd:Q21395453", "wdt:P155", "wd:Q21392568"),
        ("wd:Q592219", "wdt:P450", "wd:Q21392568"),
    ]
    for subject, predicate, value in wanted:
        assert Triple(expand(subject), expand(predicate), expand(value)) in triples
    cospar = [t.object.value for t in triples if t.predicate == expand("wdt:P247")]  # type: ignore[union-attr]
    assert cospar == ["2017-081A"]
    assert not [t for t in triples if t.predicate == expand("schema:sameAs")]


@pytest.mark.parametrize("form", sorted(rdf_files.FORMATS))
def test_rdf_formats_hold_every_triple(small_store: Store, form: str) -> None:
    quads = set(parse(write.text(small_store, form), format=rdf_files.FORMATS[form]))
    if rdf_files.FORMATS[form].supports_datasets:
        assert quads == set(small_store)
    else:
        assert {quad.triple for quad in quads} == {quad.triple for quad in small_store}


def test_nquads_are_sorted(small_store: Store) -> None:
    lines = write.text(small_store, "nquads").splitlines()
    graphs = [line.rsplit(" ", 2)[1] for line in lines]
    assert graphs == sorted(graphs)


def test_profile_without_jsonld_is_refused(small_store: Store) -> None:
    with pytest.raises(SpaceflightError, match="jsonld only"):
        write.text(small_store, "turtle", "wikidata")


def test_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.jsonld"
    write.to_file(target, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SpaceflightError, match="no space left"):
        write.to_file(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.jsonld"]


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, real, drafts = tmp_path / "x.nq", os.replace, []

    def meeting(draft: str | Path, final: str | Path) -> None:
        drafts.append(Path(draft).name)
        if len(drafts) == 1:
            write.to_file(target, "second")
        real(draft, final)

    monkeypatch.setattr("os.replace", meeting)
    write.to_file(target, "first")
    assert len(set(drafts)) == 2
    assert target.read_text(encoding="utf-8") == "first"
    assert [p.name for p in tmp_path.iterdir()] == ["x.nq"]


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_file_that_is_written_again_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "x.nq"
    write.to_file(target, "old")
    plain = tmp_path / "plain"
    plain.touch()
    assert target.stat().st_mode == plain.stat().st_mode  # a new one has the mode that any new file has
    target.chmod(mode)
    write.to_file(target, "new")
    assert (target.read_text(encoding="utf-8"), target.stat().st_mode & 0o777) == ("new", mode)


def test_generated_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SpaceflightError, match=r"no space left on device\. Fix:"):
        resources.generate(page, "new", check=False)
    assert page.read_text(encoding="utf-8") == "old"


def test_every_term_of_the_context_is_under_a_known_prefix() -> None:
    for key, value in context.shipped().items():
        name = value if isinstance(value, str) else value.get("@id", value.get("@reverse", ""))
        assert name.startswith("http") or name.split(":")[0] in PREFIXES, key
