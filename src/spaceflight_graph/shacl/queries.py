"""Constraints as SPARQL queries that select what is wrong: one query a constraint. The only place that writes them."""

from collections.abc import Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import Term
from spaceflight_graph.shacl.conformance import Conformance, path_of
from spaceflight_graph.shacl.datatypes import in_order
from spaceflight_graph.shacl.ends import backwards, shortest, suspects
from spaceflight_graph.shacl.errors import NotCompiledError
from spaceflight_graph.shacl.expressions import VALUE_WISE
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.nodes import is_true
from spaceflight_graph.shacl.probes import Focus, Probe
from spaceflight_graph.shacl.shapes import PAIRS, Shape
from spaceflight_graph.shacl.together import counted, reached, shared
from spaceflight_graph.shacl.vocabulary import component, sh


class Queries:
    """Writes the queries of one shapes graph."""

    def __init__(self, expressions: Conformance) -> None:
        self.expressions = expressions
        self.shapes = expressions.shapes

    def of(self, parameter: str, argument: Term, shape: Shape, focus: Focus) -> Iterator[Probe]:
        """Yield what is to be asked for one constraint.

        Raises:
            NotCompiledError: it has no SPARQL form here.
            ShapeError: SHACL does not allow it.
        """
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
        wrong = f"FILTER(!({fine}))"
        query = focus.query(f"?this {shape.path.sparql()} ?value . {wrong}", "?value")
        probe = Probe(shape, component(parameter), argument, query)
        if shape.path.repeats and focus.first:
            doubt = suspects(shape.path, f"!({fine})", focus.pattern), backwards(shape.path, focus.pattern)
            return replace(probe, doubt=doubt, together=reached(shape.path, focus.query(""), wrong))
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
                yield self._counted(parameter, argument, shape, focus, f"< {least}")
        elif parameter == "maxCount":
            most = self.expressions.integer(argument, parameter, shape)
            yield self._counted(parameter, argument, shape, focus, f"> {most}")
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
            tagged = 'FILTER(isLiteral(?value) && LANG(?value) != "")'
            yield self._counted(parameter, argument, shape, focus, "> 1", tagged, ("?lang", "LCASE(LANG(?value))"))
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

    def _counted(
        self, parameter: str, argument: Term, shape: Shape, focus: Focus, condition: str, test: str = "",
        apart: tuple[str, str] = ("", ""),
    ) -> Probe:  # fmt: skip
        path = path_of(shape)
        reach = f"?this {path.sparql()} ?value . {test}"
        pattern = f"OPTIONAL {{ {reach} }}" if condition.startswith("<") else reach
        together = counted(path, focus.query(""), test, condition, apart) if path.repeats and focus.first else None
        query = focus.counting(pattern, condition, apart)
        return Probe(shape, component(parameter), argument, query, together=together)

    def _qualified(self, argument: Term, shape: Shape, focus: Focus) -> Iterator[Probe]:
        test = f"FILTER({self.expressions.qualifies(argument, shape, '?value')})"
        for parameter, sign in (("qualifiedMinCount", "<"), ("qualifiedMaxCount", ">")):
            limit = self.shapes.graph.value(shape.node, sh(parameter))
            if limit is not None:
                number = self.expressions.integer(limit, parameter, shape)
                if number or sign == ">":  # nothing is less than nothing
                    yield self._counted(parameter, argument, shape, focus, f"{sign} {number}", test)

    def _pair(self, parameter: str, argument: Term, shape: Shape, focus: Focus) -> Probe:
        if not isinstance(argument, NamedNode):
            raise shape.error(f"sh:{parameter} is not a property. Fix: name one.")
        value = "?value" if shape.path else "?this"
        reach = f"?this {shape.path.sparql()} ?value ." if shape.path else ""
        other = str(argument)
        together = None
        if parameter == "disjoint" and shape.path is not None and shape.path.repeats:
            query = focus.query(
                f"?this {other} ?value . FILTER({self.expressions.reaches('?this', shape.path, '?value')})", "?value"
            )
            together = shared(shape.path, focus.query(""), argument) if focus.first else None
        elif parameter == "disjoint":
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
        return Probe(shape, component(parameter), argument, query, value_is_focus=shape.path is None, together=together)

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
