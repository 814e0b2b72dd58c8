"""From Turtle to a store: read, resolve, reason, validate, write. Nothing is replaced before all is well."""

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from spaceflight_graph import layers, reason, resolve, resources, store, turtle
from spaceflight_graph.claims import Claim, Decision, read_claims, read_decisions
from spaceflight_graph.derive import derive as derive_more
from spaceflight_graph.errors import DataError, at
from spaceflight_graph.facts import derived_triples, dispute_triples, fact_triples
from spaceflight_graph.grade import cause
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SF, SKOS, shorten

CONTAINMENT = (SF.partOf, SF.variantOf, SKOS.broader)


@dataclass(frozen=True)
class Step:
    """One step of a build: what it did, and how long it took in seconds."""

    name: str
    seconds: float
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Graph:
    """All that a build would store.

    Attributes:
        quads: every triple with its named graph.
        counts: how many documents, claims, facts … there are.
        problems: claims that could not be read, one message each; the build fails on them after it has looked at
            everything else.
    """

    quads: list[Quad]
    counts: dict[str, int]
    problems: list[str]


def build(
    path: Path,
    *,
    source: Path | None = None,
    policy: str = resolve.POLICIES[0],
    reasoner: str = reason.REASONERS[0],
    told: Callable[[Step], None] = lambda _: None,
) -> store.Manifest:
    """Build the local graph and make it the current one.

    Args:
        path: the store's folder.
        source: a folder with ``ontology``, ``data``, ``shapes`` and ``queries``; the package's own when left out.
        policy: how facts are chosen among claims.
        reasoner: ``rules`` or ``owlrl``.
        told: called after each step.

    Raises:
        DataError: the data is wrong; the message has a line for each problem. The last good graph stays.
        SpaceflightError: asked wrongly, or the disk does not take it. The last good graph stays.
    """
    clock = _Clock(told)
    sources = layers.load(source)
    clock.step("read", {"files": len(sources.files), "triples": sum(len(t) for _, t in sources.files.values())})
    graph = derive(sources, policy=policy, reasoner=reasoner, clock=clock)
    _refuse_findings(graph, sources, resources.path("shapes", source))
    clock.step("validate", {"findings": 0})
    counts = graph.counts | {"triples": len(graph.quads)}
    manifest = store.replace(path, graph.quads, sources=sources.digest(), policy=policy, counts=counts)
    clock.step("store", {"triples": len(graph.quads)})
    return manifest


def derive(
    sources: layers.Sources,
    *,
    policy: str = resolve.POLICIES[0],
    reasoner: str = reason.REASONERS[0],
    clock: "_Clock | None" = None,
) -> Graph:
    """Return the whole graph: what was read, and what follows from it.

    Raises:
        NotFoundError: an unknown policy.
        DataError: the facts contradict the ontology.
    """
    clock = clock or _Clock(lambda _: None)
    claims = [(claim, file) for file, triples in sources.claims() for claim in read_claims(triples)]
    documents = {t.subject for t in sources.triples(GRAPH.documents) if t.object == SF.Document}
    names = [d.value.removeprefix(PREFIXES["doc"]) for d in documents if isinstance(d, NamedNode)]
    resolve.check_policy(policy, names)
    decisions = list(read_decisions(sources.triples(GRAPH.decisions)))
    context = resolve.Context(
        functional=sources.ontology.functional,
        around=containment(sources),
        decisions={decision.claim: decision for decision in decisions},
        origin=origins(sources.triples(GRAPH.documents)),
        policy=policy,
    )
    entities = list(sources.triples(GRAPH.entities))
    chosen, problems = _choose(claims, decisions, context)
    said, about, disputes = _told(chosen, context)
    for derived in derive_more(chosen, flights(entities)):
        said.append(derived.statement)
        about += derived_triples(derived)
    facts = sum(t.object == SF.Fact for t in about)
    contested = len({t.subject for t in disputes if t.object == SF.Dispute})
    clock.step("resolve", {"claims": len(claims), "facts": facts, "disputes": contested})
    ontology = list(sources.triples(GRAPH.ontology))
    inferred = reason.infer(ontology, [*entities, *said], reasoner)
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


