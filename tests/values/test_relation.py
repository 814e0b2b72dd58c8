"""What no literal brings about, yet the laws ask for."""

from spaceflight_graph.values import Quantity, Relation, Time, relate


def test_equal_words_that_may_be_rounded_differently_agree_and_are_not_the_same() -> None:
    narrow, wide = Quantity("mass", 10, 20, 10, 20), Quantity("mass", 5, 20, 10, 20)
    assert relate(narrow, wide) is relate(wide, narrow) is Relation.AGREES
    day = 86_400_000_000
    early, late = (Time("time", low, 10 * day, 5 * day, 10 * day, quarters=True) for low in (4 * day, 5 * day))
    assert relate(early, late) is relate(late, early) is Relation.AGREES


def test_range_within_a_range_refines_it_though_they_begin_or_end_together() -> None:
    whole = Quantity("mass", 10, 20, 10, 20)
    for low, high in ((10, 15), (15, 20), (12, 18)):
        part = Quantity("mass", low, high, low, high)
        assert (relate(part, whole), relate(whole, part)) == (Relation.REFINES, Relation.REFINED_BY)
    for low, high in ((5, 15), (15, 25)):
        assert relate(Quantity("mass", low, high, low, high), whole) is Relation.AGREES
    for low, high in ((5, 10), (20, 25)):
        assert relate(Quantity("mass", low, high, low, high), whole) is Relation.CONFLICTS


def test_values_are_hashable_and_frozen() -> None:
    assert {Quantity("mass", 10, 20, 10, 20)} == {Quantity("mass", 10, 20, 10, 20)}
