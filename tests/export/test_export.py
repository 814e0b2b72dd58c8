"""What an export in Wikidata's names holds, how caveats travel, and how files are written."""

import os
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QueryTriples, Store, Triple

from spaceflight_graph import files
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import profiles, selection
from spaceflight_graph.namespaces import GRAPH, PREFIXES, TRUE, XSD, expand
from spaceflight_graph.query import ask, catalogue

TYPE = expand("rdf:type")
THING, ITEM, SORT = expand("id:x"), expand("wd:Q1"), expand("sf:LaunchVehicleModel")


@cache
def selected(profile: str, store: Store) -> frozenset[Triple]:
    """Return what a profile takes from a graph that does not change."""
    return frozenset(selection.triples(profiles.PROFILES[profile].select(store)))


def test_wikidata_profile_names_things_and_properties_by_wikidata(real_store: Store) -> None:
    triples = selected("wikidata", real_store)
    wanted = [
        ("wd:Q21392568", "wdt:P31", "wd:Q752783"),  # Soyuz MS-07, a human spaceflight
        ("wd:Q21392568", "wdt:P1029", "wd:Q592219"),  # crew: Shkaplerov
        ("wd:Q21392568", "wdt:P3015", "wd:Q71248"),  # backup: Gerst
        ("wd:Q21392568", "wdt:P4791", "wd:Q592219"),
        ("wd:Q21392568", "wdt:P375", "wd:Q2415633"),  # Soyuz-FG
        ("wd:Q21392568", "wdt:P1427", "wd:Q2580456"),  # Baikonur Site 1/5
        ("wd:Q21395453", "sf:previousFlight", "wd:Q21392568"),
        ("wd:Q21395453", "wdt:P155", "wd:Q21392568"),
        ("wd:Q21392568", "wdt:P156", "wd:Q21395453"),
        ("wd:Q592219", "wdt:P450", "wd:Q21392568"),
        ("wd:Q26695693", "wdt:P31", "wd:Q512399"),  # Progress MS-05, an uncrewed spaceflight
        ("wd:Q740832", "wdt:P17", "wd:Q232"),  # Zhezkazgan, in Kazakhstan
        ("wd:Q740832", "sf:partOf", "wd:Q232"),
        ("wd:Q572147", "wdt:P361", "wd:Q25271"),  # Rassvet, a part of the station
    ]
    for subject, predicate, value in wanted:
        assert Triple(expand(subject), expand(predicate), expand(value)) in triples
    launches = {(str(t.subject)[-9:], str(t.object)[1:11]) for t in triples if t.predicate == expand("wdt:P619")}
    assert launches == {
        ("21392568>", "2017-12-17")
    }  # of the others no zone is told: Soyuz MS-06 was 12 September in UTC
    cospar = [t.object.value for t in triples if t.predicate == expand("wdt:P247")]  # type: ignore[union-attr]
    assert cospar == ["2017-081A"]
    assert not [t for t in triples if t.predicate == expand("schema:sameAs")]


def test_wikidata_profile_has_no_quantity_node_under_a_name_of_wikidata(real_store: Store) -> None:
    triples = selected("wikidata", real_store)
    truthy = [t for t in triples if t.predicate.value.startswith(PREFIXES["wdt"])]
    assert len(truthy) > 250
    assert not [t for t in truthy if str(t.object).startswith("<" + PREFIXES["quantity"])]


Said = tuple[NamedNode, NamedNode | Literal]
FACT, DISPUTE = expand("fact:x"), expand("dispute:x")
STRETCHES = ("Decade", "FiscalYear", "HalfYear", "Quarter")
CAVEATS: dict[str, list[Said]] = {
    "plan": [(expand("sf:planned"), TRUE)],
    "approximation": [(expand("sf:approximation"), expand("sf:About"))],
    "window": [(expand("sf:windowEnd"), Literal("2018", datatype=XSD.gYear))],
    **{stretch: [(expand("sf:precision"), expand(f"sf:{stretch}"))] for stretch in STRETCHES},
    "settled dispute": [],
    "open dispute": [],
}


