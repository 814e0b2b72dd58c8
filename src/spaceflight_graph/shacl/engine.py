"""Shapes run on a store: the only place that says which queries are asked of it, and in which order."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any

from pyoxigraph import BlankNode, Literal, Store

from spaceflight_graph.findings import Finding, ordered
from spaceflight_graph.namespaces import RDF, RDFS, Term
from spaceflight_graph.rdf.literals import as_written
from spaceflight_graph.shacl.absent import has, mention, told_apart
from spaceflight_graph.shacl.compiler import Compiler
from spaceflight_graph.shacl.conformance import Conformance
from spaceflight_graph.shacl.errors import NotCompiledError, PatternError, ShapeError
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.notes import Note, unanswered
from spaceflight_graph.shacl.probes import Probe
from spaceflight_graph.shacl.results import Results
from spaceflight_graph.shacl.rows import Data, Rows
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.vocabulary import sh

_NODE = sh("NodeConstraintComponent")
_AT_ONCE = 100
"""Targets asked for in one query: the time to plan it grows with their square."""
_DETAILED = 200
"""Only so many values are looked into for why they do not conform; more would only repeat it."""


class Engine:
    """Checks one data graph against shapes.

    Attributes:
        left: root shapes that have no SPARQL form, each with the reason.
        endless: those of them that may never end.
        unanswered: notes on the constraints that were left out.
    """

    def __init__(self, data: Data, shapes: Shapes) -> None:
        self.data = data
        self.shapes = shapes
        expressions = Conformance(shapes, _subclasses(data.store), exact=data.exact, rewritten=data.rewritten)
        self.rows = Rows(data, shapes, expressions.functions)
        expressions.ask = self.rows.holds
        self.compiler = Compiler(expressions)
        self.results = Results(shapes, data)
        self.left: dict[Shape, str] = {}
        self.endless: list[Shape] = []
        self.unanswered: list[Note] = []

    def compile(self) -> list[tuple[Shape, list[Probe]]]:
        """Return the probes of each root shape.

        What has no SPARQL form goes to :attr:`left`, with the reason; and to :attr:`endless` where checking it may
        never end.
        """
        compiled = []
        for root in self.shapes.roots():
            try:
                compiled.append((root, self._probes(root)))
            except NotCompiledError as reason:
                self.left[root] = str(reason)
                if isinstance(reason, PatternError):
                    self.endless.append(root)
        return compiled

    def _probes(self, root: Shape) -> list[Probe]:
        here, gone = told_apart(root, self.shapes, self.data.store)
        found = self.compiler.probes(here) if here is not None else []
        if gone is not None:
            self._apart.data.store.extend(mention(node) for _, node in gone.targets)
            found = found + [replace(probe, apart=True) for probe in self._apart.compiler.probes(gone)]
        return found

    @cached_property
    def _apart(self) -> "Engine":
        """Return the engine for nodes that the data do not have."""
        return Engine(replace(self.data, store=Store(), quads=None), self.shapes)

    @property
    def wrong(self) -> list[ShapeError]:
        """Return which shapes, and after :meth:`run` which constraints, SHACL does not allow."""
        found = {**self.compiler.wrong, **self._apart.compiler.wrong}
        return [*self.shapes.refused.values(), *found.values()]

    def run(self, asked: Callable[[Probe], str | None] = lambda _: None) -> list[Finding]:
        """Return what breaks the shapes that have a SPARQL form; the others are in :attr:`left`.

        Args:
            asked: called with each constraint before it is asked; where it gives a reason, the constraint is left out.
        """
        found: list[Finding] = []
        for root, probes in self.compile():
            for probe in probes if self._looks_at_something(root) else ():
                reason = asked(probe)
                if reason is not None:
                    self.unanswered.append(unanswered(probe.shape, probe.component, reason))
                    continue
                try:
                    found += self.ask(probe)
                except ShapeError as error:
                    self.compiler.wrong[str(error)] = error
        return found

    def slowly(self, root: Shape) -> list[Finding]:
        """Return what breaks a root shape of :attr:`endless`, whose patterns may take for ever: set a limit of time.

        Raises:
            TimeoutError: the limit was reached.
        """
        each = [self.compiler.expressions.functions, self._apart.compiler.expressions.functions]
        for functions in each:
            functions.patient = True
        try:
            return [finding for probe in self._probes(root) for finding in self.ask(probe)]
        finally:
            for functions in each:
                functions.patient = False

    @property
    def told(self) -> list[str]:
        """Return what a reader should know of how the shapes were read."""
        return list(dict.fromkeys(self.compiler.expressions.told))

    def run_reified(self, except_for: Collection[Term] = ()) -> list[Finding]:
        """Return which reified statements give a value that the shape of its property refuses.

        Each finding is about the statement and its ``rdf:object``. What has no SPARQL form is in :attr:`left`.

        Args:
            except_for: properties whose statements do not give the value itself.
        """
        stated: Any = self.data.store.query(
            f"SELECT DISTINCT ?p WHERE {{ ?s {RDF.predicate} ?p ; {RDF.subject} ?about ; {RDF.object} ?value ."
            " FILTER(NOT EXISTS { ?about ?p ?value }) }"
        )
        properties = {row["p"] for row in stated} - set(except_for)
        found: list[Finding] = []
        for root in self.shapes.roots():
            try:
                probes = list(self.compiler.reified(root, properties))
            except NotCompiledError as reason:
                self.left[root] = str(reason)
                continue
            found += (finding for probe in probes for finding in self.ask(probe))
        return self.explain(ordered(set(found)))

    def focus_nodes(self, among: Container[Term] | None = None) -> int:
        """Return how many nodes the shapes look at, each counted once.

        Args:
            among: if given, only these count.
        """
        roots = self.shapes.roots()
        nodes = {value for root in roots for kind, value in root.targets if kind == "targetNode"}
        patterns = list(dict.fromkeys(self._targets.values()))
        for start in range(0, len(patterns), _AT_ONCE):
            union = " UNION ".join(f"{{ {pattern} }}" for pattern in patterns[start : start + _AT_ONCE])
            solutions: Any = self.data.store.query(f"SELECT DISTINCT ?this WHERE {{ {union} }}")
            nodes.update(solution[0] for solution in solutions)
        return len(nodes) if among is None else sum(node in among for node in nodes)

    def empty_targets(self) -> list[tuple[Shape, str, Term]]:
        """Return shape, kind and value of each target that no node of the data is."""
        return [
            (root, kind, value)
            for root in self.shapes.roots()
            for kind, value, _ in self.compiler.targets(root)
            if (root.node, kind, value) not in self._targets
        ]

    @cached_property
    def _targets(self) -> dict[tuple[Node, str, Term], str]:
        """Return the pattern of each target that some node of the data is."""
        asked: dict[str, Any] = {}
        found = {}
        for root in self.shapes.roots():
            for kind, value, pattern in self.compiler.targets(root):
                if pattern not in asked:
                    asked[pattern] = self.data.store.query(f"ASK {{ {pattern} }}")
                if asked[pattern]:
                    found[root.node, kind, value] = pattern
        return found

    def _looks_at_something(self, root: Shape) -> bool:
        return any(kind == "targetNode" or (root.node, kind, value) in self._targets for kind, value in root.targets)

    def ask(self, probe: Probe, given: Mapping[str, Term] | None = None) -> Iterator[Finding]:
        """Yield what one probe finds, with as many equal findings as there are ways to reach them."""
        if probe.apart:
            yield from self._apart.ask(replace(probe, apart=False), given)
            return
        for row, ways in self.rows.of(probe, given):
            finding = self.results.finding(probe, row)
            yield finding
            for _ in range(1, ways):
                yield finding

    def explain(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return findings with the reasons why values do not conform to the shape that ``sh:node`` names."""
        left = _DETAILED
        explained = []
        for finding in findings:
            wanted = left > 0 and finding.component == _NODE and not finding.details
            explained.append(replace(finding, details=self._details(finding)) if wanted else finding)
            left -= wanted
        return explained

    def _details(self, finding: Finding) -> tuple[Finding, ...]:
        shape = self.shapes.by_node.get(finding.shape) if finding.shape else None
        if shape is None or finding.value is None:
            return ()
        value: Term = as_written(finding.value) if isinstance(finding.value, Literal) else finding.value
        given: dict[str, Term] = {"this": value} if isinstance(value, BlankNode) else {}
        found: list[Finding] = []
        one = self._apart if self._apart.data.store and has(self._apart.data.store, value) else self
        for parameter, argument in shape.constraints:
            if parameter == "node":
                with suppress(NotCompiledError):  # pySHACL found this, and gave no reasons
                    for probe in one.compiler.details(self.shapes.shape(argument, shape), "" if given else str(value)):
                        found.extend(one.ask(probe, given))
        return ordered(set(found))


def _subclasses(store: Store) -> dict[Term, set[Term]]:
    """Return all subclasses of each class that has any, however far below it."""
    direct: dict[Term, set[Term]] = {}
    for quad in store.quads_for_pattern(None, RDFS.subClassOf, None, None):
        direct.setdefault(quad.object, set()).add(quad.subject)
    below: dict[Term, set[Term]] = {}
    for cls in direct:
        waiting = list(direct[cls])
        found: set[Term] = set()
        while waiting:
            term = waiting.pop()
            if term not in found:
                found.add(term)
                waiting.extend(direct.get(term, ()))
        below[cls] = found - {cls}
    return below
