"""Claims that cannot be read, and decisions that change nothing: the only place that says so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.claims.layers import Sources
from spaceflight_graph.errors import Place, Problem
from spaceflight_graph.namespaces import GRAPH, SF, Term, shorten
from spaceflight_graph.resolve.choose import POLICIES, Chosen, Context, Unreadable


def unreadable(claims: Iterable[Unreadable], sources: Sources) -> Iterator[Problem]:
    """Yield each claim whose value cannot be read."""
    by_graph: dict[str, list[Unreadable]] = defaultdict(list)
    for bad in claims:
        by_graph[shorten(bad.claim.document.value).removeprefix("doc:")].append(bad)
    for document, of_it in by_graph.items():
        places: dict[Term, Place] = {}
        for file, layer in sources.claims():
            if file.stem == document:
                places |= layer.places(bad.claim.iri for bad in of_it)
        for bad in of_it:
            yield Problem(
                bad.why.rstrip("."),
                "mend the value, its datatype, unit or precision; the claim cites line"
                f" {bad.claim.line} of {shorten(bad.claim.document.value)}",
                places.get(bad.claim.iri),
                shorten(bad.claim.iri.value),
            )


def idle(
    decisions: Iterable[Decision],
    claims: Iterable[Claim],
    chosen: Iterable[Chosen],
    context: Context,
    sources: Sources,
) -> Iterator[Problem]:
    """Yield the decisions that change nothing: nobody contradicts the claim that they rule on.

    Only the default policy can tell: another one may not look at what contradicts the claim.
    """
    if context.policy != POLICIES[0]:
        return
    stated = {claim.iri: claim.predicate for claim in claims}
    at_work = {
        claim.iri
        for choice in chosen
        if choice.disputed
        for claim in (*choice.deprecated, *(choice.supporting if choice.basis == SF.Ruling else ()))
    }
    found = [
        decision
        for decision in decisions
        if decision.claim in stated  # the shapes name a decision on a claim that nobody states
        and decision.claim not in at_work
        and not _takes_away(decision, stated[decision.claim] in context.functional)
    ]
    for _, layer in sources.layers(GRAPH.decisions) if found else ():
        places = layer.places(decision.iri for decision in found)
        for decision in found:
            yield Problem(
                f"{shorten(decision.iri.value)} changes nothing: no other claim contradicts"
                f" {shorten(decision.claim.value)}",
                "remove the decision",
                places.get(decision.iri),
            )


def _takes_away(decision: Decision, functional: bool) -> bool:
    """Whether a decision takes one of many values away."""
    return not decision.preferred and not functional
