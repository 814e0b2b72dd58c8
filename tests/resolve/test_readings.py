"""How claims and facts read: in every language, with every caveat, and only what people write in a way of their own."""

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import RDFS, SF, XSD, expand
from spaceflight_graph.resolve import readings
from spaceflight_graph.resolve.choose import Chosen
from spaceflight_graph.values import read as read_value

X, WHEN = expand("id:x"), Literal("2018-06-03T12:15:00+03:00", datatype=XSD.dateTime)
LATER = Literal("2018-06-03T12:17:00+03:00", datatype=XSD.dateTime)
FACT = expand("fact:x--time")


def claim(value: NamedNode | Literal, **caveats: object) -> Claim:
    return Claim(expand("claim:a"), X, SF.time, value, expand("doc:a"), 1, **caveats)  # type: ignore[arg-type]


def texts(*words: str) -> list[Literal]:
    return [Literal(text, language=code) for text, code in zip(words, ("en", "de", "ru", "zh"), strict=True)]


def test_a_claim_reads_as_its_document_has_it_and_a_fact_in_utc() -> None:
    window = claim(WHEN, precision="Minute", window_end=LATER)
    of_claim, of_fact = list(readings.of_claim(window)), list(readings.of_fact(FACT, window))
    assert of_claim == [
        Triple(window.iri, SF.reads, text)
        for text in texts(
            "3 Jun 2018, 12:15–12:17 UTC+3",
            "3. Juni 2018, 12:15–12:17 UTC+3",
            "3 июн. 2018 г., 12:15–12:17 UTC+3",
            "2018年6月3日 12:15–12:17 UTC+3",
        )
    ]
    assert of_fact == [
        Triple(FACT, SF.reads, text)
        for text in texts(
            "3 Jun 2018, 09:15–09:17 UTC",
            "3. Juni 2018, 09:15–09:17 UTC",
            "3 июн. 2018 г., 09:15–09:17 UTC",
            "2018年6月3日 09:15–09:17 UTC",
        )
    ]


def test_every_caveat_is_told() -> None:
    mass = claim(Literal(7220), unit=expand("unit:KiloGM"), approximation="About")
    assert [t.object for t in readings.of_fact(FACT, mass)] == texts(
        "about 7,220 kg", "etwa 7.220 kg", "около 7\xa0220 кг", "约7,220千克"
    )
    money = claim(Literal(350), unit=expand("cur:EUR"))
    assert [t.object for t in readings.of_claim(money)] == texts("350 EUR", "350 EUR", "350 EUR", "350欧元")
    decade = claim(Literal("2020", datatype=XSD.gYear), precision="Decade")
    assert [t.object for t in readings.of_claim(decade)] == texts(
        "the 2020s", "2020er-Jahre", "2020-е годы", "2020年代"
    )
    told = [t.object for t in readings.of_derived(FACT, Literal("PT53H25M", datatype=XSD.dayTimeDuration))]
    assert told == texts("53 h 25 min", "53 h 25 min", "53 ч 25 мин", "53小时25分钟")


def fact(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> Chosen:
    made = Claim(expand("claim:a"), expand(subject), predicate, value, expand("doc:a"), 1, unit=expand("unit:KiloM"))
    return Chosen(made, read_value("1", str(XSD.integer.value)), (made,), 1, SF.Stated)


def lies(*facts: Chosen, distance: NamedNode = SF.distanceFromReference) -> list[str]:
    """Return how the distance of id:x reads, in English and in Chinese, with what else is told."""
    town = expand("id:town")
    named = [Triple(town, RDFS.label, Literal(text, language=code)) for text, code in (("Stadt", "de"), ("Town", "en"))]
    named += [
        Triple(town, RDFS.label, Literal("Burg", language="de")),
        Triple(town, SF.partOf, X),
        Triple(X, RDFS.label, Literal("X", language="en")),
    ]
    whole = fact("id:x", distance, Literal(147))
    seen_from = readings.references([*facts, whole], named)[X, distance]
    told = readings.of_fact(FACT, whole.claim, seen_from)
    return [t.object.value for t in told if isinstance(t.object, Literal) and t.object.language in ("de", "zh")]


PLACE, SOUTH_EAST = (
    fact("id:x", SF.referencePlace, expand("id:town")),
    fact("id:x", SF.bearingFromReference, expand("sf:SE")),
)


def test_a_distance_reads_with_what_it_is_measured_from() -> None:
    assert lies() == ["147 km", "147千米"]
    assert lies(PLACE) == ["147 km von Stadt", "距Town147千米"]
    assert lies(SOUTH_EAST) == ["147 km südöstlich", "东南147千米"]
    assert lies(PLACE, SOUTH_EAST) == ["147 km südöstlich von Stadt", "Town东南147千米"]


def test_a_bearing_counts_where_it_is_the_only_one_of_its_kind() -> None:
    north = fact("id:x", SF.bearingFromReference, expand("sf:N"))
    assert lies(PLACE, SOUTH_EAST, north) == ["147 km von Stadt", "距Town147千米"]
    planned = SF.plannedDistanceFromReference
    assert lies(PLACE, SOUTH_EAST, distance=planned) == ["147 km von Stadt", "距Town147千米"]
    to_be = fact("id:x", SF.plannedBearingFromReference, expand("sf:N"))
    assert lies(PLACE, SOUTH_EAST, to_be, distance=planned) == ["147 km nördlich von Stadt", "Town北147千米"]
    elsewhere = fact("id:y", SF.bearingFromReference, expand("sf:N"))
    assert lies(PLACE, elsewhere) == ["147 km von Stadt", "距Town147千米"]


def test_a_place_has_the_label_of_any_language_where_its_own_and_the_english_one_are_missing() -> None:
    seen_from = readings.Reference(None, {"ru": "Б", "fr": "A"})
    told = [
        t.object for t in readings.of_fact(FACT, fact("id:x", SF.distanceFromReference, Literal(1)).claim, seen_from)
    ]
    assert told == texts("1 km from A", "1 km von A", "1 км от г. Б", "距A1千米")


def test_a_place_without_a_label_is_not_told() -> None:
    assert lies(fact("id:x", SF.referencePlace, expand("id:unnamed"))) == ["147 km", "147千米"]


@pytest.mark.parametrize("value", [X, Literal("737"), Literal("ja", language="de"), Literal(True)])
def test_what_has_no_reading(value: NamedNode | Literal) -> None:
    assert [*readings.of_claim(claim(value)), *readings.of_fact(FACT, claim(value))] == []
    assert list(readings.of_derived(FACT, value)) == []


def test_the_graph_reads(real_store: Store) -> None:
    """As told, not as the store spells it, which makes days of hours."""
    asked = f"SELECT ?text {{ ?fact {SF.reads} ?text ; a {SF.Fact} FILTER(LANG(?text) = 'en') }}"
    found = {row[0].value for row in real_store.query(asked, use_default_graph_as_union=True)}  # type: ignore[union-attr]
    assert {
        "53 h 25 min",
        "about 7,220 kg",
        "156 km SE of Zhezkazgan",
        "the 2020s",
        "8.7 min",
        "19.5 billion USD",
        "about 2033",
    } <= found
