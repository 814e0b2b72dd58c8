"""In which order the events of a flight stand, on events small enough to see."""

import pytest
from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.graph import grouped
from spaceflight_graph.resolve.sequence import COURSE, sequence

LINKS = {"follows": SF.follows, "from": SF.offsetFrom, "cause": SF.cause}
TIMES = {"time": SF.time, "end": SF.endTime, "plan": SF.plannedTime}


def ordered(events: dict[str, str], begins: dict[str, str] | None = None) -> str:
    """Return the order of events, each told as its class and what is said of it: ``Launch time=2017-12-17``."""
    claims, kinds = [], {}
    for name, text in events.items():
        kind, *told = text.split()
        kinds[expand(f"id:{name}")] = expand(f"sf:{kind}")
        for number, part in enumerate(told):
            word, _, value = part.partition("=")
            thing: NamedNode | Literal
            if word in LINKS:
                prop, thing = LINKS[word], expand(f"id:{value}")
            else:
                prop = TIMES[word]
                thing = Literal(
                    value, datatype={4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}.get(len(value), XSD.dateTime)
                )
            claims.append(
                Claim(expand(f"claim:{name}-{number}"), expand(f"id:{name}"), prop, thing, expand("doc:a"), 1)
            )
    context = choose.Context(functional={SF.time, SF.endTime, SF.offsetFrom}, links=set(LINKS.values()))
    facts = choose.by_property(fact for group in grouped(claims) for fact in choose.resolve(group, context)[0])
    first = {expand(f"id:{name}"): time for name, time in (begins or {}).items()}
    found = list(sequence(list(kinds), facts, kinds, first))
    assert len(found) == len(events)
    return " ".join(node.value.rsplit("/", 1)[1] for node in found)


@pytest.mark.parametrize(
    ("events", "order"),
    [
        # by time, an end or a plan where there is none; what nothing places comes last
        ({"b": "Event time=2017-12-18", "a": "Event time=2017-12-17"}, "a b"),
        ({"b": "Event end=2017-12-18", "a": "Event plan=2017-12-17", "c": "Event time=2017-12-19"}, "a b c"),
        ({"b": "Event", "a": "Event time=2017"}, "a b"),
        ({"x": "Event plan=2017-12-17 plan=2017-12-30", "a": "Event time=2017-12-20"}, "a x"),
        ({"a": "Event time=2017-12-19 plan=2017-12-01", "b": "Event time=2017-12-18"}, "b a"),
        # what is told comes before times
        ({"a": "Event time=2017-12-17 follows=b", "b": "Event time=2017-12-18"}, "b a"),
        ({"a": "Event from=b", "b": "Event time=2017-12-18", "c": "Event time=2017-12-19"}, "b a c"),
        ({"abort": "Abort time=2018-10-11 cause=failure", "failure": "Failure"}, "failure abort"),
        # without a time: with those before it, else with those behind it
        ({"a": "Event follows=b", "b": "Event time=2017-12-18", "c": "Event time=2017-12-20"}, "b a c"),
        ({"z": "Event", "a": "Event time=2017-12-18 follows=z", "c": "Event time=2017-12-17"}, "c z a"),
        (
            {"z": "Event follows=y", "y": "Event", "a": "Event time=2017-12-18 follows=z", "c": "Event time=2017"},
            "c y z a",
        ),
        (
            {"x": "Event follows=a follows=c", "a": "Event time=2017", "c": "Event time=2019", "z": "Event time=2018"},
            "a z c x",
        ),
        (
            {"x": "Event follows=a follows=c", "c": "Event time=2017", "a": "Event time=2019", "z": "Event time=2020"},
            "c a x z",
        ),
        # within one day, the usual course of a flight
        (
            {"b": "Landing time=2017-12-17", "c": "Launch time=2017-12-17T07:21:00Z", "a": "Test time=2017-12-17"},
            "a c b",
        ),
        ({"a": "EscapeSystemJettison", "b": "Launch time=2018-10-11", "c": "Abort time=2018-10-11 follows=a"}, "b a c"),
        ({"a": "Undocking time=2018-06-03T09:00:00Z", "b": "Docking time=2018-06-03T10:00:00Z"}, "a b"),
        ({"b": "Event time=2017-12-17", "a": "Event time=2017-12-17"}, "a b"),
        # a circle leaves only times
        ({"a": "Event time=2017-12-18 follows=b", "b": "Event time=2017-12-17 follows=a"}, "b a"),
    ],
)  # fmt: skip
def test_order(events: dict[str, str], order: str) -> None:
    assert ordered(events) == order
    assert ordered(dict(reversed(events.items()))) == order


def test_range_that_was_derived_places_an_event_before_its_plan_does() -> None:
    events = {"a": "Event plan=2017-12-20", "b": "Event time=2017-12-18"}
    assert ordered(events) == "b a"
    assert ordered(events, {"a": "2017-12-17T07:21:00Z"}) == "a b"


def test_event_of_another_flight_places_nothing() -> None:
    assert ordered({"a": "Event time=2017-12-17 follows=elsewhere", "b": "Event time=2017-12-18"}) == "a b"


def test_course_names_classes_in_one_order() -> None:
    assert COURSE[expand("sf:Launch")] < COURSE[expand("sf:Docking")] < COURSE[expand("sf:Landing")]
    assert len(COURSE) > 25
