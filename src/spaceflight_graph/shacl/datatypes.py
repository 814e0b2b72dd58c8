"""XSD datatypes as SPARQL expressions: the only place that says when a literal is well-formed.

The specification asks for this of the types that SPARQL knows. pySHACL is more lenient where Python is, for a date
without a time as ``xsd:dateTime`` for instance, or the thirteenth month of a year; we are not.
"""

from spaceflight_graph.namespaces import RDFS, XSD
from spaceflight_graph.rdf.literals import AS_WRITTEN, REWRITTEN

_CAST = frozenset({
    "float", "double", "boolean", "dateTime", "date", "time", "duration",
    "dayTimeDuration", "yearMonthDuration", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
})  # fmt: skip
_UNBOUNDED = {
    "integer": "[+-]?[0-9]+",
    "decimal": "[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)",
    "nonNegativeInteger": "[+]?[0-9]+|-0+",
    "positiveInteger": "[+]?0*[1-9][0-9]*",
    "nonPositiveInteger": "-[0-9]+|[+]?0+",
    "negativeInteger": "-0*[1-9][0-9]*",
    "unsignedLong": "[+]?[0-9]+|-0+",
}
"""Numbers that may be larger than the store can hold, as texts: its integers have 64 bits, as ``xsd:long``."""
_RANGES = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
}
_LARGEST = "18446744073709551615.0"
"""The last ``xsd:unsignedLong``, as a decimal, which the store can hold."""


def has_datatype(value: str, iri: str, *, exact: bool) -> str:
    """Return when a value is a well-formed literal of a datatype.

    Args:
        value: the variable.
        iri: the datatype.
        exact: whether literals that the store would rewrite were kept apart (``sources.as_written``); otherwise an
            ``xsd:byte`` cannot be told from an ``xsd:integer``, and either will do.

    >>> has_datatype("?v", "http://www.w3.org/2001/XMLSchema#string", exact=True)
    'COALESCE(DATATYPE(?v) = <http://www.w3.org/2001/XMLSchema#string>, false)'
    """
    if iri == RDFS.iri + "Literal":
        return f"isLiteral({value})"
    local = iri[len(XSD.iri) :] if iri.startswith(XSD.iri) else ""
    if local in REWRITTEN:
        return _rewritten(value, local, exact=exact)
    same = f"DATATYPE({value}) = <{iri}>"
    if local in _UNBOUNDED:
        same += f" && (isLiteral(<{iri}>({value})) || {_reads(value, local)})"
    elif local in _CAST:
        same += f" && isLiteral(<{iri}>({value}))"
    elif local == "hexBinary":
        same += f" && REGEX(STR({value}), '^([0-9a-fA-F]{{2}})*$')"
    return f"COALESCE({same}, false)"


def _rewritten(value: str, local: str, *, exact: bool) -> str:
    base = "dateTime" if local == "dateTimeStamp" else "integer"
    cast = f"<{XSD.iri}{base}>(STR({value}))"
    if local in _UNBOUNDED:
        fits = _reads(value, local)
        if local == "unsignedLong":
            fits += f" && <{XSD.iri}decimal>(STR({value})) <= {_LARGEST}"
    elif local in _RANGES:
        low, high = _RANGES[local]
        fits = f"{cast} >= {low} && {cast} <= {high}"
    else:
        fits = f"isLiteral({cast})"
    accepted = f"<{AS_WRITTEN}{local}>" if exact else f"<{AS_WRITTEN}{local}>, <{XSD.iri}{base}>, <{XSD.iri}{local}>"
    return f"COALESCE(DATATYPE({value}) IN ({accepted}) && {fits}, false)"


def _reads(value: str, local: str) -> str:
    return f"REGEX(STR({value}), '^({_UNBOUNDED[local]})$')"


def restored_number(value: str) -> str:
    """Return an expression for the number or time that a literal kept by ``sources.as_written`` stands for."""
    stands_in = f"(isLiteral({value}) && STRSTARTS(STR(DATATYPE({value})), '{AS_WRITTEN}'))"
    when = f"STRENDS(STR(DATATYPE({value})), 'Stamp')"
    return f"IF({stands_in}, IF({when}, <{XSD.iri}dateTime>(STR({value})), <{XSD.iri}decimal>(STR({value}))), {value})"
