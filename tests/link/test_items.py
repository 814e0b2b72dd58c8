"""Items of snapshots: which are found in one that streams by, and what is read of them."""

import gzip
import json
from pathlib import Path

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link import items
from spaceflight_graph.link.candidates import Days, Described
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.kinds import Dictionary
from spaceflight_graph.link.names import Name, Standing
from spaceflight_graph.link.search import Search
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import Item, Monolingual, Rank, Special, Statement, Text, Time, Value

TWO = Described(
    "id:two", (Name("Two", "en"), Name("二号", "zh")), frozenset({"CargoFlight"}), {"P247": (frozenset({"2001002a"}),)}
)


@pytest.fixture(scope="module")
def kinds(small_store: Store) -> Dictionary:
    return Dictionary(small_store)


def entity(name: str, label: str, *, cospar: str = "", language: str = "en") -> dict[str, object]:
    value = {"type": "string", "value": cospar}
    snak = {"snaktype": "value", "property": "P247", "datatype": "external-id", "datavalue": value}
    claims = {"P247": [{"mainsnak": snak, "type": "statement", "rank": "normal", "id": f"{name}$1"}]}
    return {
        "type": "item",
        "id": name,
        "labels": {language: {"language": language, "value": label}},
        "aliases": {},
        "claims": claims if cospar else [],
    }


def dump(*entities: dict[str, object]) -> str:
    lines = [json.dumps(one, separators=(",", ":"), ensure_ascii=index % 2 == 0) for index, one in enumerate(entities)]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def offered(path: Path, kinds: Dictionary, *also: str) -> tuple[Snapshot, list[tuple[str, str]]]:
    search = Search([TWO], kinds.kinds, {})
    found = items.offer([path], search, kinds, also)
    return found, [(one.item, one.verdict.value) for one in search.proposals()]


DUMP = dump(
    entity("Q1", "One"),
    entity("Q2", "Two"),
    entity("Q3", "Drei", cospar="2001-002A"),
    entity("Q4", '"Two"'),
    entity("Q5", "TWO (飞行)"),
    entity("Q6", "Six"),
    entity("Q7", "二号", language="zh"),
)


def test_of_a_dump_only_what_has_a_name_of_ours_is_read(tmp_path: Path, kinds: Dictionary) -> None:
    file = tmp_path / "dump.json"
    file.write_text(DUMP, encoding="utf-8")
    found, proposals = offered(file, kinds, "Q6")
    assert sorted(found.entities) == ["Q2", "Q3", "Q4", "Q5", "Q6", "Q7"]
    assert proposals == [("Q3", "match"), ("Q2", "maybe"), ("Q7", "maybe"), ("Q4", "maybe"), ("Q5", "maybe")]
    packed = tmp_path / "dump.json.gz"
    packed.write_bytes(gzip.compress(DUMP.encode()))
    assert offered(packed, kinds, "Q6") == (found, proposals)


def test_entity_data_in_a_folder(tmp_path: Path, kinds: Dictionary) -> None:
    folder = tmp_path / "snapshot"
    folder.mkdir()
    for one in (entity("Q2", "Two"), entity("Q3", "Drei", cospar="2001-002A")):
        text = json.dumps({"entities": {one["id"]: one}}, indent=2)
        (folder / f"{one['id']}.json").write_text(text, encoding="utf-8")
    assert offered(folder, kinds)[1] == [("Q3", "match"), ("Q2", "maybe")]


def test_truthy_rdf(tmp_path: Path, kinds: Dictionary) -> None:
    file = tmp_path / "truthy.nt"
    wd, label = "http://www.wikidata.org/entity/", "http://www.w3.org/2000/01/rdf-schema#label"
    cospar = "http://www.wikidata.org/prop/direct/P247"
    file.write_text(
        f'<{wd}Q2> <{label}> "Two"@en .\n<{wd}Q2> <{cospar}> "2001-003A" .\n<{wd}Q3> <{cospar}> "2001-002A" .\n'
        f'<{wd}Q4> <{label}> "Two" .\n<{wd}Q4> <{cospar}> "2001-002A" .\n<{wd}Q5> <{label}> "Five"@en .\n'
        f'<{wd}Q5> <{cospar}> "2001-005A" .\n<http://example.org/Q6> <{label}> "Two" .\n',
        encoding="utf-8",
    )
    found, proposals = offered(file, kinds)
    assert sorted(found.entities) == ["Q2", "Q3", "Q4"]
    assert proposals == [("Q3", "maybe"), ("Q4", "maybe"), ("Q2", "namesake")]


@pytest.mark.parametrize("name", ["dump.json", "dump.json.gz", "cut.nt", "cut.rdf"])
def test_cut_in_half(tmp_path: Path, kinds: Dictionary, name: str) -> None:
    text = (
        '<http://www.wikidata.org/entity/Q2> <http://www.w3.org/2000/01/rdf-schema#label> "Tw'
        if "cut" in name
        else DUMP
    )
    data = gzip.compress(text.encode()) if name.endswith(".gz") else text.encode()
    file = tmp_path / name
    file.write_bytes(data[: -len(data) // 3])
    with pytest.raises(SpaceflightError, match=rf"{name}.*is cut or damaged") as error:
        offered(file, kinds)
    assert error.value.exit_code == 2


def statement(name: str, value: Value, rank: Rank = Rank.NORMAL) -> Statement:
    return Statement("Q2", name, value, rank)


def test_what_is_read_of_an_item(kinds: Dictionary) -> None:
    told = Entity(
        "Q2",
        {"en": "Two", "de": "Zwei"},
        {"en": ("2", "Two")},
        (
            statement("P31", Item("Q752783")),
            statement("P31", Item("Q40218"), Rank.DEPRECATED),
            statement("P31", Special.SOMEVALUE),
            statement("P137", Item("Q30"), Rank.PREFERRED),
            statement("P137", Item("Q159")),
            statement("P247", Text("2001-002A", "external-id")),
            statement("P619", Time("+2001-02-08T00:00:00Z", 11)),
            statement("P619", Time("+2001-02-00T00:00:00Z", 10)),
            statement("P620", Time("+2001-00-00T00:00:00Z", 9)),
            statement("P569", Time("+2000-00-00T00:00:00Z", 8)),
            statement("P17", Time("+2001-02-08T00:00:00Z", 11)),
            statement("P375", Special.NOVALUE),
            statement("P1476", Monolingual("Two", "en")),
        ),
    )
    assert items.described(told, kinds, [Name("Two", "en"), Name("II")]) == Described(
        "Q2",
        (
            Name("Two", "en"),
            Name("Zwei", "de"),
            Name("2", "en", Standing.ALIAS),
            Name("Two", "en", Standing.ALIAS),
            Name("II"),
        ),
        frozenset({"CrewedFlight"}),
        {
            "P137": (frozenset({"Q30"}), frozenset({"Q159"})),
            "P247": (frozenset({"2001002a"}),),
            "P619": (Days("2001-02-08", "2001-02-08"), Days("2001-02-01", "2001-02-28")),
            "P620": (Days("2001-01-01", "2001-12-31"),),
        },
    )


def test_an_item_without_a_name(kinds: Dictionary) -> None:
    assert items.described(Entity("Q2", {}, {}, ()), kinds) == Described("Q2", (Name(""),))
