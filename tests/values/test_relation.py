"""What no literal brings about, yet the laws ask for."""

from spaceflight_graph.values import Quantity, Relation, Time, relate


def test_equal_words_that_may_be_rounded_differently_agree_and_are_not_the_same() -> None:
    narrow, wide = Quantity("mass", 10, 20, 10, 20), Quantity("mass", 5, 20, 10, 20)
    assert relate(narrow, wide) is relate(wide, narrow) is Relation.AGREES
    day = 86_400_000_000
    early, late = (Time("time", low, 10 * day, 5 * day, 10 * day, quarters=True) for low in (4 * day, 5 * day))
    assert relate(early, late) is relate(late, early) is Relation.AGREES


def test_values_are_hashable_and_frozen() -> None:
    assert {Quantity("mass", 10, 20, 10, 20)} == {Quantity("mass", 10, 20, 10, 20)}
