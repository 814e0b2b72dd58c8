"""The selection in Wikidata's names: the only place that renames things and properties.

Things with a Wikidata id are named by it, and properties that Wikidata shares have its names. A fact with a caveat
keeps our property, for Wikidata's would tell it as plain truth. What Wikidata says of a thing itself and we tell in
more than one step is added (``queries/export/wikidata.rq``).
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import NamedNode, Store

from spaceflight_graph.export.compaction import Said
from spaceflight_graph.export.selection import Native
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, SCHEMA, SKOS

QUERY = "wikidata"
INSTANCE_OF = NamedNode(PREFIXES["wdt"] + "P31")
_REMEMBERED = 50_000


class InWikidataTerms(Native):
    """What an export in Wikidata's names holds, asked for a node at a time."""

    def __init__(self, store: Store) -> None:
        from spaceflight_graph.query import ask, catalogue

        super().__init__(store)
        exact = self._aligned(SKOS.exactMatch)
        self._kinds = self._aligned(SKOS.broadMatch) | exact
        self._properties = {ours: its for ours, its in exact.items() if its.value.startswith(PREFIXES["wdt"])}
        self._made: dict[NamedNode, list[Said]] = defaultdict(list)
        made = ask.run(store, catalogue.get(QUERY), {})
        for triple in made:  # type: ignore[union-attr]  # a CONSTRUCT makes triples
            self._made[triple.subject].append((triple.predicate, triple.object))
        self.named = lru_cache(_REMEMBERED)(self._item)  # type: ignore[method-assign]

    def said(self, thing: NamedNode) -> list[Said]:
        """Return what is said of an item, or of what has no id."""
        found: dict[Said, None] = {}
        for ours in self._ours(thing):
            doubts = self.doubts(ours)
            for said in super().said(ours):
                predicate, value = said
                if predicate == SCHEMA.sameAs:
                    continue
                if predicate == RDF.type and value in self._kinds:
                    found[INSTANCE_OF, self._kinds[value]] = None
                if said not in doubts:
                    predicate = self._properties.get(predicate, predicate)
                found[predicate, self.named(value) if isinstance(value, NamedNode) else value] = None
        found |= dict.fromkeys(self._made.get(thing, ()))
        return list(found)

    def doubts(self, thing: NamedNode) -> set[Said]:
        """Return what is said of a thing of ours under a caveat, in our names."""
        found = set()
        for fact in super().pointing(RDF.subject, thing):
            told = dict(super().said(fact))
            if RDF.predicate in told and RDF.object in told:
                found.add((told[RDF.predicate], told[RDF.object]))
        return found  # type: ignore[return-value]

    def pointing(self, by: NamedNode, thing: NamedNode) -> list[NamedNode]:
        """Return what points to an item, or to what has no id, by a property of ours."""
        found = (one for ours in self._ours(thing) for one in Native.pointing(self, by, ours))
        return sorted({self.named(one) for one in found}, key=lambda node: node.value)

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

    def _aligned(self, relation: NamedNode) -> dict[object, NamedNode]:
        quads = self.store.quads_for_pattern(None, relation, None, GRAPH.ontology)
        return {quad.subject: quad.object for quad in quads if isinstance(quad.object, NamedNode)}
