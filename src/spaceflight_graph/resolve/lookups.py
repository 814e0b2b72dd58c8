"""What questions look up instead of working it out each time; all of it follows from the other layers.

* The label that a reader of each language is shown: in that language, else in English, else in any; and all names of
  a thing as they are compared with what a user types. An event whose only name says what it is and of which flight
  ("Launch of Soyuz MS-07") is called so in each language.
* The kind of each thing, as its file has it, the days of each event, and its place in the course of its flight.
* As what a thing is linked to Wikidata, itself or by its flight: few are, and whoever asks for those begins there.
* Who is aboard a station from when to when, and on which days.
* How many claims a document makes.
* From a thing to the fact about it: sfp:time leads to the fact that tells the value of sf:time, as on Wikidata p: leads
  to the statement that wdt: tells the value of. Where there is one value only, sfp:timePrecision, sfp:timeApproximation
  and the like lead at once to what qualifies it, and sfp:durationSeconds to a number that can be added up.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph import wording
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.ontology import classes_above
from spaceflight_graph.namespaces import LABELS, PREFIXES, PROV, RDF, RDFS, SCHEMA, SF, SKOS, WIKIBASE, XSD
from spaceflight_graph.rdf.names import key
from spaceflight_graph.resolve import days
from spaceflight_graph.resolve.choose import Facts
from spaceflight_graph.resolve.derive import Derived
from spaceflight_graph.resolve.facts import bounds
from spaceflight_graph.resolve.presence import Events, Moment, Presence
from spaceflight_graph.resolve.sequence import sequence

CAVEATS = {
    SF.approximation: "Approximation",
    SF.planned: "Planned",
    SF.precision: "Precision",
    SF.windowEnd: "WindowEnd",
}
"""What qualifies the value of a fact, and how the link to it ends."""

LINKED = {**CAVEATS, SF.reads: "Reads", SF.seconds: "Seconds"}
"""What else of a fact is linked to at once."""

NAMES = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
DISTANCES = (SF.distanceFromReference, SF.plannedDistanceFromReference)


REPEATED = frozenset((*LABELS.values(), SF.kind, SF.linkedAs, SF.nameKey, SF.onDay, SF.reads))
"""Properties that only say again what others say, by the thousand; so do the links to facts."""


def lookups(
    entities: Iterable[Triple],
    ontology: Iterable[Triple],
    documents: Iterable[Triple],
    facts: Facts,
    derived: Sequence[Derived],
    flights: Events,
    presences: Iterable[Presence],
    claims: Iterable[Claim],
    links: "Links",
) -> Iterator[Triple]:
    """Yield all of it, in one order.

    Args:
        entities: what exists.
        ontology: the terms.
        documents: what is said of documents and works.
        facts: what was chosen, by subject and property.
        derived: what follows from it.
        flights: for each flight, its events by class.
        presences: who is aboard.
        claims: all claims.
        links: those to the facts.
    """
    entities, ontology = list(entities), list(ontology)
    named = kinds(entities)
    called = list(_events_called(entities, ontology, named))
    yield from _labels(chain(entities, ontology, called))
    yield from _name_keys(chain(entities, ontology, documents, called))
    for thing in sorted(named, key=_by_iri):
        yield Triple(thing, SF.kind, named[thing])
    above = classes_above(ontology)
    yield from _linked(entities, named, above)
    ranges, classes = _ranges(derived), {SF.Event, *(kind for kind, wider in above.items() if SF.Event in wider)}
    for event in sorted((thing for thing, kind in named.items() if kind in classes), key=_by_iri):
        if found := days.of_event(event, facts, ranges):
            yield from (Triple(event, SF.onDay, day) for day in days.named(*found))
    yield from _steps(flights, facts, named, classes, derived)
    aboard = [t for presence in presences for t in presence_triples(presence)]
    yield from aboard
    links.add(aboard)
    yield from links.triples()
    for document, count in sorted(Counter(claim.document for claim in claims).items(), key=lambda item: str(item[0])):
        yield Triple(document, SF.claimCount, Literal(count))


def kinds(entities: Iterable[Triple]) -> dict[NamedNode, NamedNode]:
    """Return the class of each thing, as its file has it."""
    found = {t.subject: t.object for t in entities if t.predicate == RDF.type}
    return {s: o for s, o in found.items() if isinstance(s, NamedNode) and isinstance(o, NamedNode)}


def repeats(prop: NamedNode) -> bool:
    """Tell whether a property only says again what others say, so that no shape need look at it."""
    return prop in REPEATED or prop.value.startswith(PREFIXES["sfp"])


def _labels(triples: Iterable[Triple]) -> Iterator[Triple]:
    told: dict[NamedNode, dict[str, str]] = defaultdict(dict)
    for t in triples:
        if t.predicate == RDFS.label and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            told[t.subject][t.object.language or ""] = t.object.value
    for thing in sorted(told, key=_by_iri):
        labels = told[thing]
        for language, prop in LABELS.items():
            shown = next(tag for tag in (language, "en", *sorted(labels)) if tag in labels)
            yield Triple(thing, prop, Literal(labels[shown], language=shown) if shown else Literal(labels[shown]))


def _events_called(
    entities: Iterable[Triple], ontology: Iterable[Triple], kinds: Mapping[NamedNode, NamedNode]
) -> Iterator[Triple]:
    """Yield, in the other languages, the label of each event whose only one is made of its kind and its flight."""
    told: dict[NamedNode, dict[str, str]] = defaultdict(dict)
    flights: dict[NamedNode, NamedNode] = {}
    for t in chain(entities, ontology):
        if t.predicate == RDFS.label and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            told[t.subject][t.object.language or ""] = t.object.value
        elif t.predicate == SF.flight and isinstance(t.subject, NamedNode) and isinstance(t.object, NamedNode):
            flights[t.subject] = t.object
    for event in sorted(flights.keys() & kinds.keys() & told.keys(), key=_by_iri):
        kind, flight = told.get(kinds[event], {}), told.get(flights[event], {})
        (own, name), *more = told[event].items()
        common = flight.get("en", flight.get(own, ""))
        if more or name.casefold() != wording.event(kind.get(own, ""), flight.get(own, common), own).casefold():
            continue
        for language in sorted(LABELS.keys() & kind.keys() - {own}):
            made = wording.event(kind[language], flight.get(language, common), language)
            yield Triple(event, RDFS.label, Literal(made[0].upper() + made[1:], language=language))


def _name_keys(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield each name of each thing as it is compared."""
    told: dict[NamedNode, set[str]] = defaultdict(set)
    for t in triples:
        if t.predicate in NAMES and isinstance(t.subject, NamedNode) and isinstance(t.object, Literal):
            told[t.subject].add(key(t.object.value))
    for thing in sorted(told, key=_by_iri):
        yield from (Triple(thing, SF.nameKey, Literal(name)) for name in sorted(told[thing]))


