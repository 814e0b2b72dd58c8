"""What lies behind a dispute: the only place that names its cause."""

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF
from spaceflight_graph.resolve.choose import Chosen
from spaceflight_graph.values import Relation, Value

PLANNED = {
    SF.time: SF.plannedTime,
    SF.endTime: SF.plannedEndTime,
    SF.duration: SF.plannedDuration,
    SF.dockedDuration: SF.plannedDockedDuration,
    SF.rendezvousDuration: SF.plannedRendezvousDuration,
    SF.place: SF.plannedPlace,
    SF.distanceFromReference: SF.plannedDistanceFromReference,
    SF.bearingFromReference: SF.plannedBearingFromReference,
}
"""A property of what happened, and the one that tells its plans."""

Plans = Mapping[tuple[NamedNode, NamedNode], Sequence[Value]]


def cause(chosen: Chosen, plans: Plans) -> NamedNode:
    """Return the sf: concept that says why claims disagree, as far as they show it.

    A decision's own word comes first. Then a plan that one side repeats as if it had happened; then one document that
    states both sides; then a slip (one digit or letter differs); else it is unknown. That two claims count different
    things (``sf:Definition``) only a person can see, and says so in a decision.

    Args:
        chosen: the choice and the claims against it.
        plans: the planned values of each thing, by thing and property.
    """
    if chosen.decision and chosen.decision.cause:
        return chosen.decision.cause
    others = (*chosen.against, *chosen.deprecated)
    read = {voice.claim.iri: voice.value for voice, _ in chosen.voices}
    planned = plans.get((chosen.claim.subject, PLANNED.get(chosen.claim.predicate, chosen.claim.predicate)), ())
    if planned and _repeats(chosen.value, planned) != all(_repeats(read[other.iri], planned) for other in others):
        return SF.PlanVersusActual
    for other in others:
        own = (read[claim.iri] for claim in chosen.supporting if claim.document == other.document)
        if any(values.relate(value, read[other.iri]) is Relation.CONFLICTS for value in own):
            return SF.SelfContradiction
    if all(_one_character_apart(chosen.claim, other) for other in others):
        return SF.Slip
    return SF.Unknown


def _repeats(value: Value, planned: Sequence[Value]) -> bool:
    """Whether a value is the same as a planned one."""
    return any(values.relate(value, plan) is Relation.SAME for plan in planned)


def _one_character_apart(a: Claim, b: Claim) -> bool:
    """Whether two values of one form differ in a single character: a digit misread or mistyped."""
    if not (isinstance(a.object, Literal) and isinstance(b.object, Literal) and a.unit == b.unit):
        return False
    left, right = a.object.value, b.object.value
    return len(left) == len(right) and sum(x != y for x, y in zip(left, right, strict=True)) == 1
