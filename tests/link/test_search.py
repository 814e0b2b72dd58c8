"""Things among items: who is found, and that an item has one thing and a thing one item."""

from spaceflight_graph.link.candidates import Days, Described, Kinds, Proposal
from spaceflight_graph.link.names import Name
from spaceflight_graph.link.search import Search

DAY = Days("2001-02-08", "2001-02-08")
KINDS = Kinds({})
TWO = Described(
    "id:two",
    (Name("Two", "en"), Name("二号", "zh")),
    frozenset({"CargoFlight"}),
    {"P619": (DAY,), "P247": (frozenset({"2001002a"}),)},
)
TOWN = Described("id:town", (Name("Town", "en"),), frozenset({"City"}), {"P17": (frozenset({"Q30"}),)})


def item(name: str, *names: str, kind: str = "", **facts: Days | frozenset[str]) -> Described:
    kinds = frozenset([kind] if kind else ())
    return Described(name, tuple(map(Name, names)), kinds, {p: (v,) for p, v in facts.items()})


def found(*items: Described, things: tuple[Described, ...] = (TWO, TOWN), **linked: str) -> list[Proposal]:
    search = Search(things, KINDS, linked)
    for each in items:
        search.offer(each)
    return search.proposals()


def told(
    *items: Described, things: tuple[Described, ...] = (TWO, TOWN), **linked: str
) -> list[tuple[str, str, str, str]]:
    return [(p.thing, p.item, p.verdict.value, p.note) for p in found(*items, things=things, **linked)]


def test_found_by_any_name_and_by_an_id() -> None:
    assert told(item("Q1", "Zwei", "二号", P619=DAY), item("Q2", "Three"), item("Q3", "Town")) == [
        ("id:two", "Q1", "match", ""),
        ("id:town", "Q3", "maybe", ""),
    ]
    assert told(item("Q1", "Nobody", P247=frozenset({"2001002a"}))) == [("id:two", "Q1", "match", "")]
    assert told(item("Q1", "Nobody", P377=frozenset({"2001002a"}))) == []


def test_the_name_that_is_told_is_the_one_that_is_like_ours() -> None:
    assert [
        one.name for one in found(item("Q1", "Zwei", "二号"), item("Q2", "Kein", P247=frozenset({"2001002a"})))
    ] == [
        "Kein",
        "二号",
    ]


def test_what_two_sources_tell_counts_together() -> None:
    assert told(item("Q1", "Two"), item("Q1", "Two", P619=DAY)) == [("id:two", "Q1", "match", "")]
    assert told(item("Q1", "Two", P619=DAY), item("Q1", "Two")) == [("id:two", "Q1", "match", "")]


def test_the_likeliest_first_then_by_number() -> None:
    offered = [item("Q10", "Two"), item("Q9", "Two"), item("Q8", "two"), item("Q7", "Two", P619=Days("2009", "2009"))]
    assert [(one.item, one.verdict) for one in found(item("Q99", "Two", P619=DAY), *offered)] == [
        ("Q99", "match"), ("Q9", "maybe"), ("Q10", "maybe"), ("Q8", "maybe"), ("Q7", "namesake"),
    ]  # fmt: skip


def test_two_items_that_both_match_are_none() -> None:
    assert told(item("Q1", "Two", P619=DAY), item("Q2", "Two", P619=DAY), item("Q3", "Two")) == [
        ("id:two", "Q1", "maybe", "Q2 may be it as well"),
        ("id:two", "Q2", "maybe", "Q1 may be it as well"),
        ("id:two", "Q3", "maybe", ""),
    ]


def test_what_many_share_decides_only_where_no_other_has_the_name() -> None:
    town = item("Q1", "Town", kind="City", P17=frozenset({"Q30"}))
    assert told(town) == [("id:town", "Q1", "match", "")]
    assert told(town, item("Q2", "Town", P17=frozenset({"Q159"})))[0] == ("id:town", "Q1", "match", "")
    assert told(town, item("Q2", "Town"))[0] == ("id:town", "Q1", "maybe", "Q2 may be it as well")
    launched = item("Q1", "Two", P619=DAY)
    assert told(launched, item("Q2", "Two"))[0] == ("id:two", "Q1", "match", "")


def test_an_item_that_two_things_would_have_goes_to_none() -> None:
    twin = Described("id:twin", TWO.names, TWO.kinds, TWO.facts)
    assert told(item("Q1", "Two", P619=DAY), things=(TWO, twin)) == [
        ("id:two", "Q1", "maybe", "id:twin would be Q1 too"),
        ("id:twin", "Q1", "maybe", "id:two would be Q1 too"),
    ]


def test_a_namesake_is_one_whoever_has_the_item() -> None:
    later = Described("id:later", TWO.names, TWO.kinds, {"P619": (Days("2009-01-01", "2009-01-01"),)})
    assert told(item("Q1", "Two", P619=DAY), things=(TWO, later)) == [
        ("id:two", "Q1", "match", ""),
        ("id:later", "Q1", "namesake", ""),
    ]


def test_an_item_that_has_a_thing_gets_no_other() -> None:
    assert told(item("Q1", "Two", P619=DAY), Q1="id:one") == [("id:two", "Q1", "namesake", "Q1 is id:one")]


def test_what_is_wanted_before_it_is_read() -> None:
    search = Search([TWO, TOWN], KINDS, {})
    assert search.wants(["nothing", "TWO (flight)"])
    assert search.wants(["2001-002A"])
    assert not search.wants(["Three", "2001-003A", ""])
    assert not search.wants([])
    assert search.may_have(item("Q1", "Two"))
    assert search.may_have(item("Q1", "Nobody", P247=frozenset({"2001002a"})))
    assert not search.may_have(item("Q1", "Nobody", P619=DAY))