def containment(sources: layers.Sources) -> dict[str, frozenset[str]]:
    """Return, for each thing, all that it is part of, a variant of or narrower than, near and far."""
    nearer: dict[str, set[str]] = defaultdict(set)
    for _, triples in sources.claims():
        for claim in read_claims(triples):
            if claim.predicate in CONTAINMENT:
                nearer[claim.subject.value].add(claim.object.value)
    for t in sources.triples(GRAPH.ontology):
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


def flights(entities: Iterable[Triple]) -> dict[NamedNode, dict[NamedNode, list[NamedNode]]]:
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


def _choose(
    claims: list[tuple[Claim, Path]], decisions: Iterable[Decision], context: resolve.Context
) -> tuple[list[resolve.Chosen], list[str]]:
    """Return the facts and what was wrong with claims and decisions."""
    files = {claim.iri: file for claim, file in claims}
    chosen: list[resolve.Chosen] = []
    problems: list[str] = []
    for group in resolve.group(claim for claim, _ in claims):
        found, unreadable = resolve.resolve(group, context)
        chosen += found
        for bad in unreadable:
            local = bad.claim.iri.value.removeprefix(PREFIXES["claim"])
            place = at(resources.shown(files[bad.claim.iri]), turtle.line_of(files[bad.claim.iri], local))
            why = bad.why.rstrip(".")
            problems.append(
                f"{place}: claim:{local}: {why}. Fix: mend the value, its datatype, unit or precision;"
                f" the claim cites line {bad.claim.line} of {shorten(bad.claim.document.value)}."
            )
    return chosen, problems + list(_idle(decisions, files))


def _told(
    chosen: Iterable[resolve.Chosen], context: resolve.Context
) -> tuple[list[Triple], list[Triple], list[Triple]]:
    """Return the statements, the fact nodes and the disputes."""
    said: list[Triple] = []
    about: list[Triple] = []
    disputes: list[Triple] = []
    for choice in chosen:
        functional = choice.claim.predicate in context.functional
        statements, node = fact_triples(choice, functional)
        said += statements
        about += node
        if functional and choice.disputed:
            disputes += dispute_triples(choice, cause(choice))
    return said, about, disputes


def _idle(decisions: Iterable[Decision], claims: Mapping[NamedNode, Path]) -> Iterator[str]:
    """Yield the decisions that rule on no claim."""
    for decision in decisions:
        if decision.claim not in claims:
            yield (
                f"data/decisions.ttl: {shorten(decision.iri.value)} rules on {shorten(decision.claim.value)},"
                f" which no document states. Fix: name a claim from data/claims, or remove the decision."
            )


def _refuse_findings(graph: Graph, sources: layers.Sources, shapes: Path) -> None:
    """Validate the whole graph against the shapes.

    Raises:
        DataError: with a line for each finding of severity Violation, and for each claim that cannot be read.
    """
    from spaceflight_graph.findings import Severity
    from spaceflight_graph.shacl import Shapes
    from spaceflight_graph.validate import check

    data = Store()
    data.bulk_extend(graph.quads)
    described: dict[str, Path] = {}
    for file, (_, triples) in sources.files.items():
        for t in triples:
            if t.predicate == RDF.type and isinstance(t.subject, NamedNode):
                described.setdefault(t.subject.value, file)
    problems = list(graph.problems)
    for finding in check(data, Shapes.read([shapes])):
        if finding.severity is not Severity.VIOLATION:
            continue
        focus = finding.focus
        home = described.get(focus.value) if isinstance(focus, NamedNode) else None
        place = ""
        if home and isinstance(focus, NamedNode):
            place = at(resources.shown(home), turtle.line_of(home, focus.value.rsplit("/", 1)[-1])) + ": "
        name = shorten(focus.value) if isinstance(focus, NamedNode | BlankNode) else str(focus)
        problems.append(f"{place}{name}: {_readable(finding.message)}")
    if problems:
        raise DataError(sorted(set(problems)))


def _readable(message: str) -> str:
    """Shorten the IRIs that a SPARQL constraint has put into its message."""
    return re.sub(r"https?://[^\s,;]+[^\s,;.]", lambda found: shorten(found.group()), message)


class _Clock:
    """Times the steps of a build."""

    def __init__(self, told: Callable[[Step], None]) -> None:
        self.told = told
        self.last = time.perf_counter()

    def step(self, name: str, counts: Mapping[str, int]) -> None:
        now = time.perf_counter()
        self.told(Step(name, now - self.last, counts))
        self.last = now
