"""The only place that knows how pages write a date: a day, month, year, or a longer stretch of the calendar.

Stretches are decades (2020s, 2020er Jahre, 21世纪20年代), fiscal years (FY2019, Haushaltsjahr 2019, 2019年度), halves
(first half of 2019, 1. Halbjahr 2019, 2019年上半年) and quarters (Q1 2019, erstes Quartal 2019, 2019年第一季度).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .times import MONTHS as LENGTHS

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
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("1 1st first 一 erste ersten erster erstes 上", "2 2nd second 二 zweite zweiten zweiter zweites 下",
         "3 3rd third 三 dritte dritten dritter drittes", "4 4th fourth 四 vierte vierten vierter viertes"),
        start=1,
    )
    for word in words.split()
}  # fmt: skip
_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-zäöü])\.?"
_COUNT = rf"(?<![a-z\d])(?P<count>{'|'.join(_NUMBERS)})\.?"
_OF = r"(?: (?:of|in|des jahres|von))?,? ?(?P<year>\d{4})?(?!\d)"
_YEAR = r"(?<!\d)(?P<year>\d{4})"

_STRETCHES = (
    ("Decade", r"(?<!\d)(?P<century>\d{1,2})世纪(?P<tens>\d)0年代"),
    ("Decade", r"(?<!\d)(?P<decade>\d{3})0(?:年代|s(?![a-z])|er(?: jahren?)?(?![a-z]))"),
    ("FiscalYear", rf"{_YEAR} ?(?:(?:财政|財政|会计|會計)?年度|[财財]年)"),
    ("FiscalYear", r"(?<![a-z])(?:fy|fiscal(?: year)?|(?:haushalts|geschäfts|fiskal)jahr) ?(?P<year>\d{4})(?!\d)"),
    ("Quarter", rf"(?:{_YEAR}年)?第?(?P<count>[一二三四1-4])季度"),
    ("Quarter", rf"{_YEAR}[ -]q(?P<count>[1-4])(?!\d)"),
    ("Quarter", r"(?<![a-z\d])q(?P<count>[1-4])(?:[ /](?P<year>\d{4}))?(?!\d)"),
    ("Quarter", rf"{_COUNT} (?:quarter|quartal)(?![a-z]){_OF}"),
    ("HalfYear", rf"(?:{_YEAR}年)?(?P<count>[上下])半年"),
    ("HalfYear", rf"{_YEAR}[ -]h(?P<count>[12])(?!\d)"),
    ("HalfYear", r"(?<![a-z\d])h(?P<count>[12])(?:[ /](?P<year>\d{4}))?(?!\d)"),
    ("HalfYear", rf"{_COUNT} (?:half|hälfte|halbjahr)(?![a-z]){_OF}"),
)
_DAYS = (
    r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
    r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d\d)\.(?P<year>\d{4})(?!\d|\.\d)",
    r"(?<!\d)(?P<year>\d{4})/(?P<month>\d\d)(?:/(?P<day>\d\d))?(?![\d/])",
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
_DATES = tuple((name, re.compile(pattern)) for name, pattern in (*_STRETCHES, *(("", day) for day in _DAYS)))


@dataclass(frozen=True, slots=True)
class Words:
    """A date as far as the words tell it; 0 stands for what they leave out.

    Attributes:
        year: Gregorian, or that a fiscal year is called after.
        month: 1 to 12; of a half or quarter, its first.
        day: of the month.
        stretch: the precision of what is no day, month or year, such as ``Decade``; else empty.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    stretch: str = ""

    @property
    def precision(self) -> str:
        """The precision of what they tell."""
        return self.stretch or ("Day" if self.day else "Month" if self.month else "Year")

    def filled(self, known: date | None) -> Words:
        """Return the words with what they leave out taken from a date that the page has told before."""
        if known is None:
            return self
        year, month = self.year or known.year, self.month
        if self == Words():
            return Words(year, known.month, known.day)
        return Words(year, month or (known.month if self.day else 0), self.day, self.stretch)


def dated(text: str) -> tuple[str, Words]:
    """Return the text without the first date in it, and that; no words where there is none.

    >>> dated("on 3 june 2018")
    ('on  ', Words(year=2018, month=6, day=3, stretch=''))
    """
    for stretch, pattern in _DATES:
        if match := pattern.search(text):
            fields = {name: part for name, part in match.groupdict().items() if part is not None}
            return text[: match.start()] + " " + text[match.end() :], _read(fields, stretch)
    return text, Words()


def _read(fields: dict[str, str], stretch: str) -> Words:
    if "tens" in fields:
        return Words(int(f"{int(fields['century']) - 1}{fields['tens']}0"), stretch=stretch)
    if "decade" in fields:
        return Words(int(fields["decade"]) * 10, stretch=stretch)
    year = int(fields.get("year", 0))
    if "count" in fields:
        return Words(year, (_NUMBERS[fields["count"]] - 1) * LENGTHS[stretch] + 1, stretch=stretch)
    month = _MONTHS[fields["name"]] if "name" in fields else int(fields.get("month", 0))
    return Words(year, month, int(fields.get("day", 0)), stretch)