def with_a_caveat(caveat: str, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Store:
    """Return a graph of one fact, with one reason for doubt."""
    store = Store()
    node: list[Said] = [
        (TYPE, expand("sf:Fact")),
        (expand("rdf:subject"), subject),
        (expand("rdf:predicate"), predicate),
        (expand("rdf:object"), value),
        *CAVEATS.get(caveat, []),
    ]
    store.add(Quad(subject, predicate, value, GRAPH.facts))
    store.extend(Quad(FACT, *said, GRAPH.facts) for said in node)
    if "dispute" in caveat:
        basis = expand("sf:TieBreak" if "open" in caveat else "sf:Ruling")
        store.add(Quad(DISPUTE, expand("sf:chosen"), FACT, GRAPH.disputes))
        store.add(Quad(DISPUTE, expand("sf:basis"), basis, GRAPH.disputes))
    return store


def replacement(caveat: str) -> Store:
    """Return a graph of one fact with a caveat, told by a property that is exactly one of Wikidata's."""
    store = with_a_caveat(caveat, THING, expand("sf:replaces"), expand("id:y"))
    item = expand("wikibase:WikibaseItem")
    store.add(Quad(expand("sf:replaces"), expand("skos:exactMatch"), expand("wdt:P1365"), GRAPH.ontology))
    store.add(Quad(expand("wd:P1365"), expand("wikibase:propertyType"), item, GRAPH.ontology))
    store.add(Quad(THING, expand("schema:sameAs"), expand("wd:Q1"), GRAPH.entities))
    store.add(Quad(expand("id:y"), expand("schema:sameAs"), expand("wd:Q2"), GRAPH.entities))
    store.add(Quad(THING, TYPE, SORT, GRAPH.entities))
    store.add(Quad(THING, expand("sfp:replaces"), FACT, GRAPH.lookups))
    return store


@pytest.mark.parametrize("caveat", ["plan", "approximation", "window", *STRETCHES, "open dispute"])
def test_fact_with_a_caveat_keeps_our_name_and_its_caveat(caveat: str) -> None:
    triples = selected("wikidata", replacement(caveat))
    assert Triple(expand("wd:Q1"), expand("sf:replaces"), expand("wd:Q2")) in triples
    assert not [t for t in triples if t.predicate == expand("wdt:P1365")]
    assert Triple(FACT, expand("rdf:subject"), expand("wd:Q1")) in triples
    assert {Triple(FACT, *said) for said in CAVEATS[caveat]} <= triples
    marked = Triple(DISPUTE, expand("sf:chosen"), FACT)
    assert (marked in triples) == (caveat == "open dispute")


def test_fact_that_a_ruling_settled_has_no_caveat() -> None:
    triples = selected("wikidata", replacement("settled dispute"))
    assert triples == {
        Triple(expand("wd:Q1"), expand("wdt:P1365"), expand("wd:Q2")),
        Triple(expand("wd:Q1"), TYPE, SORT),
    }


def test_caveats_of_our_own_data_are_in_both_profiles(real_store: Store) -> None:
    approximate = Triple(expand("fact:soyuz-ms-07-spacecraft--mass"), expand("sf:approximation"), expand("sf:About"))
    for profile in profiles.PROFILES:
        triples = selected(profile, real_store)
        nodes = {t.subject for t in triples if t.predicate == TYPE and t.object == expand("sf:Fact")}
        assert len(nodes) > 100
        assert {t.object for t in triples if t.predicate == expand("sf:chosen")} <= nodes
        assert len([t for t in triples if t.predicate == expand("sf:chosen")]) == 1
        assert approximate in triples
    shared = selected("wikidata", real_store)
    planned = [t for t in shared if t.predicate == expand("wdt:P1365")]
    assert not planned  # Soyuz-2 and Angara A3 were only to replace Soyuz-U, docking after two orbits that after four


@pytest.mark.parametrize(("caveat", "made"), [("none", 1), *((caveat, "settled" in caveat) for caveat in CAVEATS)])
def test_wikidata_query_leaves_out_what_has_a_caveat(caveat: str, made: int) -> None:
    store = replacement(caveat)
    triples = ask.run(store, catalogue.get("wikidata"), {})
    assert isinstance(triples, QueryTriples)
    assert len(list(triples)) == made


def test_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.jsonld"
    files.write(target, "old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SpaceflightError, match="no space left"):
        files.write(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x.jsonld"]


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, real, drafts = tmp_path / "x.nq", os.replace, []

    def meeting(draft: str | Path, final: str | Path) -> None:
        drafts.append(Path(draft).name)
        if len(drafts) == 1:
            files.write(target, "second")
        real(draft, final)

    monkeypatch.setattr("os.replace", meeting)
    files.write(target, "first")
    assert len(set(drafts)) == 2
    assert target.read_text(encoding="utf-8") == "first"
    assert [p.name for p in tmp_path.iterdir()] == ["x.nq"]


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_file_that_is_written_again_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "x.nq"
    files.write(target, "old")
    plain = tmp_path / "plain"
    plain.touch()
    assert target.stat().st_mode == plain.stat().st_mode  # a new one has the mode that any new file has
    target.chmod(mode)
    files.write(target, "new")
    assert (target.read_text(encoding="utf-8"), target.stat().st_mode & 0o777) == ("new", mode)


def test_generated_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.md"
    page.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SpaceflightError, match=r"no space left on device\. Fix:"):
        files.generate(page, "new", check=False)
    assert page.read_text(encoding="utf-8") == "old"
