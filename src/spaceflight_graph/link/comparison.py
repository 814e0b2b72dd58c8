"""How a value of ours stands to one of Wikidata's: the only place that compares the two, by the laws of ``values``.

* A time that both give to the day is the same where the days are; where only the ranges meet that we and they know, it
  is unsure. Launch, landing and docking are days of UTC there; any other day may be that of any zone.
* Numbers are compared in one unit, each as precise as it is written or bounded.
* A place or model agrees with what it is a part or variant of; any other two items differ.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from spaceflight_graph import values
from spaceflight_graph.link import pinned
from spaceflight_graph.link.known import Known
from spaceflight_graph.link.names import unpadded
from spaceflight_graph.link.ours import Ours
from spaceflight_graph.link.same_reference import same_address
from spaceflight_graph.link.statement import (
    GREGORIAN,
    Item,
    Monolingual,
    Quantity,
    Snak,
    Special,
    Statement,
    Text,
    Time,
)
from spaceflight_graph.query.lookup import key
from spaceflight_graph.values.relation import Bound, Ranged, Relation
from spaceflight_graph.values.times import DAY, SECOND, time

XSD = "http://www.w3.org/2001/XMLSchema#"
IN_UTC = frozenset({"P619", "P620", "P621", "P622"})
"""Properties of which a day is one of UTC, by their own definition."""
_FURTHER_UNITS = {"1": "NUM", "Q11574": "SEC", "Q25235": "HR", "Q573": "DAY"}
UNITS: Mapping[str, str] = {item: unit for unit, item in pinned.UNITS.items()} | _FURTHER_UNITS
"""Items of units, and what ``values`` calls them."""
_PRECISIONS = {11: "Day", 10: "Month", 9: "Year", 8: "Decade"}
_TIME = re.compile(r"\+(\d{4,})-(\d\d)-(\d\d)T00:00:00Z", re.ASCII)
_CIRCA = Snak("P1480", Item("Q5727902"))
_ENDS = ("P1319", "P1326")
"""The earliest and the latest date."""
_DAY = 11


class Standing(StrEnum):
    """How a value of ours stands to one of theirs."""

    SAME = "same"
    OURS_FINER = "ours finer"
    THEIRS_FINER = "theirs finer"
    MEET = "meet"
    DIFFER = "differ"
    NOT_COMPARABLE = "not comparable"


def compare(ours: Ours, theirs: Statement, known: Known, *, truthy: bool = False) -> Standing:
    """Return how our value stands to theirs; of a time, all that we know of it.

    Args:
        ours: with a statement of the same item and property.
        theirs: its items have the ids that they have now.
        known: what lies in what.
        truthy: their time does not tell how precise it is, their number not its unit.
    """
    assert ours.statement is not None  # noqa: S101 - the caller's part
    mine, other = ours.statement.value, theirs.value
    if isinstance(mine, Special) or isinstance(other, Special):
        return Standing.SAME if mine == other else Standing.DIFFER
    if isinstance(mine, Time) and isinstance(other, Time):
        return _times(ours, mine, other, theirs, truthy=truthy)
    if isinstance(mine, Quantity) and isinstance(other, Quantity):
        return _ranges(_quantity(mine), _quantity(other, about=_CIRCA in theirs.qualifiers))
    if isinstance(mine, Item) and isinstance(other, Item):
        return _items(mine.id, other.id, known)
    if isinstance(mine, Text) and isinstance(other, Text):
        a, b = (unpadded(theirs.property, text.text) for text in (mine, other))
        same = (
            a == b
            or (mine.datatype == "external-id" and key(a) == key(b))
            or (mine.datatype == "url" and same_address(mine.text, other.text))
        )
        return Standing.SAME if same else Standing.DIFFER
    if isinstance(mine, Monolingual) and isinstance(other, Monolingual):
        return Standing.SAME if mine == other else Standing.DIFFER
    return Standing.NOT_COMPARABLE


def _times(ours: Ours, mine: Time, other: Time, theirs: Statement, *, truthy: bool) -> Standing:
    zone = 0 if theirs.property in IN_UTC else None
    my_range = _known_range(ours.not_before, ours.not_after) or _time(mine, zone)
    their_range = _widened(_time(other, zone, about=_CIRCA in theirs.qualifiers), theirs, zone)
    if my_range is None or their_range is None:
        return Standing.NOT_COMPARABLE
    if my_range.stands_to(their_range) == Relation.CONFLICTS:
        return Standing.DIFFER
    if truthy and other.precision < _DAY:  # the first of a month, or that month
        return Standing.SAME if mine.precision == _DAY and _first(mine) == _first(other) else Standing.MEET
    if mine.precision == _DAY and other.precision == _DAY:
        if mine == other:
            return Standing.SAME
        return Standing.THEIRS_FINER if my_range.stands_to(their_range) == Relation.REFINED_BY else Standing.MEET
    if mine == other:
        return Standing.SAME
    return _ranges(my_range, their_range)


def _first(value: Time) -> str:
    """Return the day that a time begins on, as RDF writes it."""
    return value.time.replace("-00", "-01")


def _known_range(first: str | None, last: str | None) -> values.Time | None:
    """Return all that we know of a time; what is told by the clock may have been rounded to it."""
    if first is None or last is None:
        return None
    low, high = _second(first), _second(last) + SECOND
    early = low - (high - low) // 2 if high - low < DAY else low
    return values.Time("time", early, high, low, high)


def _second(lexical: str) -> int:
    found = values.read(lexical, XSD + "dateTime")
    assert isinstance(found, values.Time)  # noqa: S101 - a dateTime is a time
    return int(found.stated_low)


def _time(value: Time, zone: int | None, *, about: bool = False) -> values.Time | None:
    """Return what a time of Wikidata denotes; None where its calendar is another, or its precision none of ours."""
    match, precision = _TIME.fullmatch(value.time), _PRECISIONS.get(value.precision)
    if match is None or precision is None or value.calendar != GREGORIAN:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        return time(
            year, month or 1, day or 1, precision=precision, offset=zone, approximation="About" if about else None
        )
    except ValueError:
        return None


def _widened(found: values.Time | None, theirs: Statement, zone: int | None) -> values.Time | None:
    """Return a time with what they say that it may be at the earliest and at the latest."""
    told = [snak.value for snak in theirs.qualifiers if snak.property in _ENDS and isinstance(snak.value, Time)]
    all_of_it = [found, *(_time(end, zone) for end in told)]
    some = [each for each in all_of_it if each is not None]
    if found is None or len(some) == 1:
        return found
    low, high = min(each.low for each in some), max(each.high for each in some)
    return values.Time(found.dimension, low, high, low, high)


def _quantity(quantity: Quantity, *, about: bool = False) -> Ranged | None:
    """Return what a number of Wikidata denotes; None where nobody here knows its unit."""
    approximation = "About" if about else None
    middle = _number(quantity.amount, quantity.unit, approximation)
    if middle is None or quantity.lower is None or quantity.upper is None:
        return middle
    low, high = _number(quantity.lower, quantity.unit, None), _number(quantity.upper, quantity.unit, None)
    if low is None or high is None:
        return None
    return _spanned(middle, low, high)


def _spanned(middle: Ranged, low: Ranged, high: Ranged) -> Ranged:
    ends: tuple[Bound, Bound, Bound, Bound] = (low.low, high.high, low.stated_low, high.stated_high)
    return type(middle)(middle.dimension, *ends)


def _number(amount: str, unit: str, approximation: str | None) -> Ranged | None:
    if unit not in UNITS:
        return None
    kind = "decimal" if "." in amount else "integer"
    try:
        found = values.read(amount, XSD + kind, unit=UNITS[unit], approximation=approximation)
    except ValueError:
        return None
    return found if isinstance(found, Ranged) else None


def _items(mine: str, other: str, known: Known) -> Standing:
    empty: frozenset[str] = frozenset()
    standing = values.relate(
        values.place(mine, known.within.get(mine, empty)), values.place(other, known.within.get(other, empty))
    )
    return _STANDINGS[standing]


def _ranges(mine: Ranged | None, other: Ranged | None) -> Standing:
    if mine is None or other is None:
        return Standing.NOT_COMPARABLE
    return _STANDINGS[values.relate(mine, other)]


_STANDINGS = {
    Relation.SAME: Standing.SAME,
    Relation.AGREES: Standing.MEET,
    Relation.REFINES: Standing.OURS_FINER,
    Relation.REFINED_BY: Standing.THEIRS_FINER,
    Relation.CONFLICTS: Standing.DIFFER,
    Relation.NOT_COMPARABLE: Standing.NOT_COMPARABLE,
}
