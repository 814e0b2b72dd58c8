"""What Wikibase takes and what it refuses, each rule from both sides."""

from dataclasses import replace

import pytest

from spaceflight_graph.link.limits import refusal, refused_text
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

ADDRESS = "http://a.example/" + "a" * 483


@pytest.mark.parametrize(
    "value",
    [
        Item("Q592219"),
        Time("+2017-12-17T00:00:00Z", 11),
        Time("+2017-12-31T00:00:00Z", 11),
        Time("+2017-12-00T00:00:00Z", 10),
        Time("+2017-00-00T00:00:00Z", 9),
        Time("+2017-00-00T00:00:00Z", 0),
        Time("-0044-03-15T00:00:00Z", 11, "Q1985786"),
        Quantity("+0"),
        Quantity("-51.660", "Q28390"),
        Quantity("+7220", "Q11570", "+7210", "+7230"),
        Text("a" * 400),
        Text("联盟　MS", "external-id"),
        Text(ADDRESS, "url"),
        Text("ftp://a.example/联盟", "url"),
        Monolingual("a", "zh-hans"),
        *Special,
    ],
)
def test_taken(value: Value) -> None:
    assert refusal(Statement("Q1", "P1", value)) == ""


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (Item("P1"), "'P1' is no item"),
        (Item("Q0"), "'Q0' is no item"),
        (Time("2017-12-17T00:00:00Z", 11), "2017-12-17T00:00:00Z/11 is no time"),
        (Time("+2017-12-17T07:21:01Z", 11), "+2017-12-17T07:21:01Z/11 is no time"),
        (Time("+217-12-17T00:00:00Z", 11), "+217-12-17T00:00:00Z/11 is no time"),
        (Time("+2017-12-17T00:00:00Z", 12), "+2017-12-17T00:00:00Z/12 is no time"),
        (Time("+2017-12-17T00:00:00Z", -1), "+2017-12-17T00:00:00Z/-1 is no time"),
        (Time("+2017-12-17T00:00:00Z", 11, "Q1"), "+2017-12-17T00:00:00Z/11 is no time"),
        (Time("+2017-12-00T00:00:00Z", 11), "+2017-12-00T00:00:00Z is not as precise as it says"),
        (Time("+2017-00-00T00:00:00Z", 10), "+2017-00-00T00:00:00Z is not as precise as it says"),
        (Time("+2017-13-01T00:00:00Z", 11), "+2017-13-01T00:00:00Z is not as precise as it says"),
        (Time("+2017-12-32T00:00:00Z", 11), "+2017-12-32T00:00:00Z is not as precise as it says"),
        (Quantity("7"), "7 is no quantity"),
        (Quantity("+1e3"), "+1e3 is no quantity"),
        (Quantity("+7", lower="+6"), "+7 is no quantity"),
        (Quantity("+7", lower="6", upper="+8"), "+7 is no quantity"),
        (Quantity("+7", "kg"), "'kg' is no unit"),
        (Text("a" * 401), "a text is longer than 400 characters"),
        (Text(""), "a text is empty"),
        (Text(" a"), "a text has a space at an end"),
        (Text("a "), "a text has a space at an end"),
        (Text("a\tb"), "a text has a tab or a line break"),
        (Text("a\u2028b"), "a text has a tab or a line break"),
        (Text(ADDRESS + "a", "url"), "an address is longer than 500 characters"),
        (Text("mailto:a@a.example", "url"), "'mailto:a@a.example' is no address"),
        (Text("http://a.example/a b", "url"), "'http://a.example/a b' is no address"),
        (Monolingual("a", ""), "a text names no language"),
        (Monolingual("", "en"), "a text is empty"),
        (Other("globe-coordinate", "{}"), "a value of the kind globe-coordinate is only ever handed back"),
    ],
)
def test_refused_wherever_it_stands(value: Value, why: str) -> None:
    good = Statement("Q1", "P1", Item("Q2"), references=(Reference((Snak("P248", Item("Q3")),)),))
    assert refusal(replace(good, value=value)) == why
    assert refusal(replace(good, qualifiers=(Snak("P2", Item("Q2")), Snak("P2", value)))) == why
    assert refusal(replace(good, references=(*good.references, Reference((Snak("P2", value),))))) == why


def test_what_holds_the_values_is_looked_at_too() -> None:
    good = Statement("Q1", "P1", Item("Q2"))
    assert refusal(replace(good, item="LAST")) == "'LAST' is no item"
    assert refusal(replace(good, property="Q1")) == "'Q1' is no property"
    assert refusal(replace(good, references=(Reference(()),))) == "a reference is empty"


def test_names_are_shorter_than_texts() -> None:
    assert refused_text("a" * 250, 250) == ""
    assert refused_text("a" * 251, 250) == "a text is longer than 250 characters"
