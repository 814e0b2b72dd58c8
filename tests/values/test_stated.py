"""Values in the words of the pages: read to the last letter, or not at all."""

from datetime import date
from fractions import Fraction

import pytest

from spaceflight_graph.values import Value, read, stated_duration, stated_number, stated_time
from spaceflight_graph.values.durations import decimal_months

XSD = "http://www.w3.org/2001/XMLSchema#"
DAY = date(2017, 12, 17)


def moment(lexical: str, precision: str | None = None, approximation: str | None = None) -> Value:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(lexical.removesuffix("Z")), "dateTime")
    return read(lexical, XSD + kind, precision=precision, approximation=approximation)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2017 Dec. 17, 10:21:01.127 Moscow Time", moment("2017-12-17T07:21:01.127Z")),
        ("Dec. 17, 2017, at 10:21:01.127 Moscow Time (2:21 a.m. EST)", moment("2017-12-17T07:21:01.127Z")),
        ("2:21 a.m. EST", moment("2017-12-17T07:21:00Z", "Minute")),
        ("17. Dezember 2017, 07:21 UTC", moment("2017-12-17T07:21:00Z", "Minute")),
        ("2018年6月3日 12:59 UTC", moment("2018-06-03T12:59:00Z", "Minute")),
        ("2017年12月17日7时21分", moment("2017-12-17T07:21:00", "Minute")),
        ("2017年12月17日7时21分（UTC）", moment("2017-12-17T07:21:00Z", "Minute")),
        ("12月19日8时39分", moment("2017-12-19T08:39:00", "Minute")),
        ("7时21分05秒", moment("2017-12-17T07:21:05")),
        ("北京时间15时", moment("2017-12-17T07:00:00Z", "Hour")),
        ("June 1, 2018, at 2:25 p.m. EDT (21:25 Moscow Time)", moment("2018-06-01T18:25:00Z", "Minute")),
        ("2:48 p.m. (CDT) on April 8", moment("2017-04-08T19:48:00Z", "Minute")),
        ("2:21 a.m. Eastern Time (1:21 p.m. Baikonur time)", moment("2017-12-17T07:21:00Z", "Minute")),
        ("17 December 2017, at 07:21 UTC (13:21 local time)", moment("2017-12-17T07:21:00Z", "Minute")),
        ("09:02 a.m. Moscow Time (2:02 a.m. EDT)", moment("2017-12-17T06:02:00Z", "Minute")),
        ("12:05 a.m. UTC", moment("2017-12-17T00:05:00Z", "Minute")),
        ("12:05 p.m. UTC", moment("2017-12-17T12:05:00Z", "Minute")),
        ("24:00 UTC", moment("2017-12-18T00:00:00Z", "Minute")),
        ("24:00 Moscow Time", moment("2017-12-17T21:00:00Z", "Minute")),
        ("12 a.m. UTC", moment("2017-12-17T00:00:00Z", "Hour")),
        ("12 p.m. UTC", moment("2017-12-17T12:00:00Z", "Hour")),
        ("13 p.m. UTC", None),
        ("20:60 UTC", None),
        ("8 p.m. EDT", moment("2017-12-18T00:00:00Z", "Hour")),
        ("3. Juni 2018 um 09:16 UTC", moment("2018-06-03T09:16:00Z", "Minute")),
        ("about 14:47 Moscow Time", moment("2017-12-17T11:47:00Z", "Minute", "About")),
        ("Sunday, June 3, 2018", moment("2018-06-03")),
        ("Dec. 27", moment("2017-12-27")),
        ("Nov. 30, 2017", moment("2017-11-30")),
        ("Dec 17 2017", moment("2017-12-17")),
        ("11 October 2018", moment("2018-10-11")),
        ("27. Dezember 2017", moment("2017-12-27")),
        ("1月3日", moment("2017-01-03")),
        ("1 月 18 日", moment("2017-01-18")),
        ("19日", moment("2017-12-19")),
        ("October 2, 2019", moment("2019-10-02")),
        ("2018 June 3", moment("2018-06-03")),
        ("April 2018", moment("2018-04")),
        ("2018年3月", moment("2018-03")),
        ("2021年底", None),
        ("2014", moment("2014")),
        ("2024 年前后", moment("2024", None, "About")),
        ("2019年", moment("2019")),
        ("2018-03-23T20:40", moment("2018-03-23T20:40:00", "Minute")),
        ("2018-03-23T20:40Z", moment("2018-03-23T20:40:00Z", "Minute")),
        ("2018-03-23T20:40:05-05:00", moment("2018-03-24T01:40:05Z")),
        ("10:21 UTC+3", moment("2017-12-17T07:21:00Z", "Minute")),
        ("July 29, 00:54 Moscow Time", moment("2017-07-28T21:54:00Z", "Minute")),
        ("2018/06", moment("2018-06")),
        ("2018/06/03", moment("2018-06-03")),
        # zones
        ("12:00 PDT", moment("2017-12-17T19:00:00Z", "Minute")),
        ("7 p.m. PT", moment("2017-12-18T03:00:00Z", "Hour")),
        ("7 p.m. Pacific", moment("2017-12-18T03:00:00Z", "Hour")),
        ("4:47 a.m. CDT", moment("2017-12-17T09:47:00Z", "Minute")),
        ("1:28 a.m. CST March 5", moment("2017-03-05T07:28:00Z", "Minute")),
        ("9:30 a.m. EDT Tuesday, March 19", moment("2017-03-19T13:30:00Z", "Minute")),
        ("2 p.m. JST", moment("2017-12-17T05:00:00Z", "Hour")),
        ("12:00 Uhr MESZ", moment("2017-12-17T10:00:00Z", "Minute")),
        ("12:00 Central European Time", moment("2017-12-17T11:00:00Z", "Minute")),
        ("UTC时间6月13日8点11分", moment("2017-06-13T08:11:00Z", "Minute")),
        ("北京时间6月18日", read("2017-06-18+08:00", XSD + "date")),
        ("21:10:04.988（UTC+8）", moment("2017-12-17T13:10:04.988Z")),
        ("2008年9月25日<br />21:10:04（[[UTC|UTC]][[UTC+8|+8]]）", moment("2008-09-25T13:10:04Z")),
        ("21时10分04秒988毫秒", moment("2017-12-17T21:10:04.988")),
        ("25 September 2019, 19:42:40&nbsp;[[Coordinated Universal Time|UTC]]", moment("2019-09-25T19:42:40Z")),
        ("12:00 UTC + 8", moment("2017-12-17T04:00:00Z", "Minute")),
        ("12:00 GMT+0800", moment("2017-12-17T04:00:00Z", "Minute")),
        ("12:00 IST", None),
        ("3月5日 1:28 CST", None),
        ("3月5日 1:28 CDT", moment("2017-03-05T06:28:00Z", "Minute")),
        ("12:00 XYZ", None),
        # what is more than one time, or less
        ("15:40:33 or 15:39:53 Moscow Time", None),
        ("end of May 2018", None),
        ("morning of December 17", None),
        ("31. Februar 2018", None),
        ("25:10 UTC", None),
        ("13:21 p.m. EST", None),
        ("2018-03-23T20:40Z UTC", None),
        ("UTC 2018-03-23T20:40Z", None),
        ("June 2018, 14:47 UTC", None),
        ("12:15 UTC (see below) or so", None),
        ("168 days", None),
        ("", None),
    ],
)
def test_a_time_as_stated(text: str, value: Value | None) -> None:
    assert stated_time(text, day=DAY) == value


