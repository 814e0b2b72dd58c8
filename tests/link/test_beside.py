"""``spaceflight wikidata``: our graph beside snapshots, for people and programs; no false conflict with real ones."""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link import service, snapshot
from spaceflight_graph.link.beside import wikidata
from spaceflight_graph.link.difference import Difference, Verdict, difference
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.known import known
from spaceflight_graph.link.ours import Ours, ours, with_inverses
from spaceflight_graph.link.property_names import PROPERTY_NAMES
from spaceflight_graph.link.snapshot import Snapshot

OWN = Path(__file__).parent / "entities"
SHARED = Path(__file__).parents[3] / "shared"
Spaceflight = Callable[..., CompletedProcess[str]]
MS_07 = "Q21392568"


def rows(differences: list[Difference], item: str) -> set[tuple[str, str]]:
    return {(each.property, each.verdict.value) for each in differences if each.item == item}


def test_our_graph_beside_own_entities(real_store: Store) -> None:
    found = wikidata(real_store, [OWN])
    assert rows(found.differences, MS_07) >= {
        ("P247", "same"),
        ("P375", "we can add a reference"),
        ("P619", "same"),
        ("P620", "we can add a reference"),
        ("P622", "we can add a value"),
        ("P1029", "same"),
        ("P1029", "we can add a reference"),
        ("P1427", "ours finer"),
        ("P2047", "unsure"),
    }
    assert ("P619", "unsure") in rows(found.differences, "Q20980629")  # a day in Peking, and one in UTC
    assert rows(found.differences, "Q592219") == {("P450", "we can add a reference"), ("P450", "they have, we lack")}
    assert Verdict.CONFLICT not in {each.verdict for each in found.differences}
    assert found.notes == [
        f"{len(found.known.things) - 3} of {len(found.known.things)} linked things are not in the snapshot"
    ]


def test_one_thing_alone(real_store: Store) -> None:
    found = wikidata(real_store, [OWN], names=["联盟MS-07", "soyuz-ms-07"])
    assert {each.thing for each in found.differences} == {"id:soyuz-ms-07"}
    assert found.notes == []
    with pytest.raises(SpaceflightError, match=r"Q18401197 .id:soyuz-ms-04.: not in the snapshot. Fix:"):
        wikidata(real_store, [OWN], names=["soyuz-ms-07", "soyuz-ms-04"])
    with pytest.raises(SpaceflightError, match=r"soyuz-ms-07-landing .* is not linked to Wikidata. Fix:"):
        wikidata(real_store, [OWN], names=["soyuz-ms-07-landing"])


def test_snapshot_of_other_things_is_an_error(real_store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"entities": {"Q1": {"id": "Q1", "labels": {}, "aliases": {}, "claims": {}}}}')
    with pytest.raises(SpaceflightError, match=r"and \d+ more: not in the snapshot. Fix:"):
        wikidata(real_store, [tmp_path])


def test_what_is_not_there_is_told_in_order(real_store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"entities": {"Q1": {"id": "Q1", "labels": {}, "aliases": {}, "claims": {}}}}')
    items = sorted(known(real_store).things)
    with pytest.raises(SpaceflightError) as told:
        wikidata(real_store, [tmp_path])
    listed, more = str(told.value).partition(":")[0], len(items) - 8
    assert str(told.value).endswith(f" and {more} more: not in the snapshot. Fix: fetch it, or name other things.")
    assert listed.startswith(items[0])
    assert [str(told.value).index(f"{item} (") for item in items[:8]] == sorted(
        str(told.value).index(f"{item} (") for item in items[:8]
    )
    assert f"{items[8]} (" not in str(told.value)


def test_eight_that_are_not_there_are_all_named(real_store: Store) -> None:
    things = [thing for item, thing in sorted(known(real_store).things.items()) if thing.startswith("id:soyuz-ms-0")]
    names = [thing for thing in things if thing not in ("id:soyuz-ms-06", "id:soyuz-ms-07")]
    names += [thing for thing in known(real_store).things.values() if thing not in things][: 9 - len(names)]
    for count, end in ((8, "): not in the snapshot."), (9, ") and 1 more: not in the snapshot.")):
        with pytest.raises(SpaceflightError) as told:
            wikidata(real_store, [OWN], names=[name.removeprefix("id:") for name in names[:count]])
        assert end in str(told.value)
        assert str(told.value).count(" (id:") == 8


