"""The selection in Wikidata's names: the only place that renames things and properties.

Things with a Wikidata id are named by it. What ``link/`` makes a statement of is said as a truthy triple, where that
hides nothing (``link/truthy.py``); where our property means the same wherever it stands, the triple takes the place of
ours. All else keeps our names.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pyoxigraph import NamedNode, Store

from spaceflight_graph.export.compaction import Said
from spaceflight_graph.export.selection import Native
from spaceflight_graph.link import truthy
from spaceflight_graph.link.alignment import Alignment
from spaceflight_graph.link.ours import mapped
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SCHEMA, SKOS

INSTANCE_OF = NamedNode(PREFIXES["wdt"] + "P31")
_INSTANCE_BY = (SKOS.exactMatch, SKOS.broadMatch)
_REMEMBERED = 50_000


class InWikidataTerms(Native):
    """What an export in Wikidata's names holds, asked for a node at a time."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        alignment = Alignment(store)
        self._same = {
            rule.term: NamedNode(PREFIXES["wdt"] + rule.theirs)
            for rule in alignment.rules
            if rule.plain and rule.relation == "exactMatch"
        }
        self._kinds = {term: theirs for term, relation, theirs in alignment.relations() if relation in _INSTANCE_BY}
        self._made: dict[NamedNode, dict[Said, None]] = defaultdict(dict)
        for triple in sorted(truthy.triples(mapped(store)), key=str):
            self._made[triple.subject][triple.predicate, triple.object] = None  # type: ignore[index]
        self.named = lru_cache(_REMEMBERED)(self._item)  # type: ignore[method-assign]

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of an item, or of what has no id."""
        found: dict[Said, None] = {}
        made = self._made.get(thing, {})
        for one in self._ours(thing):
            for predicate, told in super().said(one):
                if predicate == SCHEMA.sameAs:
                    continue
                if predicate == RDF.type and told in self._kinds:
                    found[INSTANCE_OF, self._kinds[told]] = None  # type: ignore[index]
                value = self.named(told) if isinstance(told, NamedNode) else told
                if predicate not in self._same or (self._same[predicate], value) not in made:
                    found[predicate, value] = None
        return [*found, *made]

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to an item, or to what has no id, by a property of ours."""
        found = (one for its in self._ours(thing) for one in Native.pointing(self, by, its))
        return sorted({self.named(one) for one in found}, key=lambda node: node.value)

    def each(self) -> Iterator[tuple[NamedNode, list[Said]]]:
        """Yield every node with what is said of it, in no order."""
        for node in chain(self.things(), self.others()):
            yield node, self.said(node)

    def things(self) -> Iterator[NamedNode]:
        """Yield the things that exist, in no order."""
        return map(self.named, super().things())

    def instances(self, kind: NamedNode) -> Iterator[NamedNode]:
        """Yield the things of a class of ours, told or inferred, in no order."""
        return map(self.named, super().instances(kind))

    def _item(self, thing: NamedNode) -> NamedNode:
        quads = self.store.quads_for_pattern(thing, SCHEMA.sameAs, None, GRAPH.entities)
        return next((quad.object for quad in quads if isinstance(quad.object, NamedNode)), thing)

    def _ours(self, thing: NamedNode) -> list[NamedNode]:
        """Return the things of ours that an item stands for, or a thing without an id itself."""
        quads = self.store.quads_for_pattern(None, SCHEMA.sameAs, thing, GRAPH.entities)
        return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)] or (
            [thing] if self.named(thing) == thing else []
        )
