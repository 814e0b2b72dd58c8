"""A document's own times and lengths: those that cannot all be true are told, others are not."""

from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve.arithmetic import Mismatch, distance, mismatches
from spaceflight_graph.resolve.weigh import Read

ROOT = Path(__file__).parents[2]
FLIGHT, LAUNCH, LANDING = expand("id:x"), expand("id:x-launch"), expand("id:x-landing")
EVENTS = {FLIGHT: {SF.Launch: [LAUNCH], SF.Landing: [LANDING]}}


def read(document: str, subject: NamedNode, predicate: NamedNode, value: str, precision: str | None = None) -> Read:
    datatype = XSD.dayTimeDuration if value.startswith("P") else XSD.dateTime if "T" in value else XSD.date
    name = f"claim:{document}-{subject.value.rsplit('/', 1)[1]}-{predicate.value.rsplit('#', 1)[1]}"
    claim = Claim(
        expand(name),
        subject,
        predicate,
        Literal(value, datatype=datatype),
        expand(f"doc:{document}"),
        1,
        None,
        precision,
    )
    return Read(claim, denoted(claim, {}))


def found(*reads: Read) -> list[Mismatch]:
    return mismatches(reads, EVENTS)


START = ("2017-12-17T07:21:00Z", "Minute")


def test_launch_and_duration_do_not_reach_the_landing() -> None:
    """The Chinese page: 168 d 5 h 18 min from 07:21 end at 12:39, not at 12:59."""
    length = read("zh", FLIGHT, SF.duration, "P168DT5H18M")
    launch = read("zh", LAUNCH, SF.time, *START)
    landing = read("zh", LANDING, SF.time, "2018-06-03T12:59:00Z", "Minute")
    assert found(length, launch, landing) == [Mismatch(length.claim, launch.claim, landing.claim)]


@pytest.mark.parametrize("landing", ["2018-06-03T12:39:00Z", "2018-06-03T12:40:00Z"])
def test_minutes_may_be_rounded(landing: str) -> None:
    length = read("zh", FLIGHT, SF.duration, "P168DT5H18M")
    assert found(length, read("zh", LAUNCH, SF.time, *START), read("zh", LANDING, SF.time, landing, "Minute")) == []


def test_days_in_space_fit_days() -> None:
    length = read("zh", FLIGHT, SF.duration, "P168D")
    assert found(length, read("zh", LAUNCH, SF.time, "2017-12-17"), read("zh", LANDING, SF.time, "2018-06-03")) == []


@pytest.mark.parametrize(
    ("cutoff", "fits"),
    [("10:29:48", True), ("10:29:49", True), ("10:29:50", False), ("10:29:40", True), ("10:29:38", False)],
)
def test_decimal_minutes_are_truncated_or_rounded(cutoff: str, fits: bool) -> None:
    """8.7 minutes are 8 min 39 s up to 8 min 48 s: from 10:21:01.127, and what the words of the times leave open."""
    start = read("rsw", LAUNCH, SF.time, "2017-12-17T10:21:01.127+03:00", "Fraction")
    end = read("rsw", LANDING, SF.time, f"2017-12-17T{cutoff}+03:00", "Second")
    assert bool(found(read("rsw", FLIGHT, SF.duration, "PT8M42S", "TenthOfMinute"), start, end)) is not fits


def test_only_one_documents_own_claims_are_set_against_each_other() -> None:
    length = read("de", FLIGHT, SF.duration, "P168DT5H18M")
    launch = read("zh", LAUNCH, SF.time, *START)
    assert found(length, launch, read("zh", LANDING, SF.time, "2018-06-03T12:59:00Z", "Minute")) == []


def test_finest_telling_of_a_time_counts() -> None:
    length = read("zh", FLIGHT, SF.duration, "P168DT5H18M")
    launch = read("zh", LAUNCH, SF.time, *START)
    day = read("zh", LANDING, SF.time, "2018-06-01")
    minute = read("zh", LANDING, SF.time, "2018-06-03T12:39:00Z", "Minute")
    assert found(length, launch, day, minute) == []


def test_duration_of_an_event_against_its_end() -> None:
    event = expand("id:conference")
    begin, end = read("zh", event, SF.time, "2017-06-05"), read("zh", event, SF.endTime, "2017-06-09")
    assert found(begin, end, read("zh", event, SF.duration, "P4D")) == []
    assert len(found(begin, end, read("zh", event, SF.duration, "P10D"))) == 1


DOCKING, UNDOCKING = expand("id:x-docking"), expand("id:x-undocking")
BOTH = {FLIGHT: {SF.Launch: [LAUNCH], SF.Docking: [DOCKING], SF.Undocking: [UNDOCKING]}}


@pytest.mark.parametrize(
    ("stated", "first", "last"),
    [(SF.dockedDuration, DOCKING, UNDOCKING), (SF.rendezvousDuration, LAUNCH, DOCKING)],
)
def test_docked_time_and_rendezvous(stated: NamedNode, first: NamedNode, last: NamedNode) -> None:
    begin = read("zh", first, SF.time, "2017-12-19T08:39:00Z", "Minute")
    end = read("zh", last, SF.time, "2017-12-19T10:39:00Z", "Minute")
    two, three = read("zh", FLIGHT, stated, "PT2H"), read("zh", FLIGHT, stated, "PT3H")
    assert mismatches([two, begin, end], BOTH) == []
    assert mismatches([three, begin, end], BOTH) == [Mismatch(three.claim, begin.claim, end.claim)]


