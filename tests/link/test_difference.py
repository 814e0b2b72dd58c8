"""Verdicts: each kind, and what is no conflict though it looks like one."""

from dataclasses import replace
from typing import Any

import pytest

from spaceflight_graph.errors import SpaceflightError
from spaceflight_graph.link.difference import Difference, Verdict, difference
from spaceflight_graph.link.entity_json import Entity
from spaceflight_graph.link.known import Known
from spaceflight_graph.link.ours import Fate, Ours
from spaceflight_graph.link.snapshot import Snapshot
from spaceflight_graph.link.statement import (
    Item,
    Monolingual,
    Other,
    Quantity,
    Rank,
    Reference,
    Snak,
    Special,
    Statement,
    Text,
    Time,
    Value,
)

FLIGHT = "Q21392568"
HERE = "http://www.russianspaceweb.com/soyuz-ms-07.html"
SITE, BAIKONUR, KAZAKHSTAN, OTHER, ELSEWHERE = "Q2580456", "Q177477", "Q232", "Q83164", "Q1"
KNOWN = Known(
    things={
        FLIGHT: "id:flight",
        SITE: "id:site",
        BAIKONUR: "id:baikonur",
        KAZAKHSTAN: "id:kz",
        OTHER: "id:plesetsk",
    },
    within={SITE: frozenset({BAIKONUR, KAZAKHSTAN}), BAIKONUR: frozenset({KAZAKHSTAN})},
)
SEVEN = ("2017-12-17T07:21:01Z", "2017-12-17T07:21:01Z")
THIRTEENTH_ANYWHERE = ("2017-09-12T10:00:00Z", "2017-09-14T11:59:59Z")
MIDNIGHT = ("2018-06-04T00:00:00Z", "2018-06-04T00:00:59Z")


def time(lexical: str) -> Time:
    """Return a time as fine as it is written."""
    precision = {10: 11, 7: 10, 4: 9}[len(lexical)]
    return Time(f"+{lexical}{'-00' * (11 - precision)}T00:00:00Z", precision)


def cites(address: str, *further: Snak) -> Reference:
    return Reference((Snak("P854", Text(address, "url")), *further))


def stated_in(item: str, *further: Snak) -> Reference:
    return Reference((Snak("P248", Item(item)), *further))


def theirs(name: str, value: Value, **changes: Any) -> Statement:
    return Statement(FLIGHT, name, value, **({"id": f"{FLIGHT}$1"} | changes))


def fact(
    name: str,
    value: Value,
    known: tuple[str, str] = ("", ""),
    *,
    fate: Fate = Fate.MAPPED,
    item: str = FLIGHT,
    references: tuple[Reference, ...] = (),
    qualifiers: tuple[Snak, ...] = (),
) -> Ours:
    return Ours(
        fact=f"fact:flight--{name}",
        thing="id:flight-launch",
        fate=fate,
        statement=Statement(item, name, value, references=references, qualifiers=qualifiers),
        not_before=known[0] or None,
        not_after=known[1] or None,
        told="as we tell it",
        why="as we found it",
        suggestion=not references,
    )


def snapshot(*statements: Statement, **changes: Any) -> Snapshot:
    return Snapshot({FLIGHT: Entity(FLIGHT, {}, {}, statements)}, **changes)


def verdicts(ours: Ours, *statements: Statement, **changes: Any) -> list[Verdict]:
    return [each.verdict for each in difference([ours], snapshot(*statements, **changes), KNOWN)]


def only(ours: Ours, *statements: Statement, **changes: Any) -> Difference:
    (found,) = difference([ours], snapshot(*statements, **changes), KNOWN)
    return found


def test_words_are_those_of_the_issue() -> None:
    assert [str(verdict) for verdict in Verdict] == [
        "same",
        "ours finer",
        "theirs finer",
        "we can add a reference",
        "we can add a value",
        "unsure",
        "conflict",
        "they have, we lack",
        "they deprecated this",
    ]


