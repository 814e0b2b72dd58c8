"""Windows, and stretches of the calendar, in the words of pages."""

from datetime import date

import pytest

from spaceflight_graph.values import Value, read, stated_time
from spaceflight_graph.values.stated_dates import Words, dated

XSD = "http://www.w3.org/2001/XMLSchema#"
DAY = date(2017, 12, 17)


def span(begin: str, end: str | None = None, precision: str | None = None, approximation: str | None = None) -> Value:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(begin.removesuffix("Z")), "dateTime")
    return read(begin, XSD + kind, precision=precision, approximation=approximation, window_end=end)


def minutes(begin: str, end: str, approximation: str | None = None) -> Value:
    return span(f"2017-12-17T{begin}:00Z", f"2017-12-17T{end}:00Z", "Minute", approximation)


DECADE, FISCAL = span("2020", None, "Decade"), span("2019", None, "FiscalYear")
FIRST, LAST = span("2019-01", None, "Quarter"), span("2019-10", None, "Quarter")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12:15-12:17 Moscow Time", minutes("09:15", "09:17")),
        ("12:15–12:17 (UTC)", minutes("12:15", "12:17")),
        ("12:15 UTC - 12:17", minutes("12:15", "12:17")),
        ("11:15 UTC - 11:30", minutes("11:15", "11:30")),
        ("about 12:15-12:17 UTC", minutes("12:15", "12:17", "About")),
        ("12:15 to 12:17", span("2017-12-17T12:15:00", "2017-12-17T12:17:00", "Minute")),
        ("12时15分至12时17分（UTC）", minutes("12:15", "12:17")),
        ("June 3, 12:15-12:17 UTC", span("2017-06-03T12:15:00Z", "2017-06-03T12:17:00Z", "Minute")),
        ("3 June, 23:55 UTC to 4 June, 00:05 UTC", span("2017-06-03T23:55:00Z", "2017-06-04T00:05:00Z", "Minute")),
        ("10:30-11:00 a.m. EST", minutes("15:30", "16:00")),
        ("10-11 a.m. EST", span("2017-12-17T15:00:00Z", "2017-12-17T16:00:00Z", "Hour")),
        ("2024—2025 年", span("2024", "2025")),
        ("2017—2018年", span("2017", "2018")),
        ("2018-2019", span("2018", "2019")),
        ("2030 年至 2033 年", span("2030", "2033")),
        ("从2030年到2033年", span("2030", "2033")),
        ("from 2030 to 2033", span("2030", "2033")),
        ("von 2030 bis 2033", span("2030", "2033")),
        ("between 2030 and 2033", span("2030", "2033")),
        ("zwischen 2030 und 2033", span("2030", "2033")),
        ("3-5 May 2019", span("2019-05-03", "2019-05-05")),
        ("May 3-5, 2019", span("2019-05-03", "2019-05-05")),
        ("May 3rd to 5th, 2019", span("2019-05-03", "2019-05-05")),
        ("3. bis 5. Mai 2019", span("2019-05-03", "2019-05-05")),
        ("3-5 May", span("2017-05-03", "2017-05-05")),
        ("May 30 to June 2, 2019", span("2019-05-30", "2019-06-02")),
        ("6月5日—6月9日", span("2017-06-05", "2017-06-09")),
        ("2017年6月5日至9日", span("2017-06-05", "2017-06-09")),
        ("between May 16 and 23, 2010", span("2010-05-16", "2010-05-23")),
        ("from June 8, 2018, to April 17, 2020", span("2018-06-08", "2020-04-17")),
        ("between October 2019 and January 2020", span("2019-10", "2020-01")),
        ("March to August 2001", span("2001-03", "2001-08")),
        ("2018-06-03-2018-06-05", span("2018-06-03", "2018-06-05")),
        ("21 世纪 20 年代至 30 年代", span("2020", "2030", "Decade")),
        ("2020s-30s", span("2020", "2030", "Decade")),
        ("2000s-10s", span("2000", "2010", "Decade")),
        ("2080s to 90s", span("2080", "2090", "Decade")),
        ("2020er bis 2030er Jahre", span("2020", "2030", "Decade")),
        ("Q1-Q2 2019", span("2019-01", "2019-04", "Quarter")),
        ("FY2018-FY2019", span("2018", "2019", "FiscalYear")),
        # no window, or nobody knows which
        ("15:40:33 or 15:39:53 Moscow Time", None),
        ("12:15 and 12:17 UTC", None),
        ("23:55-00:05 UTC", None),
        ("10:30 p.m. to 11:00", None),
        ("12:17-12:15 UTC", None),
        ("2018-18", None),
        ("2019-05", None),
        ("3-5", None),
        ("12:15 - May 3", None),
        ("12:15, 3 p.m.", None),
        ("10 to 12:15 UTC", None),
        ("2018-2019-2020", None),
        ("30-31 February 2019", None),
    ],
)
def test_a_window_as_stated(text: str, value: Value | None) -> None:
    assert stated_time(text, day=DAY) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2020s", DECADE),
        ("the 2020s", DECADE),
        ("2020年代", DECADE),
        ("2020 年代", DECADE),
        ("21 世纪 20 年代", DECADE),
        ("21世纪20年代", DECADE),
        ("20世纪60年代", span("1960", None, "Decade")),
        ("2020er Jahre", DECADE),
        ("in den 2020er Jahren", DECADE),
        ("2020er", DECADE),
        ("about 2020s", span("2020", None, "Decade", "About")),
        ("early 1970s", None),
        ("20年代", None),
        ("2020sx", None),
        ("2019年度", FISCAL),
        ("2019 年度", FISCAL),
        ("2019财年", FISCAL),
        ("2019 财年", FISCAL),
        ("2019会计年度", FISCAL),
        ("FY2019", FISCAL),
        ("FY 2019", FISCAL),
        ("fiscal year 2019", FISCAL),
        ("Fiscal 2019", FISCAL),
        ("Haushaltsjahr 2019", FISCAL),
        ("FY19", None),
        ("Q1 2019", FIRST),
        ("Q1/2019", FIRST),
        ("2019 Q1", FIRST),
        ("2019-Q1", FIRST),
        ("first quarter of 2019", FIRST),
        ("the fourth quarter of 2019", LAST),
        ("4th quarter 2019", LAST),
        ("1. Quartal 2019", FIRST),
        ("im ersten Quartal 2019", FIRST),
        ("im vierten Quartal des Jahres 2019", LAST),
        ("2019年第一季度", FIRST),
        ("2019 年第 1 季度", FIRST),
        ("2019年四季度", LAST),
        ("第四季度", span("2017-10", None, "Quarter")),
        ("Q5 2019", None),
        ("quarter of 2019", None),
        ("first half of 2019", span("2019-01", None, "HalfYear")),
        ("second half of 2019", span("2019-07", None, "HalfYear")),
        ("H2 2019", span("2019-07", None, "HalfYear")),
        ("2019 H1", span("2019-01", None, "HalfYear")),
        ("2019年上半年", span("2019-01", None, "HalfYear")),
        ("2019年下半年", span("2019-07", None, "HalfYear")),
        ("erste Hälfte 2019", span("2019-01", None, "HalfYear")),
        ("zweites Halbjahr 2019", span("2019-07", None, "HalfYear")),
        ("second half of May 2019", None),
        ("fourth half of 2019", None),
        ("12:00 UTC, Q1 2019", None),
    ],
)
def test_a_stretch_of_the_calendar_as_stated(text: str, value: Value | None) -> None:
    assert stated_time(text, day=DAY) == value


@pytest.mark.parametrize("text", ["Q1", "下半年", "second half", "3-5 May", "12:15-12:17 UTC"])
def test_a_year_that_is_left_out_is_not_guessed(text: str) -> None:
    assert stated_time(text) is None
    assert stated_time(text, day=DAY) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("q2 2019", Words(2019, 4, 0, "Quarter")),
        ("second half of 2019", Words(2019, 7, 0, "HalfYear")),
        ("fy2019", Words(2019, 0, 0, "FiscalYear")),
        ("2019", Words(2019, 0, 0, "")),
        ("2018-06-03", Words(2018, 6, 3, "")),
        ("whenever", Words(0, 0, 0, "")),
    ],
)
def test_what_the_words_leave_out_is_nothing(text: str, words: Words) -> None:
    assert dated(text)[1] == words
    assert Words() == Words(0, 0, 0, "")
