"""What Wikibase takes: the only place for its limits, so that nothing is offered that it would refuse."""

import re

from spaceflight_graph.link.statement import (
    GREGORIAN,
    Item,
    Monolingual,
    Other,
    Quantity,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

LONGEST_TEXT = 400
LONGEST_TERM = 250
LONGEST_ADDRESS = 500

_JULIAN = "Q1985786"
_ITEM = re.compile(r"Q[1-9]\d*")
_PROPERTY = re.compile(r"P[1-9]\d*")
_LANGUAGE = re.compile(r"[a-z]{2,}(-[a-z0-9]+)*")
_TIME = re.compile(r"[+-]\d{4,}-(\d\d)-(\d\d)T00:00:00Z")
_AMOUNT = re.compile(r"[+-](0|[1-9]\d*)(\.\d+)?")
_ADDRESS = re.compile(r"(https?|ftps?)://[^\s\"<>\\^`{|}]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DAY, _MONTH = 11, 10


def refusal(statement: Statement) -> str:
    """Return why Wikibase would not take a statement; nothing where it would."""
    if not _ITEM.fullmatch(statement.item):
        return f"{statement.item!r} is no item"
    snaks = [Snak(statement.property, statement.value), *statement.qualifiers]
    for reference in statement.references:
        if not reference.snaks:
            return "a reference is empty"
        snaks.extend(reference.snaks)
    return next(filter(None, map(_refused, snaks)), "")


def refused_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return why Wikibase would not take a text; nothing where it would."""
    if not text:
        return "a text is empty"
    if len(text) > longest:
        return f"a text is longer than {longest} characters"
    if text != text.strip():
        return "a text has a space at an end"
    if _CONTROL.search(text):
        return "a text has a tab or a line break"
    return ""


def _refused(snak: Snak) -> str:
    if not _PROPERTY.fullmatch(snak.property):
        return f"{snak.property!r} is no property"
    return _refused_value(snak.value)


def _refused_value(value: Value) -> str:
    match value:
        case Item():
            return "" if _ITEM.fullmatch(value.id) else f"{value.id!r} is no item"
        case Time():
            return _refused_time(value)
        case Quantity():
            return _refused_quantity(value)
        case Monolingual():
            return refused_text(value.text) if _LANGUAGE.fullmatch(value.language) else "a text names no language"
        case Text(datatype="url"):
            if len(value.text) > LONGEST_ADDRESS:
                return f"an address is longer than {LONGEST_ADDRESS} characters"
            return "" if _ADDRESS.fullmatch(value.text) else f"{value.text!r} is no address"
        case Text():
            return refused_text(value.text)
        case Special():
            return ""
        case Other():
            return f"a value of the kind {value.datatype} is only ever handed back"


def _refused_time(value: Time) -> str:
    """Wikibase stores no time finer than a day, and wants of a day its month and day, of a month its month."""
    parts = _TIME.fullmatch(value.time)
    if not parts or not 0 <= value.precision <= _DAY or value.calendar not in (GREGORIAN, _JULIAN):
        return f"{value.time}/{value.precision} is no time"
    month, day = map(int, parts.groups())
    if month > 12 or day > 31 or (value.precision >= _MONTH and not month) or (value.precision == _DAY and not day):
        return f"{value.time} is not as precise as it says"
    return ""


def _refused_quantity(value: Quantity) -> str:
    bounds = [bound for bound in (value.lower, value.upper) if bound is not None]
    if len(bounds) == 1 or not all(_AMOUNT.fullmatch(number) for number in (value.amount, *bounds)):
        return f"{value.amount} is no quantity"
    return "" if value.unit == "1" or _ITEM.fullmatch(value.unit) else f"{value.unit!r} is no unit"
