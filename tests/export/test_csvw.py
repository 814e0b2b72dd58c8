"""The tables are what their description says: types, keys and titles, and what qualifies a value stands beside it."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph import resources
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export import csv_tables, csvw
from spaceflight_graph.namespaces import GRAPH, OWL, PREFIXES, RDF, expand

FORMS = {
    "anyURI": r"\w+:\S+",
    "boolean": "true|false",
    "dateTime": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
    "dayTimeDuration": r"-?P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
    "integer": r"[+-]?\d+",
    "string": ".*",
}
Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def folder(real_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables") / "new"
    csvw.write(real_store, made)
    return made


@pytest.fixture(scope="module")
def description(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / csvw.METADATA).read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def rows(folder: Path) -> Rows:
    found = {}
    for table in csv_tables.TABLES:
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found[table] = list(csv.DictReader(file, strict=True))
    return found


def test_folder_holds_the_tables_and_their_description_alone(folder: Path) -> None:
    assert {file.name for file in folder.iterdir()} == {*(f"{name}.csv" for name in csv_tables.TABLES), csvw.METADATA}


def test_each_query_has_the_columns_that_are_described() -> None:
    files = {file.stem: file for file in (resources.path("queries") / "tables").glob("*.rq")}
    assert files.keys() == csv_tables.TABLES.keys()
    for name, file in files.items():
        chosen = re.search(r"SELECT(.*?)WHERE", file.read_text(encoding="utf-8"), re.DOTALL)
        assert chosen
        assert re.findall(r"\?(\w+)", chosen[1]) == [column.name for column in csv_tables.TABLES[name]]


def test_cells_have_their_types_and_rows_their_keys(description: dict[str, Any], rows: Rows) -> None:
    """What validators of CSVW ask for: headers, datatypes, required cells, primary and foreign keys."""
    keys: dict[tuple[str, str], set[str]] = {}
    for table in description["tables"]:
        name, schema = table["url"].removesuffix(".csv"), table["tableSchema"]
        its = rows[name]
        assert its
        assert list(its[0]) == [column["titles"]["und"] for column in schema["columns"]]
        for column in schema["columns"]:
            cells = [row[column["name"]] for row in its]
            if column.get("required"):
                assert all(cells), column["name"]
            for cell in cells:
                values = cell.split(column["separator"]) if "separator" in column else [cell]
                assert all(re.fullmatch(FORMS[column["datatype"]], one) for one in values if one), (name, column, cell)
            keys[table["url"], column["name"]] = set(cells)
        primary = [tuple(row[key] for key in schema["primaryKey"]) for row in its]
        assert len(set(primary)) == len(primary)
        assert primary == sorted(primary)
    leading = 0
    for table in description["tables"]:
        for foreign in table["tableSchema"].get("foreignKeys", []):
            theirs = keys[foreign["reference"]["resource"], foreign["reference"]["columnReference"]]
            assert keys[table["url"], foreign["columnReference"]] <= theirs
            leading += 1
    assert leading == 3
    assert {row["flight"] for row in rows["events"]} - {""} <= {row["flight"] for row in rows["flights"]}


def test_description_says_edition_and_titles_in_four_languages(description: dict[str, Any]) -> None:
    assert description["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert description["dc:license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}
    assert description["dc:modified"] == {"@value": "2026-11-25", "@type": "xsd:date"}
    assert description["schema:version"] == "0.1.0"
    columns = [column for table in description["tables"] for column in table["tableSchema"]["columns"]]
    assert len(columns) > 90
    assert [column["name"] for column in columns if set(column["titles"]) != {"und", "en", "de", "ru", "zh"}] == []
    place = next(column for column in columns if column["name"] == "landingPlace")
    assert place["titles"]["de"] == "Landung: Ort"


APART = ("claim", "claimCount", "kind", "rejected")
"""Columns that have one value a row, whatever the property has: part of a key, counted, what a file says, yes or no."""


def test_cells_hold_several_values_where_a_property_may_have_them(real_store: Store) -> None:
    single = {
        quad.subject for quad in real_store.quads_for_pattern(None, RDF.type, OWL.FunctionalProperty, GRAPH.ontology)
    }
    columns = [(table, column) for table, its in csv_tables.TABLES.items() for column in its]
    ours = [
        (table, c) for table, c in columns if re.fullmatch("sf:[a-z]\\w+", ":".join(c.terms)) and c.name not in APART
    ]
    assert len(ours) > 25
    assert [(table, c.name) for table, c in ours if c.many == (expand(c.terms[0]) in single)] == []
    assert {c.name for _, c in columns if c.many} == {"wikidata", "operator", "url", "inferredFrom"}


def test_required_cells_are_those_that_no_row_lacks(rows: Rows) -> None:
    required = {(table, column.name) for table, its in csv_tables.TABLES.items() for column in its if column.required}
    filled = {(table, name) for table, its in rows.items() for name in its[0] if all(row[name] for row in its)}
    assert required <= filled
    by_chance = {name for _, name in filled - required}
    assert by_chance == {"chosen", "crew", "language", "nameEn", "publisher", "relationToFact", "statedAsLanguage"}


def row(rows: Rows, table: str, name: str) -> dict[str, str]:
    first = csv_tables.key(table)[0]
    found = [each for each in rows[table] if each[first] == expand(name).value]
    return {column: cell for column, cell in found[0].items() if cell}


def test_times_are_as_told_with_their_range_and_caveats(rows: Rows) -> None:
    flight = row(rows, "flights", "id:soyuz-ms-07")
    assert flight["launchTime"] == "2017-12-17T07:21:01.127Z"
    assert flight["launchTimePrecision"] == expand("sf:Fraction").value
    assert (flight["launchNotBefore"], flight["launchNotAfter"]) == ("2017-12-17T07:21:01Z",) * 2
    assert (flight["nameDe"], flight["nameZh"]) == ("Sojus MS-07", "联盟MS-07")
    assert (flight["cosparId"], flight["duration"]) == ("2017-081A", "P168DT5H18M")
    day = row(rows, "flights", "id:soyuz-ms-06")
    assert day["launchTime"] == "2017-09-13"  # of no zone that the source tells
    assert (day["launchNotBefore"], day["launchNotAfter"]) == ("2017-09-12T10:00:00Z", "2017-09-14T11:59:59Z")
    landing = row(rows, "events", "id:soyuz-ms-07-landing")
    assert landing["place"] == expand("id:kazakh-steppe").value
    assert row(rows, "flights", "id:chandrayaan-2")["launchVehicleModelPlanned"] == "true"
    assert "launchVehicleModelPlanned" not in flight


def test_plans_have_a_row_each_with_their_caveats(rows: Rows) -> None:
    """In one cell, nobody could tell which of several is of a decade, or about right."""
    completion = expand("id:deep-space-transport-completion").value
    found = [row for row in rows["plans"] if row["thing"] == completion]
    decade, year = expand("sf:Decade").value, expand("sf:Year").value
    assert sorted((row["planned"], row["precision"], row["windowEnd"], row["planCurrentAt"]) for row in found) == [
        ("2020", decade, "2030", "2017-05-09"),
        ("2029", year, "", "2017-09-29"),
    ]
    assert {(row["planned"], row["unit"]) for row in rows["plans"] if row["unit"]} == {
        ("147", expand("unit:KiloM").value)
    }


CAVEATS = {
    "approximation": "sf:approximation",
    "planCurrentAt": "sf:planCurrentAt",
    "planned": "sf:planned",
    "precision": "sf:precision",
    "unit": "qudt:unit",
    "windowEnd": "sf:windowEnd",
}


def of_claim(quad: Quad) -> bool:
    return isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PREFIXES["claim"])


def test_every_claim_and_dispute_is_a_row(rows: Rows, real_store: Store) -> None:
    for table, kind, key in (("claims", "sf:Claim", "claim"), ("disputes", "sf:Dispute", "dispute")):
        there = list(real_store.quads_for_pattern(None, expand("rdf:type"), expand(kind), None))
        assert len({each[key] for each in rows[table]}) == len({quad.subject for quad in there})
    claim = row(rows, "claims", "claim:de-wikipedia-soyuz-ms-07-L15-landing-distance-from-reference")
    assert (claim["object"], claim["unit"], claim["line"]) == ("156", "http://qudt.org/vocab/unit/KiloM", "15")
    told = {column: len([each for each in rows["claims"] if each[column]]) for column in CAVEATS}
    assert told == {
        column: len([q for q in real_store.quads_for_pattern(None, expand(term), None, None) if of_claim(q)])
        for column, term in CAVEATS.items()
    }
    assert min(told.values()) > 5
    rejected = {each["claim"] for each in rows["disputes"] if each["rejected"] == "true"}
    assert expand("claim:zh-wikipedia-soyuz-ms-07-L77-landing-time").value in rejected
    distance = row(rows, "disputes", "dispute:soyuz-ms-07-landing--distance-from-reference")
    assert (distance["chosen"], distance["chosenUnit"]) == ("156", "http://qudt.org/vocab/unit/KiloM")


def two_ids(store: Store) -> Store:
    """Return a graph in which a flight has two values where only one can be true."""
    made = Store()
    made.extend(store)
    made.add(Quad(expand("id:one"), expand("sf:cosparId"), Literal("1-A"), GRAPH.facts))
    made.add(Quad(expand("id:one"), expand("sf:cosparId"), Literal("2-A"), GRAPH.facts))
    return made


def test_two_values_where_a_table_holds_one_are_told_and_nothing_is_written(small_store: Store, tmp_path: Path) -> None:
    (tmp_path / "flights.csv").write_text("old", encoding="utf-8")
    with pytest.raises(SpaceflightError, match=r"^id:one has 3 values of cosparId: 1-A, 2-A, 2001-001A\. Fix: "):
        csvw.write(two_ids(small_store), tmp_path)
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("flights.csv", "old")]


def test_disk_that_takes_nothing_leaves_what_was_there(
    small_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(SpaceflightError, match=r"no space left on device\. Fix: name another folder\."):
        csvw.write(small_store, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_command_writes_the_folder_and_wants_one(
    spaceflight: Callable[..., CompletedProcess[str]], small_store_path: Path, tmp_path: Path
) -> None:
    done = spaceflight("export", "csvw", "--output", str(tmp_path / "made"), store=small_store_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    first = {file.name: file.read_bytes() for file in (tmp_path / "made").iterdir()}
    spaceflight("export", "csvw", "--output", str(tmp_path / "made"), store=small_store_path)
    assert {file.name: file.read_bytes() for file in (tmp_path / "made").iterdir()} == first
    for wrong in ([], ["one", "--output", "x"], ["--output", "x", "--profile", "schema"]):
        asked = spaceflight("export", "csvw", *wrong, store=small_store_path)
        assert asked.returncode == 2
        assert asked.stderr.startswith("Error: csvw is a folder of whole tables. Fix: name it with --output")
