"""Which differences become edits, which a word to people, and which nothing, with the reason."""

from dataclasses import replace

import pytest

from spaceflight_graph.link.difference import Difference, Verdict
from spaceflight_graph.link.edits import Mismatch, Plan, Sourcing, apply, spot
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.labels import Kind, Name
from spaceflight_graph.link.ours import Fate, Ours
from spaceflight_graph.link.plan import plan
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Quantity,
    Rank,
    Reference,
    Snak,
    Statement,
    Text,
    Time,
    Value,
)

FLIGHT = "Q21392568"
PAGE = "http://www.russianspaceweb.com/soyuz-ms-07.html"


def cites(address: str, *further: Snak) -> Reference:
    return Reference((Snak("P854", Text(address, "url")), *further))


LAUNCH = Statement(FLIGHT, "P619", Time("+2017-12-17T00:00:00Z", 11), references=(cites(PAGE),))
THERE = replace(LAUNCH, references=(cites("http://a.example/1"),), id=f"{FLIGHT}$1")
DOCKING = Statement(FLIGHT, "P793", Item("Q5"), references=(cites(PAGE),))


def on(day: int) -> tuple[Snak, ...]:
    return (Snak("P585", Time(f"+2018-06-0{day}T00:00:00Z", 11)),)


def differs(
    verdict: Verdict, said: Statement | None, *theirs: Statement, suggestion: bool = False, item: str = FLIGHT
) -> Difference:
    ours = Ours("fact:f", "id:soyuz-ms-07", Fate.MAPPED, said, None, None, "17 December 2017", "", suggestion)
    return Difference("id:soyuz-ms-07", item, said.property if said else "P619", verdict, ours, theirs, "")


def snapshot(*there: Statement, truthy: bool = False, missing: frozenset[str] = frozenset()) -> Snapshot:
    return Snapshot({FLIGHT: Entity(FLIGHT, {}, {}, there, 7)}, {"Q2": "Q5", "Q1": FLIGHT}, missing, truthy)


def whys(made: Plan) -> list[str]:
    return [left.why for left in made.left_out]


def test_a_value_that_they_lack_is_added() -> None:
    made = plan([differs(Verdict.ADD_VALUE, LAUNCH)], [], snapshot())
    assert made == Plan(add=(LAUNCH,), revisions={FLIGHT: 7})
    assert made.edits == 1


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.ADD_VALUE, Verdict.ADD_REFERENCE, Verdict.CONFLICT}))
def test_other_verdicts_are_no_edit(verdict: Verdict) -> None:
    assert plan([differs(verdict, LAUNCH, THERE)], [], snapshot(THERE)) == Plan()
    nothing_of_ours = Difference("id:a", FLIGHT, "P619", verdict, None, (THERE,), "")
    assert plan([nothing_of_ours], [], snapshot(THERE)) == Plan()
    assert plan([differs(verdict, None, THERE)], [], snapshot(THERE)) == Plan()


def test_a_finer_value_is_added_only_where_that_is_wanted() -> None:
    coarse = replace(THERE, value=Time("+2017-12-00T00:00:00Z", 10))
    finer = [differs(Verdict.OURS_FINER, LAUNCH, coarse)]
    assert plan(finer, [], snapshot(coarse)).edits == 0
    assert plan(finer, [], snapshot(coarse), finer=True).add == (LAUNCH,)
    uncited = [differs(Verdict.OURS_FINER, LAUNCH, coarse, suggestion=True)]
    assert plan(uncited, [], snapshot(coarse), finer=True) == Plan()


@pytest.mark.parametrize("suggestion", [True, False])
def test_what_cannot_be_cited_is_suggested_to_people(suggestion: bool) -> None:
    said = LAUNCH if suggestion else replace(LAUNCH, references=())
    made = plan([differs(Verdict.ADD_VALUE, said, suggestion=suggestion)], [], snapshot())
    assert made.edits == 0
    assert made.mismatches == (Mismatch(FLIGHT, "P619", None, "17 December 2017", PAGE if suggestion else ""),)
    assert whys(made) == ["it rests on no source that Wikidata takes; suggested to people"]


def test_an_item_is_told_with_its_id_as_it_is_now() -> None:
    made = plan([differs(Verdict.ADD_VALUE, replace(DOCKING, value=Item("Q2")), suggestion=True)], [], snapshot())
    assert made.mismatches[0].told == "17 December 2017 (Q5)"


