"""The orbits of a flight: their lowest and highest points and how steeply they cross the equator."""

import math
from decimal import Decimal, InvalidOperation

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, RDF, SF, expand
from spaceflight_graph.query.told import Told, label, one, told
from spaceflight_graph.serve.pages.pictures import hanging, svg
from spaceflight_graph.serve.pages.pictures.svg import Picture
from spaceflight_graph.wording import word

_EARTH_KM = 6378.1
"""The Earth's equatorial radius (IAU 2015 Resolution B3), to draw heights against; it is no fact of the graph."""
_TENFOLD_BELOW_KM = 2000.0
_ROOM, _Y, _ACROSS = 100.0, 116.0, 720.0
_ELEMENTS = ("perigee", "apogee", "inclination", "orbitalPeriod")


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return a picture of each orbit of a flight, or of an orbit, of which both heights or the inclination are told."""
    return hanging.drawn(store, node, SF.Orbit, lambda thing, number: _drawn(store, thing, f"orbit-{number}", language))


def _drawn(store: Store, orbit: NamedNode, name: str, language: str) -> Picture | None:
    elements = _elements(store, orbit, language)
    low, high = (_number(elements.get(name), "unit:KiloM") for name in ("perigee", "apogee"))
    steep = _number(elements.get("inclination"), "unit:DEG")
    parts: list[str] = []
    if low is not None and high is not None:
        parts += _heights(low, high, elements, language)
    if steep is not None:
        parts += _crossing(steep, elements["inclination"].reads, language)
    if not parts:
        return None
    reads = [f"{label(store, expand(f'sf:{name}'), language)}: {value.reads}" for name, value in elements.items()]
    parts += [svg.text(390, 90 + 22 * number, line, room=195) for number, line in enumerate(reads)]
    return svg.picture(name, label(store, orbit, language), reads, 240, parts)


def _elements(store: Store, orbit: NamedNode, language: str) -> dict[str, Told]:
    """Return what is told of an orbit, in the usual order."""
    found = {}
    for quad in store.quads_for_pattern(None, RDF.subject, orbit, GRAPH.facts):
        predicate = one(store, quad.subject, RDF.predicate)
        if isinstance(quad.subject, NamedNode) and isinstance(predicate, NamedNode):
            found[predicate.value.removeprefix(SF.iri)] = told(store, quad.subject, language)
    return {name: found[name] for name in _ELEMENTS if name in found}


def _number(value: Told | None, unit: str) -> float | None:
    try:
        return float(Decimal(value.value)) if value and value.unit == unit else None
    except InvalidOperation:
        return None


def _heights(low: float, high: float, elements: dict[str, Told], language: str) -> list[str]:
    """Return the Earth from above the orbit, which has it in one focus; low orbits stand out tenfold."""
    by = 10 if high < _TENFOLD_BELOW_KM else 1
    earth = _ROOM / (1 + by * high / _EARTH_KM)
    near, far = (earth * (1 + by * height / _EARTH_KM) for height in (low, high))
    x = 190.0
    middle, wide, tall = x + (near - far) / 2, (near + far) / 2, math.sqrt(near * far)
    return [
        svg.circle("earth", x, _Y, earth),
        svg.text(x, _Y + 4, word("Earth", language), anchor="middle"),
        svg.shape("ellipse", "orbit", {"cx": middle, "cy": _Y, "rx": wide, "ry": tall}),
        svg.circle("actual", x + near, _Y, 4, elements["perigee"].reads),
        svg.circle("actual", x - far, _Y, 4, elements["apogee"].reads),
        svg.text(x + near + 8, _Y + 4, elements["perigee"].reads),
        svg.text(x - far - 8, _Y + 4, elements["apogee"].reads, anchor="end"),
        svg.text(0, 234, word("tenfold", language), kind="aside") if by > 1 else "",
    ]


def _crossing(degrees: float, reads: str, language: str) -> list[str]:
    """Return the Earth from within its equator, and the orbit as a line across it."""
    earth, angle = 70.0, math.radians(degrees)
    x, y = 100 * math.cos(angle), 100 * math.sin(angle)
    end = (_ACROSS + 50 * math.cos(angle), _Y - 50 * math.sin(angle))
    return [
        svg.circle("earth", _ACROSS, _Y, earth),
        svg.line("row", _ACROSS - 110, _Y, _ACROSS + 110, _Y),
        svg.text(_ACROSS - 112, _Y + 4, word("equator", language), anchor="end", kind="aside"),
        svg.line("orbit", _ACROSS - x, _Y + y, _ACROSS + x, _Y - y),
        f'<path class="orbit" d="M {_ACROSS + 50:g} {_Y:g} A 50 50 0 0 0 {end[0]:.2f} {end[1]:.2f}"/>',
        svg.text(_ACROSS + 64, _Y - 24, reads),
    ]
