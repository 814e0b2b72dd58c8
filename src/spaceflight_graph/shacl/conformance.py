"""Conformance to a shape as one SPARQL expression, for shapes inside others: the only place that nests them.

``sh:node``, ``sh:not``, ``sh:and``, ``sh:or``, ``sh:xone`` and ``sh:qualifiedValueShape`` ask no more of a shape than
whether a node conforms; what is wrong with it is another question.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import RDF, RDFS, Term
from spaceflight_graph.shacl.datatypes import in_order
from spaceflight_graph.shacl.errors import NotCompiledError
from spaceflight_graph.shacl.expressions import VALUE_WISE, Expressions
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.nodes import is_true
from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.shapes import PAIRS, Shape, Shapes
from spaceflight_graph.shacl.vocabulary import sh

_DEEPEST = 60
"""So many shapes may stand in each other in one query; the store walks it by recursion."""
_MANY = 6
"""Up to this count, distinct values are told apart by as many variables."""


class Conformance(Expressions):
    """Writes when a node conforms to a shape."""

    def __init__(
        self, shapes: Shapes, subclasses: Mapping[Term, Iterable[Term]], *, exact: bool, rewritten: bool
    ) -> None:
        super().__init__(shapes, subclasses, exact=exact, rewritten=rewritten)
        self.ask: Callable[[str, Term], bool] = _nobody
        self._depth = 0
        self._made: set[Node] = set()
        self._waiting: list[tuple[Shape, NamedNode]] = []

    def conforms(self, shape: Shape, focus: str) -> str:
        """Return when a node conforms to a shape.

        Raises:
            NotCompiledError: it depends on something that has no SPARQL form here, itself for instance.
        """
        if shape.deactivated:
            return "true"
        if shape.foreign:
            raise NotCompiledError(f"{shape.name} {shape.foreign}")
        if self._depth >= _DEEPEST:
            return f"COALESCE({self._asked_apart(shape)}({focus}), false)"
        self._depth += 1
        try:
            value = focus if shape.path is None else self.fresh()
            each = [
                self.value_is_fine(parameter, argument, shape, value)
                for parameter, argument in shape.constraints
                if parameter in VALUE_WISE
            ]
            each += self._nested(shape, value)
            if shape.path is not None and each:
                wrong = f"!({' && '.join(each)})"
                each = [f"!{self.reaches(focus, shape.path, value, wrong)}"]
            tests = each
            for parameter, argument in shape.constraints:
                if parameter not in VALUE_WISE:
                    tests.extend(self._whole(parameter, argument, shape, focus))
        finally:
            self._depth -= 1
        return f"({' && '.join(tests)})" if tests else "true"

    def _asked_apart(self, shape: Shape) -> NamedNode:
        """Return a function that tells whether a node conforms to a shape; :meth:`finish` makes it."""
        name = self.functions.add(("conforms", shape.node), lambda: _nobody)
        if shape.node not in self._made:
            self._made.add(shape.node)
            self._waiting.append((shape, name))
        return name

    def finish(self) -> None:
        """Write what was left for later, because it stands too deep in other shapes to be written there.

        Raises:
            NotCompiledError: something there has no SPARQL form.
        """
        while self._waiting:
            shape, name = self._waiting.pop()
            query = f"SELECT ?node {{ FILTER({self.conforms(shape, '?node')}) }}"
            self.functions.define(name, lru_cache(maxsize=100_000)(partial(self._conforming, query)))

    def _conforming(self, query: str, node: Term) -> Literal:
        return Literal(self.ask(query, node))

    def _nested(self, shape: Shape, value: str) -> Iterator[str]:
        for parameter, argument in shape.constraints:
            if parameter == "property":
                yield self.conforms(self.shapes.shape(argument, shape), value)

    def _whole(self, parameter: str, argument: Term, shape: Shape, focus: str) -> Iterator[str]:
        """Yield when all the values of a focus node together meet a constraint."""
        path = shape.path
        if parameter == "sparql":
            raise NotCompiledError(f"{shape.name} has a sh:sparql constraint inside another shape")
        if parameter == "minCount":
            yield self._at_least(focus, shape, self.integer(argument, parameter, shape), "")
        elif parameter == "maxCount":
            yield f"!({self._at_least(focus, shape, self.integer(argument, parameter, shape) + 1, '')})"
        elif parameter == "qualifiedValueShape":
            yield from self._qualified(argument, shape, focus)
        elif parameter == "hasValue":
            wanted = self.constant(argument, shape)
            yield self.reaches(focus, path, wanted) if path else f"sameTerm({focus}, {wanted})"
        elif parameter == "uniqueLang" and argument == Literal(True):
            one, two = self.fresh(), self.fresh()
            same = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({two})) && !sameTerm({one}, {two})'
            if path is not None:
                yield f"!{self.reaches(focus, path, one, self.reaches(focus, path, two, same))}"
        elif parameter == "closed" and isinstance(argument, Literal) and is_true(argument):
            yield self._closed(shape, focus)
        elif parameter in PAIRS:
            yield self._pair(parameter, str(argument), path, focus)

    def _at_least(self, focus: str, shape: Shape, number: int, test: str) -> str:
        """Return when a focus node has so many values, each passing ``test`` (with ``{v}`` for the value)."""
        if number == 0:
            return "true"
        if number > _MANY:
            raise NotCompiledError(f"{shape.name} counts to {number} inside another shape")
        values = [self.fresh() for _ in range(number)]
        text = ""
        for index, value in reversed(list(enumerate(values))):
            conditions = [f"!sameTerm({other}, {value})" for other in values[:index]]
            conditions += [test.replace("{v}", value)] if test else []
            text = self.reaches(focus, path_of(shape), value, " && ".join([*conditions, *filter(None, [text])]))
        return text

    def qualifies(self, argument: Term, shape: Shape, value: str) -> str:
        """Return when a value counts for a qualified value shape."""
        tests = [self.conforms(self.shapes.shape(argument, shape), value)]
        tests += [f"!({self.conforms(sibling, value)})" for sibling in self.shapes.siblings(shape, argument)]
        return " && ".join(tests)

    def _qualified(self, argument: Term, shape: Shape, focus: str) -> Iterator[str]:
        test = self.qualifies(argument, shape, "{v}")
        least = self.graph.value(shape.node, sh("qualifiedMinCount"))
        most = self.graph.value(shape.node, sh("qualifiedMaxCount"))
        if least is not None:
            yield self._at_least(focus, shape, self.integer(least, "qualifiedMinCount", shape), test)
        if most is not None:
            yield f"!({self._at_least(focus, shape, self.integer(most, 'qualifiedMaxCount', shape) + 1, test)})"

    def _closed(self, shape: Shape, focus: str) -> str:
        value, predicate, other = (focus if shape.path is None else self.fresh()), self.fresh(), self.fresh()
        stray = f"EXISTS {{ {value} {predicate} {other} . FILTER({self.is_stray(shape, predicate, other)}) }}"
        return f"!{stray if shape.path is None else self.reaches(focus, shape.path, value, stray)}"

    def is_stray(self, shape: Shape, predicate: str, value: str) -> str:
        """Return when a closed shape does not allow a property."""
        allowed = {
            str(term)
            for ignored in self.graph.values(shape.node, sh("ignoredProperties"))
            for term in self.listed(ignored, "ignoredProperties", shape)
            if isinstance(term, NamedNode)
        }
        for term in self.graph.values(shape.node, sh("property")):
            other = self.shapes.by_node.get(term) if isinstance(term, Node) else None
            if other is not None and other.path_written is not None and other.path_written.simple:
                allowed.add(str(other.path_written.simple))
        harmless = f"({predicate} = {RDF.type} && {value} = {RDFS.Resource})"
        known = f"{predicate} NOT IN ({', '.join(sorted(allowed))}) && " if allowed else ""
        return f"({known}!{harmless})"

    def _pair(self, parameter: str, other: str, path: Path | None, focus: str) -> str:
        value, compared = (self.fresh() if path else focus), self.fresh()
        if parameter == "equals":
            extra = self.reaches(focus, path, compared) if path else f"sameTerm({focus}, {compared})"
            missing = f"!EXISTS {{ {focus} {other} {value} }}"
            first = f"!{self.reaches(focus, path, value, missing)}" if path else f"EXISTS {{ {focus} {other} {value} }}"
            return f"({first} && !EXISTS {{ {focus} {other} {compared} FILTER(!({extra})) }})"
        if parameter == "disjoint":
            wrong = f"EXISTS {{ {focus} {other} {value} }}"
        else:
            sign = "<" if parameter == "lessThan" else "<="
            wrong = f"EXISTS {{ {focus} {other} {compared} . FILTER(!{in_order(value, sign, compared)}) }}"
        return f"!{self.reaches(focus, path, value, wrong) if path else wrong}"


def _nobody(*_: object) -> bool:
    raise NotImplementedError


def path_of(shape: Shape) -> Path:
    """Return the path of a shape that has one: its reader has made sure that counting shapes do.

    Raises:
        NotCompiledError: it has none.
    """
    if shape.path is None:
        raise NotCompiledError(f"{shape.name} counts without a path")
    return shape.path
