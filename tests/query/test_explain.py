"""Why the graph answers so, on a dispute that can be checked by hand."""

from dataclasses import replace

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.query import explain
from spaceflight_graph.query.told import Told


def test_every_claim_with_its_line_words_and_relation(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "one-landing", "time")
    assert found.answers == (
        Told("2001-01-12T12:39:00Z", "xsd:dateTime", precision="Minute", reads="12 Jan 2001, 12:39 UTC"),
    )
    assert (found.basis, found.support) == ("ruling", 2)
    assert [(d.cause, d.basis, len(d.claims), d.rulings) for d in found.disputes] == [
        ("slip", "ruling", 3, ("A slip.",))
    ]
    assert [(v.document, v.line, v.stated_as, v.relation, v.rejected, v.ruling) for v in found.voices] == [
        ("alpha", 7, "12:39 UTC", "same", False, None),
        ("beta", 5, "12. Januar 2001, 12:39 UTC", "same", False, None),
        ("gamma", 2, "2001年1月12日 12:59 UTC", "conflicts", True, "A slip."),
    ]


def test_quantities_with_unit_and_approximation(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "Craft of One", "mass")
    answer = Told("7220", "xsd:decimal", "unit:KiloGM", approximation="About", reads="about 7,220 kg")
    assert found.answers == (answer,)
    assert [(v.value, v.stated_as) for v in found.voices] == [(replace(answer, datatype="xsd:integer"), "~7,220 kg")]
    (found,) = explain.explain(small_store, "Craft of One", "mass", "de")
    assert (found.property_label, found.basis) == ("Masse", "einziger Wert")
    assert [value.reads for value in (*found.answers, found.voices[0].value)] == ["etwa 7.220 kg"] * 2


def test_all_properties_of_a_thing(small_store: Store) -> None:
    found = explain.explain(small_store, "一号")
    assert {"sf:cosparId", "sf:duration", "sf:launchVehicle", "sf:launchVehicleModel", "sf:spacecraft"} <= {
        e.property for e in found
    }


def test_text_says_it_all(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "one-landing", "distanceFromReference")
    text = explain.text(found)
    for part in ("147 km", "156 km", "tie-break", "✗ conflicts", "beta", "disputed, cause: unknown"):
        assert part in text


def test_arithmetic_is_shown_with_its_rivals_and_its_ruling(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "soyuz-ms-07", "duration")
    assert (found.basis, [(d.cause, d.basis) for d in found.disputes]) == ("unanimity", [("arithmetic", "ruling")])
    text = explain.text(found)
    assert "  disputed, cause: arithmetic, settled by: ruling\n  ruling on claim:zh-wikipedia" in text
    rivals = [(v.of, v.value.reads, v.line) for v in found.voices if v.apart]
    assert rivals == [
        ("Launch of Soyuz MS-07: time", "17 Dec 2017, 07:21 UTC", 60),
        ("Landing of Soyuz MS-07: time", "3 Jun 2018, 12:59 UTC", 77),
    ]
    assert "≠ does not add up  Landing of Soyuz MS-07: time: 3 Jun 2018, 12:59 UTC" in text


def test_claims_behind_a_derived_answer_say_what_they_are_of(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "soyuz-ms-07-fairing-separation", "notBefore")
    assert "Launch of Soyuz MS-07: time" in {voice.of for voice in found.voices}
    assert found.disputes == ()


def test_plans_are_shown_as_plans(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "angara-a3", "replaces")
    wanted = Told("id:soyuz-u", plan_current_at="2017-02-22", reads="Soyuz-U (planned, as of 22 Feb 2017)")
    assert [replace(value, planned=False) for value in (*found.answers, found.voices[0].value)] == [wanted] * 2


def test_where_something_lies(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "soyuz-ms-07-landing", "distanceFromReference")
    assert [answer.reads for answer in found.answers] == ["156 km SE of Zhezkazgan"]
    assert [voice.value.reads for voice in found.voices] == ["156 km", "147 km"]


def test_what_nobody_states(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"no document states sf:apogee of id:one\. Fix: they state cosparId"):
        explain.explain(small_store, "one", "apogee")
    with pytest.raises(NotFoundError, match="no Thing is called 'nowhere'"):
        explain.explain(small_store, "nowhere")


def test_what_a_document_says_does_nothing_to_who_reads_it() -> None:
    evil = "::error::\x1b[2J\u202e\nx"
    value = Told(evil, reads=evil)
    voice = explain.Voice(evil, evil, value, evil, evil, 1, evil, rejected=False, ruling=evil)
    contest = explain.Contest(evil, evil, (evil,), (evil,))
    told = explain.Explanation(evil, evil, evil, evil, (value,), evil, 2, (contest,), (voice,))
    for raw in (False, True):
        lines = explain.text(told, raw=raw).split("\n")
        assert len(lines) == 9
        assert all(line.isprintable() and not line.lstrip().startswith("::") for line in lines)
        assert lines[1] == r"  answer: ::error::\x1b[2J\u202e\nx"
