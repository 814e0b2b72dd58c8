"""Where something lies, seen from a place: how far and in which direction, as it came and as it was planned.

The documents tell of no coordinates; distance and direction are all that can be drawn.
"""

import math
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode, Store

from spaceflight_graph import wording
from spaceflight_graph.namespaces import SF, expand, local
from spaceflight_graph.query.told import Told, label, one, told
from spaceflight_graph.serve.pages.pictures import hanging, svg
from spaceflight_graph.serve.pages.pictures.svg import Picture
from spaceflight_graph.wording import word

_X, _Y, _FAR = 200.0, 150.0, 120.0
_POINTS = wording.POINTS
_RINGS = 2


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return a picture of each event of a flight, or of an event, that lies so far from a place of reference."""
    return hanging.drawn(store, node, None, lambda thing, number: _drawn(store, thing, f"bearing-{number}", language))


def _drawn(store: Store, event: NamedNode, name: str, language: str) -> Picture | None:
    place = label(store, one(store, event, SF.referencePlace), language)
    lies = [
        found
        for planned, distance, direction in (
            (True, SF.plannedDistanceFromReference, SF.plannedBearingFromReference),
            (False, SF.distanceFromReference, SF.bearingFromReference),
        )
        if (found := _lies(store, event, distance, direction, language, planned=planned))
    ]
    if not place or not lies:
        return None
    most = max(far for far, *_ in lies)
    ring = _round(most / _RINGS)
    scale = _FAR / max(most, ring * _RINGS)
    parts = [svg.line("row", _X, _Y - _FAR - 8, _X, _Y + _FAR + 8), svg.line("row", _X - _FAR, _Y, _X + _FAR, _Y)]
    for number in range(1, _RINGS + 1):
        parts.append(svg.circle("ring", _X, _Y, ring * number * scale))
        parts.append(svg.text(_X + 4, _Y - ring * number * scale - 3, _km(ring * number, language), kind="aside"))
    parts += [svg.text(_X, 14, wording.BEARINGS[language][0], anchor="middle", kind="aside")]
    parts += [svg.circle("body", _X, _Y, 5), svg.text(_X - 10, _Y - 8, place, anchor="end", kind="head")]
    told_ = []
    for number, (far, angle, line, planned) in enumerate(lies):
        x, y = _X + far * scale * math.sin(angle), _Y - far * scale * math.cos(angle)
        kind = "planned" if planned else "actual"
        parts += [svg.circle(kind, x, y, 6, line), svg.circle(kind, 420, 120 + 26 * number, 6)]
        parts.append(svg.text(434, 124 + 26 * number, line))
        told_.append(line)
    return svg.picture(name, label(store, event, language), told_, 2 * _Y + 4, parts)


def _lies(
    store: Store, event: NamedNode, distance: NamedNode, direction: NamedNode, language: str, *, planned: bool
) -> tuple[float, float, str, bool] | None:
    """Return how far in km, at which angle from north, and how both read; None where either is not told."""
    fact = one(store, event, expand(f"sfp:{distance.value.removeprefix(SF.iri)}"))
    point = local(one(store, event, direction))
    if not isinstance(fact, NamedNode) or point not in _POINTS:
        return None
    value = told(store, fact, language)
    far = _kilometres(value)
    angle = math.radians(45 * _POINTS.index(point))
    dated = value.plan_current_at is not None  # and reads as the plan of a day
    line = value.reads if dated else f"{value.reads} ({word('planned' if planned else 'actual', language)})"
    return None if far is None else (far, angle, line, planned)


def _kilometres(value: Told) -> float | None:
    try:
        return float(Decimal(value.value)) if value.unit == "unit:KiloM" else None
    except InvalidOperation:
        return None


def _round(number: float) -> float:
    """Return a number of 1, 2 or 5 and noughts that is no less."""
    return next(d * 10.0**p for p in range(-3, 9) for d in (1, 2, 5) if d * 10.0**p >= number)


def _km(number: float, language: str) -> str:
    return wording.reads(f"{number:g}", "http://www.w3.org/2001/XMLSchema#decimal", unit="KiloM", language=language)
