"""The only place where rdflib is configured.

rdflib rewrites literals when it reads them (``Z`` becomes ``+00:00``, ``007`` becomes ``7``) unless told not to
before the first one is made. Whoever needs rdflib in validation imports it through this module.
"""

import logging
from collections.abc import Iterable, Mapping

import pyoxigraph as ox
import rdflib

rdflib.NORMALIZE_LITERALS = False
for _vocabulary in (rdflib.OWL, rdflib.RDF, rdflib.RDFS):  # or each use of a term is a call: half of owlrl's time
    for _name in _vocabulary.__annotations__:
        setattr(_vocabulary, _name, _vocabulary[_name])
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # a traceback for every ill-formed literal: we tell of them


def to_term(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> rdflib.term.Node:
    """Return a pyoxigraph term as rdflib's; a plain string stays plain, as rdflib's own parsers leave it."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    rdflib.NORMALIZE_LITERALS = False  # pySHACL sets it back whenever it is done
    if term.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def from_term(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """Return an rdflib term as pyoxigraph's."""
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
    raise TypeError(f"not an RDF term: {term!r}")


def to_graph(
    quads: Iterable[ox.Quad | ox.Triple], prefixes: Mapping[str, str] | None = None, *, store: str = "default"
) -> rdflib.Graph:
    """Return the union of quads as an rdflib graph, with prefixes bound as rdflib's Turtle parser would bind them.

    Args:
        quads: what it holds.
        prefixes: to be bound.
        store: rdflib's name of where it is held; ``SimpleMemory`` is faster by a third and not enough for pySHACL.
    """
    graph = rdflib.Graph(store)
    for prefix, namespace in (prefixes or {}).items():
        graph.bind(prefix, namespace, replace=True)
    terms: dict[object, rdflib.term.Node] = {}

    def cached(term: ox.NamedNode | ox.BlankNode | ox.Literal) -> rdflib.term.Node:
        found = terms.get(term)
        if found is None:
            found = terms[term] = to_term(term)
        return found

    graph.addN(
        (cached(quad.subject), cached(quad.predicate), cached(quad.object), graph)  # type: ignore[arg-type]
        for quad in quads
    )
    return graph
