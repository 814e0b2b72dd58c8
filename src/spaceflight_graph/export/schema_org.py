"""Things of the graph in the terms of schema.org alone, as sites and search engines take them.

Exact values only (`exact`), and times no finer and no coarser than their source: a day is a Date, a clock time a
DateTime with its zone, to the minute where the source has no seconds. A month or a year is left out, for readers would
make a day of it; and so is a plan, for an event of schema.org with a start took place then, unless it says that it was
cancelled or postponed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.export import schema_table as table
from spaceflight_graph.export.edition import Edition, edition
from spaceflight_graph.export.exact import Exact
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SF, SKOS, expand, shorten
from spaceflight_graph.store import things
from spaceflight_graph.wording.names import typeset

Json = str | list["Json"] | dict[str, "Json"]
Node = dict[str, Json]

MOST_CANDIDATES = 8
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?")
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d+)?)(Z|[+-]\d\d:\d\d)")


class SchemaOrg:
    """Describes the things of one graph in schema.org's terms."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.exact = Exact(store)
        self.kinds = [(expand(ours), theirs) for ours, theirs in table.KINDS]

    def type(self, thing: NamedNode) -> str | None:
        """Return the type that schema.org has for a thing; None where it has none."""
        return next((theirs for ours, theirs in self.kinds if self.exact.is_a(thing, ours)), None)

    def things(self) -> Iterator[NamedNode]:
        """Yield all that schema.org has a type for: flights first, then by IRI; events of a flight are inside it."""
        layers = things.graphs(self.store)
        there = {quad.subject for quad in things.described(self.store, None, RDF.type, None, layers)}
        named = sorted((thing for thing in there if isinstance(thing, NamedNode)), key=lambda thing: thing.value)
        yield from (thing for thing in named if self.exact.is_a(thing, SF.Spaceflight))
        for thing in named:
            if self.type(thing) and not self.exact.is_a(thing, SF.Spaceflight) and not self.is_part(thing):
                yield thing

    def named(self, thing: NamedNode) -> NamedNode:
        """Return a thing that schema.org has a type for.

        Raises:
            NotFoundError: it has none; the message names things beside it that have one.
        """
        if self.type(thing):
            return thing
        beside = [shorten(other.value) for other in self._beside(thing) if self.type(other)]
        kind = ", ".join(shorten(each.value) for each in self.exact.things(thing, RDF.type)) or "a thing"
        remedy = f"take one of {', '.join(beside[:MOST_CANDIDATES])}" if beside else f"name {_a_type()}"
        raise NotFoundError(
            f"{shorten(thing.value)} is of the kind {kind}, for which schema.org has no type. Fix: {remedy}."
        )

    def instances(self, kind: NamedNode) -> list[NamedNode]:
        """Return the things of a class that schema.org has a type for.

        Raises:
            NotFoundError: there is none.
        """
        there = {quad.subject for quad in self.store.quads_for_pattern(None, RDF.type, kind, None)}
        found = [thing for thing in there if isinstance(thing, NamedNode) and self.type(thing)]
        if not found:
            raise NotFoundError(
                f"schema.org has no type for any {shorten(kind.value)}. Fix: name {_a_type()}, or its class."
            )
        return found

    def document(self, thing: NamedNode) -> Node:
        """Return all of a thing, with names of what it points to, and which data it is from."""
        about = dataset(edition(self.store))
        return _ordered(self.node(thing, set()) | {"subjectOf": about})

    def node(self, thing: NamedNode, seen: set[NamedNode], whole: NamedNode | None = None) -> Node:
        """Return all of a thing.

        Args:
            thing: what to describe.
            seen: what the document has described already, and only names from then on; it grows.
            whole: the flight that the thing is told within, which it does not lead back to.
        """
        seen.add(thing)
        node = self._head(thing)
        node["alternateName"] = [text for text in self._texts(thing, SKOS.altLabel) if text not in node["name"]]
        return self._told(node, table.RULES, thing, seen, whole)

    def _told(
        self, node: Node, rules: Sequence[table.Rule], thing: NamedNode, seen: set[NamedNode], whole: NamedNode | None
    ) -> Node:
        """Return a node with what rules find for it."""
        for rule in sorted(rules, key=lambda rule: rule.key):  # the first mention in the document is the full one
            if self.exact.is_a(thing, expand(rule.of)):
                for value in self._values(rule, thing, seen, whole):
                    told = node.setdefault(rule.key, [])
                    if value not in told:
                        told.append(value)  # type: ignore[union-attr]
        for key in (*table.DATES, *table.TEXTS):
            told = node.pop(key, [])
            if len(told) == 1:  # two would leave it open which
                node[key] = told[0]  # type: ignore[index]
        return _ordered(node)

    def _values(
        self, rule: table.Rule, thing: NamedNode, seen: set[NamedNode], whole: NamedNode | None
    ) -> Iterator[Json]:
        for holder in self._holders(rule, thing):
            if not rule.property:
                if self.is_part(holder) and holder not in seen:
                    yield self.node(holder, seen, thing)
                continue
            for value, precision in self.exact.values(holder, expand(rule.property)):
                if isinstance(value, NamedNode):
                    if value != whole and self.type(value) in table.REFERENCES.get(rule.key, ()):
                        yield self._reference(value, seen)
                elif rule.key in table.DATES:
                    if (time := when(value, precision)) is not None:
                        yield time
                elif rule.key in table.TEXTS:
                    yield value.value
                elif rule.key == "identifier":
                    yield _identifier(thing, rule.property, value)

    def is_part(self, event: NamedNode) -> bool:
        """Whether an event is told within its flight: it is a part of it, and it is told when it happened."""
        times = [
            when(time, precision) for time, precision in self.exact.values(event, SF.time) if isinstance(time, Literal)
        ]
        phase = any(self.exact.is_a(event, expand(kind)) for kind in table.PHASES)
        return phase and len(times) == 1 and times[0] is not None and bool(self.exact.things(event, SF.flight))

    def _begin(self, node: NamedNode) -> str:
        """Return what puts events in the order of time; nothing for other nodes, which stay as they are."""
        return next((time.value for time, _ in self.exact.values(node, SF.time)), "")

    def _reference(self, thing: NamedNode, seen: set[NamedNode]) -> Node:
        """Return the names of what a thing leads to, once in a document."""
        if thing in seen:
            return {"@id": thing.value}
        seen.add(thing)
        keys = table.NAMED_WITH.get(self.type(thing) or "", ())
        return self._told(self._head(thing), [rule for rule in table.RULES if rule.key in keys], thing, seen, None)

    def _holders(self, rule: table.Rule, thing: NamedNode) -> Iterable[NamedNode]:
        """Return the nodes that a rule takes its values from."""
        if not rule.back:
            return [thing]
        leading = sorted(self.exact.leading_to(thing, expand(rule.back)), key=self._begin)
        return [node for node in leading if self.exact.is_a(node, expand(rule.node)) and self._fits(node, rule.where)]

    def _fits(self, node: NamedNode, where: tuple[str, str] | None) -> bool:
        return where is None or expand(where[1]) in self.exact.things(node, expand(where[0]))

    def _head(self, thing: NamedNode) -> Node:
        """Return what names a thing and tells where it is."""
        kind = self.type(thing) or "Thing"
        more: list[Json] = [each.value for each in self.exact.things(thing, RDF.type) if each != expand(f"sf:{kind}")]
        node: Node = {
            "@id": thing.value,
            "@type": kind,
            "additionalType": more,
            "name": self._texts(thing, RDFS.label),
            "sameAs": [same.value for same in self.exact.things(thing, SCHEMA.sameAs)],
        }
        if address := self._address(thing):
            node["address"] = address
        return node

    def _texts(self, thing: NamedNode, predicate: NamedNode) -> list[Json]:
        """Return names by language, as they are typeset."""
        found = [value for value, _ in self.exact.values(thing, predicate) if isinstance(value, Literal)]
        bare = {(text.language or "", typeset(text.value)) for text in found}
        return [{"@language": tag, "@value": name} if tag else name for tag, name in sorted(bare) if name]

    def _address(self, thing: NamedNode) -> Node | None:
        """Return the address of a place or an organization, as far as the places around are told."""
        ahead = [*self.exact.things(thing, SF.place), *self.exact.things(thing, expand("sf:country"))]
        is_place = self.exact.is_a(thing, expand("sf:Place"))
        if not is_place and not self.exact.is_a(thing, expand("sf:Organization")):
            return None
        around: list[NamedNode] = []
        ahead = [thing] if is_place else ahead
        while ahead:
            around.append(place := ahead.pop(0))
            ahead += [wider for wider in self.exact.things(place, SF.partOf) if wider not in (*around, *ahead)]
        parts: Node = {}
        for ours, key in table.ADDRESS:
            for place in around:
                if key not in parts and self.exact.is_a(place, expand(ours)):
                    parts[key] = self._english(place)
        if "addressCountry" not in parts:
            return None
        return _ordered({"@id": f"{thing.value}#address", "@type": "PostalAddress"} | parts)

    def _english(self, thing: NamedNode) -> str:
        """Return the English name of a thing, else any, for terms that hold one text."""
        named = next(iter(self.store.quads_for_pattern(thing, SF.labelEn, None, None)), None)
        return named.object.value if named and isinstance(named.object, Literal) else shorten(thing.value)

    def _beside(self, thing: NamedNode) -> list[NamedNode]:
        """Return what a thing leads to, and what leads to it, in one order."""
        graphs = (*things.graphs(self.store), GRAPH.facts)
        found = {q.object for graph in graphs for q in self.store.quads_for_pattern(thing, None, None, graph)}
        found |= {q.subject for graph in graphs for q in self.store.quads_for_pattern(None, None, thing, graph)}
        named = (other for other in found if isinstance(other, NamedNode))
        return sorted((n for n in named if n.value.startswith(PREFIXES["id"])), key=lambda other: other.value)


