"""JSON-LD compaction of named nodes: the only place that knows how a term, a key and a value look under a context.

What it makes is what the compaction algorithm of JSON-LD 1.1 makes, for nodes without blank nodes, lists or graphs. The
keys of a node are in order; values of a key are in the order of their terms.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export.context import Context
from spaceflight_graph.namespaces import RDF, XSD

Term = NamedNode | BlankNode | Literal | Triple
Said = tuple[NamedNode, Term]
Json = Any
Node = dict[str, Json]
Embed = Callable[[str, NamedNode], Json]

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,15}")  # as JSON writes it, and readers that know doubles alone read it
_REMEMBERED = 100_000
_TYPE = RDF.type.value


class _Slot(NamedTuple):
    """Where values of one kind stand: their key, and what it says of them: @id, @language, a datatype, or nothing."""

    key: str
    says: str
    listed: bool


class _Slots(NamedTuple):
    """Where the values of one property stand, by their kind."""

    things: _Slot
    texts: _Slot
    strings: _Slot
    values: _Slot
    typed: dict[str, _Slot]


class Compactor:
    """Writes nodes under one context."""

    def __init__(self, context: Context) -> None:
        self._prefixes = {
            told: name for name, told in context.items() if isinstance(told, str) and told[-1:] in "/#" and ":" in told
        }
        self._spaces = {name: told for told, name in self._prefixes.items()}
        self._apart = {a for a in self._prefixes if not any(_within(a, b) or _within(b, a) for b in self._prefixes)}
        self._classes: dict[str, str] = {}
        self._short: dict[str, str] = {}
        keys: dict[str, dict[str, str]] = {}
        for name, told in context.items():
            if isinstance(told, str) and told not in self._prefixes:
                self._classes[self.spelled_out(told)] = name
            elif isinstance(told, Mapping) and "@id" in told:
                kind = cast(str, told.get("@type", "@language" if "@language" in told.get("@container", ()) else ""))
                keys.setdefault(self.spelled_out(cast(str, told["@id"])), {})[self.spelled_out(kind)] = name
        self._slots = {name: self._slots_of(name, its) for name, its in keys.items()}

    def _slots_of(self, name: str, keys: Mapping[str, str]) -> _Slots:
        """Return where the values of a property stand, by the kind of value that each of its keys is for."""
        other = _Slot(keys[""], "", True) if "" in keys else _Slot(self.short(name), "", False)
        made = {kind: _Slot(key, kind, True) for kind, key in keys.items() if kind}
        things, texts = made.pop("@id", other), made.pop("@language", other)
        return _Slots(things, texts, other if other.listed else texts, other, made)

    def spelled_out(self, name: str) -> str:
        """Return the IRI that a prefixed name of the context stands for."""
        prefix, colon, rest = name.partition(":")
        return self._spaces[prefix] + rest if colon and prefix in self._spaces else name

    def short(self, iri: str) -> str:
        """Return an IRI with a prefix of the context, if one fits."""
        known = self._short.get(iri)
        if known is None:
            cut = max(iri.rfind("/"), iri.rfind("#")) + 1
            if iri[:cut] in self._apart and cut < len(iri):
                known = f"{self._prefixes[iri[:cut]]}:{iri[cut:]}"
            else:
                fitting = [f"{name}:{iri[len(at) :]}" for at, name in self._prefixes.items() if _within(iri, at)]
                known = min(fitting, key=lambda name: (len(name), name), default=iri)
            if len(self._short) >= _REMEMBERED:
                self._short.clear()
            self._short[iri] = known
        return known

    def node(self, thing: str, said: Iterable[Said], embed: Embed | None = None) -> Node:
        """Return a node with all that is said of it.

        Args:
            thing: its IRI.
            said: property and value.
            embed: returns what stands for a thing that a property leads to, or nothing where its name does.

        Raises:
            SpaceflightError: a blank node or a triple, for which this layout has no place.
        """
        values: dict[str, tuple[_Slot, str, list[Any]]] = {}
        types: list[str] = []
        known = self._slots
        for predicate, value in said:
            name = predicate.value
            slots = known.get(name) or known.setdefault(name, self._slots_of(name, {}))
            if type(value) is NamedNode:
                if name == _TYPE:
                    types.append(value.value)
                    continue
                slot = slots.things
            elif type(value) is not Literal:
                raise SpaceflightError(f"{thing}: JSON-LD is written without blank nodes. Fix: give the node a name.")
            elif value.language:
                slot = slots.texts
            else:
                kind = value.datatype.value
                slot = slots.strings if kind == _STRING else slots.typed.get(kind, slots.values)
            found = values.get(slot.key)
            if found is None:
                values[slot.key] = (slot, name, [value])
            else:
                found[2].append(value)
        node: Node = {"@id": self.short(thing)}
        if types:
            node["@type"] = [self._classes.get(one) or self.short(one) for one in sorted(set(types))]
        for key in sorted(values):
            slot, name, terms = values[key]
            if len(terms) > 1:
                terms = sorted(set(terms), key=_in_order)
            node[key] = self._written(slot, name, terms, embed)
        return node

    def _written(self, slot: _Slot, name: str, terms: list[Any], embed: Embed | None) -> Json:
        says = slot.says
        if says == "@language":
            texts: dict[str, list[str]] = {}
            for term in terms:
                texts.setdefault(term.language or "@none", []).append(term.value)
            return dict(sorted(texts.items())) if len(texts) > 1 else texts
        made: list[Json] = []
        for term in terms:
            if type(term) is NamedNode:
                node = embed(name, term) if embed else None
                short = self.short(term.value)
                made.append(node if node and len(node) > 1 else short if says == "@id" else {"@id": short})
            else:
                made.append(term.value if says else self._literal(term))
        return made if slot.listed or len(made) > 1 else made[0]

    def _literal(self, term: Literal) -> Json:
        if term.language:
            return {"@language": term.language, "@value": term.value}
        kind, text = term.datatype.value, term.value
        if kind == _STRING:
            return text
        if kind == _NUMBER and _INTEGER.fullmatch(text) and abs(int(text)) < 2**53:
            return int(text)
        if kind == _TRUTH and text in ("true", "false"):
            return text == "true"
        return {"@type": self.short(kind), "@value": text}


_STRING, _NUMBER, _TRUTH = XSD.string.value, XSD.integer.value, XSD.boolean.value


def needed(context: Context, made: Json) -> Context:
    """Return the part of a context that some nodes need: what an export of one thing carries with it."""
    names: set[str] = {"@version", "@type"}
    ahead = [made]
    while ahead:
        one = ahead.pop()
        if isinstance(one, dict):
            names.update(one)
            names.update(key.partition(":")[0] for key in one)
            ahead += one.values()
        elif isinstance(one, list):
            ahead += one
        elif isinstance(one, str):
            names.update((one, one.partition(":")[0]))
    for name in names & context.keys():
        told = context[name]
        for value in (told,) if isinstance(told, str) else told.values() if isinstance(told, Mapping) else ():
            names.add(str(value).partition(":")[0])
    return {name: told for name, told in context.items() if name in names}


def _within(iri: str, space: str) -> bool:
    return len(iri) > len(space) and iri.startswith(space)


def _in_order(term: Any) -> tuple[str, ...]:
    if isinstance(term, NamedNode):
        return ("", term.value)
    return ("@", term.value, term.language or "", term.datatype.value)
