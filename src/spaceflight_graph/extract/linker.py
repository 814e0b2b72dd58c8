"""Which thing of the graph do the words of a page name? The only place that decides it.

A name links where one thing of the class has it as a label in any language, or where the context tells which of several
it is: what hangs on the page's own flight. What only comes near is a suggestion for a person and never a link.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims import layers
from spaceflight_graph.claims.ontology import Ontology
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SKOS
from spaceflight_graph.rdf.names import key

_NAMES = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
SUGGESTED = 3
"""So many names that come near are offered to a person."""


@dataclass(frozen=True)
class Linker:
    """The things of the graph by their names.

    Attributes:
        named: things by the key of each of their names.
        kinds: the classes of each thing, with all that follow.
        around: what a thing hangs on, by plain triples such as ``sf:flight``.
        labels: one label of each thing, for people.
        parents: the classes that each class is below, itself included.
        hanging: what hangs on a thing, in the sources' order.
        functional: properties with one value at most.
    """

    named: Mapping[str, frozenset[NamedNode]]
    kinds: Mapping[NamedNode, frozenset[NamedNode]]
    around: Mapping[NamedNode, frozenset[NamedNode]]
    labels: Mapping[NamedNode, str]
    parents: Mapping[NamedNode, frozenset[NamedNode]]
    hanging: Mapping[NamedNode, tuple[NamedNode, ...]]
    functional: frozenset[NamedNode]

    @classmethod
    def of(cls, entities: Iterable[Triple], ontology: Iterable[Triple]) -> "Linker":
        """Gather the names from the entities, and the classes from the ontology."""
        ontology = list(ontology)
        parents = _parents(ontology)
        named: dict[str, set[NamedNode]] = defaultdict(set)
        kinds: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        around: dict[NamedNode, set[NamedNode]] = defaultdict(set)
        hanging: dict[NamedNode, dict[NamedNode, None]] = defaultdict(dict)
        labels: dict[NamedNode, str] = {}
        for thing, predicate, value in ((t.subject, t.predicate, t.object) for t in entities):
            if not isinstance(thing, NamedNode):
                continue
            if predicate in _NAMES and isinstance(value, Literal):
                named[key(value.value)].add(thing)
                labels.setdefault(thing, value.value)
            elif predicate == RDF.type and isinstance(value, NamedNode):
                kinds[thing] |= parents.get(value, {value})
            elif isinstance(value, NamedNode) and value.value.startswith(PREFIXES["id"]):
                around[thing].add(value)
                hanging[value][thing] = None
        return cls(
            {name: frozenset(things) for name, things in named.items()},
            {thing: frozenset(classes) for thing, classes in kinds.items()},
            {thing: frozenset(others) for thing, others in around.items()},
            labels,
            parents,
            {thing: tuple(others) for thing, others in hanging.items()},
            Ontology.of(ontology).functional,
        )

    @classmethod
    def read(cls, below: Path | None = None) -> "Linker":
        """Read the entities and the ontology; claims are not needed, and take the longest.

        Raises:
            SpaceflightError: a source folder is missing, or a file may not be read.
            DataError: a file is missing, empty or no Turtle.
        """
        wanted = (GRAPH.entities, GRAPH.ontology)
        read = [layers.read(file, graph) for file, graph in layers.files(below).items() if graph in wanted]
        return cls.of(_triples(read, GRAPH.entities), _triples(read, GRAPH.ontology))

    def is_a(self, thing: NamedNode, kind: NamedNode) -> bool:
        """Whether a thing is of a class or of one below it."""
        return kind in self.kinds.get(thing, ())

    def may_be(self, thing: NamedNode, kind: NamedNode) -> bool:
        """Whether a thing is of a class, or only known to be of one above it."""
        known = self.kinds.get(thing, frozenset())
        return kind in known or (bool(known) and known <= self.parents.get(kind, frozenset()))

    def find(self, name: str, kind: NamedNode, near: Iterable[NamedNode] = ()) -> list[NamedNode]:
        """Return the things of a class that have a name: one is a link, several are namesakes.

        Args:
            name: as the page has it; case, width, hyphens, quotation marks and spaces do not count.
            kind: the class.
            near: things that the page is about: of several namesakes those that hang on one of them are meant.
        """
        found = sorted((t for t in self.named.get(key(name), ()) if self.is_a(t, kind)), key=lambda thing: thing.value)
        if len(found) > 1:
            wanted = frozenset(near)
            told = [thing for thing in found if wanted & self.around.get(thing, frozenset())]
            return told or found
        return found

    def called(self, name: str) -> list[NamedNode]:
        """Return the things of any class that have a name."""
        return sorted(self.named.get(key(name), ()), key=lambda thing: thing.value)

    def parts(self, thing: NamedNode, kind: NamedNode) -> list[NamedNode]:
        """Return what hangs on a thing and is of a class, such as the dockings of a flight, in the sources' order."""
        return [part for part in self.hanging.get(thing, ()) if self.is_a(part, kind)]

    def suggestions(self, name: str, kind: NamedNode) -> list[str]:
        """Return labels of things of a class that come near a name, for a person to look at.

        Without the extra ``extract`` there are none.
        """
        try:
            from rapidfuzz import fuzz, process
        except ImportError:
            return []
        known = {thing: label for thing, label in sorted(self.labels.items(), key=str) if self.is_a(thing, kind)}
        near = process.extract(name, known, scorer=fuzz.WRatio, limit=SUGGESTED, score_cutoff=80)
        return [label for label, _, _ in near]


def _triples(read: Iterable[layers.Layer], graph: NamedNode) -> Iterator[Triple]:
    for layer in read:
        if layer.graph == graph:
            yield from layer.triples


def _parents(ontology: Iterable[Triple]) -> dict[NamedNode, frozenset[NamedNode]]:
    """Return each class with all that it is below, itself included."""
    above: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for t in ontology:
        if t.predicate == RDFS.subClassOf and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            above[t.subject].add(t.object)
            above.setdefault(t.object, set())
    found: dict[NamedNode, frozenset[NamedNode]] = {}
    for kind in above:
        reached, waiting = {kind}, [kind]
        while waiting:
            waiting += (parent := above[waiting.pop()]) - reached
            reached |= parent
        found[kind] = frozenset(reached)
    return found
