"""A store that takes updates: the only place that changes anything on another machine.

Credentials come from ``$SPACEFLIGHT_PUBLISH_USER`` and ``$SPACEFLIGHT_PUBLISH_PASSWORD``, else from the user's
``.netrc``; they are sent to that host only, as it asks for them (Basic or Digest), and never told.
"""

import netrc
import os
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
)

from pyoxigraph import Literal, QuerySolution

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import BASE
from spaceflight_graph.query import endpoint
from spaceflight_graph.query.endpoint import AnswerError
from spaceflight_graph.query.patience import BUSY, patiently
from spaceflight_graph.version import __version__

USER, PASSWORD = "SPACEFLIGHT_PUBLISH_USER", "SPACEFLIGHT_PUBLISH_PASSWORD"
TIMEOUT = 3600
"""Seconds after which an update is given up: the last one moves the whole graph."""
_BUSY = tuple(status for status in BUSY if status != 500)  # Virtuoso says 500 of every mistake
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Target:
    """Where the graph goes.

    Attributes:
        update: address for SPARQL 1.1 Update.
        query: address for queries of the same store.
        graphs_at: its address for the SPARQL 1.1 Graph Store HTTP Protocol; None: triples go by updates.
    """

    update: str
    query: str
    graphs_at: str | None = None

    def change(self, text: str) -> None:
        """Send an update; where the store is busy, again and again.

        Raises:
            SpaceflightError: it is refused, or the store cannot be reached.
        """
        self._post(self.update, text, "application/sparql-update")

    def add(self, graph: str, triples: str) -> None:
        """Add triples to a graph: by the Graph Store Protocol where the store has it, else by an update.

        Args:
            graph: its name.
            triples: as N-Triples.

        Raises:
            SpaceflightError: as `change`.
        """
        if self.graphs_at is None:
            self.change(f"INSERT DATA {{ GRAPH <{graph}> {{\n{triples}}} }}")
        else:
            mark = "&" if "?" in self.graphs_at else "?"
            self._post(f"{self.graphs_at}{mark}graph={quote(graph, safe='')}", triples, "application/n-triples")

    def rows(self, text: str) -> list[QuerySolution]:
        """Return the rows of a SELECT.

        Raises:
            SpaceflightError: as `change`.
        """
        return patiently(self.query, lambda: endpoint.select(self.query, text), busy=_BUSY)

    def number(self, text: str) -> int:
        """Return the number that is the first cell of an answer; 0 where there is no row."""
        rows = self.rows(text)
        return int(rows[0][0].value) if rows and isinstance(rows[0][0], Literal) else 0

    def graphs(self) -> list[str]:
        """Return the names of all named graphs, in order."""
        rows = self.rows(
            "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
        )  # else Virtuoso 7 hangs
        return sorted(row["graph"].value for row in rows)

    def _post(self, url: str, text: str, media: str) -> None:
        agent = f"spaceflight-graph/{__version__} ({BASE})"
        request = Request(url, text.encode(), {"Content-Type": media, "User-Agent": agent}, method="POST")  # noqa: S310
        patiently(url, lambda: _sent(_opener(url), request), busy=_BUSY)


def _sent(opener: OpenerDirector, request: Request) -> None:
    url = request.full_url
    try:
        with opener.open(request, timeout=TIMEOUT) as answer:
            answer.read()
    except HTTPError as error:
        said = " ".join(error.read(2_000).decode(errors="replace").split())[:300]
        error.close()
        if error.code in (401, 403):
            raise SpaceflightError(
                f"{url}: wants other credentials. Fix: set {USER} and {PASSWORD}, or add the host to your .netrc."
            ) from None
        refused = f"{url}: answers {error.code} {error.reason}: {said}. Fix: see what it says, and check the address."
        raise AnswerError(refused, error.code, error.headers.get("Retry-After")) from None
    except (URLError, TimeoutError, OSError, HTTPException, ValueError) as error:
        why = getattr(error, "reason", error)
        raise SpaceflightError(
            f"{url}: cannot be reached: {why}. Fix: check the address and the network, and publish again: it goes on"
            " where it was."
        ) from None


def _opener(url: str) -> OpenerDirector:
    account = _account(url)
    if account is None:
        return build_opener()
    known = HTTPPasswordMgrWithDefaultRealm()
    parts = urlsplit(url)
    known.add_password(None, f"{parts.scheme}://{parts.netloc}/", *account)
    return build_opener(HTTPBasicAuthHandler(known), HTTPDigestAuthHandler(known))


def _account(url: str) -> tuple[str, str] | None:
    """Return the user and password for a host, if there are any."""
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if user and password:
        return user, password
    try:
        found = netrc.netrc().authenticators(urlsplit(url).hostname or "")
    except (OSError, netrc.NetrcParseError):
        return None
    return (found[0], found[2] or "") if found else None


def refuse_unsafe(target: Target) -> None:
    """Raise where an address is none, or where a password would be sent in the clear to another machine."""
    for url in filter(None, (target.update, target.graphs_at)):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SpaceflightError(f"{url!r} is no address of a store. Fix: write one such as https://host/update.")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK and _account(url):
            raise SpaceflightError(
                f"{url}: would get the password in the clear. Fix: use https, or a tunnel to this machine."
            )
