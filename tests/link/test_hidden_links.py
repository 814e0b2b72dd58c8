"""Our own links hidden and looked for again in real tables: none may come back wrong."""

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from spaceflight_graph.link import finding
from spaceflight_graph.link.candidates import Verdict
from spaceflight_graph.link.things import Things, unlinked
from spaceflight_graph.namespaces import GRAPH, PREFIXES, SCHEMA, expand

SHARED = Path(__file__).parents[3] / "shared"
TABLES = [
    SHARED / "wikidata" / "people_and_missions.tsv",
    SHARED / "wikidata" / "classes_places_organizations.tsv",
]
FLIGHTS = SHARED / "datasets" / "wikidata-missions.psv"
PEOPLE = SHARED / "datasets" / "wikidata-astronauts.rdf"
NAMESAKE = "Q10340525"

needs_tables = pytest.mark.skipif(not TABLES[0].exists(), reason="the checked tables of Wikidata are not at hand")


@pytest.fixture(scope="module")
def hidden(real_store: Store) -> Store:
    """Our graph without a link."""
    store = Store()
    store.bulk_extend(quad for quad in real_store if quad.predicate != SCHEMA.sameAs)
    return store


def counted(hidden: Store, real_store: Store, *files: Path) -> Counter[str]:
    """Return what becomes of the things that have an item, in truth."""
    gold = {thing: item for item, thing in Things(real_store).linked.items()}
    told: dict[str, list[tuple[str, Verdict]]] = {thing: [] for thing in gold}
    for one in finding.find(hidden, files).proposals:
        if one.thing in told:
            told[one.thing].append((one.item, one.verdict))
        else:
            assert one.verdict != Verdict.MATCH, f"{one.thing} has no item, as far as anybody has checked"
    return Counter(_fate(told[thing], item) for thing, item in gold.items())


def _fate(told: list[tuple[str, Verdict]], item: str) -> str:
    if not told:
        return "nothing"
    first, verdict = told[0]
    if verdict == Verdict.MATCH:
        return "right" if first == item else "wrong"
    if (item, Verdict.MAYBE) in told:
        return "maybe" if first == item else "maybe, not first"
    return "namesake" if (item, Verdict.NAMESAKE) in told else "others only"


@needs_tables
def test_names_and_kinds_alone(hidden: Store, real_store: Store) -> None:
    assert len(unlinked(hidden)) == len(unlinked(real_store)) + len(Things(real_store).linked) - 1  # an event has one
    assert counted(hidden, real_store, *TABLES) == {"maybe": 131, "others only": 1, "nothing": 8}


@needs_tables
def test_with_days_of_flights(hidden: Store, real_store: Store) -> None:
    assert counted(hidden, real_store, *TABLES, FLIGHTS) == {"right": 8, "maybe": 123, "others only": 1, "nothing": 8}


@needs_tables
def test_people_by_their_names_alone(hidden: Store, real_store: Store) -> None:
    assert counted(hidden, real_store, PEOPLE) == {"maybe": 46, "nothing": 94}


@needs_tables
def test_a_namesake_alone_is_not_taken(hidden: Store, tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    lines = f"{NAMESAKE}\tOleg Kononenko\tperson\tRussia\nQ1901376\tStar City\tcity\tUnited States\n"
    lines += "Q2402398\tTelstar 18\tsatellite\t\nQ3154356\tIridium Communications\tconstellation\t\n"
    table.write_text(f"qid\tlabel\tkind\tcountry\n{lines}", encoding="utf-8")
    told = {one.item: (one.thing, one.verdict.value) for one in finding.find(hidden, [table]).proposals}
    assert told == {
        NAMESAKE: ("id:oleg-kononenko", "maybe"),
        "Q1901376": ("id:star-city", "maybe"),
        "Q3154356": ("id:iridium", "namesake"),
    }
    ball = finding.find(hidden, [table], "Item").proposals
    assert [(one.thing, one.item, one.verdict) for one in ball] == [("id:telstar-18", "Q2402398", "namesake")]


@needs_tables
def test_a_cosmonaut_is_told_from_a_namesake_by_a_flight(hidden: Store, tmp_path: Path) -> None:
    table = tmp_path / "t.tsv"
    lines = f"{NAMESAKE}\tOleg Kononenko\tperson\t\nQ375659\tOleg Kononenko\tperson\tSoyuz TMA-12; Soyuz MS-11\n"
    table.write_text(f"qid\tlabel\tkind\tmissions\n{lines}", encoding="utf-8")
    told = finding.find(hidden, [table], "Person").proposals
    assert [(one.item, one.verdict.value) for one in told] == [("Q375659", "match"), (NAMESAKE, "maybe")]


@needs_tables
def test_one_link_hidden_is_never_another_things(real_store: Store) -> None:
    """With all but one thing linked, nothing else of ours gets its item."""
    store = Store()
    thing, item = expand("id:soyuz-ms-07"), NamedNode(PREFIXES["wd"] + "Q21392568")
    store.bulk_extend(q for q in real_store if q != Quad(thing, SCHEMA.sameAs, item, GRAPH.entities))
    found = finding.find(store, [*TABLES, FLIGHTS]).proposals
    assert [(one.thing, one.item) for one in found if one.verdict == Verdict.MATCH] == [("id:soyuz-ms-07", "Q21392568")]
