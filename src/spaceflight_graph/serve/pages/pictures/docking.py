"""Which craft docked where, and for how long it stayed there."""

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, RDF, SF, expand, shorten
from spaceflight_graph.query.told import Told, label, one, told
from spaceflight_graph.serve.pages.links import link_to
from spaceflight_graph.serve.pages.pictures import hanging, svg
from spaceflight_graph.serve.pages.pictures.svg import Picture
from spaceflight_graph.wording import capital

_WIDE, _HIGH, _GAP, _TOP = 250, 56, 95, 8


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return a picture of each docking of a flight, or of a docking, whose station is told."""
    return hanging.drawn(
        store, node, SF.Docking, lambda thing, number: _drawn(store, thing, f"docking-{number}", language)
    )


def _drawn(store: Store, docking: NamedNode, name: str, language: str) -> Picture | None:
    station, flight = one(store, docking, SF.station), one(store, docking, SF.flight)
    if not isinstance(station, NamedNode) or not isinstance(flight, NamedNode):
        return None
    craft = one(store, flight, SF.spacecraft)
    chain = [
        (SF.spacecraft, craft if isinstance(craft, NamedNode) else flight),
        (SF.dockingPort, one(store, docking, SF.dockingPort)),
        (SF.station, station),
    ]
    told_ = []
    parts = [svg.line("joint", _WIDE, _TOP + _HIGH / 2, svg.WIDTH - _WIDE, _TOP + _HIGH / 2)]
    for number, (what, thing) in enumerate(chain):
        if isinstance(thing, NamedNode):
            x = number * (_WIDE + _GAP)
            address = link_to(shorten(thing.value))
            parts += [
                svg.box("box", x + 1, _TOP, _WIDE - 2, _HIGH),
                svg.text(x + 10, _TOP + 20, capital(label(store, what, language)), kind="aside", room=_WIDE - 16),
                svg.link(
                    f"{address}?lang={language}" if address else None,
                    svg.text(x + 10, _TOP + 42, label(store, thing, language), kind="head", room=_WIDE - 16),
                ),
            ]
            told_.append(f"{label(store, what, language)}: {label(store, thing, language)}")
    y = _TOP + _HIGH + 24
    for event, time in _times(store, docking, flight, station, language):
        line = f"{event}: {time.reads}"
        parts.append(svg.text(0, y, line, room=svg.WIDTH))
        told_.append(line)
        y += 20
    return svg.picture(name, label(store, docking, language), told_, y - 8, parts)


def _times(
    store: Store, docking: NamedNode, flight: NamedNode, station: NamedNode, language: str
) -> list[tuple[str, Told]]:
    """Return when the craft docked and when it left, as far as it is told, plans only where nothing else is."""
    leaving = [
        quad.subject
        for quad in store.quads_for_pattern(None, SF.flight, flight, GRAPH.entities)
        if next(store.quads_for_pattern(quad.subject, RDF.type, SF.Undocking, None), None)
        and one(store, quad.subject, SF.station) == station
    ]
    found = []
    for event, kind in ((docking, SF.Docking), *((event, SF.Undocking) for event in leaving)):
        for link in ("time", "plannedTime"):
            fact = one(store, event, expand(f"sfp:{link}"))
            if isinstance(fact, NamedNode):
                named = label(store, kind, language) if link == "time" else label(store, SF.plannedTime, language)
                found.append((capital(named), told(store, fact, language)))
                break
    return found
