"""Literals as a store spells them and as files do: the only place that knows what the store rewrites."""

from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import XSD, Term

AS_WRITTEN = "urn:as-written:"
"""Stands in for XSD datatypes that the store would rewrite: xsd:byte "5" would come back as xsd:integer."""

REWRITTEN = frozenset({
    "byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong",
    "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "dateTimeStamp",
})  # fmt: skip


def as_written(value: Literal) -> Literal:
    """Return a literal that the store keeps as it is, for one that it would rewrite.

    >>> as_written(Literal("5", datatype=NamedNode(XSD.iri + "byte"))).datatype.value
    'urn:as-written:byte'
    """
    datatype = value.datatype.value
    if datatype.startswith(XSD.iri) and datatype[len(XSD.iri) :] in REWRITTEN:
        return Literal(value.value, datatype=NamedNode(AS_WRITTEN + datatype[len(XSD.iri) :]))
    return value


def restored(value: Literal) -> Literal:
    """Undo :func:`as_written`."""
    datatype = value.datatype.value
    if datatype.startswith(AS_WRITTEN):
        return Literal(value.value, datatype=NamedNode(XSD.iri + datatype[len(AS_WRITTEN) :]))
    return value


@lru_cache(maxsize=10_000)
def as_stored(term: Term) -> Term:
    """Return a term as the store spells it: numbers and dates lose what does not matter to their value."""
    if not isinstance(term, Literal) or term.language or term.datatype == XSD.string:
        return term
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), term))
    stored: Term = next(iter(store)).object
    return stored
