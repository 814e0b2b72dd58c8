"""The only place that says what a duration denotes: calendar and clock parts, precision, rounding.

Scale: microseconds, as for times, so that the end of one time minus the begin of another lies on it. Dimension:
``duration``.

* A duration covers its finest unit: 168 days are 168 d up to 169 d, and 168 d 5 h 18 min, that minute, refines them.
* What is counted in units finer than a day may be truncated or rounded, as clock times are: 6 hours mean 5 h 30 min up
  to 7 h. Days, months and years are counted, never rounded.
* A decimal is no different: 8.7 minutes, truncated or rounded, are 8 min 39 s up to 8 min 48 s.
* Months and years are as long as the calendar lets them be: five months are 150 days up to, not including, 184.
* **About** reaches to `margin` units of the precision below and above the count (about 3 h 30 min: 200 up to 220 min);
  **more than** and **up to** open the range, not below zero.
* A negative duration (earlier than planned) is the mirror image of the positive one, half-open at its other end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from .approximation import ABOUT, margin, opened
from .days import day_number
from .relation import Bound, Ranged, exact
from .times import CLOCK_UNITS, DAY, HOUR, MINUTE, PRECISIONS, SECOND

_LEXICAL = re.compile(
    r"P(?=.)(?:(\d{1,15})Y)?(?:(\d{1,15})M)?(?:(\d{1,15})D)?"
    r"(?:T(?=.)(?:(\d{1,15})H)?(?:(\d{1,15})M)?(?:(\d{1,15})(?:\.(\d{1,99}))?S)?)?",
    re.ASCII,
)
_UNITS = {**CLOCK_UNITS, "Day": DAY}
TENTH = "TenthOfMinute"
DURATION_PRECISIONS = (*PRECISIONS, TENTH)


@dataclass(frozen=True, slots=True)
class Duration(Ranged):
    """A length of time as precise as its source."""


def read_duration(lexical: str, kind: str, precision: str | None, approximation: str | None) -> Duration:
    """Return what an XSD duration denotes.

    Args:
        lexical: such as ``P168DT5H18M``.
        kind: ``duration``, ``dayTimeDuration`` or ``yearMonthDuration``.
        precision: a member of `DURATION_PRECISIONS`, or None for the finest part that is written; what is finer
            is cut off.
        approximation: a local name known to approximation.py, or None.

    Raises:
        ValueError: not in the lexical space, or an unknown precision.
    """
    text = lexical.strip()
    sign = text.startswith("-")
    match = _LEXICAL.fullmatch(text, int(sign))
    if (
        match is None
        or (kind == "yearMonthDuration" and match.lastindex is not None and match.lastindex > 2)
        or (kind == "dayTimeDuration" and (match[1] or match[2]))
    ):
        raise ValueError(f"{lexical!r} is not an xsd:{kind}.")
    if precision is not None and precision not in DURATION_PRECISIONS:
        raise ValueError(f"{precision!r} is no precision: use one of {', '.join(DURATION_PRECISIONS)}.")
    found = _assembled(match, precision or PRECISIONS[(match.lastindex or 1) - 1], approximation)
    return ahead(found) if sign else found


def seconds(lexical: str) -> str | None:
    """Return a duration in seconds, as an xsd:decimal in its canonical form; None where it counts months or years.

    Args:
        lexical: in the lexical space of xsd:duration.

    >>> seconds("P168DT5H18M"), seconds("-PT8.70S"), seconds("P6M")
    ('14534280', '-8.7', None)
    """
    match = _LEXICAL.fullmatch(lexical, int(lexical.startswith("-")))
    if match is None or match[1] or match[2]:
        return None
    days, hours, minutes, whole = (int(match[part] or 0) for part in range(3, 7))
    total = ((days * 24 + hours) * 60 + minutes) * 60 + whole
    fraction = (match[7] or "").rstrip("0")
    sign = "-" if lexical.startswith("-") and (total or fraction) else ""
    return f"{sign}{total}{'.' if fraction else ''}{fraction}"


def _assembled(match: re.Match[str], precision: str, approximation: str | None) -> Duration:
    """Return what the parts found denote, cut off at the precision."""
    years, months, days, hours, minutes, seconds, fraction = match.groups()
    calendar = int(years or 0) * 12 + int(months or 0)
    if precision == "Year":
        return calendar_duration(calendar // 12, 12, approximation)
    if precision == "Month":
        return calendar_duration(calendar, 1, approximation)
    clock: int | Fraction = (
        int(days or 0) * DAY + int(hours or 0) * HOUR + int(minutes or 0) * MINUTE + int(seconds or 0) * SECOND
    )
    unit: int | Fraction
    if precision == "Fraction" and fraction:
        finest = len(fraction) - 6
        unit = exact(10 ** max(0, -finest), 10 ** max(0, finest))
        clock += int(fraction) * unit
    else:
        unit = MINUTE // 10 if precision == TENTH else _UNITS.get(precision, SECOND)
    return counted_duration(int(clock // unit), unit, approximation, months=calendar)


def counted_duration(
    count: int, unit: int | Fraction, approximation: str | None = None, *, months: int = 0
) -> Duration:
    """Return what a number of equal units denotes, after as many calendar months.

    Args:
        count: 0 or more.
        unit: microseconds; finer than a day means that the count may be rounded.
        approximation: a local name known to approximation.py, or None.
        months: of the calendar, 0 or more.

    Raises:
        ValueError: the count is negative.
    """
    if count < 0:
        raise ValueError("A number of units is never less than nothing.")
    shortest, longest = _month_lengths(months) if months else (0, 0)
    low: Bound = shortest * DAY + count * unit
    high: Bound = longest * DAY + (count + 1) * unit
    early = low - exact(unit, 2) if unit < DAY else low
    if approximation == ABOUT:
        reach = margin(count) * unit
        low, high = low - reach, high - unit + reach
        early = low
    elif approximation is not None:
        low, high = opened(low, high, approximation, 0)
        early = min(early, low)
    return Duration("duration", early, high, low, high)


def calendar_duration(count: int, months: int, approximation: str | None = None) -> Duration:
    """Return what a number of months (``months`` = 1) or years (12) denotes.

    >>> five = calendar_duration(5, 1)
    >>> five.low // DAY, five.high // DAY
    (150, 184)
    """
    reach = margin(count) if approximation == ABOUT else 0
    low: Bound = _month_lengths(max(0, count - reach) * months)[0] * DAY
    high: Bound = _month_lengths((count + max(1, reach)) * months)[1] * DAY
    if approximation is not None and not reach:
        low, high = opened(low, high, approximation, 0)
    return Duration("duration", low, high, low, high)


def decimal_months(count: int, step: Fraction, months: int) -> Duration:
    """Return what a decimal number of months (``months`` = 1) or years (12) denotes, truncated or rounded.

    Args:
        count: 55 for 5.5 months.
        step: a tenth for 5.5 months.
        months: how many there are in one of the unit.

    >>> half = decimal_months(55, Fraction(1, 10), 1)
    >>> float(half.low / DAY), float(half.high / DAY)
    (162.6, 171.6)
    """
    early, low, high = (_in_days((count + around) * step * months) for around in (-Fraction(1, 2), 0, 1))
    end = exact(high[1] * DAY)
    return Duration("duration", exact(early[0] * DAY), end, exact(low[0] * DAY), end)


def _in_days(months: Fraction) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest number of days that so many months and a part of one can have."""
    whole, part = divmod(months, 1)
    (shortest, longest), (short, long) = _month_lengths(whole), _month_lengths(1)
    return shortest + part * short, longest + part * long


def ahead(duration: Duration) -> Duration:
    """Return the same length of time on the other side of nothing: four minutes ahead of the plan are -PT4M."""
    return Duration("duration", -duration.high, -duration.low, -duration.stated_high, -duration.stated_low)


@lru_cache(maxsize=1024)
def _month_lengths(months: int) -> tuple[int, int]:
    """Return the least and the greatest number of days that so many months in a row can have."""
    cycles, rest = divmod(months, 4800)
    starts = _month_starts()
    lengths = [starts[first + rest] - starts[first] for first in range(4800)]
    return min(lengths) + cycles * 146_097, max(lengths) + cycles * 146_097


@lru_cache(maxsize=1)
def _month_starts() -> list[int]:
    """Return the day numbers on which the months of two calendar cycles begin."""
    return [day_number(2000 + month // 12, month % 12 + 1, 1) for month in range(9600)]
