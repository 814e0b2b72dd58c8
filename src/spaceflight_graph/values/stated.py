"""The only place that reads durations and numbers as pages write them, in English, German and Chinese.

It serves to check a normalised claim against its own words. What is not read to its last letter is not read at all:
None, never a guess. A comma before exactly three digits parts thousands (7,220), any other is decimal (51,6). Spaces
and apostrophes part thousands; so do points where they can mean nothing else (84.345.678, 7.220,5): 7.220 is decimal.
Links, hard spaces and line breaks of wikitext are no words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from .durations import Duration, calendar_duration, counted_duration, decimal_months
from .quantities import Quantity, quantity
from .relation import exact
from .times import DAY, HOUR, MINUTE, SECOND

Key = TypeVar("Key", int, str)

APPROXIMATE = {
    "About": "~ ∼ ≈ about around approximately approx. roughly nearly ca. ca circa etwa rund 大约 约 近",
    "MoreThan": "more_than over exceeded mehr_als über 超过 逾 >",
    "LessThan": "less_than slightly_less_than under weniger_als 不到 <",
    "UpTo": "up_to at_most bis_zu 不超过 可达",
    "AtLeast": "at_least mindestens 至少 ≥",
}
_TIME_UNITS = (  # longest first: words, months, microseconds
    ("years year Jahre Jahr 年", 12, 0),
    ("months month Monate Monat 个月 個月", 1, 0),
    ("weeks week Wochen Woche 周", 0, 7 * DAY),
    ("days day d Tage Tag 天 昼夜 个昼夜", 0, DAY),
    ("hours hour hrs hr h Stunden Stunde 小时 个小时 时 小時 個小時 時", 0, HOUR),
    ("minutes minute mins min m Minuten Minute 分钟 分鐘 分", 0, MINUTE),
    ("seconds second secs sec s Sekunden Sekunde 秒钟 秒鐘 秒", 0, SECOND),
)
_UNITS = {
    "KiloGM": "kilograms kilogram kg Kilogramm 千克 公斤",
    "TONNE": "metric_tons metric_ton tons tonnes tonne t Tonnen Tonne 吨",
    "LB": "pounds pound lb lbs 磅",
    "KiloM": "kilometers kilometer kilometres kilometre km 千米 公里",
    "M": "meters meter metres metre m 米",
    "CentiM": "centimeters cm 厘米",
    "MI": "miles mile mi 英里",
    "MI_N": "nautical_miles nautical_mile nmi Seemeilen 海里",
    "FT": "feet foot ft 英尺",
    "KiloM-PER-HR": "km/h",
    "KiloM-PER-SEC": "km/s",
    "M-PER-SEC": "m/s",
    "DEG": "degrees degree deg ° Grad 度",
    "USD": "dollars USD 美元",
    "GBP": "pounds_sterling GBP 英镑",
    "EUR": "euros euro EUR 欧元",
    "RUB": "rubles RUB 卢布",
    "CNY": "yuan CNY 元 人民币",
    "NUM": "people times 次 名 个 颗 位 人 架 枚 部 圈 项 家",
}
_POWERS = {3: "thousand", 4: "万", 6: "million Millionen Mio. Mio", 8: "亿", 9: "billion Milliarden"}
_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}


def _words(table: Mapping[Key, str]) -> dict[str, Key]:
    """Return every word of a table, folded, with its key; an underscore stands for a space within one."""
    return {word.replace("_", " ").casefold(): key for key, words in table.items() for word in words.split()}


def _any_of(words: Iterable[str]) -> str:
    """Return a pattern of the words, longest first; one that ends in a Latin letter is not followed by another."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + ("(?![a-zäöü])" if re.search("[a-z]$", word) else "") for word in longest_first)


_APPROXIMATIONS = _words(APPROXIMATE)
_RANKS = _words({rank: words for rank, (words, _, _) in enumerate(_TIME_UNITS)})
_QUDT = _words(_UNITS)
_TENS = _words(_POWERS)
_DIGITS = {word: number for row in (_WORDS, "零一二三四五六七八九十") for number, word in enumerate(row)} | {"两": 2}

_IN_THREES = "|".join(
    (
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)",
        *(rf"\d{{1,3}}(?:{mark}\d{{3}})+(?:[.,]\d+)?(?!\d)" for mark in " '’"),
        r"\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})(?!\d)",
    )
)
_NUMBER = rf"{_IN_THREES}|\d+(?:[.,]\d+)?(?: ?[½¼¾])?|[½¼¾]|{_any_of(_DIGITS)}"
_LEADING = re.compile(rf"(?:{_any_of(_APPROXIMATIONS)})\s*")
_PART = re.compile(rf"({_NUMBER})[ -]?({_any_of(_RANKS)})(?:,? (?:and|und) |[\s,、]*零?\s*)")
_AROUND = re.compile(r"^(?:为期|历时) ?| ?后$| (?:later|später)$")
_QUANTITY = re.compile(
    rf"(?P<sign>\$)?(?P<minus>[-−])?(?P<number>{_NUMBER})[ -]?(?P<power>{_any_of(_TENS)})?(?P<more>[多余])? ?"
    rf"(?P<unit>{_any_of(_QUDT)})?"
)
_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_SPACE = re.compile(r"&nbsp;|\{\{(?:nbsp|spaces?)\}\}|<br ?/?>", re.IGNORECASE)
_ORDINAL = re.compile(r"第 ?(\d+) ?[次位个颗届枚]?|(\d+)(?:st|nd|rd|th)")