@pytest.mark.parametrize("text", ["Dec. 27", "12月", "1月3日", "19日", "2:21 a.m. EST", "May"])
def test_what_is_left_out_is_not_guessed(text: str) -> None:
    assert stated_time(text) is None
    assert stated_time(text, day=DAY) is not None


def test_a_day_without_its_month_is_not_guessed() -> None:
    assert stated_time("2017年19日") is None


def duration(lexical: str, approximation: str | None = None) -> Value:
    return read(lexical, XSD + "duration", approximation=approximation)


def number(lexical: str, unit: str | None, approximation: str | None = None) -> Value:
    kind = "double" if "E" in lexical else "decimal" if "." in lexical else "integer"
    return read(lexical, XSD + kind, unit=unit, approximation=approximation)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("168d 5h 18min", duration("P168DT5H18M")),
        ("168天5时18分", duration("P168DT5H18M")),
        ("166d 0h 37min", duration("P166DT0H37M")),
        ("6小时35分钟", duration("PT6H35M")),
        ("7 小时 34 分", duration("PT7H34M")),
        ("6 小时零 5 分", duration("PT6H5M")),
        ("6 hours and 35 minutes", duration("PT6H35M")),
        ("10 days, 22 hrs, 13 mins, 5 secs", duration("P10DT22H13M5S")),
        ("168 days", duration("P168D")),
        ("139 个昼夜", duration("P139D")),
        ("4-minute, 40-second", duration("PT4M40S")),
        ("8 分 48 秒", duration("PT8M48S")),
        ("173 天", duration("P173D")),
        ("45小时", duration("PT45H")),
        ("约 596 秒", duration("PT596S", "About")),
        ("约10分钟", duration("PT10M", "About")),
        ("三天后", duration("P3D")),
        ("6 个小时", duration("PT6H")),
        ("为期 5 天", duration("P5D")),
        ("约 596 秒后", duration("PT596S", "About")),
        ("40 seconds later", duration("PT40S")),
        ("three days", duration("P3D")),
        ("两天", duration("P2D")),
        ("five months", duration("P5M")),
        ("4 个月", duration("P4M")),
        ("37年", duration("P37Y")),
        ("1 year 2 months", duration("P1Y2M")),
        ("1 month 3 days", duration("P1M3D")),
        ("slightly less than two minutes", duration("PT2M", "LessThan")),
        ("2 weeks", number("2", "WK")),
        ("4.8 minutes", number("4.8", "MIN")),
        ("3,5 Stunden", number("3.5", "HR")),
        ("5.5-month", decimal_months(55, Fraction(1, 10), 1)),
        ("5.5 months", decimal_months(55, Fraction(1, 10), 1)),
        ("1.25 years", decimal_months(125, Fraction(1, 100), 12)),
        ("about 5.5 months", None),
        ("1.5 years 2 days", None),
        ("1 year 2.5 months", None),
        ("5 ½ months", None),
        ("59&nbsp;days, 11&nbsp;hours", duration("P59DT11H")),
        ("2~3年", None),
        ("4 minutes 4 hours", None),
        ("4.5 hours 3 minutes", None),
        ("2.5 ½ Stunden", None),
        ("6 hours,", None),
        ("二十天", None),
        ("168", None),
        ("约", None),
        ("", None),
    ],
)
def test_a_duration_as_stated(text: str, value: Value | None) -> None:
    assert stated_duration(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("~7,220 kilograms", number("7220", "KiloGM", "About")),
        ("254.4 kilometers", number("254.4", "KiloM")),
        ("7,220.125 kg", number("7220.125", "KiloGM")),
        ("7 220 kg", number("7220", "KiloGM")),
        ("7\u202f220,125 kg", number("7220.125", "KiloGM")),
        ("7'220 kg", number("7220", "KiloGM")),
        ("7’220.5 kg", number("7220.5", "KiloGM")),
        ("7.220,5 kg", number("7220.5", "KiloGM")),
        ("84.345.678 km", number("84345678", "KiloM")),
        ("7.220 kg", number("7.220", "KiloGM")),
        ("7 22 kg", None),
        ("7 2200 kg", None),
        ("7.220.5 kg", None),
        ("7.220.5000 kg", None),
        ("7 220'125 kg", None),
        ("7220 125 kg", None),
        ("215 nautical miles", number("215", "MI_N")),
        ("1 200 ft", number("1200", "FT")),
        ("7.8 km/s", number("7.8", "KiloM-PER-SEC")),
        ("28 000 km/h", number("28000", "KiloM-PER-HR")),
        ("2 metric tons", number("2", "TONNE")),
        ("156 km", number("156", "KiloM")),
        ("约3500千克", number("3500", "KiloGM", "About")),
        ("重约 3459 千克", None),
        ("2.5 吨", number("2.5", "TONNE")),
        ("约 2.5 吨", number("2.5", "TONNE", "About")),
        ("51.66 degrees", number("51.66", "DEG")),
        ("51,6°", number("51.6", "DEG")),
        ("700 米", number("700", "M")),
        ("-5 m", number("-5", "M")),
        ("650 万千米", number("650E4", "KiloM")),
        ("1000 万英镑", number("1000E4", "GBP")),
        ("195亿美元", number("195E8", "USD")),
        ("$19.5 billion", number("19.5E9", "USD")),
        ("可达2400千克", number("2400", "KiloGM", "UpTo")),
        ("at least 20 people", number("20", None, "AtLeast")),
        ("790 多家", number("790", None, "MoreThan")),
        ("逾 4000 名", number("4000", None, "MoreThan")),
        ("第136次", number("136", None)),
        ("第 13", number("13", None)),
        ("159th", number("159", None)),
        ("20 thousand people", number("20E3", None)),
        ("2.5 million km", number("2.5E6", "KiloM")),
        ("3 Millionen Grad", number("3E6", "DEG")),
        ("6,2 Mio. km", number("6.2E6", "KiloM")),
        ("3", number("3", None)),
        ("six", number("6", None)),
        ("88.74 minutes", number("88.74", "MIN")),
        ("500 秒", duration("PT500S")),
        ("10 kg 左右", number("10", "KiloGM", "About")),
        ("156 km SÖ von Schesqasghan", None),
        ("6~8名", None),
        ("12 Mi-8 helicopters", None),
        ("2½ t", None),
        ("2¼ t", None),
        ("$5 euros", None),
        ("约 790 多家", None),
        ("No. 737", None),
        ("", None),
    ],
)
def test_a_number_as_stated(text: str, value: Value | None) -> None:
    assert stated_number(text) == value


def test_three_and_a_half_is_known_to_the_half() -> None:
    value = stated_duration("3 ½ Stunden")
    assert value is not None
    assert [end / 60_000_000 for end in (value.low, value.stated_low, value.high)] == [195, 210, 240]


@pytest.mark.parametrize(
    ("text", "minutes"), [("½ h", (30, 60)), ("¼ h", (15, 30)), ("¾ h", (45, 60)), ("2 ¼ h", (135, 150))]
)
def test_parts_of_an_hour(text: str, minutes: tuple[int, int]) -> None:
    """A quarter of an hour is known to the quarter."""
    value = stated_duration(text)
    assert value is not None
    assert (value.stated_low / 60_000_000, value.stated_high / 60_000_000) == minutes
