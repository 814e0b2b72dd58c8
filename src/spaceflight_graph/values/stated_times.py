"""The only place that reads times as pages write them, in English, German and Chinese.

A text is one date, one clock time, or both, with at most one zone, and words such as "at" between; or a window of two
such (``12:15-12:17 Moscow Time``, ``2024—2025年``), of which each gives the other what it leaves out. What is left over
makes it unreadable: None, never a guess. Of a time told twice, ``2:25 p.m. EDT (21:25 Moscow Time)``, the first counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from .stated import peel, plain
from .stated_dates import Words, dated
from .times import SECOND, Time, fiscal_year, spanned, time
from .zones import OFFSET, ZONES
from .zones import zone as zone_of

_CLOCKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d:])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?(?![\d:])"
        r"(?: ?(?P<half>[ap])\.? ?m(?![a-z])\.?)?",
        r"(?<!\d)(?P<hour>\d{1,2})[时時点點](?P<minute>\d{1,2})分(?P<second>\d{1,2})\.(?P<fraction>\d{1,6})秒",
        r"(?<!\d)(?P<hour>\d{1,2})[时時点點](?:(?P<minute>\d{1,2})分(?:(?P<second>\d{1,2})秒(?:(?P<fraction>\d{3})毫秒)?)?|整)?",
        r"(?<!\d)(?P<hour>\d{1,2}) ?(?P<half>[ap])\.? ?m(?![a-z])\.?",
    )
)
_NAMES = "|".join(re.escape(name.casefold()) for name in sorted(ZONES, key=len, reverse=True) if name != "Z")
_ZONE = re.compile(rf"(?<![a-z])(?:{OFFSET}|(?:{_NAMES})(?![a-zäöü]))")
_BRACKETED = re.compile(rf"\(({_ZONE.pattern})\)")
_ISO_ZONE = re.compile(r"(?<=\d)(?:z|[+-]\d\d:\d\d)$")
_BETWEEN = re.compile(
    r"(?<![a-zäöü])(?:at|on|in|the|of|um|am|im|den|der|uhr|local time|ortszeit|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)(?![a-zäöü])"
    r"|当地时间|时间|[,.;:、。于在]"
)
_ISO = re.compile(r"(?<=\d)t(?=\d)")
_GAPS = re.compile(
    r"(?<=\d) (?=[年月日时時点點分秒世季])|(?<=[年月日时時点點分秒纪]) (?=\d)"
    r"|(?<=年) (?=[第上下一二三四])|(?<=第) | (?=季度)"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")  # in a Chinese text, CST may be China's
_FROM = re.compile(r"^(?:from|von|从|自)(?![a-zäöü]) ?")
_AMONG = re.compile(r"^(?:between|zwischen)(?![a-zäöü]) ?")
_TO = re.compile(r" ?(?:[-‐–—−~]{1,2}|[至到]|(?<![a-z])(?:to|until|through|bis)(?![a-z])) ?")
_AND = re.compile(r" (?:and|und) |[和与]")
_NUMBER = re.compile(r"(?P<count>\d{1,2})(?:st|nd|rd|th|\.)?(?:,? (?P<year>\d{4}))?")
_LOGGED = re.compile(r"^(\d{4} [a-z]{3} \d{1,2}) (\d\d)(\d\d)(?=(?::\d\d)?\??$)")
"""Year, month, day and four digits are how catalogues log a minute: 1957 Oct 4 1928:34."""
_TENS = re.compile(r"(?P<tens>\d)0(?:年代|s|er(?: jahren?)?)")


@dataclass(frozen=True, slots=True)
class _Told:
    """What the words for one time tell.

    Attributes:
        words: its date, as far as told.
        clock: the fields of its clock time; empty where only a date is told.
        offset: the name or offset of its zone.
        approximation: a local name known to approximation.py.
    """

    words: Words = field(default_factory=Words)
    clock: dict[str, str] = field(default_factory=dict)
    offset: str | None = None
    approximation: str | None = None


@dataclass(frozen=True, slots=True)
class Fields:
    """A time as its words tell it, in the zone that they tell it in.

    Attributes:
        year, month, day, hour, minute, second: finer than the precision they are no part of it.
        fraction: the decimal digits of the second.
        precision: a local name known to times.py.
        east: microseconds that the zone is east of UTC; None: unknown.
        zoned: whether the zone belongs to what is told: a day has one only where the words name it.
        approximation: a local name known to approximation.py.
    """

    year: int
    month: int
    day: int
    hour: int
    minute: int
    second: int
    fraction: str
    precision: str
    east: int | None
    zoned: bool
    approximation: str | None


def stated_fields(text: str, *, day: date | None = None, zone: str | None = None) -> tuple[Fields, ...]:
    """Return the fields of the time that `stated_time` reads, or of both ends of a window; none where it reads none.

    Args:
        text: as the page has it.
        day: as for `stated_time`.
        zone: as for `stated_time`.
    """
    rest = _folded(text)
    if (told := _told(rest)) is not None:
        fields = _fields(told, day, zone)
        return (fields,) if fields and _assembled(told, day, zone) else ()
    windows = {
        tuple(filter(None, (_fields(end, day, zone) for end in pair)))
        for pair in _pairs(rest)
        if _window(*pair, day, zone) is not None
    }
    return windows.pop() if len(windows) == 1 else ()


def stated_time(text: str, *, day: date | None = None, zone: str | None = None) -> Time | None:
    """Return what the words for a time or a window denote, or None where they cannot be read.

    Args:
        text: as the page has it.
        day: the date that the page has told before, in the zone of the text: it gives the year, month or day that the
            text leaves out. Without it, a text that needs it is not read.
        zone: the zone of the text, as zones.py knows it, where it names none; None: unknown.

    >>> time = stated_time("2017 Dec. 17, 10:21:01.127 Moscow Time")
    >>> time and time.not_before
    '2017-12-17T07:21:01Z'
    >>> window = stated_time("12:15-12:17 Moscow Time", day=date(2018, 6, 3))
    >>> window and window.not_after
    '2018-06-03T09:17:59Z'
    >>> doubtful = stated_time("1961 Apr 12 0607?", zone="Z")
    >>> doubtful and doubtful.not_before
    '1961-04-12T06:06:00Z'
    """
    if (told := _told(_folded(text))) is not None:
        return _assembled(told, day, zone)
    window = stated_window(text, day=day, zone=zone)
    return window and spanned(*window)


def stated_window(text: str, *, day: date | None = None, zone: str | None = None) -> tuple[Time, Time] | None:
    """Return what the words for the two ends of a window denote, or None where they are none or cannot be read.

    Args:
        text: as the page has it.
        day: as for `stated_time`.
        zone: as for `stated_time`.

    >>> window = stated_window("2024—2025年", zone="Z")
    >>> window and (window[0].not_before, window[1].not_before)
    ('2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z')
    """
    rest = _folded(text)
    if _told(rest) is not None:
        return None
    windows = {window for pair in _pairs(rest) if (window := _window(*pair, day, zone)) is not None}
    return windows.pop() if len(windows) == 1 else None


def _folded(text: str) -> str:
    """Return the text as the patterns want it, up to a first bracket; empty where more than that follows."""
    rest, bracket, inner = _BRACKETED.sub(r" \1 ", _LOGGED.sub(r"\1 \2:\3", plain(text))).partition("(")
    if bracket and _BETWEEN.sub("", inner.partition(")")[2]).strip():
        return ""
    return _GAPS.sub("", rest.rstrip())


def _told(rest: str) -> _Told | None:
    """Return what the words for one time tell; None where something is left over."""
    offset = None
    if iso := _ISO.search(rest):
        rest, offset = _cut(_ISO_ZONE, rest[: iso.start()] + " " + rest[iso.end() :])
    clock: dict[str, str] = {}
    for pattern in _CLOCKS:
        if match := pattern.search(rest):
            clock = {name: part for name, part in match.groupdict().items() if part is not None}
            rest = rest[: match.start()] + " " + rest[match.end() :]
            break
    rest, named = _cut(_ZONE, rest)
    if (offset and named) or (named == "cst" and _HAN.search(rest)):
        return None
    rest, words = dated(rest.strip(" ,"))
    rest, approximation = peel(_BETWEEN.sub(" ", rest).strip())
    if rest or not (clock or words != Words()) or (clock and words.stretch):
        return None
    return _Told(words, clock, offset or named, approximation)


def _pairs(text: str) -> Iterator[tuple[_Told, _Told]]:
    """Yield the two ends of every window that the words may be, each with what the other tells for both."""
    among = _AMONG.match(text)
    text = text[among.end() :] if among else _FROM.sub("", text)
    text, approximation = peel(text)
    for sign in (_AND if among else _TO).finditer(text):
        left, right = text[: sign.start()].strip(), text[sign.end() :].strip()
        first, last = _told(left), _told(right)
        if first is None and last is not None:
            first = _bare(left, last)
        elif last is None and first is not None:
            last = _bare(right, first)
        if first is None or last is None or bool(first.clock) != bool(last.clock):
            continue
        if "half" in first.clock and "half" not in last.clock:
            continue  # 10:30 p.m. to 11:00: which half of the day?
        yield (
            _completed(first, last, approximation),
            _completed(last, first, approximation),
        )


def _bare(text: str, other: _Told) -> _Told | None:
    """Return what a number alone tells beside the other end: 3–5 May, May 3–5, 2019, 10–11 a.m., 2020s to 30s."""
    if (tens := _TENS.fullmatch(text)) and other.words.stretch == "Decade":
        return _Told(Words(int(f"{other.words.year // 100}{tens['tens']}0"), stretch="Decade"))
    number = _NUMBER.fullmatch(text)
    if number is None:
        return None
    if other.words.day and not other.clock:
        return _Told(Words(int(number["year"] or 0), 0, int(number["count"])))
    return _Told(clock={"hour": number["count"]}) if "half" in other.clock and not number["year"] else None


def _completed(told: _Told, other: _Told, approximation: str | None) -> _Told:
    """Return one end of a window with the zone, the half of the day and the date that only the other end tells."""
    words, theirs = told.words, other.words
    if words == Words():
        words = theirs
    elif not words.stretch or words.stretch == theirs.stretch:
        month = words.month or (theirs.month if words.day else 0)
        words = replace(words, year=words.year or theirs.year, month=month)
    half = {"half": other.clock["half"]} if "half" in other.clock and "half" not in told.clock else {}
    return _Told(
        words,
        told.clock | half,
        told.offset or other.offset,
        told.approximation or other.approximation or approximation,
    )


def _window(first: _Told, last: _Told, known: date | None, zone: str | None) -> tuple[Time, Time] | None:
    begin, end = _assembled(first, known, zone), _assembled(last, known, zone)
    try:
        return (begin, end) if begin and end and spanned(begin, end) else None
    except ValueError:
        return None  # it ends before it begins


def _assembled(told: _Told, known: date | None, zone: str | None) -> Time | None:
    """Return the time that is told; None where the words leave a gap, or where there is no such day, hour or zone."""
    fields = _fields(told, known, zone)
    if fields is None:
        return None
    try:
        if fields.precision == "FiscalYear":
            return fiscal_year(fields.year, offset=fields.east, approximation=fields.approximation)
        return time(
            fields.year,
            fields.month,
            fields.day,
            fields.hour,
            fields.minute,
            fields.second,
            fields.fraction,
            precision=fields.precision,
            offset=fields.east,
            approximation=fields.approximation,
        )
    except (ValueError, OverflowError):
        return None


def _fields(told: _Told, known: date | None, zone: str | None) -> Fields | None:
    """Return the calendar and clock fields that are told; None as for `_assembled`, but for days that there are not."""
    words, clock = told.words.filled(known), told.clock
    hour, minute, second = (int(clock.get(part, 0)) for part in ("hour", "minute", "second"))
    if half := clock.get("half"):
        if hour > 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if (words.day and not words.month) or (clock and not words.day) or not words.year:
        return None
    month, day = words.month or 1, words.day or 1
    try:
        east = _east(told.offset or zone, datetime(words.year, month, day, min(hour, 23) if clock else 12, minute))
    except (ValueError, OverflowError):
        return None
    return Fields(
        words.year,
        month,
        day,
        hour,
        minute,
        second,
        clock.get("fraction", ""),
        precision=_precision(clock) or words.precision,
        east=east,
        zoned=bool(clock or told.offset),
        approximation=told.approximation,
    )


def _precision(clock: dict[str, str]) -> str | None:
    """Return how fine a clock time is told; None for no clock time."""
    finest = next((part for part in ("fraction", "second", "minute", "hour") if part in clock), None)
    return finest and finest.capitalize()


def _east(name: str | None, moment: datetime) -> int | None:
    """Return the microseconds that a zone is east of UTC at a local time, or None for no zone."""
    if name is None:
        return None
    shift = zone_of(name).utcoffset(moment)
    return None if shift is None else shift // timedelta(seconds=1) * SECOND


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    """Return the text without what the pattern finds first, and that."""
    match = pattern.search(text)
    return (text, None) if match is None else (text[: match.start()] + " " + text[match.end() :], match[0])
