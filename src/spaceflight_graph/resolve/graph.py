"""From the sources to the whole graph in memory: claims resolved, facts derived, consequences inferred."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store, Triple

from spaceflight_graph import resources
from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import Claim, Decision, read_claims, read_decisions
from spaceflight_graph.errors import DataError, at
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, SKOS, shorten
from spaceflight_graph.rdf import turtle
from spaceflight_graph.reason import inference
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.arithmetic import mismatches
from spaceflight_graph.resolve.derive import derive as derive_more
from spaceflight_graph.resolve.facts import derived_triples, dispute_triples, fact_triples, mismatch_triples
from spaceflight_graph.resolve.grade import PLANNED, cause
from spaceflight_graph.resolve.grouping import grouped
from spaceflight_graph.values import Time, Value

CONTAINMENT = (SF.partOf, SF.variantOf, SKOS.broader)


@dataclass(frozen=True)
class Step:
    """One step of a build: what it did, and how long it took in seconds."""

    name: str
    seconds: float
    counts: Mapping[str, int]


class Clock:
    """Times the steps of a build."""

    def __init__(self, told: Callable[[Step], None] = lambda _: None) -> None:
        self.told = told
        self.last = time.perf_counter()

    def step(self, name: str, counts: Mapping[str, int]) -> None:
        """Tell that a step is done, and begin the next."""
        now = time.perf_counter()
        self.told(Step(name, now - self.last, counts))
        self.last = now


@dataclass(frozen=True)
class Graph:
    """All that a build would store.

    Attributes:
        quads: every triple with its named graph.
        counts: how many documents, claims, facts … there are.
        problems: claims that cannot be read and decisions that change nothing, each with its message; a build fails on
            them after it has looked at everything else.
    """

    quads: list[Quad]
    counts: dict[str, int]
    problems: list[tuple[NamedNode, str]]


def derive(
    sources: layers.Sources,
    *,
    policy: str = choose.POLICIES[0],
    reasoner: str = inference.REASONERS[0],
    clock: Clock | None = None,
) -> Graph:
    """Return the whole graph: what was read, and what follows from it.

    Raises:
        NotFoundError: an unknown policy.
        DataError: the facts contradict the ontology.
    """
    clock = clock or Clock()
    read = [(file, triples, list(read_claims(triples))) for file, triples in sources.claims()]
    claims = [claim for *_, whole in read for claim in whole]
    documents = {t.subject for t in sources.triples(GRAPH.documents) if t.object == SF.Document}
    names = [d.value.removeprefix(PREFIXES["doc"]) for d in documents if isinstance(d, NamedNode)]
    choose.check_policy(policy, names)
    decisions = {decision.claim: decision for decision in read_decisions(sources.triples(GRAPH.decisions))}
    context = choose.Context(
        functional=sources.ontology.functional,
        links=sources.ontology.links,
        around=containment(claims, sources.triples(GRAPH.ontology)),
        decisions=decisions,
        origin=origins(sources.triples(GRAPH.documents)),
        policy=policy,
    )
    entities = list(sources.triples(GRAPH.entities))
    events = events_of_flights(entities)
    chosen, unreadable = _choose(claims, context)
    said, about, disputes = _told(chosen, context, events)
    problems = [
        *(problem for file, triples, whole in read for problem in layers.unsound(file, triples, whole)),
        *_unreadable(unreadable, sources),
        *_idle(decisions.values(), claims, chosen, context, sources),
    ]
    facts = sum(t.object == SF.Fact for t in about)
    contested = sum(t.object == SF.Dispute for t in disputes)
    clock.step("resolve", {"claims": len(claims), "facts": facts, "disputes": contested})
    inferred = inference.infer(list(sources.triples(GRAPH.ontology)), [*entities, *said], reasoner)
    clock.step("reason", {"inferred": len(inferred)})
    layered = [
        *sources.files.values(),
        (GRAPH.facts, [*said, *about]),
        (GRAPH.disputes, disputes),
        (GRAPH.inferred, inferred),
    ]
    quads = list(dict.fromkeys(Quad(t.subject, t.predicate, t.object, owner) for owner, ts in layered for t in ts))
    counts = {
        "documents": len(documents),
        "entities": len({t.subject for t in entities}),
        "claims": len(claims),
        "facts": facts,
        "disputes": contested,
        "inferred": len(inferred),
    }
    return Graph(quads, counts, problems)


def in_memory(source: Path | None, *, policy: str) -> Store:
    """Return the graph that a build by another policy would make, without validating or writing it.

    Raises:
        DataError, SpaceflightError: as `derive`, and where the sources cannot be read.
    """
    graph = derive(layers.load(source), policy=policy)
    if graph.problems:
        raise DataError([problem for _, problem in graph.problems])
    store = Store()
    store.bulk_extend(graph.quads)
    return store


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


def _choose(claims: Iterable[Claim], context: choose.Context) -> tuple[list[choose.Chosen], list[choose.Unreadable]]:
    """Return the facts, and the claims that cannot be read."""
    chosen: list[choose.Chosen] = []
    unreadable: list[choose.Unreadable] = []
    for group in grouped(claims):
        found, bad = choose.resolve(group, context)
        chosen += found
        unreadable += bad
    return chosen, unreadable


def _told(
    chosen: Sequence[choose.Chosen],
    context: choose.Context,
    events: Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]],
) -> tuple[list[Triple], list[Triple], list[Triple]]:
    """Return the statements, the fact nodes and the disputes."""
    said: list[Triple] = []
    about: list[Triple] = []
    disputes: list[Triple] = []
    plans: dict[tuple[NamedNode, NamedNode], list[Value]] = defaultdict(list)
    happened = {
        choice.claim.subject: choice.claim.object.value
        for choice in chosen
        if choice.claim.predicate == SF.time and isinstance(choice.value, Time)
    }
    for choice in chosen:
        if choice.claim.predicate in PLANNED.values():
            plans[choice.claim.subject, choice.claim.predicate].append(choice.value)
    for choice in chosen:
        functional = choice.claim.predicate in context.functional
        statements, node = fact_triples(choice, functional, happened.get(choice.claim.subject))
        said += statements
        about += node
        if functional and choice.disputed:
            disputes += dispute_triples(choice, cause(choice, plans))
    for derived in derive_more(chosen, events):
        said.append(derived.statement)
        about += derived_triples(derived)
    for mismatch in mismatches((read for choice in chosen for read, _ in choice.voices), events):
        disputes += mismatch_triples(mismatch, context.decisions)
    return said, about, disputes


def _unreadable(claims: Iterable[choose.Unreadable], sources: layers.Sources) -> Iterator[tuple[NamedNode, str]]:
    """Yield a message for each claim whose value cannot be read."""
    files = {file.stem: file for file, _ in sources.claims()}
    for bad in claims:
        local = bad.claim.iri.value.removeprefix(PREFIXES["claim"])
        document = shorten(bad.claim.document.value)
        file = files.get(document.removeprefix("doc:"))
        place = f"{at(resources.shown(file), turtle.line_of(file, local))}: " if file else ""
        yield (
            bad.claim.iri,
            f"{place}claim:{local}: {bad.why.rstrip('.')}. Fix: mend the value, its datatype, unit or precision;"
            f" the claim cites line {bad.claim.line} of {document}.",
        )


def _idle(
    decisions: Iterable[Decision],
    claims: Iterable[Claim],
    chosen: Iterable[choose.Chosen],
    context: choose.Context,
    sources: layers.Sources,
) -> Iterator[tuple[NamedNode, str]]:
    """Yield the decisions that change nothing: nobody contradicts the claim that they rule on.

    Only the default policy can tell: another one may not look at what contradicts the claim.
    """
    if context.policy != choose.POLICIES[0]:
        return
    stated = {claim.iri: claim.predicate for claim in claims}
    at_work = {
        claim.iri
        for choice in chosen
        if choice.disputed
        for claim in (*choice.deprecated, *(choice.supporting if choice.basis == SF.Ruling else ()))
    }
    for decision in decisions:
        if decision.claim not in stated or decision.claim in at_work:
            continue  # the shapes name a decision on a claim that nobody states
        if not decision.preferred and stated[decision.claim] not in context.functional:
            continue  # it takes one of many values away
        file = next(file for file, (graph, _) in sources.files.items() if graph == GRAPH.decisions)
        local = decision.iri.value.rsplit("/", 1)[-1]
        yield (
            decision.iri,
            f"{at(resources.shown(file), turtle.line_of(file, local))}: {shorten(decision.iri.value)} changes nothing:"
            f" no other claim contradicts {shorten(decision.claim.value)}. Fix: remove the decision.",
        )
