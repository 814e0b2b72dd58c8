"""The only place where a literal and its caveats become a text: which datatype is written by what, and "about"."""

from __future__ import annotations

from functools import lru_cache

from . import durations, numbers, times
from .languages import ENGLISH, LANGUAGES, Forms, Language

XSD = "http://www.w3.org/2001/XMLSchema#"

_TIMES = frozenset({"dateTime", "dateTimeStamp", "date", "gYearMonth", "gYear"})
_DURATIONS = frozenset({"duration", "dayTimeDuration", "yearMonthDuration"})
_NUMBERS = frozenset(
    """
    integer decimal double float long int short byte nonNegativeInteger positiveInteger nonPositiveInteger
    negativeInteger unsignedLong unsignedInt unsignedShort unsignedByte
    """.split()  # noqa: SIM905 - quoted, they would take a line each
)
_TRUTH = {"false": 0, "0": 0, "true": 1, "1": 1}


@lru_cache(maxsize=4096)
def reads(
    lexical: str,
    datatype: str,
    *,
    precision: str | None = None,
    unit: str | None = None,
    approximation: str | None = None,
    window_end: str | None = None,
    language: str = "en",
) -> str:
    """Return how a value reads; what is no time, duration, number or truth value, as it is written.

    Args:
        lexical: as the literal has it.
        datatype: the full IRI of its datatype.
        precision: local name of an sf: precision, for times and durations.
        unit: a QUDT local name or a currency code, for numbers.
        approximation: local name of an sf: approximation.
        window_end: of a window that begins with the value: its last moment.
        language: en, de, ru or zh; any other reads English.

    >>> reads("2017-12-17T07:21:01Z", XSD + "dateTime", precision="Second")
    '17 Dec 2017, 07:21:01 UTC'
    >>> reads("P3Y", XSD + "duration", approximation="About", language="ru")
    'около 3 лет'
    """
    words = LANGUAGES.get(language, ENGLISH)
    kind = datatype.removeprefix(XSD)
    if kind in _TIMES:
        read = times.told(lexical, window_end, precision, approximation, words)
        return lexical if read is None else read
    if kind == "boolean":
        return words.truth[_TRUTH[lexical]] if lexical in _TRUTH else lexical
    exact = approximation is None
    if kind in _DURATIONS:
        read = durations.told(lexical, precision, words, exact=exact)
    elif kind in _NUMBERS:
        read = numbers.told(lexical, unit, words, exact=exact)
    else:
        return lexical
    return _near(lexical if read is None else read, approximation, words)


def planned(text: str, as_of: str | None = None, language: str = "en") -> str:
    """Return the reading of what was a plan, and of when it was in force if that is told.

    >>> planned("3 Jun 2018", "Nov 2017"), planned("3. Juni 2018", language="de")
    ('3 Jun 2018 (planned, as of Nov 2017)', '3. Juni 2018 (geplant)')
    """
    plain, dated = LANGUAGES.get(language, ENGLISH).planned
    return plain.format(text) if as_of is None else dated.format(text, as_of)


def event(kind: str, flight: str, language: str = "en") -> str:
    """Return what an event of a flight is called that has no name of its own.

    >>> event("launch", "Soyuz MS-07"), event("запуск", "Союз МС-07", "ru"), event("发射", "联盟MS-07", "zh")
    ('launch of Soyuz MS-07', 'Союз МС-07: запуск', '联盟MS-07发射')
    """
    return LANGUAGES.get(language, ENGLISH).event.format(kind=kind, flight=flight)


def counted(forms: Forms, number: int, *before: str, language: str = "en") -> str:
    """Return a phrase about a number in the form that goes with it.

    Args:
        forms: of the phrase, with ``{}`` for the number behind those for what comes before it.
        number: of what is counted.
        before: what stands before the number in the phrase.
        language: of the phrase.

    >>> counted(("{} Tag", "{} Tage"), 7220, language="de")
    '7.220 Tage'
    """
    whole = str(number)
    return numbers.form(forms, whole, "").format(*before, numbers.amount(whole, "", LANGUAGES.get(language, ENGLISH)))


def has_reading(datatype: str) -> bool:
    """Return whether a literal of a datatype is a time, a duration or a number, which people write in their own way."""
    kind = datatype.removeprefix(XSD)
    return kind in _TIMES or kind in _DURATIONS or kind in _NUMBERS


def _near(text: str, approximation: str | None, words: Language) -> str:
    return text if approximation is None else words.near.get(approximation, "{}").format(text)
