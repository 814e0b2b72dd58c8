"""Shapes read from a shapes graph: the only place that knows what a shape is made of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.findings import Severity
from spaceflight_graph.namespaces import RDF, RDFS, Names, Term
from spaceflight_graph.shacl.errors import ShapeError
from spaceflight_graph.shacl.graph import Node, ShapesGraph
from spaceflight_graph.shacl.nodes import (
    PARAMETERS,
    SHAPE_LISTS,
    SHAPE_VALUES,
    TARGETS,
    custom_parameters,
    is_true,
    shape_nodes,
)
from spaceflight_graph.shacl.paths import Path, read_path
from spaceflight_graph.shacl.simplified import simplified
from spaceflight_graph.shacl.vocabulary import CLASSES, sh

PAIRS = ("equals", "disjoint", "lessThan", "lessThanOrEquals")
"""The parameters that name a second property, to compare the values with."""
_ONE_AT_MOST = (
    "datatype", "nodeKind", "minCount", "maxCount", "minLength", "maxLength", "languageIn", "uniqueLang", "in",
    "closed", "qualifiedMinCount", "qualifiedMaxCount",
)  # fmt: skip
_FOR_PEOPLE = {RDFS.comment, *(sh(name) for name in ("message", "severity", "name", "description", "order", "group"))}
_PROPERTY_ONLY = ("minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals")


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape if it has a path.

    Attributes:
        node: its IRI, or a blank node.
        name: what reports call it.
        path: the property path of a property shape, simplified.
        path_written: that path as it is written.
        path_node: its node in the shapes graph.
        constraints: parameter and value of each constraint, in a fixed order.
        targets: kind and value of each target, the implicit class target as ``targetClass``.
        foreign: why the engine cannot check this shape by itself, if it cannot.
    """

    node: Node
    name: str
    path: Path | None
    path_written: Path | None
    path_node: Node | None
    severity: Severity
    severity_term: NamedNode
    messages: tuple[Literal, ...]
    deactivated: bool
    constraints: tuple[tuple[str, Term], ...]
    targets: tuple[tuple[str, Term], ...]
    foreign: str | None = None

    def error(self, message: str) -> ShapeError:
        """Return what to raise of this shape."""
        return ShapeError(self.node, f"{self.name}: {message}")


