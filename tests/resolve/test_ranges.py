"""Ranges and lengths that follow from other events, on claims small enough to see."""

import re
from collections.abc import Mapping

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, XSD, Term, expand
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.derive import between, derive, plan_age
from spaceflight_graph.resolve.graph import grouped

FUNCTIONAL = {SF.time, SF.endTime, SF.offset, SF.duration, SF.dockedDuration}
Flights = Mapping[NamedNode, Mapping[NamedNode, list[NamedNode]]]


def said(event: str, predicate: NamedNode, value: str, precision: str = "Minute", about: str | None = None) -> Claim:
    """Return the claim of one document; a value with a colon before any digit is a thing."""
    if value.startswith("id:"):
        told: NamedNode | Literal = expand(value)
    elif value.startswith(("P", "-P")):
        told = Literal(value, datatype=XSD.dayTimeDuration)
    else:
        told = Literal(value, datatype=XSD.dateTime if "T" in value else XSD.date)
    name = expand(f"claim:{event.removeprefix('id:')}-{predicate.value.rsplit('#')[-1]}-{value.removeprefix('id:')}")
    exact = precision if isinstance(told, Literal) and told.datatype == XSD.dateTime else None
    return Claim(name, expand(event), predicate, told, expand("doc:a"), 1, precision=exact, approximation=about)


def chosen(*claims: Claim) -> list[choose.Chosen]:
    context = choose.Context(functional=FUNCTIONAL)
    return [fact for group in grouped(claims) for fact in choose.resolve(group, context)[0]]


def derived(*claims: Claim, flights: Flights | None = None) -> dict[tuple[str, str], str]:
    """Return what follows, by the local names of thing and property."""
    found = [d.statement for d in derive(choose.by_property(chosen(*claims)), flights or {})]
    return {(local(t.subject), local(t.predicate)): local(t.object) for t in found}


def local(term: Term) -> str:
    assert not isinstance(term, Triple)
    return re.split("[/#]", term.value)[-1]


def resting_on(*claims: Claim) -> list[list[Claim]]:
    """Return the claims that each derived statement rests on."""
    return [list(d.claims) for d in derive(choose.by_property(chosen(*claims)), {})]


LAUNCH = said("id:launch", SF.time, "2017-12-17T07:21:00Z")
LATER = said("id:later", SF.time, "2017-12-18T00:00:00Z")


def test_so_long_after_another_event() -> None:
    """40 s after 07:21 and before 07:22: the range of the launch, moved, and as long as the words "40 s" leave open."""
    claims = LAUNCH, said("id:x", SF.offset, "PT40S"), said("id:x", SF.offsetFrom, "id:launch")
    assert derived(*claims) == {
        ("x", "notBefore"): "2017-12-17T07:21:40Z",
        ("x", "notAfter"): "2017-12-17T07:22:40Z",
    }
    assert all(set(rest) == {LAUNCH, claims[1]} for rest in resting_on(*claims))


def test_more_than_so_long_after_leaves_the_end_open() -> None:
    more = said("id:x", SF.offset, "PT2M", about="MoreThan")
    assert derived(LAUNCH, more, said("id:x", SF.offsetFrom, "id:launch")) == {
        ("x", "notBefore"): "2017-12-17T07:23:00Z"
    }


def test_after_an_event_means_not_before_it() -> None:
    claims = LAUNCH, said("id:x", SF.follows, "id:launch")
    assert derived(*claims) == {("x", "notBefore"): "2017-12-17T07:21:00Z"}
    assert resting_on(*claims) == [[claims[1], LAUNCH]]


def test_after_two_events_means_after_the_later_one() -> None:
    follows = {name: said("id:x", SF.follows, f"id:{name}") for name in ("launch", "later", "next")}
    after = said("id:next", SF.time, "2017-12-18T00:00:00Z")
    assert resting_on(LAUNCH, LATER, follows["launch"], follows["later"]) == [[follows["later"], LATER]]
    assert resting_on(LAUNCH, after, follows["launch"], follows["next"]) == [[follows["next"], after]]
    assert derived(LAUNCH, after, follows["launch"], follows["next"]) == {("x", "notBefore"): "2017-12-18T00:00:00Z"}


