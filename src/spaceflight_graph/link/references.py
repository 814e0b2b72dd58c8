"""What a statement can cite: the only place that makes references of claims and documents.

A document is cited by its item (P248) or its address (P854), never Wikipedia; with the day it was taken on (P813), its
copy in an archive (P1065, P2960), title, language, and the words at the line (P1683). The line itself has no property
there: the fact leads to it. A claim is cited only if it bears the statement out by itself: it says just what the fact
says, or tells a clock time in the day that the statement gives; and nobody had to infer it.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.link import days, pinned
from spaceflight_graph.link.statement import Item, Monolingual, Reference, Snak, Text, Time, Value
from spaceflight_graph.namespaces import DCTERMS, PREFIXES, RDF, SCHEMA, SF, XSD, Term
from spaceflight_graph.query.told import one

LONGEST_TEXT, LONGEST_URL = 400, 500
RETRIEVED = "P813"
NO_DOCUMENT = "no claim says just this"
ONLY_WIKIPEDIA = "only Wikipedia says so"
NO_ADDRESS = "no document that says so has an address or an item"


def references(
    store: Store, subject: NamedNode, predicate: NamedNode, claims: Iterable[NamedNode], value: Value
) -> tuple[tuple[Reference, ...], str]:
    """Return one reference for each document that can be cited, and why there is none.

    Args:
        store: the graph.
        subject: what the fact is about: a claim of anything else is no source for it.
        predicate: what it says of that.
        claims: what the fact rests on.
        value: what the statement says.
    """
    by_document: dict[str, list[NamedNode]] = {}
    for claim in claims:
        document = one(store, claim, SF.document)
        about = one(store, claim, RDF.subject), one(store, claim, RDF.predicate)
        if isinstance(document, NamedNode) and about == (subject, predicate) and _bears_out(store, claim, value):
            by_document.setdefault(document.value, []).append(claim)
    if not by_document:
        return (), NO_DOCUMENT
    found, unsourced = [], False
    for iri, its in sorted(by_document.items()):
        source = _source(store, NamedNode(iri))
        unsourced = unsourced or _is_wiki(store, NamedNode(iri))
        if source:
            words = one(store, min(its, key=lambda claim: _order(store, claim)), SF.statedAs)
            found.append(Reference((*source, *_quotation(words))))
    return tuple(found), "" if found else ONLY_WIKIPEDIA if unsourced else NO_ADDRESS


def trimmed(text: str) -> str:
    r"""Return a text as Wikibase takes it: no line break, no space at an end, at most 400 characters.

    >>> trimmed(" Dec. 17,\n2017 ")
    'Dec. 17, 2017'
    """
    plain = re.sub(r"\s+", " ", text).strip()
    return plain if len(plain) <= LONGEST_TEXT else plain[: LONGEST_TEXT - 1].rstrip() + "…"


def _bears_out(store: Store, claim: NamedNode, value: Value) -> bool:
    if one(store, claim, SF.inferredFrom) is not None:
        return False
    if one(store, claim, SF.relationToFact) == SF.Same:
        return True
    clock = one(store, claim, RDF.object)
    return isinstance(value, Time) and isinstance(clock, Literal) and clock.datatype == XSD.dateTime


def _source(store: Store, document: NamedNode) -> tuple[Snak, ...]:
    """Return the snaks that lead to a document; none of one that cannot be cited."""
    if _is_wiki(store, document):
        return ()  # nor by an item: that of an article is the thing that it is about
    item, address = one(store, document, SCHEMA.sameAs), one(store, document, SCHEMA.url)
    snaks: list[Snak] = []
    if isinstance(item, NamedNode):
        snaks.append(Snak("P248", Item(item.value.removeprefix(PREFIXES["wd"]))))
    if isinstance(address, NamedNode) and len(address.value) <= LONGEST_URL:
        snaks.append(Snak("P854", Text(address.value, "url")))
    if not snaks:
        return ()
    archive = one(store, document, SF.archive)
    snaks += _day(RETRIEVED, one(store, document, SF.retrieved))
    if isinstance(archive, NamedNode) and len(archive.value) <= LONGEST_URL:
        snaks += [Snak("P1065", Text(archive.value, "url")), *_day("P2960", one(store, document, SF.archived))]
    title, language = one(store, document, DCTERMS.title), one(store, document, DCTERMS.language)
    if isinstance(title, Literal) and title.language:
        snaks.append(Snak("P1476", Monolingual(trimmed(title.value), title.language)))
    if isinstance(language, Literal) and language.value in pinned.LANGUAGES:
        snaks.append(Snak("P407", Item(pinned.LANGUAGES[language.value])))
    return tuple(snaks)


def _is_wiki(store: Store, document: NamedNode) -> bool:
    address = one(store, document, SCHEMA.url)
    host = urlsplit(address.value).hostname or "" if isinstance(address, NamedNode) else ""
    return f".{host}".endswith(pinned.UNSOURCED)


def _day(prop: str, day: Term | None) -> list[Snak]:
    return [Snak(prop, Time(f"+{day.value[:10]}T00:00:00Z", days.DAY))] if isinstance(day, Literal) else []


def _quotation(words: Term | None) -> list[Snak]:
    if not isinstance(words, Literal) or not words.language or not trimmed(words.value):
        return []
    return [Snak("P1683", Monolingual(trimmed(words.value), words.language))]


def _order(store: Store, claim: NamedNode) -> tuple[bool, int, str]:
    """Return what puts first the claim that says just what the fact says, on the earliest line."""
    line = one(store, claim, SF.line)
    number = int(line.value) if isinstance(line, Literal) else 0
    return one(store, claim, SF.relationToFact) != SF.Same, number, claim.value