def plain(text: str) -> str:
    """Return the text in one width and case, without markup, with single spaces; vulgar fractions stay as they are.

    >>> plain("2008年9月25日<br />21:10（[[UTC|UTC]][[UTC+8|+8]]）")
    '2008年9月25日 21:10(utc+8)'
    """
    text = _SPACE.sub(" ", _LINK.sub(r"\1", text))
    folded = "".join(sign if sign in "½¼¾" else unicodedata.normalize("NFKC", sign) for sign in text)
    return " ".join(folded.casefold().split())


def peel(text: str) -> tuple[str, str | None]:
    """Return the text without its leading or trailing "about" or its mark of doubt, and the approximation's local name.

    >>> peel("约3500千克")
    ('3500千克', 'About')
    >>> peel("1961 apr 12?")
    ('1961 apr 12', 'About')
    """
    if match := _LEADING.match(text):
        return text[match.end() :], _APPROXIMATIONS[match[0].strip()]
    for doubt in ("左右", "前后", "?"):
        if text.endswith(doubt):
            return text.removesuffix(doubt).rstrip(), "About"
    return text, None


def stated_approximation(text: str) -> str | None:
    """Return the approximation that the words begin or end with, by its local name; None for none.

    >>> stated_approximation("~7,220 kilograms"), stated_approximation("7,220 kilograms")
    ('About', None)
    """
    return peel(plain(text))[1]


def stated_duration(text: str) -> Duration | None:
    """Return what the words for a duration denote, or None where they cannot be read.

    >>> stated_duration("168d 5h 18min") == stated_duration("168天5时18分")
    True
    """
    told = duration_parts(text)
    if told is None:
        return None
    parts, approximation = told
    months, clock = 0, Fraction(0)
    rank, count, step = parts[-1]
    calendar, length = _TIME_UNITS[rank][1:]
    if calendar and step != 1:
        months = sum(many * _TIME_UNITS[which][1] for which, many, _ in parts[:-1])
        broken = step.denominator in (2, 4) or months  # half a month is no number of days, a tenth is a range
        return decimal_months(count, step, calendar) if approximation is None and not broken else None
    for which, many, part in parts:
        _, months_each, length_each = _TIME_UNITS[which]
        months += many * months_each
        clock += many * part * length_each
    unit = step * length
    if not unit:
        return calendar_duration(months // calendar, calendar, approximation)
    return counted_duration(int(clock / unit), exact(unit), approximation, months=months)


def duration_parts(text: str) -> tuple[list[tuple[int, int, Fraction]], str | None] | None:
    """Return the parts of a duration from the longest on, and its approximation; None where the words are none.

    A part is its rank (0: years, 1: months, 2: weeks, 3: days, 4: hours, 5: minutes, 6: seconds), how many there are,
    and of which part of one: 8.7 minutes are 87 tenths. Only the last may be broken.
    """
    rest, approximation = peel(_AROUND.sub("", plain(text)))
    at, parts = 0, list[tuple[int, int, Fraction]]()
    while at < len(rest):
        match = _PART.match(rest, at)
        number = match and _number(match[1])
        if match is None or number is None:
            return None
        rank = _RANKS[match[2]]
        if parts and (rank <= parts[-1][0] or parts[-1][2] != 1):
            return None  # out of order, or after a part that was broken already
        at = match.end()
        parts.append((rank, *number))
    return (parts, approximation) if parts and rest[-1] not in ",、零 " else None


def stated_number(text: str) -> Quantity | Duration | None:
    """Return what the words for a number with or without a unit denote, or None where they cannot be read.

    A number of seconds, hours, days and the like is read as a duration; an ordinal, as a count.

    >>> stated_number("~7,220 kilograms") == stated_number("约7.22吨")
    True
    """
    told = number_parts(text)
    if told is None:
        return stated_duration(text)
    digits, exponent, unit, approximation = told
    return quantity(digits, exponent, unit, approximation, counted=exponent == 0)


def number_parts(text: str) -> tuple[int, int, str | None, str | None] | None:
    """Return digits, power of ten, unit and approximation of a number; None where the words are none, or a duration."""
    rest, approximation = peel(plain(text))
    if ordinal := _ORDINAL.fullmatch(rest):
        return int(ordinal[1] or ordinal[2]), 0, None, approximation
    match = _QUANTITY.fullmatch(rest)
    number = match and _number(match["number"])
    if match is None or number is None or number[1].denominator in (2, 4):
        return None  # how exact is "2 ½ t"?
    if (match["sign"] and match["unit"]) or (match["more"] and approximation):
        return None
    digits = -number[0] if match["minus"] else number[0]
    exponent = _TENS.get(match["power"], 0) - len(str(number[1].denominator)) + 1
    unit = "USD" if match["sign"] else _QUDT.get(match["unit"])
    return digits, exponent, unit, "MoreThan" if match["more"] else approximation


def _number(words: str) -> tuple[int, Fraction] | None:
    """Return how many of which part of one: 254.4 is 2544 tenths, 3 ½ is 7 halves; None for a broken number."""
    if words in _DIGITS:
        return _DIGITS[words], Fraction(1)
    if words[-1] in _SIGNS:
        part = _SIGNS[words[-1]]
        whole = words[:-1].strip() or "0"
        if not whole.isdecimal():
            return None
        step = Fraction(1, part.denominator)
        return int((int(whole) + part) / step), step
    if re.fullmatch(_IN_THREES, words):
        words = words.replace(words.lstrip("0123456789")[0], "")  # its first mark is what parts thousands
    whole, _, fraction = words.replace(",", ".").partition(".")
    return int(whole + fraction), Fraction(1, 10 ** len(fraction))
