"""The picture of a flight's events in time, planned and actual, as SVG made here: no script, no other file."""

from dataclasses import dataclass
from html import escape

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import values
from spaceflight_graph.namespaces import GRAPH, RDF, SF, XSD
from spaceflight_graph.query.told import label, one, told
from spaceflight_graph.wording import word

WIDTH, ROW, TOP, LEFT, RIGHT = 940, 22, 28, 250, 690


@dataclass(frozen=True)
class _Event:
    name: str
    reads: str
    at: int
    planned: bool


def timeline(store: Store, node: NamedNode, language: str) -> str:
    """Return the picture of a flight; empty for what is none, or has fewer than two events with a day."""
    if not next(store.quads_for_pattern(node, RDF.type, SF.Spaceflight, None), None):
        return ""
    events = _events(store, node, language)
    return _drawn(events, language) if len({event.at for event in events}) > 1 else ""


def _events(store: Store, node: NamedNode, language: str) -> list[_Event]:
    found = []
    for event in {quad.subject for quad in store.quads_for_pattern(None, SF.flight, node, GRAPH.entities)}:
        for fact in (quad.subject for quad in store.quads_for_pattern(None, RDF.subject, event, GRAPH.facts)):
            predicate, value = one(store, fact, RDF.predicate), one(store, fact, RDF.object)
            at = _moment(value) if isinstance(value, Literal) and predicate in (SF.time, SF.plannedTime) else None
            if at is not None and isinstance(fact, NamedNode):
                reads = told(store, fact, language).reads
                found.append(_Event(label(store, event, language), reads, at, predicate == SF.plannedTime))
    return sorted(found, key=lambda event: (event.at, event.name, event.planned))


def _moment(value: Literal) -> int | None:
    """Return when a day or moment is, on the scale of `values`; None of what is told less finely than a day."""
    if value.datatype not in (XSD.date, XSD.dateTime):
        return None
    found = values.read(value.value, value.datatype.value)
    return int(found.stated_low) if isinstance(found, values.Ranged) else None


def _drawn(events: list[_Event], language: str) -> str:
    """Return one row an event; time runs by order and not by length, for a launch lasts minutes and a stay months."""
    names = list(dict.fromkeys(event.name for event in events))
    moments = sorted({event.at for event in events})
    step = (RIGHT - LEFT - 20) / max(len(moments) - 1, 1)
    across = {at: LEFT + 10 + step * number for number, at in enumerate(moments)}
    height = TOP + ROW * len(names) + 8
    w = {name: word(name, language) for name in ("timeline", "actual", "planned")}
    lines = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="timeline-title" class="timeline">',
        f'<title id="timeline-title">{escape(w["timeline"])}</title>',
        f'<circle cx="{LEFT + 10}" cy="12" r="5" class="actual"/>'
        f'<text x="{LEFT + 20}" y="16">{escape(w["actual"])}</text>',
        f'<circle cx="{LEFT + 140}" cy="12" r="5" class="planned"/>'
        f'<text x="{LEFT + 150}" y="16">{escape(w["planned"])}</text>',
    ]
    for number, name in enumerate(names):
        y = TOP + ROW * number + ROW // 2
        short = name if len(name) <= 36 else name[:35] + "…"
        lines.append(f'<line x1="{LEFT}" x2="{RIGHT}" y1="{y}" y2="{y}" class="row"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{escape(short)}</text>')
        told = [event for event in events if event.name == name]
        for event in told:
            kind = "planned" if event.planned else "actual"
            lines.append(
                f'<circle cx="{across[event.at]:.1f}" cy="{y}" r="5" class="{kind}">'
                f"<title>{escape(name)}: {escape(event.reads)} ({escape(w[kind])})</title></circle>"
            )
        first = min(told, key=lambda event: event.planned)  # what happened, if that is told
        lines.append(f'<text x="{RIGHT + 8}" y="{y + 4}">{escape(first.reads)}</text>')
    return "\n".join([*lines, "</svg>"])
