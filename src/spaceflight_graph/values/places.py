"""The only place where places are compared: one within another, or at a distance and bearing from a town."""

from __future__ import annotations

from dataclasses import dataclass

from .relation import Ranged, Relation, Value

COMPASS = (
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
)  # fmt: skip
_ALL_ROUND = sum(1 << point for point in range(len(COMPASS)))


def _sector(index: int) -> int:
    """Return the points of the compass that a bearing covers, as bits: one or two letters take in both neighbours."""
    reach = (0,) if len(COMPASS[index]) == 3 else (-1, 0, 1)
    return sum(1 << (index + step) % len(COMPASS) for step in reach)


_SECTORS: dict[str | None, int] = {None: _ALL_ROUND, **{name: _sector(i) for i, name in enumerate(COMPASS)}}


@dataclass(frozen=True, slots=True)
class Place(Value):
    """A place that has a name, and all that it lies within."""

    iri: str
    ancestors: frozenset[str]

    def stands_to(self, other: Value) -> Relation:
        """Return the relation of this place to another: the contained one refines its container."""
        assert isinstance(other, Place)  # noqa: S101 - a dimension has one class
        if self.iri == other.iri:
            return Relation.SAME
        inside, around = other.iri in self.ancestors, self.iri in other.ancestors
        if inside and around:
            return Relation.AGREES  # the containment runs in a circle: it orders nothing
        if inside:
            return Relation.REFINES
        return Relation.REFINED_BY if around else Relation.CONFLICTS


@dataclass(frozen=True, slots=True)
class OffsetPlace(Value):
    """A place known by its distance and bearing from a town; the town is part of the dimension."""

    distance: Ranged
    sector: int

    def stands_to(self, other: Value) -> Relation:
        """Return the relation of this ring sector to another around the same town."""
        assert isinstance(other, OffsetPlace)  # noqa: S101 - a dimension has one class
        return _COMBINED[frozenset((self.distance.stands_to(other.distance), _overlap(self.sector, other.sector)))]


def place(iri: str, ancestors: frozenset[str]) -> Place:
    """Return a named place.

    Args:
        iri: of the place.
        ancestors: every place it lies within, near and far: the caller closes the containment. Itself may be one.
    """
    return Place("place", iri, ancestors)


def offset_place(town_iri: str, distance: Value, bearing: str | None) -> OffsetPlace:
    """Return a place such as 147 km south-east of a town.

    Args:
        town_iri: of the town. Places around different towns are not comparable.
        distance: a length.
        bearing: a point of `COMPASS`; SE covers ESE to SSE; None covers all directions.

    Raises:
        ValueError: the distance is no length, or the bearing no point of the compass.
    """
    if not isinstance(distance, Ranged) or distance.dimension != "length":
        raise ValueError(f"A distance must be a length, not a {distance.dimension}.")
    try:
        sector = _SECTORS[bearing]
    except KeyError:
        raise ValueError(f"{bearing!r} is no point of the compass: use one of {', '.join(COMPASS)}.") from None
    return OffsetPlace(f"offset:{town_iri}", distance, sector)


def _overlap(a: int, b: int) -> Relation:
    if a == b:
        return Relation.SAME
    common = a & b
    if not common:
        return Relation.CONFLICTS
    if common == a:
        return Relation.REFINES
    return Relation.REFINED_BY if common == b else Relation.AGREES


def _combine(parts: frozenset[Relation]) -> Relation:
    """Return the relation of two pairs whose parts stand in these relations: the product of two orders."""
    if Relation.CONFLICTS in parts:
        return Relation.CONFLICTS
    moving = parts - {Relation.SAME}
    if not moving:
        return Relation.SAME
    return next(iter(moving)) if len(moving) == 1 else Relation.AGREES


_COMBINED = {frozenset((a, b)): _combine(frozenset((a, b))) for a in Relation for b in Relation}
