"""The only place that writes a number, with its unit or as a sum of money, and the forms of a word that go with it."""

from __future__ import annotations

import re

from .languages import MONEY, Forms, Language

_LEXICAL = r"(?a)([+-]?)(\d{1,99})(?:\.(\d*))?|([+-]?)\.(\d+)"
_MOST_DECIMALS = 3  # of a number of millions: 19.5 billion is read at a glance, 19.512345 is not


def told(lexical: str, unit: str | None, words: Language, *, exact: bool) -> str:
    """Return how an XSD number reads; one with an exponent, and what is none, stands as it is written.

    Args:
        lexical: of an xsd:integer, decimal, double or a type derived from them.
        unit: a QUDT local name or a currency code; one that no table has is written as it is. None for a bare number.
        words: of the reader's language.
        exact: False behind "about" and the like, where Russian words have other forms.
    """
    match = re.fullmatch(_LEXICAL, lexical.strip())
    if match is None:
        return f"{lexical} {unit}" if unit else lexical
    sign, whole, fraction = match[1] or match[4], (match[2] or "0").lstrip("0") or "0", match[3] or match[5] or ""
    minus = "−" if sign == "-" else ""
    if unit in MONEY and (scaled := _scaled(whole, fraction, words)):
        return minus + scaled + words.gap + _unit(unit, words)[0]
    if unit is None:
        return minus + amount(whole, fraction, words)
    name = form(_unit(unit, words), whole, fraction, exact)
    return minus + counted(amount(whole, fraction, words), name, words)


def _scaled(whole: str, fraction: str, words: Language) -> str | None:
    """Return a sum of money in millions or the like; None for one that is too small or does not come out short."""
    for power, forms in words.powers.items():
        many, rest = whole[:-power], (whole[-power:] + fraction).rstrip("0")
        if many and len(rest) <= _MOST_DECIMALS:
            return many + _decimals(rest, words) + words.gap + form(forms, many, rest)
    return None


def amount(whole: str, fraction: str, words: Language) -> str:
    """Return a number in the marks of a language, in groups of three digits."""
    return f"{int(whole):,}".replace(",", words.thousands) + _decimals(fraction, words)


def counted(number: str, name: str, words: Language) -> str:
    """Return a number with the name or sign of what is counted; a sign such as ° follows at once."""
    return number + (words.gap if name[:1].isalpha() else "") + name


def form(forms: Forms, whole: str, fraction: str, exact: bool = True) -> str:
    """Return the form of a word that goes with a number: 1 month, 2 months; 1 год, 2 года, 5 лет, около 5 лет."""
    if len(forms) < 3:
        return forms[0 if whole == "1" and not fraction else -1]
    one = whole[-1] == "1" and whole[-2:] != "11"
    few = whole[-1] in "234" and whole[-2:-1] != "1"
    if fraction:
        return forms[1]
    return (forms[0] if one else forms[1] if few else forms[2]) if exact else forms[1 if one else 2]


def _decimals(digits: str, words: Language) -> str:
    return words.decimal + digits if digits else ""


def _unit(unit: str, words: Language) -> Forms:
    return words.units.get(unit, (unit,))
