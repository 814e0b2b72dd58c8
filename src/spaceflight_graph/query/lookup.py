"""From what a user calls a thing to its IRI: slug, IRI, prefixed name, or any label in any language."""

import os
from collections import defaultdict

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Variable

from spaceflight_graph.errors import NotFoundError, shortened
from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, SF, SKOS, expand, shorten
from spaceflight_graph.rdf.names import key as key  # whoever looks up names compares them

LABELS = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
SLUGS_IN = ("id", "doc", "claim", "sf")
MOST_CANDIDATES = 8


def find(store: Store, name: str, of_class: NamedNode | None = None) -> NamedNode:
    """Return the one thing that a name stands for.

    Args:
        store: the graph.
        name: a slug (``soyuz-ms-07``), an IRI, a prefixed name (``id:soyuz-ms-07``) or a label; letter case, spaces,
            hyphens and quotation marks of labels do not count.
        of_class: the thing must be an instance of it, told or inferred; a name of several things then stands for the
            one that is.

    Raises:
        NotFoundError: nothing, or more than one thing, has the name; the message lists candidates as they can be typed.
    """
    name = _as_utf8(name)
    wanted = of_class.value.rsplit("#", 1)[1] if of_class else "Thing"
    exact = [node for node in spelled(name) if _exists(store, node)]
    fitting = [node for node in exact if of_class is None or _is_a(store, node, of_class)]
    if fitting:
        return fitting[0]
    found = _called(store, name)
    by_key = {} if found else _labels(store)  # all of them take long where there are many
    found = found or sorted(by_key.get(key(name), ()), key=_by_iri)
    fitting = [node for node in found if of_class is None or _is_a(store, node, of_class)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NotFoundError(
            f"{shortened(name)!r} is the name of {len(fitting)} things. Fix: take one of {_told_apart(store, fitting)}."
        )
    near = _near(store, name, by_key or _labels(store), of_class)
    remedy = f"Fix: take one of {_listed(store, near)}" if near else ""
    if exact or found:
        node = (exact or found)[0]
        raise NotFoundError(
            f"{shortened(shorten(node.value))} is no {wanted}, but {_kind(store, node)}."
            f" {remedy or f'Fix: name a {wanted}'}."
        )
    raise NotFoundError(
        f"no {wanted} is called {shortened(name)!r}. {remedy or 'Fix: name one by its slug, IRI or label'}."
    )


def label(store: Store, node: NamedNode, language: str = "en") -> str:
    """Return the label of a thing in a language, else in English, else in any, else its prefixed name."""
    labels = [q.object for q in store.quads_for_pattern(node, RDFS.label, None, None) if isinstance(q.object, Literal)]
    ranks = {language: 0, "en": 1} if language != "en" else {"en": 0}
    first = min(labels, key=lambda text: (ranks.get(text.language or "", 2), text.value), default=None)
    return shorten(node.value) if first is None else first.value


def spelled(name: str) -> list[NamedNode]:
    """Return the IRIs that a name may spell out."""
    bare = name.strip().removeprefix("<").removesuffix(">")
    if not bare:
        return []
    try:
        if "://" in bare:
            return [NamedNode(bare)]
        prefix, colon, _ = bare.partition(":")
        if colon:
            return [expand(bare)] if prefix in PREFIXES else []
        return [NamedNode(PREFIXES[prefix] + bare) for prefix in SLUGS_IN]
    except ValueError:  # no IRI can be spelled so
        return []


def _as_utf8(name: str) -> str:
    """Return a name as it was typed: where the locale is not UTF-8, Python keeps its bytes as lone surrogates."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:  # it is text already, or it was never UTF-8
        return name


def _by_iri(node: NamedNode) -> str:
    return node.value


def _exists(store: Store, node: NamedNode) -> bool:
    return next(store.quads_for_pattern(node, None, None, None), None) is not None


def _is_a(store: Store, node: NamedNode, of_class: NamedNode) -> bool:
    if of_class == OWL.Thing:
        return True
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty) if of_class == RDF.Property else (of_class,)
    return any(next(store.quads_for_pattern(node, RDF.type, kind, None), None) for kind in kinds)


def _called(store: Store, name: str) -> list[NamedNode]:
    """Return the things that a build has written down to have a name."""
    try:
        wanted = Literal(key(name))
    except ValueError:  # bytes that are no text: nothing is called so
        return []
    same = store.quads_for_pattern(None, SF.nameKey, wanted, None)
    return sorted({quad.subject for quad in same if isinstance(quad.subject, NamedNode)}, key=_by_iri)


def _labels(store: Store) -> dict[str, set[NamedNode]]:
    found: dict[str, set[NamedNode]] = defaultdict(set)
    for predicate in LABELS:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found[key(quad.object.value)].add(quad.subject)
    return found


def _near(store: Store, name: str, by_key: dict[str, set[NamedNode]], of_class: NamedNode | None) -> list[NamedNode]:
    """Return the things whose label or slug comes nearest."""
    import difflib

    spelled: dict[str, set[NamedNode]] = defaultdict(set)
    for text, nodes in by_key.items():
        for node in nodes:
            if of_class is None or _is_a(store, node, of_class):
                spelled[text].add(node)
                spelled[key(node.value.rsplit("/", 1)[-1])].add(node)
    wanted = key(name)
    texts = difflib.get_close_matches(wanted, spelled, MOST_CANDIDATES, cutoff=0.6)
    texts += sorted(text for text in spelled if wanted and wanted in text and text not in texts)
    return list(dict.fromkeys(node for text in texts for node in sorted(spelled[text], key=_by_iri)))[:MOST_CANDIDATES]


def _listed(store: Store, nodes: list[NamedNode]) -> str:
    return ", ".join(f"{_typed(store, node)} ({label(store, node)})" for node in nodes)


def _told_apart(store: Store, nodes: list[NamedNode]) -> str:
    """Return things of one name: each as it can be typed, with its label and its kind."""
    kinds = {node: [label(store, kind) for kind in _classes(store, node)] for node in nodes[:MOST_CANDIDATES]}
    shown = [f"{_typed(store, node)} ({', '.join([label(store, node), *kinds[node]])})" for node in kinds]
    more = len(nodes) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _typed(store: Store, node: NamedNode) -> str:
    """Return the shortest spelling by which a thing is found again."""
    name = shorten(node.value)
    slug = name.partition(":")[2]
    return slug if next((found for found in spelled(slug) if _exists(store, found)), None) == node else name


def _kind(store: Store, node: NamedNode) -> str:
    """Return the most special classes of a thing, shortened."""
    return "a " + ", ".join(shorten(c.value) for c in classes) if (classes := _classes(store, node)) else "no thing"


def _classes(store: Store, node: NamedNode) -> list[NamedNode]:
    """Return the most special classes of a thing."""
    query = """SELECT DISTINCT ?node ?class WHERE { ?node a ?class FILTER NOT EXISTS { ?node a ?narrower .
        ?narrower rdfs:subClassOf ?class FILTER(?narrower != ?class) } } ORDER BY ?class"""
    solutions = store.query(
        query, use_default_graph_as_union=True, prefixes=dict(PREFIXES), substitutions={Variable("node"): node}
    )
    assert isinstance(solutions, QuerySolutions)  # noqa: S101 - a SELECT has solutions
    return [found for row in solutions if isinstance(found := row[Variable("class")], NamedNode)]
