"""Does a document's own arithmetic add up? The only place that sets one claim of a document against two others of it.

    duration of a flight          launch → landing
    docked duration               docking → undocking
    rendezvous duration           launch → docking
    duration of an event          its time → its end
    offset from another event     that event → this one

Where the stated length and the two stated times cannot all be true, the three claims are a dispute of cause arithmetic.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF
from spaceflight_graph.resolve.weigh import Read
from spaceflight_graph.values import Duration, Ranged, Relation, Time

Events = Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]

FLIGHT_LENGTHS = (
    (SF.duration, SF.Launch, SF.Landing),
    (SF.dockedDuration, SF.Docking, SF.Undocking),
    (SF.rendezvousDuration, SF.Launch, SF.Docking),
)
"""A property of a flight, and the kinds of its two events that it lies between."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A length that one document states, and the times of the same document that it does not fit.

    Attributes:
        length: the claim of a duration or offset.
        begin: the claim of the time that it counts from.
        end: the claim of the time that it counts to.
    """

    length: Claim
    begin: Claim
    end: Claim


def mismatches(reads: Iterable[Read], events: Events) -> list[Mismatch]:
    """Return every length that does not fit the times of its own document, in order of its claims.

    A length fits if any telling of its two times by the document allows it: the finest telling of each is what counts,
    and a page that tells one time in two ways is a dispute of its own.

    Args:
        reads: the claims of times, lengths and links between events, with what they denote.
        events: for each flight, its events by class.
    """
    by_document: dict[NamedNode, dict[tuple[NamedNode, NamedNode], list[Read]]] = defaultdict(lambda: defaultdict(list))
    for read in reads:
        by_document[read.claim.document][read.claim.subject, read.claim.predicate].append(read)
    found = [m for told in by_document.values() for m in _of_document(told, events)]
    return sorted(found, key=lambda m: m.length.iri.value)


def _of_document(told: Mapping[tuple[NamedNode, NamedNode], list[Read]], events: Events) -> Iterator[Mismatch]:
    for (subject, predicate), lengths in told.items():
        for begin, end in _ends(subject, predicate, told, events):
            first, last = _finest(told.get(begin, [])), _finest(told.get(end, []))
            if first is None or last is None:
                continue
            between = distance(first.value, last.value)
            for length in lengths:
                if isinstance(length.value, Duration) and values.relate(between, length.value) is Relation.CONFLICTS:
                    yield Mismatch(length.claim, first.claim, last.claim)


def _ends(
    subject: NamedNode,
    predicate: NamedNode,
    told: Mapping[tuple[NamedNode, NamedNode], list[Read]],
    events: Events,
) -> Iterator[tuple[tuple[NamedNode, NamedNode], tuple[NamedNode, NamedNode]]]:
    """Yield the two times that a length lies between, as (event, property) each."""
    for stated, first, last in FLIGHT_LENGTHS:
        if predicate == stated and subject in events:
            begins, ends = events[subject].get(first, []), events[subject].get(last, [])
            if len(begins) == 1 and len(ends) == 1:
                yield (begins[0], SF.time), (ends[0], SF.time)
    if predicate == SF.duration and subject not in events:
        yield (subject, SF.time), (subject, SF.endTime)
    if predicate == SF.offset:
        for base in told.get((subject, SF.offsetFrom), []):
            if isinstance(base.claim.object, NamedNode):
                yield (base.claim.object, SF.time), (subject, SF.time)


def distance(begin: Ranged, end: Ranged) -> Duration:
    """Return the range of the time from one moment to another: from the nearest to the farthest that both allow."""
    return Duration(
        "duration",
        end.low - begin.high,
        end.high - begin.low,
        end.stated_low - begin.stated_high,
        end.stated_high - begin.stated_low,
    )


@dataclass(frozen=True, slots=True)
class _Timed:
    claim: Claim
    value: Time


def _finest(reads: Iterable[Read]) -> _Timed | None:
    """Return the most exact telling of a time; the first by name among equals."""
    times = [
        _Timed(read.claim, read.value) for read in reads if isinstance(read.value, Time) and not read.value.quarters
    ]
    return min(times, key=lambda t: (t.value.stated_high - t.value.stated_low, t.claim.iri.value), default=None)
