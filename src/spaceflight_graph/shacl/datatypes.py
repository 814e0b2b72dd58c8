"""Datatypes and order of values as SPARQL expressions: the only place that leads from a query to ``rdf/xsd.py``.

What the store holds under an XSD datatype is of a size that it can compare, and it knows whether it is well-formed
(``rdf/literals.py``); so it is asked first. Functions of ours are called for what was kept apart. SHACL asks for
well-formed literals of the types that SPARQL knows; of the others only the name counts.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import RDFS, XSD
from spaceflight_graph.rdf.literals import AS_WRITTEN, REWRITTEN, restored
from spaceflight_graph.rdf.xsd import less, well_formed

_WELL_FORMED = NamedNode("urn:as-written?well-formed")
_LESS = NamedNode("urn:as-written?less")
_LESS_OR_EQUAL = NamedNode("urn:as-written?less-or-equal")
_SIGNS = {"<": _LESS, "<=": _LESS_OR_EQUAL}
_TURNED = {">": "<", ">=": "<="}
_KEPT = frozenset({
    "integer", "decimal", "float", "double", "boolean", "dateTime", "date", "time", "duration", "dayTimeDuration",
    "yearMonthDuration", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
})  # fmt: skip
"""The datatypes that the store knows by name; it makes integers of those derived from ``xsd:integer``."""


def has_datatype(value: str, iri: str, *, exact: bool, rewritten: bool) -> str:
    """Return when a value is a well-formed literal of a datatype.

    Args:
        value: the variable.
        iri: the datatype.
        exact: whether literals that the store would rewrite were kept apart (``literals.as_written``); otherwise an
            ``xsd:byte`` cannot be told from an ``xsd:integer``, and either will do.
        rewritten: whether there may be any such literal.

    >>> has_datatype("?v", "http://www.w3.org/2001/XMLSchema#string", exact=True, rewritten=True)
    'COALESCE(DATATYPE(?v) = <http://www.w3.org/2001/XMLSchema#string>, false)'
    """
    if iri == RDFS.iri + "Literal":
        return f"isLiteral({value})"
    local = iri[len(XSD.iri) :] if iri.startswith(XSD.iri) else ""
    same = f"DATATYPE({value}) = <{iri}>"
    fits = f'{_WELL_FORMED}({value}, "{local}")'
    if local == "hexBinary":
        same += f" && REGEX(STR({value}), '^([0-9a-fA-F]{{2}})*$')"
    elif local in REWRITTEN and exact:
        apart = f"DATATYPE({value}) = <{AS_WRITTEN}{local}> && {fits}"
        same = f"({same} && isLiteral(<{iri}>({value})))" if local in _KEPT else "false"
        if rewritten:
            same += f" || ({apart})"
    elif local in REWRITTEN:
        if local in _KEPT:
            same += f" && (isLiteral(<{iri}>({value})) || {fits})"
        else:
            base = XSD.dateTime if local == "dateTimeStamp" else XSD.integer
            same = f"DATATYPE({value}) IN ({base}, <{iri}>) && {fits}"
    return f"COALESCE({same}, false)"


def in_order(one: str, sign: str, other: str) -> str:
    """Return when one value stands in some order to another: false where they cannot be compared.

    Args:
        one: a variable or a constant.
        sign: ``<``, ``<=``, ``>`` or ``>=``.
        other: a variable or a constant.

    >>> in_order("?v", ">", "5")
    'COALESCE(?v > 5, <urn:as-written?less>(5, ?v), false)'
    """
    left, right = (other, one) if sign in _TURNED else (one, other)
    exactly = f"{_SIGNS[_TURNED.get(sign, sign)]}({left}, {right})"
    if sign in (">", "<"):
        return f"COALESCE({one} {sign} {other}, {exactly}, false)"
    # The store has every literal equal to itself, an ill-formed one, too.
    return f"COALESCE(IF(sameTerm({one}, {other}), {exactly}, {one} {sign} {other}), {exactly}, false)"


def _named(term: object) -> tuple[str, str]:
    """Return the local name of a literal's XSD datatype, or nothing for any other, and its text."""
    if not isinstance(term, Literal):
        return "", ""
    datatype = restored(term).datatype.value
    return (datatype[len(XSD.iri) :] if datatype.startswith(XSD.iri) else ""), term.value


def _is_well_formed(value: object, local: Literal) -> Literal:
    return Literal(well_formed(local.value, _named(value)[1]))


def _comparing(*, or_equal: bool) -> Callable[..., Literal | None]:
    def function(one: object, other: object) -> Literal | None:
        known = less(_named(one), _named(other), or_equal=or_equal)
        return None if known is None else Literal(known)

    return function


FUNCTIONS: Mapping[NamedNode, Callable[..., Any]] = {
    _WELL_FORMED: _is_well_formed,
    _LESS: _comparing(or_equal=False),
    _LESS_OR_EQUAL: _comparing(or_equal=True),
}
"""What the expressions of this module call: to be given to the store with each query."""
