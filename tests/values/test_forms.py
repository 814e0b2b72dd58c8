"""A page's words in the normal form of a claim: what is written denotes what is read, or nothing is written."""

from datetime import date

import pytest

from spaceflight_graph.values import Form, duration_form, number_form, time_form


@pytest.mark.parametrize(
    ("words", "lexical", "datatype", "precision"),
    [
        ("2017 Dec. 17, 10:21:01.127 Moscow Time", "2017-12-17T10:21:01.127+03:00", "dateTime", "Fraction"),
        ("3. Juni 2018, 12:39 UTC", "2018-06-03T12:39:00Z", "dateTime", "Minute"),
        ("2:21 a.m. EST on Dec. 17, 2017", "2017-12-17T02:21:00-05:00", "dateTime", "Minute"),
        ("2008年9月25日 21:10:04.988 (UTC+8)", "2008-09-25T21:10:04.988+08:00", "dateTime", "Fraction"),
        ("14 October 2020, 05:45:04", "2020-10-14T05:45:04", "dateTime", "Second"),
        ("2018年6月3日", "2018-06-03", "date", "Day"),
        ("2018-06-03T12:59:00Z", "2018-06-03T12:59:00Z", "dateTime", "Second"),
        ("Juni 2018", "2018-06", "gYearMonth", "Month"),
        ("second quarter of 2019", "2019-04", "gYearMonth", "Quarter"),
        ("2019", "2019", "gYear", "Year"),
        ("2020年代", "2020", "gYear", "Decade"),
        ("FY2019", "2019", "gYear", "FiscalYear"),
        ("17.11.2016", "2016-11-17", "date", "Day"),
        ("1957 Oct  4 1928:34", "1957-10-04T19:28:34", "dateTime", "Second"),
        ("1961 Apr 12 0607", "1961-04-12T06:07:00", "dateTime", "Minute"),
        ("3.06.2018, 12:39 UTC", "2018-06-03T12:39:00Z", "dateTime", "Minute"),
        ("2013年6月11日17時38分02.666秒", "2013-06-11T17:38:02.666", "dateTime", "Fraction"),
    ],
)
def test_times_keep_zone_and_precision(words: str, lexical: str, datatype: str, precision: str) -> None:
    assert time_form(words) == Form(lexical, datatype, precision)


@pytest.mark.parametrize(
    ("words", "lexical", "precision"),
    [
        ("1991 Dec 28 1200?", "1991-12-28T12:00:00", "Minute"),
        ("2003 Jul 11?", "2003-07-11", "Day"),
        ("2009 Mar?", "2009-03", "Month"),
    ],
)
def test_a_mark_of_doubt_is_about(words: str, lexical: str, precision: str) -> None:
    form = time_form(words)
    assert form
    assert (form.lexical, form.precision, form.approximation) == (lexical, precision, "About")


@pytest.mark.parametrize("words", ["1961 Apr 12 2507", "1961 Apr 31 0607", "12 Apr 1961 0607", "1961 Apr 12 607"])
def test_what_is_no_minute_of_a_log_is_not_read(words: str) -> None:
    assert time_form(words) is None


def test_a_time_takes_what_the_page_has_told_before() -> None:
    day = date(2018, 6, 3)
    assert time_form("12:15", day=day, zone="Moscow Time") == Form("2018-06-03T12:15:00+03:00", "dateTime", "Minute")
    assert time_form("12:15") is None
    assert time_form("June 4", day=day, zone="UTC") == Form("2018-06-04", "date", "Day")  # a day is of no zone


def test_a_window_has_both_ends() -> None:
    form = time_form("12:15-12:17 Moscow Time", day=date(2018, 6, 3))
    assert form == Form("2018-06-03T12:15:00+03:00", "dateTime", "Minute", window_end="2018-06-03T12:17:00+03:00")


@pytest.mark.parametrize(
    "words",
    ["31 April 2018", "31.04.2018", "1.17.11.2016", "25:00 on 3 June 2018", "soon", "", "30 February 2020, 12:00 UTC"],
)
def test_what_is_no_time_is_not_written(words: str) -> None:
    assert time_form(words) is None


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("168d 5h 18min", Form("P168DT5H18M", "dayTimeDuration")),
        ("59 days, 11 hours, 09 minutes, 01 seconds", Form("P59DT11H9M1S", "dayTimeDuration")),
        ("8.7 minutes", Form("PT8M42S", "dayTimeDuration", "TenthOfMinute")),
        ("528.3 seconds", Form("PT528.3S", "dayTimeDuration")),
        ("189d 19h 52m 31s", Form("P189DT19H52M31S", "dayTimeDuration")),
        ("5天4小時33分鐘", Form("P5DT4H33M", "dayTimeDuration")),
        ("5 months", Form("P5M", "yearMonthDuration")),
        ("1 year 3 days", Form("P1Y3D", "duration")),
        ("about 3 hours", Form("PT3H", "dayTimeDuration", None, "About")),
        ("two weeks", None),
        ("2.5 hours", None),
        ("5.5 months", None),
        ("long", None),
    ],
)
def test_durations(words: str, form: Form | None) -> None:
    assert duration_form(words) == form


@pytest.mark.parametrize(
    ("words", "unit", "form"),
    [
        ("~7,220 kilograms", None, Form("7220", "integer", None, "About", "KiloGM")),
        ("约7.22吨", None, Form("7.22", "decimal", None, "About", "TONNE")),
        ("51.64°", None, Form("51.64", "decimal", None, None, "DEG")),
        ("-0.05 km", None, Form("-0.05", "decimal", None, None, "KiloM")),
        ("195亿美元", None, Form("19500000000", "integer", None, None, "USD")),
        ("第136次", None, Form("136", "integer")),
        ("3,280", None, Form("3280", "integer")),
        ("416", "KiloM", Form("416", "integer", None, None, "KiloM")),
        ("2 ½ t", None, None),
        ("many", None, None),
    ],
)
def test_numbers_keep_their_digits(words: str, unit: str | None, form: Form | None) -> None:
    assert number_form(words, unit=unit) == form


def test_a_unit_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="'PARROTS' is no known unit"):
        number_form("3", unit="PARROTS")
