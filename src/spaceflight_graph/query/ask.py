"""Queries put to the local graph: the only place that asks the engine for others than ourselves."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.files import shown
from spaceflight_graph.query import catalogue
from spaceflight_graph.query.catalogue import Query
from spaceflight_graph.query.parameters import bind

Graphs = tuple[Sequence[str], Sequence[str]]
"""IRIs of the graphs that make up the default graph, and of those that can be named."""
Results = QuerySolutions | QueryBoolean | QueryTriples


def run(store: Store, query: Query | str, given: Mapping[str, str], language: str = "en") -> Results:
    """Run a canned query, or the one of that name, on the local graph, with the labels for readers of a language.

    Raises:
        ParameterError: as `bind`.
        NotFoundError: as `bind`, and as `catalogue.get`.
    """
    query = catalogue.get(query) if isinstance(query, str) else query
    return _answered(store, bind(query, given, store, language), {}, shown(query.file), use_default_graph_as_union=True)


def ask(
    store: Store,
    sparql: str,
    prefixes: Mapping[str, str] | None = None,
    *,
    graphs: Graphs | None = None,
    base: str | None = None,
    file: str = "",
) -> Results:
    """Run anybody's query on the local graph, over the union of its named graphs unless it chooses some with FROM.

    It can read nothing else. How long it takes is not limited here: see worker.py.

    Args:
        store: the graph.
        sparql: the query.
        prefixes: known without being declared.
        graphs: the default graph is the union of the first, the named graphs are the second, whatever the query
            chooses: as the SPARQL 1.1 Protocol has it (2.1.4).
        base: against which relative IRIs are resolved; None: there may be none.
        file: where the query stands, for messages; empty for what somebody typed.

    Raises:
        SpaceflightError: the query is not SPARQL, is an update, is too large, or calls another service.
    """
    from spaceflight_graph.sparql import reach, size, staying  # our own queries need nobody to look them over

    size.refuse_large(sparql, prefixes or {})
    if reach.calls_out(sparql, prefixes):
        raise SpaceflightError(
            "the query calls SERVICE, or has that word beside a mistake; queries here do not use the network."
            " Fix: take the call out, or mend the query."
        )
    if graphs:
        chosen: dict[str, Any] = {"default_graph": _nodes(graphs[0]), "named_graphs": _nodes(graphs[1])}
    else:
        chosen = {"use_default_graph_as_union": not reach.chooses_graphs(sparql, prefixes)}
    whole = staying.answered(sparql, prefixes or {}, lambda iri: _has(store, iri))
    return _answered(store, whole, prefixes or {}, file, base_iri=base, **chosen)


def _answered(store: Store, sparql: str, prefixes: Mapping[str, str], file: str, **how: Any) -> Results:
    with failures():
        try:
            return store.query(sparql, prefixes=dict(prefixes), **how)
        except SyntaxError as error:
            from spaceflight_graph.sparql import mistakes  # only who has made one waits for it

            raise SpaceflightError(*mistakes.told(sparql, error, prefixes, file)) from None


def _has(store: Store, iri: str) -> bool:
    """Tell whether some triple of any graph has a node; what is no IRI the engine may complain of."""
    try:
        node = NamedNode(iri)
    except ValueError:
        return True
    return any(
        next(iter(store.quads_for_pattern(subject, None, value, None)), None) is not None
        for subject, value in ((node, None), (None, node))
    )


def _nodes(iris: Sequence[str]) -> list[NamedNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise SpaceflightError(f"not the IRI of a graph: {error}. Fix: write it whole.") from None


@contextmanager
def failures() -> Iterator[None]:
    """Turn what goes wrong while a query is asked or its rows are read into a message."""
    try:
        yield
    except (ValueError, RuntimeError, OSError) as error:
        raise SpaceflightError(
            f"the query failed: {error}. Fix: mend it, or build the graph anew if that is damaged."
        ) from None
