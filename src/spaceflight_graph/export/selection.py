"""The only place that says which triples an export of things holds: who and what exists, and what is said of it.

The claims behind a fact stay out. A fact node comes along only as a warning: where the fact is a plan, is not exact, is
a window or longer than its value looks (2020 for the 2020s), or is under a dispute that nobody has settled; the node of
that dispute comes along too. Coded values, such as a role, come with their labels. What a build derives to look things
up (kinds, days, labels by reader) stays out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from itertools import chain, groupby
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from spaceflight_graph.export.compaction import Said, Term
from spaceflight_graph.namespaces import GRAPH, PREFIXES, QUDT, RDF, RDFS, SF
from spaceflight_graph.store import things

_CAVEATS = (SF.approximation, SF.planCurrentAt, SF.planned, SF.windowEnd)
_OPEN = (SF.TieBreak, SF.Unsettled)
_STRETCHES = (SF.Decade, SF.FiscalYear, SF.HalfYear, SF.Quarter)  # a gYear or gYearMonth alone would say less
_OWNERS = (SF.flight, SF.ordinalOf, SF.tallyOf)
_THINGS = f"""SELECT ?s ?p ?o WHERE {{
  GRAPH $layer {{ ?s a ?kind FILTER(STRSTARTS(STR(?s), "{PREFIXES["id"]}")) }}
  GRAPH ?g {{ ?s ?p ?o }} FILTER(?g IN ($layers, {GRAPH.facts}))
}}"""
_CAVEAT = " UNION ".join(
    (
        *(f"{{ ?s {caveat} ?caveat }}" for caveat in _CAVEATS),
        *(f"{{ ?s {SF.precision} {stretch} }}" for stretch in _STRETCHES),
    )
)
_FACTS = f"""SELECT ?s ?p ?o WHERE {{
  GRAPH {GRAPH.facts} {{ {{ SELECT DISTINCT ?s WHERE {{ {_CAVEAT} }} }} ?s ?p ?o }}
}}"""


class Selection(Protocol):
    """What a profile takes from a graph, asked for a node at a time."""

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of a node: nothing where it is not in the selection."""

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to a node by a property, in order."""

    def named(self, thing: NamedNode) -> NamedNode:
        """Return what a thing of the graph is called in this selection."""

    def each(self) -> Iterator[tuple[NamedNode, list[Said]]]:
        """Yield every node with what is said of it, in no order; a node may come twice, with the same."""

    def things(self) -> Iterator[NamedNode]:
        """Yield the things, in no order."""

    def others(self) -> Iterator[NamedNode]:
        """Yield the other nodes, in no order."""

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        """Yield the things of a class, told or inferred, in no order."""


class Native:
    """What an export in our own names holds, asked for a node at a time.

    Held in memory are the labels of coded values and, when nodes are asked for one at a time, the names of facts with a
    caveat; all else is read when asked for.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self.layers = things.graphs(store)
        disputes = (quad for basis in _OPEN for quad in store.quads_for_pattern(None, SF.basis, basis, GRAPH.disputes))
        self.open = set(_subjects(disputes))
        self.coded = _coded(store)

    @cached_property
    def doubted(self) -> set[NamedNode]:
        """The facts with a caveat."""
        facts = partial(self.store.quads_for_pattern, None, graph_name=GRAPH.facts)
        found = {*_subjects(quad for caveat in _CAVEATS for quad in facts(caveat, None))}
        found |= {*_subjects(quad for stretch in _STRETCHES for quad in facts(SF.precision, stretch))}
        return found | set(self._chosen())

    def _chosen(self) -> Iterator[NamedNode]:
        """Yield the facts that a dispute nobody has settled is about."""
        for dispute in self.open:
            for quad in self.store.quads_for_pattern(dispute, SF.chosen, None, GRAPH.disputes):
                yield _named(quad.object)

    @cached_property
    def _doubts(self) -> dict[Term, list[NamedNode]]:
        """The facts with a caveat and the open disputes, by what they are about."""
        found: dict[Term, list[NamedNode]] = defaultdict(list)
        for nodes, layer in ((self.doubted, GRAPH.facts), (self.open, GRAPH.disputes)):
            for node in nodes:
                for quad in self.store.quads_for_pattern(node, RDF.subject, None, layer):
                    found[quad.object].append(node)
        return found

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of a thing, a fact with a caveat or an open dispute, or how a coded value is called.

        What both layers say stands twice.
        """
        found = [(q.predicate, q.object) for q in things.described(self.store, thing, None, None, self.layers)]
        told = [(q.predicate, q.object) for q in self.store.quads_for_pattern(thing, None, None, GRAPH.facts)]
        if found:
            return found + told
        if (RDF.type, SF.Fact) in told:
            return told if thing in self.doubted else []
        found = [said for said in told if said[0] not in (SF.reads, SF.relationToFact)]
        if not found and thing in self.open:
            return [(q.predicate, q.object) for q in self.store.quads_for_pattern(thing, None, None, GRAPH.disputes)]
        return found or self.coded.get(thing, [])

    def each(self) -> Iterator[tuple[NamedNode, list[Said]]]:
        """Yield every node with what is said of it, in no order: by few queries, which cost less than node by node."""
        asked = _THINGS.replace("$layers", ", ".join(map(str, self.layers)))
        for query in (*(asked.replace("$layer", str(layer)) for layer in self.layers), _FACTS):
            rows: Any = self.store.query(query)
            for thing, its in groupby(rows, key=lambda row: row[0]):
                yield thing, [(predicate, value) for _, predicate, value in its]
        for fact in self._chosen():
            yield fact, [(q.predicate, q.object) for q in self.store.quads_for_pattern(fact, None, None, GRAPH.facts)]
        for node in chain(self._quantities(), self.open, self.coded):
            yield node, self.said(node)

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to a thing: by ``rdf:subject`` facts with a caveat and open disputes."""
        if by == RDF.subject:
            return sorted(self._doubts.get(thing, ()), key=_iri)
        quads = chain(
            things.described(self.store, None, by, thing, self.layers),
            self.store.quads_for_pattern(None, by, thing, GRAPH.facts),
        )
        return sorted({_named(quad.subject) for quad in quads}, key=_iri)

    def things(self) -> Iterator[NamedNode]:
        """Yield the things that exist, in no order."""
        return _subjects(things.described(self.store, None, RDF.type, None, self.layers))

    def others(self) -> Iterator[NamedNode]:
        """Yield the other nodes, in no order: quantities, facts with a caveat, open disputes, coded values."""
        yield from self._quantities()
        yield from self.doubted
        yield from self.open
        yield from self.coded

    def _quantities(self) -> Iterator[NamedNode]:
        return _subjects(self.store.quads_for_pattern(None, RDF.type, QUDT.QuantityValue, GRAPH.facts))

    def named(self, thing: NamedNode) -> NamedNode:
        """Return what a thing of the graph is called in this selection."""
        return thing

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        """Yield the things of a class, told or inferred, in no order."""
        yield from _subjects(things.described(self.store, None, RDF.type, kind, self.layers))
        yield from _subjects(self.store.quads_for_pattern(None, RDF.type, kind, GRAPH.inferred))


def is_part(said: Iterable[Said]) -> bool:
    """Tell whether a thing stands inside another one: it is of a flight, or counts or numbers something."""
    return any(predicate in _OWNERS for predicate, _ in said)


def triples(source: Selection) -> set[Triple]:
    """Return all triples of a selection; for graphs that fit into memory."""
    return {Triple(node, predicate, value) for node, said in source.each() for predicate, value in said}


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