@pytest.mark.parametrize(
    ("ours", "value", "verdict"),
    [
        # Both tell the day: the same one, whatever more we know of it.
        (fact("P619", time("2017-12-17"), SEVEN), time("2017-12-17"), Verdict.SAME),
        (fact("P619", time("2017-12-17"), SEVEN), time("2017-12-18"), Verdict.CONFLICT),
        (fact("P619", time("2017-12-17"), SEVEN), time("2017-12-16"), Verdict.CONFLICT),
        (fact("P619", time("2017-12-17"), SEVEN), time("2017-12"), Verdict.OURS_FINER),
        (fact("P619", time("2017-12-17"), SEVEN), time("2017"), Verdict.OURS_FINER),
        (fact("P619", time("2017-12-17"), SEVEN), Time("+2010-00-00T00:00:00Z", 8), Verdict.OURS_FINER),
        (fact("P619", time("2017-12-17"), SEVEN), time("2017-11"), Verdict.CONFLICT),
        # A month may be written with any day.
        (fact("P619", time("2017-12-17"), SEVEN), Time("+2017-11-17T00:00:00Z", 10), Verdict.CONFLICT),
        (fact("P619", time("2017-12-17"), SEVEN), Time("+2017-01-01T00:00:00Z", 9), Verdict.OURS_FINER),
        (fact("P619", time("2017"), ("2017-01-01T00:00:00Z", "2017-12-31T23:59:59Z")), time("2017"), Verdict.SAME),
        # A day without a zone: of the 13th somewhere, the 12th to the 14th in UTC. Soyuz MS-06.
        (fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE), time("2017-09-12"), Verdict.UNSURE),
        (fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE), time("2017-09-14"), Verdict.UNSURE),
        (fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE), time("2017-09-13"), Verdict.THEIRS_FINER),
        (fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE), time("2017-09-11"), Verdict.CONFLICT),
        (fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE), time("2017-09"), Verdict.SAME),
        (fact("P619", time("2017-09-13"), THIRTEENTH_ANYWHERE), time("2017-09-12"), Verdict.UNSURE),
        # What is told by the clock may have been rounded to it, half a minute at most.
        (fact("P620", time("2018-06-04"), MIDNIGHT), time("2018-06-03"), Verdict.UNSURE),
        (
            fact("P620", time("2018-06-04"), ("2018-06-04T00:01:00Z", "2018-06-04T00:01:59Z")),
            time("2018-06-03"),
            Verdict.CONFLICT,
        ),
        (
            fact("P620", time("2018-06-04"), ("2018-06-04T00:00:00Z", "2018-06-04T23:59:59Z")),
            time("2018-06-03"),
            Verdict.CONFLICT,  # nobody rounds days
        ),
        # A day of other properties is that of any zone there.
        (fact("P569", time("2017-12-17"), SEVEN), time("2017-12-16"), Verdict.UNSURE),
        (fact("P569", time("2017-12-17"), SEVEN), time("2017-12-18"), Verdict.CONFLICT),
        # Without a range, the statement is all that we know.
        (fact("P619", time("2017-12-17")), time("2017-12-17"), Verdict.SAME),
        (fact("P619", time("2017-12")), time("2017-12-17"), Verdict.THEIRS_FINER),
        # What nobody here can read.
        (fact("P619", time("2017-12-17")), Time("+2017-12-04T00:00:00Z", 11, "Q1985786"), Verdict.UNSURE),
        (fact("P619", time("2017-12-17")), Time("+2017-00-00T00:00:00Z", 7), Verdict.UNSURE),
        (fact("P619", time("2017-12-17")), Time("-2017-12-17T00:00:00Z", 11), Verdict.UNSURE),
        (fact("P619", time("2017-12-17")), Time("+2017-02-30T00:00:00Z", 11), Verdict.UNSURE),
        (fact("P619", time("2017-12-17")), Other("time", "{}"), Verdict.UNSURE),
        # Lengths of time and numbers, in one unit.
        (fact("P2047", Quantity("+242238", "Q7727")), Quantity("+242238", "Q7727"), Verdict.SAME),
        (fact("P2047", Quantity("+242238", "Q7727")), Quantity("+168", "Q573"), Verdict.OURS_FINER),
        (fact("P2047", Quantity("+242238", "Q7727")), Quantity("+167", "Q573"), Verdict.CONFLICT),
        (fact("P2047", Quantity("+242238", "Q7727")), Quantity("+14534280", "Q11574"), Verdict.THEIRS_FINER),
        (fact("P2047", Quantity("+242238", "Q7727")), Quantity("+242238", "Q1"), Verdict.UNSURE),
        (fact("P2047", Quantity("+242238", "Q7727")), Quantity("+242238"), Verdict.UNSURE),
        (fact("P2047", Quantity("+5", "Q7727")), Quantity("+7", "Q7727", "+4", "+9"), Verdict.OURS_FINER),
        (fact("P2047", Quantity("+5", "Q7727")), Quantity("+7", "Q7727", "+6.7", "+9"), Verdict.CONFLICT),
        (fact("P1132", Quantity("+3")), Quantity("+3"), Verdict.SAME),
        (fact("P1132", Quantity("+3")), Quantity("+3.2"), Verdict.CONFLICT),
        (fact("P1132", Quantity("+3")), Quantity("+x"), Verdict.UNSURE),
        (fact("P2047", Quantity("+5", "Q7727")), Quantity("+7", "Q7727", "x", "+9"), Verdict.UNSURE),
        # Places lie in one another.
        (fact("P1427", Item(SITE)), Item(SITE), Verdict.SAME),
        (fact("P1427", Item(SITE)), Item(BAIKONUR), Verdict.OURS_FINER),
        (fact("P1427", Item(KAZAKHSTAN)), Item(SITE), Verdict.THEIRS_FINER),
        (fact("P1427", Item(SITE)), Item(OTHER), Verdict.CONFLICT),
        (fact("P1427", Item(SITE)), Item(ELSEWHERE), Verdict.UNSURE),
        # Texts.
        (fact("P247", Text("2017-081A")), Text("2017-081A", "external-id"), Verdict.SAME),
        (fact("P247", Text("2017-081A")), Text("2017-081B"), Verdict.CONFLICT),
        (fact("P377", Text("04039")), Text("4039"), Verdict.SAME),
        (fact("P377", Text("4039")), Text("04039"), Verdict.SAME),
        (fact("P377", Text("04039")), Text("40390"), Verdict.CONFLICT),
        (fact("P247", Text("04039")), Text("4039"), Verdict.CONFLICT),
        (fact("P247", Text("2017-081A", "external-id")), Text("2017-081a"), Verdict.SAME),
        (fact("P247", Text("2017-081A", "external-id")), Text(" 2017-081A", "external-id"), Verdict.SAME),
        (fact("P247", Text("2017-081A", "external-id")), Text("2017-081B", "external-id"), Verdict.CONFLICT),
        (fact("P247", Text("http://a.org/", "url")), Text("https://www.a.org", "url"), Verdict.SAME),
        (fact("P247", Text("http://a.org/")), Text("https://www.a.org"), Verdict.CONFLICT),
        (fact("P247", Text("2017-081A")), Item(SITE), Verdict.UNSURE),
        (fact("P2047", Quantity("+3")), Text("3"), Verdict.UNSURE),
        (fact("P2047", Text("3")), Quantity("+3"), Verdict.UNSURE),
        (fact("P247", Monolingual("x", "de")), Text("x"), Verdict.UNSURE),
        (fact("P247", Text("x")), Monolingual("x", "de"), Verdict.UNSURE),
        (fact("P1427", Item(SITE)), Text(SITE), Verdict.UNSURE),
    ],
)
def test_verdict_on_one_value_beside_another(ours: Ours, value: Value, verdict: Verdict) -> None:
    assert ours.statement
    assert verdicts(ours, theirs(ours.statement.property, value)) == [verdict]


