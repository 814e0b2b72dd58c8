"""How a request is refused, whatever went wrong: programs get a problem document, browsers a page that leads on."""

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from urllib.parse import quote, urlencode

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from spaceflight_graph.serve import language, media
from spaceflight_graph.serve.refusal import PROBLEM, Refusal


def _answer(request: Request, refusal: Refusal) -> Response:
    headers = {**refusal.headers(), "Vary": "Accept, Accept-Language"}
    if not media.wants_page(request.headers.get("accept", ""), (PROBLEM,)):
        return Response(refusal.body(), refusal.status, headers)
    from spaceflight_graph.serve.pages.rendering import page  # all other pages are made by workers

    kept = [(name, value) for name, value in request.query_params.multi_items() if name != language.PARAMETER]
    here = f"{quote(request.url.path)}?" + (f"{urlencode(kept)}&" if kept else "")
    told = {"phrase": refusal.phrase, "message": refusal.message}
    html = page("refused.html", language.asked(request), here, **told)
    return Response(html, refusal.status, {**headers, "Content-Type": media.told(media.HTML)})


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)  # noqa: S101 - it is called for none other
    return _answer(request, error)


async def _refused_by_routes(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - likewise
    allow = (error.headers or {}).get("Allow")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return _answer(request, Refusal(405, f"the methods here are {allow}. Fix: use one of them", allow=allow))
    return _answer(request, Refusal(error.status_code, "there is nothing here. Fix: see /query and /sparql"))


async def _unheard(_: Request, __: Exception) -> Response:
    return Response(status_code=400)


async def _failed(request: Request, _: Exception) -> Response:
    return _answer(request, Refusal(500, "the server failed"))


HANDLERS: Mapping[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    Refusal: _refused,
    HTTPException: _refused_by_routes,
    ClientDisconnect: _unheard,
    Exception: _failed,
}
"""What is done about each kind of exception."""
