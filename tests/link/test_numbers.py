"""One property of one item has one number of ours: the finest, or none."""

import pytest

from spaceflight_graph.link.numbers import not_given
from spaceflight_graph.link.statement import Item, Quantity, Statement, Value


def said(value: Value, item: str = "Q1", prop: str = "P2045") -> Statement:
    return Statement(item, prop, value)


CASES: dict[str, tuple[dict[str, Value], dict[str, str | None]]] = {
    "one alone": ({"a": Quantity("+51.66")}, {}),
    "cut": ({"a": Quantity("+51.6"), "b": Quantity("+51.66")}, {"a": "b"}),
    "rounded": ({"a": Quantity("+51.66"), "b": Quantity("+51.7")}, {"b": "a"}),
    "neither": ({"a": Quantity("+51.66"), "b": Quantity("+51.8")}, {"a": None, "b": None}),
    "the same twice": ({"a": Quantity("+3"), "b": Quantity("+3")}, {}),
    "of two units": ({"a": Quantity("+3", "Q1"), "b": Quantity("+3", "Q2")}, {"a": None, "b": None}),
    "three": ({"a": Quantity("+5"), "b": Quantity("+5.25"), "c": Quantity("+5.3")}, {"a": "b", "c": "b"}),
    "two as fine": ({"c": Quantity("+5.3"), "b": Quantity("+5.25"), "a": Quantity("+5.25")}, {"c": "a"}),
    "no number": ({"a": Item("Q2"), "b": Item("Q3")}, {}),
}


@pytest.mark.parametrize(("values", "expected"), CASES.values(), ids=CASES)
def test_which_number_is_given(values: dict[str, Value], expected: dict[str, str | None]) -> None:
    assert not_given({name: said(value) for name, value in values.items()}) == expected


def test_other_items_and_properties_have_their_own() -> None:
    values = {"a": said(Quantity("+1")), "b": said(Quantity("+2"), item="Q2"), "c": said(Quantity("+3"), prop="P2244")}
    assert not_given(values) == {}
