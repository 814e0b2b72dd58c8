"""The pages of documents: which there are, and of one what is told of it, and its lines."""

from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import BASE, DCTERMS, GRAPH, PREFIXES, RDF, SCHEMA, SF
from spaceflight_graph.query import find
from spaceflight_graph.query.told import label, nodes, one
from spaceflight_graph.serve.pages import lines
from spaceflight_graph.serve.pages.citations import Citations, Cited
from spaceflight_graph.serve.pages.links import Link, link_to, slug, thing
from spaceflight_graph.serve.pages.rendering import page

KINDS = (SF.Document, SF.Reference)
"""What has a page of this kind: texts that claims are read from, and works that some are inferred from."""


@dataclass(frozen=True)
class About:
    """A document as the list of all has it."""

    link: Link
    language: str
    publisher: str
    claims: int


def resolve(store: Store, slug: str) -> NamedNode:
    """Return the document of a slug.

    Raises:
        NotFoundError: there is none.
    """
    with suppress(ValueError):  # no IRI can be spelled so
        node = NamedNode(PREFIXES["doc"] + slug)
        if is_document(store, node):
            return node
    raise NotFoundError(f"there is no document {slug!r}. Fix: take one of /document.")


def is_document(store: Store, node: NamedNode) -> bool:
    """Tell whether a node is a document or a work of reference."""
    return any(next(store.quads_for_pattern(node, RDF.type, kind, None), None) for kind in KINDS)


def texts(store: Store, language: str, kind: NamedNode = KINDS[0]) -> list[About]:
    """Return the documents of a kind, in order: those that claims are read from."""
    return [_about(store, node, language) for node in _of_kind(store, kind)]


def listed(store: Store, language: str) -> bytes:
    """Return the page of all documents."""
    kinds = [(label(store, kind, language), texts(store, language, kind)) for kind in KINDS]
    return page("documents.html", language, "/document?", kinds=kinds)


def html(store: Store, node: NamedNode, language: str, here: str, line: int | None = None) -> bytes:
    """Return the page of a document: of one with many claims, the part that has a line."""
    return page(
        "document.html",
        language,
        here,
        slug=slug(node),
        title=find.shown_label(store, node, language),
        spoken=_text(store, node, DCTERMS.language),
        kinds=[label(store, kind, language) for kind in nodes(store, node, SF.kind) or nodes(store, node, RDF.type)],
        facts=_facts(store, node),
        part=lines.part(store, node, language, line),
        resting=_resting(store, node, language),
        text_of_its_own=SF.Document in nodes(store, node, RDF.type),
    )


def triples(store: Store, node: NamedNode | None) -> list[Triple]:
    """Return a document as data, with its claims and its excused lines; all documents alone where none is named."""
    if node is None:
        return [quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH.documents)]
    found = {quad.triple for quad in store.quads_for_pattern(node, None, None, GRAPH.documents)}
    for layer in (NamedNode(f"{BASE}graph/claims/{slug(node)}"), GRAPH.coverage):
        for quad in store.quads_for_pattern(None, SF.document, node, layer):
            found |= {of_it.triple for of_it in store.quads_for_pattern(quad.subject, None, None, layer)}
    return sorted(found, key=str)


def _of_kind(store: Store, kind: NamedNode) -> list[NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, kind, GRAPH.documents))
    return sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value)


def _about(store: Store, node: NamedNode, language: str) -> About:
    count = one(store, node, SF.claimCount)
    return About(
        Link(find.shown_label(store, node, language), link_to(f"doc:{slug(node)}")),
        _text(store, node, DCTERMS.language),
        _text(store, node, DCTERMS.publisher),
        int(count.value) if isinstance(count, Literal) else 0,
    )


def _facts(store: Store, node: NamedNode) -> dict[str, str]:
    """Return what is told of a document itself, by the word for it; empty where it is not told."""
    of = partial(_text, store, node)
    return {
        "publisher": of(DCTERMS.publisher),
        "language": of(DCTERMS.language),
        "url": of(SCHEMA.url),
        "licence": of(DCTERMS.license),
        "digest": of(SF.sha256),
        "retrieved": of(SF.retrieved),
        "archived": of(SF.archive),
        "meaning": of(DCTERMS.description),
    }


def _text(store: Store, node: NamedNode, prop: NamedNode) -> str:
    found = one(store, node, prop)
    return found.value if isinstance(found, Literal | NamedNode) else ""


def _resting(store: Store, reference: NamedNode, language: str) -> list[tuple[Link, int, Cited]]:
    """Return the claims that are inferred from a work, each with its document and line."""
    citations = Citations(store, language)
    found = []
    for quad in store.quads_for_pattern(None, SF.inferredFrom, reference, None):
        claim = quad.subject
        if isinstance(claim, NamedNode) and one(store, claim, RDF.type) == SF.Claim:
            at = thing(store, one(store, claim, SF.document), language)
            found.append((claim.value, (at, lines.number(store, claim) or 0, citations.read(claim))))
    return [told_ for _, told_ in sorted(found, key=lambda one_: one_[0])]
