"""On which days events happen, on claims small enough to see."""

import pytest
from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve import choose, days
from spaceflight_graph.resolve.graph import grouped

EVENT = expand("id:x")
KINDS = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}


def literal(text: str) -> Literal:
    if text.startswith("P"):
        return Literal(text, datatype=XSD.dayTimeDuration)
    return Literal(text, datatype=KINDS.get(len(text), XSD.dateTime))


def said(predicate: NamedNode, text: str, near: str | None = None, until: str | None = None) -> Claim:
    name = expand(f"claim:{predicate.value.rsplit('#')[-1]}")
    end = literal(until) if until else None
    return Claim(name, EVENT, predicate, literal(text), expand("doc:a"), 1, approximation=near, window_end=end)


def found(*claims: Claim, ranges: tuple[int, int] | None = None) -> list[str] | None:
    """Return the days of an event."""
    context = choose.Context(functional={SF.time, SF.endTime, SF.duration})
    facts = choose.by_property(fact for group in grouped(claims) for fact in choose.resolve(group, context)[0])
    ends = days.of_event(EVENT, facts, {EVENT: ranges} if ranges else {})
    return None if ends is None else [day.value for day in days.named(*ends)]


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ([said(SF.time, "2017-06-05")], ["2017-06-05"]),
        ([said(SF.time, "2017-12-17T23:30:00-05:00")], ["2017-12-18"]),
        ([said(SF.time, "2017-12-17T23:30:00")], ["2017-12-17"]),
        ([said(SF.time, "2017-06")], None),
        ([said(SF.time, "2017")], None),
        ([], None),
        ([said(SF.time, "2017-06-05"), said(SF.endTime, "2017-06-07")], ["2017-06-05", "2017-06-06", "2017-06-07"]),
        ([said(SF.time, "2017-06-05"), said(SF.endTime, "2017-06-04")], ["2017-06-05"]),
        ([said(SF.time, "2017-06-05"), said(SF.endTime, "2017")], ["2017-06-05"]),
        ([said(SF.endTime, "2017-06-07")], ["2017-06-07"]),
        ([said(SF.time, "2014"), said(SF.endTime, "2017-01-22")], ["2017-01-22"]),
        ([said(SF.time, "2017-07-18"), said(SF.duration, "P3D")], ["2017-07-18", "2017-07-19", "2017-07-20"]),
        ([said(SF.time, "2017-07-18"), said(SF.duration, "PT7H")], ["2017-07-18"]),
        ([said(SF.time, "2017-07-18"), said(SF.duration, "P3D", "UpTo")], ["2017-07-18"]),
        ([said(SF.time, "2017-07-18T23:00:00Z"), said(SF.duration, "PT2H")], ["2017-07-18", "2017-07-19"]),
        ([said(SF.time, "2017-07-18T12:00:00Z", "UpTo"), said(SF.duration, "P3D")], ["2017-07-18"]),
        ([said(SF.time, "2017-06-05", until="2017-06-07")], ["2017-06-05", "2017-06-06", "2017-06-07"]),
        ([said(SF.time, "2017-06-05T22:00:00-03:00", until="2017-06-05T23:00:00-03:00")], ["2017-06-06"]),
        ([said(SF.time, "2017-06-05T23:00:00Z", until="2017-06-06T01:00:00Z")], ["2017-06-05", "2017-06-06"]),
        ([said(SF.time, "2017-06", until="2017-07")], None),
        ([said(SF.endTime, "2017-06-05", until="2017-06-07")], [f"2017-06-0{d}" for d in (5, 6, 7)]),
        (
            [said(SF.time, "2017-06-05", until="2017-06-06"), said(SF.duration, "P3D")],
            [f"2017-06-0{d}" for d in (5, 6, 7)],
        ),
        (
            [said(SF.time, "2017-06-05", until="2017-06-07"), said(SF.duration, "P2D")],
            [f"2017-06-0{d}" for d in (5, 6, 7)],
        ),
        (
            [said(SF.time, "2017-06-04", until="2017-06-06"), said(SF.endTime, "2017-06-05")],
            [f"2017-06-0{d}" for d in (4, 5, 6)],
        ),
    ],
)
def test_days_of_an_event(claims: list[Claim], wanted: list[str] | None) -> None:
    assert found(*claims) == wanted


def test_range_that_was_derived_counts_where_it_lies_in_one_day_and_no_time_is_told() -> None:
    assert found(ranges=(17_000, 17_000)) == ["2016-07-18"]
    assert found(ranges=(17_000, 17_001)) is None
    assert found(said(SF.time, "2016"), ranges=(17_000, 17_000)) is None
    assert found(said(SF.endTime, "2017-06-07"), ranges=(17_000, 17_001)) == ["2017-06-07"]


def test_what_lasts_very_long_has_its_first_and_last_day_only() -> None:
    assert len(list(days.named(0, 999))) == 1000
    assert [day.value for day in days.named(0, 1000)] == ["1970-01-01", "1972-09-27"]
    assert [day.value for day in days.named(-719_530, -719_530)] == ["-0001-12-30"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-12", "2017-12-01", "2017-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2017-11", "2017-11-01", "2017-11-30"),
        ("2017", "2017-01-01", "2017-12-31"),
        ("2017-06-05", "2017-06-05", "2017-06-05"),
        ("2018-06-03T24:00:00Z", "2018-06-04", "2018-06-04"),
    ],
)
def test_first_and_last_day_of_a_time(text: str, first: str, last: str) -> None:
    both = days.spanned(literal(text))
    assert [next(days.named(day, day)).value for day in both] == [first, last]
