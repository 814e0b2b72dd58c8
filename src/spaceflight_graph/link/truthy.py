"""What our statements would be as truthy triples (``wdt:``): the only place that leaves out what such a triple hides.

A truthy triple tells neither a unit nor how fine a time is: numbers and times coarser than a day stay out.
"""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.link.days import DAY
from spaceflight_graph.link.ours import Ours
from spaceflight_graph.link.statement import Item, Statement, Text, Time, Value
from spaceflight_graph.namespaces import PREFIXES, XSD


def triple(statement: Statement) -> Triple | None:
    """Return a statement as a truthy triple, or None where that would hide what matters."""
    value = _value(statement.value)
    if value is None:
        return None
    return Triple(NamedNode(PREFIXES["wd"] + statement.item), NamedNode(PREFIXES["wdt"] + statement.property), value)


def triples(given: Iterable[Ours]) -> set[Triple]:
    """Return the truthy triples of all statements, those that are said of the value, too."""
    said = [statement for ours in given for statement in (ours.statement, ours.inverse) if statement]
    return {found for statement in said if (found := triple(statement))}


def _value(value: Value) -> NamedNode | Literal | None:
    if isinstance(value, Item):
        return NamedNode(PREFIXES["wd"] + value.id)
    if isinstance(value, Time) and value.precision == DAY:
        return Literal(value.time.removeprefix("+"), datatype=XSD.dateTime)
    return Literal(value.text) if isinstance(value, Text) else None
