"""JSON-LD for people and programs: flights first, each with its crew, events, orbits, ordinals and tallies inside."""

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import cast

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export.context import NESTED, Context
from spaceflight_graph.namespaces import PREFIXES, RDF, XSD

Value = NamedNode | Literal
Statement = tuple[NamedNode, Value]
Json = str | int | bool | list["Json"] | dict[str, "Json"]

_NESTED_IN = {
    "CrewAssignment": "crewAssignments", "Orbit": "orbits", "Ordinal": "ordinals", "Tally": "tallies",
}  # fmt: skip
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")  # as JSON writes it, and readers that know doubles alone read it
_FIRST = ("CrewedFlight", "CargoFlight", "TestFlight", "SatelliteFlight", "ProbeFlight", "Spaceflight")


def document(triples: Iterable[Triple], context: Context, events: Collection[NamedNode]) -> dict[str, Json]:
    """Return triples as one JSON-LD document, the same for the same triples.

    Args:
        triples: without blank nodes.
        context: the shipped context; it goes into the document, so that reading it needs no network.
        events: the classes of events: what else leads to a flight, such as a rocket stage, is no part of it.

    Raises:
        SpaceflightError: a term that JSON-LD 1.1 in this layout cannot hold.
    """
    return _Writer(triples, context, events).document()


def text(triples: Iterable[Triple], context: Context, events: Collection[NamedNode]) -> str:
    """Return the document as text, indented."""
    return json.dumps(document(triples, context, events), indent=2, ensure_ascii=False) + "\n"


class _Writer:
    def __init__(self, triples: Iterable[Triple], context: Context, events: Collection[NamedNode]) -> None:
        self.context = context
        self.keys = {value["@id"]: key for key, value in context.items() if isinstance(value, dict) and "@id" in value}
        self.names = {value: key for key, value in context.items() if isinstance(value, str)}  # classes and prefixes
        self.nested_in = _NESTED_IN | {self._class(kind): "events" for kind in events}
        self.nodes: dict[str, list[Statement]] = defaultdict(list)
        for t in sorted(set(triples), key=str):
            if not isinstance(t.subject, NamedNode) or not isinstance(t.object, NamedNode | Literal):
                raise SpaceflightError(
                    f"{t.subject}: JSON-LD is written without blank nodes. Fix: give the node a name."
                )
            self.nodes[t.subject.value].append((t.predicate, t.object))
        self.kinds = {iri: self._kind(its) for iri, its in self.nodes.items()}
        self.inside = self._nesting()

    def document(self) -> dict[str, Json]:
        roots = [iri for iri in self.nodes if not self._is_inside(iri)]
        roots.sort(key=lambda iri: (_FIRST.index(self.kinds[iri]) if self.kinds[iri] in _FIRST else len(_FIRST), iri))
        graph: list[Json] = [self._node(iri) for iri in roots]
        return {"@context": cast(Json, self.context), "@graph": graph}

    def _kind(self, its: Iterable[Statement]) -> str:
        names = (self._class(value) for predicate, value in its if predicate == RDF.type)
        return next((name for name in names if name), "")

    def _class(self, term: Value) -> str:
        """Return the name that the context has for a class; nothing where it has none."""
        return self.names.get(self._short(term.value), "")

    def _nesting(self) -> dict[str, dict[str, list[str]]]:
        """Return, for each owner, the things inside it by key."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.owner: dict[str, tuple[str, str]] = {}
        for iri, its in self.nodes.items():
            key = self.nested_in.get(self.kinds[iri])
            if key is None:
                continue
            back = PREFIXES["sf"] + NESTED[key]
            owners = [v.value for p, v in its if p.value == back and isinstance(v, NamedNode)]
            if len(owners) == 1 and owners[0] in self.nodes and owners[0] != iri:
                self.owner[iri] = (owners[0], back)
                found[owners[0]][key].append(iri)
        return found

    def _is_inside(self, iri: str) -> bool:
        """Whether a thing stands inside another one that is written; never in a circle."""
        seen = {iri}
        while iri in self.owner:
            iri = self.owner[iri][0]
            if iri in seen:
                return False
            seen.add(iri)
        return len(seen) > 1

    def _node(self, iri: str, path: tuple[str, ...] = ()) -> dict[str, Json]:
        node: dict[str, Json] = {"@id": self._short(iri)}
        back = self.owner[iri][1] if path else None
        values: dict[str, list[Value]] = defaultdict(list)
        for predicate, value in self.nodes[iri]:
            if predicate.value != back:
                values[predicate.value].append(value)
        types = [value.value for value in values.get(RDF.type.value, []) if isinstance(value, NamedNode)]
        if types:
            node["@type"] = _single([self.names.get(self._short(name), self._short(name)) for name in types])
            values[RDF.type.value] = [value for value in values[RDF.type.value] if isinstance(value, Literal)]
        body = {self._key(predicate, its): self._values(predicate, its) for predicate, its in values.items() if its}
        for key in sorted(body, key=lambda key: (key != "label", key)):
            node[key] = body[key]
        for key in NESTED:
            inner = [i for i in self.inside.get(iri, {}).get(key, []) if i not in path]
            if inner:
                node[key] = [self._node(i, (*path, iri)) for i in inner]
        return node

    def _key(self, predicate: str, values: list[Value]) -> str:
        """Return the term of a property; its compact IRI where the term takes texts by language, and these are not."""
        short = self._short(predicate)
        key = self.keys.get(short, short)
        return short if self._rules(key).get("@container") and not all(map(_language, values)) else key

    def _rules(self, key: str) -> dict[str, str]:
        definition = self.context.get(key)
        return definition if isinstance(definition, dict) else {}

    def _values(self, predicate: str, values: list[Value]) -> Json:
        rules = self._rules(self._key(predicate, values))
        if rules.get("@container"):
            by_language: dict[str, list[Json]] = defaultdict(list)
            for value in values:
                by_language[_language(value)].append(value.value)
            return {language: _single(texts) for language, texts in sorted(by_language.items())}
        return _single([self._value(value, rules) for value in values])

    def _value(self, term: Value, rules: dict[str, str]) -> Json:
        if isinstance(term, NamedNode):
            short = self._short(term.value)
            return short if rules.get("@type") == "@id" else {"@id": short}
        if term.language:
            return {"@language": term.language, "@value": term.value}
        if rules.get("@type") != "@id":
            if term.datatype == XSD.string:
                return term.value
            if term.datatype == XSD.integer and _INTEGER.fullmatch(term.value) and abs(int(term.value)) < 2**53:
                return int(term.value)
            if term.datatype == XSD.boolean and term.value in ("true", "false"):
                return term.value == "true"
        return {"@type": self._short(term.datatype.value), "@value": term.value}

    def _short(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self.names.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and cut < len(iri) else iri


def _language(term: Value) -> str:
    return (isinstance(term, Literal) and term.language) or ""


def _single(values: list[Json]) -> Json:
    return values[0] if len(values) == 1 else values
