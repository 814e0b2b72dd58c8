"""XSD datatypes as SPARQL expressions: the only place that says when a literal is well-formed.

The specification asks for this of the types that SPARQL knows. pySHACL is more lenient where Python is, for a date
without a time as ``xsd:dateTime`` for instance, or the thirteenth month of a year; we are not.
"""

from spaceflight_graph.namespaces import RDFS, XSD
from spaceflight_graph.rdf.literals import AS_WRITTEN, REWRITTEN

_CAST = frozenset({
    "integer", "decimal", "float", "double", "boolean", "dateTime", "date", "time", "duration",
    "dayTimeDuration", "yearMonthDuration", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
})  # fmt: skip
_RANGES = {
    "byte": (-(2**7), 2**7 - 1),
    "short": (-(2**15), 2**15 - 1),
    "int": (-(2**31), 2**31 - 1),
    "long": (-(2**63), 2**63 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
}


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
    if local in _CAST:
        same += f" && isLiteral(<{iri}>({value}))"
    elif local == "hexBinary":
        same += f" && REGEX(STR({value}), '^([0-9a-fA-F]{{2}})*$')"
    return f"COALESCE({same}, false)"


def _rewritten(value: str, local: str, *, exact: bool) -> str:
    low, high = _RANGES.get(local, (None, None))
    base = "dateTime" if local == "dateTimeStamp" else "integer"
    cast = f"<{XSD.iri}{base}>(STR({value}))"
    limits = [f"{cast} >= {low}" if low is not None else "", f"{cast} <= {high}" if high is not None else ""]
    fits = " && ".join([f"isLiteral({cast})", *filter(None, limits)])
    accepted = f"<{AS_WRITTEN}{local}>" if exact else f"<{AS_WRITTEN}{local}>, <{XSD.iri}{base}>, <{XSD.iri}{local}>"
    return f"COALESCE(DATATYPE({value}) IN ({accepted}) && {fits}, false)"


def restored_number(value: str) -> str:
    """Return an expression for the number or time that a literal kept by ``sources.as_written`` stands for."""
    stands_in = f"(isLiteral({value}) && STRSTARTS(STR(DATATYPE({value})), '{AS_WRITTEN}'))"
    when = f"STRENDS(STR(DATATYPE({value})), 'Stamp')"
    return f"IF({stands_in}, IF({when}, <{XSD.iri}dateTime>(STR({value})), <{XSD.iri}integer>(STR({value}))), {value})"
