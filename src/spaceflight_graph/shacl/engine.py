"""Shapes run on a store: the only place that asks the queries and turns their rows into findings."""

from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Variable

from spaceflight_graph.findings import Finding, ordered
from spaceflight_graph.namespaces import RDF, RDFS, Names, Term
from spaceflight_graph.rdf.literals import as_written, restored
from spaceflight_graph.shacl.absent import has, mention, told_apart
from spaceflight_graph.shacl.conformance import Conformance
from spaceflight_graph.shacl.errors import NotCompiledError, PatternError, ShapeError
from spaceflight_graph.shacl.far import filled, started
from spaceflight_graph.shacl.graph import Node
from spaceflight_graph.shacl.messages import Messages
from spaceflight_graph.shacl.notes import Note, unanswered
from spaceflight_graph.shacl.plain import Plain
from spaceflight_graph.shacl.queries import Compiler, Probe
from spaceflight_graph.shacl.shapes import Shape, Shapes
from spaceflight_graph.shacl.sparql import fill
from spaceflight_graph.shacl.vocabulary import sh

Row = dict[str, Term]
_NODE = sh("NodeConstraintComponent")
_AT_ONCE = 100
"""Targets asked for in one query: the time to plan it grows with their square."""
_DETAILED = 200
"""Only so many values are looked into for why they do not conform; more would only repeat it."""
_EQUAL = 1000
"""So many equal findings say all there is to say; ways multiply."""


