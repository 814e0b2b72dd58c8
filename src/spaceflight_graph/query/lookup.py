"""From what a user calls a thing to its IRI: slug, IRI, prefixed name, or any label in any language."""

import os
from collections import defaultdict
from contextlib import suppress

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store, Variable

from spaceflight_graph import suggestions
from spaceflight_graph.errors import NotFoundError, shortened
from spaceflight_graph.namespaces import LABELS as SHOWN
from spaceflight_graph.namespaces import OWL, PREFIXES, RDF, RDFS, SF, SKOS, expand, shorten
from spaceflight_graph.rdf.names import key as key  # whoever looks up names compares them
from spaceflight_graph.suggestions import MOST

LABELS = (RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
SLUGS_IN = ("id", "doc", "claim", "sf")
_PLURALS = (("ies", "y"), ("es", ""), ("s", ""))


def find(store: Store, name: str, of_class: NamedNode | None = None, *, suggest: bool = True) -> NamedNode:
    """Return the one thing that a name stands for.

    Args:
        store: the graph.
        name: a slug (``soyuz-ms-07``), an IRI, a prefixed name (``id:soyuz-ms-07``) or a label; letter case, spaces,
            hyphens and quotation marks of labels do not count.
        of_class: the thing must be an instance of it, told or inferred; a name of several things then stands for the
            one that is.
        suggest: whether the message lists what comes near, which takes long where there are many names.

    Raises:
        NotFoundError: nothing, or more than one thing, has the name; the message lists candidates as they can be typed.
    """
    name = as_utf8(name)
    wanted = of_class.value.rsplit("#", 1)[1] if of_class else "Thing"
    exact = [node for node in spelled(name) if _exists(store, node)]
    fitting = [node for node in exact if of_class is None or is_a(store, node, of_class)]
    if fitting:
        return fitting[0]
    found = _called(store, name)
    by_key = _labels(store) if suggest and not found else {}  # all of them take long where there are many
    found = found or sorted(by_key.get(key(name), ()), key=_by_iri)
    fitting = [node for node in found if of_class is None or is_a(store, node, of_class)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise NotFoundError(
            f"{shortened(name)!r} is the name of {len(fitting)} things. Fix: take one of {_told_apart(store, fitting)}."
        )
    near = _near(store, name, by_key or _labels(store), of_class) if suggest else []
    remedy = f"take one of {_listed(store, near)}" if near else _where_to_look(of_class)
    if named := exact or found:
        one = f"{shortened(shorten(named[0].value))} is no {wanted}, but {_kind(store, named[0])}"
        several = f"{shortened(name)!r} is no {wanted}, but the name of {_told_apart(store, found)}"
        raise NotFoundError(f"{one if exact or len(found) == 1 else several}. Fix: {remedy}.")
    raise NotFoundError(f"no {wanted} is called {shortened(name)!r}. Fix: {remedy}.")


def _where_to_look(of_class: NamedNode | None) -> str:
    """Return what to do where nothing comes near a name."""
    if of_class == OWL.Class:
        return "`spaceflight list` lists the classes"
    if of_class == RDF.Property:
        return "leave it out to see all that is told"
    if of_class is None or not of_class.value.startswith(SF.iri):
        return "`spaceflight find WORD` finds by any word of a name, in any language"
    return f"`spaceflight list {of_class.value.removeprefix(SF.iri)}` lists them all"


def find_class(store: Store, name: str) -> NamedNode:
    """Return the class that somebody names: by its name, with or without prefix, or a label, in the plural, too.

    Raises:
        NotFoundError: no class is called so; the message lists candidates.
    """
    bare = name.strip().removeprefix("sf:")
    singular = [bare[: -len(end)] + other for end, other in _PLURALS if bare.endswith(end)]
    for spelling in (name, bare, *singular):
        with suppress(NotFoundError):
            return find(store, spelling, OWL.Class, suggest=False)
    return find(store, name, OWL.Class)


def label(store: Store, node: NamedNode, language: str = "en") -> str:
    """Return the label of a thing in a language, else in English, else in any, else its prefixed name."""
    for quad in store.quads_for_pattern(node, SHOWN[language], None, None) if language in SHOWN else ():
        return quad.object.value  # type: ignore[union-attr] # a build has chosen it
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


def as_utf8(name: str) -> str:
    """Return a name as it was typed: where the locale is not UTF-8, Python keeps its bytes as lone surrogates."""
    try:
        return os.fsencode(name).decode()
    except UnicodeError:  # it is text already, or it was never UTF-8
        return name


def _by_iri(node: NamedNode) -> str:
    return node.value


def _exists(store: Store, node: NamedNode) -> bool:
    return next(store.quads_for_pattern(node, None, None, None), None) is not None


def is_a(store: Store, node: NamedNode, of_class: NamedNode) -> bool:
    """Tell whether a thing is of a class, told or inferred."""
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
    spelled: dict[str, set[NamedNode]] = defaultdict(set)
    for text, nodes in by_key.items():
        for node in nodes:
            if of_class is None or is_a(store, node, of_class):
                spelled[text].add(node)
                spelled[key(_local(node.value))].add(node)
    texts = suggestions.nearest(key(_local(name)), spelled, parts=True)
    return list(dict.fromkeys(node for text in texts for node in sorted(spelled[text], key=_by_iri)))[:MOST]


def _local(name: str) -> str:
    """Return a name without its namespace or prefix."""
    short = shorten(name.strip().removeprefix("<").removesuffix(">"))
    prefix, _, local = short.partition(":")
    return local if prefix in PREFIXES else name


def _listed(store: Store, nodes: list[NamedNode]) -> str:
    return ", ".join(f"{typed(store, node)} ({label(store, node)})" for node in nodes)


def _told_apart(store: Store, nodes: list[NamedNode]) -> str:
    """Return things of one name: each as it can be typed, with its label and its kind."""
    kinds = {node: [label(store, kind) for kind in _classes(store, node)] for node in nodes[:MOST]}
    shown = [f"{typed(store, node)} ({', '.join([label(store, node), *kinds[node]])})" for node in kinds]
    more = len(nodes) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def typed(store: Store, node: NamedNode) -> str:
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