def when(value: Literal, precision: NamedNode | None) -> Node | None:
    """Return a time as schema.org has it, as precise as it is told; None for what is coarser than a day.

    >>> from spaceflight_graph.namespaces import XSD
    >>> when(Literal("2018-06-03T12:39:00Z", datatype=XSD.dateTime), expand("sf:Minute"))
    {'@type': 'DateTime', '@value': '2018-06-03T12:39Z'}
    >>> when(Literal("2017-12-17", datatype=XSD.date), expand("sf:Day"))
    {'@type': 'Date', '@value': '2017-12-17'}
    >>> when(Literal("2017", datatype=XSD.gYear), expand("sf:Year"))
    """
    if clock := _CLOCK.fullmatch(value.value):
        if precision == expand("sf:Hour"):  # readers of schema.org know no time to the hour
            return {"@type": "Date", "@value": clock[1][:10]}
        seconds = "" if precision == expand("sf:Minute") else clock[2]
        return {"@type": "DateTime", "@value": clock[1] + seconds + clock[3]}
    day = _DAY.fullmatch(value.value)
    return {"@type": "Date", "@value": day[1]} if day else None


def _a_type() -> str:
    """Return the types of schema.org that we have things of, as a message lists them."""
    *others, last = dict.fromkeys(theirs for _, theirs in table.KINDS if theirs)
    return f"an {', '.join(others)} or {last}"


def _identifier(thing: NamedNode, ours: str, value: Literal) -> Node:
    """Return an identifier that says whose it is."""
    return {
        "@id": f"{thing.value}#{ours.partition(':')[2]}",
        "@type": "PropertyValue",
        "propertyID": expand(ours).value,
        "value": value.value,
    }


def dataset(about: Edition) -> Node:
    """Return which data a description is from."""
    return {
        "@id": about.iri,
        "@type": "Dataset",
        "dateModified": {"@type": "Date", "@value": about.modified},
        "description": about.description,
        "license": about.licence,
        "name": [about.title],
        "version": about.version,
    }


def _ordered(node: Node) -> Node:
    """Return a node without what is empty, its keys as JSON-LD processors order them."""
    return {key: node[key] for key in sorted(node) if node[key] != []}
