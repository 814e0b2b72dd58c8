"""What follows from the facts by arithmetic alone, marked as derived and resting on the same claims.

When an event happens that has no time of its own:

    offset   so long after another event: from its first to its last second, plus the range of the offset
    follows  after another event: not before it
    endTime  an event whose end alone is told: not after it

How long a flight lasts where no document says so: from launch to landing, and from docking to undocking.

How old a plan was when its event happened, or was to happen: from the day, month or year that the plan was current.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, XSD
from spaceflight_graph.resolve.choose import Chosen, Facts
from spaceflight_graph.values import Bound, Ranged
from spaceflight_graph.values.days import date_time, day_number
from spaceflight_graph.values.times import DAY, HOUR, MINUTE, SECOND, calendar


@dataclass(frozen=True, slots=True)
class Derived:
    """A statement that no document makes, and the claims that it follows from."""

    statement: Triple
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Range:
    low: Bound
    high: Bound
    claims: tuple[Claim, ...]


def derive(facts: Facts, flights: Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]) -> list[Derived]:
    """Return all that follows.

    Args:
        facts: what was chosen, by subject and property.
        flights: for each flight, its events by class.
    """
    return [*_times(facts), *_lengths(facts, flights)]


def _times(facts: Facts) -> Iterator[Derived]:
    known = {
        subject: _Range(choice.value.stated_low, choice.value.stated_high, choice.supporting)
        for (subject, predicate), (choice, *_) in facts.items()
        if predicate == SF.time and isinstance(choice.value, Ranged)
    }
    told = {subject for subject, predicate in facts if predicate in (SF.offset, SF.follows, SF.endTime)}
    waiting = sorted((event for event in told if event not in known), key=lambda event: event.value)
    while waiting:
        ready = [event for event in waiting if _bases(event, facts).isdisjoint(waiting)]
        found = {event: bounds for event in ready or waiting if (bounds := _bounds(event, facts, known))}
        if not ready and not found:
            return  # they wait for each other
        known |= found
        waiting = [event for event in waiting if event not in (ready or found)]
        for event, bounds in found.items():
            if bounds.low != -inf:
                first = date_time(int(bounds.low // SECOND))
                yield Derived(Triple(event, SF.notBefore, Literal(first, datatype=XSD.dateTime)), bounds.claims)
            if bounds.high != inf:
                last = date_time(int(-(-bounds.high // SECOND)) - 1)
                yield Derived(Triple(event, SF.notAfter, Literal(last, datatype=XSD.dateTime)), bounds.claims)


def _bases(event: NamedNode, facts: Facts) -> set[NamedNode]:
    """Return the events that one hangs on."""
    return {base for link in (SF.offsetFrom, SF.follows) for _, base in _linked(event, link, facts)}


def _bounds(event: NamedNode, facts: Facts, known: Mapping[NamedNode, _Range]) -> _Range | None:
    """Return the range of one event, or None while the event that it hangs on has none."""
    low: Bound = -inf
    high: Bound = inf
    claims: list[Claim] = []
    for offset in facts.get((event, SF.offset), []):
        for _, base in _linked(event, SF.offsetFrom, facts):
            around = known.get(base)
            if around and isinstance(offset.value, Ranged):
                low, high = around.low + offset.value.stated_low, around.high + offset.value.stated_high
                claims += [*offset.supporting, *around.claims]
    followed = [(known[before], choice) for choice, before in _linked(event, SF.follows, facts) if before in known]
    if followed:
        latest, choice = max(followed, key=lambda pair: pair[0].low)  # the first by name among equals
        if latest.low > low:
            low = latest.low
            claims += [*choice.supporting, *latest.claims]
    for end in facts.get((event, SF.endTime), []):
        if isinstance(end.value, Ranged) and end.value.stated_high < high:
            high = end.value.stated_high
            claims += end.supporting
    return _Range(low, high, tuple(dict.fromkeys(claims))) if claims and low < high else None


def _linked(event: NamedNode, link: NamedNode, facts: Facts) -> Iterator[tuple[Chosen, NamedNode]]:
    """Yield the events that a property leads to; a text in their place is named by the shapes."""
    for choice in facts.get((event, link), []):
        if isinstance(choice.claim.object, NamedNode):
            yield choice, choice.claim.object


def _lengths(facts: Facts, flights: Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]) -> Iterator[Derived]:
    """Yield the flight time and docked time that no document states, as finely as both ends allow."""
    for flight in sorted(flights, key=lambda flight: flight.value):
        for stated, begin, end in ((SF.duration, SF.Launch, SF.Landing), (SF.dockedDuration, SF.Docking, SF.Undocking)):
            if (flight, stated) in facts:
                continue
            first, last = (_time(facts, flights[flight].get(kind, [])) for kind in (begin, end))
            if first and last and (length := between(first, last)):
                claims = (*first.supporting, *last.supporting)
                yield Derived(Triple(flight, stated, Literal(length, datatype=XSD.dayTimeDuration)), claims)


def _time(facts: Facts, events: Sequence[NamedNode]) -> Chosen | None:
    """Return when the only event of a kind happened; None where nobody tells, or where there are more of that kind."""
    times = (choice for event in events for choice in facts.get((event, SF.time), []))
    return next(times, None) if len(events) == 1 else None


def between(begin: Chosen, end: Chosen) -> str | None:
    """Return the time between two events as an xsd:dayTimeDuration, no finer than the coarser of both times.

    None where an end is open, where both are days without a zone (their distance is known to a day and a half only),
    or where the end comes first.
    """
    a, b = begin.value, end.value
    if not (isinstance(a, Ranged) and isinstance(b, Ranged)):
        return None
    widths = (a.stated_high - a.stated_low, b.stated_high - b.stated_low)
    unit = next((unit for unit in (SECOND, MINUTE, HOUR) if max(widths) <= unit), None)
    if unit is None or b.stated_low < a.stated_low:
        return None
    total = int((b.stated_low - a.stated_low) // unit * unit)
    days, rest = divmod(total, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, seconds = divmod(rest, MINUTE)
    clock = "".join(f"{n}{letter}" for n, letter in ((hours, "H"), (minutes, "M"), (seconds // SECOND, "S")) if n)
    return f"P{days}D" + (f"T{clock}" if clock else "") if days or clock else None


def plan_age(current_at: str, happened: str) -> str | None:
    """Return how old a plan was, as an xsd:duration in the coarser unit of both times; None if it was made later.

    Args:
        current_at: when the plan was current: an xsd:date, gYearMonth or gYear.
        happened: the time of the event, or the time planned for; what is finer than a day does not count.

    >>> plan_age("2014", "2017-12-17T07:21:01.127Z"), plan_age("2017-11-09", "2020-06")
    ('P3Y', 'P31M')
    """
    then, now = calendar(current_at), calendar(happened)
    finest = min(len(then), len(now))
    if finest == 1:
        count, unit = now[0] - then[0], "Y"
    elif finest == 2:
        count, unit = (now[0] - then[0]) * 12 + now[1] - then[1], "M"
    else:
        count, unit = day_number(*now) - day_number(*then), "D"
    return f"P{count}{unit}" if count >= 0 else None
