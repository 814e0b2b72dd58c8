"""What is asked of which nodes: the only place that knows what a query for broken constraints is made of."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from spaceflight_graph.namespaces import Term
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.far import begin
from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.shapes import Shape
from spaceflight_graph.shacl.together import Together

if TYPE_CHECKING:
    from spaceflight_graph.shacl.sparql import SparqlConstraint

_FAR = 20
"""So many shapes away from the nodes last asked for, the next ones are: the time to plan a query grows faster."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus nodes of a shape.

    Attributes:
        pattern: binds ``?this`` to them.
        outer: the nodes through which each was reached: two ways to one node are two results.
        named: whether the root shape names nodes one by one, which may be absent from the data.
        before: the queries that lead to where the pattern begins (``far.py``), one after the other.
    """

    pattern: str
    outer: tuple[str, ...] = ()
    named: bool = False
    before: tuple[str, ...] = ()

    def values(self, path: Path | None) -> "Focus":
        """Return the values of a path as the focus nodes of the shapes nested there."""
        if path is None:
            return self
        outer = f"?via{len(self.outer)}"
        reach = f"{outer} {path.sparql()} ?this ."
        pattern = f"{self.pattern.replace('?this', outer)} {reach}"
        return Focus(pattern, (*self.outer, outer), self.named, self.before)

    def anew(self) -> "Focus":
        """Return the same nodes, to be asked for beforehand where they are far away."""
        if len(self.outer) < _FAR:
            return self
        return Focus(begin("?this"), (), self.named, (*self.before, self.query("")))

    def query(self, pattern: str, *variables: str) -> str:
        """Return a query for the focus nodes where a pattern holds."""
        head = " ".join((*self.outer, "?this", *variables))
        return f"SELECT DISTINCT {head} WHERE {{ {self.pattern} {pattern} }}"

    def counting(self, pattern: str, condition: str, apart: tuple[str, str] = ("", "")) -> str:
        """Return a query for the focus nodes with too few or too many ``?value``.

        Args:
            pattern: binds ``?value``.
            condition: ``> 5``, or ``< 5``.
            apart: a variable and the expression that tells values apart that are not counted together.
        """
        group = " ".join((*self.outer, "?this"))
        variable, expression = apart
        by = f"({expression} AS {variable})" if variable else ""
        having = f"HAVING(COUNT(DISTINCT ?value) {condition})"
        return f"SELECT {group} {variable} WHERE {{ {self.pattern} {pattern} }} GROUP BY {group} {by} {having}"

    @property
    def first(self) -> bool:
        """Tell whether these are nodes of the data that the root shape itself looks at."""
        return not (self.named or self.outer or self.before)


@dataclass(frozen=True, slots=True)
class Probe:
    """A query for what breaks one constraint of one shape.

    Its rows bind ``?this``, and may bind ``?value``, ``?path``, ``?lang``, ``?other``, or whatever a SPARQL
    constraint selects.

    Attributes:
        shape: the shape that the constraint belongs to.
        component: the constraint component.
        argument: the value of the parameter: what the constraint asks for.
        query: the query over all focus nodes.
        constraint: the SPARQL constraint, if it is one.
        focus: for a SPARQL constraint that has to be asked anew for each focus node: the query for those.
        value_is_focus: whether the focus node itself is the offending value.
        apart: whether it is about nodes that the data do not have (``absent.py``).
        before: the queries that lead to where the query begins (``far.py``), one after the other.
        doubt: a query for the values that could be found, and one for from where they are reached (``ends.py``).
        together: what asks the same for all nodes at a time that lead to the same values (``together.py``).
    """

    shape: Shape
    component: NamedNode
    argument: Term
    query: str
    constraint: "SparqlConstraint | None" = None
    focus: str | None = None
    value_is_focus: bool = False
    apart: bool = False
    before: tuple[str, ...] = ()
    doubt: tuple[str, str] | None = None
    together: Together | None = None

    def error(self, error: Exception) -> ShapeError:
        """Return what to raise where the store refuses to run the query."""
        if self.constraint is not None:
            return self.constraint.error(self.shape, error)
        return self.shape.error(f"its query cannot be run ({error}). Fix: report it, with the shape.")