def test_circa_there_is_heeded() -> None:
    about = (Snak("P1480", Item("Q5727902")),)
    ours = fact("P619", time("2017-12-17"), SEVEN)
    assert verdicts(ours, theirs("P619", time("2017-12-18"), qualifiers=about)) == [Verdict.UNSURE]
    length = fact("P2047", Quantity("+103", "Q7727"))
    assert verdicts(length, theirs("P2047", Quantity("+100", "Q7727"))) == [Verdict.CONFLICT]
    assert verdicts(length, theirs("P2047", Quantity("+100", "Q7727"), qualifiers=about)) == [Verdict.OURS_FINER]


def test_earliest_and_latest_there_are_heeded() -> None:
    ours = fact("P619", time("2017-12-17"), SEVEN)

    def beside(*qualifiers: tuple[str, Value]) -> list[Verdict]:
        snaks = tuple(Snak(name, value) for name, value in qualifiers)
        return verdicts(ours, theirs("P619", time("2017-12-19"), qualifiers=snaks))

    assert beside(("P1319", time("2017-12-16"))) == [Verdict.UNSURE]
    assert beside(("P1319", time("2017-12-16")), ("P1326", time("2017-12-20"))) == [Verdict.UNSURE]
    assert beside(("P1326", time("2017-12-20"))) == [Verdict.CONFLICT]
    assert beside(("P1319", time("2017-12-18")), ("P1326", time("2017-12-20"))) == [Verdict.CONFLICT]
    assert beside(("P1319", Special.SOMEVALUE)) == [Verdict.CONFLICT]
    assert beside(("P585", time("2017-12-17"))) == [Verdict.CONFLICT]
    late = theirs("P619", time("2017-12-15"), qualifiers=(Snak("P1326", time("2017-12-18")),))
    assert verdicts(ours, late) == [Verdict.UNSURE]


