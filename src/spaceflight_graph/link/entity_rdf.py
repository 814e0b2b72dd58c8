"""Wikidata's RDF → statements, whole (``p: ps: psv: pq: pr:``) or truthy (``wdt:``): the only place that reads it.

A truthy triple tells neither rank nor reference nor GUID, no unit, and of a time not how precise it is: what begins on
the first of a month may be that month, on the first of a year that year. It is read as the coarser of the two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.statement import (
    AMOUNT,
    Item,
    Monolingual,
    Other,
    Quantity,
    Rank,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)
from spaceflight_graph.namespaces import PREFIXES, Term

UNIT_NOT_TOLD = ""
"""The unit of a truthy quantity."""

_WD = PREFIXES["wd"]
_PROP = "http://www.wikidata.org/prop/"
_DIRECT, _CLAIM, _MAIN = PREFIXES["wdt"], _PROP, _PROP + "statement/"
_QUALIFIER, _REFERENCE, _NO = _PROP + "qualifier/", _PROP + "reference/", _PROP + "novalue/"
_VALUE, _STATEMENT = "http://www.wikidata.org/value/", _WD + "statement/"
_WIKIBASE, _SCHEMA = PREFIXES["wikibase"], "http://schema.org/"
_DERIVED = PREFIXES["prov"] + "wasDerivedFrom"
_SAME, _TYPE = PREFIXES["owl"] + "sameAs", PREFIXES["rdf"] + "type"
_LABEL, _ALIAS = PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"
_XSD, _COMMONS = PREFIXES["xsd"], "http://commons.wikimedia.org/wiki/Special:FilePath/"
_SCHEMES = ("https", "http")
_NUMBER = "Q199"  # the unit of what has none
_TIME = ("timeValue", "timePrecision", "timeCalendarModel", "timeTimezone")
_QUANTITY = ("quantityAmount", "quantityUnit")
_MOMENT = re.compile(r"([+-]?)(\d{4,})-(\d\d)-(\d\d)T.*", re.ASCII)

Node = dict[str, list[Term]]


@dataclass(frozen=True)
class Described:
    """What RDF tells of items.

    Attributes:
        entities: by id.
        redirects: from the id of an item that was merged to the one that it was merged into.
        truthy: whether there are truthy triples only.
    """

    entities: dict[str, Entity]
    redirects: dict[str, str]
    truthy: bool


def read_triples(triples: Iterable[Triple]) -> Described:
    """Return what triples tell of items; an item that is only named in them is none of them.

    Raises:
        ValueError: part of a statement is missing; one plain sentence says which.
    """
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, NamedNode):
            nodes[triple.subject.value][triple.predicate.value].append(triple.object)
    items = {iri.removeprefix(_WD): node for iri, node in nodes.items() if re.fullmatch(r"Q[1-9]\d*", iri[len(_WD) :])}
    claimed = {name for name, node in items.items() if any(_property(key, _CLAIM) for key in node)}
    whole = bool(claimed)
    direct = [name for name, node in items.items() if any(_property(key, _DIRECT) for key in node)]
    if whole and (cut := sorted(set(direct) - claimed, key=_number)):
        raise ValueError(f"{cut[0]} comes with truthy triples alone, others with whole statements")
    reader = _Reader(nodes)
    entities = {
        name: Entity(
            id=name,
            labels={text.language: text.value for text in _texts(items[name], _LABEL) if text.language},
            aliases=_aliases(items[name]),
            statements=tuple(reader.statements(name) if whole else _truthy(name, items[name])),
            revision=_revision(nodes, name),
        )
        for name in sorted(items, key=_number)
        if name in claimed
        or name in direct
        or _WIKIBASE + "statements" in items[name]
        or _SCHEMA + "version" in items[name]
    }
    redirects = {
        name: target.value.removeprefix(_WD)
        for name, node in sorted(items.items())
        for target in node.get(_SAME, ())
        if isinstance(target, NamedNode) and target.value.startswith(_WD)
    }
    return Described(entities, redirects, truthy=bool(entities) and not whole)


class _Reader:
    """Reads whole statements; every node that one leads to must be there."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self.nodes = nodes

    def statements(self, item: str) -> Iterator[Statement]:
        found = []
        for key, objects in self.nodes[_WD + item].items():
            if name := _property(key, _CLAIM):
                found += [self._statement(item, name, node.value) for node in objects if isinstance(node, NamedNode)]
        yield from sorted(found, key=lambda statement: (_number(statement.property), statement.id or ""))

    def _statement(self, item: str, name: str, iri: str) -> Statement:
        node = self._node(iri, "statement")
        ranks = [str(rank)[1:-1].removeprefix(_WIKIBASE) for rank in node.get(_WIKIBASE + "rank", ())]
        if len(ranks) != 1 or ranks[0] not in _RANKS:
            raise ValueError(f"the statement {iri} comes without its rank, and so is not whole")
        snaks = list(self._snaks(node, _MAIN))
        if [snak.property for snak in snaks] != [name]:
            raise ValueError(f"the statement {iri} comes without its value, and so is not whole")
        references = [
            Reference(tuple(self._snaks(self._node(reference.value, "reference"), _REFERENCE)))
            for reference in node.get(_DERIVED, ())
            if isinstance(reference, NamedNode)
        ]
        return Statement(
            item=item,
            property=name,
            value=snaks[0].value,
            rank=_RANKS[ranks[0]],
            qualifiers=tuple(self._snaks(node, _QUALIFIER)),
            references=tuple(sorted(references, key=repr)),
            id=iri.removeprefix(_STATEMENT).replace("-", "$", 1),
        )

    def _snaks(self, node: Node, namespace: str) -> Iterator[Snak]:
        """Yield the snaks in a namespace, sorted; where a value has a node of its own, as that tells it."""
        found = []
        for key, objects in node.items():
            if name := _property(key, namespace):
                full = [each for each in node.get(f"{namespace}value/{name}", ()) if isinstance(each, NamedNode)]
                if full:
                    unknown = [Snak(name, Special.SOMEVALUE) for each in objects if _is_unknown(each)]
                    found += [Snak(name, self._full(each.value)) for each in full] + unknown
                elif any(isinstance(plain_value(each), Time | Quantity) for each in objects):
                    raise ValueError(f"a time or number of {name} comes without its precision or unit: it is not whole")
                else:
                    found += [Snak(name, plain_value(each)) for each in objects]
            elif namespace == _MAIN and key == _TYPE:  # rdf:type wdno:P…: a statement that there is none
                found += [Snak(no, Special.NOVALUE) for each in objects if (no := _property(str(each)[1:-1], _NO))]
        yield from sorted(found, key=lambda snak: (_number(snak.property), repr(snak.value)))

    def _full(self, iri: str) -> Value:
        node = self._node(iri, "value")
        told = {
            key.removeprefix(_WIKIBASE): objects[0].value
            for key, objects in node.items()
            if isinstance(objects[0], Literal | NamedNode)
        }
        for parts in (_TIME, _QUANTITY):
            missing = [part for part in parts if part not in told]
            if missing and len(missing) < len(parts):
                raise ValueError(f"the value {iri} comes without its {missing[0]}, and so is not whole")
        if "timeValue" in told and told["timeTimezone"] == "0":
            return _time(
                told["timeValue"], _precision(told["timePrecision"]), told["timeCalendarModel"].removeprefix(_WD)
            )
        if "quantityAmount" in told:
            unit = told["quantityUnit"].removeprefix(_WD)
            bounds = (
                _signed(told[key]) if key in told else None for key in ("quantityLowerBound", "quantityUpperBound")
            )
            return Quantity(_signed(told["quantityAmount"]), "1" if unit == _NUMBER else unit, *bounds)
        return Other(told.get(_TYPE, "").removeprefix(_WIKIBASE) or "unknown")

    def _node(self, iri: str, what: str) -> Node:
        if iri not in self.nodes:
            raise ValueError(f"the {what} {iri} is named and not there: what was read is not whole")
        return self.nodes[iri]


