"""Our things as `candidates` compares them: the only place that reads names, kinds and facts of things for linking."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from spaceflight_graph.link.candidates import Days, Described, Value
from spaceflight_graph.link.names import Name, Standing
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SF, SKOS, Term, expand, shorten
from spaceflight_graph.query import ask, catalogue
from spaceflight_graph.query.lookup import key
from spaceflight_graph.store.things import described, graphs, tables

_STANDINGS = ((RDFS.label, Standing.LABEL), (SKOS.altLabel, Standing.ALIAS), (SKOS.hiddenLabel, Standing.SLIP))
_EVENTS = {"Launch": "P619", "Landing": "P620"}
_PROPERTIES = {
    "affiliation": "P108",
    "cosparId": "P247",
    "country": "P17",
    "grauIndex": "P917",
    "launchVehicleModel": "P375",
    "manufacturer": "P176",
    "nationality": "P27",
    "operator": "P137",
    "partOf": "P361",
    "satelliteCatalogNumber": "P377",
}
"""Facts that two descriptions can share, by our property: what Wikidata says by which."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T)")


def unlinked(store: Store, kind: str | None = None) -> list[str]:
    """Return the things without an item, shortened, in the order of the canned query ``unlinked``.

    Args:
        store: the graph.
        kind: a class, as a user calls it; its subclasses count.

    Raises:
        NotFoundError: there is no such class.
    """
    rows = ask.run(store, catalogue.get("unlinked"), {} if kind is None else {"kind": kind})
    return [_short(row["thing"]) for row in rows] if isinstance(rows, QuerySolutions) else []


def named(store: Store) -> list[str]:
    """Return all things that have a name, shortened and sorted: what somebody may mean."""
    return _named(store, graphs(store))


def of_tables(store: Store) -> list[str]:
    """Return the things that have a name in a table, shortened and sorted."""
    return _named(store, tables(store))


def _named(store: Store, among: list[NamedNode]) -> list[str]:
    subjects = {_iri(quad.subject) for quad in described(store, None, RDFS.label, None, among)}
    return sorted(shorten(subject) for subject in subjects if subject.startswith(PREFIXES["id"]))


class Things:
    """Things of a graph.

    Args:
        store: the graph.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def linked(self) -> dict[str, str]:
        """Return the items that things have, and which thing has it."""
        quads = self._store.quads_for_pattern(None, SCHEMA.sameAs, None, GRAPH.entities)
        pairs = sorted((_iri(quad.object).removeprefix(PREFIXES["wd"]), _short(quad.subject)) for quad in quads)
        return dict(pairs)

    def described(self, things: Iterable[str]) -> list[Described]:
        """Return things, shortened, as `candidates` compares them."""
        return [Described(thing, self.names(thing), self.kinds(thing), self._facts.get(thing, {})) for thing in things]

    def names(self, thing: str) -> tuple[Name, ...]:
        """Return all names of a thing: labels before others, English before other languages."""
        node, order = expand(thing), list(Standing)
        found = {
            Name(text.value, text.language or "", standing)
            for predicate, standing in _STANDINGS
            for text in self._every(node, predicate)
            if isinstance(text, Literal)
        }
        return tuple(sorted(found, key=lambda n: (order.index(n.standing), n.language != "en", n.language, n.text)))

    def kinds(self, thing: str) -> frozenset[str]:
        """Return the most special classes of a thing, by local name."""
        return frozenset(_iri(kind).removeprefix(SF.iri) for kind in self._every(expand(thing), SF.kind))

    @cached_property
    def _facts(self) -> dict[str, dict[str, tuple[Value, ...]]]:
        found: dict[str, dict[str, dict[Value, None]]] = defaultdict(lambda: defaultdict(dict))
        for thing, predicate, value in self._told():
            fact = _PROPERTIES[predicate]
            for whole in self._wholes(value) if fact == "P361" else [value]:
                found[thing]["P17" if self._is_country(whole) and fact == "P361" else fact][self._value(whole)] = None
        for name, fact in _EVENTS.items():
            for event in self._instances(name):
                if days := self._days(event):
                    for flight in self._every(event, SF.flight):
                        found[_short(flight)][fact][days] = None
        for assignment in self._instances("CrewAssignment"):
            if SF.PrimaryCrew in self._every(assignment, SF.crew):
                for flight in self._every(assignment, SF.flight):
                    for person in self._every(assignment, SF.person):
                        found[_short(flight)]["P1029"][self._value(person)] = None
                        found[_short(person)]["P450"][self._value(flight)] = None
        return {thing: {fact: tuple(values) for fact, values in facts.items()} for thing, facts in found.items()}

    def _told(self) -> list[tuple[str, str, Term]]:
        """Return thing, property and value of each fact of ``_PROPERTIES``; no plans, nothing hedged, in order."""
        hedged = {
            (subject, predicate, value)
            for caveat in (SF.planned, SF.approximation)
            for quad in self._store.quads_for_pattern(None, caveat, None, GRAPH.facts)
            for subject in self._every(quad.subject, RDF.subject)
            for predicate in self._every(quad.subject, RDF.predicate)
            for value in self._every(quad.subject, RDF.object)
        }
        found = [
            (_short(quad.subject), name, quad.object)
            for name in _PROPERTIES
            for quad in self._store.quads_for_pattern(None, NamedNode(SF.iri + name), None, GRAPH.facts)
            if (quad.subject, quad.predicate, quad.object) not in hedged
        ]
        return sorted(found, key=str)

    def _wholes(self, node: Term) -> list[Term]:
        """Return a whole, and what that is part of, and so on."""
        found = [node]
        for each in found:
            found += [whole for whole in self._every(each, SF.partOf) if whole not in found]
        return found

    def _is_country(self, node: Term) -> bool:
        return NamedNode(SF.iri + "Country") in self._every(node, SF.kind)

    def _value(self, node: Term) -> Value:
        """Return all that names a value: the keys of its names, its item."""
        if not isinstance(node, NamedNode):
            return frozenset((key(node.value),)) if isinstance(node, Literal) else frozenset()
        thing = shorten(node.value)
        items = (_iri(item).removeprefix(PREFIXES["wd"]) for item in self._every(node, SCHEMA.sameAs))
        return frozenset((thing, *(key(name.text) for name in self.names(thing)), *items))

    def _days(self, event: Term) -> Days | None:
        """Return the days, in UTC, on which an event was as far as we know."""
        bounds = [self._every(event, bound) for bound in (SF.notBefore, SF.notAfter)]
        days = [
            day[0]
            for bound in bounds
            for text in bound[:1]
            if isinstance(text, Literal) and (day := _DAY.match(text.value))
        ]
        return Days(days[0], days[1]) if len(days) == len(bounds) else None

    def _instances(self, name: str) -> Sequence[Term]:
        quads = self._store.quads_for_pattern(None, RDF.type, NamedNode(SF.iri + name), None)
        return sorted({quad.subject for quad in quads}, key=str)

    def _every(self, node: Term, predicate: NamedNode) -> list[Term]:
        if not isinstance(node, NamedNode):
            return []
        return sorted({quad.object for quad in self._store.quads_for_pattern(node, predicate, None, None)}, key=str)


def _iri(node: Term | None) -> str:
    return node.value if isinstance(node, NamedNode) else ""


def _short(node: Term | None) -> str:
    return shorten(_iri(node))
