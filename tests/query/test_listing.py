"""All of a class, in order of time; and the classes there are."""

from collections.abc import Callable

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.query import listing, lookup


def test_things_of_a_class_and_of_those_below_it_in_order_of_time(small_store: Store) -> None:
    found = listing.things(small_store, "Event")
    assert [one.slug for one in found] == [
        "one-launch", "one-docking", "town-meeting", "eva-1", "nasa-selection", "one-recovery", "one-undocking",
        "one-landing", "two-launch", "two-docking", "station-valve-failure",
    ]  # fmt: skip
    first = found[0]
    assert (first.label, first.kind, first.when) == ("Launch of One", "launch", "2 Jan 2001, 00:04:05 UTC")
    assert first.time
    assert (first.time.value, first.iri) == ("2001-01-02T00:04:05Z", "https://w3id.org/spaceflight/id/one-launch")


def test_a_flight_has_the_time_of_its_launch(small_store: Store) -> None:
    found = listing.things(small_store, "Raumflug", language="de")
    assert [(one.slug, one.label, one.kind) for one in found] == [
        ("one", "Eins", "bemannter Raumflug"), ("two", "Zwei", "Frachtflug"),
    ]  # fmt: skip
    assert [one.when for one in found] == ["2. Jan. 2001, 00:04:05 UTC", "8. Feb. 2001"]


def test_what_has_no_time_stands_last_by_its_label(small_store: Store) -> None:
    assert [(one.slug, one.time, one.when) for one in listing.things(small_store, "persons")] == [
        ("ann-lee", None, ""), ("bo-roth", None, ""), ("cy-tan", None, ""),
    ]  # fmt: skip


def test_so_many_at_most(small_store: Store) -> None:
    assert [one.slug for one in listing.things(small_store, "Event", limit=2)] == ["one-launch", "one-docking"]


def timed(graph: Callable[..., Store], **times: str) -> list[tuple[str, str]]:
    facts = "".join(
        f"id:{slug} a sf:Event ; rdfs:label '{slug}'@en ; {prop} {value} ; {link} claim:{slug}{at} ."
        f" claim:{slug}{at} rdf:object {value} ."
        for slug, told in times.items()
        for at, one in enumerate(told.split(" | "))
        for prop, value in [one.split(" ", 1)]
        for link in [prop.replace("sf:", "sfp:")]
    )
    ontology = "sf:Event a owl:Class ; rdfs:label 'event'@en ."
    return [(one.slug, one.when) for one in listing.things(graph(ontology=ontology, facts=facts), "Event")]


def test_order_is_of_moments_and_not_of_letters(graph: Callable[..., Store]) -> None:
    assert timed(
        graph,
        c='sf:time "2001-01-02T01:00:00+03:00"^^xsd:dateTime',
        b='sf:time "2001-01-01T23:00:00Z"^^xsd:dateTime',
        a='sf:time "2001"^^xsd:gYear',
    ) == [("a", "2001"), ("c", "2 Jan 2001, 01:00:00 UTC+3"), ("b", "1 Jan 2001, 23:00:00 UTC")]


def test_a_plan_is_told_where_nothing_has_happened_and_there_is_but_one(graph: Callable[..., Store]) -> None:
    assert timed(
        graph,
        planned='sf:plannedTime "2030"^^xsd:gYear',
        twice='sf:plannedTime "2031"^^xsd:gYear | sf:plannedTime "2032"^^xsd:gYear',
        done='sf:plannedTime "2030"^^xsd:gYear | sf:time "2029"^^xsd:gYear',
    ) == [("done", "2029"), ("planned", "2030 (planned)"), ("twice", "")]


def test_classes_count_all_below_them_the_largest_first(small_store: Store) -> None:
    found = listing.classes(small_store, language="de")
    assert (found[0].slug, found[0].label, found[0].count) == ("Event", "Ereignis", 11)
    counts = {one.slug: one.count for one in found}
    assert (counts["Spaceflight"], counts["CrewedFlight"], counts["CargoFlight"]) == (2, 1, 1)
    assert [one.count for one in found] == sorted(counts.values(), reverse=True)
    assert found[0].iri == "https://w3id.org/spaceflight/ontology#Event"
    for one in found:
        assert one.count == len(listing.things(small_store, one.slug)), one.slug


@pytest.mark.parametrize(
    "name",
    [
        "Spaceflight",
        "sf:Spaceflight",
        "spaceflights",
        "Raumflug",
        "航天飞行",
        "https://w3id.org/spaceflight/ontology#Spaceflight",
    ],
)
def test_a_class_by_any_name(small_store: Store, name: str) -> None:
    assert lookup.find_class(small_store, name).value.endswith("#Spaceflight")


def test_plurals(small_store: Store) -> None:
    found = {name: lookup.find_class(small_store, name).value.rpartition("#")[2] for name in ("cities", "launches")}
    assert found == {"cities": "City", "launches": "Launch"}


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Spaceflght", "no Class is called 'Spaceflght'. Fix: take one of Spaceflight (spaceflight)"),
        ("qqq", "no Class is called 'qqq'. Fix: `spaceflight list` lists the classes."),
        ("ann-lee", "id:ann-lee is no Class, but a sf:Person. Fix:"),
    ],
)
def test_no_class(small_store: Store, name: str, part: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        listing.things(small_store, name)
    assert str(caught.value).startswith(part)