def test_of_a_snapshot_without_ranks_nothing_becomes_an_edit() -> None:
    bare = replace(THERE, id=None, references=())
    made = plan(
        [
            differs(Verdict.ADD_VALUE, LAUNCH),
            differs(Verdict.ADD_REFERENCE, LAUNCH, bare),
            differs(Verdict.ADD_REFERENCE, LAUNCH, THERE),
            differs(Verdict.CONFLICT, LAUNCH, bare),
        ],
        [],
        snapshot(bare, THERE, truthy=True),
    )
    assert made.edits == 0
    assert made.mismatches == (Mismatch(FLIGHT, "P619", None, "17 December 2017", PAGE),)
    assert whys(made) == [
        "the snapshot tells no ranks: they may have deprecated it; suggested to people",
        "the snapshot tells no references and no GUIDs",
        "a conflict, and the snapshot tells no GUID to name their value by",
    ]


def test_two_facts_that_say_the_same_are_one_statement_with_both_references() -> None:
    other = replace(
        LAUNCH, references=(cites("https://russianspaceweb.com/soyuz-ms-07.html/"), cites("http://b.example"))
    )
    made = plan([differs(Verdict.ADD_VALUE, LAUNCH), differs(Verdict.ADD_VALUE, other)], [], snapshot())
    assert made.add == (replace(LAUNCH, references=(cites(PAGE), cites("http://b.example"))),)


def test_two_dockings_stay_two_and_crowd_each_other() -> None:
    first, second = (replace(DOCKING, qualifiers=on(day)) for day in (1, 2))
    made = plan([differs(Verdict.ADD_VALUE, first), differs(Verdict.ADD_VALUE, second)], [], snapshot())
    assert made.add == (first, second)
    assert made.is_crowded(first)
    alone = plan([differs(Verdict.ADD_VALUE, first)], [], snapshot())
    assert not alone.is_crowded(first)
    there = replace(second, id=f"{FLIGHT}$2", rank=Rank.DEPRECATED)
    assert plan([differs(Verdict.ADD_VALUE, first)], [], snapshot(there)).is_crowded(first)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (Time("+2017-12-17T00:00:00Z", 11), Time("+00000002017-12-17T00:00:00Z", 9, "Q1985786"), True),
        (Time("+2017-12-17T00:00:00Z", 11), Time("+2017-12-18T00:00:00Z", 11), False),
        (Quantity("+7"), Quantity("+7.0", "Q7727", "+6", "+8"), True),
        (Quantity("+7"), Quantity("-7"), False),
        (Text("a"), Text("a", "external-id"), True),
        (Text("a"), Monolingual("a", "en"), True),
        (Item("Q1"), Item("Q2"), False),
    ],
)
def test_tools_look_at_less_than_we_do(a: Value, b: Value, same: bool) -> None:
    assert (spot(replace(LAUNCH, value=a)) == spot(replace(LAUNCH, value=b))) is same
    assert spot(replace(LAUNCH, value=a, property="P620")) != spot(replace(LAUNCH, value=a))
    assert spot(replace(LAUNCH, value=a, item="Q1")) != spot(replace(LAUNCH, value=a))


def test_what_is_there_is_not_added_again_whatever_its_rank() -> None:
    there = replace(DOCKING, qualifiers=(*on(1), Snak("P1", Item("Q9"))), rank=Rank.DEPRECATED, id=f"{FLIGHT}$2")
    said = replace(DOCKING, qualifiers=(Snak("P1", Item("Q9")), *on(1)))
    made = plan([differs(Verdict.ADD_VALUE, said)], [], snapshot(there))
    assert (made.edits, whys(made)) == (0, ["it is there already"])


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (replace(LAUNCH, rank=Rank.PREFERRED), "which rank a statement has is for people to say"),
        (replace(LAUNCH, rank=Rank.DEPRECATED), "which rank a statement has is for people to say"),
        (replace(LAUNCH, value=Time("+2017-12-17T07:21:01Z", 14)), "+2017-12-17T07:21:01Z/14 is no time"),
        (replace(DOCKING, value=Item("Q404")), "Q404 is gone"),
        (replace(DOCKING, qualifiers=(Snak("P1", Item("Q404")),)), "Q404 is gone"),
        (replace(DOCKING, references=(cites(PAGE, Snak("P407", Item("Q404"))),)), "Q404 is gone"),
    ],
)
def test_what_cannot_be_added_is_told(said: Statement, why: str) -> None:
    made = plan([differs(Verdict.ADD_VALUE, said)], [], snapshot(missing=frozenset({"Q404"})))
    assert (made.edits, whys(made)) == (0, [why])
    assert made.left_out[0].told == "17 December 2017"