def _linked(
    entities: Sequence[Triple], named: Mapping[NamedNode, NamedNode], above: Mapping[NamedNode, Collection[NamedNode]]
) -> Iterator[Triple]:
    """Yield the classes of each thing that has an item, or belongs to a flight that has one."""
    items = {t.subject for t in entities if t.predicate == SCHEMA.sameAs}
    items |= {t.subject for t in entities if t.predicate == SF.flight and t.object in items}
    for thing in sorted((it for it in named if it in items), key=_by_iri):
        ours = [kind for kind in above.get(named[thing], (named[thing],)) if kind.value.startswith(SF.iri)]
        yield from (Triple(thing, SF.linkedAs, kind) for kind in sorted(ours, key=_by_iri))


def _ranges(derived: Iterable[Derived]) -> dict[NamedNode, tuple[int, int]]:
    """Return the first and last day of each event whose first and last moment were derived."""
    ends: dict[NamedNode, dict[NamedNode, int]] = defaultdict(dict)
    for found in derived:
        said = found.statement
        if said.predicate in (SF.notBefore, SF.notAfter) and isinstance(said.object, Literal):
            ends[said.subject][said.predicate], _ = days.spanned(said.object)  # type: ignore[index]
    return {event: (its[SF.notBefore], its[SF.notAfter]) for event, its in ends.items() if len(its) == 2}


def _steps(
    flights: Events,
    facts: Facts,
    kinds: Mapping[NamedNode, NamedNode],
    classes: Collection[NamedNode],
    derived: Iterable[Derived],
) -> Iterator[Triple]:
    """Yield which place each event has among those of its flight."""
    begins = [d.statement for d in derived if d.statement.predicate == SF.notBefore]
    first = {
        t.subject: t.object.value for t in begins if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal)
    }
    for flight in sorted(flights, key=_by_iri):
        events = [event for kind, found in flights[flight].items() if kind in classes for event in found]
        for number, event in enumerate(sequence(events, facts, kinds, first), 1):
            yield Triple(event, SF.step, Literal(number))


