"""From the sources to the whole graph in memory: claims resolved, facts derived, consequences inferred."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from pyoxigraph import NamedNode, Quad, Store, Triple

from spaceflight_graph.claims import faults, layers
from spaceflight_graph.claims.claim import Claim, read_claims, read_decisions
from spaceflight_graph.errors import DataError, Problem, in_order
from spaceflight_graph.namespaces import GRAPH, PREFIXES, SF
from spaceflight_graph.reason import inference
from spaceflight_graph.resolve import choose, problems
from spaceflight_graph.resolve.arithmetic import mismatches
from spaceflight_graph.resolve.derive import Derived
from spaceflight_graph.resolve.derive import derive as derive_more
from spaceflight_graph.resolve.facts import derived_triples, dispute_triples, fact_node, mismatch_triples, statements
from spaceflight_graph.resolve.grade import PLANNED, cause
from spaceflight_graph.resolve.lookups import Links, kinds, lookups, presence_triples, repeats
from spaceflight_graph.resolve.presence import presences
from spaceflight_graph.resolve.readings import References, references
from spaceflight_graph.resolve.surroundings import containment, events_of_flights, origins
from spaceflight_graph.values import Time, Value


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
        read: what the files hold, with the named graph of each.
        derived: what follows, by named graph, in the order in which it is made: facts before what links to them. All
            that is not a list is made when it is asked for, once.
        checked: what of it shapes look at: what is said of things, what is inferred, who is aboard. That the nodes of
            facts and disputes are whole follows from the code alone.
        counts: how many documents, claims, facts … there are.
        problems: claims that cannot be read and decisions that change nothing; a build fails on them after it has
            looked at everything else.
    """

    read: list[tuple[NamedNode, Iterable[Triple]]]
    derived: dict[NamedNode, Iterable[Triple]]
    checked: Iterable[Triple]
    counts: dict[str, int]
    problems: list[Problem]

    def quads(self) -> Iterator[Quad]:
        """Yield every triple with its named graph, once in all: what was derived is let go of as it is yielded."""
        while self.derived:
            owner = next(iter(self.derived))
            derived = self.derived.pop(owner)
            yield from (Quad(t.subject, t.predicate, t.object, owner) for t in _emptied(derived))
        for owner, triples in self.read:
            yield from (Quad(t.subject, t.predicate, t.object, owner) for t in triples)


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
    read = [(file, layer, list(read_claims(layer.triples))) for file, layer in sources.claims()]
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
    entities = list(sources.things())
    events = events_of_flights(entities)
    chosen, unreadable = _choose(claims, context)
    facts_of = choose.by_property(chosen)
    derived = derive_more(facts_of, events)
    said, disputes = _told(chosen, derived, context, events)
    links = Links(context.functional)
    aboard = list(presences(facts_of, events, kinds(entities)))
    nodes = _nodes(chosen, derived, context, references(chosen, entities), links)
    found = [
        *(problem for file, layer, whole in read for problem in faults.unsound(file, layer, whole)),
        *problems.unreadable(unreadable, sources),
        *problems.idle(decisions.values(), claims, chosen, context, sources),
    ]
    facts = len(chosen) + len(derived)
    contested = sum(t.object == SF.Dispute for t in disputes)
    clock.step("resolve", {"claims": len(claims), "facts": facts, "disputes": contested})
    terms = list(sources.triples(GRAPH.ontology))
    inferred = inference.infer(
        terms,
        [*entities, *said],
        reasoner,
        lambda thing, classes: problems.contradicted(thing, classes, claims, sources),
    )
    clock.step("reason", {"inferred": len(inferred)})
    counts = {
        "documents": len(documents),
        "entities": len({t.subject for t in entities}),
        "claims": len(claims),
        "facts": facts,
        "disputes": contested,
        "inferred": len(inferred),
    }
    return Graph(
        [(layer.graph, layer.triples) for layer in sources.files.values()],
        {
            GRAPH.facts: chain(said, nodes),
            GRAPH.disputes: disputes,
            GRAPH.inferred: inferred,
            GRAPH.lookups: lookups(
                entities,
                sources.triples(GRAPH.ontology),
                sources.triples(GRAPH.documents),
                facts_of,
                derived,
                events,
                aboard,
                claims,
                links,
            ),
        },
        chain(
            said,
            inferred,
            (t for presence in aboard for t in presence_triples(presence) if not repeats(t.predicate)),
        ),
        counts,
        found,
    )


def _emptied(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield triples; a list is empty after that."""
    if not isinstance(triples, list):
        yield from triples
        return
    triples.reverse()
    while triples:
        yield triples.pop()


def in_memory(sources: layers.Sources, *, policy: str) -> Store:
    """Return the graph that a build by another policy would make, without validating or writing it.

    Raises:
        DataError, SpaceflightError: as `derive`.
    """
    graph = derive(sources, policy=policy)
    if graph.problems:
        raise DataError(in_order(graph.problems))
    store = Store()
    store.bulk_extend(sorted(graph.quads(), key=str))  # in memory, a store keeps the order in which it is filled
    return store


def grouped(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Yield the claims of each subject and predicate, sorted by subject, predicate and name."""
    by_name = sorted(claims, key=lambda claim: (claim.subject.value, claim.predicate.value, claim.iri.value))
    for _, group in groupby(by_name, key=lambda claim: (claim.subject, claim.predicate)):
        yield list(group)


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
    derived: Iterable[Derived],
    context: choose.Context,
    events: Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]],
) -> tuple[list[Triple], list[Triple]]:
    """Return the statements and the disputes."""
    said: list[Triple] = []
    disputes: list[Triple] = []
    plans: dict[tuple[NamedNode, NamedNode], list[Value]] = defaultdict(list)
    for choice in chosen:
        if choice.claim.predicate in PLANNED.values():
            plans[choice.claim.subject, choice.claim.predicate].append(choice.value)
    for choice in chosen:
        said += statements(choice)
        if choice.disputed and choice.claim.predicate in context.functional:
            disputes += dispute_triples(choice, cause(choice, plans))
    said += (found.statement for found in derived)
    for mismatch in mismatches((read for choice in chosen for read, _ in choice.voices), events):
        disputes += mismatch_triples(mismatch, context.decisions)
    return said, disputes


def _nodes(
    chosen: Sequence[choose.Chosen],
    derived: Iterable[Derived],
    context: choose.Context,
    measured: References,
    links: Links,
) -> Iterator[Triple]:
    """Yield the fact nodes, and add the links to them: all nodes at once take more memory than all else."""
    happened = {
        choice.claim.subject: choice.claim.object.value
        for choice in chosen
        if choice.claim.predicate == SF.time and isinstance(choice.value, Time)
    }
    for choice in chosen:
        claim = choice.claim
        node = fact_node(
            choice,
            claim.predicate in context.functional,
            happened.get(claim.subject),
            measured.get((claim.subject, claim.predicate)),
        )
        links.add(node)
        yield from node
    for found in derived:
        node = list(derived_triples(found))
        links.add(node)
        yield from node
