"""What keeps a shape from being checked: the only place for the errors of the engine."""

from pyoxigraph import BlankNode, NamedNode

from spaceflight_graph.errors import SpaceflightError


class ShapeError(SpaceflightError):
    """A shape that SHACL does not allow, or that nobody can check.

    Attributes:
        node: the shape, so that its place can be told.
        predicate: the property of the shape that is to blame, if it is one triple.
        value: the value of that property.
    """

    def __init__(
        self,
        node: NamedNode | BlankNode,
        message: str,
        predicate: NamedNode | None = None,
        value: NamedNode | BlankNode | None = None,
    ) -> None:
        super().__init__(message)
        self.node = node
        self.predicate = predicate
        self.value = value


class NotCompiledError(Exception):
    """A constraint that has no SPARQL form here; pySHACL takes the shape over."""


class PatternError(NotCompiledError):
    """A pattern that the store's regular expressions lack. Those of pySHACL, which are Python's, may never end."""
