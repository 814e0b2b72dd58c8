"""Other people's SPARQL services: the only module that opens a connection."""

import re
from collections.abc import Sequence
from http.client import HTTPException, IncompleteRead
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from spaceflight_graph import printable
from spaceflight_graph.errors import SpaceflightError, shortened
from spaceflight_graph.namespaces import BASE
from spaceflight_graph.sparql.lexer import lex, significant

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution

    from spaceflight_graph.query.reading import Reader

_NOT = re.compile(r"[\x00-\x20\x7f<>\"{}|\\^`]")  # what stands in no address
TIMEOUT = 60
"""Seconds after which a service that does not answer is given up."""


class AnswerError(SpaceflightError):
    """A service that answers with something else than what it was asked for.

    Attributes:
        status: of HTTP; None where it is not that.
        retry_after: what the service says of when to ask again, as it says it.
    """

    def __init__(self, message: str, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def run_remote(
    url: str,
    sparql: str,
    form: str,
    *,
    graphs: Sequence[str] = (),
    safe_csv: bool = False,
    reader: "Reader | None" = None,
) -> str:
    """Run a query on a SPARQL 1.1 endpoint.

    Args:
        url: the endpoint, http or https.
        sparql: the query, its parameters bound.
        form: one of the formats of results.py.
        graphs: those that make up the default graph; none: as the endpoint has it.
        safe_csv: as results.py has it.
        reader: likewise.

    Returns:
        The results as text; the triples of a CONSTRUCT as the Turtle that the service writes.

    Raises:
        SpaceflightError: not an http(s) address, no answer, or the service refuses the query.
    """
    from pyoxigraph import QueryResultsFormat, parse_query_results

    from spaceflight_graph.query import results

    answer, makes_triples = _asked(url, sparql, form, graphs)
    try:
        if makes_triples:
            return printable.unicode_escaped(str(answer, "utf-8"))
        rows = parse_query_results(_mended(answer), format=QueryResultsFormat.JSON)
        return results.text(rows, form, safe_csv=safe_csv, reader=reader)
    except UnicodeDecodeError:
        raise SpaceflightError(f"{url}: does not answer with UTF-8. Fix: ask another endpoint.") from None
    except (SyntaxError, ValueError):
        raise _no_results(url) from None


def select(url: str, sparql: str, graphs: Sequence[str] = ()) -> "list[QuerySolution]":
    """Return the rows of a SELECT: all of them, or none.

    Args:
        url: the endpoint.
        sparql: the query.
        graphs: as `run_remote` has them.

    Raises:
        SpaceflightError: as `run_remote`; an `AnswerError` where there is an answer.
    """
    rows = _rows(_asked(url, sparql, "json", graphs)[0])
    if rows is None:
        raise _no_results(url)
    return rows


def _rows(answer: bytes) -> "list[QuerySolution] | None":
    """Return the rows of an answer, or None: an error that held the parser would bring it to other threads."""
    from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

    try:
        rows = parse_query_results(_mended(answer), format=QueryResultsFormat.JSON)
        return list(rows) if isinstance(rows, QuerySolutions) else None
    except (SyntaxError, ValueError):  # an HTML page, or rows that are cut
        return None


def _mended(answer: bytes) -> bytes:
    """Return SPARQL JSON with names of blank nodes that can be read: Virtuoso 7 calls them ``nodeID://b10001``."""
    return re.sub(rb'("type":\s*"bnode",\s*"value":\s*")nodeID://', rb"\1", answer)


def _no_results(url: str) -> AnswerError:
    return AnswerError(f"{url}: does not answer with SPARQL results. Fix: check the address.")


def _asked(url: str, sparql: str, form: str, graphs: Sequence[str]) -> tuple[bytes, bool]:
    """Return what a service answers, and whether the query makes triples."""
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLExceptions, SPARQLWrapper

    from spaceflight_graph.query import results
    from spaceflight_graph.version import __version__

    if not _is_address(url):
        raise SpaceflightError(
            f"{shortened(url)!r} is not an address of a SPARQL endpoint."
            " Fix: write one such as https://query.wikidata.org/sparql."
        )
    service = SPARQLWrapper(url, agent=f"spaceflight-graph/{__version__} ({BASE})")
    service.setQuery(sparql)
    service.queryType = _form(sparql)  # SPARQLWrapper takes the first such word, be it in a comment
    service.setMethod(POST)
    for graph in graphs:
        service.addParameter("default-graph-uri", graph)
    makes_triples = service.queryType in ("CONSTRUCT", "DESCRIBE")
    if makes_triples:
        results.refuse_as_rows(form)
    service.setReturnFormat(TURTLE if makes_triples else JSON)
    service.setTimeout(TIMEOUT)
    try:
        with service.query().response as response:
            return response.read(), makes_triples
    except SPARQLExceptions.SPARQLWrapperException as error:
        said = " ".join(str(error).split())[:300]
        raise AnswerError(
            f"{url}: refuses the query: {said}. Fix: mend the query or ask another endpoint.",
            *_status(error.__context__),
        ) from None
    except HTTPError as error:
        raise AnswerError(
            f"{url}: answers {error.code} {error.reason}. Fix: check the address.", *_status(error)
        ) from None
    except (URLError, TimeoutError, OSError) as error:
        why = getattr(error, "reason", error)
        if isinstance(why, TimeoutError):
            raise SpaceflightError(
                f"{url}: does not answer within {TIMEOUT} seconds. Fix: ask again later, or for less."
            ) from None
        raise SpaceflightError(f"{url}: cannot be reached: {why}. Fix: check the address and the network.") from None
    except IncompleteRead:
        raise AnswerError(f"{url}: answers with a part only. Fix: ask again later.") from None
    except (HTTPException, ValueError) as error:
        said = " ".join(f"{type(error).__name__} {error}".split())[:300]
        raise AnswerError(
            f"{url}: does not answer as a SPARQL endpoint does: {said}. Fix: check the address."
        ) from None


def _form(sparql: str) -> str:
    """Return which of the four forms a query has; of what is none, the service will tell."""
    words = (token.word for token in significant(lex(sparql)))
    return next((word for word in words if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "SELECT")


def _status(error: BaseException | None) -> tuple[int | None, str | None]:
    """Return the status of an answer, and when it says to ask again; SPARQLWrapper wraps some of them."""
    if not isinstance(error, HTTPError):
        return None, None
    error.close()  # it holds the connection
    return error.code, error.headers.get("Retry-After")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and not _NOT.search(url)
    except ValueError:  # a port that is no number, a bracket that stands alone
        return False