def presence_triples(presence: Presence) -> Iterator[Triple]:
    """Yield who is aboard, where, why and on which days, and the facts that its begin and end are."""
    slug = "--".join(node.value.rsplit("/", 1)[1] for node in (presence.person, presence.station, presence.occasion))
    node = NamedNode(PREFIXES["presence"] + slug)
    yield Triple(node, RDF.type, SF.Presence)
    yield Triple(node, SF.presenceOf, presence.person)
    yield Triple(node, SF.station, presence.station)
    yield Triple(node, SF.occasion, presence.occasion)
    yield from (Triple(node, SF.onDay, day) for day in days.named(*presence.days))
    yield from (Triple(node, PROV.wasDerivedFrom, claim.iri) for claim in presence.claims)
    yield from _moment(node, SF.since, presence.since)
    if presence.until:
        yield from _moment(node, SF.until, presence.until)


def _moment(presence: NamedNode, prop: NamedNode, moment: Moment) -> Iterator[Triple]:
    """Yield a begin or end, and the fact node that has its caveats and claims."""
    slug = presence.value.removeprefix(PREFIXES["presence"])
    fact = NamedNode(f"{PREFIXES['fact']}{slug}--{prop.value.rsplit('#', 1)[1]}")
    yield Triple(presence, prop, moment.time)
    yield Triple(fact, RDF.type, SF.Fact)
    yield Triple(fact, RDF.subject, presence)
    yield Triple(fact, RDF.predicate, prop)
    yield Triple(fact, RDF.object, moment.time)
    yield Triple(fact, SF.basis, SF.Derived)
    if moment.precision:
        yield Triple(fact, SF.precision, NamedNode(SF.iri + moment.precision))
    if moment.approximation:
        yield Triple(fact, SF.approximation, NamedNode(SF.iri + moment.approximation))
    if moment.window_end:
        yield Triple(fact, SF.windowEnd, moment.window_end)
    if moment.planned:
        yield Triple(fact, SF.planned, Literal("true", datatype=XSD.boolean))
    yield from (Triple(fact, part, end) for part, end in bounds(moment.value))
    yield from (Triple(fact, PROV.wasDerivedFrom, claim.iri) for claim in moment.claims)


class Links:
    """The links from things to facts and to the caveats of values that are the only ones, and what each is of.

    How a value reads is linked to where its term alone tells less: a store makes P2DT5H of PT53H, and a distance has a
    place that it is measured from.
    """

    def __init__(self, functional: Collection[NamedNode]) -> None:
        self._functional = {*functional, SF.since, SF.until}
        self._used: set[NamedNode] = set()
        self._found: list[Triple] = []

    def add(self, nodes: Iterable[Triple]) -> None:
        """Take in fact nodes, each in one block."""
        for fact, group in groupby(nodes, key=lambda t: t.subject):
            parts = [(t.predicate, t.object) for t in group]
            its = dict(parts)
            thing, prop, value = (its.get(part) for part in (RDF.subject, RDF.predicate, RDF.object))
            if not isinstance(thing, NamedNode) or not isinstance(prop, NamedNode):
                continue  # what is said of a claim stands among the facts
            self._used.add(prop)
            self._found.append(Triple(thing, link_to_fact(prop), fact))
            if prop in self._functional:
                lasts = isinstance(value, Literal) and value.datatype == XSD.dayTimeDuration
                for part, caveat in parts:
                    if part in LINKED and (part != SF.reads or lasts or prop in DISTANCES):
                        self._found.append(Triple(thing, link_to_fact(prop, LINKED[part]), caveat))

    def triples(self) -> Iterator[Triple]:
        """Yield the links, and for each property which one leads to its facts."""
        yield from self._found
        yield from (Triple(prop, WIKIBASE.claim, link_to_fact(prop)) for prop in sorted(self._used, key=_by_iri))


def link_to_fact(prop: NamedNode, caveat: str = "") -> NamedNode:
    """Return the property that leads from a thing to its fact with a property, or at once to a caveat of it.

    >>> link_to_fact(SF.time, "Precision").value
    'https://w3id.org/spaceflight/ontology/fact#timePrecision'
    """
    return NamedNode(PREFIXES["sfp"] + re.split(r"[/#]", prop.value)[-1] + caveat)


def _by_iri(node: NamedNode) -> str:
    return node.value
