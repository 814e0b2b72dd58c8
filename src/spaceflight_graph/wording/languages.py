"""The words and marks that values are written with in English, German, Russian and Chinese: the only table of them.

A *template* holds ``{y}`` year, ``{m}`` name of the month, ``{d}`` day, ``{q}`` quarter or half, and ``{h}``
hour. Months, marks of numbers and the rule of Russian plurals are those of Unicode's CLDR.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Forms = tuple[str, ...]
"""A unit: one form for every number, or one for each kind of number that a language tells apart."""


class Language(NamedTuple):
    """How one language writes values.

    Attributes:
        months: names beside a day.
        times: the template of each precision down to the day, with ``Hour`` for a time of day told to the hour, and
            ``Years`` and ``FiscalYears`` for a run of them where that is another word.
        oblique: those templates that differ behind "about", "after" and the like.
        months_alone: names of months without a day, where they differ.
        halves: the first and the second half of a year, where words tell them.
        days: a run of days in one month.
        at: what stands between a day and a time of day.
        near_times: how a time that is not exact is written; for some, a precision's own after its name.
        near: how any other value that is not exact is written.
        thousands: the mark between groups of three digits.
        decimal: the mark before decimals.
        gap: what stands between a number and its unit.
        units: by the key of `values.UNITS`.
        powers: names of large numbers, the largest first, for sums of money.
        truth: no, yes.
        planned: what was a plan; and what was one that was in force at a time.
        event: an event of a flight that has no name of its own.
    """

    months: tuple[str, ...]
    times: Mapping[str, str]
    oblique: Mapping[str, str]
    near_times: Mapping[str, str]
    near: Mapping[str, str]
    units: Mapping[str, Forms]
    powers: Mapping[int, Forms]
    truth: tuple[str, str]
    planned: tuple[str, str]
    event: str
    months_alone: tuple[str, ...] = ()
    halves: tuple[str, str] = ("1", "2")
    days: str = "{}–{}"
    at: str = ", "
    thousands: str = ","
    decimal: str = "."
    gap: str = " "


_UNITS = {  # in English, German, Russian and Chinese
    "AU": ("au", "AE", "а. е.", "天文单位"),
    "ARCMIN": ("′", "′", "′", "′"),
    "ARCSEC": ("″", "″", "″", "″"),
    "CentiM": ("cm", "cm", "см", "厘米"),
    "DAY": ("d", "d", "сут", "天"),
    "DEG": ("°", "°", "°", "°"),
    "FT": ("ft", "Fuß", "фут|фута|футов", "英尺"),
    "GM": ("g", "g", "г", "克"),
    "HR": ("h", "h", "ч", "小时"),
    "IN": ("in", "Zoll", "дюйм|дюйма|дюймов", "英寸"),
    "KiloGM": ("kg", "kg", "кг", "千克"),
    "KiloM": ("km", "km", "км", "千米"),
    "KiloM-PER-HR": ("km/h", "km/h", "км/ч", "千米/时"),
    "KiloM-PER-SEC": ("km/s", "km/s", "км/с", "千米/秒"),
    "LB": ("lb", "Pfund", "фунт|фунта|фунтов", "磅"),
    "M": ("m", "m", "м", "米"),
    "M-PER-SEC": ("m/s", "m/s", "м/с", "米/秒"),
    "MI": ("mi", "Meile|Meilen", "миля|мили|миль", "英里"),
    "MI_N": ("nmi", "Seemeile|Seemeilen", "мор. миля|мор. мили|мор. миль", "海里"),
    "MIN": ("min", "min", "мин", "分钟"),
    "MIN+": ("min", "min", "мин", "分"),  # seconds follow
    "MilliGM": ("mg", "mg", "мг", "毫克"),
    "MilliM": ("mm", "mm", "мм", "毫米"),
    "MilliSEC": ("ms", "ms", "мс", "毫秒"),
    "MO": ("month|months", "Monat|Monate", "месяц|месяца|месяцев", "个月"),
    "NUM": ("", "", "", ""),
    "RAD": ("rad", "rad", "рад", "弧度"),
    "SEC": ("s", "s", "с", "秒"),
    "TONNE": ("t", "t", "т", "吨"),
    "TON_Metric": ("t", "t", "т", "吨"),
    "UNITLESS": ("", "", "", ""),
    "WK": ("week|weeks", "Woche|Wochen", "неделя|недели|недель", "周"),
    "YR": ("year|years", "Jahr|Jahre", "год|года|лет", "年"),
}
_CURRENCIES = {
    "CAD": "加元", "CNY": "元", "EUR": "欧元", "GBP": "英镑",
    "INR": "印度卢比", "JPY": "日元", "RUB": "卢布", "USD": "美元",
}  # fmt: skip
MONEY = frozenset(_CURRENCIES)


def _column(number: int) -> dict[str, Forms]:
    """Return the units in one of the four languages; beyond Chinese, money is written with its code."""
    units = {unit: tuple(names[number].split("|")) for unit, names in _UNITS.items()}
    return units | {code: (name if number == 3 else code,) for code, name in _CURRENCIES.items()}


ENGLISH = Language(
    months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    times={
        "Decade": "the {y}s",
        "FiscalYear": "fiscal year {y}",
        "FiscalYears": "fiscal years {y}",
        "FiscalYearFrom": "fiscal year from {m} {y}",
        "Year": "{y}",
        "HalfYear": "{q} half of {y}",
        "Quarter": "Q{q} {y}",
        "Month": "{m} {y}",
        "Day": "{d} {m} {y}",
        "Hour": "{h} h",
    },
    oblique={},
    halves=("first", "second"),
    near_times={
        "About": "about {}",
        "MoreThan": "after {}",
        "LessThan": "before {}",
        "UpTo": "no later than {}",
        "AtLeast": "no earlier than {}",
    },
    near={
        "About": "about {}",
        "MoreThan": "more than {}",
        "LessThan": "less than {}",
        "UpTo": "up to {}",
        "AtLeast": "at least {}",
    },
    units=_column(0),
    powers={9: ("billion",), 6: ("million",)},
    truth=("no", "yes"),
    planned=("{} (planned)", "{} (planned, as of {})"),
    event="{kind} of {flight}",
)

GERMAN = Language(
    months=("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    times={
        "Decade": "{y}er-Jahre",
        "FiscalYear": "Haushaltsjahr {y}",
        "FiscalYears": "Haushaltsjahre {y}",
        "FiscalYearFrom": "Haushaltsjahr ab {m} {y}",
        "Year": "{y}",
        "HalfYear": "{q}. Halbjahr {y}",
        "Quarter": "{q}. Quartal {y}",
        "Month": "{m} {y}",
        "Day": "{d}. {m} {y}",
        "Hour": "{h} Uhr",
    },
    oblique={},
    days="{}.–{}",
    near_times={
        "About": "etwa {}",
        "AboutDecade": "etwa in den {}n",
        "MoreThan": "nach {}",
        "MoreThanDecade": "nach den {}n",
        "LessThan": "vor {}",
        "LessThanDecade": "vor den {}n",
        "UpTo": "spätestens {}",
        "UpToDecade": "spätestens in den {}n",
        "AtLeast": "frühestens {}",
        "AtLeastDecade": "frühestens in den {}n",
    },
    near={
        "About": "etwa {}",
        "MoreThan": "mehr als {}",
        "LessThan": "weniger als {}",
        "UpTo": "bis zu {}",
        "AtLeast": "mindestens {}",
    },
    thousands=".",
    decimal=",",
    units=_column(1),
    powers={9: ("Milliarde", "Milliarden"), 6: ("Million", "Millionen")},
    truth=("nein", "ja"),
    planned=("{} (geplant)", "{} (geplant, Stand {})"),
    event="{kind} von {flight}",
)

RUSSIAN = Language(
    months=("янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."),
    months_alone=("янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."),
    times={
        "Decade": "{y}-е годы",
        "FiscalYear": "{y} финансовый год",
        "FiscalYears": "{y} финансовые годы",
        "FiscalYearFrom": "финансовый год с {m} {y} г.",
        "Year": "{y}",
        "HalfYear": "{q}-е полугодие {y} г.",
        "Quarter": "{q}-й квартал {y} г.",
        "Month": "{m} {y} г.",
        "Day": "{d} {m} {y} г.",
        "Hour": "{h} ч",
    },
    oblique={
        "Decade": "{y}-х годов",
        "FiscalYear": "{y} финансового года",
        "FiscalYears": "{y} финансовых годов",
        "FiscalYearFrom": "финансового года с {m} {y} г.",
        "Year": "{y} г.",
        "Years": "{y} гг.",
        "HalfYear": "{q}-го полугодия {y} г.",
        "Quarter": "{q}-го квартала {y} г.",
    },
    near_times={
        "About": "около {}",
        "MoreThan": "после {}",
        "LessThan": "до {}",
        "UpTo": "не позднее {}",
        "AtLeast": "не ранее {}",
    },
    near={
        "About": "около {}",
        "MoreThan": "более {}",
        "LessThan": "менее {}",
        "UpTo": "до {}",
        "AtLeast": "не менее {}",
    },
    thousands="\xa0",
    decimal=",",
    units=_column(2),
    powers={9: ("млрд",), 6: ("млн",)},
    truth=("нет", "да"),
    planned=("{} (план)", "{} (план на {})"),
    event="{flight}: {kind}",
)

CHINESE = Language(
    months=tuple(str(number) for number in range(1, 13)),
    times={
        "Decade": "{y}年代",
        "FiscalYear": "{y}财年",
        "FiscalYearFrom": "{y}年{m}月起的财年",
        "Year": "{y}年",
        "HalfYear": "{y}年{q}半年",
        "Quarter": "{y}年第{q}季度",
        "Month": "{y}年{m}月",
        "Day": "{y}年{m}月{d}日",
        "Hour": "{h}时",
    },
    oblique={},
    halves=("上", "下"),
    at=" ",
    near_times={
        "About": "{}前后",
        "MoreThan": "{}之后",
        "LessThan": "{}之前",
        "UpTo": "不晚于{}",
        "AtLeast": "不早于{}",
    },
    near={"About": "约{}", "MoreThan": "超过{}", "LessThan": "不到{}", "UpTo": "至多{}", "AtLeast": "至少{}"},
    gap="",
    units=_column(3),
    powers={8: ("亿",), 4: ("万",)},
    truth=("否", "是"),
    planned=("{}（计划）", "{}（计划，截至{}）"),
    event="{flight}{kind}",
)

LANGUAGES: Mapping[str, Language] = {"en": ENGLISH, "de": GERMAN, "ru": RUSSIAN, "zh": CHINESE}
