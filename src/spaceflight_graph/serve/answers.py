"""Questions that a worker answers: the only place of a server that asks the graph.

A question is a dict of ``kind`` and what that kind needs; an answer is the head and body of a message: ``status`` and
``headers``, or ``status`` and ``message`` where it is refused.
"""

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from pyoxigraph import NamedNode, QueryTriples, RdfFormat, Store, Triple, serialize

from spaceflight_graph.errors import NotFoundError, ParameterError, SpaceflightError
from spaceflight_graph.export import write
from spaceflight_graph.namespaces import PREFIXES
from spaceflight_graph.query import ask, catalogue, results
from spaceflight_graph.query.ask import Results
from spaceflight_graph.query.names import Names
from spaceflight_graph.serve import description, media, reconcile, rows, static
from spaceflight_graph.serve.framing import Head
from spaceflight_graph.serve.pages import asking, contested, document, home, search, terms, thing
from spaceflight_graph.serve.refusal import Refusal

_PREFIXES = {**PREFIXES, **description.DESCRIPTION_PREFIXES}

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Made = tuple[Head, bytes]


class _Bounded(BytesIO):
    """Bytes that end with a refusal where they are too many: before the first of them is sent."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most
        self._most = most

    def write(self, piece: "ReadableBuffer") -> int:
        """Take a piece of an answer."""
        self._left -= len(memoryview(piece))
        if self._left < 0:
            raise Refusal(
                413, f"the answer is larger than {self._most:,} bytes. Fix: ask for less, or in parts with LIMIT"
            )
        return super().write(piece)


def answer(store: Store, question: Mapping[str, Any]) -> Made:
    """Return the answer to a question, whatever happens."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _KINDS[question["kind"]](store, question)
    except Refusal as error:
        return {"status": error.status, "message": error.message}, b""
    except NotFoundError as error:
        return {"status": 404, "message": str(error)}, b""
    except SpaceflightError as error:
        return {"status": 400, "message": str(error)}, b""
    except MemoryError:
        return {"status": 500, "message": "the query takes too much memory. Fix: ask for less"}, b""
    except Exception as error:
        return {"status": 500, "message": f"the server failed: {type(error).__name__}"}, b""


def _sparql(store: Store, question: Mapping[str, Any]) -> Made:
    """Answer ``query`` over the graphs ``default`` and ``named``, where they are given, as ``accept`` wants it."""
    if question["people"]:
        made = _page(asking.sparql(store, question["query"], question["language"]))
        if question["query"] is None and static.has_editor():
            made[0]["headers"]["Content-Security-Policy"] = static.EDITOR_POLICY
        return made
    graphs = (question["default"], question["named"]) if question["default"] or question["named"] else None
    found = ask.ask(store, question["query"], PREFIXES, graphs=graphs, base=question["here"])
    return _written(found, question)


def _canned(store: Store, question: Mapping[str, Any]) -> Made:
    """Answer the query ``name`` with the parameters ``given``, as ``accept`` wants it."""
    query = catalogue.get(question["name"])
    given, language = question["given"], question["language"]
    if question["people"]:
        lacking = any(p.required and p.name not in given for p in query.parameters)
        make = asking.form(query, given, language) if lacking else asking.rows(store, query, given, language)
        return _page(make)
    try:
        found = ask.run(store, query, given, language)
    except NotFoundError as error:
        raise ParameterError(str(error)) from None  # the resource is there: a parameter names what is not
    return _written(found, question)


def _about(store: Store, question: Mapping[str, Any]) -> Made:
    """Answer ``what`` of ``slug``, a thing, document or class, as a page or as data, as ``accept`` wants it."""
    what, slug, language = question["what"], question["slug"], question["language"]
    node = None if slug is None else _RESOLVED[what](store, slug)
    kind = media.chosen(question["accept"], media.THING)
    if kind is None:
        raise Refusal(406, f"it can be had as {', '.join(media.THING)}. Fix: ask for one of them in Accept")
    if node is not None and document.is_document(store, node):
        what = "document"
    if kind == media.HTML:
        here = f"/{question['what']}/{slug}?" + (f"line={question['line']}&" if question["line"] else "")
        return _page(_shown(store, what, node, language, here, question["line"]))
    out = _Bounded(question["bytes"])
    if what == "id" and node is not None:
        write.to(out, store, media.EXPORTS[kind], names=[node.value])
    else:
        serialize(_data(store, what, node), out, format=media.TRIPLES[kind], prefixes=dict(_PREFIXES))
    return {"status": 200, "headers": {"Content-Type": media.told(kind)}}, out.getvalue()


