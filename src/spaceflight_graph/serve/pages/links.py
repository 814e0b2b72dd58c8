"""Addresses of pages: the only place that knows which page shows what."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import BASE, PREFIXES, SF, Term, shorten
from spaceflight_graph.query import find, lookup

_PAGES = {"id": "/id/", "doc": "/document/"}
CLASSES = "/ontology/"


@dataclass(frozen=True)
class Link:
    """Something with a page of its own, or without one.

    Attributes:
        text: what people call it.
        address: of its page; None where it has none.
    """

    text: str
    address: str | None


def link_to(name: str) -> str | None:
    """Return the address of the page of a thing or document, from its prefixed name; None where it has none.

    >>> link_to("id:soyuz-ms-07"), link_to("doc:de-wikipedia-soyuz-ms-07"), link_to("sf:Launch")
    ('/id/soyuz-ms-07', '/document/de-wikipedia-soyuz-ms-07', None)
    """
    prefix, colon, slug = name.partition(":")
    return f"{_PAGES[prefix]}{slug}" if colon and prefix in _PAGES else None


def thing(store: Store, node: Term | None, language: str) -> Link:
    """Return a thing or document with its page, or what is no node as nothing."""
    if not isinstance(node, NamedNode):
        return Link("", None)
    return Link(find.shown_label(store, node, language), link_to(shorten(node.value)))


def of_class(store: Store, node: NamedNode, language: str) -> Link:
    """Return a class with its page; one that is not ours has none."""
    ours = node.value.startswith(SF.iri)
    address = CLASSES + node.value.removeprefix(SF.iri) if ours else None
    return Link(lookup.label(store, node, language), address)


def classes(store: Store, nodes: Iterable[NamedNode], language: str) -> list[Link]:
    """Return classes with their pages, by name."""
    return sorted((of_class(store, node, language) for node in nodes), key=lambda link: (link.text, link.address or ""))


def slug(node: NamedNode) -> str:
    """Return a node's IRI without its namespace, as the address of its page has it."""
    if node.value.startswith(SF.iri):
        return node.value.removeprefix(SF.iri)
    prefix = shorten(node.value).partition(":")[0]
    return node.value.removeprefix(PREFIXES[prefix] if prefix in _PAGES else BASE)