class Shapes:
    """All shapes of a shapes graph, by node, in the order of their names.

    Attributes:
        by_node: the shapes that can be checked.
        refused: the others, which SHACL does not allow, each with the reason.
    """

    def __init__(self, graph: ShapesGraph, prefixes: Mapping[str, str]) -> None:
        self.graph = graph
        self.prefixes = dict(prefixes)
        self.names = Names(self.prefixes)
        self.custom = custom_parameters(graph)
        self._identities: dict[Node, str] = {}
        self._steps: dict[Node, str] = {}
        nodes = sorted(shape_nodes(graph, self.custom), key=lambda node: (isinstance(node, BlankNode), node.value))
        read: dict[Node, Shape] = {}
        self.refused: dict[Node, ShapeError] = {}
        for node in nodes:
            try:
                read[node] = self._read(node)
            except ShapeError as error:
                self.refused[node] = error
        self.by_node = _told_apart(read)

    def __len__(self) -> int:
        return len(self.by_node)

    def roots(self) -> list[Shape]:
        """Return the shapes that say by themselves which nodes they check."""
        return [shape for shape in self.by_node.values() if shape.targets and not shape.deactivated]

    def shape(self, node: Term, where: Shape) -> Shape:
        """Return the shape that another one refers to.

        Raises:
            ShapeError: there is none, or one that SHACL does not allow.
        """
        if isinstance(node, Node) and node in self.refused:
            raise self.refused[node]
        found = self.by_node.get(node) if isinstance(node, Node) else None
        if found is None:
            raise where.error(f"refers to {self.names.show(node)}, which is no shape. Fix: define it.")
        return found

    def inner(self, parameter: str, argument: Term, shape: Shape) -> list[Shape]:
        """Return the shapes that a constraint of a shape leads to."""
        found = [self.shape(argument, shape)] if parameter in SHAPE_VALUES else []
        if parameter in SHAPE_LISTS:
            found += [self.shape(item, shape) for item in self.graph.items(argument)]
        if parameter == "qualifiedValueShape":
            found += self.siblings(shape, argument)
        return found

    def within(self, shape: Shape) -> list[Shape]:
        """Return a shape and all sound shapes that it leads to, however far."""
        found = {shape.node: shape}
        ahead = [shape]
        for one in ahead:  # grows while it is walked
            for parameter, argument in one.constraints:
                with suppress(ShapeError):
                    more = {other.node: other for other in self.inner(parameter, argument, one)}
                    ahead += (other for node, other in more.items() if node not in found)
                    found |= more
        return ahead

    def circle(self, root: Shape) -> Shape | None:
        """Return a shape that leads back to itself, if a shape leads to one."""
        done: set[Node] = set()
        above: dict[Node, None] = {}
        ahead: list[tuple[Shape, bool]] = [(root, False)]
        while ahead:
            shape, left = ahead.pop()
            if left:
                above.popitem()
                done.add(shape.node)
            elif shape.node in above:
                return shape
            elif shape.node not in done and not shape.deactivated:
                above[shape.node] = None
                ahead.append((shape, True))
                for parameter, argument in reversed(shape.constraints):
                    with suppress(ShapeError):  # told when the constraint is written
                        ahead += [(other, False) for other in self.inner(parameter, argument, shape)]
        return None

    def siblings(self, shape: Shape, own: Term) -> list[Shape]:
        """Return the sibling shapes of a qualified value shape, if it is to be disjoint with them."""
        wanted = self.graph.literals(shape.node, sh("qualifiedValueShapesDisjoint"))
        if not any(is_true(value) for value in wanted):
            return []
        found: dict[Term, None] = {}
        for parent in self.graph.subjects(sh("property")):
            properties = self.graph.values(parent, sh("property"))
            if shape.node in properties:
                for other in properties:
                    found.update(dict.fromkeys(self.graph.values(other, sh("qualifiedValueShape"))))
        return [self.shape(node, shape) for node in found if node != own]

    def identity(self, node: Node) -> str:
        """Return what tells a shape or constraint from all others, in whichever line it stands.

        Its IRI, or a digest of all that it asks where it has none; what it says to people does not count.
        """
        if node not in self._identities:
            said = "\n".join(sorted(self._said(node)))
            iri = node.value if isinstance(node, NamedNode) else ""
            self._identities[node] = iri or sha256(said.encode()).hexdigest()[:16]
        return self._identities[node]

    def _said(self, node: Node) -> Iterator[str]:
        """Yield what a node says, and what the blank nodes in it say, each behind the way to it."""
        ahead: list[tuple[Term, str, frozenset[Term]]] = [(node, "", frozenset())]
        while ahead:
            one, way, above = ahead.pop()
            for predicate in self.graph.properties(one):
                values = self.graph.values(one, predicate) if predicate not in _FOR_PEOPLE else ()
                for value in values:
                    listed = isinstance(value, BlankNode) and self.graph.is_list(value)
                    for index, item in enumerate(self.graph.items(value) if listed else (value,)):
                        step = f"{way}{predicate} {index} " if listed else f"{way}{predicate} "
                        if not isinstance(item, BlankNode):
                            yield f"{step}{item}"
                        elif item in above:
                            yield f"{step}[]"
                        else:
                            ahead.append((item, step, above | {one}))

    def _read(self, node: Node) -> Shape:
        graph = self.graph
        name = self._name(node)
        paths = graph.values(node, sh("path"))
        types = graph.values(node, RDF.type)
        if len(paths) > 1:
            raise ShapeError(node, f"{name}: a property shape has one sh:path, this has {len(paths)}. Fix: split it.")
        owner = owner_of(graph, node)
        if owner is not None and not graph.properties(node):
            what = f"{self._name(owner)}: sh:property points to {name}, which is defined nowhere"
            raise ShapeError(owner, f"{what}. Fix: define it, or take it out.", sh("property"), node)
        if not paths and (owner is not None or sh("PropertyShape") in types):
            raise ShapeError(node, f"{name}: a property shape needs a sh:path. Fix: add it.")
        if paths and sh("NodeShape") in types:
            raise ShapeError(node, f"{name}: a node shape cannot have a sh:path. Fix: make it a sh:PropertyShape.")
        path_node = paths[0] if paths else None
        written = read_path(graph, path_node, node, name) if path_node is not None else None
        path = simplified(written) if written is not None else None
        for parameter in _ONE_AT_MOST:
            if len(graph.values(node, sh(parameter))) > 1:
                raise ShapeError(node, f"{name}: has more than one sh:{parameter}. Fix: keep one.")
        if path is None:
            for parameter in _PROPERTY_ONLY:
                if graph.values(node, sh(parameter)):
                    raise ShapeError(node, f"{name}: sh:{parameter} needs a sh:path. Fix: move it to a property shape.")
        for parameter in SHAPE_LISTS:
            if not all(graph.items(value) for value in graph.values(node, sh(parameter))):
                raise ShapeError(node, f"{name}: sh:{parameter} needs a list of shapes. Fix: give it one.")
        severity = graph.value(node, sh("severity"))
        severity_term = severity if isinstance(severity, NamedNode) else sh("Violation")
        constraints = []
        for predicate, parameter in PARAMETERS.items():
            if parameter == "qualifiedValueShape" and path is None:
                continue  # the specification has it ignored there
            values = graph.values(node, predicate)
            constraints += [(parameter, value) for value in values]
        return Shape(
            node=node,
            name=name,
            path=path,
            path_written=written,
            path_node=path_node if isinstance(path_node, Node) else None,
            severity=Severity.of(severity_term),
            severity_term=severity_term,
            messages=tuple(sorted(graph.literals(node, sh("message")), key=str)),
            deactivated=any(is_true(value) for value in graph.literals(node, sh("deactivated"))),
            constraints=tuple(constraints),
            targets=self._targets(node),
            foreign=self._foreign(node),
        )

    def _targets(self, node: Node) -> tuple[tuple[str, Term], ...]:
        targets = [(kind, value) for kind in TARGETS for value in self.graph.values(node, sh(kind))]
        if not CLASSES.isdisjoint(self.graph.types(node)) and isinstance(node, NamedNode):
            targets.append(("targetClass", node))
        return tuple(dict.fromkeys(targets))

    def _foreign(self, node: Node) -> str | None:
        used = set(self.graph.properties(node))
        for component, mandatory in self.custom.items():
            if mandatory <= used:
                return f"uses the constraint component {self.names.show(component)}"
        return None

    def _name(self, node: Node) -> str:
        """Return the nearest name, and the paths that lead from there to a shape without one."""
        steps: list[str] = []
        seen: set[Node] = set()
        one: Node | None = node
        while one is not None and not isinstance(one, NamedNode) and one not in seen:
            seen.add(one)
            step = self._step(one)
            one = owner_of(self.graph, one)
            steps.append(step or ("(unnamed shape)" if one is None else ""))
        if one is not None:
            steps.append(self.names.iri(one.value))
        return "/".join(reversed(steps))

    def _step(self, node: Node) -> str:
        """Return the path of a shape, for its name; each is part of the names of all that stand in it."""
        if node not in self._steps:
            path, step = self.graph.value(node, sh("path")), ""
            if path is not None:
                with suppress(ShapeError):  # told when the shape is read
                    step = read_path(self.graph, path, node, "").text(self.names.iri)
            self._steps[node] = step
        return self._steps[node]


def owner_of(graph: ShapesGraph, node: Node) -> Node | None:
    """Return the shape that has another one by ``sh:property``; the first, if there are several."""
    return graph.owners.get(node)


def _told_apart(shapes: dict[Node, Shape]) -> dict[Node, Shape]:
    """Return shapes of which no two have one name: shapes without an IRI share that of their owner and path."""
    seen: Counter[str] = Counter()
    for node in sorted(shapes, key=lambda node: (len(node.value), node.value)):
        name = shapes[node].name
        seen[name] += 1
        if seen[name] > 1:
            shapes[node] = replace(shapes[node], name=f"{name} ({seen[name]})")
    return shapes