def test_after_an_event_that_its_offset_allows_anyway() -> None:
    """It comes at 07:21:40 at the earliest, and so after 07:21; but an event at 07:21:50 says more."""
    offset = said("id:x", SF.offset, "PT40S"), said("id:x", SF.offsetFrom, "id:launch")
    allowed = said("id:x", SF.follows, "id:launch")
    assert all(allowed not in rest for rest in resting_on(LAUNCH, *offset, allowed))
    staging = said("id:staging", SF.time, "2017-12-17T07:21:50Z", "Second")
    follows = said("id:x", SF.follows, "id:staging")
    assert derived(LAUNCH, *offset, staging, follows) == {
        ("x", "notBefore"): "2017-12-17T07:21:50Z",
        ("x", "notAfter"): "2017-12-17T07:22:40Z",
    }


def test_after_two_events_at_one_time_rests_on_the_first_by_name() -> None:
    twin = said("id:twin", SF.time, "2017-12-17T07:21:00Z")
    first, second = said("id:x", SF.follows, "id:launch"), said("id:x", SF.follows, "id:twin")
    assert resting_on(LAUNCH, twin, first, second) == [[first, LAUNCH]]


def test_end_alone_means_not_after_it() -> None:
    end = said("id:x", SF.endTime, "2017-12-17T09:00:00Z")
    assert derived(end) == {("x", "notAfter"): "2017-12-17T09:00:59Z"}
    assert resting_on(end) == [[end]]


def test_end_narrows_what_follows() -> None:
    end = said("id:x", SF.endTime, "2017-12-17T09:00:00Z")
    follows = said("id:x", SF.follows, "id:launch")
    assert derived(LAUNCH, follows, end) == {
        ("x", "notBefore"): "2017-12-17T07:21:00Z",
        ("x", "notAfter"): "2017-12-17T09:00:59Z",
    }
    assert resting_on(LAUNCH, follows, end) == [[follows, LAUNCH, end]] * 2


def test_end_that_is_open_or_no_time_narrows_nothing() -> None:
    follows = said("id:x", SF.follows, "id:launch")
    for end in (
        said("id:x", SF.endTime, "2017-12-17T09:00:00Z", about="AtLeast"),
        said("id:x", SF.endTime, "id:conference"),
    ):
        assert derived(LAUNCH, follows, end) == {("x", "notBefore"): "2017-12-17T07:21:00Z"}
        assert resting_on(LAUNCH, follows, end) == [[follows, LAUNCH]]


@pytest.mark.parametrize("end", ["2017-12-16Z", "2017-12-17Z"])
def test_range_that_holds_no_moment_is_not_told(end: str) -> None:
    """What ends on the 17th in UTC ends before the 18th begins, and cannot follow it."""
    assert derived(LATER, said("id:x", SF.follows, "id:later"), said("id:x", SF.endTime, end)) == {}


def test_what_has_a_time_needs_no_range() -> None:
    claims = LAUNCH, LATER, said("id:later", SF.follows, "id:launch"), said("id:later", SF.endTime, "2017-12-19")
    assert derived(*claims) == {}


def test_after_something_without_a_time_nothing_follows() -> None:
    assert derived(said("id:x", SF.follows, "id:y")) == {}
    assert derived(said("id:x", SF.offset, "PT40S"), said("id:x", SF.offsetFrom, "id:y")) == {}
    assert derived(LAUNCH, said("id:x", SF.offset, "PT40S")) == {}
    assert derived(LAUNCH, said("id:x", SF.offset, "id:y"), said("id:x", SF.offsetFrom, "id:launch")) == {}


def test_range_is_handed_on() -> None:
    claims = [said("id:b", SF.follows, "id:c"), said("id:c", SF.follows, "id:launch"), LAUNCH]
    assert derived(said("id:a", SF.follows, "id:b"), *claims) == {
        (name, "notBefore"): "2017-12-17T07:21:00Z" for name in "abc"
    }


def test_events_that_wait_for_each_other_have_no_range() -> None:
    circle = said("id:x", SF.follows, "id:y"), said("id:y", SF.follows, "id:x")
    assert derived(LAUNCH, *circle) == {}
    assert derived(LAUNCH, *circle, said("id:z", SF.follows, "id:launch")) == {
        ("z", "notBefore"): "2017-12-17T07:21:00Z"
    }


def test_circle_that_hangs_on_an_event_has_its_range() -> None:
    circle = said("id:x", SF.follows, "id:y"), said("id:y", SF.follows, "id:x"), said("id:x", SF.follows, "id:launch")
    assert derived(LAUNCH, *circle) == {
        ("x", "notBefore"): "2017-12-17T07:21:00Z",
        ("y", "notBefore"): "2017-12-17T07:21:00Z",
    }


FLIGHT = expand("id:flight")


