"""The lines of QuickStatements, to the letter; what it cannot hold; how files are cut."""

from dataclasses import replace

import pytest

from spaceflight_graph.link import quickstatements
from spaceflight_graph.link.edits import Plan, Sourcing, spot
from spaceflight_graph.link.labels import Kind, Name
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
from spaceflight_graph.version import __version__

COMMENT = f" /* Spaceflight Graph v{__version__} */\n"
PAGE = Snak("P854", Text("http://www.russianspaceweb.com/soyuz-ms-07.html", "url"))
RETRIEVED = Snak("P813", Time("+2026-11-25T00:00:00Z", 11))
WORDS = Snak("P1683", Monolingual("10:21:01.127 Moscow Time", "en"))
LAUNCH = Statement(
    "Q21392568", "P619", Time("+2017-12-17T00:00:00Z", 11), references=(Reference((PAGE, RETRIEVED, WORDS)),)
)


def lines(*columns: str) -> str:
    return "\t".join(columns) + COMMENT


def test_a_statement_is_a_line_with_its_reference() -> None:
    assert quickstatements.statements(Plan(add=(LAUNCH,))) == [
        lines(
            "Q21392568", "P619", "+2017-12-17T00:00:00Z/11",
            "S854", '"http://www.russianspaceweb.com/soyuz-ms-07.html"',
            "S813", "+2026-11-25T00:00:00Z/11",
            "S1683", 'en:"10:21:01.127 Moscow Time"',
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "column"),
    [
        (Item("Q592219"), "Q592219"),
        (Time("+2017-12-00T00:00:00Z", 10), "+2017-12-00T00:00:00Z/10"),
        (Time("+2017-00-00T00:00:00Z", 9), "+2017-00-00T00:00:00Z/9"),
        (Time("+1492-10-12T00:00:00Z", 11, "Q1985786"), "+1492-10-12T00:00:00Z/11/J"),
        (Quantity("+242238", "Q7727"), "242238U7727"),
        (Quantity("+51.66", "Q28390"), "51.66U28390"),
        (Quantity("-3"), "-3"),
        (Quantity("+7220", "Q11570", "+7210", "+7230"), "7220[+7210,+7230]U11570"),
        (Text("2017-081A", "external-id"), '"2017-081A"'),
        (Monolingual('the "Astraeus" crew', "en"), 'en:"the "Astraeus" crew"'),
        (Special.SOMEVALUE, "somevalue"),
        (Special.NOVALUE, "novalue"),
    ],
)
def test_values(value: Value, column: str) -> None:
    statement = Statement("Q1", "P1", value, references=(Reference((PAGE,)),))
    file = quickstatements.statements(Plan(add=(statement,)))[0]
    assert file == lines("Q1", "P1", column, "S854", f'"{PAGE.value.text}"')  # type: ignore[union-attr]
    assert quickstatements.beyond(Plan(add=(statement,))) == []


@pytest.mark.parametrize(
    "value",
    [
        Text("a|b"),
        Text("a\tb"),
        Text("a\nb"),
        Text("a\u2028b"),
        Text("a\u202eb"),
        Text("“联盟”"),
        Text("a”b"),
        Text('12" wide'),
        Text('"a" b'),
        Text('a "b"'),
        Text(" a"),
        Text("a "),
        Text("a /* b"),
        Text("a */ b"),
        Text(""),
        Monolingual("a|b", "en"),
        Other("globe-coordinate", "{}"),
    ],
)
def test_what_it_does_not_hold_to_the_letter_is_left_out_wherever_it_stands(value: Value) -> None:
    main = replace(LAUNCH, value=value)
    qualified = replace(LAUNCH, qualifiers=(Snak("P1", value),))
    cited = replace(LAUNCH, references=(LAUNCH.references[0], Reference((PAGE, Snak("P1", value)))))
    for statement in (main, qualified, cited):
        plan = Plan(add=(statement,))
        assert quickstatements.statements(plan) == [""]
        assert quickstatements.beyond(plan) == [statement]


def test_qualifiers_are_written_once_and_each_reference_has_a_line() -> None:
    second = Reference((Snak("P248", Item("Q5")),))
    statement = replace(LAUNCH, qualifiers=(Snak("P1480", Item("Q5727902")),), references=(Reference((PAGE,)), second))
    day, page = "+2017-12-17T00:00:00Z/11", f'"{PAGE.value.text}"'  # type: ignore[union-attr]
    assert quickstatements.statements(Plan(add=(statement,))) == [
        lines("Q21392568", "P619", day, "P1480", "Q5727902", "S854", page)
        + lines("Q21392568", "P619", day, "S248", "Q5")
    ]


def test_a_reference_for_a_statement_that_is_there_touches_nothing_else_of_it() -> None:
    existing = replace(LAUNCH, qualifiers=(Snak("P1480", Item("Q5727902")),), id="Q21392568$1")
    plan = Plan(sourcings=(Sourcing(existing, (Reference((Snak("P248", Item("Q5")),)),)),))
    assert quickstatements.statements(plan) == [lines("Q21392568", "P619", "+2017-12-17T00:00:00Z/11", "S248", "Q5")]


def test_a_value_that_is_there_twice_is_left_to_wikibase_json() -> None:
    plan = Plan(add=(LAUNCH,), crowded=frozenset({spot(LAUNCH)}))
    assert quickstatements.statements(plan) == [""]
    assert quickstatements.beyond(plan) == [LAUNCH]


def test_names() -> None:
    label, alias = Name("Q1", Kind.LABEL, "zh", "联盟MS-07"), Name("Q1", Kind.ALIAS, "en", "Soyuz MS-07")
    bad = Name("Q1", Kind.ALIAS, "en", "a|b")
    plan = Plan(names=(label, alias, bad))
    assert quickstatements.names(plan) == [lines("Q1", "Lzh", '"联盟MS-07"') + lines("Q1", "Aen", '"Soyuz MS-07"')]
    assert quickstatements.statements(plan) == [""]
    assert quickstatements.beyond(plan) == [bad]


def test_files_are_sorted_and_cut_between_items() -> None:
    some = [replace(LAUNCH, item=f"Q{item}", value=Item(f"Q{n}")) for item in (10, 9, 2) for n in range(1, 151)]
    files = quickstatements.statements(Plan(add=tuple(some)))
    assert [file.count("\n") for file in files] == [300, 150]
    items = [line.split("\t")[0] for file in files for line in file.splitlines()]
    assert items == ["Q2"] * 150 + ["Q9"] * 150 + ["Q10"] * 150
    odd = [
        replace(LAUNCH, item=item, value=Item(f"Q{n}"))
        for item, last in (("Q1", 150), ("Q2", 151))
        for n in range(last)
    ]
    assert [file.count("\n") for file in quickstatements.statements(Plan(add=tuple(odd)))] == [150, 151]
    many = [replace(LAUNCH, item=item, value=Item(f"Q{n}")) for item in ("Q1", "Q2") for n in range(1, 302)]
    assert [file.count("\n") for file in quickstatements.statements(Plan(add=tuple(many)))] == [301, 301]
