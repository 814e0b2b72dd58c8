"""Winding paths unfolded: the only place that walks them.

A repetition inside a repetition, or many ways that meet again, take a store time that grows by a power with each. So
the data is multiplied with the steps of such a path: a node, at a point of the path, is a node of its own, and one
property leads from each to the next. Along that property the store finds everything in one walk.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from spaceflight_graph.namespaces import Term
from spaceflight_graph.shacl.circles import components
from spaceflight_graph.shacl.paths import Path

_At = tuple[Term, int]
"""A node, and the point of a path that it is at."""
_NOWHERE = 0
"""The place from which nothing can be reached."""


def unfolded(store: Store, paths: Iterable[Path]) -> Store:
    """Return a store with all that the winding ones among some simplified paths go through; the same, if none does."""
    winding = {path.unfolded(): path for path in paths if path.winding}
    if not winding:
        return store
    larger = Store()
    larger.bulk_extend(store)
    for path in winding.values():
        larger.bulk_extend(product(store, path, path.unfolded()))
    return larger


@dataclass(slots=True)
class _Course:
    """A path as points, numbered, and what leads from one to another.

    Attributes:
        free: the points that a point leads to without a step.
        steps: the properties that lead on from a point, each with whether it is walked backwards, and where to.
        begin: the first point.
        end: the last.
    """

    free: dict[int, list[int]] = field(default_factory=dict)
    steps: dict[int, list[tuple[NamedNode, bool, int]]] = field(default_factory=dict)
    begin: int = 0
    end: int = 0
    points: int = 0

    @classmethod
    def of(cls, path: Path) -> "_Course":
        """Return the course of a simplified path."""
        course = cls()
        built: list[tuple[int, int]] = []
        ahead: list[tuple[Path, bool]] = [(path, False)]
        while ahead:
            one, ready = ahead.pop()
            if one.kind in ("iri", "^"):
                built.append(course._step(one))
            elif not ready:
                ahead.append((one, True))
                ahead += [(part, False) for part in reversed(one.parts)]
            else:
                parts = built[-len(one.parts) :]
                del built[-len(one.parts) :]
                built.append(course._joined(one.kind, parts))
        course.begin, course.end = built[0]
        return course

    def _point(self) -> int:
        self.points += 1
        return self.points

    def _step(self, path: Path) -> tuple[int, int]:
        begin, end = self._point(), self._point()
        back = path.kind == "^"
        iri = path.parts[0].iri if back else path.iri
        if iri is not None:
            self.steps.setdefault(begin, []).append((iri, back, end))
        return begin, end

    def _joined(self, kind: str, parts: list[tuple[int, int]]) -> tuple[int, int]:
        if kind == "/":
            for (_, before), (after, _) in pairwise(parts):
                self._leads(before, after)
            return parts[0][0], parts[-1][1]
        begin, end = self._point(), self._point()
        for first, last in parts:
            self._leads(begin, first)
            self._leads(last, end)
            if kind in "*+":
                self._leads(last, first)
        if kind in "*?":
            self._leads(begin, end)
        return begin, end

    def _leads(self, before: int, after: int) -> None:
        self.free.setdefault(before, []).append(after)


def product(
    store: Store, path: Path, names: tuple[NamedNode, NamedNode, NamedNode], starts: Iterable[Term] | None = None
) -> Iterator[Quad]:
    """Yield what a path goes through: each node at each point that it may be at, and what leads on from there.

    Nodes at points that lead to each other, or nowhere else than to the next one, are one: a circle is walked once,
    from wherever one comes.

    Args:
        store: the data.
        path: a simplified path.
        names: the properties that lead into the unfolded path (backwards), along it, and out of it.
        starts: the nodes to begin at; all from which the path may lead somewhere, unless given.
    """
    into, on, out = names
    course = _Course.of(path)
    leading = {
        (iri, back): _leading(store, iri, back=back) for steps in course.steps.values() for iri, back, _ in steps
    }
    if starts is None:
        starts = dict.fromkeys(node for each in leading.values() for node in each)
        if path.stays:
            starts.update(dict.fromkeys(node for quad in store for node in (quad.subject, quad.object)))
    places: dict[_At, int] = {}
    ends: dict[int, set[Term]] = {_NOWHERE: set()}

    def onward(at: _At) -> list[_At]:
        node, point = at
        found = [(node, after) for after in course.free.get(point, ())]
        for iri, back, after in course.steps.get(point, ()):
            found += [(other, after) for other in leading[iri, back].get(node, ())]
        return found

    def name(number: int) -> NamedNode:
        return NamedNode(f"{on.value}:{number}")

    for together in components([(start, course.begin) for start in starts], onward):
        if together[0][1] == course.end:
            continue
        led = {at for one in together for at in onward(one)}.difference(together)
        values = {node for node, point in led if point == course.end}
        others = {places[at] for at in led if at[1] != course.end} - {_NOWHERE}
        place = next(iter(others), _NOWHERE)
        if len(others) > 1 or not values <= ends[place]:  # else it leads to what that one does
            place = len(ends)
            ends[place] = values
            yield from (Quad(name(place), on, name(other)) for other in others)
            yield from (Quad(name(place), out, value) for value in values)
        places.update(dict.fromkeys(together, place))
    for start in starts:
        yield Quad(name(places[start, course.begin]), into, start)


def _leading(store: Store, iri: NamedNode, *, back: bool) -> dict[Term, list[Term]]:
    """Return where a property leads from each node that has it, or from each value."""
    found: dict[Term, list[Term]] = {}
    for quad in store.quads_for_pattern(None, iri, None, DefaultGraph()):
        one, other = (quad.object, quad.subject) if back else (quad.subject, quad.object)
        found.setdefault(one, []).append(other)
    return found
