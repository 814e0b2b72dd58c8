"""A root shape as all that there is to ask: the only place that goes from it to the constraints that it leads to."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spaceflight_graph.namespaces import RDF, Term
from spaceflight_graph.shacl.conformance import Conformance
from spaceflight_graph.shacl.errors import NotCompiledError, ShapeError
from spaceflight_graph.shacl.expressions import VALUE_WISE
from spaceflight_graph.shacl.probes import Focus, Probe
from spaceflight_graph.shacl.queries import Queries
from spaceflight_graph.shacl.shapes import Shape
from spaceflight_graph.shacl.vocabulary import component


class Compiler:
    """Turns root shapes into probes.

    Attributes:
        wrong: constraints that SHACL does not allow, and that have been left out for that.
    """

    def __init__(self, expressions: Conformance) -> None:
        self.expressions = expressions
        self.shapes = expressions.shapes
        self.queries = Queries(expressions)
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
                        for probe in list(self.queries.of(parameter, argument, shape, nodes)):
                            yield replace(probe, before=nodes.before) if nodes.before else probe
                        continue
                    inner.append((self.shapes.shape(argument, shape), nodes.values(shape.path).anew()))
                except ShapeError as error:
                    self._is_wrong(error)
            ahead += reversed(inner)

    def _is_wrong(self, error: ShapeError) -> None:
        if not any(error is known for known in self.shapes.refused.values()):
            self.wrong[str(error)] = error
