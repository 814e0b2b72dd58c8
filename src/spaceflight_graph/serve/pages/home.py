"""The first page: what there is, and ways into it."""

from pyoxigraph import NamedNode, Store

from spaceflight_graph.query import catalogue, listing
from spaceflight_graph.serve.pages import document, links
from spaceflight_graph.serve.pages.rendering import page

MOST_CLASSES = 20
"""So many classes are shown, the largest; another page has all."""


def html(store: Store, language: str) -> bytes:
    """Return the page."""
    classes = listing.classes(store, language=language)[:MOST_CLASSES]
    return page(
        "home.html",
        language,
        "/?",
        documents=document.texts(store, language),
        classes=[(links.of_class(store, NamedNode(one.iri), language), one.count) for one in classes],
        queries=catalogue.all_queries(),
    )
