"""Why the graph answers so, on a dispute that can be checked by hand."""

import pytest
from pyoxigraph import Store

from spaceflight_graph import explain
from spaceflight_graph.errors import NotFoundError


def test_every_claim_with_its_line_words_and_relation(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "one-landing", "time")
    assert found.answers == ("2001-01-12T12:39:00Z",)
    assert (found.basis, found.support, found.cause) == ("ruling", 2, "slip")
    assert [(v.document, v.line, v.stated_as, v.relation, v.rejected, v.ruling) for v in found.voices] == [
        ("alpha", 7, "12:39 UTC", "same", False, None),
        ("beta", 5, "12. Januar 2001, 12:39 UTC", "same", False, None),
        ("gamma", 2, "2001年1月12日 12:59 UTC", "conflicts", True, "A slip."),
    ]


def test_quantities_with_unit_and_approximation(small_store: Store) -> None:
    (found,) = explain.explain(small_store, "Craft of One", "mass")
    assert found.answers == ("7220 KiloGM",)
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


def test_what_nobody_states(small_store: Store) -> None:
    with pytest.raises(NotFoundError, match=r"no document states sf:apogee of id:one\. Fix: they state cosparId"):
        explain.explain(small_store, "one", "apogee")
    with pytest.raises(NotFoundError, match="no Thing is called 'nowhere'"):
        explain.explain(small_store, "nowhere")
