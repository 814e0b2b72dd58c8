"""What durations denote."""

import re

import pytest

from spaceflight_graph.values import Duration, Ranged, Relation, read, relate, stated_duration
from spaceflight_graph.values.durations import counted_duration, seconds

XSD = "http://www.w3.org/2001/XMLSchema#"
MINUTE, HOUR, DAY = 60, 3600, 86_400


def duration(lexical: str, precision: str | None = None, approximation: str | None = None) -> Duration:
    value = read(lexical, XSD + "duration", precision=precision, approximation=approximation)
    assert isinstance(value, Duration)
    return value


@pytest.mark.parametrize(
    ("lexical", "precision", "approximation", "low", "stated_low", "high"),
    [
        ("P168D", None, None, 168 * DAY, 168 * DAY, 169 * DAY),
        ("P168DT5H18M", None, None, 168 * DAY + 19_050, 168 * DAY + 19_080, 168 * DAY + 19_140),
        ("P168DT5H18M", "Day", None, 168 * DAY, 168 * DAY, 169 * DAY),
        ("P168DT5H18M", "Hour", None, 168 * DAY + 16_200, 168 * DAY + 18_000, 168 * DAY + 21_600),
        ("PT6H", None, None, 19_800, 21_600, 25_200),
        ("PT90M", "Hour", None, 1800, 3600, 7200),
        ("PT596S", None, None, 595.5, 596, 597),
        ("PT4M40.25S", None, None, 280.245, 280.25, 280.26),
        ("PT4M40S", "Fraction", None, 279.5, 280, 281),
        ("P168D", "Second", None, 168 * DAY - 0.5, 168 * DAY, 168 * DAY + 1),
        ("P5M", None, None, 150 * DAY, 150 * DAY, 184 * DAY),
        ("P1M", None, None, 28 * DAY, 28 * DAY, 62 * DAY),
        ("P1Y", None, None, 365 * DAY, 365 * DAY, 731 * DAY),
        ("P12M", None, None, 365 * DAY, 365 * DAY, 397 * DAY),
        ("P400Y", None, None, 146_097 * DAY, 146_097 * DAY, 146_463 * DAY),
        ("P4801M", None, None, 146_125 * DAY, 146_125 * DAY, 146_159 * DAY),
        ("P1M15D", None, None, 43 * DAY, 43 * DAY, 47 * DAY),
        ("P1Y5M2D", "Month", None, 515 * DAY, 515 * DAY, 550 * DAY),
        ("P1Y5M2D", "Year", None, 365 * DAY, 365 * DAY, 731 * DAY),
        ("PT8M42S", "TenthOfMinute", None, 519, 522, 528),
        ("PT0S", "TenthOfMinute", None, -3, 0, 6),
        ("PT600S", None, "About", 540, 540, 660),
        ("PT8M", None, "About", 420, 420, 540),
        ("PT3H30M", None, "About", 12_000, 12_000, 13_200),
        ("P168D", None, "About", 167 * DAY, 167 * DAY, 169 * DAY),
        ("P5M", None, "About", 120 * DAY, 120 * DAY, 184 * DAY),
        ("P0M", None, "About", 0, 0, 31 * DAY),
        ("P10M", None, "About", 273 * DAY, 273 * DAY, 337 * DAY),
        ("PT2M", None, "LessThan", 0, 0, 180),
        ("P139D", None, "MoreThan", 139 * DAY, 139 * DAY, float("inf")),
        ("P2Y", None, "UpTo", 0, 0, 1096 * DAY),
    ],
)
def test_a_duration_denotes(
    lexical: str, precision: str | None, approximation: str | None, low: float, stated_low: float, high: float
) -> None:
    value = duration(lexical, precision, approximation)
    assert value.dimension == "duration"
    assert (value.low / 10**6, value.stated_low / 10**6) == (low, stated_low)
    assert (value.high / 10**6, value.stated_high / 10**6) == (high, high)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("P168DT5H18M", "P168D", Relation.REFINES),
        ("P168DT5H18M", "P169D", Relation.CONFLICTS),
        ("P168D", "P169D", Relation.CONFLICTS),
        ("P122D", "P168D", Relation.CONFLICTS),
        ("P168D", "P5M", Relation.REFINES),
        ("P184D", "P5M", Relation.CONFLICTS),
        ("PT24H", "P1D", Relation.REFINES),
        ("PT5H58M", "PT6H", Relation.AGREES),
        ("PT60S", "PT1M", Relation.REFINES),
        ("P24M", "P2Y", Relation.REFINES),
        ("PT4M39S", "PT4M40S", Relation.AGREES),
        ("PT4M38S", "PT4M40S", Relation.CONFLICTS),
        ("-PT4M2S", "-PT4M", Relation.REFINES),  # docked four minutes ahead of the plan
        ("-PT4M", "PT4M", Relation.CONFLICTS),
    ],
)
def test_durations_compare(a: str, b: str, relation: Relation) -> None:
    assert relate(duration(a), duration(b)) is relation