def _shown(store: Store, what: str, node: NamedNode | None, language: str, here: str, line: int | None) -> bytes:
    match what, node:
        case "id", NamedNode():
            return thing.html(store, node, language, here)
        case "document", NamedNode():
            return document.html(store, node, language, here, line)
        case "document", None:
            return document.listed(store, language)
        case "ontology", NamedNode():
            return terms.html(store, node, language, here)
        case "ontology", None:
            return terms.tree(store, language)
    return contested.html(store, language)


def _data(store: Store, what: str, node: NamedNode | None) -> list[Triple]:
    match what:
        case "document":
            return document.triples(store, node)
        case "ontology":
            return terms.triples(store, node)
    return contested.triples(store)


_RESOLVED: Mapping[str, Callable[[Store, str], NamedNode]] = {
    "id": thing.resolve,
    "document": document.resolve,
    "ontology": terms.resolve,
}


def _search(store: Store, question: Mapping[str, Any]) -> Made:
    """Answer what is called ``text``."""
    text, language = question["text"], question["language"]
    if question["people"]:
        here = f"/search?{urlencode({'q': text})}&" if text else "/search?"
        return _page(search.html(store, _names(store), text, language, here))
    return _written(search.rows(store, _names(store), text, language), question)


def _reconcile(store: Store, question: Mapping[str, Any]) -> Made:
    """Answer a request of the Reconciliation API: ``what`` of ``told``."""
    told = question["told"]
    match question["what"]:
        case "queries":
            found = reconcile.answers(store, _names(store), told["queries"])
        case "extend":
            found = reconcile.extension(store, told["extend"])
        case "properties":
            found = reconcile.proposals(store, told["type"], told["limit"])
        case "preview":
            made = _page(reconcile.preview(store, told["id"]).encode())
            made[0]["headers"]["Content-Security-Policy"] = "default-src 'none'"  # a client shows it in a frame
            return made
        case kind:
            found = reconcile.suggestion(store, _names(store), kind, told["prefix"])
    return {"status": 200, "headers": {"Content-Type": "application/json"}}, json.dumps(found).encode()


@lru_cache(maxsize=1)
def _names(store: Store) -> Names:
    """Return the names of the graph, once a worker: it does not change."""
    return Names.of_graph(store)


def _page(html: bytes) -> Made:
    return {"status": 200, "headers": {"Content-Type": media.told(media.HTML)}}, html


def _home(store: Store, question: Mapping[str, Any]) -> Made:
    """Answer with the first page."""
    return _page(home.html(store, question["language"]))


def _queries(_: Store, question: Mapping[str, Any]) -> Made:
    """Answer with the list of queries."""
    return _page(asking.queries(question["language"]))


def _service(store: Store, question: Mapping[str, Any]) -> Made:
    """Describe the endpoint that is ``here``."""
    return _written(description.service(store, question["here"]), question)


def _void(store: Store, question: Mapping[str, Any]) -> Made:
    """Describe the data, which can be asked ``here``."""
    return _written(description.void(store, question["here"]), question)


def _written(found: Results | list[Triple], question: Mapping[str, Any]) -> Made:
    """Return an answer in the media type that the client likes best."""
    offered = media.TRIPLES if isinstance(found, QueryTriples | list) else media.ROWS
    kind = media.chosen(question["accept"], tuple(offered))
    if kind is None:
        raise Refusal(406, f"the answer can be had as {', '.join(offered)}. Fix: ask for one of them in Accept")
    out = _Bounded(question["bytes"])
    head = {"status": 200, "headers": {"Content-Type": media.told(kind)}}
    with ask.failures():  # rows are found while they are written
        if not isinstance(found, QueryTriples | list):
            found.serialize(out, format=media.ROWS[kind])
            if rows.too_many(out.getvalue(), media.ROWS[kind], question["rows"]):
                raise _too_many(question["rows"])
        elif media.TRIPLES[kind] == RdfFormat.TURTLE:
            return head, results.turtle(_few(found, question["rows"]), _PREFIXES, out)
        else:
            serialize(_few(found, question["rows"]), out, format=media.TRIPLES[kind])
    return head, out.getvalue()


def _few(triples: Iterable[Triple], most: int) -> Iterator[Triple]:
    """Yield triples.

    Raises:
        Refusal: there are too many.
    """
    for number, triple in enumerate(triples, 1):
        if number > most:
            raise _too_many(most)
        yield triple


def _too_many(most: int) -> Refusal:
    return Refusal(413, f"the answer has more than {most:,} rows. Fix: ask for less, or in parts with LIMIT")


_KINDS: Mapping[str, Callable[[Store, Mapping[str, Any]], Made]] = {
    "sparql": _sparql,
    "canned": _canned,
    "home": _home,
    "queries": _queries,
    "about": _about,
    "search": _search,
    "reconcile": _reconcile,
    "service": _service,
    "void": _void,
}
