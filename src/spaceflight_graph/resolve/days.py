"""On which days something happens: the only place that turns times, ends and durations into days of the calendar.

A day is the source's own day where it tells no clock time, and the day in UTC where it does. Days are numbers, counted
from 1970-01-01.
"""

from collections.abc import Iterator, Mapping
from math import isfinite

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import SF, XSD
from spaceflight_graph.resolve.choose import Chosen, Facts
from spaceflight_graph.resolve.objects import term, window_end
from spaceflight_graph.values import Ranged, Time
from spaceflight_graph.values.days import calendar_day, day_number
from spaceflight_graph.values.times import DAY, calendar

LONGEST = 1000
"""What lasts longer has its first and its last day only, lest one slip in a year fill the graph."""


def named(first: int, last: int) -> Iterator[Literal]:
    """Yield the days from a first to a last one as xsd:date.

    >>> [day.value for day in named(17516, 17517)]
    ['2017-12-16', '2017-12-17']
    """
    for number in range(first, last + 1) if last - first < LONGEST else (first, last):
        year, month, day = calendar_day(number)
        sign = "-" if year < 0 else ""
        yield Literal(f"{sign}{abs(year):04}-{month:02}-{day:02}", datatype=XSD.date)


def spanned(literal: Literal) -> tuple[int, int]:
    """Return the first and last day of a time: of a month the first and the last of its days."""
    year, *rest = calendar(literal.value)
    if len(rest) == 2:
        day = day_number(year, *rest)
        return day, day
    first, after = (rest[0], rest[0] + 1) if rest else (1, 13)
    return day_number(year, first, 1), day_number(year + after // 13, (after - 1) % 12 + 1, 1) - 1


def exact(choice: Chosen) -> int | None:
    """Return the day of a time that is told to the day or finer, else None."""
    told = term(choice.claim)
    if not isinstance(choice.value, Time) or not isinstance(told, Literal) or len(calendar(told.value)) < 3:
        return None
    return spanned(told)[0]


def _window(choice: Chosen | None) -> tuple[int, int] | None:
    """Return the first and last day of a time with its window; None for one that is not told to the day."""
    day = exact(choice) if choice else None
    if choice is None or day is None:
        return None
    end = window_end(choice.claim)
    return day, day if end is None else spanned(end)[0]


def of_event(event: NamedNode, facts: Facts, ranges: Mapping[NamedNode, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the first and last day of an event, or None where they are not known to the day.

    An event that is told only as so long after another counts when its whole range lies in one day, and one of which
    only the end is told on the day of its end. One in a window of days counts on each of them, for it may be any.

    Args:
        event: the event.
        facts: what was chosen, by subject and property.
        ranges: the first and last day of each range that was derived.
    """
    begin = _only(event, SF.time, facts)
    begun, ended = _window(begin), _window(_only(event, SF.endTime, facts))
    if begin and begun:
        first, latest = begun
        last = ended[1] if ended else first + _nights(event, begin, first, facts)
        return first, max(latest, last)
    low, high = ranges.get(event, (0, -1))
    if low == high and not begin:
        return low, low
    return ended


def _nights(event: NamedNode, begin: Chosen, first: int, facts: Facts) -> int:
    """Return how many days after its first day an event that is told to last goes on for certain."""
    length = _only(event, SF.duration, facts)
    if length is None or not isinstance(length.value, Ranged) or not isinstance(begin.value, Ranged):
        return 0
    lasting, start = length.value.stated_low, begin.value.stated_low
    if not isfinite(lasting) or not isfinite(start):
        return 0
    told = term(begin.claim)
    if isinstance(told, Literal) and told.datatype == XSD.date:  # six days from the 18th end on the 23rd
        return max(0, int(lasting // DAY) - 1)
    return max(0, int((start + lasting) // DAY) - first)


def _only(event: NamedNode, prop: NamedNode, facts: Facts) -> Chosen | None:
    return next(iter(facts.get((event, prop), ())), None)
