"""Axes: the only place that chooses which days, lengths and differences are marked, and what the marks read like."""

import math
from datetime import UTC, datetime, timedelta

from spaceflight_graph import wording
from spaceflight_graph.plot.chart import Tick

XSD = wording.reading.XSD
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 8
"""How many marks an axis has at most; more run into each other."""

_SECONDS = {"MIN": 60.0, "HR": 3600.0, "DAY": 86_400.0, "MO": 2_629_746.0, "YR": 31_556_952.0}
_LEAST_DIFFERENCE = 10.0
"""Seconds: differences below it lie in the middle of the axis, and those above each decade as far apart."""


def place(moment: datetime) -> float:
    """Return where a moment lies on an axis of days.

    >>> place(datetime(1970, 1, 2, 12, tzinfo=UTC))
    1.5
    """
    return (moment - _EPOCH) / timedelta(days=1)


def year(at: float) -> int:
    """Return the year of a place on an axis of days.

    >>> year(-1.0), year(0.0)
    (1969, 1970)
    """
    return (_EPOCH + timedelta(days=at)).year


def days(low: float, high: float, language: str) -> tuple[Tick, ...]:
    """Return marks for an axis of days: of days, months or years, as many as there is room for."""
    first, last = (_EPOCH + timedelta(days=at) for at in (low, high))
    for step in (1, 2, 5, 10, 14):
        if (high - low) / step <= _MOST:
            at = math.ceil(low)
            return tuple(_day(day, language) for day in range(at, math.floor(high) + 1, step))
    for months in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200):
        begin = -(-(first.year * 12 + first.month - 1) // months) * months
        found = [
            _month(number, language, yearly=months >= 12)
            for number in range(begin, last.year * 12 + last.month, months)
        ]
        inside = tuple(tick for tick in found if low <= tick.at <= high)
        if len(inside) <= _MOST:
            return inside
    return ()


def lengths(high: float, language: str) -> tuple[str, float, tuple[Tick, ...]]:
    """Return a unit for lengths of time up to so many seconds, its seconds, and the marks of an axis of it, from 0."""
    unit = next((unit for unit in ("DAY", "HR") if high >= 2 * _SECONDS[unit]), "MIN")
    step = next(step for step in _steps() if high / _SECONDS[unit] / step <= _MOST)
    numbers = range(0, math.floor(high / _SECONDS[unit]) + 1, step)
    return unit, _SECONDS[unit], tuple(Tick(number, _read(number, unit, language)) for number in numbers)


def counts(high: int) -> tuple[Tick, ...]:
    """Return marks for an axis of so many things."""
    step = next(step for step in _steps() if high / step <= _MOST)
    return tuple(Tick(number, str(number)) for number in range(0, high + 1, step))


def squeezed(seconds: float) -> float:
    """Return where a difference lies on an axis on which seconds and years are seen.

    >>> squeezed(0.0), round(squeezed(-90.0), 6), round(squeezed(990.0), 6)
    (0.0, -1.0, 2.0)
    """
    return math.copysign(math.log10(1 + abs(seconds) / _LEAST_DIFFERENCE), seconds) if seconds else 0.0


def differences(low: float, high: float, language: str) -> tuple[Tick, ...]:
    """Return marks for an axis of differences, squeezed."""
    after = [Tick(squeezed(length), _read(1, unit, language)) for unit, length in _SECONDS.items()]
    before = [Tick(-tick.at, f"−{tick.text}") for tick in reversed(after)]
    return tuple(tick for tick in (*before, Tick(0.0, "0"), *after) if low <= tick.at <= high)


def _day(number: int, language: str) -> Tick:
    day = (_EPOCH + timedelta(days=number)).date()
    return Tick(float(number), wording.reads(day.isoformat(), f"{XSD}date", language=language))


def _month(number: int, language: str, *, yearly: bool) -> Tick:
    year, month = divmod(number, 12)
    at = place(datetime(year, month + 1, 1, tzinfo=UTC))
    if yearly:
        return Tick(at, wording.reads(f"{year:04}", f"{XSD}gYear", language=language))
    return Tick(at, wording.reads(f"{year:04}-{month + 1:02}", f"{XSD}gYearMonth", language=language))


def _read(number: int, unit: str, language: str) -> str:
    return wording.reads(str(number), f"{XSD}decimal", unit=unit, language=language)


def _steps() -> list[int]:
    return [digit * 10**power for power in range(9) for digit in (1, 2, 5)]
