"""What a query names and the graph does not hold: the only place that looks for it, and for what may be meant.

An engine answers a misspelt term with silence: no triple has it. Only names in our own namespaces are looked for;
others may be anywhere.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.errors import Place, SpaceflightError, shortened
from spaceflight_graph.namespaces import BASE, GRAPH, PREFIXES, RDF, SF, WIKIBASE, shorten
from spaceflight_graph.rdf.names import key
from spaceflight_graph.sparql import caret
from spaceflight_graph.sparql.named import Named, named
from spaceflight_graph.suggestions import either, respelled

MOST = 5
"""How many are told of one query."""
CANDIDATES = 3
"""How many names are offered for one that does not exist."""

_APART = (PREFIXES["sfsh"],)
"""Namespaces of ours that the graph does not hold: nobody asks it for shapes."""
_SLUGS_IN = ("id", "sf", "doc", "sfp")


class UnknownTermWarning(UserWarning):
    """A query names what the graph does not hold; its arguments are the lines to tell."""

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


def heed(store: Store, sparql: str, prefixes: Mapping[str, str], file: str = "", *, strict: bool = False) -> None:
    """Warn of each term of ours that does not exist, or raise.

    Args:
        store: the graph.
        sparql: a query.
        prefixes: known without being declared.
        file: where the query stands; empty for what somebody typed.
        strict: whether it is an error.

    Raises:
        SpaceflightError: there is one, and it is an error.
    """
    found = unknown(store, sparql, prefixes, file)
    if found and strict:
        raise SpaceflightError(*chain.from_iterable(found))
    for lines in found:
        warnings.warn(UnknownTermWarning(*lines), stacklevel=3)


def unknown(store: Store, sparql: str, prefixes: Mapping[str, str], file: str = "") -> list[tuple[str, ...]]:
    """Return what is to be told of the terms of ours that do not exist, each in lines: message, its line, a caret.

    Args:
        store: the graph.
        sparql: a query.
        prefixes: known without being declared.
        file: where the query stands; empty for what somebody typed.
    """
    missing = {it.iri: it for it in reversed(list(named(sparql, prefixes))) if _ours(it.iri) and not _holds(store, it)}
    shown = sorted(missing.values(), key=lambda it: it.start)
    told = [_told(store, it, sparql, file) for it in shown[:MOST]]
    if len(shown) > MOST:
        told.append((f"more such names in the query: {len(shown) - MOST}.",))
    return told


def _told(store: Store, it: Named, sparql: str, file: str) -> tuple[str, ...]:
    line, column = caret.position(sparql, it.start)
    place = Place(file, line, column) if file else f"at {line}:{column}"
    near = [_written(node, it) for node in islice(_meant(store, it.iri), CANDIDATES)]
    remedy = f"write {either(near)}" if near else "look for it with `spaceflight find`"
    said = f"{place}: {shortened(it.text)} is nowhere in the graph. Fix: {remedy}."
    return (said, *caret.drawn(sparql, it.start, it.end))


def _ours(iri: str) -> bool:
    return iri.startswith(BASE) and iri not in (BASE, *PREFIXES.values()) and not iri.startswith(_APART)


def _holds(store: Store, it: Named) -> bool:
    try:
        return _exists(store, NamedNode(it.iri)) or _may_link(store, it.iri)
    except ValueError:  # no IRI after all
        return False


def _may_link(store: Store, iri: str) -> bool:
    """Tell whether a property has a link of this name wherever there is something to link to."""
    from spaceflight_graph.resolve.lookups import LINKED

    local = iri.removeprefix(PREFIXES["sfp"])
    return local != iri and any(
        next(store.quads_for_pattern(NamedNode(SF.iri + local.removesuffix(end)), RDF.type, None, GRAPH.ontology), None)
        for end in ("", *LINKED.values())
    )


def _exists(store: Store, node: NamedNode) -> bool:
    found = chain(
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, node, None, None),
        store.quads_for_pattern(None, None, node, None),
    )
    return next(found, None) is not None or store.contains_named_graph(node)


def _meant(store: Store, iri: str) -> Iterator[NamedNode]:
    """Yield what may be meant, the likeliest first: the same name elsewhere, then labels, then names spelled alike."""
    prefix = next((prefix for prefix in PREFIXES if PREFIXES[prefix] == _namespace(iri)), "")
    local = iri.removeprefix(_namespace(iri))
    near = respelled(local, _names(store, prefix), CANDIDATES)
    if near and near[0].casefold() == local.casefold():
        yield NamedNode(_namespace(iri) + near[0])
        return
    alike = (NamedNode(_namespace(iri) + name) for name in near)
    yield from dict.fromkeys(chain(_elsewhere(store, local), _called(store, local, prefix), alike))


def _namespace(iri: str) -> str:
    return max((ns for ns in PREFIXES.values() if iri.startswith(ns)), key=len, default=BASE)


def _elsewhere(store: Store, local: str) -> Iterator[NamedNode]:
    """Yield what has the same name in another namespace of ours."""
    for prefix in _SLUGS_IN:
        try:
            node = NamedNode(PREFIXES[prefix] + local)
        except ValueError:
            return
        if _exists(store, node):
            yield node


def _called(store: Store, local: str, prefix: str) -> list[NamedNode]:
    """Return the things that have a name as a label, those of a namespace first."""
    same = store.quads_for_pattern(None, SF.nameKey, Literal(key(local)), None)
    found = {quad.subject for quad in same if isinstance(quad.subject, NamedNode)}
    return sorted(found, key=lambda node: (not shorten(node.value).startswith(f"{prefix}:"), node.value))


def _names(store: Store, prefix: str) -> list[str]:
    """Return the names there are in a namespace, sorted; none of one that has them by the thousand."""
    nodes: Iterable[object] = ()
    if prefix == "id":
        nodes = (quad.subject for quad in store.quads_for_pattern(None, SF.kind, None, GRAPH.lookups))
    elif prefix in ("sf", "doc"):
        layer = GRAPH.ontology if prefix == "sf" else GRAPH.documents
        nodes = (quad.subject for quad in store.quads_for_pattern(None, None, None, layer))
    elif prefix == "sfp":
        nodes = _links(store)
    elif prefix == "graph":
        nodes = store.named_graphs()
    namespace = PREFIXES.get(prefix, "")
    iris = {node.value for node in nodes if isinstance(node, NamedNode)}
    return sorted(iri.removeprefix(namespace) for iri in iris if iri.startswith(namespace))


def _links(store: Store) -> Iterator[NamedNode]:
    """Yield the links to facts, and those to what may qualify a value."""
    from spaceflight_graph.resolve.lookups import LINKED

    for quad in store.quads_for_pattern(None, WIKIBASE.claim, None, GRAPH.lookups):
        if isinstance(quad.object, NamedNode):
            yield from (NamedNode(quad.object.value + end) for end in ("", *LINKED.values()))


def _written(node: NamedNode, it: Named) -> str:
    """Return a name as it can be typed in the query at hand."""
    namespace = it.iri.removesuffix(it.text.partition(":")[2])
    if it.text[0] != "<" and node.value.startswith(namespace):
        return f"{it.text.partition(':')[0]}:{node.value.removeprefix(namespace)}"
    return shorten(node.value)