@dataclass(slots=True)
class Data:
    """A data graph: the default graph of a store.

    Attributes:
        store: holds the triples.
        prefixes: those of the files it came from.
        exact: whether datatypes that the store would rewrite were kept (see ``sources.as_written``).
        rewritten: whether there are any such literals.
        quads: gives all quads as the files spell them, for pySHACL; what the store has, unless given.
    """

    store: Store
    prefixes: Mapping[str, str] = field(default_factory=dict)
    exact: bool = True
    rewritten: bool = False
    quads: Callable[[], Iterable[Quad]] | None = None


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
        self.names = Names(shapes.prefixes, data.prefixes)
        self.messages = Messages(shapes, data.store, data.prefixes)
        expressions = Conformance(shapes, _subclasses(data.store), exact=data.exact, rewritten=data.rewritten)
        expressions.ask = self._holds
        self.compiler = Compiler(expressions)
        self.left: dict[Shape, str] = {}
        self.endless: list[Shape] = []
        self.unanswered: list[Note] = []
        self._stages: dict[tuple[str, ...], dict[Term, int]] = {}

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
        for row, ways in self._rows(probe, given):
            finding = self._finding(probe, row)
            yield finding
            for _ in range(1, ways):
                yield finding

    def _rows(self, probe: Probe, given: Mapping[str, Term] | None = None) -> Iterator[tuple[Row, int]]:
        """Yield what a probe's query tells, and in how many ways each was reached."""
        if probe.focus is None or probe.constraint is None:
            by_value = probe.constraint is not None and not probe.constraint.by_terms
            yield from self._reached(probe.query, probe, given, plain=by_value)
            return
        for row, ways in self._reached(probe.focus, probe, given, plain=True):
            focus = row["this"]
            query, handed = probe.constraint.asked(focus)
            for found in self._solutions(query, probe.shape, handed, plain=not probe.constraint.by_terms):
                yield {**found, "this": focus}, ways

    def _reached(
        self, query: str, probe: Probe, given: Mapping[str, Term] | None, *, plain: bool
    ) -> Iterator[tuple[Row, int]]:
        """Yield the rows of a query, and in how many ways each was reached from the nodes where the query begins."""
        if not probe.before:
            yield from ((row, 1) for row in self._solutions(query, probe.shape, given, plain=plain))
            return
        ways = self._ways(probe, given)
        start = started(query)
        for text, handed in filled(query, ways):
            for row in self._solutions(text, probe.shape, handed, plain=plain):
                yield row, ways.get(row.get(start, row["this"]), 1)

    def _ways(self, probe: Probe, given: Mapping[str, Term] | None) -> Mapping[Term, int]:
        """Return the nodes where the query of a probe begins, each with the number of ways that lead there."""
        found: dict[Term, int] = {}
        for stage in range(len(probe.before)):
            key = probe.before[: stage + 1]
            if given or key not in self._stages:
                step = replace(probe, before=())
                rows: Iterable[tuple[Row, int]] = self._reached(key[-1], step, given, plain=False)
                if stage:
                    rows = (
                        (row, found.get(row[started(key[-1])], 1))
                        for text, handed in filled(key[-1], found)
                        for row in self._solutions(text, probe.shape, handed)
                    )
                counted: dict[Term, int] = {}
                for row, ways in rows:
                    counted[row["this"]] = min(counted.get(row["this"], 0) + ways, _EQUAL)
                self._stages[key] = counted
            found = self._stages[key]
        return found

    def _solutions(
        self, query: str, shape: Shape, given: Mapping[str, Term] | None = None, *, plain: bool = False
    ) -> Iterator[Row]:
        substitutions: Any = {Variable(name): term for name, term in (given or {}).items()} or None
        store = self._plain.store if plain and self.data.rewritten else self.data.store
        functions = self.compiler.expressions.functions
        try:
            solutions: Any = store.query(query, substitutions=substitutions, custom_functions=functions)
            names = [variable.value for variable in solutions.variables]
            for solution in solutions:
                row: Row = {name: term for name, term in zip(names, solution, strict=True) if term is not None}
                if store is self.data.store:
                    yield {name: restored(term) if isinstance(term, Literal) else term for name, term in row.items()}
                else:
                    focus = row.get("this", (given or {}).get("this"))
                    yield {name: self._plain.spelled(term, focus) for name, term in row.items()}
        except (SyntaxError, OSError, RuntimeError) as error:
            raise shape.error(f"its query cannot be run ({error}). Fix: mend sh:select.") from error
        functions.check()

    def _holds(self, query: str, node: Term) -> bool:
        """Tell whether a query holds for one ``?node``."""
        given: Any = {Variable("node"): node}
        functions = self.compiler.expressions.functions
        rows: Any = self.data.store.query(query, substitutions=given, custom_functions=functions)
        return next(rows, None) is not None

    @cached_property
    def _plain(self) -> Plain:
        return Plain(self.data.store)

    def _finding(self, probe: Probe, row: Row) -> Finding:
        """Return what one row of a probe says."""
        shape = probe.shape
        focus = row["this"]
        value = row.get("value", focus if probe.value_is_focus else None)
        path_term: NamedNode | BlankNode | None = shape.path_node
        path = shape.path.text(self.names.iri) if shape.path else None
        turtle = None if shape.path is None or shape.path.simple else shape.path.turtle()
        given = row.get("path")
        if isinstance(given, NamedNode):
            path_term, path, turtle = given, self.names.iri(given.value), None
        if probe.constraint is not None and value is None and shape.path is None:
            value = focus
        messages = self._messages(probe, row, focus, value)
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

    def _identity(self, probe: Probe) -> str:
        nodes = [probe.shape.node, *([probe.constraint.node] if probe.constraint else [])]
        return " ".join(self.shapes.identity(node) for node in nodes)

    def _messages(self, probe: Probe, row: Row, focus: Term, value: Term | None) -> tuple[Literal, ...]:
        own = probe.shape.messages
        if probe.constraint is None:
            return own or (Literal(self.messages.default(probe, focus, value)),)
        bindings = {name: term for name, term in row.items() if name != "path" or isinstance(term, NamedNode)}
        if value is not None:
            bindings.setdefault("value", value)
        templates = dict.fromkeys((*probe.constraint.messages, *own))
        filled = ((fill(template.value, bindings), template.language) for template in templates)
        return tuple(dict.fromkeys(Literal(t, language=tag) if tag else Literal(t) for t, tag in filled))

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


def best(messages: tuple[Literal, ...]) -> str:
    """Return the message to show: the English one, or the one without a language, or the first."""
    for wanted in ("en", None):
        for message in messages:
            if message.language == wanted:
                return message.value
    return messages[0].value if messages else "The shape does not hold."


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
