"""The only place that says which triples an export of things holds: who and what exists, and what is said of it.

The claims behind a fact stay out. A fact node comes along only as a warning: where the fact is a plan, is not exact, is
a window or longer than its value looks (2020 for the 2020s), or is under a dispute that nobody has settled; the node of
that dispute comes along too. Coded values, such as a role, come with their labels. What a build derives to look things
up (kinds, days, labels by reader) stays out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Protocol

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph.export.compaction import Said, Term
from spaceflight_graph.namespaces import GRAPH, PREFIXES, QUDT, RDF, RDFS, SF

_CAVEATS = (SF.approximation, SF.planCurrentAt, SF.planned, SF.windowEnd)
_OPEN = (SF.TieBreak, SF.Unsettled)
_STRETCHES = (SF.Decade, SF.FiscalYear, SF.HalfYear, SF.Quarter)  # a gYear or gYearMonth alone would say less
_OWNERS = (SF.flight, SF.ordinalOf, SF.tallyOf)
_LAYERS = (GRAPH.entities, GRAPH.facts)


class Selection(Protocol):
    """What a profile takes from a graph, asked for a node at a time."""

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of a node: nothing where it is not in the selection."""

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to a node by a property, in order."""

    def named(self, thing: NamedNode) -> NamedNode:
        """Return what a thing of the graph is called in this selection."""

    def things(self) -> Iterator[NamedNode]:
        """Yield the things, in no order."""

    def others(self) -> Iterator[NamedNode]:
        """Yield the other nodes, in no order."""

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        """Yield the things of a class, told or inferred, in no order."""


class Native:
    """What an export in our own names holds, asked for a node at a time.

    Held in memory are the names of facts with a caveat and the labels of coded values; all else is read when asked for.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        facts = partial(store.quads_for_pattern, None, graph_name=GRAPH.facts)
        disputes = (quad for basis in _OPEN for quad in store.quads_for_pattern(None, SF.basis, basis, GRAPH.disputes))
        self.open = set(_subjects(disputes))
        self.doubted = {*_subjects(quad for caveat in _CAVEATS for quad in facts(caveat, None))}
        self.doubted |= {*_subjects(quad for stretch in _STRETCHES for quad in facts(SF.precision, stretch))}
        for dispute in self.open:
            self.doubted |= {
                _named(q.object) for q in store.quads_for_pattern(dispute, SF.chosen, None, GRAPH.disputes)
            }
        self.coded = _coded(store)
        self._doubts: dict[Term, list[NamedNode]] = defaultdict(list)
        for nodes, layer in ((self.doubted, GRAPH.facts), (self.open, GRAPH.disputes)):
            for node in nodes:
                for quad in store.quads_for_pattern(node, RDF.subject, None, layer):
                    self._doubts[quad.object].append(node)

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of a thing, a fact with a caveat or an open dispute, or how a coded value is called.

        What both layers say stands twice.
        """
        found = [(q.predicate, q.object) for q in self.store.quads_for_pattern(thing, None, None, GRAPH.entities)]
        told = [(q.predicate, q.object) for q in self.store.quads_for_pattern(thing, None, None, GRAPH.facts)]
        if thing in self.doubted:
            return told
        if found:
            return found + told
        if told and (RDF.type, SF.Fact) not in told:
            found = [said for said in told if said[0] not in (SF.reads, SF.relationToFact)]
        if not found and thing in self.open:
            return [(q.predicate, q.object) for q in self.store.quads_for_pattern(thing, None, None, GRAPH.disputes)]
        return found or self.coded.get(thing, [])

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to a thing: by ``rdf:subject`` facts with a caveat and open disputes."""
        if by == RDF.subject:
            return sorted(self._doubts.get(thing, ()), key=_iri)
        quads = (q for layer in _LAYERS for q in self.store.quads_for_pattern(None, by, thing, layer))
        return sorted({_named(quad.subject) for quad in quads}, key=_iri)

    def things(self) -> Iterator[NamedNode]:
        """Yield the things that exist, in no order."""
        return _subjects(self.store.quads_for_pattern(None, RDF.type, None, GRAPH.entities))

    def others(self) -> Iterator[NamedNode]:
        """Yield the other nodes, in no order: quantities, facts with a caveat, open disputes, coded values."""
        yield from _subjects(self.store.quads_for_pattern(None, RDF.type, QUDT.QuantityValue, GRAPH.facts))
        yield from self.doubted
        yield from self.open
        yield from self.coded

    def named(self, thing: NamedNode) -> NamedNode:
        """Return what a thing of the graph is called in this selection."""
        return thing

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        """Yield the things of a class, told or inferred, in no order."""
        for layer in (GRAPH.entities, GRAPH.inferred):
            yield from _subjects(self.store.quads_for_pattern(None, RDF.type, kind, layer))


def is_part(said: Iterable[Said]) -> bool:
    """Tell whether a thing stands inside another one: it is of a flight, or counts or numbers something."""
    return any(predicate in _OWNERS for predicate, _ in said)


def triples(source: Selection) -> set[Triple]:
    """Return all triples of a selection; for graphs that fit into memory."""
    nodes = {*source.things(), *source.others()}
    return {Triple(node, predicate, value) for node in nodes for predicate, value in source.said(node)}


def _coded(store: Store) -> dict[NamedNode, list[Said]]:
    """Return how the coded values of the ontology are called, such as a role: individuals of our own classes."""
    start = PREFIXES["sf"]
    found: dict[NamedNode, list[Said]] = {}
    for quad in store.quads_for_pattern(None, RDF.type, None, GRAPH.ontology):
        thing, kind = quad.subject, quad.object
        if isinstance(thing, NamedNode) and thing.value.startswith(start) and str(kind).startswith(f"<{start}"):
            labels = store.quads_for_pattern(thing, RDFS.label, None, GRAPH.ontology)
            found[thing] = [(q.predicate, q.object) for q in labels if isinstance(q.object, Literal)]
    return {thing: said for thing, said in found.items() if said}


def _subjects(quads: Iterable[Quad]) -> Iterator[NamedNode]:
    return (_named(quad.subject) for quad in quads)


def _named(term: object) -> NamedNode:
    assert isinstance(term, NamedNode)  # noqa: S101 - no blank nodes in data
    return term


def _iri(node: NamedNode) -> str:
    return node.value