def test_items_that_were_merged_are_followed_everywhere() -> None:
    said = Statement(
        "Q1",
        "P793",
        Item("Q2"),
        qualifiers=(Snak("P1", Item("Q2")),),
        references=(Reference((Snak("P248", Item("Q2")),)),),
    )
    made = plan([differs(Verdict.ADD_VALUE, said)], [], snapshot())
    five = Item("Q5")
    assert made.add == (
        Statement(FLIGHT, "P793", five, qualifiers=(Snak("P1", five),), references=(Reference((Snak("P248", five),)),)),
    )


def test_a_reference_goes_to_the_statement_as_it_is_there() -> None:
    there = replace(DOCKING, value=Item("Q2"), references=(), id=f"{FLIGHT}$2", rank=Rank.PREFERRED)
    as_compared = replace(there, value=Item("Q5"))
    made = plan([differs(Verdict.ADD_REFERENCE, DOCKING, as_compared)], [], snapshot(there))
    assert made.sourcings == (Sourcing(there, (cites(PAGE),)),)
    assert made.edits == 1
    assert made.revisions == {FLIGHT: 7}


def test_a_reference_that_is_there_is_not_given_again() -> None:
    retrieved = Snak("P813", Time("+2026-11-25T00:00:00Z", 11))
    there = replace(THERE, references=(cites("https://russianspaceweb.com/soyuz-ms-07.html", retrieved),))
    assert plan([differs(Verdict.ADD_REFERENCE, LAUNCH, there)], [], snapshot(there)) == Plan()
    odd = replace(LAUNCH, references=(Reference((Snak("P1476", Monolingual("a", "en")),)),))
    there = replace(THERE, references=odd.references)
    assert plan([differs(Verdict.ADD_REFERENCE, odd, there)], [], snapshot(there)) == Plan()


def test_references_of_two_facts_meet_at_one_statement_each_once() -> None:
    other = replace(LAUNCH, references=(cites(PAGE), cites("http://b.example")))
    some = [differs(Verdict.ADD_REFERENCE, LAUNCH, THERE), differs(Verdict.ADD_REFERENCE, other, THERE)]
    made = plan(some, [], snapshot(THERE))
    assert made.sourcings == (Sourcing(THERE, (cites(PAGE), cites("http://b.example"))),)
    assert made.edits == 2


def test_which_of_two_statements_a_reference_is_for_is_told_by_qualifiers_or_left_to_people() -> None:
    first, second = (replace(DOCKING, qualifiers=on(day), references=(), id=f"{FLIGHT}${day}") for day in (1, 2))
    bare = replace(DOCKING, references=(), id=f"{FLIGHT}$3")
    there = snapshot(first, second, bare)
    said = replace(DOCKING, qualifiers=on(2))
    made = plan([differs(Verdict.ADD_REFERENCE, said, first, second, bare)], [], there)
    assert [each.existing for each in made.sourcings] == [second]
    assert made.is_crowded(second)
    made = plan([differs(Verdict.ADD_REFERENCE, said, first, bare)], [], there)
    assert [each.existing for each in made.sourcings] == [bare]
    made = plan([differs(Verdict.ADD_REFERENCE, DOCKING, first, second)], [], there)
    assert (made.edits, whys(made)) == (0, ["several statements there have this value"])
    assert plan([differs(Verdict.ADD_REFERENCE, said, first)], [], there) == Plan(crowded=made.crowded)


def test_no_reference_for_what_they_deprecated_or_what_we_cannot_cite_or_what_wikibase_refuses() -> None:
    deprecated = replace(THERE, rank=Rank.DEPRECATED)
    assert plan([differs(Verdict.ADD_REFERENCE, LAUNCH, deprecated)], [], snapshot(deprecated)) == Plan()
    uncited = differs(Verdict.ADD_REFERENCE, LAUNCH, THERE, suggestion=True)
    assert plan([uncited], [], snapshot(THERE)) == Plan()
    bad = replace(LAUNCH, references=(cites("http://a.example/a b"),))
    made = plan([differs(Verdict.ADD_REFERENCE, bad, THERE)], [], snapshot(THERE))
    assert (made.edits, whys(made)) == (0, ["'http://a.example/a b' is no address"])


def test_a_conflict_is_a_word_to_people_for_each_value_that_stands() -> None:
    other = replace(THERE, id=f"{FLIGHT}$2", value=Time("+2017-12-18T00:00:00Z", 11))
    deprecated = replace(THERE, id=f"{FLIGHT}$3", rank=Rank.DEPRECATED)
    made = plan([differs(Verdict.CONFLICT, LAUNCH, other, THERE, deprecated)], [], snapshot(THERE, other, deprecated))
    assert made.edits == 0
    assert made.mismatches == tuple(Mismatch(FLIGHT, "P619", each, "17 December 2017", PAGE) for each in (THERE, other))


