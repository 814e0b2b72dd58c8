"""What a fact or claim states, with all that qualifies it: the only place that reads both from the graph for people.

How a value reads is told by ``sf:reads`` where the graph has it, else by its literal.
"""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import tables, wording
from spaceflight_graph.namespaces import PREFIXES, QUDT, RDF, SF, TRUE, Term, local, shorten
from spaceflight_graph.query import lookup


@dataclass(frozen=True)
class Told:
    """A value with its caveats.

    Attributes:
        value: a literal's lexical form; a thing or a term, shortened.
        datatype: of a literal, shortened; None for a thing.
        unit: of a quantity, shortened.
        precision: how fine a time is told: the local name of an sf: concept, such as Decade.
        approximation: in which way the value is not exact, such as About.
        window_end: the last moment of a window that begins with the value.
        planned: whether it was a plan, as far as the property does not say so.
        plan_current_at: when the plan was in force.
        reads: all of this as people read it, the label of a thing in their language.
    """

    value: str
    datatype: str | None = None
    unit: str | None = None
    precision: str | None = None
    approximation: str | None = None
    window_end: str | None = None
    planned: bool = False
    plan_current_at: str | None = None
    reads: str = ""


def told(store: Store, node: NamedNode, language: str) -> Told:
    """Return what a fact or claim states."""
    value, unit = one(store, node, RDF.object), one(store, node, QUDT.unit)
    if isinstance(value, NamedNode) and value.value.startswith(PREFIXES["quantity"]):
        value, unit = one(store, value, QUDT.numericValue), one(store, value, QUDT.unit)
    precision, approximation = local(one(store, node, SF.precision)), local(one(store, node, SF.approximation))
    window_end, current = one(store, node, SF.windowEnd), one(store, node, SF.planCurrentAt)
    planned = one(store, node, SF.planned) == TRUE
    end = window_end.value if isinstance(window_end, Literal) else None
    if isinstance(value, Literal):
        stored = [text for text in every(store, node, SF.reads) if isinstance(text, Literal)]
        reads = next((text.value for text in stored if text.language == language), None) or wording.reads(
            value.value,
            value.datatype.value,
            precision=precision,
            unit=local(unit),
            approximation=approximation,
            window_end=end,
            language=language,
        )
        reads = tables.cell(value) if reads == value.value else reads
    else:
        reads = label(store, value, language)
    if isinstance(current, Literal):
        reads = wording.planned(
            reads, wording.reads(current.value, current.datatype.value, language=language), language
        )
    elif planned:
        reads = wording.planned(reads, language=language)
    return Told(
        value=tables.cell(value),
        datatype=shorten(value.datatype.value) if isinstance(value, Literal) else None,
        unit=shorten(unit.value) if isinstance(unit, NamedNode) else None,
        precision=precision,
        approximation=approximation,
        window_end=end,
        planned=planned,
        plan_current_at=current.value if isinstance(current, Literal) else None,
        reads=reads,
    )


def every(store: Store, node: NamedNode, predicate: NamedNode) -> list[Term]:
    """Return all that a property of a node leads to."""
    return [quad.object for quad in store.quads_for_pattern(node, predicate, None, None)]


def nodes(store: Store, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
    """Return the named nodes that a property of a node leads to, each once, in order."""
    found = {term for term in every(store, node, predicate) if isinstance(term, NamedNode)}
    return sorted(found, key=lambda term: term.value)


def one(store: Store, node: Term | None, predicate: NamedNode) -> Term | None:
    """Return the only object of a property, or the first in order."""
    return min(every(store, node, predicate), key=str, default=None) if isinstance(node, NamedNode) else None


def label(store: Store, node: Term | None, language: str) -> str:
    """Return what people call a node; nothing of what has no name."""
    return lookup.label(store, node, language) if isinstance(node, NamedNode) else ""
