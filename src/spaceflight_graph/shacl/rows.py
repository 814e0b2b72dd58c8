"""Queries put to the store: the only place that asks them and reads their rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pyoxigraph import BlankNode, Literal, Quad, Store, Variable

from spaceflight_graph.namespaces import Term
from spaceflight_graph.rdf.literals import restored
from spaceflight_graph.shacl.ends import FEW
from spaceflight_graph.shacl.far import filled, started
from spaceflight_graph.shacl.functions import Functions
from spaceflight_graph.shacl.paths import UNFOLDED
from spaceflight_graph.shacl.plain import Plain
from spaceflight_graph.shacl.probes import Probe
from spaceflight_graph.shacl.shapes import Shapes
from spaceflight_graph.shacl.unfolded import unfolded

Row = dict[str, Term]
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


class Rows:
    """What one data graph answers to the queries of its probes."""

    def __init__(self, data: Data, shapes: Shapes, functions: Functions) -> None:
        self.data = data
        self.shapes = shapes
        self.functions = functions
        self._stages: dict[tuple[str, ...], dict[Term, int]] = {}

    def of(self, probe: Probe, given: Mapping[str, Term] | None = None) -> Iterator[tuple[Row, int]]:
        """Yield what a probe's query tells, and in how many ways each was reached."""
        if probe.doubt is not None and not given:
            values = [row["value"] for row in self._solutions(probe.doubt[0], probe)]
            if len(values) <= FEW and not any(isinstance(value, BlankNode) for value in values):
                for query, _ in filled(probe.doubt[1], values):
                    yield from ((row, 1) for row in self._solutions(query, probe))
                return
        if probe.together is not None and not given:
            walked = probe.together.walked(self._store(probe.query))
            if walked is not None:
                yield from ((row, 1) for row in self._solutions(probe.together.query, probe, walked=walked))
                return
        if probe.focus is None or probe.constraint is None:
            by_value = probe.constraint is not None and not probe.constraint.by_terms
            yield from self._reached(probe.query, probe, given, plain=by_value)
            return
        for row, ways in self._reached(probe.focus, probe, given, plain=True):
            focus = row["this"]
            query, handed = probe.constraint.asked(focus)
            for found in self._solutions(query, probe, handed, plain=not probe.constraint.by_terms):
                yield {**found, "this": focus}, ways

    def _reached(
        self, query: str, probe: Probe, given: Mapping[str, Term] | None, *, plain: bool
    ) -> Iterator[tuple[Row, int]]:
        """Yield the rows of a query, and in how many ways each was reached from the nodes where the query begins."""
        if not probe.before:
            yield from ((row, 1) for row in self._solutions(query, probe, given, plain=plain))
            return
        ways = self._ways(probe, given)
        start = started(query)
        for text, handed in filled(query, ways):
            for row in self._solutions(text, probe, handed, plain=plain):
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
                        for row in self._solutions(text, probe, handed)
                    )
                counted: dict[Term, int] = {}
                for row, ways in rows:
                    counted[row["this"]] = min(counted.get(row["this"], 0) + ways, _EQUAL)
                self._stages[key] = counted
            found = self._stages[key]
        return found

    def _solutions(
        self,
        query: str,
        probe: Probe,
        given: Mapping[str, Term] | None = None,
        *,
        plain: bool = False,
        walked: Store | None = None,
    ) -> Iterator[Row]:
        substitutions: Any = {Variable(name): term for name, term in (given or {}).items()} or None
        plain = plain and self.data.rewritten and UNFOLDED not in query
        store = walked or (self._plain.store if plain else self._store(query))
        try:
            solutions: Any = store.query(query, substitutions=substitutions, custom_functions=self.functions)
            names = [variable.value for variable in solutions.variables]
            for solution in solutions:
                row: Row = {name: term for name, term in zip(names, solution, strict=True) if term is not None}
                if not plain:
                    yield {name: restored(term) if isinstance(term, Literal) else term for name, term in row.items()}
                else:
                    focus = row.get("this", (given or {}).get("this"))
                    yield {name: self._plain.spelled(term, focus) for name, term in row.items()}
        except (SyntaxError, OSError, RuntimeError) as error:
            raise probe.error(error) from error
        self.functions.check()

    def holds(self, query: str, node: Term) -> bool:
        """Tell whether a query holds for one ``?node``."""
        given: Any = {Variable("node"): node}
        rows: Any = self._store(query).query(query, substitutions=given, custom_functions=self.functions)
        return next(rows, None) is not None

    def _store(self, query: str) -> Store:
        return self._unfolded if UNFOLDED in query else self.data.store

    @cached_property
    def _unfolded(self) -> Store:
        shapes = self.shapes.by_node.values()
        return unfolded(self.data.store, [shape.path for shape in shapes if shape.path is not None])

    @cached_property
    def _plain(self) -> Plain:
        return Plain(self.data.store)
