"""Names to give, which need no reference: the only place that finds the labels and aliases that an item lacks.

A name goes out without quotation marks, and never in place of another: where the item has a label in that language,
ours becomes an alias. What stays here: names that two things of ours share, for only what stands around them tells them
apart; of a person, what is a part of a fuller name; and slips (``skos:hiddenLabel``), which are no names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.limits import LONGEST_TERM, refused_text
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SCHEMA, SF, SKOS
from spaceflight_graph.printable import escaped
from spaceflight_graph.values.names import normalised
from spaceflight_graph.wording.names import typeset

_T = TypeVar("_T")

LANGUAGES = ("de", "en", "ru", "zh")
_LATIN = ("de", "en")


class Kind(StrEnum):
    """Of labels an item has one in a language, of aliases any number."""

    LABEL = "label"
    ALIAS = "alias"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an item: one that we know, or one to give."""

    item: str
    kind: Kind
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A name as the graph has it, but for its typography."""

    thing: NamedNode
    kind: Kind
    language: str
    text: str


def names(store: Store) -> list[Name]:
    """Return the names by which what is linked could be known on Wikidata, labels before aliases."""
    items = _items(store)
    persons = {quad.subject for quad in store.quads_for_pattern(None, RDF.type, SF.Person, GRAPH.entities)}
    told = sorted(_told(store), key=lambda name: (name.kind is Kind.ALIAS, name.language, name.text, name.thing.value))
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    fuller: dict[tuple[NamedNode, str], set[str]] = defaultdict(set)
    for name in told:
        bearers[name.language, _key(name.text)].add(items.get(name.thing, name.thing.value))
        fuller[name.thing, name.language].add(_key(name.text))
    found: dict[Name, None] = {}
    for name in told:
        key = _key(name.text)
        part = name.kind is Kind.ALIAS and name.thing in persons and any(
            key in other and key != other for other in fuller[name.thing, name.language]
        )  # fmt: skip
        usable = (
            name.language in LANGUAGES and not refused_text(name.text, LONGEST_TERM) and name.text == escaped(name.text)
        )
        if name.thing in items and usable and not part and len(bearers[name.language, key]) == 1:
            found[Name(items[name.thing], name.kind, name.language, name.text)] = None
    return list(found)


def gifts(known: Iterable[Name], snapshot: Snapshot) -> tuple[Name, ...]:
    """Return what items lack of the names that we know; nothing where the snapshot does not tell all names."""
    found: dict[str, list[Name]] = {}
    told_whole = not snapshot.truthy and snapshot.covered is None
    for name in known if told_whole else ():
        item = snapshot.current(name.item)
        entity = snapshot.entities.get(item)
        if entity is None or not entity.labels:
            continue
        given = [gift for gift in found.setdefault(item, []) if gift.language == name.language]
        key = _key(name.text)
        if key in _there(entity, name.language) or any(key == _key(gift.text) for gift in given):
            continue
        labelled = any(_read(entity.labels, name.language)) or any(gift.kind is Kind.LABEL for gift in given)
        found[item].append(Name(item, Kind.ALIAS if labelled else name.kind, name.language, name.text))
    return tuple(sorted((gift for gifts in found.values() for gift in gifts), key=_order))


def _order(name: Name) -> tuple[int, str, bool, str]:
    return int(name.item[1:]), name.language, name.kind is Kind.ALIAS, name.text


def _items(store: Store) -> dict[NamedNode, str]:
    return {
        quad.subject: quad.object.value.removeprefix(PREFIXES["wd"])
        for quad in store.quads_for_pattern(None, SCHEMA.sameAs, None, GRAPH.entities)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and re.fullmatch(r"Q[1-9]\d*", quad.object.value.removeprefix(PREFIXES["wd"]))
    }


def _told(store: Store) -> Iterator[_Told]:
    for property_, kind in ((RDFS.label, Kind.LABEL), (SKOS.altLabel, Kind.ALIAS)):
        for quad in store.quads_for_pattern(None, property_, None, GRAPH.entities):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal) and quad.object.language:
                yield _Told(quad.subject, kind, quad.object.language, typeset(quad.object.value))


def _key(text: str) -> str:
    """Return what two spellings of one name share: they differ in case, width, spaces and quotation marks only."""
    return normalised(typeset(text))


def _there(entity: Entity, language: str) -> Iterator[str]:
    """Yield the keys of all names that an item has for a reader of a language."""
    yield from map(_key, _read(entity.labels, language))
    for aliases in _read(entity.aliases, language):
        yield from map(_key, aliases)


def _read(terms: Mapping[str, _T], language: str) -> Iterator[_T]:
    """Yield what a reader of a language sees: its own terms, those of its variants, in Latin letters those for all."""
    for other, term in terms.items():
        if other.partition("-")[0] == language or (other == "mul" and language in _LATIN):
            yield term
