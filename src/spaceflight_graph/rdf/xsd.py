"""XSD 1.1 datatypes: the only place that says which literals are well-formed, and which value is less than another.

Lexical rules and order of values are those of https://www.w3.org/TR/xmlschema11-2/, for numbers and fractions of any
length. Numbers of two datatypes are compared as SPARQL has them promoted: exactly, unless one is a float or double.
"""

import re
import struct
from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from typing import NamedTuple

_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH, _DAY = r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_CLOCK = (
    r"(?:(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"
    r"|(?P<last>24:00:00(?:\.0+)?))"
)
_DAYS = r"(?:(?P<days>[0-9]+)D)?"
_MONTHS = r"(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?"
_TIME = r"(?:T(?=[0-9])(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)S)?)?"
_REAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_INTEGERS = {
    "integer": (None, None), "nonNegativeInteger": (0, None), "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0), "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1), "int": (-(2**31), 2**31 - 1), "short": (-(2**15), 2**15 - 1), "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1), "unsignedInt": (0, 2**32 - 1), "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}  # fmt: skip
_LONG = 4000
"""More digits than these Python does not make a number of."""
_FORMS = {
    **dict.fromkeys(_INTEGERS, r"[+-]?[0-9]+"),
    "decimal": r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)",
    "double": _REAL,
    "float": _REAL,
    "boolean": "true|false|1|0",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE.removesuffix('?')}",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "time": f"{_CLOCK}{_ZONE}",
    "gYear": f"{_YEAR}{_ZONE}",
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "duration": f"(?P<sign>-?)P(?=[0-9T]){_MONTHS}{_DAYS}{_TIME}",
    "yearMonthDuration": f"(?P<sign>-?)P(?=[0-9]){_MONTHS}",
    "dayTimeDuration": f"(?P<sign>-?)P(?=[0-9T]){_DAYS}{_TIME}",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
}
CHECKED = frozenset(_FORMS)
"""The datatypes whose literals can be ill-formed here; of the others only the name counts (SHACL §4.1.2)."""
_MOMENTS = frozenset(local for local, form in _FORMS.items() if "(?P<zone>" in form)
_DURATIONS = frozenset(local for local, form in _FORMS.items() if "(?P<sign>" in form)
_LEAP_YEAR = 2000
_LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_SECONDS = 24 * 60 * 60
_HALF_DAY_OF_ZONES = Fraction(14 * 60 * 60)
"""How far from UTC a zone may be: a moment without one may be that much earlier or later."""
_REFERENCES = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""The months that a duration is added to, to be compared with another (§3.3.6.1)."""


class _Moment(NamedTuple):
    kind: str
    at: Fraction
    zoned: bool


class _Duration(NamedTuple):
    months: int
    seconds: Fraction


_Value = int | Fraction | float | str | _Moment | _Duration


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first needed."""
    return re.compile(form)


def well_formed(local: str, text: str) -> bool:
    """Tell whether a text is in the lexical space of an XSD datatype.

    Args:
        local: the datatype's local name; every text is fine for one that is not in :data:`CHECKED`.
        text: the lexical form, white space and all.

    >>> well_formed("double", "INF"), well_formed("double", "inf"), well_formed("gMonthDay", "--02-30")
    (True, False, False)
    """
    form = _FORMS.get(local)
    if form is None:
        return True
    match = _compiled(form).fullmatch(text)
    if match is None:
        return False
    if local in _INTEGERS:
        low, high = _INTEGERS[local]
        return (low is None and high is None) or _within(text, low, high)
    named = match.re.groupindex
    if "day" in named and "month" in named:
        year = int(match["year"]) if "year" in named else _LEAP_YEAR
        return int(match["day"]) <= days_in(year, int(match["month"]))
    return True


def whole(local: str, text: str) -> int | None:
    """Return the number that a literal of an integer type stands for.

    >>> whole("int", "+07"), whole("int", "7.0"), whole("string", "7"), whole("integer", "9" * 5000)
    (7, None, None, None)
    """
    if local not in _INTEGERS or not well_formed(local, text) or len(text) > _LONG:
        return None
    return int(text)