def test_a_plan_is_sorted_by_number() -> None:
    some = [
        differs(Verdict.ADD_VALUE, replace(LAUNCH, item=item, property=name), item=item)
        for item, name in (("Q10", "P1"), ("Q9", "P620"), ("Q9", "P31"))
    ]
    entities = {item: Entity(item, {}, {}, (), None) for item in ("Q9", "Q10")}
    made = plan(some, [], Snapshot(entities))
    assert [(each.item, each.property) for each in made.add] == [("Q9", "P31"), ("Q9", "P620"), ("Q10", "P1")]
    assert made.revisions == {}
    assert plan(list(reversed(some)), [], Snapshot(entities)) == made
    there = [
        replace(THERE, item=item, property=name, id=f"{item}${name}")
        for item, name in (("Q10", "P1"), ("Q9", "P620"), ("Q9", "P31"))
    ]
    entities = {item: Entity(item, {}, {}, tuple(e for e in there if e.item == item), 7) for item in entities}
    for verdict, told in ((Verdict.ADD_REFERENCE, "sourcings"), (Verdict.CONFLICT, "mismatches")):
        some = [differs(verdict, replace(each, references=(cites(PAGE),)), each, item=each.item) for each in there]
        for order in (some, some[::-1]):
            found = getattr(plan(order, [], Snapshot(entities)), told)
            assert [each.existing.id for each in found] == ["Q9$P31", "Q9$P620", "Q10$P1"]


def test_applied_it_is_there() -> None:
    names = (Name(FLIGHT, Kind.LABEL, "zh", "联盟MS-07"), Name(FLIGHT, Kind.ALIAS, "zh", "联盟飞船"))
    made = plan(
        [differs(Verdict.ADD_VALUE, DOCKING), differs(Verdict.ADD_REFERENCE, LAUNCH, THERE)], names, snapshot(THERE)
    )
    before = Snapshot({FLIGHT: Entity(FLIGHT, {"en": "Soyuz MS-07"}, {"zh": ("联盟",)}, (THERE,), 7)})
    after = apply(made, before).entities[FLIGHT]
    assert after.labels == {"en": "Soyuz MS-07", "zh": "联盟MS-07"}
    assert after.aliases == {"zh": ("联盟", "联盟飞船")}
    sourced, added = after.statements
    assert sourced == replace(THERE, references=(*THERE.references, cites(PAGE)))
    assert replace(added, id=None) == DOCKING
    assert added.id


MONTH = replace(LAUNCH, property="P622", value=Time("+2018-06-00T00:00:00Z", 10))


def of_event(thing: str, verdict: Verdict, said: Statement, *theirs: Statement) -> Difference:
    found = differs(verdict, said, *theirs)
    assert found.ours
    return replace(found, ours=replace(found.ours, thing=thing))


def test_two_dockings_of_one_month_are_never_one_statement() -> None:
    other = replace(MONTH, references=(cites("http://b.example"),))
    docking, undocking = (
        of_event(thing, Verdict.ADD_VALUE, said) for thing, said in (("id:docking", MONTH), ("id:undocking", other))
    )
    assert plan([docking], [], snapshot()).add == (MONTH,)
    made = plan([docking, undocking], [], snapshot())
    assert (made.edits, len(made.mismatches)) == (0, 0)
    assert set(whys(made)) == {"two events of ours have this value, and as one statement they would be taken for one"}
    assert [left.thing for left in made.left_out] == ["id:docking", "id:undocking"]


@pytest.mark.parametrize("verdict", [Verdict.SAME, Verdict.ADD_REFERENCE])
def test_the_source_of_one_docking_is_not_put_to_another(verdict: Verdict) -> None:
    there = replace(MONTH, references=(), id=f"{FLIGHT}$1")
    one = of_event("id:docking", Verdict.ADD_REFERENCE, MONTH, there)
    assert plan([one], [], snapshot(there)).edits == 1
    assert plan([one, of_event("id:undocking", verdict, MONTH, there)], [], snapshot(there)).edits == 0


def test_what_tells_no_time_is_one_statement_whatever_leads_to_it() -> None:
    crew = replace(DOCKING, property="P1029", qualifiers=(Snak("P3831", Item("Q9")),))
    found = [of_event(thing, Verdict.ADD_VALUE, crew) for thing in ("id:assignment", "id:other-assignment")]
    assert plan(found, [], snapshot()).add == (crew,)
    walks = [of_event(thing, Verdict.ADD_VALUE, replace(DOCKING, qualifiers=on(1))) for thing in ("id:a", "id:b")]
    assert plan(walks, [], snapshot()).edits == 0
