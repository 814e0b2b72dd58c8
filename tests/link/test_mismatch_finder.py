"""The rows for Mismatch Finder, by the rules of its importer."""

import csv
import re

import pytest

from spaceflight_graph.link import mismatch_finder
from spaceflight_graph.link.edits import Mismatch, Plan
from spaceflight_graph.link.statement import Item, Monolingual, Other, Quantity, Special, Statement, Text, Time, Value

HEADER = "item_id,statement_guid,property_id,wikidata_value,meta_wikidata_value,external_value,external_url,type\n"
GUID = "Q20980629$D8404CDA-25E4-4334-AF13-A3290BCD9C0F"
PAGE = "http://www.russianspaceweb.com/soyuz-ms-07.html"


def conflict(value: Value, guid: str = GUID, item: str = "Q20980629") -> Mismatch:
    return Mismatch(item, "P619", Statement(item, "P619", value, id=guid), "12 September 2017, 21:17 UTC", PAGE)


def test_a_conflict_and_a_suggestion() -> None:
    day = conflict(Time("+2017-09-13T00:00:00Z", 11))
    missing = Mismatch("Q21392568", "P622", None, "3 June 2018 (undocking 09:16:40 UTC)")
    assert mismatch_finder.text(Plan(mismatches=(day, missing))) == HEADER + (
        f'Q20980629,{GUID},P619,2017-09-13,Q1985727,"12 September 2017, 21:17 UTC",{PAGE},statement\n'
        "Q21392568,,P622,,,3 June 2018 (undocking 09:16:40 UTC),,statement\n"
    )


def test_nothing_to_tell_is_the_header_alone() -> None:
    assert mismatch_finder.text(Plan()) == HEADER


@pytest.mark.parametrize(
    ("value", "told", "calendar"),
    [
        (Time("+2017-09-13T00:00:00Z", 11), "2017-09-13", "Q1985727"),
        (Time("+2017-09-00T00:00:00Z", 10), "2017-09", "Q1985727"),
        (Time("+2017-00-00T00:00:00Z", 9, "Q1985786"), "2017", "Q1985786"),
        (Item("Q592219"), "Q592219", ""),
        (Quantity("+51.66", "Q28390"), "51.66", ""),
        (Quantity("-5"), "-5", ""),
        (Text("2017-081A", "external-id"), "2017-081A", ""),
        (Monolingual("a\\b", "en"), "a/b", ""),
    ],
)
def test_values_are_told_as_the_parser_of_wikidata_reads_them(value: Value, told: str, calendar: str) -> None:
    plan = Plan(mismatches=(conflict(value),))
    row = next(csv.DictReader(mismatch_finder.text(plan).splitlines()))
    assert (row["wikidata_value"], row["meta_wikidata_value"]) == (told, calendar)
    assert mismatch_finder.beyond(plan) == []


@pytest.mark.parametrize(
    "mismatch",
    [
        conflict(Special.NOVALUE),
        conflict(Other("globe-coordinate", "{}")),
        conflict(Time("+2010-00-00T00:00:00Z", 8)),
        conflict(Time("-0044-03-15T00:00:00Z", 11)),
        conflict(Item("Q1"), guid="Q1$D8404CDA-25E4-4334-AF13-A3290BCD9C0F"),
        conflict(Item("Q1"), guid="Q20980629$1"),
        conflict(Item("Q1"), guid="statement/Q20980629-D8404CDA-25E4-4334-AF13-A3290BCD9C0F"),
        conflict(Item("Q1"), item="Q123456789012", guid="Q123456789012$D8404CDA-25E4-4334-AF13-A3290BCD9C0F"),
        Mismatch("Q1", "wdt:P1", None, "told"),
        Mismatch("Q1", "P1", None, " "),
    ],
)
def test_one_bad_row_would_kill_the_file_so_it_is_left_out(mismatch: Mismatch) -> None:
    good = conflict(Item("Q1"))
    plan = Plan(mismatches=(mismatch, good))
    assert mismatch_finder.beyond(plan) == [mismatch]
    assert mismatch_finder.text(plan) == mismatch_finder.text(Plan(mismatches=(good,)))


def test_no_field_is_too_long_and_none_has_a_backslash_or_a_line_break() -> None:
    long = Mismatch(
        "Q1", "P1", None, 'a "quoted" \\ text\nof two lines\u202e, ' + "x" * 2000, "http://a.example/" + "x" * 1500
    )
    good = Mismatch("Q1", "P1", None, "x" * 1500, "http://a.example/\\" + "x" * 1480)
    file = mismatch_finder.text(Plan(mismatches=(long, good)))
    assert "\\" not in file
    assert not file.startswith("\ufeff")
    first, second = csv.DictReader(file.splitlines())
    assert re.fullmatch(r'a "quoted" / text of two lines/u202e, x+…', first["external_value"])
    assert (len(first["external_value"]), first["external_url"]) == (1500, "")
    assert second["external_value"] == "x" * 1500
    assert second["external_url"] == "http://a.example/%5C" + "x" * 1480


@pytest.mark.parametrize(("more", "kept"), [(0, True), (1, False)])
def test_an_address_is_measured_as_it_is_written(more: int, kept: bool) -> None:
    address = "http://a.example/\\".ljust(1498 + more, "x")  # the backslash becomes three characters
    (row,) = csv.DictReader(
        mismatch_finder.text(Plan(mismatches=(Mismatch("Q1", "P1", None, "x", address),))).splitlines()
    )
    assert row["external_url"] == (address.replace("\\", "%5C") if kept else "")
