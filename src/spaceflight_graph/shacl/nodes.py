"""Which nodes of a shapes graph are shapes: the only place that knows what makes one.

A shape is whatever the SHACL specification calls one: typed as such, a subject of a target or a parameter, or a value
where a shape is expected.
"""

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import RDF, Term
from spaceflight_graph.shacl.graph import Node, ShapesGraph
from spaceflight_graph.shacl.vocabulary import sh

_NAMES = (
    "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive", "maxExclusive",
    "maxInclusive", "minLength", "maxLength", "pattern", "languageIn", "uniqueLang", "equals", "disjoint",
    "lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "property", "qualifiedValueShape",
    "closed", "hasValue", "in", "sparql",
)  # fmt: skip
PARAMETERS: Mapping[NamedNode, str] = {sh(name): name for name in _NAMES}
"""Each constraint component by the parameter that asks for it."""

SHAPE_VALUES = ("property", "node", "not", "qualifiedValueShape")
"""The parameters whose value is a shape."""
SHAPE_LISTS = ("and", "or", "xone")
"""Those whose value is a list of shapes."""
TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")


def is_true(value: Literal) -> bool:
    """Tell whether a literal is the boolean ``true``."""
    return value.datatype.value.endswith("#boolean") and value.value in ("true", "1")


def custom_parameters(graph: ShapesGraph) -> dict[Node, set[NamedNode]]:
    """Return the mandatory parameters of each constraint component that the shapes graph defines."""
    found: dict[Node, set[NamedNode]] = {}
    for component in graph.subjects(sh("parameter")):
        if isinstance(component, NamedNode) and component.value.startswith(sh("").value):
            continue
        mandatory = set()
        for parameter in graph.values(component, sh("parameter")):
            path = graph.value(parameter, sh("path"))
            if isinstance(path, NamedNode) and not any(is_true(v) for v in graph.literals(parameter, sh("optional"))):
                mandatory.add(path)
        if mandatory:
            found[component] = mandatory
    return found


def shape_nodes(graph: ShapesGraph, custom: Mapping[Node, set[NamedNode]]) -> set[Node]:
    """Return every node that is a shape, whether SHACL allows it or not."""
    found: set[Term] = set()
    for node in graph.subjects(RDF.type):
        if {sh("NodeShape"), sh("PropertyShape")} & set(graph.values(node, RDF.type)):
            found.add(node)
    for predicate in [sh(name) for name in TARGETS] + list(PARAMETERS):
        found.update(graph.subjects(predicate))
    for mandatory in custom.values():
        found.update(*(graph.subjects(predicate) for predicate in mandatory))
    for name in SHAPE_VALUES:
        for subject in graph.subjects(sh(name)):
            found.update(graph.values(subject, sh(name)))
    for name in SHAPE_LISTS:
        for subject in graph.subjects(sh(name)):
            for value in graph.values(subject, sh(name)):
                found.update(graph.items(value))
    # A parameter of a constraint component has a sh:path, and is no shape for that.
    declared = {
        value for component in graph.subjects(sh("parameter")) for value in graph.values(component, sh("parameter"))
    }
    return {node for node in found - declared if isinstance(node, Node)}
