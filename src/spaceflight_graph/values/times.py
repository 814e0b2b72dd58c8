"""The only place that says what a time denotes: precision, zone, rounding, and the range in UTC.

Scale: microseconds since 1970-01-01T00:00:00Z in the proleptic Gregorian calendar without leap seconds, an int, or a
Fraction where the source is finer. Dimension: ``time``.

* **Precision.** A decade, year, half-year, quarter, month, day, hour, minute, second or decimal fraction of one covers
  all of itself. Half-years and quarters are those of the calendar, told by their first month.
* **Fiscal years.** Told by the month that it begins in, a fiscal year covers twelve months from there. Told by its
  year alone, it covers what that year is called by either law known here: from October of the year before (United
  States, 31 U.S.C. § 1102: to September of the year that it is called after) to March of the year after (Japan, Public
  Finance Act, article 11: from April of the year that it is called after).
* **Windows.** From the first moment of one time to the last of another, both rounded as each is by itself: 12:15 to
  12:17 covers 12:15:00 up to 12:18:00 and agrees with 12:14:45.
* **Rounding.** A clock time (hour or finer) may be truncated or rounded by its source: its range begins half a unit
  before its words. So 11:45 may mean 11:44:30 up to 11:46:00 and agrees with 11:44:38.3; 10:21:01 begins at
  10:21:00.5. Nobody rounds days, months or years.
* **Zones.** What has no zone covers every zone's (+14:00 … -12:00): a day lasts from 14 h before its midnight in UTC to
  12 h after its end. A clock time without a zone lies at one of the 105 quarter hours of that range, for every zone
  since 1972 is a multiple of 15 minutes: 20:40 and 20:44 conflict whatever their zone, 10:21 and 07:21 do not.
* **About** adds one unit of the precision on each side; **at least** (not before) and **up to** open an end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import inf

from .approximation import ABOUT, opened
from .days import calendar_day, date_time, day_number
from .relation import Bound, Ranged, Relation, Value, exact

SECOND = 1_000_000
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86_400 * SECOND
EAST, WEST = 14 * HOUR, 12 * HOUR
QUARTER = 15 * MINUTE
OFFSETS = (EAST + WEST) // QUARTER  # steps from the westernmost zone to the easternmost

PRECISIONS = ("Year", "Month", "Day", "Hour", "Minute", "Second", "Fraction")
FISCAL = "FiscalYear"
TIME_PRECISIONS = ("Decade", FISCAL, "Year", "HalfYear", "Quarter", *PRECISIONS[1:])
MONTHS = {"Decade": 120, "Year": 12, "HalfYear": 6, "Quarter": 3, "Month": 1}
EARLIEST_FISCAL_MONTH, LATEST_FISCAL_MONTH = 10, 4  # of the year before, and of the year itself; see above
CLOCK_UNITS = {"Hour": HOUR, "Minute": MINUTE, "Second": SECOND}

_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_LEXICAL = {
    "dateTime": re.compile(r"(-?\d{4,9})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,99}))?" + _ZONE, re.ASCII),
    "date": re.compile(r"(-?\d{4,9})-(\d\d)-(\d\d)" + _ZONE, re.ASCII),
    "gYearMonth": re.compile(r"(-?\d{4,9})-(\d\d)" + _ZONE, re.ASCII),
    "gYear": re.compile(r"(-?\d{4,9})" + _ZONE, re.ASCII),
}
_FINEST = {"dateTime": "Fraction", "date": "Day", "gYearMonth": "Month", "gYear": "Year"}


@dataclass(frozen=True, slots=True)
class Time(Ranged):
    """A time as precise as its source.

    Attributes:
        quarters: the zone is unknown and the words are finer than a quarter hour, so that the ranges are hulls: the
            time lies at one of the quarter hours within. `relate` knows; a sweep over ``low`` … ``high`` does not.
    """

    quarters: bool = False

    @property
    def not_before(self) -> str | None:
        """The first whole second of the stated range, as an xsd:dateTime in UTC; None where it is open."""
        return None if self.stated_low == -inf else date_time(int(self.stated_low // SECOND))

    @property
    def not_after(self) -> str | None:
        """The last whole second (inclusive) of the stated range, as an xsd:dateTime in UTC; None where it is open."""
        return None if self.stated_high == inf else date_time(int(-(-self.stated_high // SECOND)) - 1)

    def stands_to(self, other: Value) -> Relation:
        """Return the relation of this time to another; see the module for zones that are unknown."""
        assert isinstance(other, Time)  # noqa: S101 - a dimension has one class
        if not (self.quarters or other.quarters):
            return Ranged.stands_to(self, other)
        if (self.stated_low, self.stated_high, self.quarters) == (other.stated_low, other.stated_high, other.quarters):
            return Relation.SAME if self == other else Relation.AGREES
        if not _meet(self, other):
            return Relation.CONFLICTS
        if _within(self, other):
            return Relation.REFINES
        if _within(other, self):
            return Relation.REFINED_BY
        return Relation.AGREES


def _meet(a: Time, b: Time) -> bool:
    """Whether some zone of each lets the two ranges meet; at least one of them has quarters."""
    if not a.quarters:
        a, b = b, a
    low, high = a.low, a.high - EAST - WEST  # in the easternmost zone; the others follow in steps of a quarter hour
    if b.quarters:
        first, last, their_low, their_high = -OFFSETS, OFFSETS, b.low, b.high - EAST - WEST
    else:
        first, last, their_low, their_high = 0, OFFSETS, max(b.low, a.low), min(b.high, a.high)
    return max(first, (their_low - high) // QUARTER + 1) <= min(last, -((low - their_high) // QUARTER) - 1)


def _within(a: Time, b: Time) -> bool:
    """Whether all that ``a`` states lies in what ``b`` states."""
    if a.stated_low < b.stated_low or a.stated_high > b.stated_high:
        return False
    if not b.quarters or a.quarters:  # two sets of the same steps nest as their hulls do
        return True
    high = b.stated_high - EAST - WEST
    return -((high - a.stated_high) // QUARTER) <= (a.stated_low - b.stated_low) // QUARTER


def read_time(lexical: str, kind: str, precision: str | None, approximation: str | None) -> Time:
    """Return what an XSD time denotes.

    Args:
        lexical: such as ``2017-12-17T07:21:01.127Z``.
        kind: ``dateTime``, ``date``, ``gYearMonth`` or ``gYear``.
        precision: a member of `TIME_PRECISIONS`; None: what the datatype and its digits say. A Fraction without digits
            is a Second.
        approximation: a local name known to approximation.py, or None.

    Raises:
        ValueError: not in the lexical space, no such day or hour, or a precision that the datatype cannot have.
    """
    match = _LEXICAL[kind].fullmatch(lexical.strip())
    if match is None:
        raise ValueError(f"{lexical!r} is not an xsd:{kind}.")
    if precision is None:
        precision = "Second" if kind == "dateTime" and match[7] is None else _FINEST[kind]
    elif precision not in TIME_PRECISIONS:
        raise ValueError(f"{precision!r} is no precision: use one of {', '.join(TIME_PRECISIONS)}.")
    elif TIME_PRECISIONS.index(precision) > TIME_PRECISIONS.index(_FINEST[kind]):
        raise ValueError(f"An xsd:{kind} cannot be as precise as {precision}: {lexical!r}.")
    elif why := _misfit(lexical, kind, precision, match):
        raise ValueError(why)
    year = int(match[1])
    try:
        offset = _offset(match[match.re.groups])
        if precision == FISCAL and kind == "gYear":
            return fiscal_year(year, offset=offset, approximation=approximation)
        if kind == "dateTime":
            hour, minute, second = int(match[4]), int(match[5]), int(match[6])
            return time(
                year, int(match[2]), int(match[3]), hour, minute, second, match[7] or "",
                precision=precision, offset=offset, approximation=approximation,
            )  # fmt: skip
        month = int(match[2]) if kind != "gYear" else 1
        day = int(match[3]) if kind == "date" else 1
        return time(year, month, day, precision=precision, offset=offset, approximation=approximation)
    except ValueError as problem:
        raise ValueError(f"{lexical!r} is not an xsd:{kind}: {problem}.") from None


def _misfit(lexical: str, kind: str, precision: str, match: re.Match[str]) -> str | None:
    """Return why a literal is not the one that holds a fiscal year, half-year or quarter: each has one spelling."""
    if precision == FISCAL and kind not in ("gYear", "gYearMonth"):
        return f"A fiscal year is an xsd:gYear, or the xsd:gYearMonth that it begins in: {lexical!r}."
    if precision in ("HalfYear", "Quarter") and (kind != "gYearMonth" or int(match[2]) % MONTHS[precision] != 1):
        return f"A {precision} is told by its first month, an xsd:gYearMonth: {lexical!r}."
    return None


def calendar(lexical: str) -> tuple[int, ...]:
    """Return the year, the month and the day that an XSD time names, as far as it does; its zone does not count.

    Raises:
        ValueError: it is not an xsd:dateTime, date, gYearMonth or gYear.

    >>> calendar("2017-05Z"), calendar("2018-06-03T24:00:00Z")
    ((2017, 5), (2018, 6, 4))
    """
    for kind, form in _LEXICAL.items():
        if match := form.fullmatch(lexical.strip()):
            read_time(lexical, kind, None, None)  # raises where the calendar has no such day
            fields = tuple(int(match[part]) for part in range(1, 1 + {"gYear": 1, "gYearMonth": 2}.get(kind, 3)))
            return calendar_day(day_number(*fields) + 1) if kind == "dateTime" and match[4] == "24" else fields
    raise ValueError(f"{lexical!r} is no xsd:dateTime, date, gYearMonth or gYear.")


def in_utc(lexical: str) -> str:
    """Return an xsd:dateTime in UTC, with the digits of its seconds; unchanged where its zone is unknown.

    Raises:
        ValueError: it is not an xsd:dateTime.

    >>> in_utc("9999-12-31T23:59:59.50-05:00")
    '10000-01-01T04:59:59.50Z'
    """
    match = _LEXICAL["dateTime"].fullmatch(lexical.strip())
    if match is None:
        raise ValueError(f"{lexical!r} is not an xsd:dateTime.")
    offset = _offset(match[8])
    if offset is None:
        return lexical
    year, month, day, hour, minute, second = (int(match[part]) for part in range(1, 7))
    told = day_number(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset // SECOND
    return date_time(told).removesuffix("Z") + (f".{match[7]}" if match[7] else "") + "Z"


def time(
    year: int,
    month: int = 1,
    day: int = 1,
    hour: int = 0,
    minute: int = 0,
    second: int = 0,
    fraction: str = "",
    *,
    precision: str,
    offset: int | None = None,
    approximation: str | None = None,
) -> Time:
    """Return what calendar and clock fields denote; fields finer than the precision are ignored.

    Args:
        year: Gregorian; 0 and negative years too.
        month: 1 to 12.
        day: of the month.
        hour: 0 to 23, or 24 for the end of the day.
        minute: 0 to 59.
        second: 0 to 59.
        fraction: the decimal digits of the second, as stated: their number is the precision.
        precision: a member of `TIME_PRECISIONS`.
        offset: of the zone, in microseconds east of UTC; None: unknown.
        approximation: a local name known to approximation.py, or None.

    Raises:
        ValueError: no such day of the calendar or time of day.
    """
    days = day_number(year, month, day)
    if hour > 23 or minute > 59 or second > 59:
        if hour != 24 or minute or second or fraction.strip("0"):
            raise ValueError(f"there is no {hour:02}:{minute:02}:{second:02} in a day")
        days, hour = days + 1, 0
        year, month, day = calendar_day(days)
    low: Bound
    high: Bound
    early: Bound
    about = approximation == ABOUT
    unit: int | Fraction
    if precision in ("Day", FISCAL) or precision in MONTHS:
        low, high = _calendar_edges(precision, year, month, days, int(about))
        early = low
    else:
        start: int | Fraction = days * DAY + hour * HOUR + minute * MINUTE + second * SECOND
        if precision == "Fraction" and fraction:
            finest = len(fraction) - 6
            unit = exact(10 ** max(0, -finest), 10 ** max(0, finest))
            start += int(fraction) * unit
        else:
            unit = CLOCK_UNITS.get(precision, SECOND)
            start -= start % unit
        low, high = (start - unit, start + 2 * unit) if about else (start, start + unit)
        early = low if about else low - exact(unit, 2)
    if approximation is not None and not about:
        low, high = opened(low, high, approximation)
        early = min(early, low)
    if offset is not None:
        return Time("time", early - offset, high - offset, low - offset, high - offset)
    quarters = 0 < high - early < QUARTER
    return Time("time", early - EAST, high + WEST, low - EAST, high + WEST, quarters)


def _calendar_edges(precision: str, year: int, month: int, days: int, around: int) -> tuple[int, int]:
    """Return begin and end of a day, or of a stretch of months, and as many ``around`` it, in local microseconds."""
    if precision == "Day":
        return (days - around) * DAY, (days + 1 + around) * DAY
    length = MONTHS.get(precision, 12)
    begin = year * 12 + month - 1
    if precision != FISCAL:  # it begins in any month, the others where the calendar has them begin
        begin -= begin % length
    edges = (divmod(begin - around * length, 12), divmod(begin + (1 + around) * length, 12))
    (first_year, first), (last_year, last) = edges
    return day_number(first_year, first + 1, 1) * DAY, day_number(last_year, last + 1, 1) * DAY


def spanned(first: Time, last: Time) -> Time:
    """Return the window from the first moment of one time to the last moment of another; both have a zone, or neither.

    Raises:
        ValueError: it does not end after it begins.
    """
    if (last.stated_low, last.stated_high) <= (first.stated_low, first.stated_high):
        raise ValueError("a window ends after it begins")
    quarters = first.quarters and last.quarters and last.high - first.low - EAST - WEST < QUARTER
    return Time("time", first.low, last.high, first.stated_low, last.stated_high, quarters)


def fiscal_year(
    year: int, month: int | None = None, *, offset: int | None = None, approximation: str | None = None
) -> Time:
    """Return what a fiscal year denotes.

    Args:
        year: that it is called after, or, where the month is told, in which it begins.
        month: that it begins in; None: not told.
        offset: of the zone, in microseconds east of UTC; None: unknown.
        approximation: a local name known to approximation.py, or None.
    """
    if month is not None:
        return time(year, month, precision=FISCAL, offset=offset, approximation=approximation)
    return spanned(
        fiscal_year(year - 1, EARLIEST_FISCAL_MONTH, offset=offset, approximation=approximation),
        fiscal_year(year, LATEST_FISCAL_MONTH, offset=offset, approximation=approximation),
    )


@lru_cache(maxsize=256)
def _offset(zone: str | None) -> int | None:
    if zone is None:
        return None
    if zone == "Z":
        return 0
    hours, minutes = int(zone[1:3]), int(zone[4:])
    if minutes > 59 or hours * 60 + minutes > 14 * 60:
        raise ValueError(f"there is no time zone {zone}")
    return (hours * HOUR + minutes * MINUTE) * (-1 if zone[0] == "-" else 1)
