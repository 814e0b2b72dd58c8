"""What times denote, to the microsecond."""

import re
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceflight_graph.values import Relation, Time, read, relate, times
from spaceflight_graph.values.days import calendar_day, date_time, day_number
from spaceflight_graph.values.times import calendar, in_utc

XSD = "http://www.w3.org/2001/XMLSchema#"


def time(lexical: str, kind: str, precision: str | None = None, approximation: str | None = None) -> Time:
    value = read(lexical, XSD + kind, precision=precision, approximation=approximation)
    assert isinstance(value, Time)
    return value


def micros(*fields: int) -> int:
    return (datetime(*fields) - datetime(1970, 1, 1)) // timedelta(microseconds=1)  # type: ignore[arg-type]


# lexical, datatype, precision, approximation → low, stated low, high
DENOTED = [
    ("2018-06-03T12:59:00Z", "dateTime", "Minute", None,
     (2018, 6, 3, 12, 58, 30), (2018, 6, 3, 12, 59), (2018, 6, 3, 13, 0)),
    ("2018-06-03T12:59:00Z", "dateTime", None, None,
     (2018, 6, 3, 12, 58, 59, 500_000), (2018, 6, 3, 12, 59), (2018, 6, 3, 12, 59, 1)),
    ("2018-06-03T12:59:31Z", "dateTime", "Hour", None,
     (2018, 6, 3, 11, 30), (2018, 6, 3, 12), (2018, 6, 3, 13)),
    ("2018-06-03T23:59:31-05:00", "dateTime", "Day", None,
     (2018, 6, 3, 5), (2018, 6, 3, 5), (2018, 6, 4, 5)),
    ("2017-12-17T10:21:01.127+03:00", "dateTime", None, None,
     (2017, 12, 17, 7, 21, 1, 126_500), (2017, 12, 17, 7, 21, 1, 127_000), (2017, 12, 17, 7, 21, 1, 128_000)),
    ("2017-12-17T10:21:01.127+03:00", "dateTime", "Second", None,
     (2017, 12, 17, 7, 21, 0, 500_000), (2017, 12, 17, 7, 21, 1), (2017, 12, 17, 7, 21, 2)),
    ("2017-12-17T24:00:00Z", "dateTime", "Minute", None,
     (2017, 12, 17, 23, 59, 30), (2017, 12, 18), (2017, 12, 18, 0, 1)),
    ("2017-12-31T24:00:00Z", "dateTime", "Year", None, (2018, 1, 1), (2018, 1, 1), (2019, 1, 1)),
    ("2017-12-17", "date", None, None, (2017, 12, 16, 10), (2017, 12, 16, 10), (2017, 12, 18, 12)),
    ("2017-12-17Z", "date", None, None, (2017, 12, 17), (2017, 12, 17), (2017, 12, 18)),
    ("2017-12-17+06:00", "date", "Month", None, (2017, 11, 30, 18), (2017, 11, 30, 18), (2017, 12, 31, 18)),
    ("2017-12", "gYearMonth", None, None, (2017, 11, 30, 10), (2017, 11, 30, 10), (2018, 1, 1, 12)),
    ("2017-12Z", "gYearMonth", None, "About", (2017, 11, 1), (2017, 11, 1), (2018, 2, 1)),
    ("2016", "gYear", None, None, (2015, 12, 31, 10), (2015, 12, 31, 10), (2017, 1, 1, 12)),
    ("2016Z", "gYear", None, "About", (2015, 1, 1), (2015, 1, 1), (2018, 1, 1)),
    ("2018-06-03Z", "date", None, "About", (2018, 6, 2), (2018, 6, 2), (2018, 6, 5)),
    ("2019-07Z", "gYearMonth", "HalfYear", None, (2019, 7, 1), (2019, 7, 1), (2020, 1, 1)),
    ("2019-01Z", "gYearMonth", "HalfYear", "About", (2018, 7, 1), (2018, 7, 1), (2020, 1, 1)),
    ("2019-10Z", "gYearMonth", "Quarter", None, (2019, 10, 1), (2019, 10, 1), (2020, 1, 1)),
    ("2019-01Z", "gYearMonth", "Quarter", "About", (2018, 10, 1), (2018, 10, 1), (2019, 7, 1)),
    ("2019-04Z", "gYearMonth", "FiscalYear", None, (2019, 4, 1), (2019, 4, 1), (2020, 4, 1)),
    ("2016-10Z", "gYearMonth", "FiscalYear", "About", (2015, 10, 1), (2015, 10, 1), (2018, 10, 1)),
    ("2017Z", "gYear", "FiscalYear", None, (2016, 10, 1), (2016, 10, 1), (2018, 4, 1)),
    ("2017+03:00", "gYear", "FiscalYear", "About",
     (2015, 9, 30, 21), (2015, 9, 30, 21), (2019, 3, 31, 21)),
    ("2020Z", "gYear", "Decade", "About", (2010, 1, 1), (2010, 1, 1), (2040, 1, 1)),
    ("2018-06-03T11:45:00Z", "dateTime", "Minute", "About",
     (2018, 6, 3, 11, 44), (2018, 6, 3, 11, 44), (2018, 6, 3, 11, 47)),
    ("2018-06-03T11:45:00", "dateTime", "Minute", None,
     (2018, 6, 2, 21, 44, 30), (2018, 6, 2, 21, 45), (2018, 6, 3, 23, 46)),
]  # fmt: skip


