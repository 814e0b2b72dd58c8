"""Values of claims against their own words."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.own_words import Verdict, verdict
from spaceflight_graph.namespaces import SF, XSD, expand

FITS, SAYS_MORE, CONTRADICTS, NOT_READ, NAMES = Verdict


def claim(
    value: str,
    precision: str | None = None,
    end: str | None = None,
    kind: NamedNode = XSD.dateTime,
    unit: str = "",
    approximation: str | None = None,
) -> Claim:
    return Claim(
        expand("claim:a"),
        expand("id:x"),
        SF.time,
        Literal(value, datatype=kind),
        expand("doc:d"),
        7,
        unit=expand(unit) if unit else None,
        precision=precision,
        approximation=approximation,
        window_end=Literal(end, datatype=kind) if end else None,
    )


NOON = claim("2018-06-03T12:00:00-07:00", "Minute")
WRONG = claim("2018-06-03T12:00:00-04:00", "Minute")
WINDOW = "2018-06-03T12:15:00+03:00", "Minute"
WORDS = "12:15-12:17 Moscow Time"


@pytest.mark.parametrize(
    ("told", "stated", "expected"),
    [
        (NOON, "12:00 PDT", FITS),
        (WRONG, "12:00 PDT", CONTRADICTS),  # three hours off
        (WRONG, "12:00 EDT", FITS),
        (WRONG, "12:00 IST", NOT_READ),  # whose? and so nobody says that it fits
        (WRONG, "12:00 XYZ", NOT_READ),
        (claim(*WINDOW, "2018-06-03T12:17:00+03:00"), WORDS, FITS),
        (claim(*WINDOW, "2018-06-03T12:16:00+03:00"), WORDS, SAYS_MORE),
        (claim("2018-06-03T12:16:00+03:00", "Minute", "2018-06-03T12:17:00+03:00"), WORDS, SAYS_MORE),
        (claim("2018-06-03T12:16:00+03:00", "Minute"), WORDS, SAYS_MORE),
        (claim("2018-06-03T12:17:00+03:00", "Minute"), WORDS, FITS),  # the end of what lasts
        (claim("2018-06-03T12:15:00+03:00", "Second"), WORDS, SAYS_MORE),
        (claim(*WINDOW, "2018-06-03T12:27:00+03:00"), WORDS, CONTRADICTS),
        (claim("2018-06-03T12:05:00+03:00", "Minute", "2018-06-03T12:17:00+03:00"), WORDS, CONTRADICTS),
        (claim(*WINDOW), WORDS, FITS),
        (claim("2018-06-03T12:25:00+03:00", "Minute"), WORDS, CONTRADICTS),
        # words without a zone are told in the zone of the value, or both in one that nobody tells
        (claim("2018-06-03T12:15:00+03:00", "Minute"), "12:15", FITS),
        (claim("2018-06-03T12:30:00+03:00", "Minute"), "12:15", CONTRADICTS),
        (claim("2018-06-03T12:15:00Z", "Minute"), "12:15", FITS),
        (claim("2018-06-03T12:15:00", "Minute"), "12:15", FITS),
        (claim("2018-06-03T12:30:00", "Minute"), "12:15", CONTRADICTS),
        (claim("2018-06-03T12:15:00", "Minute"), "12:15 UTC", FITS),
        (claim("2018-06-03", None, None, XSD.date), "3 June 2018", FITS),
        (claim("2018-06-03", None, None, XSD.date), "4 June 2018", CONTRADICTS),
        (claim("2018-06-03", None, None, XSD.date), "June 3, 01:00 Moscow Time", FITS),
        (claim("2018", None, None, XSD.gYear), "2019", CONTRADICTS),
        (claim("2017", None, "2018", XSD.gYear), "2017—2018 年", FITS),
        (claim("2017", None, "2019", XSD.gYear), "2017—2018 年", CONTRADICTS),
        (claim("2019", "FiscalYear", None, XSD.gYear), "2019 年度", FITS),
        (claim("2019-04", "FiscalYear", None, XSD.gYearMonth), "2019 年度", SAYS_MORE),
        (claim("2019", None, None, XSD.gYear), "2019 年度", SAYS_MORE),
        (claim("2020", "Decade", None, XSD.gYear), "21世纪20年代", FITS),
        (claim("2020", None, None, XSD.gYear), "21世纪20年代", SAYS_MORE),
        (claim("2020", "Decade", None, XSD.gYear), "21世纪20年代至30年代", FITS),
        (claim("2020", None, None, XSD.gYear), "21世纪20年代至30年代", SAYS_MORE),
        (claim("2018-06-03", None, None, XSD.date), "June 2018", SAYS_MORE),
        (claim("2018-06-03T12:15:00Z", "Second"), "12:15 UTC", SAYS_MORE),
        (claim("2018-06-03T12:15:00Z", "Minute"), "about 12:15 UTC", SAYS_MORE),
        (claim("2018-06-03T12:15:00Z", "Minute", approximation="About"), "about 12:15 UTC", FITS),
        (claim("2017", "FiscalYear", None, XSD.gYear), "2019 年度", CONTRADICTS),
        (claim("2019-04", "Quarter", None, XSD.gYearMonth), "Q2 2019", FITS),
        (claim("2019-07", "Quarter", None, XSD.gYearMonth), "Q2 2019", CONTRADICTS),
        # a month or a year of the value gives what the words leave out
        (claim("2017-07", None, None, XSD.gYearMonth), "7 月", FITS),
        (claim("2017-08", None, None, XSD.gYearMonth), "7 月", CONTRADICTS),
        (claim("2017-07", None, None, XSD.gYearMonth), "5日", FITS),
        (claim("2017", None, None, XSD.gYear), "下半年", FITS),
        (claim("12017", None, None, XSD.gYear), "下半年", NOT_READ),
        (claim("0000", None, None, XSD.gYear), "下半年", NOT_READ),
        (claim("2017-07+03:00", None, None, XSD.gYearMonth), "7 月", FITS),
        # numbers alone are read in each way that people mean them
        (claim("1965-06-03", None, None, XSD.date), "06/03/1965", FITS),
        (claim("1965-03-06", None, None, XSD.date), "06/03/1965", FITS),
        (claim("1965-06-04", None, None, XSD.date), "06/03/1965", CONTRADICTS),
        (claim("1965-09-16", None, None, XSD.date), "9/16/1965", FITS),
        (claim("PT1H5M", None, None, XSD.dayTimeDuration), "1:05", FITS),
        (claim("PT1M5S", None, None, XSD.dayTimeDuration), "1:05", FITS),
        (claim("PT1H8M", None, None, XSD.dayTimeDuration), "1:05", CONTRADICTS),
        (claim("1965", None, None, XSD.gYear), "06/03/1965", NOT_READ),
        (claim("P2D", None, None, XSD.duration), "two days", FITS),
        (claim("P2D", None, None, XSD.duration), "three days", CONTRADICTS),
        (claim("P2D", None, None, XSD.duration), "Zweitagesanflug", NOT_READ),
        (claim("P2D", None, None, XSD.duration), "about two days", SAYS_MORE),
        (claim("P2D", None, None, XSD.duration, approximation="About"), "about two days", FITS),
        (claim("PT3H30M", None, None, XSD.duration, approximation="About"), "ca. 3 ½ Stunden", FITS),
        (claim("PT48H", None, None, XSD.duration), "two days", FITS),  # a unit is no caveat
        (claim("7", None, None, XSD.integer, "unit:KiloGM"), "7 kg", FITS),
        (claim("7", None, None, XSD.integer, "unit:KiloGM"), "8 kg", CONTRADICTS),
        (claim("7", None, None, XSD.integer, "unit:KiloGM"), "some kg", NOT_READ),
        (claim("7220", None, None, XSD.integer, "unit:KiloGM"), "~7,220 kg", SAYS_MORE),
        (claim("7220", None, None, XSD.integer, "unit:KiloGM", "About"), "~7,220 kg", FITS),
        (claim("10000000", None, None, XSD.integer, "unit:KiloGM"), "1000 万 kg", FITS),
        (claim("7", None, None, XSD.string), "8", NAMES),
        (claim("7", None, None, XSD.dateTime), "8", NAMES),  # the build names it
        (claim("2018", None, "2017", XSD.gYear), "2018", NAMES),
    ],
)
def test_verdict(told: Claim, stated: str, expected: Verdict) -> None:
    assert verdict(told, stated) is expected


def test_what_is_inferred_may_say_more_than_its_words() -> None:
    told = replace(claim("2019-04", "FiscalYear", None, XSD.gYearMonth), inferred=True)
    assert verdict(told, "2019 年度") is FITS
    assert verdict(told, "2017 年度") is CONTRADICTS


def test_thing_is_no_value_to_read() -> None:
    thing = Claim(expand("claim:a"), expand("id:x"), SF.place, expand("id:y"), expand("doc:d"), 7)
    assert verdict(thing, "12:00 XYZ") is NAMES


@pytest.mark.parametrize(
    ("value", "kind", "stated", "english", "german"),
    [
        ("7080", XSD.integer, "7.080 kg", CONTRADICTS, FITS),
        ("7.080", XSD.decimal, "7.080 kg", FITS, FITS),
        ("7.080", XSD.decimal, "7,080 kg", CONTRADICTS, FITS),
        ("7080", XSD.integer, "7,080 kg", FITS, FITS),
        ("7080", XSD.integer, "ca. 7.080 kg", CONTRADICTS, SAYS_MORE),
        ("7080", XSD.integer, "7.08 kg", CONTRADICTS, CONTRADICTS),
        ("7081", XSD.integer, "7.080 kg", CONTRADICTS, CONTRADICTS),
        ("1234567", XSD.integer, "1.234.567 kg", FITS, FITS),
    ],
)
def test_a_mark_before_three_digits_is_read_either_way_in_german_alone(
    value: str, kind: NamedNode, stated: str, english: Verdict, german: Verdict
) -> None:
    told = claim(value, kind=kind, unit="unit:KiloGM")
    assert [verdict(told, stated, tag) for tag in ("en", "zh", "de", "ru")] == [english, english, german, german]
    assert verdict(told, stated) is english
