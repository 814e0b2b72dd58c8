"""Constraints as SPARQL queries that select what is wrong: one query a constraint. The only place that writes them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import RDF, Term
from spaceflight_graph.shacl.conformance import Conformance
from spaceflight_graph.shacl.datatypes import in_order
from spaceflight_graph.shacl.ends import backwards, shortest, suspects
from spaceflight_graph.shacl.errors import NotCompiledError, ShapeError
from spaceflight_graph.shacl.expressions import VALUE_WISE
from spaceflight_graph.shacl.far import begin
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.nodes import is_true
from spaceflight_graph.shacl.paths import Path
from spaceflight_graph.shacl.shapes import PAIRS, Shape
from spaceflight_graph.shacl.vocabulary import component, sh

if TYPE_CHECKING:
    from spaceflight_graph.shacl.sparql import SparqlConstraint

_FAR = 20
"""So many shapes away from the nodes last asked for, the next ones are: the time to plan a query grows faster."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus nodes of a shape.

    Attributes:
        pattern: binds ``?this`` to them.
        outer: the nodes through which each was reached: two ways to one node are two results.
        named: whether the root shape names nodes one by one, which may be absent from the data.
        before: the queries that lead to where the pattern begins (``far.py``), one after the other.
    """

    pattern: str
    outer: tuple[str, ...] = ()
    named: bool = False
    before: tuple[str, ...] = ()

    def values(self, path: Path | None) -> "Focus":
        """Return the values of a path as the focus nodes of the shapes nested there."""
        if path is None:
            return self
        outer = f"?via{len(self.outer)}"
        reach = f"{outer} {path.sparql()} ?this ."
        pattern = f"{self.pattern.replace('?this', outer)} {reach}"
        return Focus(pattern, (*self.outer, outer), self.named, self.before)

    def anew(self) -> "Focus":
        """Return the same nodes, to be asked for beforehand where they are far away."""
        if len(self.outer) < _FAR:
            return self
        return Focus(begin("?this"), (), self.named, (*self.before, self.query("")))

    def query(self, pattern: str, *variables: str) -> str:
        """Return a query for the focus nodes where a pattern holds."""
        head = " ".join((*self.outer, "?this", *variables))
        return f"SELECT DISTINCT {head} WHERE {{ {self.pattern} {pattern} }}"

    def counting(self, pattern: str, condition: str) -> str:
        """Return a query for the focus nodes with too few or too many ``?value``."""
        group = " ".join((*self.outer, "?this"))
        having = f"HAVING(COUNT(DISTINCT ?value) {condition})"
        return f"SELECT {group} WHERE {{ {self.pattern} {pattern} }} GROUP BY {group} {having}"


@dataclass(frozen=True, slots=True)
class Probe:
    """A query for what breaks one constraint of one shape.

    Its rows bind ``?this``, and may bind ``?value``, ``?path``, ``?lang``, ``?other``, or whatever a SPARQL
    constraint selects.

    Attributes:
        shape: the shape that the constraint belongs to.
        component: the constraint component.
        argument: the value of the parameter: what the constraint asks for.
        query: the query over all focus nodes.
        constraint: the SPARQL constraint, if it is one.
        focus: for a SPARQL constraint that has to be asked anew for each focus node: the query for those.
        value_is_focus: whether the focus node itself is the offending value.
        apart: whether it is about nodes that the data do not have (``absent.py``).
        before: the queries that lead to where the query begins (``far.py``), one after the other.
        doubt: a query for the values that could be found, and one for from where they are reached (``ends.py``).
    """

    shape: Shape
    component: NamedNode
    argument: Term
    query: str
    constraint: "SparqlConstraint | None" = None
    focus: str | None = None
    value_is_focus: bool = False
    apart: bool = False
    before: tuple[str, ...] = ()
    doubt: tuple[str, str] | None = None


class Compiler:
    """Turns root shapes into probes.

    Attributes:
        wrong: constraints that SHACL does not allow, and that have been left out for that.
    """

    def __init__(self, expressions: Conformance) -> None:
        self.expressions = expressions
        self.shapes = expressions.shapes
        self.wrong: dict[str, ShapeError] = {}

    def probes(self, root: Shape) -> list[Probe]:
        """Return a probe for each constraint that a root shape leads to.

        Raises:
            NotCompiledError: one of them has no SPARQL form here.
        """
        named = any(kind == "targetNode" for kind, _ in root.targets)
        if (circle := self.shapes.circle(root)) is not None:
            raise NotCompiledError(f"{circle.name} refers to itself")
        return self._whole_shape(root, Focus(self._targets(root), named=named))

    def _whole_shape(self, root: Shape, focus: Focus) -> list[Probe]:
        found = list(self._shape(root, focus))
        try:
            self.expressions.finish()
        except ShapeError as error:
            self._is_wrong(error)
            return []
        return found

    def targets(self, root: Shape) -> Iterator[tuple[str, Term, str]]:
        """Yield kind and value of each target that asks the data, and the pattern that binds ``?this`` to it."""
        for kind, value in root.targets:
            if kind != "targetNode":
                yield kind, value, self._target(kind, [value], root)

    def reified(self, root: Shape, properties: Collection[Term]) -> Iterator[Probe]:
        """Yield probes that hold the values of reified statements to the shapes of their properties.

        The focus nodes are the statements about targets of the root shape whose triple the data does not assert: a
        triple that it does assert is checked as such.

        Args:
            root: a root shape; the property shapes that it names, or itself if it is one, say what a value may be.
            properties: those to ask about.

        Raises:
            NotCompiledError: one of the constraints has no SPARQL form here.
        """
        named = [
            self.shapes.shape(argument, root) for parameter, argument in root.constraints if parameter == "property"
        ]
        for shape in (root,) if root.path is not None else named:
            path = shape.path.simple if shape.path is not None else None
            if path not in properties or shape.deactivated:
                continue
            if shape.foreign:
                raise NotCompiledError(f"{shape.name} {shape.foreign}")
            said = f"?this {RDF.predicate} {path} ; {RDF.subject} ?about ; {RDF.object} ?value ."
            said += f" FILTER(NOT EXISTS {{ ?about {path} ?value }}) {self._targets(root).replace('?this', '?about')}"
            for parameter, argument in shape.constraints:
                if parameter in VALUE_WISE:
                    fine = self.expressions.value_is_fine(parameter, argument, shape, "?value")
                    wrong = f"{said} FILTER(!({fine})) BIND({RDF.object} AS ?path)"
                    yield Probe(shape, component(parameter), argument, Focus("").query(wrong, "?path", "?value"))

    def details(self, shape: Shape, focus: str) -> list[Probe]:
        """Return the probes of a shape for one focus node; an empty one is to be given to the queries."""
        return self._whole_shape(shape, Focus(f"VALUES ?this {{ {focus} }}" if focus else ""))

    def _targets(self, shape: Shape) -> str:
        by_kind: dict[str, list[Term]] = {}
        for kind, value in shape.targets:
            by_kind.setdefault(kind, []).append(value)
        parts = [self._target(kind, values, shape) for kind, values in by_kind.items()]
        if len(parts) == 1 and shape.targets[0][0] == "targetClass" and "VALUES" not in parts[0]:
            return parts[0]
        union = " UNION ".join(f"{{ {part} }}" for part in parts)
        return f"{{ SELECT DISTINCT ?this WHERE {{ {union} }} }}"

    def _target(self, kind: str, values: Sequence[Term], shape: Shape) -> str:
        """Return a pattern that binds ``?this`` to the targets of one kind: one look-up for all of them."""
        terms = {self.expressions.constant(value, shape) for value in values}
        if kind == "targetNode":
            return f"VALUES ?this {{ {' '.join(sorted(terms))} }}"
        if kind == "targetClass":
            terms, step = self.expressions.classes(values)
            pattern, variable = f"?this {step} {{}} .", "?class"
        else:
            pattern, variable = ("?this {} ?o ." if kind == "targetSubjectsOf" else "?s {} ?this ."), "?property"
        if len(terms) == 1:
            return pattern.format(*terms)
        return f"VALUES {variable} {{ {' '.join(sorted(terms))} }} {pattern.format(variable)}"

    def _shape(self, root: Shape, focus: Focus) -> Iterator[Probe]:
        ahead = [(root, focus)]
        while ahead:
            shape, nodes = ahead.pop()
            if shape.deactivated:
                continue
            if shape.foreign:
                raise NotCompiledError(f"{shape.name} {shape.foreign}")
            inner = []
            for parameter, argument in shape.constraints:
                try:
                    if parameter != "property":
                        for probe in list(self._constraint(parameter, argument, shape, nodes)):
                            yield replace(probe, before=nodes.before) if nodes.before else probe
                        continue
                    inner.append((self.shapes.shape(argument, shape), nodes.values(shape.path).anew()))
                except ShapeError as error:
                    self._is_wrong(error)
            ahead += reversed(inner)

    def _is_wrong(self, error: ShapeError) -> None:
        if not any(error is known for known in self.shapes.refused.values()):
            self.wrong[str(error)] = error

    def _constraint(self, parameter: str, argument: Term, shape: Shape, focus: Focus) -> Iterator[Probe]:
        if parameter in VALUE_WISE:
            yield self._value_wise(parameter, argument, shape, focus)
        elif parameter == "sparql":
            yield from self._sparql(argument, shape, focus)
        else:
            yield from self._whole(parameter, argument, shape, focus)

    def _value_wise(self, parameter: str, argument: Term, shape: Shape, focus: Focus) -> Probe:
        fine = self.expressions.value_is_fine(parameter, argument, shape, "?value" if shape.path else "?this")
        if shape.path is None:
            return Probe(shape, component(parameter), argument, focus.query(f"FILTER(!({fine}))"), value_is_focus=True)
        query = focus.query(f"?this {shape.path.sparql()} ?value . FILTER(!({fine}))", "?value")
        probe = Probe(shape, component(parameter), argument, query)
        if shape.path.repeats and not (focus.named or focus.outer or focus.before):
            doubt = suspects(shape.path, f"!({fine})", focus.pattern), backwards(shape.path, focus.pattern)
            return replace(probe, doubt=doubt)
        return probe

    def _whole(self, parameter: str, argument: Term, shape: Shape, focus: Focus) -> Iterator[Probe]:
        which = component(parameter)
        path = shape.path.sparql() if shape.path else None
        if parameter == "minCount":
            least = self.expressions.integer(argument, parameter, shape)
            if least == 1 and shape.path is not None:
                nearest = shortest(shape.path)
                if nearest is not None:
                    reached = self.expressions.reaches("?this", nearest, "?value")
                    yield Probe(shape, which, argument, focus.query(f"FILTER(!{reached})"))
            elif least:
                yield Probe(shape, which, argument, focus.counting(f"OPTIONAL {{ ?this {path} ?value }}", f"< {least}"))
        elif parameter == "maxCount":
            most = self.expressions.integer(argument, parameter, shape)
            yield Probe(shape, which, argument, focus.counting(f"?this {path} ?value .", f"> {most}"))
        elif parameter == "qualifiedValueShape":
            yield from self._qualified(argument, shape, focus)
        elif parameter == "hasValue":
            wanted = self.expressions.constant(argument, shape)
            there = (
                self.expressions.reaches("?this", shape.path, wanted) if shape.path else f"sameTerm(?this, {wanted})"
            )
            query = focus.query(f"FILTER(!({there}))")
            if shape.path and shape.path.repeats and not focus.named:  # one walk back instead of one from each node
                query = focus.query(f"MINUS {{ ?this {path} {wanted} }}")
            yield Probe(shape, which, argument, query)
        elif parameter == "uniqueLang" and argument == Literal(True):
            tagged = f'?this {path} ?value . FILTER(isLiteral(?value) && LANG(?value) != "")'
            group = " ".join((*focus.outer, "?this"))
            query = (
                f"SELECT {group} ?lang WHERE {{ {focus.pattern} {tagged} }} "
                f"GROUP BY {group} (LCASE(LANG(?value)) AS ?lang) HAVING(COUNT(DISTINCT ?value) > 1)"
            )
            yield Probe(shape, which, argument, query)
        elif parameter == "closed" and isinstance(argument, Literal) and is_true(argument):
            nodes = focus.values(shape.path)
            stray = f"?this ?path ?value . FILTER({self.expressions.is_stray(shape, '?path', '?value')})"
            query = nodes.query(stray, "?path", "?value")
            if nodes is not focus:  # the node with the stray property is not the focus node, but a value of it
                outer = nodes.outer[-1]
                query = f"SELECT DISTINCT {' '.join(focus.outer)} ({outer} AS ?this) ?node ?path ?value WHERE {{ {{ "
                query += f"{nodes.query(stray, '?path', '?value').replace('?this', '?node')} }} }}"
            yield Probe(shape, which, argument, query)
        elif parameter in PAIRS:
            yield self._pair(parameter, argument, shape, focus)

    def _qualified(self, argument: Term, shape: Shape, focus: Focus) -> Iterator[Probe]:
        path = shape.path.sparql() if shape.path else ""
        test = self.expressions.qualifies(argument, shape, "?value")
        counted = f"OPTIONAL {{ ?this {path} ?value . FILTER({test}) }}"
        for parameter, sign in (("qualifiedMinCount", "<"), ("qualifiedMaxCount", ">")):
            limit = self.shapes.graph.value(shape.node, sh(parameter))
            if limit is not None:
                number = self.expressions.integer(limit, parameter, shape)
                yield Probe(shape, component(parameter), argument, focus.counting(counted, f"{sign} {number}"))

    def _pair(self, parameter: str, argument: Term, shape: Shape, focus: Focus) -> Probe:
        if not isinstance(argument, NamedNode):
            raise shape.error(f"sh:{parameter} is not a property. Fix: name one.")
        value = "?value" if shape.path else "?this"
        reach = f"?this {shape.path.sparql()} ?value ." if shape.path else ""
        other = str(argument)
        if parameter == "disjoint":
            query = focus.query(f"{reach} FILTER(EXISTS {{ ?this {other} {value} }})", *([value] if shape.path else []))
        elif parameter == "equals":
            there = self.expressions.reaches("?this", shape.path, "?value") if shape.path else "sameTerm(?this, ?value)"
            missing = f"{focus.pattern} {reach} FILTER(NOT EXISTS {{ ?this {other} {value} }})"
            extra = f"{focus.pattern} ?this {other} ?value . FILTER(!({there}))"
            query = Focus("", focus.outer).query(f"{{ {missing} }} UNION {{ {extra} }}", "?value")
        else:
            sign = "<" if parameter == "lessThan" else "<="
            less = in_order(value, sign, "?other")
            query = focus.query(f"{reach} ?this {other} ?other . FILTER(!{less})", "?value", "?other")
        return Probe(shape, component(parameter), argument, query, value_is_focus=shape.path is None)

    def _sparql(self, argument: Term, shape: Shape, focus: Focus) -> Iterator[Probe]:
        if not isinstance(argument, Node):
            raise shape.error("sh:sparql is not a constraint. Fix: give it sh:select.")
        from spaceflight_graph.shacl.sparql import read_sparql  # which few shapes need

        constraint = read_sparql(self.shapes, argument, shape)
        if constraint.deactivated:
            return
        reason = constraint.beyond(rewritten=self.expressions.rewritten, named=focus.named)
        if reason:
            raise NotCompiledError(f"{shape.name} {reason}")
        nodes = focus.query("")
        near = not focus.outer and not focus.before
        joined = constraint.joined(f"{{ {Focus(focus.pattern).query('')} }}") if near else None
        if joined is not None:
            yield Probe(shape, component("sparql"), argument, joined, constraint)
        else:
            yield Probe(shape, component("sparql"), argument, constraint.query, constraint, focus=nodes)
