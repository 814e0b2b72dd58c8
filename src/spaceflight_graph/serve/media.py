"""Media types of answers and which of them a client takes: the only place that negotiates (RFC 9110, 12.5)."""

from collections.abc import Mapping, Sequence

from pyoxigraph import QueryResultsFormat, RdfFormat

ROWS: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""How the rows of a SELECT and the answer of an ASK are written; the first where a client does not mind."""

TRIPLES: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "text/n3": RdfFormat.N3,
}
"""Likewise the triples of a CONSTRUCT or DESCRIBE."""

HTML = "text/html"
EXPORTS: Mapping[str, str] = {
    "application/ld+json": "jsonld",
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}
"""Likewise a single thing as data, by the name that an export has for it."""
THING = (*EXPORTS, HTML)


def told(kind: str) -> str:
    """Return a media type as a header has it: texts are UTF-8."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def wants_page(accept: str, machine: Sequence[str]) -> bool:
    """Tell whether a client likes a page better than what machines read, as browsers do; who says nothing does not."""
    return bool(accept.strip()) and chosen(accept, (*machine, HTML)) == HTML


def chosen(accept: str, offered: Sequence[str]) -> str | None:
    """Return the offered media type that a client likes best; None where it takes none of them.

    Args:
        accept: the header; empty where there is none.
        offered: media types, the server's favourite first.

    >>> chosen("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    >>> chosen("image/png", ["text/csv"]) is None
    True
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    liked = {kind: _liking(kind, ranges) for kind in offered}
    best = max(offered, key=lambda kind: liked[kind])  # the first of equals
    return best if liked[best] > 0 else None


def _range(text: str) -> tuple[str, float]:
    kind, *parameters = (part.strip() for part in text.split(";"))
    liking = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                liking = min(max(float(value), 0.0), 1.0)
            except ValueError:
                liking = 0.0
    return kind.lower(), liking


def _liking(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return how much a type is liked: the range that names it most narrowly decides."""
    family = kind.partition("/")[0] + "/*"
    for wanted in (kind, family, "*/*"):
        found = [liking for name, liking in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
