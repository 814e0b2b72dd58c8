"""RDF terms as Python values: as exact as the terms, and nothing made up."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import typed
from spaceflight_graph.query.typed import PartialDate, Thing, Value

SOYUZ = NamedNode(PREFIXES["id"] + "soyuz-ms-07")


def of(text: str, kind: str, precision: str | None = None) -> Value:
    return typed.value(Literal(text, datatype=NamedNode(PREFIXES["xsd"] + kind)), str, precision)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2018-06-03", "date", date(2018, 6, 3)),
        ("2018-06-03T12:39:00Z", "dateTime", datetime(2018, 6, 3, 12, 39, tzinfo=UTC)),
        ("2018-06-03T12:39:00.127", "dateTime", datetime(2018, 6, 3, 12, 39, 0, 127_000)),
        ("2018-06-03T15:39:00+03:00", "dateTime", datetime(2018, 6, 3, 15, 39, tzinfo=timezone(timedelta(hours=3)))),
        ("P168DT5H18M", "dayTimeDuration", timedelta(days=168, hours=5, minutes=18)),
        ("-PT1.5S", "dayTimeDuration", timedelta(seconds=-1.5)),
        ("PT8M42S", "duration", timedelta(minutes=8, seconds=42)),
        ("P2D", "dayTimeDuration", timedelta(days=2)),
        ("7220.50", "decimal", Decimal("7220.50")),
        ("69", "integer", 69),
        ("69", "positiveInteger", 69),
        ("1.5", "double", 1.5),
        ("true", "boolean", True),
        ("0", "boolean", False),
        ("11F732", "string", "11F732"),
        # Beyond what Python can hold, or ill-typed: the text as it is.
        ("2018-06-03T12:39:00.1234567Z", "dateTime", "2018-06-03T12:39:00.1234567Z"),
        ("PT0.1234567S", "dayTimeDuration", "PT0.1234567S"),
        ("P1Y2M", "duration", "P1Y2M"),
        ("P", "duration", "P"),
        ("P9999999999D", "dayTimeDuration", "P9999999999D"),
        ("12018-06-03", "date", "12018-06-03"),
        ("2018-02-30", "date", "2018-02-30"),
        ("soon", "gYear", "soon"),
        ("yes", "boolean", "yes"),
        ("many", "decimal", "many"),
    ],
)
def test_literal(text: str, kind: str, value: Value) -> None:
    found = of(text, kind)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "kind", "precision", "value", "reads"),
    [
        ("2018-04", "gYearMonth", None, PartialDate("2018-04", "Month"), "Apr 2018"),
        ("2018-04", "gYearMonth", "Quarter", PartialDate("2018-04", "Quarter"), "Q2 2018"),
        ("2018", "gYear", None, PartialDate("2018", "Year"), "2018"),
        ("2020", "gYear", "Decade", PartialDate("2020", "Decade"), "the 2020s"),
        ("2019", "gYear", "FiscalYear", PartialDate("2019", "FiscalYear"), "fiscal year 2019"),
    ],
)
def test_time_no_finer_than_a_month(text: str, kind: str, precision: str | None, value: Value, reads: str) -> None:
    found = of(text, kind, precision)
    assert found == value
    assert str(found) == reads


def test_year_and_month_of_a_partial_date() -> None:
    assert (PartialDate("2018-04", "Quarter").year, PartialDate("2018-04", "Quarter").month) == (2018, 4)
    assert (PartialDate("2020", "Decade").year, PartialDate("2020", "Decade").month) == (2020, None)
    assert PartialDate("2018-04", "Month") < PartialDate("2018-05", "Month")


def test_thing_is_the_same_in_every_language() -> None:
    found = typed.value(SOYUZ, lambda _: "联盟MS-07")
    assert found == Thing(SOYUZ.value, "Soyuz MS-07") != Thing(SOYUZ.value + "1", "联盟MS-07")
    assert isinstance(found, Thing)
    assert (str(found), found.slug, found.iri) == ("联盟MS-07", "soyuz-ms-07", SOYUZ.value)
    assert Thing(PREFIXES["sf"] + "Minute", "minute").slug == "Minute"
    assert hash(found) == hash(Thing(SOYUZ.value, "Soyuz MS-07"))


def test_other_terms() -> None:
    assert typed.value(None, str) is None
    assert typed.value(BlankNode("b"), str) == Thing("_:b", "_:b")
    assert typed.value(Literal("Союз", language="ru"), str) == "Союз"
    assert typed.value(Literal("1", datatype=NamedNode(PREFIXES["sf"] + "own")), str) == "1"
    triple = Triple(SOYUZ, SOYUZ, Literal("x"))
    assert typed.value(triple, str) == str(triple)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (date(2017, 12, 17), "2017-12-17"),
        (datetime(2017, 12, 17, 7, 21, tzinfo=UTC), "2017-12-17T07:21:00+00:00"),
        (PartialDate("2017-12", "Month"), "2017-12"),
        (Thing(SOYUZ.value, "Soyuz MS-07"), SOYUZ.value),
        (Decimal("7220.50"), "7220.50"),
        (2017, "2017"),
        ("Soyuz MS-07", "Soyuz MS-07"),
    ],
)
def test_values_as_the_command_line_would_be_given_them(
    given: Thing | PartialDate | datetime | date | Decimal | int | str, text: str
) -> None:
    assert typed.text(given) == text
