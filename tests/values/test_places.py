"""Places within places, and around towns."""

import pytest

from spaceflight_graph.values import Relation, Value, entity, offset_place, place, read, relate

XSD = "http://www.w3.org/2001/XMLSchema#"
KAZAKHSTAN = place("id:kazakhstan", frozenset())
BAIKONUR = place("id:baikonur", frozenset({"id:kazakhstan"}))
SITE_1 = place("id:baikonur-site-1", frozenset({"id:baikonur", "id:kazakhstan"}))
SITE_31 = place("id:baikonur-site-31", frozenset({"id:baikonur", "id:kazakhstan"}))


def around(distance: str, bearing: str | None, town: str = "id:zhezkazgan", approximation: str | None = None) -> Value:
    length = read(distance, XSD + "decimal", unit="KiloM", approximation=approximation)
    return offset_place(town, length, bearing)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (SITE_1, BAIKONUR, Relation.REFINES),
        (SITE_1, KAZAKHSTAN, Relation.REFINES),
        (KAZAKHSTAN, SITE_31, Relation.REFINED_BY),
        (SITE_1, SITE_31, Relation.CONFLICTS),
        (BAIKONUR, place("id:baikonur", frozenset({"id:baikonur"})), Relation.SAME),
        (place("id:a", frozenset({"id:b"})), place("id:b", frozenset({"id:a"})), Relation.AGREES),
        (KAZAKHSTAN, entity("id:kazakhstan"), Relation.NOT_COMPARABLE),
        (KAZAKHSTAN, around("147", "SE"), Relation.NOT_COMPARABLE),
        (around("147", "SE"), around("147", "SE"), Relation.SAME),
        (around("147", "SE"), around("156", "SE"), Relation.CONFLICTS),
        (around("147", "SE"), around("147", "NW"), Relation.CONFLICTS),
        (around("147", "ESE"), around("147", "SE"), Relation.REFINES),
        (around("147", "SSE"), around("147", "SE"), Relation.REFINES),
        (around("147", "SE"), around("147", None), Relation.REFINES),
        *((around("147", bearing), around("147", None), Relation.REFINES) for bearing in ("N", "NNW", "NNE", "S")),
        (around("147", "N"), around("147", "NE"), Relation.AGREES),
        (around("147", "N"), around("147", "NW"), Relation.AGREES),
        (around("147", "E"), around("147", "SE"), Relation.AGREES),
        (around("147", "N"), around("147", "E"), Relation.CONFLICTS),
        (around("147.2", "SE"), around("147", "NW"), Relation.CONFLICTS),
        (around("147", "ENE"), around("147", "SE"), Relation.CONFLICTS),
        (around("147", "N"), around("147", "NNW"), Relation.REFINED_BY),
        (around("147.2", "SE"), around("147", "SE"), Relation.REFINES),
        (around("147.2", "SE"), around("147", "SSE"), Relation.AGREES),
        (around("147", "SE"), around("150", "SE", approximation="About"), Relation.REFINES),
        (around("147", "SE"), around("147", "SE", "id:karaganda"), Relation.NOT_COMPARABLE),
    ],
)
def test_places_compare(a: Value, b: Value, relation: Relation) -> None:
    assert relate(a, b) is relation


def test_what_is_no_offset_is_told() -> None:
    with pytest.raises(ValueError, match=r"^'SÖ' is no point of the compass: use one of N, NNE, .*NNW\.$"):
        around("156", "SÖ")
    with pytest.raises(ValueError, match=r"^A distance must be a length, not a mass\.$"):
        offset_place("id:zhezkazgan", read("1", XSD + "integer", unit="KiloGM"), None)
    with pytest.raises(ValueError, match=r"^A distance must be a length, not a entity\.$|not an entity"):
        offset_place("id:zhezkazgan", entity("id:x"), None)
