"""The shapes graph in memory: the only place that walks its triples."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from spaceflight_graph.namespaces import RDF, RDFS, Term
from spaceflight_graph.rdf.literals import restored
from spaceflight_graph.shacl.vocabulary import sh

Node = NamedNode | BlankNode


class ShapesGraph:
    """Triples by subject and predicate, with values in a fixed order."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[Term, dict[NamedNode, dict[Term, None]]] = {}
        self._subjects: dict[NamedNode, dict[Term, None]] = {}
        for quad in quads:
            value = restored(quad.object) if isinstance(quad.object, Literal) else quad.object
            self._values.setdefault(quad.subject, {}).setdefault(quad.predicate, {})[value] = None
            self._subjects.setdefault(quad.predicate, {})[quad.subject] = None

    @cached_property
    def owners(self) -> dict[Term, Node]:
        """Return, for each value of ``sh:property``, the first subject that has it."""
        found: dict[Term, Node] = {}
        for subject in self.subjects(sh("property")):
            for value in self.values(subject, sh("property")):
                found.setdefault(value, subject)
        return found

    def __len__(self) -> int:
        return sum(len(objects) for properties in self._values.values() for objects in properties.values())

    def nodes(self) -> Iterator[Term]:
        """Yield every subject."""
        yield from self._values

    def triples(self) -> Iterator[Quad]:
        """Yield every triple once."""
        for subject, properties in self._values.items():
            for predicate, objects in properties.items():
                for value in objects:
                    yield Quad(subject, predicate, value)  # type: ignore[arg-type]

    def values(self, subject: Term, predicate: NamedNode) -> tuple[Term, ...]:
        """Return the values of a property, in the order of the files."""
        return tuple(self._values.get(subject, {}).get(predicate, ()))

    def value(self, subject: Term, predicate: NamedNode) -> Term | None:
        """Return the first value of a property."""
        return next(iter(self._values.get(subject, {}).get(predicate, ())), None)

    def having(self, subject: Term) -> Mapping[NamedNode, Iterable[Term]]:
        """Return the values of each property of a subject."""
        return self._values.get(subject, {})

    def literals(self, subject: Term, predicate: NamedNode) -> tuple[Literal, ...]:
        """Return the values that are literals."""
        return tuple(value for value in self.values(subject, predicate) if isinstance(value, Literal))

    def properties(self, subject: Term) -> tuple[NamedNode, ...]:
        """Return the properties that a subject has."""
        return tuple(self._values.get(subject, ()))

    def subjects(self, predicate: NamedNode) -> tuple[Node, ...]:
        """Return the subjects that have a property."""
        return tuple(node for node in self._subjects.get(predicate, ()) if isinstance(node, Node))

    def is_list(self, node: Term) -> bool:
        """Tell whether a node is an RDF list."""
        return node == RDF.nil or RDF.first in self._values.get(node, {})

    def items(self, head: Term | None) -> tuple[Term, ...]:
        """Return the members of an RDF list; a list that bites its tail ends where it does."""
        members: list[Term] = []
        seen: set[Term] = set()
        node = head
        while node is not None and node != RDF.nil and node not in seen:
            seen.add(node)
            member = self.value(node, RDF.first)
            if member is not None:
                members.append(member)
            node = self.value(node, RDF.rest)
        return tuple(members)

    def is_sound_list(self, head: Term) -> bool:
        """Tell whether a node is an RDF list as SHACL wants it: one way through, to ``rdf:nil``."""
        seen: set[Term] = set()
        node = head
        while node != RDF.nil:
            members, rest = self.values(node, RDF.first), self.values(node, RDF.rest)
            if node in seen or len(members) != 1 or len(rest) != 1:
                return False
            seen.add(node)
            node = rest[0]
        return not self.values(RDF.nil, RDF.first) and not self.values(RDF.nil, RDF.rest)

    def types(self, node: Term) -> set[Term]:
        """Return the classes of a node, superclasses of this graph included."""
        found: set[Term] = set()
        waiting = list(self.values(node, RDF.type))
        while waiting:
            term = waiting.pop()
            if term not in found:
                found.add(term)
                waiting.extend(self.values(term, RDFS.subClassOf))
        return found
