"""The pages of classes: all of them as a tree, and of one what it means, its members and its properties."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph import wording
from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import GRAPH, OWL, RDF, RDFS, SF, SKOS, shorten
from spaceflight_graph.query import listing, lookup
from spaceflight_graph.query.listing import Listed
from spaceflight_graph.query.told import nodes
from spaceflight_graph.serve.pages import links
from spaceflight_graph.serve.pages.links import Link
from spaceflight_graph.serve.pages.rendering import page
from spaceflight_graph.store import things

MOST_MEMBERS = 500
"""So many members are shown; the query and the data have all."""


@dataclass(frozen=True)
class Branch:
    """A class in the tree of all.

    Attributes:
        link: its name and page.
        count: how many things are of it.
        below: the classes below it.
    """

    link: Link
    count: int
    below: tuple["Branch", ...]


@dataclass(frozen=True)
class Property:
    """A property of the things of a class.

    Attributes:
        name: as it is written.
        label: what people call it.
        definition: what it means, in English.
        ranges: what it leads to.
        count: how many members have it.
    """

    name: str
    label: str
    definition: str
    ranges: tuple[Link, ...]
    count: int


def resolve(store: Store, name: str) -> NamedNode:
    """Return the class of a name.

    Raises:
        NotFoundError: there is none.
    """
    try:
        node = NamedNode(SF.iri + name)
    except ValueError:  # no IRI can be spelled so
        node = None
    if node is None or not lookup.is_a(store, node, OWL.Class):
        raise NotFoundError(f"there is no class {name!r}. Fix: take one of /ontology.")
    return node


def tree(store: Store, language: str) -> bytes:
    """Return the page of all classes."""
    counts = {one.iri: one.count for one in listing.classes(store, language=language)}
    below: dict[NamedNode, list[NamedNode]] = defaultdict(list)
    tops = []
    for node in _classes(store):
        above = _above(store, node)
        for one in above:
            below[one].append(node)
        if not above:
            tops.append(node)

    def branch(node: NamedNode) -> Branch:
        link = links.of_class(store, node, language)
        return Branch(link, counts.get(node.value, 0), _by_name(branch(one) for one in below[node]))

    return page("classes.html", language, "/ontology?", tops=_by_name(branch(node) for node in tops))


def html(store: Store, node: NamedNode, language: str, here: str) -> bytes:
    """Return the page of a class."""
    members = listing.things(store, node.value, language=language)
    used = Counter(prop for one in members for prop in _used(store, NamedNode(one.iri)))
    own = _of_domain(store, node)
    inherited = [prop for one in _all_above(store, node) for prop in _of_domain(store, one)]
    others = [prop for prop in used if prop not in own and prop not in inherited]
    labels = {text.language: text.value for text in _texts(store, node, RDFS.label)}
    return page(
        "class.html",
        language,
        here,
        slug=links.slug(node),
        title=wording.capital(lookup.label(store, node, language)),
        labels=[(code, labels[code]) for code in wording.NAMES if code in labels],
        definition=_texts(store, node, SKOS.definition),
        scope=_texts(store, node, SKOS.scopeNote),
        examples=sorted(_texts(store, node, SKOS.example), key=lambda text: text.value.startswith("Negative")),
        above=links.classes(store, _above(store, node), language),
        below=links.classes(store, _below(store, node), language),
        elsewhere=[same.value for match in (SKOS.exactMatch, SKOS.closeMatch) for same in nodes(store, node, match)],
        properties=[
            (group, _properties(store, props, used, language))
            for group, props in (("", own), ("Also true of", inherited), ("Also told of", others))
        ],
        members=[(_page_of(one), one) for one in members[:MOST_MEMBERS]],
        count=len(members),
    )


def triples(store: Store, node: NamedNode | None) -> list[Triple]:
    """Return what the ontology says of a class and of its properties; all of the ontology where none is named."""
    subjects = [None] if node is None else [node, *_of_domain(store, node)]
    found = {q.triple for subject in subjects for q in store.quads_for_pattern(subject, None, None, GRAPH.ontology)}
    return sorted(found, key=str)


def _by_name(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    return tuple(sorted(branches, key=lambda one: (one.link.text, one.link.address or "")))


def _classes(store: Store) -> list[NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, RDF.type, OWL.Class, GRAPH.ontology))
    ours = (node for node in found if isinstance(node, NamedNode) and node.value.startswith(SF.iri))
    return sorted(ours, key=lambda node: node.value)


def _above(store: Store, node: NamedNode) -> list[NamedNode]:
    """Return the classes of ours right above one, as the ontology tells."""
    found = (quad.object for quad in store.quads_for_pattern(node, RDFS.subClassOf, None, GRAPH.ontology))
    return [one for one in found if isinstance(one, NamedNode) and one.value.startswith(SF.iri)]


def _below(store: Store, node: NamedNode) -> list[NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, RDFS.subClassOf, node, GRAPH.ontology))
    return [one for one in found if isinstance(one, NamedNode)]


def _all_above(store: Store, node: NamedNode) -> list[NamedNode]:
    found: list[NamedNode] = []
    ahead = _above(store, node)
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.append(one)
            ahead += _above(store, one)
    return found


def _of_domain(store: Store, node: NamedNode) -> list[NamedNode]:
    found = (quad.subject for quad in store.quads_for_pattern(None, RDFS.domain, node, GRAPH.ontology))
    return sorted((one for one in found if isinstance(one, NamedNode)), key=lambda one: one.value)


def _used(store: Store, thing: NamedNode) -> set[NamedNode]:
    """Return the properties of ours that a thing has."""
    quads = (
        q for layer in (*things.graphs(store), GRAPH.facts) for q in store.quads_for_pattern(thing, None, None, layer)
    )
    return {quad.predicate for quad in quads if quad.predicate.value.startswith(SF.iri)}


def _properties(store: Store, props: Iterable[NamedNode], used: Counter[NamedNode], language: str) -> list[Property]:
    found = [
        Property(
            links.slug(node),
            lookup.label(store, node, language),
            next((text.value for text in _texts(store, node, SKOS.definition)), ""),
            tuple(links.classes(store, nodes(store, node, RDFS.range), language)),
            used[node],
        )
        for node in props
    ]
    return sorted(found, key=lambda one: (one.label, one.name))


def _texts(store: Store, node: NamedNode, prop: NamedNode) -> list[Literal]:
    found = {quad.object for quad in store.quads_for_pattern(node, prop, None, GRAPH.ontology)}
    return sorted((text for text in found if isinstance(text, Literal)), key=lambda text: text.value)


def _page_of(one: Listed) -> str | None:
    return links.link_to(shorten(one.iri))