def test_nothing_there() -> None:
    new = only(fact("P619", time("2017-12-17"), SEVEN, references=(cites(HERE),)))
    assert (new.verdict, new.theirs, new.why) == (Verdict.ADD_VALUE, (), "")
    assert (new.thing, new.item, new.property) == ("id:flight", FLIGHT, "P619")
    assert only(fact("P619", time("2017-12-17"))).why == "no source that Wikidata takes"
    unsure = only(fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE, fate=Fate.UNSURE))
    assert (unsure.verdict, unsure.why) == (Verdict.UNSURE, "as we found it")


@pytest.mark.parametrize("fate", [Fate.PLAN, Fate.NOT_EXACT, Fate.DISPUTED, Fate.NO_ITEM, Fate.NO_PROPERTY])
def test_what_is_not_given_is_not_compared(fate: Fate) -> None:
    assert verdicts(fact("P619", time("2017-12-17"), fate=fate), theirs("P619", time("2017-12-18"))) == []


def test_another_of_many_values_is_no_conflict() -> None:
    crew = [fact("P1029", Item("Q592219")), fact("P1029", Item("Q3476196"))]
    there = snapshot(theirs("P1029", Item("Q592219")), theirs("P1029", Item("Q5970982"), id="b"))
    found = difference(crew, there, KNOWN)
    assert [(each.verdict, each.ours and each.ours.statement and each.ours.statement.value) for each in found] == [
        (Verdict.SAME, Item("Q592219")),
        (Verdict.ADD_VALUE, Item("Q3476196")),
        (Verdict.THEY_HAVE, None),
    ]
    assert [each.value for each in found[2].theirs] == [Item("Q5970982")]
    text = fact("P1448", Monolingual("Sojus", "de"))
    assert verdicts(text, theirs("P1448", Monolingual("Sojus", "en"))) == [Verdict.ADD_VALUE, Verdict.THEY_HAVE]
    assert verdicts(text, theirs("P1448", Monolingual("Sojus", "de"))) == [Verdict.SAME]


def test_another_time_or_number_of_many_is_unsure_until_each_of_theirs_is_answered() -> None:
    docking = fact("P622", time("2017-12-19"))
    undocking = fact("P622", time("2018-06-03"))
    one = theirs("P622", time("2017-12-19"))
    assert verdicts(undocking, one) == [Verdict.UNSURE]
    assert only(undocking, one).why == "they have another value; both may be true"
    found = difference([docking, undocking], snapshot(one), KNOWN)
    assert [each.verdict for each in found] == [Verdict.SAME, Verdict.ADD_VALUE]
    mass = fact("P2067", Quantity("+7220", "Q11570"))
    assert verdicts(mass, theirs("P2067", Quantity("+7000", "Q11570"))) == [Verdict.UNSURE]