_RANKS = {"PreferredRank": Rank.PREFERRED, "NormalRank": Rank.NORMAL, "DeprecatedRank": Rank.DEPRECATED}


def _truthy(item: str, node: Node) -> list[Statement]:
    found = []
    for key, objects in node.items():
        if name := _property(key, _DIRECT):
            found += [Statement(item, name, plain_value(each)) for each in objects]
    return sorted(set(found), key=lambda statement: (_number(statement.property), repr(statement.value)))


def plain_value(term: Term) -> Value:
    """Return the value that one term tells, as truthy triples have it."""
    if isinstance(term, Literal):
        if term.language:
            return Monolingual(term.value, term.language)
        kind = term.datatype.value.removeprefix(_XSD)
        if kind == "dateTime" and (match := _MOMENT.fullmatch(term.value)):
            return _time(term.value, 11 if match[4] != "01" else 10 if match[3] != "01" else 9)
        if kind in ("decimal", "integer"):
            return Quantity(_signed(term.value), UNIT_NOT_TOLD)
        return Text(term.value) if kind == "string" else Other(kind)
    if _is_unknown(term):
        return Special.SOMEVALUE
    iri = term.value if isinstance(term, NamedNode) else ""
    if iri.startswith(_COMMONS):
        return Text(unquote(iri.removeprefix(_COMMONS)), "commonsMedia")
    return Item(iri.removeprefix(_WD)) if iri.startswith(_WD) else Text(iri, "url")


