"""Spaceflight Graph: who says what about a spaceflight, at which line, and what to believe.

The public names are imported when they are first used, so that a query need not wait for what validation needs.

    build_graph(path)              make the local graph         open_store(path)       open it: a pyoxigraph.Store
    open_dataset(path)             open it: an rdflib.Dataset   run_query(store, …)    a canned query
    explain_thing(store, subject)  why it answers so            check_citations(dir)   find every claim again
    validate_paths(paths)          Turtle against shapes        export_text(store, …)  the graph as text
    SpaceflightError               every error a user can see
"""

from importlib import import_module
from typing import TYPE_CHECKING

from spaceflight_graph.version import __version__ as __version__

if TYPE_CHECKING:
    from spaceflight_graph.build import build as build_graph
    from spaceflight_graph.claims.citations import cite as check_citations
    from spaceflight_graph.errors import SpaceflightError
    from spaceflight_graph.export.write import text as export_text
    from spaceflight_graph.query.ask import run as run_query
    from spaceflight_graph.query.explain import explain as explain_thing
    from spaceflight_graph.store.dataset import open_dataset
    from spaceflight_graph.store.local import open_store
    from spaceflight_graph.validate.run import validate_paths

__all__ = [
    "SpaceflightError",
    "build_graph",
    "check_citations",
    "explain_thing",
    "export_text",
    "open_dataset",
    "open_store",
    "run_query",
    "validate_paths",
]

_HOMES = {
    "SpaceflightError": ("errors", "SpaceflightError"),
    "build_graph": ("build", "build"),
    "check_citations": ("claims.citations", "cite"),
    "explain_thing": ("query.explain", "explain"),
    "export_text": ("export.write", "text"),
    "open_dataset": ("store.dataset", "open_dataset"),
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
