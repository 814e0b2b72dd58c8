"""Our statements in Wikidata's own RDF (``p: ps: psv: pq: pr:`` …): the only place that knows that form.

Names of nodes are made of what they hold: the same statement has the same name in every run. Beside what Wikidata has,
each statement leads to our fact (``rdfs:seeAlso``), and that to its claims with their lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple, serialize

from spaceflight_graph.export.compaction import Said
from spaceflight_graph.export.edition import DATASET
from spaceflight_graph.export.rdf_files import FORMATS
from spaceflight_graph.link.ours import Ours
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
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
from spaceflight_graph.namespaces import PREFIXES, PROV, RDF, RDFS, WIKIBASE_PREFIXES, XSD, expand

NAMES = {**PREFIXES, **WIKIBASE_PREFIXES}
_PREFIXES = ("dcterms", "fact", "owl", "prov", "rdfs", "schema", "wd", "wdt", "wikibase", "xsd")
_COMMONS = "http://commons.wikimedia.org/wiki/Special:FilePath/"
_NO_DAY = re.compile("-00(?=[-T])")
_UNKNOWN = "http://www.wikidata.org/.well-known/genid/"


def text(given: Sequence[Ours], form: str, dataset: Iterable[Said]) -> str:
    """Return the statements that have a source, sorted, after what is said of the dataset.

    Args:
        given: what we could say, with its inverses.
        form: ``turtle``, ``ntriples`` or another of the RDF formats.
        dataset: what is said of it.
    """
    used = {prefix: NAMES[prefix] for prefix in (*WIKIBASE_PREFIXES, *_PREFIXES)}
    target = FORMATS[form].syntax
    found = [*(Triple(DATASET, *said) for said in dataset), *sorted(triples(given), key=str)]
    return (serialize(found, format=target, prefixes=used if form in ("trig", "turtle") else None) or b"").decode()


def told(given: Sequence[Ours]) -> str:
    """Return how many statements there are, and how many have no source and are suggestions only, and why."""
    why = Counter(ours.why.rpartition("; ")[2] for ours in given if ours.suggestion)
    count = len({_node(ours) for ours in given if ours.statement and not ours.suggestion})
    reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(why.items(), key=lambda it: (-it[1], it[0])))
    return f"{count} statements; {sum(why.values())} suggestions left out" + (f": {reasons}" if reasons else "")


def triples(given: Iterable[Ours]) -> set[Triple]:
    """Return the triples of the statements that have a source."""
    sourced = [ours for ours in given if ours.statement and not ours.suggestion]
    merged: dict[NamedNode, Statement] = {}
    found: set[Triple] = set()
    for ours in sourced:
        assert ours.statement  # noqa: S101 - those without were left out
        node = _node(ours)
        before = merged.setdefault(node, ours.statement)
        extra = tuple(ref for ref in ours.statement.references if ref not in before.references)
        merged[node] = replace(before, references=before.references + extra)
        found.add(Triple(node, RDFS.seeAlso, expand(ours.fact)))
    best = {(s.item, s.property) for s in merged.values() if s.rank == Rank.PREFERRED}
    for node, statement in merged.items():
        wins = statement.rank == Rank.PREFERRED or (
            statement.rank == Rank.NORMAL and (statement.item, statement.property) not in best
        )
        found.update(_statement(node, statement, wins))
    return found


def _statement(node: NamedNode, said: Statement, best: bool) -> Iterator[Triple]:
    item = NamedNode(NAMES["wd"] + said.item)
    yield Triple(item, NamedNode(NAMES["p"] + said.property), node)
    yield Triple(node, RDF.type, _wikibase("Statement"))
    yield Triple(node, _wikibase("rank"), _wikibase(f"{said.rank.value.capitalize()}Rank"))
    main = Snak(said.property, said.value)
    yield from _snak(node, main, "ps", "psv")
    if best:
        yield Triple(node, RDF.type, _wikibase("BestRank"))
        yield from _snak(item, main, "wdt", None)
    for qualifier in said.qualifiers:
        yield from _snak(node, qualifier, "pq", "pqv")
    for reference in said.references:
        cited = _reference(reference)
        yield Triple(node, PROV.wasDerivedFrom, cited)
        yield Triple(cited, RDF.type, _wikibase("Reference"))
        for snak in reference.snaks:
            yield from _snak(cited, snak, "pr", "prv")


def _snak(about: NamedNode, snak: Snak, simple: str, full: str | None) -> Iterator[Triple]:
    if snak.value == Special.NOVALUE:
        yield Triple(about, RDF.type, NamedNode(NAMES["wdno"] + snak.property))
        return
    prop = NamedNode(NAMES[simple] + snak.property)
    if isinstance(snak.value, Special):
        yield Triple(about, prop, NamedNode(_UNKNOWN + _digest(about.value, snak.property)[:32]))
        return
    yield Triple(about, prop, _simple(snak.value))
    parts = list(_parts(snak.value)) if full else []
    if full and parts:
        value = NamedNode(NAMES["wdv"] + _digest(repr(snak.value))[:32])
        yield Triple(about, NamedNode(NAMES[full] + snak.property), value)
        yield from (Triple(value, predicate, part) for predicate, part in parts)


def _simple(value: Value) -> NamedNode | Literal:
    if isinstance(value, Item):
        return NamedNode(NAMES["wd"] + value.id)
    if isinstance(value, Time):
        return _moment(value)
    if isinstance(value, Quantity):
        return Literal(value.amount, datatype=XSD.decimal)
    if isinstance(value, Monolingual):
        return Literal(value.text, language=value.language)
    assert isinstance(value, Text)  # noqa: S101 - nothing else is left
    if value.datatype == "url":
        return NamedNode(value.text)
    return (
        NamedNode(_COMMONS + value.text.replace(" ", "%20"))
        if value.datatype == "commonsMedia"
        else Literal(value.text)
    )


def _parts(value: Value) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    """Yield what a value node says; nothing of a value that needs none."""
    if isinstance(value, Time):
        yield RDF.type, _wikibase("TimeValue")
        yield _wikibase("timeValue"), _moment(value)
        yield _wikibase("timePrecision"), Literal(value.precision)
        yield _wikibase("timeTimezone"), Literal(0)
        yield _wikibase("timeCalendarModel"), NamedNode(NAMES["wd"] + value.calendar)
    if isinstance(value, Quantity):
        unit = "Q199" if value.unit == "1" else value.unit
        yield RDF.type, _wikibase("QuantityValue")
        yield _wikibase("quantityAmount"), Literal(value.amount, datatype=XSD.decimal)
        yield _wikibase("quantityUnit"), NamedNode(NAMES["wd"] + unit)
        for name, bound in (("quantityLowerBound", value.lower), ("quantityUpperBound", value.upper)):
            if bound is not None:
                yield _wikibase(name), Literal(bound, datatype=XSD.decimal)


def _moment(value: Time) -> Literal:
    """Return a time as Wikidata's RDF has it: the first day of a month or year, for XSD has no day 00."""
    return Literal(_NO_DAY.sub("-01", value.time).removeprefix("+"), datatype=XSD.dateTime)


def _node(ours: Ours) -> NamedNode:
    """Return the name of a statement, made of what it says, and of the event where it says when one was."""
    said = ours.statement
    assert said  # noqa: S101 - asked of statements only
    if said.id:
        return NamedNode(NAMES["wds"] + said.id.replace("$", "-", 1))
    parts = [said.property, repr(said.value), said.rank.value, *sorted(map(repr, said.qualifiers))]
    found = _digest(*parts, *([ours.thing] if ours.is_dated() else []))
    uuid = "-".join(found[start:end] for start, end in ((0, 8), (8, 12), (12, 16), (16, 20), (20, 32)))
    return NamedNode(f"{NAMES['wds']}{said.item}-{uuid.upper()}")


def _reference(reference: Reference) -> NamedNode:
    return NamedNode(NAMES["wdref"] + _digest(*sorted(map(repr, reference.snaks)))[:40])


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()


def _wikibase(name: str) -> NamedNode:
    return NamedNode(NAMES["wikibase"] + name)
