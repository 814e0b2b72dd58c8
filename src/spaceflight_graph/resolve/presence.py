"""Who was aboard a station from when to when: the only place that reckons it, from flights, stays and events.

A stay begins with the first of these that is told: the docking of the flight, the begin of the stay, the launch of the
flight, its end less the time stayed, the first event that falls within it. It ends with the undocking, the end of the
stay, the landing, its begin plus the time stayed, the last plan for any of these, the last event that falls within it.
A launch and a landing are edges: it begins no earlier than the one, and ends no later than the other.
Where no end is told at all, it is known of its first day alone; where no begin is, of its last. What has only been
planned to begin is none, and a flight that was aborted reaches no station. Whoever takes part in a spacewalk or a
change of command is aboard that day, whatever else is told.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF
from spaceflight_graph.resolve import days
from spaceflight_graph.resolve.choose import Chosen, Facts
from spaceflight_graph.resolve.objects import term, window_end
from spaceflight_graph.values import Ranged, Time, Value, read
from spaceflight_graph.values.times import DAY

Events = Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]
"""For each flight, its events by class."""

ABOARD = (SF.Spacewalk, SF.ChangeOfCommand)
"""Events that nobody takes part in who is not aboard."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a stay begins or ends, as told or reckoned, with all that qualifies it.

    Attributes:
        time: an XSD time.
        precision, approximation: local names of sf: concepts, if any.
        planned: whether it is only a plan.
        claims: what it rests on.
        window_end: of a window that begins with the time: its last moment.
    """

    time: Literal
    precision: str | None
    approximation: str | None
    planned: bool
    claims: tuple[Claim, ...]
    window_end: Literal | None = None

    @property
    def value(self) -> Value:
        """What it denotes."""
        return read(
            self.time.value,
            self.time.datatype.value,
            precision=self.precision,
            approximation=self.approximation,
            window_end=self.window_end.value if self.window_end else None,
        )


@dataclass(frozen=True, slots=True)
class Presence:
    """One person aboard one station, for one reason.

    Attributes:
        person, station: who, and where.
        occasion: the flight, stay or event that it follows from.
        since, until: begin and end; no end where none is told.
        claims: that the person belongs to the crew, or takes part.
    """

    person: NamedNode
    station: NamedNode
    occasion: NamedNode
    since: Moment
    until: Moment | None
    claims: tuple[Claim, ...]

    @property
    def days(self) -> tuple[int, int]:
        """Return the first and last day, as numbers; the first alone where no end is told or it comes before."""
        first, _ = days.spanned(self.since.time)
        last = days.spanned(self.until.time)[1] if self.until else first
        return first, max(first, last)


def presences(facts: Facts, flights: Events, kinds: Mapping[NamedNode, NamedNode]) -> Iterator[Presence]:
    """Yield who was aboard, sorted by flight or event.

    Args:
        facts: what was chosen, by subject and property.
        flights: for each flight, its events by class.
        kinds: the class of each thing.
    """
    for flight in sorted(flights, key=_by_iri):
        yield from _of_flight(flight, flights[flight], facts)
    of_flights = {stay for events in flights.values() for stay in events.get(SF.Stay, ())}
    for event in sorted((e for e, kind in kinds.items() if kind in (*ABOARD, SF.Stay)), key=_by_iri):
        stations, people = _objects([event], SF.station, facts), _people([event], facts)
        if kinds[event] != SF.Stay:
            for there in _told([event], SF.time, facts):
                yield from _aboard(event, stations, people, there, there)
        elif event not in of_flights:
            yield from _aboard(event, stations, people, _begin({}, [event], facts), _end({}, [event], facts))


def _of_flight(flight: NamedNode, events: Mapping[NamedNode, list[NamedNode]], facts: Facts) -> Iterator[Presence]:
    stays = events.get(SF.Stay, [])
    people = _people(stays, facts)
    for assignment in events.get(SF.CrewAssignment, []):
        crew, person = _first(assignment, SF.crew, facts), _first(assignment, SF.person, facts)
        if person and crew and crew.claim.object == SF.PrimaryCrew:
            people |= {one: (*people.get(one, ()), *claims) for one, claims in _named([person])}
    stations = _objects([event for found in events.values() for event in found], SF.station, facts)
    stations |= _objects([flight], SF.destination, facts)
    arrived = SF.Abort not in events or bool(_told(events.get(SF.Docking, ()), SF.time, facts))
    if people and stations and arrived:
        yield from _aboard(flight, stations, people, _begin(events, stays, facts), _end(events, stays, facts))


def _aboard(
    occasion: NamedNode,
    stations: Collection[NamedNode],
    people: Mapping[NamedNode, tuple[Claim, ...]],
    since: Moment | None,
    until: Moment | None,
) -> Iterator[Presence]:
    if since is None:
        since, until = until, None
    if since is not None and not since.planned:
        for station in sorted(stations, key=_by_iri):
            for person in sorted(people, key=_by_iri):
                yield Presence(person, station, occasion, since, until, people[person])


def _begin(events: Mapping[NamedNode, list[NamedNode]], stays: list[NamedNode], facts: Facts) -> Moment | None:
    """Return when a stay begins, or None where nothing tells."""
    told = (
        *_told(events.get(SF.Docking, ()), SF.time, facts),
        *_told(stays, SF.time, facts),
        *_edges(events.get(SF.Launch, ()), "AtLeast", facts),
    )
    if told:
        return told[0]
    for length, lasting, end in _lengths(stays, SF.duration, _known_end(events, stays, facts), facts):
        return _moved(end, -lasting, length)
    return _bound(stays, facts, last=False)


def _end(events: Mapping[NamedNode, list[NamedNode]], stays: list[NamedNode], facts: Facts) -> Moment | None:
    """Return when a stay ends, or is last planned to end, or None where nothing tells."""
    if known := _known_end(events, stays, facts):
        return known
    begin = _begin(events, stays, facts)
    for prop in (SF.duration, SF.plannedDuration):
        for length, lasting, since in _lengths(stays, prop, begin, facts):
            moved = _moved(since, lasting, length)
            return replace(moved, planned=True) if prop == SF.plannedDuration else moved
    plans = [
        plan
        for kind, prop in ((SF.Undocking, SF.plannedTime), (SF.Stay, SF.plannedEndTime), (SF.Landing, SF.plannedTime))
        for plan in _told(events.get(kind, stays if kind == SF.Stay else ()), prop, facts)
    ]
    if plans:
        return replace(max(plans, key=lambda plan: plan.time.value), planned=True)
    return _bound(stays, facts, last=True)


def _known_end(events: Mapping[NamedNode, list[NamedNode]], stays: list[NamedNode], facts: Facts) -> Moment | None:
    told = (
        *_told(events.get(SF.Undocking, ()), SF.time, facts),
        *_told(stays, SF.endTime, facts),
        *_edges(events.get(SF.Landing, ()), "UpTo", facts),
    )
    return told[0] if told else None


def _edges(events: Iterable[NamedNode], edge: str, facts: Facts) -> list[Moment]:
    """Return when events happen that a stay lies between, as the edge that each is; one that is told about stays so."""
    return [replace(m, approximation=m.approximation or edge) for m in _told(events, SF.time, facts)]


def _told(events: Iterable[NamedNode], prop: NamedNode, facts: Facts) -> list[Moment]:
    return [
        Moment(
            told,
            choice.claim.precision,
            choice.claim.approximation,
            choice.claim.planned,
            choice.supporting,
            window_end(choice.claim),
        )
        for event in events
        for choice in facts.get((event, prop), ())
        if isinstance(choice.value, Time) and isinstance(told := term(choice.claim), Literal)
    ]


def _lengths(
    stays: list[NamedNode], prop: NamedNode, known: Moment | None, facts: Facts
) -> Iterator[tuple[Chosen, int, Moment]]:
    """Yield how long a stay lasts, in whole days, with the end of it that is known to the day."""
    if known is not None and len(set(days.spanned(known.time))) == 1:
        for stay in stays:
            for choice in facts.get((stay, prop), ()):
                if isinstance(choice.value, Ranged) and choice.value.stated_low >= 0:
                    yield choice, int(choice.value.stated_low // DAY), known


def _moved(moment: Moment, by: int, length: Chosen) -> Moment:
    """Return the day that lies so many days from a moment: about, for neither is told to the minute."""
    day, _ = days.spanned(moment.time)
    (moved,) = days.named(day + by, day + by)
    claims = tuple(dict.fromkeys((*moment.claims, *length.supporting)))
    return Moment(moved, "Day", "About", moment.planned, claims)


def _bound(stays: list[NamedNode], facts: Facts, *, last: bool) -> Moment | None:
    """Return the first or last of the events that fall within stays: a stay begins by then, or lasts at least so long.

    An event that has not happened counts by its plan, and one without a plan comes no earlier than those it follows.
    """
    found: list[Moment] = []
    for stay in stays:
        for within in facts.get((stay, SF.encompasses), ()):
            event = within.claim.object
            assert isinstance(event, NamedNode)  # noqa: S101 - a literal in place of a thing is unreadable
            before = _objects([event], SF.follows, facts) if last else ()
            moments = _told([event], SF.time, facts) or [
                replace(plan, planned=True)
                for plan in _told([event], SF.plannedTime, facts)
                or (*_told(before, SF.time, facts), *_told(before, SF.plannedTime, facts))
            ]
            found += (
                replace(m, planned=m.planned or within.claim.planned, claims=(*within.supporting, *m.claims))
                for m in moments
            )
    if not found:
        return None
    edge = max(found, key=_in_order) if last else min(found, key=_in_order)
    return replace(edge, approximation="AtLeast" if last else "UpTo")


def _in_order(moment: Moment) -> str:
    return moment.time.value


def _people(events: Iterable[NamedNode], facts: Facts) -> dict[NamedNode, tuple[Claim, ...]]:
    return dict(_named(choice for event in events for choice in facts.get((event, SF.participant), ())))


def _named(choices: Iterable[Chosen]) -> Iterator[tuple[NamedNode, tuple[Claim, ...]]]:
    """Yield who is told to be of a crew or to take part, and the claims; not who was only planned to."""
    for choice in choices:
        if isinstance(choice.claim.object, NamedNode) and not all(claim.planned for claim in choice.supporting):
            yield choice.claim.object, choice.supporting


def _objects(things: Iterable[NamedNode], prop: NamedNode, facts: Facts) -> set[NamedNode]:
    return {
        choice.claim.object
        for thing in things
        for choice in facts.get((thing, prop), ())
        if isinstance(choice.claim.object, NamedNode)
    }


def _first(thing: NamedNode, prop: NamedNode, facts: Facts) -> Chosen | None:
    return next(iter(facts.get((thing, prop), ())), None)


def _by_iri(node: NamedNode) -> str:
    return node.value
