"""What the code must know of the ontology: which terms there are, and which of them can be disputed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from spaceflight_graph.namespaces import OWL, PREFIXES, QUDT, RDF, RDFS


@dataclass(frozen=True)
class Ontology:
    """The terms of our ontology.

    Attributes:
        terms: every IRI of the ``sf:`` namespace that the ontology declares.
        functional: properties with at most one true value: only their claims can disagree.
        quantities: properties whose facts are numbers with a unit.
        links: properties whose facts are other things.
    """

    terms: frozenset[NamedNode]
    functional: frozenset[NamedNode]
    quantities: frozenset[NamedNode]
    links: frozenset[NamedNode]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> "Ontology":
        """Gather the terms from the ontology's triples."""
        declared: set[NamedNode] = set()
        functional: set[NamedNode] = set()
        quantities: set[NamedNode] = set()
        links: set[NamedNode] = set()
        for triple in triples:
            if not isinstance(triple.subject, NamedNode):
                continue
            if triple.predicate == RDF.type and triple.subject.value.startswith(PREFIXES["sf"]):
                declared.add(triple.subject)
                if triple.object == OWL.FunctionalProperty:
                    functional.add(triple.subject)
                elif triple.object == OWL.ObjectProperty:
                    links.add(triple.subject)
            elif triple.predicate == RDFS.range and triple.object == QUDT.QuantityValue:
                quantities.add(triple.subject)
        return cls(frozenset(declared), frozenset(functional), frozenset(quantities), frozenset(links - quantities))


def classes_above(ontology: Iterable[Triple]) -> dict[NamedNode, frozenset[NamedNode]]:
    """Return each class that is below or above another one, with all that it is below, itself included."""
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
