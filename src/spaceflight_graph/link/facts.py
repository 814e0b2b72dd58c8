"""The facts of the graph with what casts doubt on them: the only place where ``link/`` reads facts and caveats."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from spaceflight_graph.namespaces import GRAPH, PROV, RDF, SF, Term, shorten
from spaceflight_graph.query import told

OPEN = (SF.TieBreak, SF.Unsettled)
"""The bases of disputes that nobody has settled."""
STRETCHES = (SF.Decade, SF.FiscalYear, SF.HalfYear, SF.Quarter)
"""Precisions of values that a gYear or gYearMonth alone would tell as less than they are."""
_PLANS = "planned"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact.

    Attributes:
        node: the fact itself.
        subject, predicate, object: what it says.
        told: its value with its caveats.
        not_before, not_after: of a time, the whole range that it denotes; None where it is open.
        claims: what it rests on.
        plan: whether it was or is to be, and is not told as done.
        disputed: whether the claims disagree and nobody has settled it.
    """

    node: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: Term
    told: told.Told
    not_before: str | None
    not_after: str | None
    claims: tuple[NamedNode, ...]
    plan: bool
    disputed: bool

    @property
    def name(self) -> str:
        """Return the shortened IRI."""
        return shorten(self.node.value)

    @property
    def inexact(self) -> str | None:
        """Say in which way the value is not exact; None of one that is."""
        if self.told.approximation:
            return f"it is not exact: {self.told.reads}"
        if self.told.window_end:
            return f"it is a window: {self.told.reads}"
        if self.told.precision and NamedNode(SF.iri + self.told.precision) in STRETCHES:
            return f"it is longer than its value looks: {self.told.reads}"
        return None


class Facts:
    """The facts of one graph, read when asked for; held are the names of those that are contested."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._contested = {
            quad.object
            for basis in OPEN
            for dispute in store.quads_for_pattern(None, SF.basis, basis, GRAPH.disputes)
            for quad in store.quads_for_pattern(dispute.subject, SF.chosen, None, GRAPH.disputes)
        }

    def all(self) -> Iterator[Fact]:
        """Yield every fact, sorted by name."""
        yield from self._read(self.store.quads_for_pattern(None, RDF.type, SF.Fact, GRAPH.facts))

    def of(self, predicate: NamedNode, about: Callable[[Term | None], bool]) -> Iterator[Fact]:
        """Yield the facts of a property, sorted by name; only those about some things are read whole."""
        quads = self.store.quads_for_pattern(None, RDF.predicate, predicate, GRAPH.facts)
        yield from self._read(q for q in quads if about(told.one(self.store, q.subject, RDF.subject)))

    def about(self, subject: NamedNode, predicate: NamedNode) -> list[Fact]:
        """Return what is said of a thing by a property, sorted by name."""
        quads = self.store.quads_for_pattern(None, RDF.subject, subject, GRAPH.facts)
        return list(self._read(q for q in quads if told.one(self.store, q.subject, RDF.predicate) == predicate))

    def _read(self, quads: Iterable[Quad]) -> Iterator[Fact]:
        nodes = {quad.subject for quad in quads}
        for node in sorted((n for n in nodes if isinstance(n, NamedNode)), key=lambda n: n.value):
            yield self._fact(node)

    def _fact(self, node: NamedNode) -> Fact:
        store = self.store
        subject, predicate = told.one(store, node, RDF.subject), told.one(store, node, RDF.predicate)
        value = told.one(store, node, RDF.object)
        assert isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and value  # noqa: S101, PT018
        stated = told.told(store, node, "en")
        return Fact(
            node=node,
            subject=subject,
            predicate=predicate,
            object=value,
            told=stated,
            not_before=_text(told.one(store, node, SF.notBefore)),
            not_after=_text(told.one(store, node, SF.notAfter)),
            claims=tuple(
                sorted(
                    (c for c in told.every(store, node, PROV.wasDerivedFrom) if isinstance(c, NamedNode)),
                    key=lambda c: c.value,
                )
            ),
            plan=stated.planned
            or stated.plan_current_at is not None
            or predicate.value.removeprefix(SF.iri).startswith(_PLANS),
            disputed=node in self._contested,
        )


def _text(term: Term | None) -> str | None:
    return term.value if isinstance(term, Literal) else None