def events(**kinds: list[str]) -> Flights:
    """Return one flight with its events by class."""
    return {
        FLIGHT: {NamedNode(SF.iri + kind): [expand(f"id:{name}") for name in names] for kind, names in kinds.items()}
    }


def test_length_from_launch_to_landing_and_from_docking_to_undocking() -> None:
    landing = said("id:landing", SF.time, "2018-06-03T12:39:20Z", "Second")
    docking = said("id:docking", SF.time, "2017-12-19T08:39:00Z")
    undocking = said("id:undocking", SF.time, "2017-12-19T08:41:00Z")
    flights = events(Launch=["launch"], Landing=["landing"], Docking=["docking"], Undocking=["undocking"])
    claims = [LAUNCH, landing, docking, undocking]
    assert derived(*claims, flights=flights) == {
        ("flight", "duration"): "P168DT5H18M",
        ("flight", "dockedDuration"): "P0DT2M",
    }
    stated = said("id:flight", SF.duration, "P168D")
    assert derived(*claims, stated, flights=flights) == {("flight", "dockedDuration"): "P0DT2M"}
    rests = [d.claims for d in derive(choose.by_property(chosen(*claims)), flights)]
    assert rests == [(LAUNCH, landing), (docking, undocking)]


def test_flight_with_two_launches_or_two_landings_has_no_length() -> None:
    """Which of them would it be counted from? One of both may be of a stage or a capsule."""
    landing, late = (said(f"id:{name}", SF.time, "2018-06-03T12:39:00Z") for name in ("landing", "late"))
    for flights in (
        events(Launch=["launch", "later"], Landing=["landing"]),
        events(Launch=["launch"], Landing=["landing", "late"]),
        events(Launch=["launch", "unknown"], Landing=["landing"]),
        events(Launch=["unknown"], Landing=["landing"]),
        events(Launch=["launch"], Landing=["unknown"]),
        events(Launch=["launch"]),
    ):
        assert derived(LAUNCH, LATER, landing, late, flights=flights) == {}
    assert derived(LAUNCH, landing, flights=events(Launch=["launch"], Landing=["landing"])) != {}


@pytest.mark.parametrize(
    ("begin", "end", "length"),
    [
        (("2017-12-17T07:21:01Z", "Second"), ("2017-12-17T07:21:03Z", "Second"), "P0DT2S"),
        (("2017-12-17T07:21:01.5Z", "Fraction"), ("2017-12-17T09:22:03.1Z", "Fraction"), "P0DT2H1M1S"),
        (("2017-12-17T07:21:01Z", "Second"), ("2017-12-17T07:23:00Z", "Minute"), "P0DT1M"),
        (("2017-12-17T07:00:00Z", "Hour"), ("2017-12-18T09:30:00Z", "Minute"), "P1DT2H"),
        (("2017-12-17T07:21:00Z", "Minute"), ("2017-12-20T07:21:00Z", "Minute"), "P3D"),
        (("2017-12-17T07:21:00Z", "Minute"), ("2017-12-17T07:21:00Z", "Minute"), None),
        (("2017-12-17T07:21:00Z", "Minute"), ("2017-12-17T07:20:00Z", "Minute"), None),
        (("2017-12-17T07:21:00", "Minute"), ("2017-12-18T07:21:00Z", "Minute"), None),
        (("2017-12-17Z", "Day"), ("2017-12-18T07:21:00Z", "Minute"), None),
    ],
)
def test_length_is_no_finer_than_both_ends(begin: tuple[str, str], end: tuple[str, str], length: str | None) -> None:
    first, last = chosen(said("id:a", SF.time, *begin), said("id:b", SF.time, *end))
    assert between(first, last) == length


def test_length_between_things_that_are_no_times() -> None:
    time, place = chosen(said("id:a", SF.time, "2017-12-17"), said("id:b", SF.place, "id:pad"))
    assert between(time, place) is None
    assert between(place, time) is None


@pytest.mark.parametrize(
    ("plan", "event", "age"),
    [
        ("2014", "2017-12-17", "P3Y"),
        ("2017", "2018-01", "P1Y"),
        ("2017-11", "2018-01-31", "P2M"),
        ("2018-01", "2017-12", None),
        ("2017-12-17", "2017-12-17T07:21:00Z", "P0D"),
        ("2017-12-18", "2017-12-17T07:21:00Z", None),
    ],
)
def test_age_of_a_plan(plan: str, event: str, age: str | None) -> None:
    assert plan_age(plan, event) == age
