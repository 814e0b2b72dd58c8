"""Who is aboard from when to when, on flights small enough to see."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import RDF, SF, XSD, expand
from spaceflight_graph.resolve import choose, days
from spaceflight_graph.resolve.graph import grouped
from spaceflight_graph.resolve.lookups import Links, lookups
from spaceflight_graph.resolve.presence import Events, Moment, Presence, presences
from spaceflight_graph.values import Time

FLIGHT, STATION, ANN = expand("id:one"), expand("id:station"), expand("id:ann")
KINDS = {
    expand(f"id:{name}"): kind
    for name, kind in {
        "docking": SF.Docking, "launch": SF.Launch, "undocking": SF.Undocking, "landing": SF.Landing, "stay": SF.Stay,
        "crew": SF.CrewAssignment, "abort": SF.Abort, "walk": SF.Spacewalk, "own-stay": SF.Stay,
        "other": SF.Launch, "arrival": expand("sf:Arrival"),
    }.items()
}  # fmt: skip
OF_NO_FLIGHT = ("walk", "own-stay", "other", "arrival")


def said(name: str, predicate: NamedNode, value: str, near: str | None = None, *, planned: bool = False) -> Claim:
    claim = expand(f"claim:{name}-{predicate.value.rsplit('#')[-1]}")
    if ":" in value and not value[0].isdigit():
        told: NamedNode | Literal = expand(value)
    elif value.startswith("P"):
        told = Literal(value, datatype=XSD.dayTimeDuration)
    else:
        told = Literal(value, datatype={7: XSD.gYearMonth, 10: XSD.date}.get(len(value), XSD.dateTime))
    return Claim(
        claim, expand(f"id:{name}"), predicate, told, expand("doc:a"), 1, approximation=near, planned=planned
    )  # fmt: skip


CREW = (said("crew", SF.crew, "sf:PrimaryCrew"), said("crew", SF.person, "id:ann"))
THERE = said("one", SF.destination, "id:station")
LAUNCHED, LANDED = said("launch", SF.time, "2017-01-01"), said("landing", SF.time, "2017-01-21")
STAYS = (said("stay", SF.participant, "id:ann"), said("stay", SF.station, "id:station"))
OWN = (said("own-stay", SF.participant, "id:ann"), said("own-stay", SF.station, "id:station"))


def chosen(*claims: Claim) -> tuple[choose.Facts, Events, dict[NamedNode, NamedNode]]:
    """Return what was chosen from claims, the events of the flight, and the kind of each of those told of."""
    told = {claim.subject for claim in claims}
    events: dict[NamedNode, list[NamedNode]] = {}
    for event, kind in KINDS.items():
        if event in told and event.value.rsplit("/", 1)[1] not in OF_NO_FLIGHT:
            events.setdefault(kind, []).append(event)
    links = {SF.destination, SF.participant, SF.station, SF.person, SF.crew, SF.encompasses, SF.follows}
    context = choose.Context(functional={SF.time, SF.endTime, SF.duration, SF.person, SF.crew}, links=links)
    facts = choose.by_property(fact for group in grouped(claims) for fact in choose.resolve(group, context)[0])
    kinds = {event: kind for event, kind in KINDS.items() if event in told}
    return facts, {FLIGHT: events}, kinds


def found(*claims: Claim) -> list[Presence]:
    return list(presences(*chosen(*claims)))


def told(moment: Moment | None) -> str:
    """Return a moment as one word: its time, its caveats, and ? for a plan."""
    if moment is None:
        return ""
    return f"{moment.approximation or ''}{moment.time.value}{'?' if moment.planned else ''}"


def stay(*claims: Claim) -> tuple[str, str]:
    """Return since and until of the only presence."""
    (only,) = found(*claims)
    assert (only.person, only.station) == (ANN, STATION)
    return told(only.since), told(only.until)


DOCKED = said("docking", SF.time, "2017-01-03T08:39:00Z")
UNDOCKED = said("undocking", SF.time, "2017-01-20T09:16:00Z")
LASTED = said("stay", SF.duration, "P17D")
WITHIN = (said("own-stay", SF.encompasses, "id:other"), said("other", SF.time, "2017-01-05"))


@pytest.mark.parametrize(
    ("claims", "since", "until"),
    [
        ([LAUNCHED, DOCKED, UNDOCKED, LANDED], "2017-01-03T08:39:00Z", "2017-01-20T09:16:00Z"),
        ([LAUNCHED, LANDED], "AtLeast2017-01-01", "UpTo2017-01-21"),
        ([LAUNCHED], "AtLeast2017-01-01", ""),
        ([LANDED], "UpTo2017-01-21", ""),
        ([LANDED, *STAYS, LASTED], "About2017-01-04", "UpTo2017-01-21"),
        ([LAUNCHED, *STAYS, LASTED], "AtLeast2017-01-01", "About2017-01-18"),
        ([LAUNCHED, *STAYS, said("stay", SF.plannedDuration, "P17D")], "AtLeast2017-01-01", "About2017-01-18?"),
        ([LAUNCHED, *STAYS, LASTED, said("stay", SF.plannedDuration, "P5D")], "AtLeast2017-01-01", "About2017-01-18"),
        ([LAUNCHED, LANDED, *STAYS, LASTED], "AtLeast2017-01-01", "UpTo2017-01-21"),
        ([said("landing", SF.time, "2017-01"), *STAYS, LASTED], "UpTo2017-01", ""),
        ([LAUNCHED, LANDED, *STAYS, said("stay", SF.time, "2017-01-02")], "2017-01-02", "UpTo2017-01-21"),
        ([LAUNCHED, LANDED, *STAYS, said("stay", SF.endTime, "2017-01-19")], "AtLeast2017-01-01", "2017-01-19"),
        ([LAUNCHED, said("landing", SF.plannedTime, "2017-02-01")], "AtLeast2017-01-01", "2017-02-01?"),
        (
            [LAUNCHED, said("undocking", SF.plannedTime, "2017-03"), said("landing", SF.plannedTime, "2017-02-01")],
            "AtLeast2017-01-01", "2017-03?",
        ),
        ([LAUNCHED, *STAYS, said("stay", SF.plannedEndTime, "2017-02")], "AtLeast2017-01-01", "2017-02?"),
        ([LAUNCHED, said("landing", SF.time, "2017-01-21", "About")], "AtLeast2017-01-01", "About2017-01-21"),
    ],
)  # fmt: skip
def test_stay_of_a_flight(claims: list[Claim], since: str, until: str) -> None:
    assert stay(*CREW, THERE, *claims) == (since, until)


def test_days_run_to_the_end_of_a_month_that_is_the_last_plan() -> None:
    (only,) = found(*CREW, THERE, LAUNCHED, said("landing", SF.plannedTime, "2017-02"))
    assert [next(days.named(day, day)).value for day in only.days] == ["2017-01-01", "2017-02-28"]
    (open_,) = found(*CREW, THERE, LAUNCHED)
    assert open_.days[0] == open_.days[1]
    (turned,) = found(*CREW, THERE, LAUNCHED, said("landing", SF.time, "2016-12-01"))
    assert turned.days[0] == turned.days[1]


def test_stay_without_a_flight_lasts_at_least_from_its_first_to_its_last_event() -> None:
    assert stay(*OWN, *WITHIN) == ("UpTo2017-01-05", "AtLeast2017-01-05")
    later = (said("own-stay", SF.encompasses, "id:arrival"), said("arrival", SF.follows, "id:launch"))
    later = (replace(later[0], iri=expand("claim:later"), planned=True), later[1])
    (only,) = found(*OWN, *WITHIN, *later, said("launch", SF.plannedTime, "2017-01-09"))
    assert (told(only.since), told(only.until)) == ("UpTo2017-01-05", "AtLeast2017-01-09?")
    assert {claim.iri for claim in only.until.claims} == {  # type: ignore[union-attr]
        expand("claim:later"), expand("claim:launch-plannedTime")
    }  # fmt: skip


def test_event_that_was_only_planned_begins_no_stay() -> None:
    assert found(*OWN, said("own-stay", SF.encompasses, "id:other"), said("other", SF.plannedTime, "2017-01-05")) == []
    assert found(*CREW, THERE, said("landing", SF.plannedTime, "2017-01-05")) == []
    assert found(*CREW, THERE) == []


def test_who_was_only_planned_to_is_not_aboard() -> None:
    crew, person = CREW
    assert found(crew, replace(person, planned=True), THERE, LAUNCHED, LANDED) == []
    walk = (said("walk", SF.station, "id:station"), said("walk", SF.time, "2017-01-05"))
    assert found(*walk, said("walk", SF.participant, "id:ann", planned=True)) == []
    assert len(found(*walk, said("walk", SF.participant, "id:ann"))) == 1


def test_aborted_flight_reaches_no_station_unless_it_docks() -> None:
    abort = said("abort", SF.time, "2017-01-01")
    assert found(*CREW, THERE, LAUNCHED, abort) == []
    assert len(found(*CREW, THERE, LAUNCHED, abort, DOCKED)) == 1


def test_only_the_primary_crew_is_aboard_and_only_where_a_station_is_told() -> None:
    backup = (said("crew", SF.crew, "sf:BackupCrew"), said("crew", SF.person, "id:ann"))
    assert found(*backup, THERE, LAUNCHED) == []
    assert found(*CREW, LAUNCHED) == []
    at_docking = said("docking", SF.station, "id:station")
    assert stay(*CREW, at_docking, DOCKED) == ("2017-01-03T08:39:00Z", "")


def test_who_takes_part_in_a_spacewalk_is_aboard_that_day() -> None:
    walk = (said("walk", SF.participant, "id:ann"), said("walk", SF.station, "id:station"))
    assert stay(*walk, said("walk", SF.time, "2017-01-06")) == ("2017-01-06", "2017-01-06")
    assert found(*walk) == []


def test_presence_rests_on_the_claims_of_crew_and_stay() -> None:
    (only,) = found(*CREW, THERE, LAUNCHED, *STAYS)
    assert only.occasion == FLIGHT
    assert set(only.claims) == {CREW[1], STAYS[0]}
    assert only.since.claims == (LAUNCHED,)


def test_window_of_an_end_stands_beside_it() -> None:
    end = Literal("2017-01-23", datatype=XSD.date)
    claims = (*CREW, THERE, LAUNCHED, replace(LANDED, window_end=end))
    (only,) = found(*claims)
    assert (only.since.window_end, only.until and only.until.window_end) == (None, end)
    facts, flights, kinds = chosen(*claims)
    entities = [Triple(event, RDF.type, kind) for event, kind in kinds.items()]
    told = set(lookups(entities, [], [], facts, [], flights, [only], [], Links(())))
    presence = expand("presence:ann--station--one")
    assert {t.object for t in told if t.predicate == SF.windowEnd} == {end}
    assert Triple(presence, expand("sfp:untilWindowEnd"), end) in told


def test_moment_denotes_what_it_tells() -> None:
    """The window that an end is planned for counts, and what lasts at least so long has no last moment."""
    window = Literal("2017-01-22T10:00:00Z", datatype=XSD.dateTime)
    plan = replace(said("undocking", SF.plannedTime, "2017-01-20T09:16:00Z"), precision="Minute", window_end=window)
    (only,) = found(*CREW, THERE, DOCKED, plan)
    assert only.until is not None
    assert isinstance(only.until.value, Time)
    assert (only.until.value.not_before, only.until.value.not_after) == ("2017-01-20T09:16:00Z", "2017-01-22T10:00:59Z")
    (only,) = found(*OWN, *WITHIN)
    assert isinstance(only.since.value, Time)
    assert (only.since.value.not_before, only.since.value.not_after) == (None, "2017-01-06T11:59:59Z")
