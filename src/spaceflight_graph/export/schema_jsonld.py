"""The profile ``schema`` as files: JSON-LD with schema.org's terms alone, for data and for web pages.

As data, each thing carries its names by language and typed times, and the context stands in the document, so that
reading it needs no network. In a web page readers expect less: `for_page` writes what they take.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from pyoxigraph import NamedNode, Store

from spaceflight_graph import resources
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.export.edition import edition
from spaceflight_graph.export.embedding import script
from spaceflight_graph.export.schema_org import Json, Node, SchemaOrg, dataset
from spaceflight_graph.namespaces import OWL
from spaceflight_graph.query import lookup

CONTEXT = "context-schema.jsonld"
_EVENTS = ("performerIn", "subEvent", "superEvent")
PUBLISHED = "https://schema.org"
"""What readers of web pages know as a context, and do not fetch."""


def context() -> Node:
    """Return the context as the file has it."""
    return cast(Node, json.loads((resources.path("ontology") / CONTEXT).read_text(encoding="utf-8")))


def text(store: Store, names: Sequence[str] = ()) -> Iterator[str]:
    """Yield a document piece by piece: one thing as its root, several or all in a ``@graph``.

    Args:
        store: the graph.
        names: things by slug, IRI or label, and classes for all their instances; all things when left out.

    Raises:
        NotFoundError: nothing has a name, or schema.org has no type for what has it.
    """
    source = SchemaOrg(store)
    things, one = _chosen(store, source, names)
    if one:
        yield _indented(context() | source.document(next(iter(things)))) + "\n"
        return
    about = dataset(edition(store))
    head = _indented(context() | {"@graph": [about]})
    yield head.removesuffix("\n  ]\n}")
    for thing in things:
        node = source.node(thing, set()) | {"subjectOf": cast(Json, {"@id": about["@id"]})}
        yield ",\n    " + _indented(dict(sorted(node.items()))).replace("\n", "\n    ")
    yield "\n  ]\n}\n"


def lines(store: Store, names: Sequence[str] = ()) -> Iterator[str]:
    """Yield a document a line, each whole in itself; for names, as :func:`text`."""
    source, its = SchemaOrg(store), context()
    for thing in _chosen(store, source, names)[0]:
        yield json.dumps(its | source.document(thing), ensure_ascii=False, separators=(",", ":")) + "\n"


def embedded(store: Store, name: str, language: str = "en") -> str:
    """Return a thing as a ``script`` element for a web page in one language.

    Raises:
        NotFoundError: nothing has the name, or schema.org has no type for what has it.
        SpaceflightError: it is a class.
    """
    source = SchemaOrg(store)
    things, one = _chosen(store, source, [name])
    if not one:
        raise SpaceflightError("--embed takes one thing, and this is a class. Fix: name one of its instances.")
    return script(_indented(for_page(source.document(next(iter(things))), language)))


def _chosen(store: Store, source: SchemaOrg, names: Sequence[str]) -> tuple[Iterable[NamedNode], bool]:
    """Return what names stand for, in order, and whether it was one thing that was asked for."""
    if not names:
        return source.things(), False
    found: set[NamedNode] = set()
    one = len(names) == 1
    for name in names:
        thing = lookup.find(store, name)
        if source.exact.is_a(thing, OWL.Class):
            one = False
            found.update(source.instances(thing))
        else:
            found.add(source.named(thing))
    return sorted(found, key=lambda thing: thing.value), one


def for_page(document: Node, language: str) -> Node:
    """Return a description as readers of web pages take it.

    Each thing has one name, in the language of the page if there is one, else in English, else any; its other names are
    alternateName. Times are plain text, what is alone in its list stands without it, and of other events there are
    those that have what Google asks of each: a name, a start, and a place with an address.
    """
    return {"@context": PUBLISHED} | cast(Node, _Page(document, language).plain(document))


class _Page:
    def __init__(self, document: Node, language: str) -> None:
        self.language = language
        self.whole = {str(node["@id"]): node for node in _within(document) if "@type" in node and "@id" in node}
        self.told: set[str] = set()

    def plain(self, value: Json) -> Json:
        if isinstance(value, list):
            return [self.plain(each) for each in value]
        if not isinstance(value, dict):
            return value
        return value["@value"] if "@value" in value else self._node(str(value["@id"]))

    def _node(self, name: str) -> Node:
        """Return a thing where it is first met; what the first mention went with may have been left out."""
        if name in self.told or name not in self.whole:
            return {"@id": name}
        self.told.add(name)
        node = dict(self.whole[name])
        for key in _EVENTS:
            if isinstance(events := node.get(key), list):
                node[key] = [event for event in events if isinstance(event, dict) and self._is_complete(event)]
        names = cast(list[Json], node.pop("name", []))
        others = cast(list[Json], node.pop("alternateName", []))
        if names:
            first, *rest = (str(self.plain(each)) for each in sorted(names, key=self._rank))
            spelled = dict.fromkeys([*rest, *(str(self.plain(each)) for each in others)])
            node |= {"name": first, "alternateName": [text for text in spelled if text != first]}
        done = {key: self.plain(its) for key, its in sorted(node.items()) if its != []}
        return {key: its[0] if isinstance(its, list) and len(its) == 1 else its for key, its in done.items()}

    def _rank(self, name: Json) -> int:
        tag = name.get("@language") if isinstance(name, dict) else None
        return 0 if tag == self.language else 1 if tag == "en" else 2

    def _is_complete(self, event: Node) -> bool:
        """Whether an event has what Google requires: name, startDate, and a location with an address."""
        event = self.whole.get(str(event["@id"]), event)
        located = [place for place in event.get("location", []) if isinstance(place, dict)]
        addressed = any("address" in self.whole.get(str(place["@id"]), {}) for place in located)
        return addressed and {"name", "startDate"} <= event.keys()


def _within(value: Json) -> Iterator[Node]:
    """Yield all nodes of a document."""
    if isinstance(value, list):
        for each in value:
            yield from _within(each)
    elif isinstance(value, dict):
        yield value
        for each in value.values():
            yield from _within(each)


def _indented(node: Node) -> str:
    return json.dumps(node, indent=2, ensure_ascii=False)