@pytest.mark.parametrize(("lexical", "kind", "precision", "approximation", "low", "stated", "high"), DENOTED)
def test_a_time_denotes(
    lexical: str,
    kind: str,
    precision: str | None,
    approximation: str | None,
    low: tuple[int, ...],
    stated: tuple[int, ...],
    high: tuple[int, ...],
) -> None:
    value = time(lexical, kind, precision, approximation)
    assert value.dimension == "time"
    assert (value.low, value.stated_low) == (micros(*low), micros(*stated))
    assert (value.high, value.stated_high) == (micros(*high), micros(*high))


def test_white_space_around_a_time_is_nothing() -> None:
    assert time(" 2017-12-17 ", "date") == time("2017-12-17", "date")


def test_ends_that_are_open() -> None:
    least = time("2018-06-03T11:45:00Z", "dateTime", "Minute", "AtLeast")
    most = time("2018-06-03T11:45:00Z", "dateTime", "Minute", "UpTo")
    assert (least.not_before, least.not_after, least.high) == ("2018-06-03T11:45:00Z", None, float("inf"))
    assert (most.not_before, most.not_after, most.low) == (None, "2018-06-03T11:45:59Z", -float("inf"))
    assert relate(least, most) is Relation.AGREES


def test_a_fraction_finer_than_a_microsecond_is_kept() -> None:
    value = time("1970-01-01T00:00:00.1234567Z", "dateTime")
    assert (value.stated_low, value.stated_high) == (Fraction("123456.7"), Fraction("123456.8"))
    assert value.low == Fraction("123456.65")
    assert time("1970-01-01T00:00:00.123456Z", "dateTime").low == Fraction("123455.5")


@pytest.mark.parametrize(
    ("lexical", "kind", "precision", "not_before", "not_after"),
    [
        ("2018-06-03T12:59:00Z", "dateTime", "Minute", "2018-06-03T12:59:00Z", "2018-06-03T12:59:59Z"),
        ("2017-12-17T10:21:01.127+03:00", "dateTime", None, "2017-12-17T07:21:01Z", "2017-12-17T07:21:01Z"),
        ("2017-12-17", "date", None, "2017-12-16T10:00:00Z", "2017-12-18T11:59:59Z"),
        ("2017-12-17Z", "date", None, "2017-12-17T00:00:00Z", "2017-12-17T23:59:59Z"),
        ("0001", "gYear", None, "0000-12-31T10:00:00Z", "0002-01-01T11:59:59Z"),
        ("-0044-03-15Z", "date", None, "-0044-03-15T00:00:00Z", "-0044-03-15T23:59:59Z"),
        ("12018Z", "gYear", None, "12018-01-01T00:00:00Z", "12018-12-31T23:59:59Z"),
    ],
)
def test_not_before_and_not_after(
    lexical: str, kind: str, precision: str | None, not_before: str, not_after: str
) -> None:
    value = time(lexical, kind, precision)
    assert (value.not_before, value.not_after) == (not_before, not_after)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("20:40:00", "20:44:00", Relation.CONFLICTS),  # no two zones differ by four minutes
        ("20:40:00", "20:41:00", Relation.AGREES),  # one is rounded, one truncated
        ("10:21:00", "07:21:00", Relation.AGREES),  # Moscow and UTC
        ("10:21:00", "07:21:00Z", Relation.REFINED_BY),
        ("10:21:00", "07:22:00Z", Relation.AGREES),
        ("10:21:00", "07:24:00Z", Relation.CONFLICTS),
        ("10:21:00", "07:36:00Z", Relation.REFINED_BY),
        ("10:21:00", "10:21:00", Relation.SAME),
        ("00:00:00+14:00", "00:00:00", Relation.REFINES),
        ("00:00:00", "00:00:00-12:00", Relation.REFINED_BY),
        ("12:00:00Z", "00:15:00", Relation.REFINES),
    ],
)
def test_clock_times_without_a_zone_lie_at_quarter_hours(a: str, b: str, relation: Relation) -> None:
    one, other = (time(f"2018-03-23T{clock}", "dateTime", "Minute") for clock in (a, b))
    assert relate(one, other) is relation