def test_two_events_of_one_month_both_have_a_verdict() -> None:
    docking = fact("P622", time("2018-06"))
    undocking = replace(docking, thing="id:undocking")
    assert [each.verdict for each in difference([docking, undocking], snapshot(), KNOWN)] == [Verdict.ADD_VALUE] * 2
    assert len(difference([docking, docking], snapshot(), KNOWN)) == 1
    crew = fact("P1029", Item("Q592219"))
    assert len(difference([crew, replace(crew, thing="id:other")], snapshot(), KNOWN)) == 1


def test_two_events_of_one_kind_are_told_apart_by_their_day() -> None:
    walk, other_walk = (fact("P793", Item("Q182020"), qualifiers=(Snak("P585", time(d)),)) for d in DAYS)
    there = theirs("P793", Item("Q182020"), qualifiers=(Snak("P585", time(DAYS[0])),))
    assert verdicts(walk, there) == [Verdict.SAME]
    assert verdicts(other_walk, there) == [Verdict.ADD_VALUE, Verdict.THEY_HAVE]
    assert verdicts(walk, theirs("P793", Item("Q182020"))) == [Verdict.OURS_FINER]
    assert verdicts(fact("P793", Item("Q182020")), there) == [Verdict.SAME]
    role = fact("P1029", Item("Q592219"), qualifiers=(Snak("P3831", Item("Q1")),))
    assert verdicts(role, theirs("P1029", Item("Q592219"))) == [Verdict.SAME]


DAYS = ("2018-01-23", "2018-02-16")


def test_references() -> None:
    ours = fact("P619", time("2017-12-17"), references=(cites(HERE, Snak("P813", time("2026-11-25"))),))

    def beside(*references: Reference, **changes: Any) -> Difference:
        return only(ours, theirs("P619", time("2017-12-17"), references=references), **changes)

    assert beside().verdict == Verdict.ADD_REFERENCE
    assert beside().why == "they have no references, not ours"
    assert beside(cites("https://example.org/")).why == "they have 1 reference, not ours"
    assert beside(cites("https://example.org/"), cites("http://e.org")).why == "they have 2 references, not ours"
    assert beside(cites("https://russianspaceweb.com/soyuz-ms-07.html/")).verdict == Verdict.SAME
    for other in (
        "https://web.archive.org/web/20180604010203/http://www.russianspaceweb.com/soyuz-ms-07.html",
        "http://web.archive.org/web/2018id_/russianspaceweb.com/soyuz-ms-07.html",
        "http://www.russianspaceweb.com:80/soyuz-ms-07.html#landing",
        "https://russianspaceweb.com:443/soyuz%2Dms-07.html",
    ):
        assert beside(cites(other)).verdict == Verdict.SAME
    for other in ("https://web.archive.org/web/2018/", "http://www.russianspaceweb.com:8080/soyuz-ms-07.html"):
        assert beside(cites(other)).verdict == Verdict.ADD_REFERENCE
    assert beside(cites(HERE, Snak("P813", time("2021-03-05")))).verdict == Verdict.SAME
    assert beside(cites("http://www.russianspaceweb.com/soyuz-ms-06.html")).verdict == Verdict.ADD_REFERENCE
    assert beside(truthy=True).verdict == Verdict.SAME
    suggestion = fact("P619", time("2017-12-17"))
    assert verdicts(suggestion, theirs("P619", time("2017-12-17"))) == [Verdict.SAME]


def test_reference_that_stands_at_a_second_statement_of_the_value_is_there() -> None:
    ours = fact("P619", time("2017-12-17"), references=(cites(HERE),))
    twice = theirs("P619", time("2017-12-17")), theirs("P619", time("2017-12-17"), id="b", references=(cites(HERE),))
    assert verdicts(ours, *twice) == [Verdict.SAME]


