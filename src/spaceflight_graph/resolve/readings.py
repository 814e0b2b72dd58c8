"""How the values of claims and facts read: the only place that derives ``sf:reads``, in every language we write."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import RDFS, SF, XSD, Term
from spaceflight_graph.resolve.choose import Chosen
from spaceflight_graph.values.times import in_utc
from spaceflight_graph.wording import LANGUAGES, has_reading, lies, reads

_BEARINGS = {
    SF.distanceFromReference: SF.bearingFromReference,
    SF.plannedDistanceFromReference: SF.plannedBearingFromReference,
}


@dataclass(frozen=True, slots=True)
class Reference:
    """What the distance of an event is measured from.

    Attributes:
        bearing: local name of the point of the compass in which the event lies; None where none or several are told.
        labels: of the place that it is seen from, by language; empty where no place is told.
    """

    bearing: str | None
    labels: Mapping[str, str]


References = Mapping[tuple[NamedNode, NamedNode], Reference]
"""By event and property: the distance, or the planned one."""


def references(chosen: Iterable[Chosen], entities: Iterable[Triple]) -> References:
    """Return what the distances are measured from.

    Args:
        chosen: the facts.
        entities: what the things are called.
    """
    told: dict[tuple[NamedNode, NamedNode], set[NamedNode]] = defaultdict(set)
    distances = []
    for choice in chosen:
        claim = choice.claim
        if claim.predicate in _BEARINGS:
            distances.append((claim.subject, claim.predicate))
        elif isinstance(claim.object, NamedNode):
            told[claim.subject, claim.predicate].add(claim.object)
    places = {event: told[event, SF.referencePlace] for event, _ in distances}
    labels: dict[Term, dict[str, str]] = defaultdict(dict)
    named = set().union(*places.values())
    for triple in entities:
        if triple.predicate == RDFS.label and triple.subject in named and isinstance(triple.object, Literal):
            labels[triple.subject].setdefault(triple.object.language or "", triple.object.value)
    found = {}
    for event, distance in distances:
        bearings = told[event, _BEARINGS[distance]]
        bearing = next(iter(bearings)).value.removeprefix(SF.iri) if len(bearings) == 1 else None
        found[event, distance] = Reference(bearing, labels[next(iter(places[event]))] if places[event] else {})
    return found


def of_claim(claim: Claim) -> Iterator[Triple]:
    """Yield how the value of a claim reads: as its document has it, in the zone that it is told in."""
    yield from _readings(claim.iri, claim, claim.object, claim.window_end)


def of_fact(fact: NamedNode, claim: Claim, seen_from: Reference | None = None) -> Iterator[Triple]:
    """Yield how the value of a fact reads that rests on a claim: a clock time in UTC, all else as the claim has it.

    A distance from a place of reference reads with it, and with the bearing: 156 km SE of Zhezkazgan.
    """
    for triple in _readings(fact, claim, _in_utc(claim.object), _in_utc(claim.window_end)):
        text = triple.object
        if seen_from and isinstance(text, Literal) and text.language:
            labels = seen_from.labels
            place = labels.get(text.language) or labels.get("en") or min(labels.values(), default=None)
            where = lies(text.value, seen_from.bearing, place, text.language)
            yield Triple(fact, SF.reads, Literal(where, language=text.language))
        else:
            yield triple


def of_derived(fact: NamedNode, value: Term) -> Iterator[Triple]:
    """Yield how a value reads that no document states."""
    yield from _readings(fact, None, value, None)


def _readings(node: NamedNode, claim: Claim | None, value: Term | None, window_end: Term | None) -> Iterator[Triple]:
    if not isinstance(value, Literal) or not has_reading(value.datatype.value):
        return
    for language in LANGUAGES:
        text = reads(
            value.value,
            value.datatype.value,
            precision=claim.precision if claim else None,
            unit=claim.unit.value.rpartition("/")[2] if claim and claim.unit else None,
            approximation=claim.approximation if claim else None,
            window_end=window_end.value if isinstance(window_end, Literal) else None,
            language=language,
        )
        yield Triple(node, SF.reads, Literal(text, language=language))


def _in_utc(value: Term | None) -> Term | None:
    if isinstance(value, Literal) and value.datatype == XSD.dateTime:
        return Literal(in_utc(value.value), datatype=XSD.dateTime)
    return value
