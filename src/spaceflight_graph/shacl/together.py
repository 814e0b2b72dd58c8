"""What a repetition leads to, looked at once for all nodes that lead to each other: the only place that does so.

From each of ten thousand nodes in a circle the same ten thousand can be reached: who counts them for each of the nodes
counts a hundred million.
"""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.unfolded import product

_IN, _ON, _OUT = (NamedNode(f"urn:x-together:{name}") for name in ("in", "on", "out"))
_PLACES = f"{{ SELECT DISTINCT ?place WHERE {{ ?place {_IN} ?node }} }}"
_MANY = 100
"""From fewer nodes than these one walks as the path says."""
_SHARED = 2
"""So many nodes have to share a place, all in all: the store walks faster than we do."""


@dataclass(frozen=True, slots=True)
class Together:
    """A query about the values of many nodes.

    Attributes:
        path: leads to the values.
        starts: the query for the nodes.
        query: what to ask of the store that :meth:`walked` returns.
    """

    path: Path
    starts: str
    query: str

    def walked(self, data: Store) -> Store | None:
        """Return a store that has the data and the places that the path goes through, one for many nodes.

        Nothing is returned where there are few nodes, or hardly a circle.
        """
        starts = [row[0] for row in data.query(self.starts)]  # type: ignore[union-attr]
        if len(starts) < _MANY:
            return None
        for some in (starts[:_MANY], starts):  # where there is no large circle, a few tell
            places = list(product(data, self.path, (_IN, _ON, _OUT), some))
            if len({quad.subject for quad in places if quad.predicate == _IN}) * _SHARED > len(some):
                return None
        store = Store()
        store.bulk_extend(data)
        store.bulk_extend(places)
        return store


def reached(path: Path, starts: str, test: str) -> Together:
    """Return what asks for the values that pass a test, each with the nodes from which the path leads there."""
    found = f"SELECT ?place ?value WHERE {{ {_PLACES} ?place {_ON}*/{_OUT} ?value . {test} }}"
    return Together(path, starts, f"SELECT DISTINCT ?this ?value WHERE {{ ?place {_IN} ?this . {{ {found} }} }}")


def counted(path: Path, starts: str, test: str, condition: str, apart: tuple[str, str]) -> Together:
    """Return what asks for the nodes with too few or too many values.

    Args:
        path: leads to the values.
        starts: the query for the nodes.
        test: a filter on each ``?value``.
        condition: ``> 5``, or ``< 5``.
        apart: a variable and the expression that tells values apart that are not counted together.

    >>> counted(Path("iri", NamedNode("urn:p")), "", "", "< 2", ("", "")).query.partition(" MINUS ")[0]
    'SELECT ?this  WHERE { ?place <urn:x-together:in> ?this'
    """
    variable, expression = apart
    by = f"({expression} AS {variable})" if variable else ""
    few = condition.startswith("<")
    found = (
        f"SELECT ?place {variable} WHERE {{ {_PLACES} ?place {_ON}*/{_OUT} ?value . {test} }}"
        f" GROUP BY ?place {by} HAVING(COUNT(DISTINCT ?value) {condition.replace('<', '>=')})"
    )
    query = f"SELECT ?this {variable} WHERE {{ ?place {_IN} ?this {'MINUS' if few else ''} {{ {found} }} }}"
    return Together(path, starts, query)


def shared(path: Path, starts: str, other: NamedNode) -> Together:
    """Return what asks for values of another property to which the path leads, too."""
    there = f"FILTER(EXISTS {{ ?place {_ON}*/{_OUT} ?value }})"
    return Together(
        path, starts, f"SELECT ?this ?value WHERE {{ ?place {_IN} ?this . ?this {other} ?value . {there} }}"
    )
