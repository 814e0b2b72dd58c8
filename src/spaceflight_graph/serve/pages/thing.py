"""The page of one thing: what the graph answers, and beside each value who says so, where and in which words."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import GRAPH, PREFIXES, RDF, RDFS, SF, SKOS, shorten
from spaceflight_graph.query import explain, lookup
from spaceflight_graph.query.told import nodes
from spaceflight_graph.serve.pages import links
from spaceflight_graph.serve.pages.links import Link, link_to
from spaceflight_graph.serve.pages.pictures import album
from spaceflight_graph.serve.pages.rendering import page
from spaceflight_graph.store import things

MOST_POINTING = 200
"""So many of what points to a thing are shown for each property."""
_WIKIDATA = PREFIXES["wd"]


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
    raise NotFoundError(f"there is no {slug!r}. Fix: look it up by its name, as /search does.")


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
        slug=links.slug(node),
        kinds=links.classes(store, nodes(store, node, SF.kind), language),
        names=_names(store, node),
        elsewhere=[other.value for other in nodes(store, node, NamedNode(PREFIXES["schema"] + "sameAs"))],
        explained=explained,
        link=link_to,
        pointing=_pointing(store, node, language),
        pictures=album.of(store, node, language),
    )


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
    for graph in (GRAPH.facts, *things.graphs(store)):
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