def test_a_service_is_asked_for_items_and_properties_in_order(
    real_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []

    def fetch(_: str, items: list[str], properties: list[str]) -> Snapshot:
        asked.extend((items, properties))
        return Snapshot({item: Entity(item, {}, {}, ()) for item in items})

    monkeypatch.setattr(service, "fetch", fetch)
    wikidata(real_store, [], "http://127.0.0.1:9/", ["soyuz-ms-06", "soyuz-ms-07", "soyuz-ms-04"])
    items, properties = asked
    assert items == ["Q18401197", "Q20980629", MS_07]
    assert len(properties) > 20
    assert properties == sorted(set(properties))


def test_merged_items_are_told_in_order(real_store: Store, tmp_path: Path) -> None:
    merged = ["Q18401197", "Q20980629", MS_07]
    told = {item: {"id": f"Q9{item[1:]}", "labels": {}, "aliases": {}, "claims": {}} for item in merged}
    (tmp_path / "x.json").write_text(json.dumps({"entities": told}))
    found = wikidata(real_store, [tmp_path], names=["soyuz-ms-06", "soyuz-ms-07", "soyuz-ms-04"])
    assert [note.partition(" ")[0] for note in found.notes] == merged


@pytest.mark.parametrize(("paths", "endpoint"), [([], None), ([OWN], "http://127.0.0.1:9/"), ([OWN], "")])
def test_one_side_is_needed_and_no_more(real_store: Store, paths: list[Path], endpoint: str | None) -> None:
    with pytest.raises(SpaceflightError, match=r"nothing to compare with, or too much. Fix:"):
        wikidata(real_store, paths, endpoint)


def test_merged_item_is_followed_and_told(real_store: Store, tmp_path: Path) -> None:
    told = json.loads((OWN / f"{MS_07}.json").read_text(encoding="utf-8"))["entities"][MS_07]
    moved = json.loads(json.dumps(told).replace(MS_07, "Q99"))
    (tmp_path / "x.json").write_text(json.dumps({"entities": {MS_07: moved}}))
    found = wikidata(real_store, [tmp_path], names=["soyuz-ms-07"])
    assert found.notes == [f"{MS_07} (id:soyuz-ms-07) was merged into Q99. Fix: link to that"]
    before = wikidata(real_store, [OWN], names=["soyuz-ms-07"]).differences
    assert [(each.property, each.verdict) for each in found.differences] == [
        (each.property, each.verdict) for each in before
    ]
    assert {(each.thing, each.item) for each in found.differences} == {("id:soyuz-ms-07", "Q99")}


def test_deleted_item_is_an_error(spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path) -> None:
    for file in OWN.glob("*.json"):
        shutil.copy(file, tmp_path)
    (tmp_path / "gone.json").write_text('{"entities": {"Q18401197": {"id": "Q18401197", "missing": ""}}}')
    absent = ["--thing", "soyuz-ms-04", "--thing", "soyuz-ms-08"]  # one is deleted, the other only not fetched
    for more in ([], ["--thing", "soyuz-ms-04"], absent):
        result = spaceflight("wikidata", str(tmp_path), *more, store=real_store_path)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == (
            "Error: Q18401197 (id:soyuz-ms-04): not on Wikidata, deleted or never there."
            " Fix: mend or remove the link in data/entities.\n"
        )


def test_table_for_people(spaceflight: Spaceflight, real_store_path: Path) -> None:
    result = spaceflight("wikidata", str(OWN), "--thing", "soyuz-ms-06", "--lang", "de", store=real_store_path)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Sojus MS-06 (id:soyuz-ms-06, Q20980629)"
    assert lines[1].split() == ["property", "ours", "Wikidata", "verdict", "why"]
    (launch,) = (line for line in lines if line.startswith("P619"))
    assert [cell.strip() for cell in launch.split("  ") if cell] == [
        "P619 UTC date of spacecraft launch",
        "13. Sept. 2017",
        "12. Sept. 2017",
        "unsure",
        "both may be true: what we know and what they say meet",
    ]
    assert "28. Feb. 2018 (preferred)" in result.stdout
    assert lines[-2] == ""
    assert lines[-1].split(", ")[0] == "1 same"
    assert lines[-1].endswith("1 unsure, 2 they have, we lack")


def test_notes_go_to_standard_error(spaceflight: Spaceflight, real_store_path: Path) -> None:
    result = spaceflight("wikidata", str(OWN), store=real_store_path)
    assert result.returncode == 0
    assert result.stderr.startswith("note: ")
    assert "linked things are not in the snapshot" in result.stderr


def test_json_for_programs(spaceflight: Spaceflight, real_store_path: Path) -> None:
    arguments = ("wikidata", str(OWN), "--thing", "soyuz-ms-07", "--format", "json")
    result = spaceflight(*arguments, store=real_store_path)
    told: list[dict[str, Any]] = json.loads(result.stdout)
    (launch,) = (each for each in told if each["property"] == "P619")
    value = {
        "time": "+2017-12-17T00:00:00Z",
        "timezone": 0,
        "before": 0,
        "after": 0,
        "precision": 11,
        "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
    }
    assert launch.pop("theirs") == [
        {
            "id": f"{MS_07}$00000002-0000-4000-8000-000021392568",
            "rank": "normal",
            "references": 2,
            "value": {"type": "time", "value": value},
        }
    ]
    assert launch["ours"].pop("value") == {"type": "time", "value": value}
    assert launch.pop("ours").keys() == {"fact", "told", "fate", "notBefore", "notAfter"}
    assert launch == {"thing": "id:soyuz-ms-07", "item": MS_07, "property": "P619", "verdict": "same", "why": ""}
    (length,) = (each for each in told if each["property"] == "P2047")
    assert length["theirs"][0]["value"] == "somevalue"
    assert spaceflight(*arguments, "--lang", "de", store=real_store_path).stdout == result.stdout


def test_conflict_is_no_error(spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path) -> None:
    text = (OWN / f"{MS_07}.json").read_text(encoding="utf-8")
    (tmp_path / "x.json").write_text(text.replace("+2018-06-03", "+2018-06-02"), encoding="utf-8")
    result = spaceflight("wikidata", str(tmp_path), "--thing", "soyuz-ms-07", store=real_store_path)
    assert result.returncode == 0
    assert "1 conflict" in result.stdout.splitlines()[-1]
    (landing,) = (line for line in result.stdout.splitlines() if line.startswith("P620"))
    assert "3 Jun 2018, 12:39 UTC" in landing
    assert "2 Jun 2018" in landing
    assert "conflict" in landing


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "nothing to compare with"),
        (("nowhere.json",), "nowhere.json: is not there"),
        (("--endpoint", "nowhere"), "'nowhere' is not an address"),
        (("--endpoint", "http://127.0.0.1:9/"), "cannot be reached"),
        ((str(OWN), "--thing", "nothing of the kind"), "no Thing is called"),
    ],
)
def test_asked_wrongly(spaceflight: Spaceflight, real_store_path: Path, arguments: tuple[str, ...], why: str) -> None:
    result = spaceflight("wikidata", *arguments, store=real_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert why in result.stderr
    assert "Fix: " in result.stderr


def test_known_things_and_what_they_are_in(real_store: Store) -> None:
    found = known(real_store)
    assert found.things[MS_07] == "id:soyuz-ms-07"
    assert found.within["Q2580456"] >= {"Q177477", "Q232"}  # the pad, the cosmodrome, the country
    assert "Q2580456" not in found.within["Q177477"]


# Real ones


@pytest.fixture(scope="module")
def facts(real_store: Store) -> list[Ours]:
    return with_inverses(ours(real_store))


def test_every_property_that_we_give_has_its_name(facts: list[Ours]) -> None:
    given = {fact.statement.property for fact in facts if fact.statement}
    assert len(given) > 20
    assert given <= set(PROPERTY_NAMES)


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_names_of_properties_are_those_of_the_checked_list() -> None:
    with (SHARED / "wikidata" / "properties.tsv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    checked = {line["pid"]: line["label"] for line in lines if line["status"].startswith("verified")}
    assert PROPERTY_NAMES.items() <= checked.items()


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
def test_real_missions_hold_no_false_conflict(real_store: Store, facts: list[Ours]) -> None:
    things = known(real_store)
    there = snapshot.read([SHARED / "datasets" / "wikidata-missions.psv"])
    assert len(there.entities) == 127
    found = difference(facts, there, things)
    counts = Counter(each.verdict for each in found)
    assert [(each.item, each.property) for each in found if each.verdict == Verdict.UNSURE] == [("Q20980629", "P619")]
    assert counts == {Verdict.SAME: 2, Verdict.THEIRS_FINER: 6, Verdict.UNSURE: 1, Verdict.THEY_HAVE: 11}


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared")
@pytest.mark.parametrize(("name", "least"), [("wikidata-astronauts.rdf", 9), ("wikidata-entities", 2)])
def test_real_people_and_agencies_hold_no_false_conflict(real_store: Store, name: str, least: int) -> None:
    found = wikidata(real_store, [SHARED / "datasets" / name])
    counts = Counter(each.verdict for each in found.differences)
    assert counts[Verdict.CONFLICT] == 0
    assert counts[Verdict.SAME] >= least
    assert counts[Verdict.THEY_HAVE] > 0
