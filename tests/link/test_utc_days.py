"""A day of Wikidata is a day in UTC: given only where the whole range that we know lies in one."""

from calendar import monthrange

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spaceflight_graph.link import days
from spaceflight_graph.link.statement import Time
from spaceflight_graph.values.days import date_time
from spaceflight_graph.values.times import read_time

TIMES = {
    "a minute": ("2018-06-03T12:39:00Z", "dateTime", "+2018-06-03T00:00:00Z", 11),
    "the evening in Moscow is the same day": ("2017-12-17T23:59:00+03:00", "dateTime", "+2017-12-17T00:00:00Z", 11),
    "the night in Moscow is the day before": ("2017-12-17T02:59:00+03:00", "dateTime", "+2017-12-16T00:00:00Z", 11),
    "a day in UTC": ("2017-09-12Z", "date", "+2017-09-12T00:00:00Z", 11),
    "a day in Moscow is of two": ("2017-09-13+03:00", "date", "+2017-09-00T00:00:00Z", 10),
    "a day without a zone is of three": ("2017-09-13", "date", "+2017-09-00T00:00:00Z", 10),
    "the first of a month without a zone is of two months": ("2017-09-01", "date", "+2017-00-00T00:00:00Z", 9),
    "the last of a month, too": ("2017-09-30", "date", "+2017-00-00T00:00:00Z", 9),
    "the second is not": ("2017-09-02", "date", "+2017-09-00T00:00:00Z", 10),
    "New Year's Day without a zone is of two years": ("2017-01-01", "date", None, 0),
    "New Year's Eve in UTC is of one": ("2017-12-31Z", "date", "+2017-12-31T00:00:00Z", 11),
    "a month in UTC": ("2017-12Z", "gYearMonth", "+2017-12-00T00:00:00Z", 10),
    "a month without a zone": ("2017-11", "gYearMonth", "+2017-00-00T00:00:00Z", 9),
    "the last month of a year without a zone": ("2017-12", "gYearMonth", None, 0),
    "a year in UTC": ("1977Z", "gYear", "+1977-00-00T00:00:00Z", 9),
    "a year without a zone": ("1977", "gYear", None, 0),
    "a year before ours": ("-0043-03-15Z", "date", "-0043-03-15T00:00:00Z", 11),
}


@pytest.mark.parametrize(("told", "kind", "time", "precision"), TIMES.values(), ids=TIMES)
def test_finest_that_the_range_lies_in(told: str, kind: str, time: str | None, precision: int) -> None:
    read = read_time(told, kind, None, None)
    assert read.not_before
    assert read.not_after
    assert days.of_range(read.not_before, read.not_after) == (Time(time, precision) if time else None)


@given(st.integers(-(10**9), 4 * 10**9), st.integers(0, 10**8))
def test_the_range_never_reaches_out_of_what_is_given(first: int, length: int) -> None:
    found = days.of_range(date_time(first), date_time(first + length))
    if found is None:
        assert date_time(first)[:4] != date_time(first + length)[:4]
        return
    year, month, day = (int(part) for part in found.time[1:11].split("-"))
    last_month = month or 12
    low = f"{year:04}-{month or 1:02}-{day or 1:02}T00:00:00Z"
    high = f"{year:04}-{last_month:02}-{day or monthrange(year, last_month)[1]:02}T23:59:59Z"
    assert low <= date_time(first) <= date_time(first + length) <= high
    assert (found.precision, bool(month), bool(day)) in {(9, False, False), (10, True, False), (11, True, True)}
