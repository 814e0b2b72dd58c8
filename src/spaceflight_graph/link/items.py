"""Items of a snapshot as `candidates` compares them: the only place that looks for names in one without reading it all.

A snapshot is gone through twice: first every text of it, as it streams by, is looked up among the names of our things;
then the items that had one are read. What is broken is told by `snapshot.read`, which sees all of it too.
"""

import json
import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, parse

from spaceflight_graph.link import snapshot
from spaceflight_graph.link.candidates import DAYS, FACTS, Described, Value
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.entity_rdf import whole_of
from spaceflight_graph.link.kinds import Dictionary
from spaceflight_graph.link.label_table import day
from spaceflight_graph.link.names import Name, Standing
from spaceflight_graph.link.packed import opened, suffix
from spaceflight_graph.link.search import Search
from spaceflight_graph.link.snapshot import RDF_NAMES, Snapshot
from spaceflight_graph.link.statement import Item, Rank, Statement, Text, Time
from spaceflight_graph.namespaces import PREFIXES, RDFS, SKOS
from spaceflight_graph.query.lookup import key

_ENTITY_LINE = re.compile(rb'\s*\{(?:"type":"item",)?"id":"(Q\d+)"')
_TEXT = re.compile(rb'"value":"((?:[^"\\]|\\.)*)"')
_ID = re.compile(rb'"id"\s*:\s*"(Q\d+)"')
_LENGTHS = {11: 10, 10: 7, 9: 4}
"""How much of a time is told, by its precision: a day, a month, a year."""
_STANDINGS = {RDFS.label: Standing.LABEL, SKOS.altLabel: Standing.ALIAS}

Names = dict[str, list[Name]]


def offer(paths: Sequence[Path], search: Search, kinds: Dictionary, also: Collection[str] = ()) -> Snapshot:
    """Offer a search all items of a snapshot that may be what it looks for.

    Args:
        paths: files and folders.
        search: takes the items.
        kinds: what items for kinds mean.
        also: ids of items to read in any case, such as to learn whether they were merged.

    Returns:
        the items that were offered, those of ``also``, and what was merged or deleted.

    Raises:
        SpaceflightError: as `snapshot.read`.
    """
    wanted = set(also)
    names: Names = defaultdict(list)
    for file in _files(paths):
        for item, name in _hits(file, search):
            wanted.add(item)
            names[item] += [name] if name else []
    found = snapshot.read(paths, wanted)
    for entity in found.entities.values():
        search.offer(described(entity, kinds, names.get(entity.id, ())))
    return found


def described(entity: Entity, kinds: Dictionary, more: Sequence[Name] = ()) -> Described:
    """Return an item as `candidates` compares them.

    Args:
        entity: the item.
        kinds: what items for kinds mean.
        more: names that it has elsewhere.
    """
    names = [Name(text, language) for language, text in entity.labels.items()]
    names += [Name(text, lang, Standing.ALIAS) for lang, texts in entity.aliases.items() for text in texts]
    classes: set[str] = set()
    facts: dict[str, tuple[Value, ...]] = {}
    for statement in entity.statements:
        if statement.rank == Rank.DEPRECATED:
            continue
        if statement.property == "P31" and isinstance(statement.value, Item):
            classes |= kinds.word(statement.value.id)
        elif statement.property in FACTS and (value := _value(statement)):
            facts[statement.property] = (*facts.get(statement.property, ()), value)
    return Described(entity.id, tuple(dict.fromkeys((*names, *more))) or (Name(""),), frozenset(classes), facts)


def _value(statement: Statement) -> Value | None:
    value = statement.value
    if isinstance(value, Item):
        return frozenset((value.id,))
    if isinstance(value, Text):
        return frozenset((key(value.text),))
    if isinstance(value, Time) and statement.property in DAYS and value.precision in _LENGTHS:
        return day(value.time[1:][: _LENGTHS[value.precision]])
    return None


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.iterdir()) if path.is_dir() else [path]


def _hits(file: Path, search: Search) -> Iterator[tuple[str, Name | None]]:
    """Yield items that have a text which a thing of ours has, some more than once; as far as the file can be read."""
    kind = RDF_NAMES.get(suffix(file))
    try:
        with opened(file) as stream:
            if kind is None:
                for line in stream:
                    yield from ((item, None) for item in _in_line(line, search))
                return
            source: str | BinaryIO = whole_of(stream.read().decode()) if "XML" in str(kind) else stream
            for quad in parse(source, format=kind):
                item = quad.subject.value.removeprefix(PREFIXES["wd"]) if isinstance(quad.subject, NamedNode) else ""
                if isinstance(quad.object, Literal) and item.startswith("Q") and search.wants((quad.object.value,)):
                    standing = _STANDINGS.get(quad.predicate)
                    yield item, Name(quad.object.value, quad.object.language or "", standing) if standing else None
    except (OSError, EOFError, SyntaxError, ValueError, zlib.error):
        return


def _in_line(line: bytes, search: Search) -> set[str]:
    """Return the items that a line of JSON may be looking at: the one that it is, or all that it names."""
    entity = _ENTITY_LINE.match(line)
    if entity is None:
        return {found.decode() for found in _ID.findall(line)}
    texts = (json.loads(b'"%b"' % text) if b"\\" in text else text.decode() for text in _TEXT.findall(line))
    return {entity[1].decode()} if search.wants(texts) else set()
