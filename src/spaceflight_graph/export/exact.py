"""What the graph says of a thing without any caveat: the only place that sorts out what a plain value would overstate.

Left out are plans, values that are not exact, windows, stretches that their value does not show (2020 for the 2020s),
and what is under a dispute that nobody has settled.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import GRAPH, RDF, SF
from spaceflight_graph.store import things

Value = NamedNode | Literal

_CAVEATS = (SF.approximation, SF.planCurrentAt, SF.planned, SF.windowEnd)
_OPEN = (SF.TieBreak, SF.Unsettled)
_STRETCHES = (SF.Decade, SF.FiscalYear, SF.HalfYear, SF.Quarter)
_REMEMBERED = 4096  # things, so that memory has a bound


class Exact:
    """Answers from a graph that does not change."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._layers = things.graphs(store)
        self._doubtful = {
            chosen.object
            for basis in _OPEN
            for dispute in store.quads_for_pattern(None, SF.basis, basis, GRAPH.disputes)
            for chosen in store.quads_for_pattern(dispute.subject, SF.chosen, None, None)
        }
        self._about = lru_cache(_REMEMBERED)(self._read)

    def values(self, thing: NamedNode, predicate: NamedNode) -> list[tuple[Value, NamedNode | None]]:
        """Return the values of a property with their precision, in one order: identity and links, and exact facts."""
        return self._about(thing).get(predicate, [])

    def things(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Return the values that are things."""
        return [value for value, _ in self.values(thing, predicate) if isinstance(value, NamedNode)]

    def leading_to(self, thing: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """Return what leads to a thing by a property, in one order."""
        found = {
            quad.subject
            for quads in (
                things.described(self.store, None, predicate, thing, self._layers),
                self.store.quads_for_pattern(None, predicate, thing, GRAPH.facts),
            )
            for quad in quads
            if isinstance(quad.subject, NamedNode)
        }
        leading = (node for node in found if thing in self.things(node, predicate))
        return sorted(leading, key=lambda node: node.value)

    def is_a(self, thing: NamedNode, kind: NamedNode) -> bool:
        """Whether a thing is of a class, told or inferred."""
        return next(self.store.quads_for_pattern(thing, RDF.type, kind, None), None) is not None

    def _read(self, thing: NamedNode) -> dict[NamedNode, list[tuple[Value, NamedNode | None]]]:
        found: dict[NamedNode, list[tuple[Value, NamedNode | None]]] = defaultdict(list)
        for quad in things.described(self.store, thing, None, None, self._layers):
            if isinstance(quad.object, Value):
                found[quad.predicate].append((quad.object, None))
        for about in self.store.quads_for_pattern(None, RDF.subject, thing, GRAPH.facts):
            fact = {quad.predicate: quad.object for quad in self._of(about)}
            predicate, value, precision = fact.get(RDF.predicate), fact.get(RDF.object), fact.get(SF.precision)
            if about.subject in self._doubtful or precision in _STRETCHES or not fact.keys().isdisjoint(_CAVEATS):
                continue
            if isinstance(predicate, NamedNode) and isinstance(value, Value):
                found[predicate].append((value, precision if isinstance(precision, NamedNode) else None))
        for its in found.values():
            its.sort(key=lambda each: str(each[0]))
        return found

    def _of(self, about: Quad) -> Iterator[Quad]:
        return self.store.quads_for_pattern(about.subject, None, None, GRAPH.facts)
