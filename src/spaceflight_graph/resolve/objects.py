"""The only place that says which term a fact has: its claim's value, a number as a quantity, a clock time in UTC."""

from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import PREFIXES, QUDT, RDF, XSD
from spaceflight_graph.values.times import in_utc


def term(claim: Claim) -> NamedNode | Literal:
    """Return the term that a fact resting on a claim has; the claim has been read and found sound."""
    value = claim.object
    if not isinstance(value, Literal):
        return value
    if claim.unit is not None:
        return NamedNode(f"{PREFIXES['quantity']}{_number(value)}-{claim.unit.value.split('/')[-1]}")
    return _in_utc(value)


def window_end(claim: Claim) -> Literal | None:
    """Return the last moment of the window that a claim tells, as a fact has it; None for no window."""
    return claim.window_end and _in_utc(claim.window_end)


def _in_utc(value: Literal) -> Literal:
    return Literal(in_utc(value.value), datatype=XSD.dateTime) if value.datatype == XSD.dateTime else value


def quantity(claim: Claim) -> list[Triple]:
    """Return what is to be said of the term where it is a quantity."""
    node = term(claim)
    if claim.unit is None or not isinstance(claim.object, Literal) or not isinstance(node, NamedNode):
        return []
    return [
        Triple(node, RDF.type, QUDT.QuantityValue),
        Triple(node, QUDT.numericValue, Literal(_number(claim.object), datatype=XSD.decimal)),
        Triple(node, QUDT.unit, claim.unit),
    ]


def _number(literal: Literal) -> str:
    """Return a number without zeros that change nothing: one quantity has one name."""
    digits = format(Decimal(literal.value), "f")
    return (digits.rstrip("0").rstrip(".") or "0") if "." in digits else digits.removeprefix("+")
