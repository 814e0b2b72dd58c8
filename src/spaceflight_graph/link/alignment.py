"""How our terms stand to Wikidata's: the only place that reads ``ontology/wikidata.ttl`` back from the graph.

A term that means the same wherever it stands is ``skos:exactMatch`` of a property; what holds only of some subject,
about another item or in another unit is a ``sf:Mapping``. Of several that fit a fact, the one that asks for more is
taken.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SF, SKOS, WIKIBASE, Term, expand, shorten

HAND_MADE = "semapv:ManualMappingCuration"
RELATIONS = (SKOS.exactMatch, SKOS.broadMatch, SKOS.closeMatch)
_WDT = PREFIXES["wdt"]


@dataclass(frozen=True, slots=True)
class Rule:
    """How one kind of fact is put as a statement.

    Attributes:
        name: ``mapping:launch-time``; of a plain SKOS relation, the term itself.
        term: the property of ours.
        relation: local name of the SKOS relation, such as ``narrowMatch``.
        theirs: Wikidata's property, such as ``P619``.
        of_subject: classes, crews and roles that the subject must have, all of them.
        of_object: classes that the value must be of.
        item_by, value_by: where the item and the value of the statement are, if not subject and object.
        widened_by: the property that leads on from a value that has no item.
        unit: local name of the QUDT unit that a number is given in.
        qualifier_of: the name of the rule whose statement carries the value.
        inverse: the property that leads back from the value.
        justification: a term of semapv.
        note: a comment for people.
    """

    name: str
    term: NamedNode
    relation: str
    theirs: str
    of_subject: tuple[NamedNode, ...] = ()
    of_object: tuple[NamedNode, ...] = ()
    item_by: NamedNode | None = None
    value_by: NamedNode | None = None
    widened_by: NamedNode | None = None
    unit: str | None = None
    qualifier_of: str | None = None
    inverse: str | None = None
    justification: str = HAND_MADE
    note: str = ""

    @property
    def plain(self) -> bool:
        """Whether a fact and its statement have the same shape: about the subject, with the object for a value."""
        return not (self.item_by or self.value_by or self.widened_by or self.unit or self.qualifier_of)


class Alignment:
    """What the ontology of a graph says of Wikidata."""

    def __init__(self, store: Store) -> None:
        self.store = store

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """Return every rule that makes statements, by name."""
        return tuple(sorted([*self._direct(), *self._mappings()], key=lambda rule: rule.name))

    @cached_property
    def of_term(self) -> Mapping[NamedNode, tuple[Rule, ...]]:
        """Return the rules of each property of ours, those that ask for more first."""
        found: dict[NamedNode, list[Rule]] = {}
        for rule in sorted(self.rules, key=lambda rule: (-len(rule.of_subject) - len(rule.of_object), rule.name)):
            found.setdefault(rule.term, []).append(rule)
        return {term: tuple(its) for term, its in found.items()}

    @cached_property
    def datatypes(self) -> Mapping[str, str]:
        """Return what each property takes: ``WikibaseItem``, ``Time``, ``Quantity``, ``String``, ``ExternalId``."""
        return {
            subject.value.rpartition("/")[2]: kind.value.removeprefix(WIKIBASE.iri)
            for subject, kind in self._pairs(WIKIBASE.propertyType)
        }

    def relations(self) -> Iterator[tuple[NamedNode, NamedNode, NamedNode]]:
        """Yield every plain SKOS relation of a term of ours to one of Wikidata's: term, relation, theirs."""
        for relation in RELATIONS:
            for term, theirs in self._pairs(relation):
                if shorten(theirs.value).startswith(("wd:", "wdt:")):
                    yield term, relation, theirs

    def item(self, node: Term | None) -> str | None:
        """Return the item of a thing, or of a coded value of ours, if it has one."""
        if not isinstance(node, NamedNode):
            return None
        linked = [q.object for q in self.store.quads_for_pattern(node, _SAME_AS, None, GRAPH.entities)]
        linked += [q.object for q in self.store.quads_for_pattern(node, SKOS.exactMatch, None, GRAPH.ontology)]
        ids = sorted(shorten(found.value) for found in linked if isinstance(found, NamedNode))
        return next((id_.removeprefix("wd:") for id_ in ids if id_.startswith("wd:Q")), None)

    def _direct(self) -> Iterator[Rule]:
        for term, relation, theirs in self.relations():
            if relation == SKOS.exactMatch and theirs.value.startswith(_WDT):
                yield Rule(shorten(term.value), term, "exactMatch", theirs.value.removeprefix(_WDT))

    def _mappings(self) -> Iterator[Rule]:
        for quad in self.store.quads_for_pattern(None, RDF.type, SF.Mapping, GRAPH.ontology):
            said: dict[NamedNode, list[Term]] = {}
            for told in self.store.quads_for_pattern(quad.subject, None, None, GRAPH.ontology):
                said.setdefault(told.predicate, []).append(told.object)
            assert isinstance(quad.subject, NamedNode)  # noqa: S101 - the ontology has no blank mapping
            yield _rule(quad.subject, said)

    def _pairs(self, predicate: NamedNode) -> list[tuple[NamedNode, NamedNode]]:
        quads = self.store.quads_for_pattern(None, predicate, None, GRAPH.ontology)
        found = [
            (q.subject, q.object) for q in quads if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
        ]
        return sorted(found, key=lambda pair: (pair[0].value, pair[1].value))


_SAME_AS = expand("schema:sameAs")


def _rule(name: NamedNode, said: Mapping[NamedNode, list[Term]]) -> Rule:
    def nodes(predicate: NamedNode) -> tuple[NamedNode, ...]:
        return tuple(sorted((n for n in said.get(predicate, ()) if isinstance(n, NamedNode)), key=lambda n: n.value))

    def node(predicate: NamedNode) -> NamedNode | None:
        return next(iter(nodes(predicate)), None)

    def local(predicate: NamedNode) -> str | None:
        found = node(predicate)
        return shorten(found.value).partition(":")[2] if found else None

    term, qualified, by = node(SF.mappedTerm), node(SF.qualifierOf), node(SF.justification)
    notes = sorted(n.value for n in said.get(RDFS.comment, ()) if isinstance(n, Literal))
    assert term  # noqa: S101 - sfsh:Mapping-term
    return Rule(
        name=shorten(name.value),
        term=term,
        relation=local(SF.mappedBy) or "",
        theirs=local(SF.mappedTo) or "",
        of_subject=nodes(SF.ofSubject),
        of_object=nodes(SF.ofObject),
        item_by=node(SF.itemBy),
        value_by=node(SF.valueBy),
        widened_by=node(SF.widenedBy),
        unit=local(SF.inUnit),
        qualifier_of=shorten(qualified.value) if qualified else None,
        inverse=local(SF.inverselyTo),
        justification=shorten(by.value) if by else HAND_MADE,
        note=" ".join(notes),
    )
