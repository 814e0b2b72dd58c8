"""The only place where a literal becomes a value: which datatype is read by what, and what may go with it."""

from __future__ import annotations

import re

from . import approximation as approximations
from .durations import read_duration
from .names import address, boolean, text
from .quantities import read_quantity
from .relation import Value
from .times import Time, read_time, spanned

XSD = "http://www.w3.org/2001/XMLSchema#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

_KINDS: dict[str, tuple[str, str]] = {
    **{XSD + kind: ("time", kind) for kind in ("dateTime", "date", "gYearMonth", "gYear")},
    XSD + "dateTimeStamp": ("time", "dateTime"),
    **{XSD + kind: ("duration", kind) for kind in ("duration", "dayTimeDuration", "yearMonthDuration")},
    XSD + "integer": ("number", "integer"),
    XSD + "decimal": ("number", "decimal"),
    XSD + "double": ("number", "double"),
    XSD + "float": ("number", "double"),
    **{XSD + kind: ("text", "string") for kind in ("string", "normalizedString", "token")},
    RDF + "langString": ("text", "langString"),
    XSD + "boolean": ("boolean", "boolean"),
    XSD + "anyURI": ("address", "anyURI"),
}
_BOUNDS: dict[str, tuple[int | None, int | None]] = {
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    **{name: (-(2**bits), 2**bits - 1) for name, bits in (("long", 63), ("int", 31), ("short", 15), ("byte", 7))},
    **{
        name: (0, 2**bits - 1)
        for name, bits in (("unsignedLong", 64), ("unsignedInt", 32), ("unsignedShort", 16), ("unsignedByte", 8))
    },
}
_KINDS |= {XSD + name: ("integer", name) for name in _BOUNDS}
_ZONED = re.compile(r"(?:Z|[+-]\d\d:\d\d)\s*$", re.ASCII)


def read(
    lexical: str,
    datatype: str,
    *,
    precision: str | None = None,
    unit: str | None = None,
    approximation: str | None = None,
    language: str | None = None,
    window_end: str | None = None,
) -> Value:
    """Return what a literal denotes.

    Args:
        lexical: its lexical form, as the claim has it: the digits written are the digits known.
        datatype: the full IRI of an XSD datatype or rdf:langString.
        precision: Year, Month, Day, Hour, Minute, Second or Fraction; of a duration also TenthOfMinute, of a time also
            Decade, FiscalYear, HalfYear or Quarter; None: what datatype and digits say. For times and durations only.
        unit: a QUDT local name or a currency code, for numbers only; None for a bare count.
        approximation: About, MoreThan, LessThan, UpTo or AtLeast; None: as exact as it is written.
        language: the tag of a langString.
        window_end: the lexical form of the last moment of a window that begins with ``lexical``, for times only: of
            the same datatype, precision and approximation.

    Raises:
        ValueError: the literal cannot be read so; one plain sentence says why.
    """
    try:
        family, kind = _KINDS[datatype]
    except KeyError:
        raise ValueError(f"Values of datatype {datatype} cannot be compared.") from None
    if approximation is not None:
        approximations.check(approximation)
    if unit is not None and family not in ("number", "integer"):
        raise ValueError(f"An xsd:{kind} has no unit, yet {lexical!r} is given in {unit}.")
    if window_end is not None and family != "time":
        raise ValueError(f"Only times have a window, and {lexical!r} is an xsd:{kind}.")
    if family == "time":
        first = read_time(lexical, kind, precision, approximation)
        return first if window_end is None else _window(first, lexical, window_end, kind, precision, approximation)
    if family == "duration":
        return read_duration(lexical, kind, precision, approximation)
    if precision is not None:
        raise ValueError(f"Only times and durations have a precision: {lexical!r} tells its own by its digits.")
    if family == "number":
        return read_quantity(lexical, kind, unit, approximation)
    if family == "integer":
        value = read_quantity(lexical, "integer", unit, approximation)
        least, most = _BOUNDS[kind]
        if (least is not None and int(lexical) < least) or (most is not None and int(lexical) > most):
            raise ValueError(f"{lexical!r} is out of the range of xsd:{kind}.")
        return value
    if approximation is not None:
        raise ValueError(f"Only what can be ordered can be approximate: {lexical!r} is an xsd:{kind}.")
    if family == "text":
        return text(lexical, language or ("und" if kind == "langString" else None))
    return boolean(lexical) if family == "boolean" else address(lexical)


def _window(first: Time, begin: str, end: str, kind: str, precision: str | None, approximation: str | None) -> Time:
    if bool(_ZONED.search(begin)) != bool(_ZONED.search(end)):
        raise ValueError(f"A window has a zone at both ends or at none: {begin!r} to {end!r}.")
    try:
        return spanned(first, read_time(end, kind, precision, approximation))
    except ValueError as problem:
        raise ValueError(f"{begin!r} to {end!r} is no window: {str(problem).rstrip('.')}.") from None