def test_flight_with_two_launches_has_no_length_to_check() -> None:
    """Nobody knows which of them the document counts from."""
    length = read("zh", FLIGHT, SF.duration, "P168D")
    told = [length, read("zh", LAUNCH, SF.time, *START), read("zh", LANDING, SF.time, "2017-12-18")]
    other = expand("id:x-second")
    assert len(mismatches(told, EVENTS)) == 1
    assert mismatches(told, {FLIGHT: {SF.Launch: [LAUNCH, other], SF.Landing: [LANDING]}}) == []
    assert mismatches(told, {FLIGHT: {SF.Launch: [LAUNCH], SF.Landing: [LANDING, other]}}) == []
    assert mismatches(told, {FLIGHT: {SF.Launch: [LAUNCH]}}) == []


def test_flight_is_no_event_with_an_end_of_its_own() -> None:
    """A flight lasts from launch to landing, whatever else is told of it."""
    begin, end = read("zh", FLIGHT, SF.time, "2017-12-17"), read("zh", FLIGHT, SF.endTime, "2017-12-18")
    assert found(begin, end, read("zh", FLIGHT, SF.duration, "P168D")) == []


def test_offset_from_another_event() -> None:
    event = expand("id:x-cutoff")
    base = Read(replace(read("zh", event, SF.offsetFrom, "P1D").claim, object=LAUNCH), values.entity(LAUNCH.value))
    text = Read(replace(base.claim, object=Literal("the launch")), values.read("the launch", XSD.string.value))
    start, end = read("zh", LAUNCH, SF.time, *START), read("zh", event, SF.time, "2017-12-17T07:30:00Z", "Minute")
    nine, ten = read("zh", event, SF.offset, "PT9M"), read("zh", event, SF.offset, "PT12M")
    assert found(base, text, start, end, nine) == []
    assert found(base, text, start, end, ten) == [Mismatch(ten.claim, start.claim, end.claim)]
    assert found(start, end, ten) == []


def test_what_does_not_fit_is_told_in_the_order_of_its_claims() -> None:
    event = expand("id:x-test")
    end = read("zh", LANDING, SF.time, "2017-12-18T07:21:00Z", "Minute")
    claims = [read("zh", FLIGHT, SF.duration, "P168D"), read("zh", LAUNCH, SF.time, *START), end]
    claims += [read("zh", event, SF.duration, "P2D"), read("zh", event, SF.time, "2017-12-17")]
    claims += [read("zh", event, SF.endTime, "2017-12-30"), read("de", event, SF.duration, "P2D")]
    claims += [read("de", event, SF.time, "2017-12-17"), read("de", event, SF.endTime, "2017-12-30")]
    names = [m.length.iri.value.rsplit("/")[-1] for m in found(*claims)]
    assert names == ["de-x-test-duration", "zh-x-duration", "zh-x-test-duration"]
    assert found(*reversed(claims)) == found(*claims)


def test_of_equally_exact_tellings_the_first_by_name_counts() -> None:
    first, second = (
        Read(replace(one.claim, iri=expand(f"claim:{name}")), one.value)
        for name, one in (
            ("a", read("zh", LANDING, SF.time, "2017-12-18T07:21:00Z", "Minute")),
            ("b", read("zh", LANDING, SF.time, "2017-12-20T07:21:00Z", "Minute")),
        )
    )
    length, start = read("zh", FLIGHT, SF.duration, "P1D"), read("zh", LAUNCH, SF.time, *START)
    assert found(length, start, second, first) == []
    assert found(length, start, second) == [Mismatch(length.claim, start.claim, second.claim)]


def test_clock_time_of_an_unknown_zone_reckons_nothing() -> None:
    length, start = read("zh", FLIGHT, SF.duration, "PT1H"), read("zh", LAUNCH, SF.time, *START)
    assert found(length, start, read("zh", LANDING, SF.time, "2017-12-30T07:21:00", "Minute")) == []
    assert len(found(length, start, read("zh", LANDING, SF.time, "2017-12-30"))) == 1


def test_distance_is_from_the_nearest_to_the_farthest_that_both_allow() -> None:
    begin, end = values.Quantity("length", 10, 13, 11, 12), values.Quantity("length", 20, 24, 21, 23)
    assert distance(begin, end) == values.Duration("duration", 7, 14, 9, 12)


def test_our_own_data(real_store: Store) -> None:
    disputes = {q.subject for q in real_store.quads_for_pattern(None, SF.disputeCause, SF.Arithmetic, None)}
    assert disputes == {
        expand("dispute:zh-wikipedia-soyuz-ms-07--soyuz-ms-07--duration"),
    }


def test_ruling_on_one_of_its_claims_settles_it(real_store: Store) -> None:
    dispute = expand("dispute:zh-wikipedia-soyuz-ms-07--soyuz-ms-07--duration")
    assert [q.object for q in real_store.quads_for_pattern(dispute, SF.basis, None, None)] == [SF.Ruling]
