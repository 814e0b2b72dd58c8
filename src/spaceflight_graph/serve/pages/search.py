"""The page to search by: what is called so, in any language."""

from pyoxigraph import NamedNode, QuerySolutions, Store

from spaceflight_graph.namespaces import OWL, SF, shorten
from spaceflight_graph.query import find, lookup, results
from spaceflight_graph.query.find import Found
from spaceflight_graph.query.names import Names
from spaceflight_graph.serve.pages import links
from spaceflight_graph.serve.pages.rendering import page

MOST = 50


def html(store: Store, names: Names, text: str, language: str, here: str) -> bytes:
    """Return the page with what is called so; without a text, the form alone."""
    found = _found(store, names, text, language)
    return page(
        "search.html",
        language,
        here,
        text=text,
        found=[(_address(store, one), one) for one in found[:MOST]],
        more=len(found) > MOST,
        near=bool(found) and found[0].match == find.NEAR,
    )


def rows(store: Store, names: Names, text: str, language: str) -> QuerySolutions:
    """Return the same for programs."""
    return results.made(*find.rows(_found(store, names, text, language)[:MOST]))


def _found(store: Store, names: Names, text: str, language: str) -> list[Found]:
    return find.find(store, text, language=language, limit=MOST + 1, names=names) if text.strip() else []


def _address(store: Store, found: Found) -> str | None:
    """Return where what was found has its page: a thing, document, class or query; a property has none."""
    if found.iri is None:
        return f"/query/{found.slug}"
    node = NamedNode(found.iri)
    if found.iri.startswith(SF.iri) and lookup.is_a(store, node, OWL.Class):
        return links.CLASSES + links.slug(node)
    return links.link_to(shorten(found.iri))
