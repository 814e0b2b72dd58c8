"""How claims and facts read: in every language, with every caveat, and only what people write in a way of their own."""

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve import readings

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


@pytest.mark.parametrize("value", [X, Literal("737"), Literal("ja", language="de"), Literal(True)])
def test_what_has_no_reading(value: NamedNode | Literal) -> None:
    assert [*readings.of_claim(claim(value)), *readings.of_fact(FACT, claim(value))] == []
    assert list(readings.of_derived(FACT, value)) == []


def test_the_graph_reads(real_store: Store) -> None:
    """As told, not as the store spells it, which makes days of hours."""
    asked = f"SELECT ?text {{ ?fact {SF.reads} ?text ; a {SF.Fact} FILTER(LANG(?text) = 'en') }}"
    found = {row[0].value for row in real_store.query(asked, use_default_graph_as_union=True)}  # type: ignore[union-attr]
    assert {"53 h 25 min", "about 7,220 kg", "the 2020s", "8.7 min", "19.5 billion USD", "about 2033"} <= found
