"""What the sources say around the claims: what contains what, who copies whom, which events a flight has."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import RDF, SF, SKOS

CONTAINMENT = (SF.partOf, SF.variantOf, SKOS.broader)


def containment(claims: Iterable[Claim], ontology: Iterable[Triple]) -> dict[str, frozenset[str]]:
    """Return, for each thing, all that it is part of, a variant of or narrower than, near and far."""
    nearer: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate in CONTAINMENT:
            nearer[claim.subject.value].add(claim.object.value)
    for t in ontology:
        if t.predicate in CONTAINMENT and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            nearer[t.subject.value].add(t.object.value)
    found: dict[str, frozenset[str]] = {}
    for thing in nearer:
        around: set[str] = set()
        ahead = list(nearer[thing])
        while ahead:
            if (wider := ahead.pop()) not in around:
                around.add(wider)
                ahead += nearer.get(wider, ())
        found[thing] = frozenset(around)
    return found


def origins(documents: Iterable[Triple]) -> dict[NamedNode, NamedNode]:
    """Return one name for each family of documents that copy each other."""
    family: dict[NamedNode, NamedNode] = {}

    def head(document: NamedNode) -> NamedNode:
        while (up := family.get(document, document)) != document:
            document = up
        return document

    for t in sorted((t for t in documents if t.predicate == SF.derivedFrom), key=str):
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            first, second = sorted((head(t.subject), head(t.object)), key=str)
            family[second] = first
    return {document: head(document) for document in family}


def events_of_flights(entities: Iterable[Triple]) -> dict[NamedNode, dict[NamedNode, list[NamedNode]]]:
    """Return, for each flight, its events by class."""
    classes: dict[NamedNode, NamedNode] = {}
    owners: dict[NamedNode, NamedNode] = {}
    for t in entities:
        if isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            if t.predicate == RDF.type:
                classes[t.subject] = t.object
            elif t.predicate == SF.flight:
                owners[t.subject] = t.object
    found: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for event, flight in owners.items():
        found[flight][classes.get(event, SF.Event)].append(event)
    return found
