"""Nodes written into queries for those that lie beyond them: the only place that does it.

A shape nested a thousand deep would be a query that nobody can plan. Its focus nodes are asked for in stages
(``probes.Focus.anew``), and each stage begins with the nodes of the one before.
"""

import re
from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal

from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.literals import as_written

HERE = "<urn:x-here:>"
"""Stands in a query for the nodes that were asked for before."""
_BEGINS = re.compile(r"VALUES \?(\w+) \{ " + HERE + r" \}")


def begin(variable: str) -> str:
    """Return the pattern that binds a variable to the nodes of the stage before.

    >>> begin("?this")
    'VALUES ?this { <urn:x-here:> }'
    """
    return f"VALUES {variable} {{ {HERE} }}"


def started(query: str) -> str:
    """Return the variable that a query binds to the nodes of the stage before.

    >>> started(f"SELECT * {{ {begin('?via0')} ?via0 ?p ?this }}")
    'via0'
    """
    found = _BEGINS.search(query)
    return found[1] if found else "this"


def filled(query: str, nodes: Iterable[Term]) -> Iterator[tuple[str, dict[str, Term]]]:
    """Yield the query with the nodes of the stage before, and what is to be given to the engine with it.

    A blank node cannot be written, and is given.

    >>> list(filled(begin("?this"), [Literal("a"), Literal("b")]))
    [('VALUES ?this { "a" "b" }', {})]
    """
    variable = started(query)
    terms = list(nodes)
    written = [str(as_written(term) if isinstance(term, Literal) else term) for term in terms if not _blank(term)]
    if written:
        yield query.replace(HERE, " ".join(written)), {}
    for term in filter(_blank, terms):
        yield _BEGINS.sub("", query), {variable: term}


def _blank(term: Term) -> bool:
    return isinstance(term, BlankNode)