def _within(text: str, low: int | None, high: int | None) -> bool:
    digits = text.lstrip("+-0")
    if len(digits) > len(str(2**64)):  # no limit is so large
        return low is None if text.startswith("-") else high is None
    number = int(text)
    return (low is None or number >= low) and (high is None or number <= high)


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> days_in(1900, 2), days_in(2000, 2), days_in(0, 2)
    (28, 29, 29)
    """
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else _LONGEST_MONTH[month - 1]


def less(one: tuple[str, str], other: tuple[str, str], *, or_equal: bool) -> bool | None:
    """Tell whether a literal's value is less than another's.

    Args:
        one: the local name of its datatype, and its lexical form.
        other: the same of the other.
        or_equal: whether it may be as large.

    Returns:
        ``None`` where they cannot be compared: ill-formed, of different kinds, or only one with a time zone and both
        within 14 hours.

    >>> less(("decimal", "0." + "9" * 40), ("integer", "1"), or_equal=False), less(("byte", "300"), ("int", "1"),
    ...     or_equal=True)
    (True, None)
    """
    left, right = _value(*one), _value(*other)
    if left is None or right is None:
        return None
    if isinstance(left, _Moment) and isinstance(right, _Moment):
        return _earlier(left, right, or_equal=or_equal)
    if isinstance(left, _Duration) and isinstance(right, _Duration):
        return _shorter(left, right, or_equal=or_equal)
    kinds = {_kind(one[0]), _kind(other[0])}
    if len(kinds) > 1 or not kinds <= {"number", "boolean", "string"}:
        return None
    if kinds == {"number"}:
        left, right = _promoted(one[0], left, other[0], right)
    return left < right or (or_equal and left == right)  # type: ignore[operator]


def _kind(local: str) -> str:
    if local in ("string", "boolean"):
        return local
    return "number" if local in _INTEGERS or local in ("decimal", "double", "float") else "other"


def _promoted(one: str, left: _Value, other: str, right: _Value) -> tuple[_Value, _Value]:
    """Return numbers as SPARQL has them promoted before it compares them (SPARQL §17.3)."""
    if "double" in (one, other):
        return _double(left), _double(right)
    if "float" in (one, other):
        return _single(_double(left)), _single(_double(right))
    return left, right


def _double(number: _Value) -> float:
    try:
        return float(number)  # type: ignore[arg-type]
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")  # type: ignore[operator]


def _single(number: float) -> float:
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


@lru_cache(maxsize=10_000)
def _value(local: str, text: str) -> _Value | None:
    """Return the value of a literal, or nothing where it has none that could be less than another."""
    if local == "string":
        return text
    if local not in _FORMS or local == "hexBinary" or not well_formed(local, text):
        return None
    if local == "boolean":
        return text in ("true", "1")
    if local in _MOMENTS:
        return _moment(local, text)
    if local in _DURATIONS:
        return _duration(local, text)
    if local in ("double", "float"):
        number = float(text.replace("INF", "inf"))
        return _single(number) if local == "float" else number
    return _exact(text)


def _exact(text: str) -> Fraction:
    """Return a number of any length; Python itself refuses to read one of more than some thousand digits."""
    sign = -1 if text.startswith("-") else 1
    whole, _, fraction = text.lstrip("+-").partition(".")
    digits = (whole + fraction) or "0"
    number = 0
    for start in range(0, len(digits), 4000):
        piece = digits[start : start + 4000]
        number = number * 10 ** len(piece) + int(piece)
    return Fraction(sign * number, 10 ** len(fraction))


def _moment(local: str, text: str) -> _Moment:
    match = _compiled(_FORMS[local]).fullmatch(text)
    part: Callable[[str], str | None] = match.groupdict().get  # type: ignore[union-attr]
    year, month, day = int(part("year") or 1972), int(part("month") or 12), int(part("day") or 1)
    if part("day") is None and local in ("gYear", "gYearMonth", "gMonth"):
        month = int(part("month") or 1)
    at = Fraction(_days_before(year, month, day) * _DAY_SECONDS)
    if part("last"):
        at += 0 if local == "time" else _DAY_SECONDS
    elif part("hour"):
        at += int(part("hour") or 0) * 3600 + int(part("minute") or 0) * 60 + _exact(part("second") or "0")
    zone = part("zone")
    if zone and zone != "Z":
        offset = int(zone[1:3]) * 3600 + int(zone[4:6]) * 60
        at -= -offset if zone[0] == "-" else offset
    return _Moment("dateTime" if local == "dateTimeStamp" else local, at, zone is not None)


def _days_before(year: int, month: int, day: int) -> int:
    """Return how many days lie between the first of March of the year 0 and a day, in the Gregorian calendar."""
    year -= month <= 2
    shifted = (month + 9) % 12
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * shifted + 2) // 5 + day - 1


def _duration(local: str, text: str) -> _Duration:
    match = _compiled(_FORMS[local]).fullmatch(text)
    part = {name: value or "0" for name, value in match.groupdict().items()}  # type: ignore[union-attr]
    sign = -1 if part["sign"] == "-" else 1
    months = int(part.get("years", "0")) * 12 + int(part.get("months", "0"))
    hours = int(part.get("days", "0")) * 24 + int(part.get("hours", "0"))
    seconds = (hours * 60 + int(part.get("minutes", "0"))) * 60 + _exact(part.get("seconds", "0"))
    return _Duration(sign * months, sign * seconds)


def _earlier(one: _Moment, other: _Moment, *, or_equal: bool) -> bool | None:
    if one.kind != other.kind:
        return None
    if one.zoned == other.zoned:
        return one.at < other.at or (or_equal and one.at == other.at)
    if abs(one.at - other.at) <= _HALF_DAY_OF_ZONES:
        return None
    return one.at < other.at


def _shorter(one: _Duration, other: _Duration, *, or_equal: bool) -> bool | None:
    signs = set()
    for year, month in _REFERENCES:
        left, right = (_after(year, month, duration) for duration in (one, other))
        signs.add((left > right) - (left < right))
    return None if len(signs) > 1 else signs == {-1} or (or_equal and signs == {0})


def _after(year: int, month: int, duration: _Duration) -> Fraction:
    months = year * 12 + month - 1 + duration.months
    return _days_before(months // 12, months % 12 + 1, 1) * _DAY_SECONDS + duration.seconds
