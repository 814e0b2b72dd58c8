"""The ASGI app: routes, headers and who leaves early; what is asked goes to the pool of workers.

/sparql              SPARQL 1.1 Protocol; without a query, the service description
/id, /document, /ontology, /disputes  things, documents, classes, disputes: as pages and as data
/search              what is called so, in any language
/query, /query/NAME  the canned queries, and one of them with its parameters
/openapi.json        those queries, described for programs
/health              whether it answers, and from which data
/.well-known/void    what is in the graph
"""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from spaceflight_graph.serve import canned, language, media, protocol, reconcile, refusing, static
from spaceflight_graph.serve.framing import Head
from spaceflight_graph.serve.headers import Everywhere
from spaceflight_graph.serve.limits import Limits
from spaceflight_graph.serve.pool import Answer, Pool
from spaceflight_graph.serve.refusal import Refusal
from spaceflight_graph.store.local import read_manifest

_PING: Head = {
    "kind": "sparql",
    "query": "ASK {}",
    "default": [],
    "named": [],
    "accept": "",
    "here": None,
    "people": False,
}
_ENDINGS = {"html": media.HTML, "jsonld": "application/ld+json", "nt": "application/n-triples", "ttl": "text/turtle"}
_DIGITS = 10
LONGEST_ADDRESS = 64 * 2**10


