"""Requests of the SPARQL 1.1 Protocol, and what the draft of 1.2 adds: the only place that reads them.

https://www.w3.org/TR/sparql11-protocol/, section 2.1: GET with ``query``, POST of a form, POST of a query; and the HTTP
method QUERY. Updates are refused: the graph is built, never written to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from spaceflight_graph.serve import language
from spaceflight_graph.serve.refusal import Refusal

METHODS = "GET, HEAD, POST, QUERY, OPTIONS"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
UPDATE = "application/sparql-update"
_VERSIONS = ("1.1", "1.2", "1.2-basic")


@dataclass(frozen=True)
class Asked:
    """A query and the graphs it is put to; no graphs where the request names none."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def read(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked | None:
    """Return what a request asks; None for a GET that asks nothing: it wants to know what is here.

    Args:
        method: of HTTP; HEAD asks what GET does.
        query_string: what follows ``?`` in the address.
        content_type: the header; empty where there is none.
        body: what was sent.

    Raises:
        Refusal: the request is not one of the protocol's, or is an update.
    """
    told = _pairs(query_string)
    media, _, parameters = content_type.partition(";")
    kind = media.strip().lower()
    if method in ("GET", "HEAD"):
        if not {name for name, _ in told} - {language.PARAMETER}:
            return None
        return _asked(told)
    if method not in ("POST", "QUERY"):
        raise Refusal(405, f"the methods here are {METHODS}. Fix: use one of them", allow=METHODS)
    if kind == UPDATE:
        raise Refusal(403, "the graph takes no updates. Fix: build it from its sources")
    if kind == QUERY:
        _refuse_charset(parameters)
        if any(name == "query" for name, _ in told):
            raise Refusal(400, "the query stands in the address and in the body. Fix: send one of them")
        return _asked([*told, ("query", _text(body))])
    if kind == FORM and method == "POST":
        _refuse_charset(parameters)
        return _asked([*told, *_pairs(body)])
    raise Refusal(415, f"a query is sent as {QUERY} or {FORM}. Fix: say so in Content-Type")


def form(content_type: str, body: bytes) -> dict[str, str]:
    """Return the parameters of a form.

    Raises:
        Refusal: it is none.
    """
    if content_type.partition(";")[0].strip().lower() != FORM:
        raise Refusal(415, f"the request is a form. Fix: send it as {FORM}")
    return dict(_pairs(body))


def _asked(told: Sequence[tuple[str, str]]) -> Asked:
    def of(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in told if key == name)

    if of("update"):
        raise Refusal(403, "the graph takes no updates. Fix: build it from its sources")
    queries = of("query")
    if len(queries) != 1:
        many = "has more than one query" if queries else "has no query"
        raise Refusal(400, f"the request {many}. Fix: give the parameter `query` once")
    for version in of("version"):
        if version not in _VERSIONS:
            raise Refusal(400, f"version is one of {', '.join(_VERSIONS)}. Fix: give one of them, or none")
    return Asked(queries[0], of("default-graph-uri"), of("named-graph-uri"))


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeError, ValueError):
        raise Refusal(400, "the parameters are not URL-encoded UTF-8. Fix: encode them") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refusal(400, "the query is not UTF-8. Fix: send it as UTF-8") from None


def _refuse_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(' "').lower().replace("-", "") != "utf8":
            raise Refusal(415, "the query is read as UTF-8. Fix: send it so")
