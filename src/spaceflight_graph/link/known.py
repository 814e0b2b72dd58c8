"""What our graph knows of Wikidata's items: the only place that says which thing of ours an item is."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, PREFIXES, SCHEMA, SF, shorten

_WD = PREFIXES["wd"]


@dataclass(frozen=True)
class Known:
    """What our graph knows of items.

    Attributes:
        things: our thing, shortened, by item.
        within: by item, the items that it is a part or a variant of, near and far.
    """

    things: Mapping[str, str] = field(default_factory=dict)
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)


def known(store: Store) -> Known:
    """Return what a graph knows of items."""
    items: dict[NamedNode, str] = {}
    for quad in store.quads_for_pattern(None, SCHEMA.sameAs, None, GRAPH.entities):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            iri = quad.object.value
            if iri.startswith(_WD):
                items[quad.subject] = iri.removeprefix(_WD)
    around: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for property_ in (SF.partOf, SF.variantOf):
        for quad in store.quads_for_pattern(None, property_, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                around[quad.subject].add(quad.object)
    ordered = sorted(items, key=lambda thing: thing.value)
    within = {
        items[thing]: frozenset(items[each] for each in _all_around(thing, around) if each in items)
        for thing in ordered
    }
    return Known({items[thing]: shorten(thing.value) for thing in reversed(ordered)}, within)


def _all_around(thing: NamedNode, around: Mapping[NamedNode, set[NamedNode]]) -> set[NamedNode]:
    found: set[NamedNode] = set()
    ahead = [thing]
    while ahead:
        for each in around.get(ahead.pop(), ()):
            if each not in found:
                found.add(each)
                ahead.append(each)
    return found
