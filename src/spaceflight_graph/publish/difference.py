"""What publishing would change in another store, by value: ``"01"^^xsd:integer`` there is ``1`` here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from spaceflight_graph import values
from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.namespaces import PREFIXES, Names, Term, shorten
from spaceflight_graph.publish.run import OURS
from spaceflight_graph.publish.target import Target

Line = tuple[str, str, str]
_NAMES = Names()
_NUMBERS = ("integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
_TIMES = ("date", "dateTime", "gYear", "gYearMonth", "dayTimeDuration", "duration", "yearMonthDuration")


@dataclass(frozen=True)
class Change:
    """What would change in one graph.

    Attributes:
        graph: its name.
        added: triples that are here and not there.
        removed: triples that are there and not here.
    """

    graph: str
    added: tuple[Line, ...]
    removed: tuple[Line, ...]


def difference(store: Store, target: Target) -> Iterator[Change]:
    """Yield the graphs that would change, in order. Triples with blank nodes are compared without their names.

    Raises:
        SpaceflightError: the store cannot be reached.
    """
    here = {name.value for name in store.named_graphs() if isinstance(name, NamedNode)}
    there = {name for name in target.graphs() if name.startswith(OURS)}
    for name in sorted(here | there):
        quads = store.quads_for_pattern(None, None, None, NamedNode(name))
        own = dict(_line(quad.subject, quad.predicate, quad.object) for quad in quads)
        other = dict(_lines(target, name)) if name in there else {}
        if own.keys() != other.keys():
            yield Change(name, _only(own, other), _only(other, own))


def _only(these: Mapping[Line, Line], those: Mapping[Line, Line]) -> tuple[Line, ...]:
    """Return what is in one and not in the other, as people read it."""
    return tuple(sorted(these[key] for key in these.keys() - those.keys()))


def _lines(target: Target, graph: str) -> Iterator[tuple[Line, Line]]:
    """Yield the triples of a graph there: all of them, for a store may give fewer than it has and not say so.

    Raises:
        SpaceflightError: it gives fewer.
    """
    rows = target.rows(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    count = target.number(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    if len(rows) != count:
        raise SpaceflightError(
            f"{target.query}: gives {len(rows):,} of the {count:,} triples of {graph}."
            " Fix: raise the limit of that store on rows (see docs/scaling.md)."
        )
    yield from (_line(row["s"], row["p"], row["o"]) for row in rows)


def _line(subject: Term | None, predicate: Term | None, value: Term | None) -> tuple[Line, Line]:
    """Return a triple as it is compared, and as people read it."""
    terms = (subject, predicate, value)
    compared, read = (tuple(as_(term) for term in terms) for as_ in (_canonical, _NAMES.show))
    return (compared[0], compared[1], compared[2]), (read[0], read[1], read[2])


def _canonical(term: Term | None) -> str:
    """Return a term so that two spellings of one value are one."""
    if isinstance(term, NamedNode):
        return shorten(term.value)
    if isinstance(term, BlankNode) or not isinstance(term, Literal):
        return "_"
    datatype = term.datatype.value
    kind = datatype.removeprefix(PREFIXES["xsd"])
    if kind in _NUMBERS:
        try:
            return str(Decimal(term.value).normalize())
        except InvalidOperation:
            return str(term)
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(term.value, term.value)
    if kind in _TIMES:
        try:
            return str(values.read(term.value, datatype))
        except ValueError:
            return str(term)
    return str(term)
