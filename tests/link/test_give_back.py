"""The files that are given back, as a user makes them; what is told of them; the second time there is nothing."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from spaceflight_graph.export import write
from spaceflight_graph.link import give_back
from spaceflight_graph.link.beside import wikidata
from spaceflight_graph.link.edits import LeftOut, Mismatch, Plan, Sourcing, spot
from spaceflight_graph.link.labels import Kind, Name
from spaceflight_graph.link.statement import Item, Reference, Snak, Special, Statement, Text, Time
from spaceflight_graph.namespaces import GRAPH, PREFIXES

ENTITIES = Path(__file__).parent / "entities"
FILES = ["labels-1.txt", "mismatches.csv", "quickstatements-1.txt", "wikibase.jsonl"]
Spaceflight = Callable[..., CompletedProcess[str]]
CITED = Statement("Q1", "P1", Item("Q2"), references=(Reference((Snak("P854", Text("http://a.example/1", "url")),)),))


def edited(entity: dict[str, Any], data: dict[str, Any]) -> None:
    """Do to an entity what ``wbeditentity`` does."""
    for key in ("labels", "aliases", "claims"):
        entity[key] = entity[key] or {}  # PHP writes an empty list where there is nothing
    for language, label in data.get("labels", {}).items():
        entity["labels"][language] = label
    for language, aliases in data.get("aliases", {}).items():
        entity["aliases"].setdefault(language, []).extend(aliases)
    for name, claims in data.get("claims", {}).items():
        there = {claim["id"]: claim for claim in entity["claims"].get(name, ())}
        for number, claim in enumerate(claims):
            guid = claim.get("id", f"{entity['id']}$00000000-0000-4000-8000-{number:012X}")
            there[guid] = {"id": guid, **claim}
        entity["claims"][name] = list(there.values())


def test_what_a_user_gives_back_is_there_the_next_time(
    spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    done = spaceflight("wikidata", str(ENTITIES), "--give-back", str(first), store=real_store_path)
    assert done.returncode == 0
    assert done.stdout.splitlines()[0].startswith("19 statements, 5 references for statements that are there and ")
    assert sorted(file.name for file in first.iterdir()) == FILES
    edits = [json.loads(line) for line in (first / "wikibase.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {edit["id"] for edit in edits} == {"Q592219", "Q20980629", "Q21392568"}
    snapshot = tmp_path / "snapshot"
    snapshot.mkdir()
    for edit in edits:
        entity = json.loads((ENTITIES / f"{edit['id']}.json").read_text(encoding="utf-8"))
        (found,) = entity["entities"].values()
        assert edit["baserevid"] == found["lastrevid"]
        edited(found, edit["data"])
        (snapshot / f"{edit['id']}.json").write_text(json.dumps(entity), encoding="utf-8")
    done = spaceflight("wikidata", str(snapshot), "--give-back", str(second), store=real_store_path)
    assert done.returncode == 0
    assert [(second / name).read_text(encoding="utf-8") for name in ("labels-1.txt", "wikibase.jsonl")] == ["", ""]
    assert (second / "quickstatements-1.txt").read_text(encoding="utf-8") == ""
    assert (second / "mismatches.csv").read_bytes() == (first / "mismatches.csv").read_bytes()


def test_the_same_bytes_each_time_and_one_thing_alone(
    spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        given = ("--thing", "soyuz-ms-06", "--give-back", str(tmp_path / name))
        assert spaceflight("wikidata", str(ENTITIES), *given, store=real_store_path).returncode == 0
    for name in FILES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    lines = (tmp_path / "a" / "labels-1.txt").read_text(encoding="utf-8").splitlines()
    assert {line.split("\t")[0] for line in lines} == {"Q20980629"}
    rows = list(csv.DictReader((tmp_path / "a" / "mismatches.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["item_id"] for row in rows} == {"Q20980629"}


def test_nothing_that_is_there_is_written_over(spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "file"
    folder.mkdir()
    (folder / "mine").write_text("mine")
    file.write_text("mine")
    for taken in (folder, file):
        done = spaceflight("wikidata", str(ENTITIES), "--give-back", str(taken), store=real_store_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"Error: {taken}: is there already, and not empty. Fix: name a new folder." in done.stderr
    assert file.read_text() == (folder / "mine").read_text() == "mine"
    (folder / "mine").unlink()
    (tmp_path / "link").symlink_to(folder)
    done = spaceflight("wikidata", str(ENTITIES), "--give-back", str(tmp_path / "link"), store=real_store_path)
    assert (done.returncode, sorted(file.name for file in folder.iterdir())) == (0, FILES)
    assert oct(folder.stat().st_mode & 0o700) == "0o700"


def test_a_folder_is_written_whole_or_not_at_all(
    spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = spaceflight("wikidata", str(ENTITIES), "--give-back", str(tmp_path / "a" / "b"), store=real_store_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "cannot be written: no such file or directory. Fix: name another folder." in done.stderr
    write = Path.write_text

    def full(path: Path, *content: Any, **how: Any) -> int:
        if path.name == "mismatches.csv":
            raise OSError(28, "No space left on device")
        return write(path, *content, **how)

    monkeypatch.setattr(Path, "write_text", full)
    done = spaceflight("wikidata", str(ENTITIES), "--give-back", str(tmp_path / "a"), store=real_store_path)
    assert (done.returncode, list(tmp_path.iterdir())) == (2, [])
    assert "cannot be written: no space left on device" in done.stderr


def test_options_that_do_nothing_are_refused(spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path) -> None:
    done = spaceflight("wikidata", str(ENTITIES), "--finer", store=real_store_path)
    assert done.returncode == 2
    assert done.stderr == "Error: --finer goes with --give-back. Fix: name a folder with --give-back DIR.\n"
    given = ("--give-back", str(tmp_path / "a"), "--format", "json")
    done = spaceflight("wikidata", str(ENTITIES), *given, store=real_store_path)
    assert done.returncode == 2
    assert done.stderr == "Error: --give-back writes files, and no difference. Fix: leave --format out.\n"
    assert not (tmp_path / "a").exists()


def test_finer_values_are_added_where_that_is_wanted(
    spaceflight: Spaceflight, real_store_path: Path, tmp_path: Path
) -> None:
    counts = []
    for name, more in (("a", ()), ("b", ("--finer",))):
        given = (str(ENTITIES), "--give-back", str(tmp_path / name), *more)
        assert spaceflight("wikidata", *given, store=real_store_path).returncode == 0
        counts.append((tmp_path / name / "quickstatements-1.txt").read_text(encoding="utf-8").count("\n"))
    assert counts[1] == counts[0] + 1


def test_what_is_told_of_a_plan() -> None:
    existing = replace(CITED, item="Q3", id="Q3$1")
    crowded = replace(CITED, value=Item("Q4"))
    dated = Reference((*CITED.references[0].snaks, Snak("P813", Time("+2026-11-20T00:00:00Z", 11))))
    odd = replace(CITED, value=Text("a|b"), references=(dated, dated))
    left = [
        LeftOut("id:a", "Q1", "P1", told, why) for told, why in (("a", "one"), ("b", "two"), ("c", "two"), ("d", "a"))
    ]
    plan = Plan(
        add=(CITED, crowded, odd),
        sourcings=(Sourcing(existing, CITED.references),),
        names=(Name("Q1", Kind.ALIAS, "en", "a|b"), Name("Q5", Kind.ALIAS, "en", "a")),
        mismatches=(Mismatch("Q1", "P1", replace(existing, value=Special.NOVALUE), "told"),),
        left_out=tuple(left),
        crowded=frozenset({spot(crowded)}),
        revisions={"Q1": 7},
    )
    assert give_back.told(plan) == [
        "3 statements, 1 reference for statements that are there and 2 names to add to 3 items; 1 mismatch for people"
        " to look at",
        "3 references without a day of retrieval: no sf:retrieved tells it",
        "3 only in wikibase.jsonl, 1 of them because QuickStatements would merge values that are there twice",
        "2 items not in wikibase.jsonl: nobody tells their revision",
        "1 not in mismatches.csv: Mismatch Finder does not take their value or its id",
        "2 not given: two",
        "1 not given: a",
        "1 not given: one",
    ]
    assert give_back.told(Plan(names=plan.names[:1], revisions={"Q1": 7}))[1:] == ["1 only in wikibase.jsonl"]
    assert give_back.told(Plan()) == [
        "0 statements, 0 references for statements that are there and 0 names to add to 0 items; 0 mismatches for"
        " people to look at"
    ]


def test_many_lines_are_many_files() -> None:
    many = tuple(replace(CITED, item=f"Q{n}") for n in range(1, 302))
    names = tuple(Name(f"Q{n}", Kind.ALIAS, "en", "a") for n in range(1, 302))
    made = give_back.files(Plan(add=many, names=names))
    assert sorted(made) == sorted([*FILES, "quickstatements-2.txt", "labels-2.txt"])
    assert made["quickstatements-2.txt"].startswith("Q301\tP1")
    assert made["labels-2.txt"].startswith("Q301\tAen")


KNOWN = """doc:russianspaceweb-soyuz-ms-07
    schema:sameAs wd:Q5 ;
    sf:retrieved "2026-11-20"^^xsd:date ;
    sf:archive <https://archive.example/x> ;
    sf:archived "2018-06-04"^^xsd:date .
