"""Our graph in somebody else's store: the only place that finds out how to ask there, and looks names up there."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, QuerySolution

from spaceflight_graph.errors import NotFoundError, SpaceflightError, shortened
from spaceflight_graph.namespaces import OWL, RDF, SF, shorten
from spaceflight_graph.query import endpoint, lookup
from spaceflight_graph.query.patience import patiently
from spaceflight_graph.suggestions import MOST

if TYPE_CHECKING:
    from spaceflight_graph.query.reading import Reader

_FACT = f"SELECT ?fact {{ ?fact {RDF.type} {SF.Fact} }} LIMIT 1"  # no ASK: Virtuoso 7 answers it with rows
_GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } } ORDER BY ?graph"
_OURS = "https://w3id.org/spaceflight/"


@dataclass(frozen=True)
class Elsewhere:
    """A SPARQL 1.1 endpoint that holds the graph.

    Attributes:
        url: of the endpoint.
        graphs: the named graphs that make up the default graph of each query; none where the store does so by itself.
    """

    url: str
    graphs: tuple[str, ...] = ()

    @classmethod
    def at(cls, url: str) -> "Elsewhere":
        """Return an endpoint with the way to ask it.

        Queries are put to the union of all graphs. Some stores have it as the default graph (Virtuoso, GraphDB); on
        others the default graph is empty (Oxigraph, Fuseki), and the query names the graphs: the protocol's
        ``default-graph-uri``.

        Raises:
            SpaceflightError: it does not answer, or holds none of our graphs.
        """
        if endpoint.select(url, _FACT):
            return cls(url)
        named = (row["graph"] for row in endpoint.select(url, _GRAPHS))
        graphs = tuple(node.value for node in named if isinstance(node, NamedNode) and node.value.startswith(_OURS))
        if not graphs or not endpoint.select(url, _FACT, graphs):
            raise SpaceflightError(
                f"{url}: holds no spaceflight graph. Fix: check the address, or publish the graph there."
            )
        return cls(url, graphs)

    def named(self, name: str, of_class: NamedNode) -> NamedNode:
        """Return the one thing that a name stands for there: by slug, IRI, or any label in any language.

        Raises:
            NotFoundError: nothing, or more than one thing, has the name.
            SpaceflightError: the endpoint does not answer.
        """
        kind = "" if of_class in (OWL.Thing, RDF.Property) else f" ; a {of_class}"
        spelled = " ".join(str(node) for node in lookup.spelled(name))
        if exact := self._things(f"VALUES ?thing {{ {spelled} }} ?thing a ?any{kind} ."):
            return exact[0]
        found = self._things(f"?thing {SF.nameKey} {Literal(lookup.key(name))} ; a ?any{kind} .")
        if len(found) == 1:
            return found[0]
        wanted = of_class.value.rsplit("#", 1)[1]
        if found:
            these = ", ".join(shorten(node.value) for node in found[:MOST])
            raise NotFoundError(f"{shortened(name)!r} is the name of {len(found)} things. Fix: take one of {these}.")
        raise NotFoundError(f"no {wanted} is called {shortened(name)!r} at {self.url}. Fix: name one by slug or IRI.")

    def run(self, sparql: str, form: str, *, safe_csv: bool = False, reader: "Reader | None" = None) -> str:
        """Return the answer to a query, as `endpoint.run_remote` does."""
        run = partial(endpoint.run_remote, graphs=self.graphs, safe_csv=safe_csv, reader=reader)
        return patiently(self.url, lambda: run(self.url, sparql, form))

    def _things(self, pattern: str) -> list[NamedNode]:
        rows = endpoint.select(self.url, f"SELECT DISTINCT ?thing {{ {pattern} }} ORDER BY ?thing", self.graphs)
        return [node for row in rows if isinstance(node := _thing(row), NamedNode)]


def _thing(row: QuerySolution) -> object:
    return row["thing"]
