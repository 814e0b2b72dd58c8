"""What a finding says when its shape has no ``sh:message``: word for word what pySHACL says.

The only place that imports pySHACL's way to show a term, for the rare ones that ``shown.py`` refuses: that costs a
third of a second, once.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.literals import restored
from spaceflight_graph.shacl.probes import Probe
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.shown import RareTermError, Shown
from spaceflight_graph.shacl.vocabulary import sh

_COMPARED = {"minExclusive": ">", "minInclusive": ">=", "maxExclusive": "<", "maxInclusive": "<="}
_PAIRS = {"equals": "!=", "disjoint": "==", "lessThan": "<=", "lessThanOrEquals": "<"}
_LISTS = {
    "and": "must conform to all shapes in",
    "or": "must conform to one or more shapes in",
    "xone": "must conform to exactly one shape in",
}


class Messages:
    """Writes the messages of one run."""

    def __init__(self, shapes: Shapes, store: Store, prefixes: Mapping[str, str]) -> None:
        self.shapes = shapes
        self.store = store
        self.prefixes = prefixes
        self._rules: Shown | None = None
        self._names: Shown | None = None
        self._known: dict[Term, str] = {}

    def default(self, probe: Probe, focus: Term, value: Term | None) -> str:
        """Return the message for a finding of a probe."""
        shape, parameter = probe.shape, probe.component.value.rpartition("#")[2].removesuffix("ConstraintComponent")
        parameter = {"SPARQL": "sparql"}.get(parameter, parameter[0].lower() + parameter[1:])
        arguments = [argument for name, argument in shape.constraints if name == parameter]
        rules = [self._rule(argument) for argument in arguments]
        listed = ", ".join(rules)
        if parameter in _COMPARED:
            sign = _COMPARED[parameter]
            return f"Value is not {sign} {rules[0]}" if len(rules) < 2 else f"Value is not {sign} in ({listed})"
        if parameter in _PAIRS:
            return f"Value of {self._data(focus)}->{listed} {_PAIRS[parameter]} {self._data(value)}"
        if parameter in _LISTS:
            return f"Node {self._data(value)} {_LISTS[parameter]} {self._members(arguments)}"
        if parameter in ("minCount", "maxCount"):
            words = "Less" if parameter == "minCount" else "More"
            return f"{words} than {_number(arguments[0])} values on {self._data(focus)}->{self._path(shape)}"
        if parameter in ("qualifiedMinCount", "qualifiedMaxCount"):
            return self._qualified(shape)
        return self._other(parameter, rules, shape, focus, value)

    def _other(self, parameter: str, rules: list[str], shape: Shape, focus: Term, value: Term | None) -> str:
        listed = ", ".join(rules)
        match parameter:
            case "class":
                return (
                    f"Value does not have class {listed}"
                    if len(rules) < 2
                    else f"Value class is not in classes ({listed})"
                )
            case "datatype":
                return f"Value is not Literal with datatype {listed}"
            case "nodeKind":
                return f"Value is not of Node Kind {listed}"
            case "minLength" | "maxLength":
                return f"String length not {'>=' if parameter == 'minLength' else '<='} {listed}"
            case "pattern":
                patterns = [argument.value for name, argument in shape.constraints if name == parameter]  # type: ignore[union-attr]
                joined = "', '".join(patterns)
                one = f"Value does not match pattern '{joined}'"
                return one if len(patterns) < 2 else f"Value does not match every pattern in ('{joined}')"
            case "languageIn":
                return f"String language is not in {listed}"
            case "uniqueLang":
                return "More than one String shares the same Language"
            case "in":
                head = next(argument for name, argument in shape.constraints if name == "in")
                return f"Value {self._data(value)} not in list {[self._rule(m) for m in self.shapes.graph.items(head)]}"
            case "hasValue":
                if shape.path is None:
                    return f"Node {self._data(focus)} value is not a in the set of values: {rules}"
                return f"Node {self._data(focus)}->{self._path(shape)} does not contain a value in the set: {rules}"
            case "closed":
                return f"Node {self._data(focus)} is closed. It cannot have value: {self._data(value)}"
            case "not":
                if len(rules) < 2:
                    return f"Node {self._data(value)} must not conform to shape {listed}"
                return f"Node {self._data(value)} must not conform to any shapes in {' , '.join(rules)}"
            case "node":
                if len(rules) < 2:
                    text = f"Value does not conform to Shape {listed}."
                else:
                    text = "Value must conform to every Shape in ('{}').".format("', '".join(rules))
                return f"{text} See details for more information."
        return f"{shape.name} does not hold."

    def _qualified(self, shape: Shape) -> str:
        graph = self.shapes.graph
        counts = ""
        for parameter, word in (("qualifiedMinCount", "MinCount"), ("qualifiedMaxCount", "MaxCount")):
            limit = graph.value(shape.node, sh(parameter))
            if isinstance(limit, Literal):
                counts += f" {word} {_number(limit)}"
        values = [self._rule(value) for value in graph.values(shape.node, sh("qualifiedValueShape"))]
        if len(values) > 1:
            return f"Focus node does not conform to shapes{counts}: ({','.join(values)})"
        return f"Focus node does not conform to shape{counts}: {values[0]}"

    def _members(self, heads: Iterable[Term]) -> str:
        lists = [" , ".join(self._rule(item) for item in self.shapes.graph.items(head)) for head in heads]
        return lists[0] if len(lists) < 2 else " and ".join(f"({text})" for text in lists)

    def _path(self, shape: Shape) -> str:
        return "" if shape.path_node is None else self._rule(shape.path_node)

    def _rule(self, term: Term) -> str:
        """Return a term of the shapes graph as pySHACL shows it."""
        if term not in self._known:
            try:
                if self._rules is None:
                    self._rules = Shown(self.shapes.prefixes, self.shapes.graph.having)
                self._known[term] = self._rules.term(term)
            except RareTermError:
                self._known[term] = _by_pyshacl(self._shapes_graph, term)
        return self._known[term]

    def _data(self, term: Term | None) -> str:
        """Return a term of the data graph as pySHACL shows it."""
        try:
            if self._names is None:
                self._names = Shown(self.prefixes, partial(_having, self.store))
            return self._names.term(term)
        except RareTermError:
            from spaceflight_graph.rdf import rdflib_terms

            if isinstance(term, BlankNode):
                return _by_pyshacl(rdflib_terms.to_graph(self._around(term), self.prefixes), term)
            return _by_pyshacl(self._names_graph, term)

    @cached_property
    def _shapes_graph(self) -> Any:
        from spaceflight_graph.rdf import rdflib_terms

        return rdflib_terms.to_graph(self.shapes.graph.triples(), self.shapes.prefixes)

    @cached_property
    def _names_graph(self) -> Any:
        from spaceflight_graph.rdf import rdflib_terms

        return rdflib_terms.to_graph((), self.prefixes)

    def _around(self, node: BlankNode) -> Iterable[Quad]:
        """Yield the triples that hang on a blank node, through blank nodes."""
        seen: set[BlankNode] = set()
        waiting = [node]
        while waiting:
            subject = waiting.pop()
            if subject in seen:
                continue
            seen.add(subject)
            for quad in _triples(self.store, subject):
                yield quad
                if isinstance(quad.object, BlankNode):
                    waiting.append(quad.object)


def _having(store: Store, node: BlankNode) -> Mapping[NamedNode, Iterable[Term]]:
    """Return what a blank node of the data graph has; as no method, for nothing may keep a store alive in a circle."""
    found: dict[NamedNode, list[Term]] = {}
    for quad in _triples(store, node):
        found.setdefault(quad.predicate, []).append(quad.object)
    return found


def _triples(store: Store, subject: BlankNode) -> Iterator[Quad]:
    for quad in store.quads_for_pattern(subject, None, None, None):
        value = restored(quad.object) if isinstance(quad.object, Literal) else quad.object
        yield Quad(subject, quad.predicate, value)


def _by_pyshacl(graph: Any, term: Term | None) -> str:
    from spaceflight_graph.rdf import rdflib_terms

    from pyshacl.rdfutil.stringify import stringify_blank_node, stringify_node  # isort: skip  # after rdflib is set

    stringify_blank_node.dict_cache.clear()  # keyed by id(): a new graph may live where an old one died
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of ill-formed literals, which are what we report
        return str(stringify_node(graph, rdflib_terms.to_term(term)))  # type: ignore[arg-type]


def _number(literal: Term) -> str:
    return str(int(literal.value)) if isinstance(literal, Literal) else str(NamedNode)
