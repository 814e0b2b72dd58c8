"""Literals as a store spells them and as files do: the only place that knows what the store rewrites.

A literal is a term, and its spelling part of it: 1.0 and 1.00 are two (RDF 1.1 §3.3). The store holds the value of what
it understands and loses the spelling. So whatever it would rewrite, or not understand though XSD does, is kept apart
under a datatype of ours; what is left in the store under an XSD datatype is spelled as in the file, and the store takes
it for a value only if it is one.
"""

import re
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import XSD, Term
from spaceflight_graph.rdf.xsd import days_in, well_formed

AS_WRITTEN = "urn:as-written:"
"""Stands in for the namespace of XSD: xsd:byte "5" would come back from the store as xsd:integer, "1.0" as "1"."""

_DATE = (
    "(?!0000)[0-9]{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    "|(?:0[13578]|1[02])-31|02-29)"
)
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{0,17}[1-9])?"
_ZONE = r"(?:Z|(?![+-]00:00)[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_TIME = (
    r"(?:T(?=[0-9])(?:(?:[1-9]|1[0-9]|2[0-3])H)?(?:(?:[1-9]|[1-5][0-9])M)?"
    r"(?:(?:[1-9]|[1-5][0-9]|0(?=\.))(?:\.[0-9]{0,5}[1-9])?S)?)?"
)
_DAYS = r"(?:[1-9][0-9]{0,5}D)?"
_MONTHS = r"(?:[1-9][0-9]{0,5}Y)?(?:(?:[1-9]|1[01])M)?"
_KEPT = {
    "integer": r"0|-?[1-9][0-9]{0,17}",
    "decimal": r"0|-?[1-9][0-9]{0,17}|-?(?:0|[1-9][0-9]{0,17})\.[0-9]{0,17}[1-9]",
    "double": r"0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,8})\.[0-9]{0,4}[1-9]|-?INF|NaN",
    "float": r"0|-?[1-9][0-9]{0,5}|-?(?:0|[1-9][0-9]{0,2})\.[0-9]{0,1}[1-9]|-?INF|NaN",
    "boolean": "true|false",
    "dateTime": f"{_DATE}T{_CLOCK}{_ZONE}",
    "date": f"{_DATE}{_ZONE}",
    "time": f"{_CLOCK}{_ZONE}",
    "gYear": f"(?!0000)[0-9]{{4}}{_ZONE}",
    "gYearMonth": f"(?!0000)[0-9]{{4}}-(?:0[1-9]|1[0-2]){_ZONE}",
    "duration": f"PT0S|-?P(?=[0-9T]){_MONTHS}{_DAYS}{_TIME}",
    "yearMonthDuration": f"P0M|-?P(?=[0-9]){_MONTHS}",
    "dayTimeDuration": f"PT0S|-?P(?=[0-9T]){_DAYS}{_TIME}",
}
"""What the store understands and keeps as it is; careful rather than complete."""
_NEVER_KEPT = (
    "byte", "short", "int", "long", "unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong",
    "nonNegativeInteger", "nonPositiveInteger", "positiveInteger", "negativeInteger", "dateTimeStamp",
    "gMonth", "gMonthDay", "gDay",
)  # fmt: skip
_BY_IRI = {
    **{XSD.iri + local: f"(?:{form})" for local, form in _KEPT.items()},
    **{XSD.iri + local: r"(?!)" for local in _NEVER_KEPT},
}
_REFUSED = frozenset(
    XSD.iri + local
    for local in (
        "integer", "decimal", "boolean", "dateTime", "date", "time",
        "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay",
    )
)  # fmt: skip
"""Datatypes whose ill-formed literals the store refuses to understand, and so keeps."""
REWRITTEN = frozenset(iri[len(XSD.iri) :] for iri in _BY_IRI)
"""The datatypes of which the store rewrites some literals or all."""
MAY_BE_REWRITTEN = re.compile(rb"[:#](?:" + "|".join(sorted(REWRITTEN)).encode() + rb")\b|[\s,][+-]?\.?[0-9]")
"""What a file in Turtle holds if :func:`as_written` changes any of its literals; others may hold it, too."""


def as_written(value: Literal) -> Literal:
    """Return a literal that the store keeps as it is, for one that it would rewrite or not understand.

    >>> as_written(Literal("5", datatype=NamedNode(XSD.iri + "byte"))).datatype.value
    'urn:as-written:byte'
    """
    iri = value.datatype.value
    kept = _BY_IRI.get(iri)
    if kept is None or (_compiled(kept).fullmatch(value.value) and not _is_no_day(value.value)):
        return value
    local = iri[len(XSD.iri) :]
    if iri in _REFUSED and not well_formed(local, value.value):
        return value
    return Literal(value.value, datatype=NamedNode(AS_WRITTEN + local))


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Return a pattern, compiled when a literal of its datatype is first seen."""
    return re.compile(form)


def _is_no_day(text: str) -> bool:
    return text[4:10] == "-02-29" and days_in(int(text[:4]), 2) < 29


def restored(value: Literal) -> Literal:
    """Undo :func:`as_written`."""
    datatype = value.datatype.value
    if datatype.startswith(AS_WRITTEN):
        return Literal(value.value, datatype=NamedNode(XSD.iri + datatype[len(AS_WRITTEN) :]))
    return value


def as_stored(term: Term) -> Term:
    """Return a term as the store spells it: numbers and dates lose what does not matter to their value."""
    if not isinstance(term, Literal) or as_written(term) is term:
        return term
    return _stored(term)


@lru_cache(maxsize=10_000)
def _stored(term: Literal) -> Term:
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), term))
    stored: Term = next(iter(store)).object
    return stored
