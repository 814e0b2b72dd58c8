"""Rows as findings: the only place that says what a row of a constraint's query tells."""

from pyoxigraph import BlankNode, Literal, NamedNode

from spaceflight_graph.findings import Finding
from spaceflight_graph.namespaces import Names, Term
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.messages import Messages
from spaceflight_graph.shacl.probes import Probe
from spaceflight_graph.shacl.rows import Data, Row
from spaceflight_graph.shacl.shapes import Shape, Shapes


class Results:
    """Turns rows into findings, in the words of one shapes graph."""

    def __init__(self, shapes: Shapes, data: Data) -> None:
        self._shapes = shapes
        self._paths: dict[Node, tuple[str | None, str | None]] = {}
        self._names = Names(shapes.prefixes, data.prefixes)
        self._messages = Messages(shapes, data.store, data.prefixes)

    def finding(self, probe: Probe, row: Row) -> Finding:
        """Return what one row of a probe says."""
        shape = probe.shape
        focus = row["this"]
        value = row.get("value", focus if probe.value_is_focus else None)
        path_term: NamedNode | BlankNode | None = shape.path_node
        path, turtle = self._path(shape)
        given = row.get("path")
        if isinstance(given, NamedNode):
            path_term, path, turtle = given, self._names.iri(given.value), None
        if probe.constraint is not None and value is None and shape.path is None:
            value = focus
        messages = self._said(probe, row, focus, value)
        return Finding(
            message=best(messages),
            severity=shape.severity,
            rule=shape.name,
            focus=focus,
            path=path,
            value=value,
            shape=shape.node,
            component=probe.component,
            messages=messages,
            path_term=path_term,
            severity_term=shape.severity_term,
            constraint=probe.constraint.node if probe.constraint else None,
            path_turtle=turtle,
            identity=self._identity(probe),
        )

    def _path(self, shape: Shape) -> tuple[str | None, str | None]:
        """Return the path of a shape as SPARQL, and as Turtle where it is more than a property."""
        if shape.node not in self._paths:
            path = shape.path_written
            turtle = None if path is None or path.simple else path.turtle()
            self._paths[shape.node] = None if path is None else path.text(self._names.iri), turtle
        return self._paths[shape.node]

    def _identity(self, probe: Probe) -> str:
        nodes = [probe.shape.node, *([probe.constraint.node] if probe.constraint else [])]
        return " ".join(self._shapes.identity(node) for node in nodes)

    def _said(self, probe: Probe, row: Row, focus: Term, value: Term | None) -> tuple[Literal, ...]:
        own = probe.shape.messages
        if probe.constraint is None:
            return own or (Literal(self._messages.default(probe, focus, value)),)
        from spaceflight_graph.shacl.sparql import fill

        bindings = {name: term for name, term in row.items() if name != "path" or isinstance(term, NamedNode)}
        if value is not None:
            bindings.setdefault("value", value)
        templates = dict.fromkeys((*probe.constraint.messages, *own))
        filled = ((fill(template.value, bindings), template.language) for template in templates)
        return tuple(dict.fromkeys(Literal(t, language=tag) if tag else Literal(t) for t, tag in filled))


def best(messages: tuple[Literal, ...]) -> str:
    """Return the message to show: the English one, or the one without a language, or the first."""
    for wanted in ("en", None):
        for message in messages:
            if message.language == wanted:
                return message.value
    return messages[0].value if messages else "The shape does not hold."
