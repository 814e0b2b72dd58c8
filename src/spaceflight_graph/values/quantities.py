"""The only place that says what a number with a unit, or a bare count, denotes, and the one table of units.

* A measured number covers its last stated digit, half a unit to each side: 51.6 is 51.55 up to 51.65. Every stated
  digit counts, trailing zeros too: 7,220 kg is known to the kilogram, until it is called approximate.
* A bare integer is a count and exact: 3 is neither 3.2 nor 4. It covers 3 up to 3.000000001, for no range is empty.
* **About** reaches to `margin` units of the last digit that is not zero; **more than** and **up to** open the range,
  not below zero where nothing can be less.
* A number of seconds, minutes, hours, days, weeks, months or years is a duration, and denotes what that duration does.

Scales, an int each and a Fraction only where a source is finer: mass in 1e-12 kg, length in 1e-9 m, angle in 1e-9 arc
seconds, speed in 1e-9 m/h, counts and money in 1e-9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from .approximation import ABOUT, margin, opened
from .durations import Duration, ahead, calendar_duration, counted_duration
from .relation import INFINITY, Bound, Ranged, exact
from .times import DAY, HOUR, MINUTE, SECOND

_COUNT = 10**9
_DEGREE = 3600 * 10**9
_PI = Fraction("3.14159265358979323846264338327950288419716939937510")

UNITS: dict[str, tuple[str, int | Fraction]] = {
    "AU": ("length", 149_597_870_700 * 10**9),
    "ARCMIN": ("angle", 60 * 10**9),
    "ARCSEC": ("angle", 10**9),
    "CentiM": ("length", 10**7),
    "DAY": ("duration", DAY),
    "DEG": ("angle", _DEGREE),
    "FT": ("length", 304_800_000),
    "GM": ("mass", 10**9),
    "HR": ("duration", HOUR),
    "IN": ("length", 25_400_000),
    "KiloGM": ("mass", 10**12),
    "KiloM": ("length", 10**12),
    "KiloM-PER-HR": ("speed", 10**12),
    "KiloM-PER-SEC": ("speed", 3600 * 10**12),
    "LB": ("mass", 453_592_370_000),
    "M": ("length", 10**9),
    "M-PER-SEC": ("speed", 3600 * 10**9),
    "MI": ("length", 1_609_344 * 10**6),
    "MI_N": ("length", 1852 * 10**9),
    "MIN": ("duration", MINUTE),
    "MilliGM": ("mass", 10**6),
    "MilliM": ("length", 10**6),
    "MilliSEC": ("duration", 1000),
    "MO": ("months", 1),
    "NUM": ("count", _COUNT),
    "RAD": ("angle", 180 * _DEGREE / _PI),
    "SEC": ("duration", SECOND),
    "TONNE": ("mass", 10**15),
    "TON_Metric": ("mass", 10**15),
    "UNITLESS": ("count", _COUNT),
    "WK": ("duration", 7 * DAY),
    "YR": ("months", 12),
    **{code: (f"money:{code}", 10**9) for code in ("CAD", "CNY", "EUR", "GBP", "INR", "JPY", "RUB", "USD")},
}
_SIGNED = frozenset({"angle"})  # elsewhere nothing is less than nothing

_LEXICAL = {
    "integer": re.compile(r"([+-]?\d{1,99})", re.ASCII),
    "decimal": re.compile(r"([+-]?\d{0,99})(?:\.(\d{0,99}))?", re.ASCII),
    "double": re.compile(r"([+-]?\d{0,99})(?:\.(\d{0,99}))?(?:[eE]([+-]?\d{1,3}))?", re.ASCII),
}


@dataclass(frozen=True, slots=True)
class Quantity(Ranged):
    """A measured or counted number, on the scale of its dimension."""


def read_quantity(lexical: str, kind: str, unit: str | None, approximation: str | None) -> Quantity | Duration:
    """Return what an XSD number denotes in a unit.

    Args:
        lexical: the digits the source has, such as ``254.4``.
        kind: ``integer``, ``decimal`` or ``double``.
        unit: a key of `UNITS` (QUDT local names and currency codes); None for a bare number.
        approximation: a local name known to approximation.py, or None.

    Raises:
        ValueError: not in the lexical space, infinite, or an unknown unit.
    """
    match = _LEXICAL[kind].fullmatch(lexical.strip())
    if match is None:
        raise ValueError(f"{lexical!r} is not a finite xsd:{kind} of up to 99 digits.")
    whole, fraction, power = (*match.groups(), "", "")[:3]
    if not (fraction or whole.strip("+-")):
        raise ValueError(f"{lexical!r} is not a finite xsd:{kind} of up to 99 digits.")
    digits = int(whole + (fraction or ""))
    exponent = int(power or 0) - len(fraction or "")
    return quantity(digits, exponent, unit, approximation, counted=kind == "integer")


def quantity(
    digits: int, exponent: int, unit: str | None, approximation: str | None = None, *, counted: bool = False
) -> Quantity | Duration:
    """Return what ``digits`` × 10^``exponent`` of a unit denotes, its last digit being the last that is known.

    Args:
        digits: 2544 for 254.4.
        exponent: -1 for 254.4; above 0 where the last digits are not stated.
        unit: a key of `UNITS`; None for a bare number.
        approximation: a local name known to approximation.py, or None.
        counted: whether a number without a unit is exact.

    Raises:
        ValueError: an unknown unit, or a broken number of calendar months.
    """
    try:
        dimension, scale = UNITS[unit or "NUM"]
    except KeyError:
        raise ValueError(f"{unit!r} is no known unit: use one of {', '.join(sorted(UNITS))}.") from None
    if dimension == "months":
        if exponent:
            raise ValueError(f"Only whole numbers of {unit} are comparable: a month has 28 to 31 days.")
        return _signed(digits, calendar_duration(abs(digits), int(scale), approximation))
    over, under = 10 ** max(0, exponent), 10 ** max(0, -exponent)
    if dimension == "duration":
        return _signed(digits, counted_duration(abs(digits), exact(scale * over, under), approximation))
    low: Bound
    high: Bound
    sharp = counted and dimension == "count"
    if approximation == ABOUT:
        reach = margin(digits)
        low, high = exact((digits - reach) * scale * over, under), exact((digits + reach) * scale * over, under)
        high += int(sharp)
    elif sharp:
        low, high = digits * scale, digits * scale + 1
    else:
        low = exact((2 * digits - 1) * scale * over, 2 * under)
        high = exact((2 * digits + 1) * scale * over, 2 * under)
    if approximation is not None and approximation != ABOUT:
        low, high = opened(low, high, approximation, -INFINITY if dimension in _SIGNED else 0)
    return Quantity(dimension, low, high, low, high)


def _signed(digits: int, duration: Duration) -> Duration:
    return ahead(duration) if digits < 0 else duration