def test_items_as_sources() -> None:
    page = Snak("P304", Text("7"))
    ours = fact("P619", time("2017-12-17"), references=(stated_in("Q10"),))
    with_page = fact("P619", time("2017-12-17"), references=(stated_in("Q10", page),))

    def beside(fact: Ours, *references: Reference, **changes: Any) -> Verdict:
        return only(fact, theirs("P619", time("2017-12-17"), references=references), **changes).verdict

    assert beside(ours, stated_in("Q10", page)) == Verdict.SAME
    assert beside(ours, stated_in("Q11")) == Verdict.ADD_REFERENCE
    assert beside(ours, stated_in("Q11"), redirects={"Q11": "Q10"}) == Verdict.SAME
    assert beside(with_page, stated_in("Q10")) == Verdict.ADD_REFERENCE
    assert beside(with_page, stated_in("Q10", page, Snak("P813", time("2021")))) == Verdict.SAME


def test_title_and_language_make_no_two_references_the_same() -> None:
    alike = Snak("P1476", Text("Soyuz MS-07")), Snak("P407", Item("Q1860"))
    ours = fact("P619", time("2017-12-17"), references=(cites(HERE, *alike),))
    stated = fact("P619", time("2017-12-17"), references=(stated_in("Q10", *alike),))
    for other in (cites("http://e.org", *alike), stated_in("Q11", *alike), Reference(alike)):
        beside = theirs("P619", time("2017-12-17"), references=(other,))
        assert only(ours, beside).verdict == Verdict.ADD_REFERENCE
        assert only(stated, beside).verdict == Verdict.ADD_REFERENCE
    unknown = Reference((Snak("P854", Special.SOMEVALUE), Snak("P248", Special.SOMEVALUE)))
    assert only(ours, theirs("P619", time("2017-12-17"), references=(unknown,))).verdict == Verdict.ADD_REFERENCE


def test_deprecated_value_is_no_value_of_theirs() -> None:
    ours = fact("P620", time("2018-06-04"))
    wrong = theirs(
        "P620", time("2018-06-04"), rank=Rank.DEPRECATED, qualifiers=(Snak("P2241", Item("Q41755623")),), id="w"
    )
    right = theirs("P620", time("2018-06-03"))
    found = only(ours, right, wrong)
    assert (found.verdict, found.why) == (Verdict.DEPRECATED_THERE, "their reason: Q41755623")
    assert found.theirs == (wrong, right)
    assert only(ours, wrong).theirs == (wrong,)
    assert verdicts(fact("P620", time("2018-06-03")), right, wrong) == [Verdict.SAME]
    assert verdicts(fact("P620", time("2018-06-05")), wrong) == [Verdict.ADD_VALUE]
    plain = theirs("P620", time("2018-06-04"), rank=Rank.DEPRECATED)
    assert only(ours, plain).why == ""
    assert verdicts(ours, plain, theirs("P620", time("2018-06-04"), id="n")) == [Verdict.SAME]
    coarse = theirs("P620", time("2018"), rank=Rank.DEPRECATED)
    assert verdicts(ours, coarse) == [Verdict.ADD_VALUE]


def test_preferred_value_is_what_a_conflict_is_with() -> None:
    preferred = theirs("P620", time("2018-06-03"), rank=Rank.PREFERRED, id="p")
    normal = theirs("P620", time("2018-06-05"), id="n")
    found = difference([fact("P620", time("2018-06-04"))], snapshot(normal, preferred), KNOWN)
    assert [(each.verdict, each.theirs) for each in found] == [
        (Verdict.CONFLICT, (preferred,)),
        (Verdict.THEY_HAVE, (normal,)),
    ]
    same = difference([fact("P620", time("2018-06-05"))], snapshot(normal, preferred), KNOWN)
    assert (same[0].verdict, same[0].why) == (Verdict.SAME, "they prefer another value")
    twice = theirs("P620", time("2018-06-03"), id="n")
    assert only(fact("P620", time("2018-06-03")), twice, preferred).theirs == (preferred, twice)


def test_day_without_a_zone_says_so_beside_the_same_day_of_utc() -> None:
    ours = fact("P619", time("2017-09"), THIRTEENTH_ANYWHERE, fate=Fate.COARSENED)
    found = only(ours, theirs("P619", time("2017-09-13")))
    assert (found.verdict, found.why) == (Verdict.THEIRS_FINER, "theirs is one day of UTC, ours of any zone")
    month = ("2017-09-01T00:00:00Z", "2017-09-30T23:59:59Z")
    assert only(fact("P619", time("2017-09"), month), theirs("P619", time("2017-09-13"))).why == ""
    place = fact("P1427", Item(KAZAKHSTAN), fate=Fate.COARSENED)
    assert only(place, theirs("P1427", Item(SITE))).why == ""
    assert only(place, theirs("P1427", Item(SITE))).verdict == Verdict.THEIRS_FINER


