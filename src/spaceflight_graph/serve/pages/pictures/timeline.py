"""The events of a flight in time, planned and actual, as a chart."""

from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import values
from spaceflight_graph.namespaces import GRAPH, RDF, SF, XSD
from spaceflight_graph.plot.chart import Chart, Row, Span, Style
from spaceflight_graph.query.told import label, one, told
from spaceflight_graph.serve.pages.pictures import charts
from spaceflight_graph.serve.pages.pictures.svg import Picture
from spaceflight_graph.store import things
from spaceflight_graph.wording import word


@dataclass(frozen=True)
class _Event:
    name: str
    reads: str
    at: int
    planned: bool
    dated: bool  # whether it reads as the plan of a day


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return the picture of a flight; none of what is no flight, or has fewer than two events with a day."""
    if not next(store.quads_for_pattern(node, RDF.type, SF.Spaceflight, None), None):
        return []
    events = _events(store, node, language)
    return [charts.drawn(_chart(events, language), "timeline")] if len({event.at for event in events}) > 1 else []


def _events(store: Store, node: NamedNode, language: str) -> list[_Event]:
    found = []
    layers = things.graphs(store)
    for event in {quad.subject for quad in things.described(store, None, SF.flight, node, layers)}:
        for fact in (quad.subject for quad in store.quads_for_pattern(None, RDF.subject, event, GRAPH.facts)):
            predicate, value = one(store, fact, RDF.predicate), one(store, fact, RDF.object)
            at = _moment(value) if isinstance(value, Literal) and predicate in (SF.time, SF.plannedTime) else None
            if at is not None and isinstance(fact, NamedNode):
                its, planned = told(store, fact, language), predicate == SF.plannedTime
                name = label(store, event, language)
                found.append(_Event(name, its.reads, at, planned, its.plan_current_at is not None))
    return sorted(found, key=lambda event: (event.at, event.name, event.planned))


def _moment(value: Literal) -> int | None:
    """Return when a day or moment is, on the scale of `values`; None of what is told less finely than a day."""
    if value.datatype not in (XSD.date, XSD.dateTime):
        return None
    found = values.read(value.value, value.datatype.value)
    return int(found.stated_low) if isinstance(found, values.Ranged) else None


def _chart(events: list[_Event], language: str) -> Chart:
    """Return one row an event; time runs by order and not by length, for a launch lasts minutes and a stay months."""
    order = {at: number for number, at in enumerate(sorted({event.at for event in events}))}
    styles: dict[bool, Style] = {False: "told", True: "planned"}
    kinds = {False: word("actual", language), True: word("planned", language)}
    rows = []
    for name in dict.fromkeys(event.name for event in events):
        found = [event for event in events if event.name == name]
        titles = [event.reads if event.dated else f"{event.reads} ({kinds[event.planned]})" for event in found]
        spans = (
            Span(order[event.at], order[event.at], styles[event.planned], title)
            for event, title in zip(found, titles, strict=True)
        )
        first = min(found, key=lambda event: event.planned)  # what happened, if that is told
        rows.append(Row(name, first.reads, tuple(spans)))
    key = tuple((styles[planned], kinds[planned]) for planned in (False, True))
    return Chart(tuple(rows), 0, len(order) - 1, key=key, title=word("timeline", language))