class Server:
    """One graph, over HTTP."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._pool = Pool(store, limits)

    def app(self) -> Starlette:
        """Return the ASGI app."""
        return Starlette(
            routes=[
                Route("/", self.home),
                Route("/static/{name}", self.static),
                *self._pages(),
                Route("/search", self.search),
                Route("/sparql", self.sparql, methods=["GET", "POST", "QUERY", "PUT", "DELETE", "PATCH"]),
                Route("/query", self.queries),
                Route("/query/{name:path}", self.canned),
                Route("/openapi.json", self.openapi),
                Route("/reconcile", self.reconcile, methods=["GET", "POST"]),
                Route("/reconcile/preview", self.preview),
                Route("/reconcile/properties", self.properties),
                Route("/reconcile/suggest/{kind}", self.suggest),
                Route("/health", self.health),
                Route("/.well-known/void", self.void),
            ],
            middleware=[Middleware(Everywhere), Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)],
            exception_handlers=refusing.HANDLERS,
            lifespan=self._life,
        )

    def _pages(self) -> Iterator[Route]:
        """Yield the routes of what is a page and data: things, and documents, classes and disputes, one or all."""
        for what in ("id", "document", "ontology"):
            yield Route(f"/{what}/{{slug:path}}", partial(self.about, what))
        for what in ("document", "ontology", "disputes"):
            yield Route(f"/{what}", partial(self.about, what))
            yield Route(f"/{what}.{{ending}}", partial(self.about, what))

    async def open(self) -> None:
        """Start the workers, if they are not: who opens a port does so before, and can tell why it fails.

        Raises:
            StoreError: there is no graph, or it cannot be opened.
        """
        await self._pool.start()

    @asynccontextmanager
    async def _life(self, _: Starlette) -> AsyncIterator[None]:
        await self.open()
        try:
            yield
        finally:
            await self._pool.close()

    async def sparql(self, request: Request) -> Response:
        """Answer a query of the SPARQL Protocol."""
        asked = protocol.read(
            request.method,
            request.scope["query_string"],
            request.headers.get("content-type", ""),
            await self._body(request),
        )
        here = str(request.url_for("sparql"))
        people = request.method in ("GET", "HEAD") and media.wants_page(_accept(request), (*media.ROWS, *media.TRIPLES))
        if asked is None and not people:
            return await self._answered(request, {"kind": "service", "here": here})
        what = asdict(asked) if asked else {"query": None}
        told = {"kind": "sparql", **what, "here": here, "people": people, "language": language.asked(request)}
        return await self._answered(request, told)

    async def home(self, request: Request) -> Response:
        """Show the first page."""
        return await self._answered(request, {"kind": "home", "language": language.asked(request)})

    async def static(self, request: Request) -> Response:
        """Return a file that pages need."""
        body, kind = static.read(request.path_params["name"])
        return Response(body, media_type=kind, headers={"Cache-Control": "max-age=3600"})

    async def about(self, what: str, request: Request) -> Response:
        """Show a thing, a document, a class, or all of them, or return it as data."""
        told = request.path_params
        slug, dot, ending = told.get("slug", f".{told['ending']}" if "ending" in told else "").partition(".")
        if dot and ending not in _ENDINGS:
            raise Refusal(404, f"there is no .{ending} of it. Fix: take one of {', '.join(_ENDINGS)}")
        line = request.query_params.get("line", "")
        question = {
            "kind": "about",
            "what": what,
            "slug": slug if "slug" in told else None,
            "line": int(line) if line.isdecimal() and line.isascii() and len(line) < _DIGITS else None,
        }
        return await self._answered(request, {**question, "language": language.asked(request)}, _ENDINGS.get(ending))

    async def search(self, request: Request) -> Response:
        """Show what is called so."""
        people = media.wants_page(_accept(request), tuple(media.ROWS))
        text = request.query_params.get("q", "")
        told = {"kind": "search", "text": text, "people": people, "language": language.asked(request)}
        return await self._answered(request, told)

    async def queries(self, request: Request) -> Response:
        """List the canned queries."""
        if media.wants_page(_accept(request), ("application/json",)):
            return await self._answered(request, {"kind": "queries", "language": language.asked(request)})
        return Response(canned.listed(str(request.base_url)), media_type="application/json")

    async def canned(self, request: Request) -> Response:
        """Answer a canned query, or tell its text."""
        asked = canned.read(request.path_params["name"], request.query_params.multi_items())
        if asked.text is not None:
            return Response(asked.text, media_type=protocol.QUERY)
        people = asked.media is None and media.wants_page(_accept(request), (*media.ROWS, *media.TRIPLES))
        chosen = asked.language or (language.asked(request) if people else "en")
        told = {"kind": "canned", "name": asked.name, "given": asked.given, "language": chosen, "people": people}
        return await self._answered(request, told, asked.media)

    async def openapi(self, request: Request) -> Response:
        """Describe the canned queries as OpenAPI 3.1."""
        return Response(canned.openapi(str(request.base_url)), media_type="application/json")

    async def reconcile(self, request: Request) -> Response:
        """Answer a batch of queries or an extension of the Reconciliation API; without one, say what the service is."""
        told = dict(request.query_params)
        if request.method == "POST":
            told = protocol.form(request.headers.get("content-type", ""), await self._body(request))
        for what in ("queries", "extend"):
            if what in told:
                return await self._answered(request, {"kind": "reconcile", "what": what, "told": told})
        if told:
            raise Refusal(400, "a request has `queries` or `extend`. Fix: send one of them")
        return JSONResponse(reconcile.manifest(str(request.base_url)))

    async def preview(self, request: Request) -> Response:
        """Show in a small frame what a thing is."""
        told = {"id": request.query_params.get("id", "")}
        return await self._answered(request, {"kind": "reconcile", "what": "preview", "told": told})

    async def properties(self, request: Request) -> Response:
        """Propose properties by which a table may be extended."""
        limit = request.query_params.get("limit", "")
        told = {"type": request.query_params.get("type", ""), "limit": int(limit) if limit.isdecimal() else 20}
        return await self._answered(request, {"kind": "reconcile", "what": "properties", "told": told})

    async def suggest(self, request: Request) -> Response:
        """Suggest things, properties or classes whose name begins with a text."""
        kind = request.path_params["kind"]
        if kind not in ("entity", "property", "type"):
            raise Refusal(404, "there is nothing here. Fix: ask for entity, property or type")
        told = {"prefix": request.query_params.get("prefix", "")}
        return await self._answered(request, {"kind": "reconcile", "what": kind, "told": told})

    async def void(self, request: Request) -> Response:
        """Tell what is in the graph, as VoID and DCAT."""
        return await self._answered(request, {"kind": "void", "here": str(request.url_for("sparql"))})

    async def health(self, _: Request) -> Response:
        """Tell that a worker answers, and from which data."""
        answer = await self._pool.ask(_PING)
        manifest = read_manifest(self._store)
        told = {
            "status": "ok" if answer.status == HTTPStatus.OK else "failing",
            "version": manifest.version,
            "sources": manifest.sources,
            "counts": manifest.counts,
        }
        return Response(json.dumps(told) + "\n", media_type="application/json", headers={"Cache-Control": "no-store"})

    async def _answered(self, request: Request, question: Head, accept: str | None = None) -> Response:
        asked = {**question, "accept": _accept(request) if accept is None else accept}
        tag = self._tag(asked)
        headers = {"ETag": tag, "Vary": "Accept, Accept-Language", "Cache-Control": "no-cache"}
        if tag in {one.strip() for one in request.headers.get("if-none-match", "").split(",")}:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
        answer = await _unless_gone(request, self._pool, asked)
        return Response(answer.body, answer.status, {**headers, **answer.headers})

    def _tag(self, asked: Head) -> str:
        """Return what an answer of this graph to this question is called; weak, for it may be sent compressed."""
        told = json.dumps([self._pool.graph(), asked], sort_keys=True)
        return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'

    async def _body(self, request: Request) -> bytes:
        if len(request.scope["query_string"]) > LONGEST_ADDRESS:
            raise Refusal(414, "the address is too long. Fix: send the query by POST")
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > self._limits.request:
                raise Refusal(413, f"a request has at most {self._limits.request:,} bytes. Fix: send less")
        return bytes(body)


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")


async def _unless_gone(request: Request, pool: Pool, question: Head) -> Answer:
    """Return the answer; where the client leaves before, its worker is ended."""
    asking = asyncio.create_task(pool.ask(question))
    leaving = asyncio.create_task(_left(request))
    try:
        await asyncio.wait({asking, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            raise ClientDisconnect
        return asking.result()
    finally:
        for task in (asking, leaving):
            task.cancel()
        await asyncio.gather(asking, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