def test_finer_value_of_theirs_decides_beside_a_coarser_one() -> None:
    ours = fact("P619", time("2017-12"))
    fine, coarse = theirs("P619", time("2017-12-17")), theirs("P619", time("2017"), id="c")
    assert difference([ours], snapshot(coarse, fine), KNOWN)[0].theirs == (fine,)


def test_what_contradicts_ours_is_not_hidden_by_something_coarser() -> None:

    def first(ours: Ours, *statements: Statement) -> Verdict:
        return difference([ours], snapshot(*statements), KNOWN)[0].verdict

    ours = fact("P619", time("2017-12-17"), SEVEN)
    month, other = theirs("P619", time("2017-12"), id="m"), theirs("P619", time("2017-12-16"), id="o")
    found = only(ours, month, other)
    assert (found.verdict, found.theirs) == (Verdict.CONFLICT, (other,))
    assert first(ours, month, replace(other, rank=Rank.PREFERRED)) == Verdict.CONFLICT
    assert first(ours, replace(month, rank=Rank.PREFERRED), other) == Verdict.OURS_FINER
    assert first(ours, month, replace(other, rank=Rank.DEPRECATED)) == Verdict.OURS_FINER
    assert first(ours, month, replace(other, value=Special.SOMEVALUE)) == Verdict.OURS_FINER
    site, spaceport = fact("P1427", Item(SITE)), theirs("P1427", Item(BAIKONUR), id="m")
    assert first(site, spaceport, theirs("P1427", Item(OTHER))) == Verdict.CONFLICT
    assert first(site, spaceport, theirs("P1427", Item(ELSEWHERE))) == Verdict.OURS_FINER
    docking, of_another = fact("P622", time("2017-12-19")), theirs("P622", time("2017-11-01"), id="o")
    assert first(docking, theirs("P622", time("2017-12"), id="m"), of_another) == Verdict.OURS_FINER


def test_none_and_unknown_there() -> None:
    ours = fact("P2047", Quantity("+242238", "Q7727"))
    none = only(ours, theirs("P2047", Special.NOVALUE))
    assert (none.verdict, none.why) == (Verdict.CONFLICT, "they say that there is none")
    unknown = only(ours, theirs("P2047", Special.SOMEVALUE))
    assert (unknown.verdict, unknown.why) == (Verdict.UNSURE, "they say that nobody knows it")
    crew = fact("P1029", Item("Q592219"))
    assert verdicts(crew, theirs("P1029", Special.NOVALUE)) == [Verdict.CONFLICT]
    assert verdicts(crew, theirs("P1029", Special.SOMEVALUE)) == [Verdict.ADD_VALUE]
    assert verdicts(fact("P622", time("2018-06-03")), theirs("P622", Special.SOMEVALUE)) == [Verdict.ADD_VALUE]
    assert verdicts(fact("P619", Special.SOMEVALUE), theirs("P619", Special.SOMEVALUE)) == [Verdict.SAME]


def test_they_have_what_we_lack() -> None:
    ours = fact("P1427", Item(SITE), item="Q5")  # the property is compared, and this flight has none of ours
    launch = theirs("P1427", Item(BAIKONUR))
    entity = Entity(FLIGHT, {}, {}, (launch, theirs("P31", Item("Q5")), theirs("P1427", Special.SOMEVALUE, id="s")))
    old = theirs("P1427", Item(OTHER), rank=Rank.DEPRECATED, id="d")
    entity = Entity(FLIGHT, {}, {}, (*entity.statements, old))
    found = difference([ours], Snapshot({FLIGHT: entity}), KNOWN)
    assert [(each.verdict, each.ours, each.theirs) for each in found] == [(Verdict.THEY_HAVE, None, (launch,))]