def test_an_elapsed_time_lies_on_the_same_scale() -> None:
    begin, end = read("2017-12-17Z", XSD + "date"), read("2018-06-03Z", XSD + "date")
    assert isinstance(begin, Ranged)
    assert isinstance(end, Ranged)
    assert end.low - begin.low == duration("P168D").low


@pytest.mark.parametrize(
    ("lexical", "kind", "precision", "why"),
    [
        ("168 days", "duration", None, "'168 days' is not an xsd:duration."),
        ("P", "duration", None, "'P' is not an xsd:duration."),
        ("P1DT", "duration", None, "'P1DT' is not an xsd:duration."),
        ("P1.5D", "duration", None, "'P1.5D' is not an xsd:duration."),
        ("P1D", "yearMonthDuration", None, "'P1D' is not an xsd:yearMonthDuration."),
        ("P1Y", "dayTimeDuration", None, "'P1Y' is not an xsd:dayTimeDuration."),
        ("P1YT1S", "yearMonthDuration", None, "'P1YT1S' is not an xsd:yearMonthDuration."),
        ("P1M", "dayTimeDuration", None, "'P1M' is not an xsd:dayTimeDuration."),
        ("-P", "duration", None, "'-P' is not an xsd:duration."),
        ("--P1D", "duration", None, "'--P1D' is not an xsd:duration."),
        ("P1D", "duration", "Week",
         "'Week' is no precision: use one of Year, Month, Day, Hour, Minute, Second, Fraction, TenthOfMinute."),
    ],
)  # fmt: skip
def test_what_is_no_duration_is_told(lexical: str, kind: str, precision: str | None, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        read(lexical, XSD + kind, precision=precision)


def test_the_narrower_datatypes_are_read() -> None:
    assert read("P1Y2M", XSD + "yearMonthDuration") == duration("P14M")
    assert read("P1DT2H", XSD + "dayTimeDuration") == duration("P1DT2H")


def test_what_is_ahead_of_the_plan_mirrors_what_is_behind() -> None:
    value = duration("-PT4M", None, "AtLeast")
    assert [end / 10**6 for end in (value.low, value.stated_low)] == [-float("inf"), -float("inf")]
    assert [end / 10**6 for end in (value.stated_high, value.high)] == [-240, -210]


def test_a_count_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A number of units is never less than nothing\.$"):
        counted_duration(-1, 10**6)


def test_a_decimal_number_of_months_is_truncated_or_rounded() -> None:
    """5.5 months: from 5.45 to 5.6, of five in a row that have 150 to 153 days and one of 28 to 31."""
    value = stated_duration("5.5 months")
    assert value is not None
    days = [end / 86_400 / 10**6 for end in (value.low, value.stated_low, value.stated_high, value.high)]
    assert days == [162.6, 164, 171.6, 171.6]
    assert relate(duration("P168D"), value) is Relation.REFINES
    assert relate(duration("P5M15D", "Month"), value) is Relation.REFINED_BY


@pytest.mark.parametrize(
    ("lexical", "told"),
    [
        ("P168DT5H18M", "14534280"),
        ("PT8M42S", "522"),
        ("P2DT3H", "183600"),
        ("PT0S", "0"),
        ("-PT0S", "0"),
        ("-PT4M", "-240"),
        ("PT8.70S", "8.7"),
        ("-PT0.5S", "-0.5"),
        ("PT1.0S", "1"),
        ("P6M", None),
        ("P1Y", None),
        ("P1M2D", None),
        ("-P1Y2D", None),
        ("8 minutes", None),
    ],
)
def test_a_duration_in_seconds(lexical: str, told: str | None) -> None:
    assert seconds(lexical) == told
