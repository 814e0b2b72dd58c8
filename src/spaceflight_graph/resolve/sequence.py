"""In which order the events of a flight stand: the only place that puts those in line that have no time of their own.

What is told comes first: an event stands behind those that it follows, is an offset from, or is caused by. Among those
that are free, the one with the earliest time comes next: its own, else the range that was derived, else its last plan,
else that of the events before it, else that of the events behind it. Within one day, or whatever else both times leave
open, the usual course of a flight decides (`COURSE`), then the name. What nothing places comes last.
"""

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import SF
from spaceflight_graph.resolve.choose import Facts
from spaceflight_graph.resolve.objects import term

BEHIND = (SF.follows, SF.offsetFrom, SF.cause)
"""The properties that lead from an event to one before it."""

_COURSE = (
    "Delivery Test Training Fuelling Integration Inspection Review Rollout",
    "CrewTransfer",
    "Launch",
    "EscapeSystemJettison StageSeparation FairingSeparation EngineIgnition EngineCutoff OrbitInsertion",
    "Failure",
    "Abort",
    "StageRecovery",
    "Deployment",
    "Announcement",
    "Rendezvous",
    "Docking",
    "HatchOpening",
    "HatchClosing",
    "Undocking",
    "DeorbitBurn",
    "ModuleSeparation",
    "AtmosphericEntry Reentry",
    "ParachuteDeployment",
    "Landing",
    "Recovery",
)
COURSE: Mapping[NamedNode, int] = {
    NamedNode(SF.iri + name): rank for rank, names in enumerate(_COURSE) for name in names.split()
}
"""The usual course of a flight: the rank of each class of events."""


def sequence(
    events: Sequence[NamedNode],
    facts: Facts,
    kinds: Mapping[NamedNode, NamedNode],
    begins: Mapping[NamedNode, str],
) -> Iterator[NamedNode]:
    """Yield the events of one flight in order.

    Args:
        events: all of them.
        facts: what was chosen, by subject and property.
        kinds: the class of each event.
        begins: the first moment of each range that was derived, as an xsd:dateTime.
    """
    before = {event: {b for prop in BEHIND for b in _objects(event, prop, facts)} & set(events) for event in events}
    try:
        order = list(TopologicalSorter(before).static_order())
    except CycleError:  # the documents tell of a circle: then only times count
        before, order = {event: set() for event in events}, sorted(events, key=_by_iri)
    times = {event: time for event in events if (time := _time(event, facts, begins))}
    for event in order:
        behind = [times[b] for b in before[event] if b in times]
        if event not in times and behind:
            times[event] = max(behind)
    for event in reversed(order):
        for earlier in before[event]:
            if event in times:
                times[earlier] = min(times.get(earlier, times[event]), times[event])
    waiting = set(events)
    while waiting:
        free = [event for event in waiting if before[event].isdisjoint(waiting)]
        first = min(times.get(event, "~") for event in free)
        level = [event for event in free if _alike(times.get(event, "~"), first)]
        chosen = min(level, key=lambda event: (COURSE.get(kinds[event], -1), times.get(event, "~"), event.value))
        waiting.remove(chosen)
        yield chosen


def _alike(time: str, first: str) -> bool:
    """Whether two times, one of them perhaps coarser, leave open which comes first."""
    return time.startswith(first) or first.startswith(time)


def _time(event: NamedNode, facts: Facts, begins: Mapping[NamedNode, str]) -> str | None:
    """Return when an event happens, as far as it is known by itself."""
    if told := _literals(event, SF.time, facts):
        return told[0]
    if event in begins:
        return begins[event]
    ends, plans = _literals(event, SF.endTime, facts), _literals(event, SF.plannedTime, facts)
    return next(iter(ends), None) or max(plans, default=None)


def _literals(event: NamedNode, prop: NamedNode, facts: Facts) -> list[str]:
    told = (term(choice.claim) for choice in facts.get((event, prop), ()))
    return [literal.value for literal in told if isinstance(literal, Literal)]


def _objects(event: NamedNode, prop: NamedNode, facts: Facts) -> set[NamedNode]:
    told = (choice.claim.object for choice in facts.get((event, prop), ()))
    return {node for node in told if isinstance(node, NamedNode)}


def _by_iri(node: NamedNode) -> str:
    return node.value
