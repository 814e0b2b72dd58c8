"""The crew of a flight with their seats, and who stood by for them."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from spaceflight_graph.namespaces import RDF, SF, expand, shorten
from spaceflight_graph.query.told import label, nodes, one
from spaceflight_graph.serve.pages.links import link_to
from spaceflight_graph.serve.pages.pictures import svg
from spaceflight_graph.serve.pages.pictures.svg import Picture
from spaceflight_graph.wording import capital, word

_SEATS = ("LeftSeat", "CenterSeat", "RightSeat")
_ABREAST = 3
_WIDE, _HIGH, _GAP = 300, 104, 20


@dataclass(frozen=True)
class _Member:
    slug: str
    name: str
    role: str
    agency: str
    seat: NamedNode | None
    commands: bool


def of(store: Store, node: NamedNode, language: str) -> list[Picture]:
    """Return the picture of a flight; none where no crew is told."""
    if not next(store.quads_for_pattern(node, RDF.type, SF.Spaceflight, None), None):
        return []
    crews = [(crew, _members(store, node, crew, language)) for crew in (SF.PrimaryCrew, SF.BackupCrew)]
    if not crews[0][1]:
        return []
    parts: list[str] = []
    told: list[str] = []
    y = 0.0
    for crew, members in crews:
        if members:
            parts.append(svg.text(0, y + 16, capital(label(store, crew, language)), kind="head"))
            y += 26
            for number, member in enumerate(members):
                x = number % _ABREAST * (_WIDE + _GAP)
                below = y + number // _ABREAST * (_HIGH + _GAP)
                seat = label(store, member.seat, language)
                parts += _drawn(member, seat, x, below, "box" if crew == SF.PrimaryCrew else "box standby", language)
                about = ", ".join(filter(None, (member.role, member.agency, seat)))
                told.append(f"{label(store, crew, language)}, {member.name}" + (f": {about}" if about else ""))
            y += -(-len(members) // _ABREAST) * (_HIGH + _GAP)
    if any(member.seat for member in crews[0][1]):
        parts.append(svg.text(0, y + 4, capital(label(store, SF.returnSeat, language)), kind="aside"))
        y += 12
    return [svg.picture("crew", capital(word("crew", language)), told, y, parts)]


def _members(store: Store, flight: NamedNode, crew: NamedNode, language: str) -> list[_Member]:
    """Return a crew: in the order of their seats where they are told, else the commander first, then by name."""
    found = []
    for quad in store.quads_for_pattern(None, SF.flight, flight, None):
        place = quad.subject
        if isinstance(place, NamedNode) and crew in nodes(store, place, SF.crew):
            person = one(store, place, SF.person)
            role, agency, seat = (one(store, place, prop) for prop in (SF.role, SF.agency, SF.returnSeat))
            if isinstance(person, NamedNode):
                found.append(
                    _Member(
                        shorten(person.value),
                        label(store, person, language),
                        label(store, role, language),
                        label(store, agency, language),
                        seat if isinstance(seat, NamedNode) else None,
                        role == SF.Commander,
                    )
                )
    return sorted(set(found), key=lambda m: (_seat(m), not m.commands, m.role == "", m.role, m.name))


def _seat(member: _Member) -> int:
    seats = [expand(f"sf:{name}") for name in _SEATS]
    return seats.index(member.seat) if member.seat in seats else len(seats)


def _drawn(member: _Member, seat: str, x: float, y: float, kind: str, language: str) -> list[str]:
    address = link_to(member.slug)
    name = svg.text(x + 84, y + 44, member.name, kind="head", room=_WIDE - 92)
    return [
        svg.box(kind, x + 1, y + 1, _WIDE - 2, _HIGH - 2),
        svg.circle("body", x + 42, y + 36, 15),
        svg.shape("ellipse", "body", {"cx": x + 42, "cy": y + 78, "rx": 26, "ry": 20}),
        svg.text(x + 84, y + 22, seat, kind="aside", room=_WIDE - 92),
        svg.link(f"{address}?lang={language}" if address else None, name),
        svg.text(x + 84, y + 66, member.role, room=_WIDE - 92),
        svg.text(x + 84, y + 86, member.agency, kind="aside", room=_WIDE - 92),
    ]
