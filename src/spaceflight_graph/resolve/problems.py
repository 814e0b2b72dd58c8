"""Claims that cannot be read or contradict the ontology, and idle decisions: the only place that says so."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.claims.layers import Sources
from spaceflight_graph.errors import Place, Problem
from spaceflight_graph.namespaces import GRAPH, RDF, RDFS, SF, Term, shorten
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


def contradicted(thing: NamedNode, classes: Sequence[NamedNode], claims: Iterable[Claim], sources: Sources) -> Problem:
    """Return what to tell of a thing of classes that share no member: where it stands, and which claim makes it so.

    Args:
        thing: the thing.
        classes: those that share no member.
        claims: all claims.
        sources: their files.
    """
    said = list(sources.triples(GRAPH.ontology))
    kinds = {t.object for t in sources.things() if (t.subject, t.predicate) == (thing, RDF.type)}
    told = wider(kinds, said)
    asked = {(t.subject, t.predicate): t.object for t in said if t.predicate in (RDFS.domain, RDFS.range)}
    described = [layer for _, layer in sources.layers(GRAPH.entities)]
    described += (layer for _, layer in sources.claims() if layer.source.original)
    places = [place for layer in described for place in layer.places([thing]).values()]
    why, remedy = "", "mend its class"
    if len(places) > 1:
        why = f"; it is described at {', '.join(map(str, places[1:]))}, too"
    for claim in sorted(claims, key=lambda claim: claim.iri.value, reverse=True):  # the first by name is told
        for part, end in ((RDFS.domain, claim.subject), (RDFS.range, claim.object)):
            needed = asked.get((claim.predicate, part))
            if end == thing and isinstance(needed, NamedNode) and (wider({needed}, said) & set(classes)) - told:
                why = f"; {_placed(claim, sources)} asks for {shorten(needed.value)}"
                remedy = "mend that claim, or the class here"
    return Problem(
        f"is of classes that share no member: {', '.join(shorten(c.value) for c in classes)}{why}",
        remedy,
        places[0] if places else None,
        shorten(thing.value),
    )


def _placed(claim: Claim, sources: Sources) -> str:
    """Return a claim by name, with its property and place."""
    places = (layer.places([claim.iri]).get(claim.iri) for _, layer in sources.claims())
    place = next((place for place in places if place), None)
    return f"{shorten(claim.predicate.value)} of {shorten(claim.iri.value)} ({place})"


def wider(classes: Iterable[Term], ontology: Iterable[Triple]) -> set[Term]:
    """Return some classes and all that are above them."""
    above: dict[Term, set[Term]] = defaultdict(set)
    for t in ontology:
        if t.predicate == RDFS.subClassOf:
            above[t.subject].add(t.object)
    found, ahead = set(classes), list(classes)
    while ahead:
        new = above[ahead.pop()] - found
        found |= new
        ahead += new
    return found


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
