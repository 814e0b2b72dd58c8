"""What shapes ask for in vain, so that nobody takes silence for a verdict: the only place that looks for it."""

from collections.abc import Iterator

from pyoxigraph import NamedNode

from spaceflight_graph.namespaces import OWL
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.shapes import PARAMETERS, Shapes
from spaceflight_graph.shacl.vocabulary import sh

_KNOWN = frozenset({
    *PARAMETERS.values(),
    "path", "inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath",
    "targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf",
    "flags", "ignoredProperties", "qualifiedMinCount", "qualifiedMaxCount", "qualifiedValueShapesDisjoint",
    "severity", "message", "deactivated", "name", "description", "order", "group", "defaultValue",
    "declare", "prefix", "namespace", "prefixes", "select", "ask", "parameter", "optional", "labelTemplate",
    "validator", "nodeValidator", "propertyValidator", "shapesGraph", "suggestedShapesGraph",
})  # fmt: skip
"""The properties of SHACL Core and SHACL-SPARQL. https://www.w3.org/TR/shacl/"""


def notes(shapes: Shapes) -> list[str]:
    """Return what in the shapes checks nothing, though it looks as if it did."""
    return [*_unknown(shapes), *_undefined(shapes), *_imports(shapes), *_aimless(shapes)]


def _unknown(shapes: Shapes) -> Iterator[str]:
    found: dict[str, str] = {}
    for node in shapes.graph.nodes():
        for predicate in shapes.graph.properties(node):
            local = predicate.value.removeprefix(sh("").value)
            if local != predicate.value and local not in _KNOWN:
                shape = shapes.by_node.get(node) if isinstance(node, Node) else None
                found.setdefault(local, shape.name if shape else shapes.names.show(node))
    for local, name in sorted(found.items()):
        yield f"sh:{local} (in {name}) was not looked at: it is no property of SHACL Core or SHACL-SPARQL."


def _undefined(shapes: Shapes) -> Iterator[str]:
    for node, shape in shapes.by_node.items():
        if isinstance(node, NamedNode) and not shapes.graph.properties(node):
            yield f"{shape.name} is referred to as a shape, and defined nowhere: everything conforms to it."


def _imports(shapes: Shapes) -> Iterator[str]:
    graph = shapes.graph
    for node in graph.subjects(OWL.imports):
        for imported in graph.values(node, OWL.imports):
            if not graph.properties(imported):
                yield f"{shapes.names.show(imported)} is imported, and not followed: name its file with --shapes."


def _aimless(shapes: Shapes) -> Iterator[str]:
    if not shapes.roots():
        yield "No shape has a target: nothing was checked."
