"""What lies behind a dispute: the only place that names its cause."""

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims import Claim
from spaceflight_graph.namespaces import SF
from spaceflight_graph.resolve import Chosen


def cause(chosen: Chosen) -> NamedNode:
    """Return the sf: concept that says why claims disagree, as far as they show it.

    A decision's own word comes first; then a slip (one character of the value differs); then one document that
    states both sides; else it is unknown.
    """
    if chosen.decision and chosen.decision.cause:
        return chosen.decision.cause
    others = (*chosen.against, *chosen.deprecated)
    if all(_one_character_apart(chosen.claim, other) for other in others):
        return SF.Slip
    told_so = {claim.document for claim in chosen.supporting}
    if any(other.document in told_so for other in others):
        return SF.SelfContradiction
    return SF.Unknown


def _one_character_apart(a: Claim, b: Claim) -> bool:
    """Whether two values of one form differ in a single character: a digit misread or mistyped."""
    if not (isinstance(a.object, Literal) and isinstance(b.object, Literal) and a.unit == b.unit):
        return False
    left, right = a.object.value, b.object.value
    return len(left) == len(right) and sum(x != y for x, y in zip(left, right, strict=True)) == 1