def _time(lexical: str, precision: int, calendar: str = "Q1985727") -> Time:
    """Return a time as entity JSON has it: what is finer than its precision is 00."""
    match = _MOMENT.fullmatch(lexical)
    if match is None:
        raise ValueError(f"{lexical!r} is no time of Wikidata")
    month = match[3] if precision > 9 else "00"
    day = match[4] if precision > 10 else "00"
    return Time(f"{match[1] or '+'}{match[2]}-{month}-{day}T00:00:00Z", precision, calendar)


def _precision(lexical: str) -> int:
    if not lexical.isascii() or not lexical.isdecimal():
        raise ValueError(f"{lexical!r} is no precision of Wikidata")
    return int(lexical)


def _signed(number: str) -> str:
    """Return a number with its sign, as entity JSON has it; a store may have left it out."""
    if not AMOUNT.fullmatch(number):
        raise ValueError(f"{number!r} is no number of Wikidata")
    return number if number.startswith(("+", "-")) else f"+{number}"


def _is_unknown(term: Term) -> bool:
    return isinstance(term, BlankNode) or (isinstance(term, NamedNode) and "/.well-known/genid/" in term.value)


def _property(iri: str, namespace: str) -> str | None:
    """Return the property that an IRI names in a namespace itself, and in none below it."""
    name = iri[len(namespace) :]
    return name if iri.startswith(namespace) and re.fullmatch(r"P[1-9]\d*", name, re.ASCII) else None


def _number(name: str) -> int:
    return int(name[1:])


def _texts(node: Node, predicate: str) -> list[Literal]:
    return sorted((text for text in node.get(predicate, ()) if isinstance(text, Literal)), key=str)


def _aliases(node: Node) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for text in _texts(node, _ALIAS):
        found.setdefault(text.language or "", []).append(text.value)
    return {language: tuple(some) for language, some in sorted(found.items()) if language}


def _revision(nodes: dict[str, Node], item: str) -> int | None:
    """Return the revision, which stands at the item on the query service, and at its document elsewhere."""
    for iri in (_WD + item, *(f"{scheme}://www.wikidata.org/wiki/Special:EntityData/{item}" for scheme in _SCHEMES)):
        for version in nodes.get(iri, {}).get(_SCHEMA + "version", ()):
            if isinstance(version, Literal) and version.value.isascii() and version.value.isdecimal():
                return int(version.value)
    return None


def whole_of(text: str) -> str:
    """Return RDF/XML that a strict parser takes: Wikidata names its blank nodes by digits, which XML forbids.

    >>> whole_of('<a rdf:nodeID="3de1"/><a rdf:nodeID="x"/>')
    '<a rdf:nodeID="n3de1"/><a rdf:nodeID="x"/>'
    """
    return re.sub(r'(\brdf:nodeID=")(?=\d)', r"\1n", text)
