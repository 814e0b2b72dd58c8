"""What a probe looks at: the only place that knows how far from its focus nodes a change can matter.

Everything that SHACL's core constraints look at hangs together: from a focus node one walks along paths, and looks at
one property of the node one has reached. Where a triple came or went, walking back leads to the focus nodes to ask
again. The walk can be taken in the data as they are now: up to the first triple that changed, nothing did.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from spaceflight_graph.findings import Term
from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.queries import Probe, component
from spaceflight_graph.shacl.shapes import PAIRS, PARAMETERS, Shape, Shapes
from spaceflight_graph.shacl.vocabulary import RDF_TYPE

_PARAMETERS = {component(name): name for name in PARAMETERS.values()}


@dataclass(frozen=True, slots=True)
class Sight:
    """Triples that a probe looks at.

    Attributes:
        walk: the path that leads to them from the focus node; none if it stands there already.
        predicate: their property; any, if there is none.
        backwards: whether the walk arrives at their object, not at their subject.
    """

    walk: Path | None
    predicate: NamedNode | None
    backwards: bool = False


def sights(probe: Probe, shapes: Shapes) -> frozenset[Sight] | None:
    """Return all that a probe looks at, or ``None`` where its query is somebody's own and may look anywhere."""
    if probe.constraint is not None or probe.focus_nodes is None:
        return None
    parameter = _PARAMETERS.get(probe.component, "qualifiedValueShape")
    seen = [*_target(probe), *_constraint(parameter, probe.argument, probe.shape, None, shapes)]
    return frozenset(seen)


def _target(probe: Probe) -> Iterator[Sight]:
    """Yield what makes a node a focus node: the way back to the target, and what makes that a target."""
    nodes, walk = probe.focus_nodes, None
    if nodes is None:
        return
    for path in reversed(nodes.way):
        yield from _steps(path.inverse(), walk)
        walk = _joined(walk, path.inverse())
    for kind, value in nodes.targets:
        if kind == "targetClass":
            yield Sight(walk, RDF_TYPE)
        elif kind != "targetNode" and isinstance(value, NamedNode):
            yield Sight(walk, value, backwards=kind == "targetObjectsOf")


def _constraint(parameter: str, argument: Term, shape: Shape, walk: Path | None, shapes: Shapes) -> Iterator[Sight]:
    """Yield what one constraint of a shape looks at, from a node at the end of a walk."""
    values = walk
    if shape.path is not None:
        yield from _steps(shape.path, walk)
        values = _joined(walk, shape.path)
    if parameter == "class":
        yield Sight(values, RDF_TYPE)
    elif parameter in PAIRS and isinstance(argument, NamedNode):
        yield Sight(walk, argument)
    elif parameter == "closed":
        yield Sight(values, None)
    for nested in shapes.inner(parameter, argument, shape):
        for inner, value in nested.constraints:
            yield from _constraint(inner, value, nested, values, shapes)


def _steps(path: Path, before: Path | None) -> Iterator[Sight]:
    """Yield the triples that a path goes along, each with the walk that leads up to it."""
    if path.iri is not None:
        yield Sight(before, path.iri)
    elif path.kind == "^" and path.parts[0].iri is not None:
        yield Sight(before, path.parts[0].iri, backwards=True)
    elif path.kind == "^":
        yield from _steps(path.parts[0].inverse(), before)
    elif path.kind == "/":
        for part in path.parts:
            yield from _steps(part, before)
            before = _joined(before, part)
    else:
        again = before if path.kind in "|?" else _joined(before, Path("*", parts=path.parts))
        for part in path.parts:
            yield from _steps(part, again)


def _joined(walk: Path | None, path: Path) -> Path:
    return path if walk is None else Path("/", parts=(walk, path))
