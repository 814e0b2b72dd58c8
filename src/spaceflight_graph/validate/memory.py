"""What the probes found, remembered: the only place that knows what a change leaves standing.

A probe looks at the triples around its focus nodes (``shacl/sight.py``). It is asked again about those nodes that can
see a triple that came or went; of all others, what it found last time still holds. Where nobody can say how far a
query looks, every change counts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from spaceflight_graph.findings import Finding, Term
from spaceflight_graph.rdf.source import Source, restored
from spaceflight_graph.shacl.engine import Engine, Row
from spaceflight_graph.shacl.queries import Probe
from spaceflight_graph.shacl.sight import Sight, sights

_MANY = 2_000
"""Where more nodes are concerned than this, asking about all is as fast."""


@dataclass(slots=True)
class Memory:
    """What was found last time, and what has changed since.

    Attributes:
        rows: what each probe's query gave, by its mark.
        change: the triples that came and went; ``None`` if everything may have changed.
    """

    rows: dict[str, list[Row]] = field(default_factory=dict)
    change: "Change | None" = None

    def recall(self, engine: Engine) -> Callable[[Probe], Iterable[Finding]]:
        """Return what answers the probes of an engine, from memory where nothing they look at has changed."""
        before, self.rows = self.rows, {}

        def answer(probe: Probe) -> list[Finding]:
            key = mark(probe)
            known = before.get(key)
            if known is None or self.change is None:
                rows = list(engine.rows(probe))
            else:
                rows = _again(probe, known, self.change, engine)
            self.rows[key] = rows
            return [engine.finding(probe, row) for row in rows]

        return answer


def mark(probe: Probe) -> str:
    """Return a name for a probe: two probes of one name find the same in the same data."""
    parts = (probe.query, probe.focus, probe.constraint.query if probe.constraint else "")
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def _again(probe: Probe, known: list[Row], change: "Change", engine: Engine) -> list[Row]:
    """Return what a probe finds now, from what it found before."""
    nodes = _concerned(probe, change, engine)
    if nodes is not None and not nodes:
        return known
    narrowed = None if nodes is None or len(nodes) > _MANY else probe.about(" ".join(sorted(map(str, nodes))))
    if nodes is None or narrowed is None:
        return list(engine.rows(probe))
    asked = {restored(node) if isinstance(node, Literal) else node for node in nodes}
    return [row for row in known if row["this"] not in asked] + list(engine.rows(narrowed))


def _concerned(probe: Probe, change: "Change", engine: Engine) -> set[Term] | None:
    """Return the focus nodes of a probe that can see a change, or ``None`` if any may."""
    seen = sights(probe, engine.shapes)
    if seen is None:
        return None if change else set()
    found: set[Term] = set()
    for sight in seen:
        nodes = change.nodes(sight, engine.data.store)
        if nodes is None:
            return None
        found |= nodes
    return found


class Change:
    """Triples that came or went, and the nodes from which they can be seen."""

    def __init__(self, triples: Iterable[tuple[Term, NamedNode, Term]]) -> None:
        self._ends: dict[tuple[NamedNode | None, bool], set[Term]] = {}
        for subject, predicate, value in triples:
            for which in (predicate, None):
                self._ends.setdefault((which, False), set()).add(subject)
            self._ends.setdefault((predicate, True), set()).add(value)
        self._known: dict[Sight, set[Term] | None] = {}

    def __bool__(self) -> bool:
        return bool(self._ends)

    def nodes(self, sight: Sight, store: Store) -> set[Term] | None:
        """Return the focus nodes from which a change can be seen, as the store spells them, or ``None`` for any."""
        if sight not in self._known:
            self._known[sight] = self._walked_back(sight, store)
        return self._known[sight]

    def _walked_back(self, sight: Sight, store: Store) -> set[Term] | None:
        ends = self._ends.get((sight.predicate, sight.backwards), set())
        if not ends:
            return set()
        if len(ends) > _MANY:
            return None
        reach = f"?this {sight.walk.sparql()} ?end ." if sight.walk else "BIND(?end AS ?this)"
        listed = " ".join(sorted(map(str, ends)))
        reaches = [reach]
        if sight.walk and sight.walk.stays:  # the store knows nothing of a node that it no longer has
            reaches.append("BIND(?end AS ?this)")
        found: set[Term] = set()
        for reach in reaches:
            rows: Any = store.query(f"SELECT DISTINCT ?this WHERE {{ VALUES ?end {{ {listed} }} {reach} }}")
            found.update(row["this"] for row in rows)
        return None if any(isinstance(node, BlankNode) for node in found) else found


def changed(before: Iterable[Source], now: Iterable[Source]) -> Change | None:
    """Return what changed from some files to others, or ``None`` where blank nodes, which have no names, are concerned.

    Args:
        before: the files that are not as they were, as they were.
        now: these files as they are; a file may be missing on either side.
    """
    old = {triple for source in before for triple in _triples(source)}
    new = {triple for source in now for triple in _triples(source)}
    moved = old ^ new
    if any(not isinstance(term, NamedNode | Literal) for subject, _, value in moved for term in (subject, value)):
        return None
    return Change(moved)


def _triples(source: Source) -> Iterable[Any]:
    return ((quad.subject, quad.predicate, quad.object) for quad in source.quads())
