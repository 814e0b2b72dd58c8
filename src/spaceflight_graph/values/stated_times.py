"""The only place that reads times as pages write them, in English, German and Chinese.

A text is one date, one clock time, or both, with at most one zone, and words such as "at" between. What is left over
makes it unreadable: None, never a guess. Of a time told twice, ``2:25 p.m. EDT (21:25 Moscow Time)``, the first counts.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from .stated import peel, plain
from .times import SECOND, Time, time
from .zones import ZONES, zone

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar",
            "february feb februar",
            "march mar märz mrz",
            "april apr",
            "may mai",
            "june jun juni",
            "july jul juli",
            "august aug",
            "september sept sep",
            "october oct oktober okt",
            "november nov",
            "december dec dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-zäöü])\.?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?:(?<!\d)(?P<year>\d{4})年)?(?:(?<!\d)(?P<month>\d{1,2})月)?(?<!\d)(?P<day>\d{1,2})日",
        r"(?:(?<!\d)(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?!\d)",
        r"(?<!\d)(?P<year>\d{4})年(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.? {_MONTH},?(?: (?P<year>\d{{4}})(?!\d))?",
        rf"(?<!\d)(?P<year>\d{{4}}),? {_MONTH} (?P<day>\d{{1,2}})(?![\d:])",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,? (?P<year>\d{{4}})(?!\d))?",
        rf"(?:(?<!\d)(?P<year>\d{{4}}),? )?{_MONTH}(?! ?\d)",
        rf"{_MONTH},? (?P<year>\d{{4}})(?!\d)",
        r"^(?P<year>\d{4})$",
    )
)
_CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?(?![\d:])"
        r"(?: ?(?P<half>[ap])\.? ?m(?![a-z])\.?)?",
        r"(?<!\d)(?P<hour>\d{1,2})[时点](?:(?P<minute>\d{1,2})分(?:(?P<second>\d{1,2})秒)?|整)?",
        r"(?<!\d)(?P<hour>\d{1,2}) ?(?P<half>[ap])\.? ?m(?![a-z])\.?",
    )
)
_NAMES = "|".join(re.escape(name.casefold()) for name in sorted(ZONES, key=len, reverse=True) if name != "Z")
_ZONE = re.compile(rf"(?<![a-z])(?:(?:utc|gmt) ?[+−-]\d{{1,2}}(?::?\d\d)?(?!\d)|(?:{_NAMES})(?![a-z]))")
_BRACKETED = re.compile(rf"\(({_ZONE.pattern})\)")
_ISO_ZONE = re.compile(r"(?<=\d)(?:z|[+-]\d\d:\d\d)$")
_BETWEEN = re.compile(
    r"(?<![a-zäöü])(?:at|on|in|the|of|um|am|im|den|der|uhr|local time|ortszeit|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)(?![a-zäöü])"
    r"|当地时间|[,.;:、。于在]"
)
_ISO = re.compile(r"(?<=\d)t(?=\d)")
_GAPS = re.compile(r"(?<=\d) (?=[年月日时点分秒])|(?<=[年月日时点分秒]) (?=\d)")


def stated_time(text: str, *, day: date | None = None) -> Time | None:
    """Return what the words for a time denote, or None where they cannot be read.

    Args:
        text: as the page has it.
        day: the date that the page has told before, in the zone of the text: it gives the year, month or day that the
            text leaves out. Without it, a text that needs it is not read.

    >>> time = stated_time("2017 Dec. 17, 10:21:01.127 Moscow Time")
    >>> time and time.not_before
    '2017-12-17T07:21:01Z'
    """
    rest, bracket, inner = _BRACKETED.sub(r" \1 ", plain(text)).partition("(")
    if bracket and _BETWEEN.sub("", inner.partition(")")[2]).strip():
        return None
    rest = _GAPS.sub("", rest.rstrip())
    offset = None
    if iso := _ISO.search(rest):
        rest, offset = _cut(_ISO_ZONE, rest[: iso.start()] + " " + rest[iso.end() :])
    rest, clock = _first(_CLOCKS, rest)
    rest, named = _cut(_ZONE, rest)
    if offset and named:
        return None
    offset = offset or named
    rest, calendar = _first(_DATES, rest.strip(" ,"))
    rest, approximation = peel(_BETWEEN.sub(" ", rest).strip())
    if rest or not (clock or calendar):
        return None
    try:
        return _assembled(calendar, clock, offset, approximation, day)
    except (ValueError, OverflowError):
        return None  # no such day, hour or zone


def _assembled(
    calendar: dict[str, str], clock: dict[str, str], offset: str | None, approximation: str | None, known: date | None
) -> Time | None:
    """Return the time of the fields found; None where they leave a gap.

    Raises:
        ValueError: the fields name no time; a year, month or day that is still missing is 0.
    """
    month = _MONTHS[calendar["name"]] if "name" in calendar else int(calendar.get("month", 0))
    number, year = int(calendar.get("day", 0)), int(calendar.get("year", 0))
    if known is not None:
        year = year or known.year
        if not month and (number or not calendar):
            month = known.month
        if not calendar:
            number = known.day
    if number and not month:
        return None
    if not clock:
        precision = "Day" if number else "Month" if month else "Year"
        month, number = month or 1, number or 1
        east = _east(offset, datetime(year, month, number, 12))
        return time(year, month, number, precision=precision, offset=east, approximation=approximation)
    hour, minute, second = int(clock["hour"]), int(clock.get("minute", 0)), int(clock.get("second", 0))
    if half := clock.get("half"):
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    precision = "Fraction" if "fraction" in clock else "Second" if "second" in clock else "Minute"
    if "minute" not in clock:
        precision = "Hour"
    east = _east(offset, datetime(year, month, number, min(hour, 23), minute))
    fraction = clock.get("fraction", "")
    return time(
        year,
        month,
        number,
        hour,
        minute,
        second,
        fraction,
        precision=precision,
        offset=east,
        approximation=approximation,
    )


def _east(name: str | None, moment: datetime) -> int | None:
    """Return the microseconds that a zone is east of UTC at a local time, or None for no zone."""
    if name is None:
        return None
    shift = zone(name).utcoffset(moment)
    return None if shift is None else shift // timedelta(seconds=1) * SECOND


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> tuple[str, dict[str, str]]:
    """Return the text without the first pattern found in it, and the fields of that."""
    for pattern in patterns:
        if match := pattern.search(text):
            fields = {name: part for name, part in match.groupdict().items() if part is not None}
            return text[: match.start()] + " " + text[match.end() :], fields
    return text, {}


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    """Return the text without what the pattern finds first, and that."""
    match = pattern.search(text)
    return (text, None) if match is None else (text[: match.start()] + " " + text[match.end() :], match[0])