def test_merged_items_are_followed() -> None:
    there = {"redirects": {"Q9": FLIGHT, "Q8": SITE, "Q7": "Q8"}}
    launch = theirs("P1427", Item("Q7"))
    found = only(fact("P1427", Item(SITE), item="Q9"), launch, **there)
    assert (found.verdict, found.item, found.thing) == (Verdict.SAME, FLIGHT, "id:flight")
    assert verdicts(fact("P1427", Item("Q8")), theirs("P1427", Item(SITE)), **there) == [Verdict.SAME]
    circle = Snapshot({}, redirects={"Q1": "Q2", "Q2": "Q1"})
    assert circle.current("Q1") in ("Q1", "Q2")


def test_deleted_items_are_told_at_once() -> None:
    ours = [fact("P619", time("2017")), fact("P619", time("2017"), item="Q9")]
    with pytest.raises(SpaceflightError) as refused:
        difference(ours, Snapshot({}, missing=frozenset({"Q9", FLIGHT, "Q77"})), KNOWN)
    assert str(refused.value) == (
        f"{FLIGHT} (id:flight), Q9 (id:flight-launch): not on Wikidata, deleted or never there."
        " Fix: mend or remove the link in data/entities."
    )


def test_what_a_snapshot_does_not_hold_is_not_lacking_there() -> None:
    assert difference([fact("P619", time("2017"))], Snapshot({}), KNOWN) == []
    assert verdicts(fact("P619", time("2017")), covered=frozenset({"P620"})) == []
    assert verdicts(fact("P619", time("2017")), covered=frozenset({"P619"})) == [Verdict.ADD_VALUE]


def test_truthy_times_tell_no_precision() -> None:
    ours = fact("P619", time("2017-12-01"))
    assert verdicts(ours, theirs("P619", time("2017-12")), truthy=True) == [Verdict.SAME]
    assert verdicts(ours, theirs("P619", time("2017-12"))) == [Verdict.OURS_FINER]
    assert verdicts(ours, theirs("P619", time("2017")), truthy=True) == [Verdict.UNSURE]
    assert verdicts(ours, theirs("P619", time("2018")), truthy=True) == [Verdict.CONFLICT]
    assert verdicts(ours, theirs("P619", time("2017-12-02")), truthy=True) == [Verdict.CONFLICT]
    assert verdicts(fact("P619", time("2017-12")), theirs("P619", time("2017-12")), truthy=True) == [Verdict.UNSURE]


def test_truthy_values_may_hide_others() -> None:
    crew = fact("P1029", Item("Q592219"), references=(cites(HERE),))
    other = theirs("P1029", Item("Q5970982"))
    assert [each.why for each in difference([crew], snapshot(other, truthy=True), KNOWN)] == [
        "they may have it at a lower rank",
        "",
    ]
    suggestion = difference([fact("P1029", Item("Q592219"))], snapshot(other, truthy=True), KNOWN)
    assert suggestion[0].why == "no source that Wikidata takes; they may have it at a lower rank"
    assert only(crew, truthy=True).why == ""
    assert difference([crew], snapshot(other), KNOWN)[0].why == ""


def test_one_statement_that_two_facts_make_is_told_once() -> None:
    ours = fact("P1427", Item(SITE))
    assert len(difference([ours, ours], snapshot(), KNOWN)) == 1
    two = [ours, fact("P1427", Item(SITE), references=(cites(HERE),))]
    assert len(difference(two, snapshot(), KNOWN)) == 2


def test_order_is_by_thing_and_property() -> None:
    other = Entity("Q5", {}, {}, ())
    ours = [fact(name, Item(SITE), item=item) for item in (FLIGHT, "Q5") for name in ("P1427", "P361")]
    there = Snapshot({FLIGHT: Entity(FLIGHT, {}, {}, ()), "Q5": other})
    found = difference(ours, there, Known({FLIGHT: "id:b", "Q5": "id:a"}))
    assert [(each.thing, each.property) for each in found] == [
        ("id:a", "P361"),
        ("id:a", "P1427"),
        ("id:b", "P361"),
        ("id:b", "P1427"),
    ]
    assert difference(ours[:1], there)[0].thing == "id:flight-launch"  # nobody told what the item is
