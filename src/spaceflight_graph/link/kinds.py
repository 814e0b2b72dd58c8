"""Which class of ours a kind of somebody else's is: the only place that knows their words and items for kinds."""

from collections import defaultdict

from pyoxigraph import NamedNode, Store, Triple

from spaceflight_graph.link.candidates import Kinds
from spaceflight_graph.link.names import spellings
from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, SF, SKOS, Term
from spaceflight_graph.query.lookup import key

FAMILIES = (
    frozenset({"Spacecraft", "SpacecraftModel", "SpaceStation", "StationModule", "StationSegment"}),
    frozenset({"LaunchVehicle", "LaunchVehicleModel", "RocketStage"}),
    frozenset({"Satellite", "SatelliteFlight", "ProbeFlight", "Spacecraft"}),
    frozenset({"Programme", "Expedition", "Constellation"}),
)
"""Classes that others take for each other: a craft and its model, a probe and its flight."""

WORDS = {
    "analogmission": ("AnalogMission",),
    "company": ("Organization",),
    "human": ("Person",),
    "issexpedition": ("Expedition",),
    "issmodule": ("StationModule",),
    "launchsite": ("Spaceport",),
    "launchvehicle": ("LaunchVehicle", "LaunchVehicleModel"),
    "module": ("StationModule",),
    "place": ("Place", "SpaceStation"),
    "probe": ("ProbeFlight", "Spacecraft"),
    "program": ("Programme",),
    "rocket": ("LaunchVehicle", "LaunchVehicleModel"),
    "satellite": ("Satellite", "SatelliteFlight"),
    "spacecraftclass": ("SpacecraftModel",),
    "suborbitalflight": ("Spaceflight",),
    "town": ("City",),
    "uncrewedflight": ("CargoFlight", "ProbeFlight", "SatelliteFlight", "TestFlight"),
}
"""Words of tables for kinds that are no label of a class of ours, as `key` has them."""

ITEMS = {
    "Q10420972": ("Organization",),  # astronaut corps
    "Q117384805": ("SpacecraftModel",),  # spacecraft family
    "Q17505024": ("Organization",),  # space agency
    "Q2133344": ("Spaceflight",),  # space mission
    "Q402330": ("Spacecraft", "SpacecraftModel"),  # cargo spacecraft
    "Q5152581": ("SpaceStation",),  # commercial space station
    "Q7217761": ("Spacecraft", "SpacecraftModel"),  # crewed spacecraft
}
"""Classes of Wikidata that the ontology does not align, though they tell what something is."""


class Dictionary:
    """Their words and items for kinds, and how ours stand to each other.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        names = {name: node for node in _all(store, OWL.Class) if (name := _local(node))}
        self.kinds = Kinds({name: _above(store, node) for name, node in names.items()}, FAMILIES)
        words: dict[str, set[str]] = defaultdict(set)
        items: dict[str, set[str]] = defaultdict(set)
        for name, node in names.items():
            words[key(name)].add(name)
            for quad in store.quads_for_pattern(node, RDFS.label, None, None):
                words[key(_text(quad.object))].add(name)
            for predicate in (SKOS.exactMatch, SKOS.broadMatch, _CLOSE):
                for quad in store.quads_for_pattern(node, predicate, None, None):
                    items[_text(quad.object).removeprefix(PREFIXES["wd"])].add(name)
        self._words = {word: frozenset(found) for word, found in words.items()}
        self._words |= {word: frozenset(found) for word, found in WORDS.items()}
        self._items = {item: frozenset(found) for item, found in items.items()}
        self._items |= {item: frozenset(found) for item, found in ITEMS.items()}

    def word(self, word: str) -> frozenset[str]:
        """Return the classes that a word, or an item, stands for; none for an unknown one."""
        if word not in self._items:
            found = (self._words[spelling] for spelling in spellings(word) if spelling in self._words)
            self._items[word] = next(found, frozenset())
        return self._items[word]


_CLOSE = NamedNode(PREFIXES["skos"] + "closeMatch")


def _all(store: Store, kind: NamedNode) -> list[NamedNode]:
    nodes = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, kind, None))
    return sorted((node for node in nodes if isinstance(node, NamedNode)), key=lambda node: node.value)


def _text(term: Term) -> str:
    return "" if isinstance(term, Triple) else term.value


def _local(node: NamedNode) -> str:
    return node.value.removeprefix(SF.iri) if node.value.startswith(SF.iri) else ""


def _above(store: Store, node: NamedNode) -> frozenset[str]:
    """Return a class and all of ours that it is a subclass of."""
    found, waiting = {node}, [node]
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), RDFS.subClassOf, None, None):
            if isinstance(quad.object, NamedNode) and quad.object not in found:
                found.add(quad.object)
                waiting.append(quad.object)
    return frozenset(name for each in found if (name := _local(each)))
