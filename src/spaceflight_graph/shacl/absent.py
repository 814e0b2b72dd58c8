"""Nodes that a shape names and the data do not have: the only place that tells them from the others.

The store walks no path from them, though they are values of a path that may stay where it is (SPARQL 1.1, §18.4:
ZeroLengthPath). They reach nothing but themselves, so that they are checked in a store where there is nothing else.
"""

from dataclasses import replace

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.literals import as_written
from spaceflight_graph.shacl.errors import NotCompiledError
from spaceflight_graph.shacl.shapes import Shape, Shapes

_MENTION = (BlankNode("mention"), NamedNode("urn:x-mentions:"))
"""What makes a node one of a store's, without a triple that a constraint would look at."""


def told_apart(root: Shape, shapes: Shapes, store: Store) -> tuple[Shape | None, Shape | None]:
    """Return a root shape for the nodes that a store has, and for those that it has not, as far as it matters.

    Raises:
        NotCompiledError: a query of the shape would have to be asked of both.
    """
    if not any(kind == "targetNode" for kind, _ in root.targets):
        return root, None
    within = shapes.within(root)
    staying = next((shape for shape in within if shape.path is not None and shape.path.stays), None)
    gone = {target for target in root.targets if target[0] == "targetNode" and not has(store, target[1])}
    if staying is None or not gone:
        return root, None
    if any(parameter == "sparql" for shape in within for parameter, _ in shape.constraints):
        raise NotCompiledError(f"{staying.name} may stay at a node that is not in the data")
    here, there = (tuple(one for one in root.targets if (one in gone) is absent) for absent in (False, True))
    return replace(root, targets=here) if here else None, replace(root, targets=there)


def mention(node: Term) -> Quad:
    """Return a quad that makes a node one of a store's."""
    return Quad(*_MENTION, as_written(node) if isinstance(node, Literal) else node)


def has(store: Store, node: Term) -> bool:
    """Tell whether a node stands in a triple of a store's default graph."""
    term = as_written(node) if isinstance(node, Literal) else node
    subject = not isinstance(term, Literal) and any(store.quads_for_pattern(term, None, None, DefaultGraph()))
    return subject or any(store.quads_for_pattern(None, None, term, DefaultGraph()))
