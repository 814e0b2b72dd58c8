"""What there is, by name and by kind: tables for people, rows for programs, and what to do where there is nothing."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Spaceflight = Callable[..., CompletedProcess[str]]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_find_for_people(spaceflight: Spaceflight, small_store_path: Path) -> None:
    result = spaceflight("find", "arrow", "flight", store=small_store_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "thing  label  kind           also called\n"
        "─────  ─────  ─────────────  ────────────\n"
        "one    One    crewed flight  Arrow flight\n"
        "two    Two    cargo flight   Arrow flight\n"
    )
    result = spaceflight(
        "find", "eins", "--lang", "de", "--class", "spaceflights", "--format", "md", store=small_store_path
    )
    assert result.stdout == "| Ding | Name | Art |\n| --- | --- | --- |\n| one | Eins | bemannter Raumflug |\n"


def test_find_for_programs(spaceflight: Spaceflight, small_store_path: Path) -> None:
    found = rows(spaceflight("find", "一号", "--format", "csv", store=small_store_path).stdout)
    one = "https://w3id.org/spaceflight/id/one"
    assert found == [
        {"thing": one, "typed": "one", "label": "One", "kind": "crewed flight", "called": "一号", "match": "exact"}
    ]
    told = spaceflight("find", "crew-of-flight", "--format", "json", "--limit", "1", store=small_store_path)
    (query,) = json.loads(told.stdout)["results"]["bindings"]
    assert (set(query), query["typed"]["value"]) == ({"typed", "label", "kind", "match"}, "crew-of-flight")
    assert told.stderr == ""  # programs count for themselves


def test_find_says_that_there_is_more(spaceflight: Spaceflight, small_store_path: Path) -> None:
    result = spaceflight("find", "one", "--limit", "2", store=small_store_path)
    assert result.stderr == "the first 2 are shown; --limit shows more.\n"
    assert len(result.stdout.splitlines()) == 4
    (few,) = (spaceflight("find", "arrow", "flight", "--limit", "2", store=small_store_path),)
    assert few.stderr == ""


@pytest.mark.parametrize("form", ["table", "csv"])
def test_find_what_comes_near(spaceflight: Spaceflight, small_store_path: Path, form: str) -> None:
    result = spaceflight("find", "zwie", "--format", form, store=small_store_path)
    assert (result.returncode, result.stderr) == (0, "nothing is called 'zwie'; what comes near:\n")
    assert "Zwei" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["qqqzzz"],
            "nothing is called 'qqqzzz' or nearly so, in any language. Fix: try another spelling or fewer words",
        ),
        (["qqq", "--class", "Person"], "nothing of the class 'Person' is called 'qqq' or nearly so"),
        (["x" * 1000], f"nothing is called '{'x' * 80}…' or"),
    ],
)
def test_find_nothing(spaceflight: Spaceflight, small_store_path: Path, arguments: list[str], told: str) -> None:
    result = spaceflight("find", *arguments, store=small_store_path)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.startswith(told)
    result = spaceflight("find", *arguments, "--format", "csv", store=small_store_path)
    assert (result.returncode, result.stdout) == (0, "thing,typed,label,kind,called,match\r\n")


def test_list_the_classes(spaceflight: Spaceflight, small_store_path: Path) -> None:
    result = spaceflight("list", "--limit", "2", "--lang", "de", store=small_store_path)
    assert result.stdout.splitlines()[2] == "Event           Ereignis             11"
    assert len(result.stdout.splitlines()) == 4
    found = rows(spaceflight("list", "--format", "csv", store=small_store_path).stdout)
    assert found[0] == {
        "class": "https://w3id.org/spaceflight/ontology#Event", "typed": "Event", "label": "event", "things": "11",
    }  # fmt: skip


def test_list_a_class(spaceflight: Spaceflight, small_store_path: Path) -> None:
    result = spaceflight("list", "Raumflug", "--lang", "zh", store=small_store_path)
    assert result.stdout.splitlines() == [
        "事物  名称  类别      时间",
        "────  ────  ────────  ─────────────────────────",
        "one   一号  载人飞行  2001年1月2日 00:04:05 UTC",
        "two   二号  货运飞行  2001年2月8日",
    ]
    told = spaceflight("list", "Event", "--format", "json", "--limit", "1", store=small_store_path)
    (first,) = json.loads(told.stdout)["results"]["bindings"]
    assert first["time"] == {
        "type": "literal", "value": "2001-01-02T00:04:05Z", "datatype": "http://www.w3.org/2001/XMLSchema#dateTime",
    }  # fmt: skip
    assert first["typed"]["value"] == "one-launch"


def test_list_in_english_for_programs_whatever_the_locale(
    spaceflight: Spaceflight, small_store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert "Eins" in spaceflight("list", "Spaceflight", store=small_store_path).stdout
    assert "Eins" not in spaceflight("list", "Spaceflight", "--format", "csv", store=small_store_path).stdout
    assert "Raumflug" in spaceflight("find", "one", store=small_store_path).stdout


@pytest.mark.parametrize("command", [["find", "one"], ["list"], ["list", "Person"]])
def test_safe_csv_is_for_spreadsheets(spaceflight: Spaceflight, small_store_path: Path, command: list[str]) -> None:
    result = spaceflight(*command, "--safe-csv", store=small_store_path)
    assert (result.returncode, "--safe-csv goes with --format csv or tsv" in result.stderr) == (2, True)
    assert spaceflight(*command, "--safe-csv", "--format", "csv", store=small_store_path).returncode == 0


def test_list_of_no_class(spaceflight: Spaceflight, small_store_path: Path) -> None:
    result = spaceflight("list", "Spaceflght", store=small_store_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "Error: no Class is called 'Spaceflght'. Fix: take one of Spaceflight (spaceflight)"
    )
