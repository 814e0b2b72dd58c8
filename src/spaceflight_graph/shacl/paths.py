"""Property paths: read from a shapes graph, written as SPARQL. The only place that knows their grammar."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode

from spaceflight_graph.namespaces import Term
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.graph import ShapesGraph
from spaceflight_graph.shacl.vocabulary import sh

_REPEATS = {sh("zeroOrMorePath"): "*", sh("oneOrMorePath"): "+", sh("zeroOrOnePath"): "?"}

OPERATORS = (sh("inversePath"), sh("alternativePath"), *_REPEATS)


@dataclass(frozen=True, slots=True)
class Path:
    """One node of a property path.

    Attributes:
        kind: ``iri``, ``^`` (inverse), ``/`` (sequence), ``|`` (alternative), ``*``, ``+`` or ``?``.
        iri: the property, for ``iri``.
        parts: what the operator applies to, for all others.
    """

    kind: str
    iri: NamedNode | None = None
    parts: tuple["Path", ...] = ()

    def text(self, name: Callable[[str], str]) -> str:
        """Return the path as SPARQL, with ``name`` to write its IRIs."""
        if self.kind == "iri":
            return name(self.iri.value) if self.iri else ""
        texts = [part.text(name) for part in self.parts]
        grouped = [text if part.kind == "iri" else f"({text})" for text, part in zip(texts, self.parts, strict=True)]
        if self.kind in "/|":
            return f" {self.kind} ".join(grouped) if self.kind == "|" else self.kind.join(grouped)
        return f"^{grouped[0]}" if self.kind == "^" else grouped[0] + self.kind

    def turtle(self) -> str:
        """Return the path as SHACL writes it in Turtle, with full IRIs but for those of SHACL."""
        if self.kind == "iri":
            return str(self.iri)
        parts = [part.turtle() for part in self.parts]
        if self.kind == "/":
            return f"( {' '.join(parts)} )"
        if self.kind == "|":
            return f"[ sh:alternativePath ( {' '.join(parts)} ) ]"
        operator = {"^": "inversePath", "*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath"}[self.kind]
        return f"[ sh:{operator} {parts[0]} ]"

    def sparql(self) -> str:
        """Return the path as SPARQL with full IRIs."""
        return self.text(lambda iri: f"<{iri}>")

    def inverse(self) -> "Path":
        """Return the path walked backwards, with each ``^`` right at its property.

        >>> a, b = Path("iri", NamedNode("urn:a")), Path("iri", NamedNode("urn:b"))
        >>> Path("/", parts=(a, Path("^", parts=(b,)))).inverse().text(str)
        'urn:b/(^urn:a)'
        """
        if self.kind == "iri":
            return Path("^", parts=(self,))
        if self.kind == "^":
            part = self.parts[0]
            return part if part.kind == "iri" else part.inverse().inverse()
        parts = tuple(part.inverse() for part in self.parts)
        return Path(self.kind, parts=parts[::-1] if self.kind == "/" else parts)

    def predicates(self) -> Iterator[NamedNode]:
        """Yield the properties that the path walks along, the last step first."""
        if self.iri is not None:
            yield self.iri
        for part in reversed(self.parts):
            yield from part.predicates()

    @property
    def stays(self) -> bool:
        """Tell whether the path may lead nowhere, so that a node is a value of itself."""
        if self.kind in ("iri", "*", "?"):
            return self.kind != "iri"
        return (any if self.kind == "|" else all)(part.stays for part in self.parts)

    @property
    def simple(self) -> NamedNode | None:
        """Return the property, if the path is nothing but one."""
        return self.iri if self.kind == "iri" else None


def read_path(graph: ShapesGraph, node: Term, shape: NamedNode | BlankNode, name: str, depth: int = 0) -> Path:
    """Return the property path that a value of ``sh:path`` stands for.

    Args:
        graph: the shapes graph.
        node: the value.
        shape: whose path it is.
        name: what to call the shape.
        depth: how deep in the path the value stands.

    Raises:
        ShapeError: the value is no well-formed path.
    """
    if isinstance(node, NamedNode) and not (depth == 0 and graph.is_list(node)):
        return Path("iri", node)
    if not isinstance(node, BlankNode) or depth > 200:
        raise ShapeError(shape, f"{name}: sh:path is not a property path. Fix: use an IRI, a list or a path operator.")
    kinds = [kind for kind in OPERATORS for _ in graph.values(node, kind)]
    if len(kinds) > 1 and not graph.is_list(node):  # a list is walked as such, and the rest is told in a note
        raise ShapeError(
            shape, f"{name}: sh:path is two paths in one. Fix: use one operator, or a list, with one value."
        )
    if graph.is_list(node):
        parts = tuple(read_path(graph, item, shape, name, depth + 1) for item in graph.items(node))
        if len(parts) < 2:
            raise ShapeError(shape, f"{name}: a sequence path needs two members or more. Fix: use the property itself.")
        return Path("/", parts=parts)
    inverse = graph.value(node, sh("inversePath"))
    if inverse is not None:
        return Path("^", parts=(read_path(graph, inverse, shape, name, depth + 1),))
    alternatives = graph.value(node, sh("alternativePath"))
    if alternatives is not None:
        parts = tuple(read_path(graph, item, shape, name, depth + 1) for item in graph.items(alternatives))
        if len(parts) < 2:
            raise ShapeError(shape, f"{name}: sh:alternativePath needs a list of two members or more. Fix: add one.")
        return Path("|", parts=parts)
    for operator, sign in _REPEATS.items():
        repeated = graph.value(node, operator)
        if repeated is not None:
            return Path(sign, parts=(read_path(graph, repeated, shape, name, depth + 1),))
    raise ShapeError(shape, f"{name}: sh:path is not a property path. Fix: use an IRI, a list or a path operator.")
