"""Windows: from the first moment of one time to the last of another; and fiscal years, which countries begin apart."""

import re

import pytest

from spaceflight_graph.values import Relation, Time, read, relate

XSD = "http://www.w3.org/2001/XMLSchema#"
MINUTE = 60_000_000


def window(begin: str, end: str | None, precision: str | None = None, approximation: str | None = None) -> Time:
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}.get(len(begin.removesuffix("Z")), "dateTime")
    value = read(begin, XSD + kind, precision=precision, approximation=approximation, window_end=end)
    assert isinstance(value, Time)
    return value


UNDOCKING = window("2018-06-03T12:15:00+03:00", "2018-06-03T12:17:00+03:00", "Minute")


@pytest.mark.parametrize(
    ("moment", "precision", "relation"),
    [
        ("2018-06-03T09:16:40Z", None, Relation.REFINES),  # when Soyuz MS-07 undocked
        ("2018-06-03T09:15:00Z", None, Relation.REFINES),
        ("2018-06-03T09:15:00Z", "Minute", Relation.REFINES),
        ("2018-06-03T09:17:00Z", "Minute", Relation.REFINES),
        ("2018-06-03T09:17:59Z", None, Relation.REFINES),
        ("2018-06-03T09:18:00Z", "Minute", Relation.AGREES),
        ("2018-06-03T09:18:01Z", None, Relation.CONFLICTS),
        ("2018-06-03T09:14:40Z", None, Relation.AGREES),
        ("2018-06-03T09:14:28Z", None, Relation.CONFLICTS),
        ("2018-06-03", None, Relation.REFINED_BY),
        ("2018-06-03T09:19:00Z", "Minute", Relation.CONFLICTS),
    ],
)
def test_moment_in_a_window(moment: str, precision: str | None, relation: Relation) -> None:
    assert relate(window(moment, None, precision), UNDOCKING) is relation


def test_window_covers_both_ends_wholly() -> None:
    assert (UNDOCKING.not_before, UNDOCKING.not_after) == ("2018-06-03T09:15:00Z", "2018-06-03T09:17:59Z")
    assert UNDOCKING.stated_low - UNDOCKING.low == MINUTE // 2
    assert UNDOCKING.high == UNDOCKING.stated_high
    years = window("2024Z", "2025Z")
    assert (years.not_before, years.not_after) == ("2024-01-01T00:00:00Z", "2025-12-31T23:59:59Z")
    decades = window("2020Z", "2030Z", "Decade")
    assert (decades.not_before, decades.not_after) == ("2020-01-01T00:00:00Z", "2039-12-31T23:59:59Z")


def test_window_is_approximate_at_both_ends() -> None:
    about = window("2018-06-03T12:15:00Z", "2018-06-03T12:17:00Z", "Minute", "About")
    assert (about.not_before, about.not_after) == ("2018-06-03T12:14:00Z", "2018-06-03T12:18:59Z")
    most = window("2018-06-03T12:15:00Z", "2018-06-03T12:17:00Z", "Minute", "UpTo")
    assert (most.not_before, most.not_after) == (None, "2018-06-03T12:17:59Z")
    least = window("2018-06-03T12:15:00Z", "2018-06-03T12:17:00Z", "Minute", "AtLeast")
    assert (least.not_before, least.not_after) == ("2018-06-03T12:15:00Z", None)


def test_window_without_a_zone_lies_at_quarter_hours_while_it_is_shorter() -> None:
    short = window("2018-06-03T12:15:00", "2018-06-03T12:17:00", "Minute")
    assert short.quarters
    assert relate(window("2018-06-03T09:16:40Z", None), short) is Relation.REFINES
    assert relate(window("2018-06-03T09:20:00Z", None), short) is Relation.CONFLICTS
    # 12:15 to 12:28 may begin at 12:14:30 and so is 14 min 30 s long, 12:29 makes it 15 min 30 s
    assert window("2018-06-03T12:15:00", "2018-06-03T12:28:00", "Minute").quarters
    longer = window("2018-06-03T12:15:00", "2018-06-03T12:29:00", "Minute")
    assert not longer.quarters
    assert relate(window("2018-06-03T09:20:00Z", None), longer) is Relation.REFINES


@pytest.mark.parametrize(
    ("begin", "end", "why"),
    [
        ("2018", "2017", "'2018' to '2017' is no window: a window ends after it begins."),
        ("2018", "2018", "'2018' to '2018' is no window: a window ends after it begins."),
        ("2018", "2019-05", "'2018' to '2019-05' is no window: '2019-05' is not an xsd:gYear."),
        ("2018Z", "2019", "A window has a zone at both ends or at none: '2018Z' to '2019'."),
        ("2018", "2019+03:00", "A window has a zone at both ends or at none: '2018' to '2019+03:00'."),
    ],
)
def test_what_is_no_window_is_told(begin: str, end: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(why)}$"):
        window(begin, end)


@pytest.mark.parametrize("kind", ["duration", "decimal", "string", "boolean"])
def test_only_times_have_a_window(kind: str) -> None:
    with pytest.raises(ValueError, match=r"^Only times have a window, and 'P2Y' is an xsd:"):
        read("P2Y", XSD + kind, window_end="P3Y")


JAPAN, NASA = window("2019-04", None, "FiscalYear"), window("2018-10", None, "FiscalYear")
UNTOLD = window("2019", None, "FiscalYear")


def test_fiscal_year_of_an_untold_country_holds_those_of_all_that_are_known() -> None:
    assert relate(JAPAN, UNTOLD) is Relation.REFINES
    assert relate(NASA, UNTOLD) is Relation.REFINES
    assert relate(JAPAN, NASA) is Relation.AGREES
    assert relate(window("2019", None), UNTOLD) is Relation.REFINES


@pytest.mark.parametrize(
    ("month", "japan", "nasa", "untold"),
    [
        ("2018-09", False, False, False),
        ("2018-10", False, True, True),
        ("2019-03", False, True, True),
        ("2019-04", True, True, True),
        ("2019-09", True, True, True),
        ("2019-10", True, False, True),
        ("2020-03", True, False, True),
        ("2020-04", False, False, False),
    ],
)
def test_months_of_the_fiscal_year_2019(month: str, japan: bool, nasa: bool, untold: bool) -> None:
    value = window(month + "Z", None)
    within = [relate(value, year) is Relation.REFINES for year in (JAPAN, NASA, UNTOLD)]
    assert within == [japan, nasa, untold]
