"""The page of one thing: what the graph answers, and beside each value who says so, where and in which words."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SF, SKOS, shorten
from spaceflight_graph.query import explain, lookup
from spaceflight_graph.query.told import nodes
from spaceflight_graph.serve.pages.rendering import page
from spaceflight_graph.serve.pages.timeline import timeline

MOST_POINTING = 200
"""So many of what points to a thing are shown for each property."""
_WIKIDATA = PREFIXES["wd"]


@dataclass(frozen=True)
class Link:
    """Something with a page of its own, or of another site.

    Attributes:
        text: what people call it.
        address: of its page; None where it has none.
    """

    text: str
    address: str | None


def resolve(store: Store, slug: str) -> NamedNode:
    """Return the thing or document of a slug.

    Raises:
        NotFoundError: there is none.
    """
    with suppress(ValueError):  # no IRI can be spelled so
        for prefix in ("id", "doc"):
            node = NamedNode(PREFIXES[prefix] + slug)
            if next(store.quads_for_pattern(node, None, None, None), None):
                return node
    raise NotFoundError(f"there is no {slug!r}. Fix: look it up by its name, as /query does.")


def html(store: Store, node: NamedNode, language: str, here: str) -> bytes:
    """Return the page of a thing."""
    try:
        explained = explain.explain(store, node.value, language=language)
    except NotFoundError:  # it is only spoken of
        explained = []
    return page(
        "thing.html",
        language,
        here,
        title=lookup.label(store, node, language),
        slug=slug_of(node),
        kinds=[lookup.label(store, kind, language) for kind in nodes(store, node, SF.kind)],
        names=_names(store, node),
        elsewhere=[other.value for other in nodes(store, node, NamedNode(PREFIXES["schema"] + "sameAs"))],
        explained=explained,
        link=link_to,
        pointing=_pointing(store, node, language),
        picture=timeline(store, node, language),
    )


def slug_of(node: NamedNode) -> str:
    """Return the last part of a thing's IRI."""
    return node.value.rpartition("/")[2]


def link_to(name: str) -> str | None:
    """Return the address of the page of a thing or document, from its prefixed name; None where it has none."""
    prefix, colon, slug = name.partition(":")
    return f"/id/{slug}" if colon and prefix in ("id", "doc") else None


def _names(store: Store, node: NamedNode) -> list[tuple[str, list[str]]]:
    """Return the names of a thing by language, labels before other names."""
    found: dict[str, list[str]] = defaultdict(list)
    for predicate in (RDFS.label, SKOS.altLabel, NamedNode(PREFIXES["dcterms"] + "title")):
        texts = [quad.object for quad in store.quads_for_pattern(node, predicate, None, None)]
        for text in sorted((t for t in texts if isinstance(t, Literal)), key=lambda t: (t.language or "", t.value)):
            if text.value not in found[text.language or ""]:
                found[text.language or ""].append(text.value)
    return sorted(found.items())


def _pointing(store: Store, node: NamedNode, language: str) -> list[tuple[str, list[Link], int]]:
    """Return what points to a thing by property: its label, things with their pages, and how many there are."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for graph in (GRAPH.facts, GRAPH.entities):
        for quad in store.quads_for_pattern(None, None, node, graph):
            if (
                isinstance(quad.subject, NamedNode)
                and link_to(shorten(quad.subject.value))
                and quad.predicate != RDF.type
            ):
                found[quad.predicate].add(quad.subject)
    return sorted(
        (lookup.label(store, predicate, language), _links(store, subjects, language), len(subjects))
        for predicate, subjects in found.items()
    )


def _links(store: Store, subjects: Iterable[NamedNode], language: str) -> list[Link]:
    shown = sorted(subjects, key=lambda node: node.value)[:MOST_POINTING]
    return [Link(lookup.label(store, one, language), link_to(shorten(one.value))) for one in shown]
