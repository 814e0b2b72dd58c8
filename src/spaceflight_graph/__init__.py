"""Spaceflight Graph: who says what about a spaceflight, at which line, and what to believe.

The public names are imported when they are first used, so that a query need not wait for what validation needs.

    open_graph(store)              open the local graph and ask it: a Graph
    Graph                          ask, sparql, holds, explain, find, list, disputes, plot, queries
    Answer, Row                    rows of Python values; to_dataframe; a table in notebooks
    Thing, PartialDate             what is known by a name; a month, a year, a decade
    Explanations, Explanation      why the graph answers so, property by property
    Picture                        an answer drawn: SVG or PNG
    Query                          a canned query: what it answers, and its parameters

    build_graph(path)              make the local graph         open_store(path)       open it: a pyoxigraph.Store
    open_dataset(path)             open it: an rdflib.Dataset   run_query(store, …)    a canned query, as terms
    explain_thing(store, subject)  why it answers so            check_citations(dir)   find every claim again
    validate_paths(paths)          Turtle against shapes        export_text(store, …)  the graph as text
    get_query(name)                a canned query

    SpaceflightError               every error a user can see
    ├── DataError                  the data is wrong; carries one problem or more
    ├── NotFoundError              a name that does not exist; offers the nearest ones
    ├── ParameterError             a parameter that is missing, unknown or malformed
    └── StoreError                 the local graph is missing, foreign, damaged or cannot be written
    UnknownTermWarning             a query names a term of ours that does not exist
"""

from importlib import import_module
from typing import TYPE_CHECKING

from spaceflight_graph.version import __version__ as __version__

if TYPE_CHECKING:
    from spaceflight_graph.build import build as build_graph
    from spaceflight_graph.claims.citations import cite as check_citations
    from spaceflight_graph.errors import DataError, NotFoundError, ParameterError, SpaceflightError, StoreError
    from spaceflight_graph.export.write import text as export_text
    from spaceflight_graph.graph import Graph, open_graph
    from spaceflight_graph.plot.picture import Picture
    from spaceflight_graph.query.answer import Answer, Row
    from spaceflight_graph.query.ask import run as run_query
    from spaceflight_graph.query.catalogue import Query
    from spaceflight_graph.query.catalogue import get as get_query
    from spaceflight_graph.query.explain import Explanation, Explanations
    from spaceflight_graph.query.explain import explain as explain_thing
    from spaceflight_graph.query.typed import PartialDate, Thing
    from spaceflight_graph.query.unknown import UnknownTermWarning
    from spaceflight_graph.store.dataset import open_dataset
    from spaceflight_graph.store.local import open_store
    from spaceflight_graph.validate.run import validate_paths

__all__ = [
    "Answer",
    "DataError",
    "Explanation",
    "Explanations",
    "Graph",
    "NotFoundError",
    "ParameterError",
    "PartialDate",
    "Picture",
    "Query",
    "Row",
    "SpaceflightError",
    "StoreError",
    "Thing",
    "UnknownTermWarning",
    "__version__",
    "build_graph",
    "check_citations",
    "explain_thing",
    "export_text",
    "get_query",
    "open_dataset",
    "open_graph",
    "open_store",
    "run_query",
    "validate_paths",
]

_HOMES = {
    "Answer": ("query.answer", "Answer"),
    "DataError": ("errors", "DataError"),
    "Explanation": ("query.explain", "Explanation"),
    "Explanations": ("query.explain", "Explanations"),
    "Graph": ("graph", "Graph"),
    "NotFoundError": ("errors", "NotFoundError"),
    "ParameterError": ("errors", "ParameterError"),
    "PartialDate": ("query.typed", "PartialDate"),
    "Picture": ("plot.picture", "Picture"),
    "Query": ("query.catalogue", "Query"),
    "Row": ("query.answer", "Row"),
    "SpaceflightError": ("errors", "SpaceflightError"),
    "StoreError": ("errors", "StoreError"),
    "Thing": ("query.typed", "Thing"),
    "UnknownTermWarning": ("query.unknown", "UnknownTermWarning"),
    "build_graph": ("build", "build"),
    "check_citations": ("claims.citations", "cite"),
    "explain_thing": ("query.explain", "explain"),
    "export_text": ("export.write", "text"),
    "get_query": ("query.catalogue", "get"),
    "open_dataset": ("store.dataset", "open_dataset"),
    "open_graph": ("graph", "open_graph"),
    "open_store": ("store.local", "open_store"),
    "run_query": ("query.ask", "run"),
    "validate_paths": ("validate.run", "validate_paths"),
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, attribute = _HOMES[name]
    found: object = getattr(import_module(f"{__name__}.{module}"), attribute)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
