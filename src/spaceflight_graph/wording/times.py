"""The only place that writes a time as people do: a decade, a fiscal year, a day, a second, a window."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from .languages import Language

PRECISIONS = (
    "Decade", "FiscalYear", "Year", "HalfYear", "Quarter", "Month", "Day", "Hour", "Minute", "Second", "Fraction"
)  # fmt: skip
"""From coarse to fine: the local names of the ontology's precisions of a time."""

_FROM = "FiscalYearFrom"  # told by the month that it begins in: countries call it after this year or that
_RANK = {precision: rank for rank, precision in enumerate(PRECISIONS)}
_LEXICAL = (
    r"(?a)(-?\d{4,})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01])(?:T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?)?)?"
    r"(Z|[+-]\d\d:\d\d)?"
)


class _Moment(NamedTuple):
    precision: str
    year: str
    month: int
    day: str
    clock: str
    zone: str

    @property
    def date(self) -> tuple[str, int, str]:
        return self.year, self.month, self.day


def told(
    lexical: str, end: str | None, precision: str | None, approximation: str | None, words: Language
) -> str | None:
    """Return how an XSD time reads, or None where it is none.

    Args:
        lexical: of an xsd:dateTime, date, gYearMonth or gYear.
        end: the last moment of a window that begins with the first, or None.
        precision: a member of `PRECISIONS`; None, or one finer than the literal: what the literal tells.
        approximation: About, MoreThan, LessThan, UpTo or AtLeast, or None.
        words: of the reader's language.
    """
    begin, last = _read(lexical, precision), _read(lexical if end is None else end, precision)
    if begin is None or last is None:
        return None
    exact = approximation is None
    text = _whole(begin, words, exact) if last == begin else _window(begin, last, words, exact)
    if approximation is None:
        return text
    near = words.near_times
    return (near.get(approximation + begin.precision) or near.get(approximation, "{}")).format(text)


def _read(lexical: str, precision: str | None) -> _Moment | None:
    match = re.fullmatch(_LEXICAL, lexical.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    finest = "Fraction" if fraction else "Second" if second else "Day" if day else "Month" if month else "Year"
    if precision not in _RANK or _RANK[precision] > _RANK[finest]:
        precision = finest
    clock = {
        "Hour": f"{hour}",
        "Minute": f"{hour}:{minute}",
        "Second": f"{hour}:{minute}:{second}",
        "Fraction": f"{hour}:{minute}:{second}.{fraction}",
    }
    by_day = _RANK[precision] >= _RANK["Day"]
    return _Moment(
        _FROM if precision == "FiscalYear" and month else precision,
        year=year,
        month=int(month or 1),
        day=day.lstrip("0") if by_day else "",
        clock=clock.get(precision, ""),
        zone=_zone(zone) if zone and by_day else "",
    )


def _zone(zone: str) -> str:
    """Return a zone as an offset from UTC, without zeros that say nothing.

    >>> _zone("Z"), _zone("+03:00"), _zone("-05:30")
    (' UTC', ' UTC+3', ' UTC−5:30')
    """
    if zone in ("Z", "+00:00", "-00:00"):
        return " UTC"
    return f" UTC{'+' if zone[0] == '+' else '−'}{int(zone[1:3])}{zone[3:] if zone[4:] != '00' else ''}"


def _whole(moment: _Moment, words: Language, exact: bool) -> str:
    return _date(moment, words, exact) + _clock(moment, moment.clock, words) + moment.zone


def _window(a: _Moment, b: _Moment, words: Language, exact: bool) -> str:
    """Return a window, what both its ends share told once as far as it stands at one side of what differs."""
    if a.precision == b.precision and a.zone == b.zone:
        if a.clock and a.date == b.date:
            return _date(a, words, exact) + _clock(a, f"{a.clock}–{b.clock}", words) + a.zone
        if a.precision == "Day" and a.date[:2] == b.date[:2]:
            return _date(a, words, exact, day=words.days.format(a.day, b.day)) + a.zone
        if a.precision in ("Year", "FiscalYear"):
            return _date(a, words, exact, year=f"{a.year}–{b.year}")
    first = _date(a, words, exact) + _clock(a, a.clock, words) + (a.zone if a.zone != b.zone else "")
    return f"{first} – {_whole(b, words, exact)}"


def _date(moment: _Moment, words: Language, exact: bool, *, year: str | None = None, day: str | None = None) -> str:
    """Return a moment without its time of day."""
    precision = "Day" if moment.clock else moment.precision
    templates: Mapping[str, str] = words.times if exact else {**words.times, **words.oblique}
    months = words.months_alone or words.months if exact and precision == "Month" else words.months
    if year is not None and precision + "s" in templates:
        precision += "s"
    half = precision == "HalfYear"
    part = (moment.month - 1) // (6 if half else 3)
    return templates[precision].format(
        y=moment.year[:-1] + "0" if precision == "Decade" else year or moment.year,
        m=months[moment.month - 1],
        d=day or moment.day,
        q=words.halves[part] if half else part + 1,
    )


def _clock(moment: _Moment, clock: str, words: Language) -> str:
    """Return a time of day, or two, with what parts it from the day."""
    if not clock:
        return ""
    clock = clock.replace(".", words.decimal)
    return words.at + (words.times["Hour"].format(h=clock) if moment.precision == "Hour" else clock)
