"""A document's own times and lengths: those that cannot all be true are told, others are not."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve.arithmetic import Mismatch, mismatches
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


@pytest.mark.parametrize(("cutoff", "fits"), [("10:29:46", True), ("10:29:48", False), ("10:29:38", False)])
def test_decimal_minutes_reach_three_seconds_to_each_side(cutoff: str, fits: bool) -> None:
    """8.7 minutes after 10:21:01.127 are 10:29:43, give or take 3 s and what the words of the times leave open."""
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


def test_our_own_data(real_store: Store) -> None:
    disputes = {q.subject for q in real_store.quads_for_pattern(None, SF.disputeCause, SF.Arithmetic, None)}
    assert disputes == {
        # 10:29:48 is 8 min 47 s after 10:21:01.127, and the page says 8.7 minutes
        expand("dispute:russianspaceweb-soyuz-ms-07--soyuz-ms-07-third-stage-cutoff--offset"),
        expand("dispute:zh-wikipedia-soyuz-ms-07--soyuz-ms-07--duration"),
    }


def test_ruling_on_one_of_its_claims_settles_it(real_store: Store) -> None:
    dispute = expand("dispute:zh-wikipedia-soyuz-ms-07--soyuz-ms-07--duration")
    assert [q.object for q in real_store.quads_for_pattern(dispute, SF.basis, None, None)] == [SF.Ruling]
