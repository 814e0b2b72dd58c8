"""Why the graph answers so, on a dispute that can be checked by hand."""

import pytest
from pyoxigraph import Store

from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.query import explain


def test_every_claim_with_its_line_words_and_relation(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "one-landing", "time")
    assert found.answers == ("2001-01-12T12:39:00Z",)
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
    assert found.answers == ("about 7220 KiloGM",)
    assert [(v.value, v.stated_as) for v in found.voices] == [("about 7220 KiloGM", "~7,220 kg")]


def test_all_properties_of_a_thing(small_store: Store) -> None:
    found = explain.explain(small_store, "一号")
    assert {"sf:cosparId", "sf:duration", "sf:launchVehicle", "sf:launchVehicleModel", "sf:spacecraft"} <= {
        e.property for e in found
    }


def test_text_says_it_all(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "one-landing", "distanceFromReference")
    text = explain.text(found)
    for part in ("147 KiloM", "156 km", "tie-break", "✗ conflicts", "beta", "disputed, cause: unknown"):
        assert part in text


def test_arithmetic_is_shown_with_its_rivals_and_its_ruling(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "soyuz-ms-07", "duration")
    assert (found.basis, [(d.cause, d.basis) for d in found.disputes]) == ("unanimity", [("arithmetic", "ruling")])
    text = explain.text(found)
    assert "  disputed, cause: arithmetic, settled by: ruling\n  ruling on claim:zh-wikipedia" in text
    rivals = [(v.of, v.value, v.line) for v in found.voices if v.relation == explain.APART]
    assert rivals == [
        ("Launch of Soyuz MS-07: time", "2017-12-17T07:21:00Z", 60),
        ("Landing of Soyuz MS-07: time", "2018-06-03T12:59:00Z", 77),
    ]
    assert "≠ does not add up  Landing of Soyuz MS-07: time: 2018-06-03T12:59:00Z" in text


def test_claims_behind_a_derived_answer_say_what_they_are_of(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "soyuz-ms-07-fairing-separation", "notBefore")
    assert "Launch of Soyuz MS-07: time" in {voice.of for voice in found.voices}
    assert found.disputes == ()


def test_plans_are_shown_as_plans(real_store: Store) -> None:
    (found,) = explain.explain(real_store, "angara-a3", "replaces")
    assert found.answers == ("Soyuz-U (planned, as of 2017-02-22)",)
    assert [voice.value for voice in found.voices] == ["Soyuz-U (planned, as of 2017-02-22)"]


def test_what_nobody_states(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"no document states sf:apogee of id:one\. Fix: they state cosparId"):
        explain.explain(small_store, "one", "apogee")
    with pytest.raises(NotFoundError, match="no Thing is called 'nowhere'"):
        explain.explain(small_store, "nowhere")


def test_what_a_document_says_does_nothing_to_who_reads_it() -> None:
    evil = "::error::\x1b[2J\u202e\nx"
    voice = explain.Voice(evil, evil, evil, evil, evil, 1, evil, rejected=False, ruling=evil)
    contest = explain.Contest(evil, evil, (evil,), (evil,))
    told = explain.Explanation(evil, evil, evil, evil, (evil,), evil, 2, (contest,), (voice,))
    lines = explain.text(told).split("\n")
    assert len(lines) == 9
    assert all(line.isprintable() and not line.lstrip().startswith("::") for line in lines)
    assert lines[1] == r"  answer: ::error::\x1b[2J\u202e\nx"