"""


def test_all_that_is_known_of_a_document_goes_with_every_reference_to_it(real_store: Store) -> None:
    store = Store()
    store.bulk_extend(real_store)
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load((head + KNOWN).encode(), RdfFormat.TURTLE, to_graph=GRAPH.documents)
    files = give_back.files(give_back.planned(store, wikidata(store, [ENTITIES])))

    lines = [line.split("\t") for line in files["quickstatements-1.txt"].splitlines() if "russianspaceweb" in line]
    wanted = {"S248": "Q5", "S813": "+2026-11-20T00:00:00Z/11", "S1065": '"https://archive.example/x"'}
    wanted["S2960"] = "+2018-06-04T00:00:00Z/11"
    assert len(lines) > 15
    for line in lines:
        cited = dict(zip(line[3::2], line[4::2], strict=True))
        assert cited["S854"] == '"http://www.russianspaceweb.com/soyuz-ms-07.html"'
        assert {name: cited[name] for name in wanted} == wanted
        assert list(cited)[:5] == ["S248", "S854", "S813", "S1065", "S2960"]

    edits = [json.loads(line)["data"]["claims"] for line in files["wikibase.jsonl"].splitlines()]
    claims = [claim for edit in edits for its in edit.values() for claim in its]
    given = [ref["snaks"] for claim in claims for ref in claim.get("references", ()) if "P1065" in ref["snaks"]]
    assert len(given) == len(lines)
    for snaks in given:
        assert snaks["P248"][0]["datavalue"]["value"]["id"] == "Q5"
        assert snaks["P813"][0]["datavalue"]["value"]["time"] == "+2026-11-20T00:00:00Z"
        assert snaks["P1065"][0]["datavalue"]["value"] == "https://archive.example/x"
        assert snaks["P2960"][0]["datavalue"]["value"]["time"] == "+2018-06-04T00:00:00Z"

    turtle, _ = write.statements(store, "ntriples")
    graph = Store()
    graph.load(turtle.encode(), RdfFormat.N_TRIPLES)
    asked = """PREFIX pr: <http://www.wikidata.org/prop/reference/> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX prv: <http://www.wikidata.org/prop/reference/value/> PREFIX wikibase: <http://wikiba.se/ontology#>
        PREFIX wd: <http://www.wikidata.org/entity/>
        SELECT DISTINCT ?retrieved ?archived WHERE {
            ?statement prov:wasDerivedFrom ?reference .
            ?reference pr:P248 wd:Q5 ; pr:P854 ?url ; pr:P1065 <https://archive.example/x> ;
                prv:P813/wikibase:timeValue ?retrieved ; prv:P2960/wikibase:timeValue ?archived }"""
    assert [[term.value for term in row] for row in graph.query(asked)] == [  # type: ignore[union-attr]
        ["2026-11-20T00:00:00Z", "2018-06-04T00:00:00Z"]
    ]
