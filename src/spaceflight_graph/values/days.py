"""The only place that counts days: the proleptic Gregorian calendar, for any year, on the scale of times.py."""

from __future__ import annotations

from datetime import date

_EPOCH = date(1970, 1, 1).toordinal()
_CYCLE = 146_097  # days in the 400 years after which the calendar repeats


def day_number(year: int, month: int, day: int) -> int:
    """Return the days since 1970-01-01, for any year.

    Raises:
        ValueError: the calendar has no such day.

    >>> day_number(1970, 1, 2), day_number(-4713, 11, 24)
    (1, -2440588)
    """
    cycles, rest = divmod(year - 1, 400)
    try:
        return date(rest + 1, month, day).toordinal() + cycles * _CYCLE - _EPOCH
    except ValueError:
        raise ValueError(f"the calendar has no {year:04}-{month:02}-{day:02}") from None


def calendar_day(days: int) -> tuple[int, int, int]:
    """Return year, month and day of the days since 1970-01-01: `day_number` backwards."""
    cycles, rest = divmod(days + _EPOCH - 1, _CYCLE)
    found = date.fromordinal(rest + 1)
    return found.year + 400 * cycles, found.month, found.day


def date_time(seconds: int) -> str:
    """Return whole seconds since 1970-01-01T00:00:00Z as an xsd:dateTime in UTC.

    >>> date_time(1513495261)
    '2017-12-17T07:21:01Z'
    """
    days, rest = divmod(seconds, 86_400)
    year, month, day = calendar_day(days)
    sign = "-" if year < 0 else ""
    return f"{sign}{abs(year):04}-{month:02}-{day:02}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"