def test_beyond_the_last_zone() -> None:
    unzoned = time("2018-03-23T12:00:00", "dateTime", "Minute")
    assert relate(unzoned, time("2018-03-22T22:00:00Z", "dateTime", "Minute")) is Relation.REFINED_BY
    assert relate(unzoned, time("2018-03-22T21:45:00Z", "dateTime", "Minute")) is Relation.CONFLICTS
    assert relate(unzoned, time("2018-03-24T00:00:00Z", "dateTime", "Minute")) is Relation.REFINED_BY
    assert relate(unzoned, time("2018-03-24T00:15:00Z", "dateTime", "Minute")) is Relation.CONFLICTS
    assert relate(unzoned, time("2018-03-23", "date")) is Relation.REFINES
    assert relate(unzoned, time("2018-03-23Z", "date")) is Relation.AGREES


@pytest.mark.parametrize(
    ("lexical", "kind", "precision", "approximation", "why"),
    [
        ("2018-06-03T12:59", "dateTime", None, None, "'2018-06-03T12:59' is not an xsd:dateTime."),
        ("3 June 2018", "date", None, None, "'3 June 2018' is not an xsd:date."),
        ("２０１８", "gYear", None, None, "'２０１８' is not an xsd:gYear."),
        ("2018-02-29", "date", None, None, "'2018-02-29' is not an xsd:date: the calendar has no 2018-02-29."),
        ("2018-13", "gYearMonth", None, None, "'2018-13' is not an xsd:gYearMonth: the calendar has no 2018-13-01."),
        ("2018-06-03T24:01:00Z", "dateTime", None, None,
         "'2018-06-03T24:01:00Z' is not an xsd:dateTime: there is no 24:01:00 in a day."),
        ("2018-06-03T23:60:00Z", "dateTime", None, None,
         "'2018-06-03T23:60:00Z' is not an xsd:dateTime: there is no 23:60:00 in a day."),
        ("2018-06-03T24:00:00.5Z", "dateTime", None, None,
         "'2018-06-03T24:00:00.5Z' is not an xsd:dateTime: there is no 24:00:00 in a day."),
        ("2018-06-03+14:30", "date", None, None,
         "'2018-06-03+14:30' is not an xsd:date: there is no time zone +14:30."),
        ("2018-06-03+03:60", "date", None, None,
         "'2018-06-03+03:60' is not an xsd:date: there is no time zone +03:60."),
        ("2018-06-03", "date", "Minute", None, "An xsd:date cannot be as precise as Minute: '2018-06-03'."),
        ("2018-06-03", "date", "day", None,
         "'day' is no precision: use one of Decade, FiscalYear, Year, HalfYear, Quarter, Month, Day, Hour, "
         "Minute, Second, Fraction."),
        ("2019", "gYear", "Quarter", None, "An xsd:gYear cannot be as precise as Quarter: '2019'."),
        ("2019-02", "gYearMonth", "Quarter", None,
         "A Quarter is told by its first month, an xsd:gYearMonth: '2019-02'."),
        ("2019-04", "gYearMonth", "HalfYear", None,
         "A HalfYear is told by its first month, an xsd:gYearMonth: '2019-04'."),
        ("2019-01-01", "date", "HalfYear", None,
         "A HalfYear is told by its first month, an xsd:gYearMonth: '2019-01-01'."),
        ("2019-04-01", "date", "FiscalYear", None,
         "A fiscal year is an xsd:gYear, or the xsd:gYearMonth that it begins in: '2019-04-01'."),
        ("2018-06-03", "date", None, "Roughly",
         "'Roughly' is no approximation: use one of About, AtLeast, LessThan, MoreThan, UpTo."),
    ],
)  # fmt: skip
def test_what_is_no_time_is_told(
    lexical: str, kind: str, precision: str | None, approximation: str | None, why: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        time(lexical, kind, precision, approximation)


@given(st.integers(-3_000_000, 5_000_000))
def test_days_are_numbered_both_ways(days: int) -> None:
    assert day_number(*calendar_day(days)) == days
    assert date_time(days * 86_400).endswith("T00:00:00Z")


def test_decade_covers_its_ten_years() -> None:
    """「21世纪20年代」: the years 2020 to 2029, wherever the clock stands."""
    decade = read("2020", XSD + "gYear", precision="Decade")
    assert isinstance(decade, Time)
    assert (decade.not_before, decade.not_after) == ("2019-12-31T10:00:00Z", "2030-01-01T11:59:59Z")
    assert relate(read("2024", XSD + "gYear"), decade) is Relation.REFINES
    assert relate(read("2031", XSD + "gYear"), decade) is Relation.CONFLICTS
    assert relate(read("2027", XSD + "gYear", precision="Decade"), decade) is Relation.SAME


@pytest.mark.parametrize(
    ("lexical", "kind", "why"),
    [
        ("2018-06-03T25:00:00Z", "dateTime", "there is no 25:00:00 in a day"),
        ("2018-06-03T24:00:01Z", "dateTime", "there is no 24:00:01 in a day"),
        ("2018-06-03T23:00:60Z", "dateTime", "there is no 23:00:60 in a day"),
        ("2018-06-03-14:01", "date", "there is no time zone -14:01"),
    ],
)
def test_moments_that_no_day_has(lexical: str, kind: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(repr(lexical))} is not an xsd:{kind}: {why}\\.$"):
        time(lexical, kind)


def test_end_of_a_day_is_the_beginning_of_the_next() -> None:
    midnight = time("2018-06-04T00:00:00.0Z", "dateTime")
    assert time("2018-06-03T24:00:00.0Z", "dateTime") == midnight
    assert time("2018-06-03T23:59:59Z", "dateTime").not_after == "2018-06-03T23:59:59Z"


@pytest.mark.parametrize(
    ("lexical", "utc"),
    [
        ("2018-06-03T15:39:00+03:00", "2018-06-03T12:39:00Z"),
        ("2017-12-31T21:30:59.50-05:30", "2018-01-01T03:00:59.50Z"),
        ("2018-06-03T12:39:01.127Z", "2018-06-03T12:39:01.127Z"),
        ("2018-06-03T12:39:00+05:59", "2018-06-03T06:40:00Z"),
        ("2018-06-03T12:39:00-14:00", "2018-06-04T02:39:00Z"),
        (" 2018-06-03T12:39:00Z ", "2018-06-03T12:39:00Z"),
        ("2018-06-03T12:39:00.5", "2018-06-03T12:39:00.5"),
    ],
)
def test_in_utc(lexical: str, utc: str) -> None:
    assert in_utc(lexical) == utc


def test_only_clock_times_are_told_in_utc() -> None:
    with pytest.raises(ValueError, match=r"^'2018-06-03Z' is not an xsd:dateTime\.$"):
        in_utc("2018-06-03Z")


@pytest.mark.parametrize(
    ("lexical", "fields"),
    [
        ("2017", (2017,)),
        ("2017-05Z", (2017, 5)),
        ("2017-05-31+14:00", (2017, 5, 31)),
        ("2017-12-17T23:21:01.127-05:00", (2017, 12, 17)),
        ("2017-12-31T24:00:00Z", (2018, 1, 1)),
        (" -0044-03-15 ", (-44, 3, 15)),
    ],
)
def test_calendar_of_a_time(lexical: str, fields: tuple[int, ...]) -> None:
    assert calendar(lexical) == fields


@pytest.mark.parametrize("lexical", ["2017-13", "2017-02-30", "2017-02-30T00:00:00Z", "soon", ""])
def test_what_has_no_calendar(lexical: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(repr(lexical))} is n"):
        calendar(lexical)


@pytest.mark.parametrize(
    ("seconds", "lexical"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (3599, "1970-01-01T00:59:59Z"),
        (86_399, "1970-01-01T23:59:59Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (-62_167_219_200, "0000-01-01T00:00:00Z"),
        (-62_167_219_201, "-0001-12-31T23:59:59Z"),
    ],
)
def test_seconds_as_a_date_and_time(seconds: int, lexical: str) -> None:
    assert date_time(seconds) == lexical


def test_about_a_decade() -> None:
    about = read("2020Z", XSD + "gYear", precision="Decade", approximation="About")
    assert isinstance(about, Time)
    assert (about.not_before, about.not_after) == ("2010-01-01T00:00:00Z", "2039-12-31T23:59:59Z")


def test_times_shorter_than_a_quarter_hour_have_quarters_where_the_zone_is_unknown() -> None:
    assert time("2018-06-03T11:45:00", "dateTime", "Minute").quarters
    assert not time("2018-06-03T11:45:00Z", "dateTime", "Minute").quarters
    assert not time("2018-06-03T11:00:00", "dateTime", "Hour").quarters
    assert not time("2018-06-03T11:45:00", "dateTime", "Minute", "AtLeast").quarters


def test_fields_left_out_are_the_first_of_their_kind() -> None:
    year = times.time(2018, precision="Second", offset=0)
    assert (year.not_before, year.not_after) == ("2018-01-01T00:00:00Z", "2018-01-01T00:00:00Z")
    assert times.time(2018, 6, precision="Hour", offset=0).not_after == "2018-06-01T00:59:59Z"
