"""What follows by arithmetic: ranges of events that are told by others, and lengths that nobody states."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import PROV, RDF, SF, TRUE, XSD, Term, expand
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.derive import plan_age
from spaceflight_graph.resolve.facts import fact_node
from spaceflight_graph.resolve.graph import derive

Edit = Callable[[str, str, str], Path]
ROOT = Path(__file__).parents[2]


def one(store: Store, subject: str, predicate: NamedNode) -> str | None:
    found = [q.object for q in store.quads_for_pattern(expand(subject), predicate, None, None)]
    assert len(found) <= 1
    return found[0].value if found else None  # type: ignore[union-attr]


def test_offset_after_another_event(real_store: Store) -> None:
    """The escape system goes slightly less than two minutes after 07:21:01.127; the fairing about 40 s later.

    "Less than two minutes" covers that minute too; "about 40 s" covers 36 to 44.
    """
    jettison = "id:soyuz-ms-07-escape-system-jettison"
    assert one(real_store, jettison, SF.notBefore) == "2017-12-17T07:21:01Z"
    assert one(real_store, jettison, SF.notAfter) == "2017-12-17T07:24:01Z"
    assert one(real_store, "id:soyuz-ms-07-fairing-separation", SF.notBefore) == "2017-12-17T07:21:37Z"
    assert one(real_store, jettison, SF.time) is None


def test_derived_facts_are_marked_and_rest_on_claims(real_store: Store) -> None:
    derived = [q.subject for q in real_store.quads_for_pattern(None, SF.basis, SF.Derived, None)]
    assert len(derived) > 20
    for fact in derived:
        assert list(real_store.quads_for_pattern(fact, PROV.wasDerivedFrom, None, None)), fact
        assert not list(real_store.quads_for_pattern(fact, SF.support, None, None)), fact


def test_duration_that_nobody_states(small_source: Path, edit: Edit) -> None:
    """Launch 00:04:05 UTC on 2 January, landing 12:39 UTC on 12 January: 10 days, 12 h 34 min, to the minute."""
    text = (small_source / "data/claims/alpha.ttl").read_text(encoding="utf-8")
    start = text.index("claim:alpha-L8-one-duration")
    claim = text[start : text.index("\n.\n", start) + 3]
    edit("claims/alpha.ttl", claim, "")
    graph = derive(layers.load(small_source))
    found = [q.object.value for q in graph.quads() if q.predicate == SF.duration and q.subject == expand("id:one")]  # type: ignore[union-attr]
    assert found == ["P10DT12H34M"]


def test_stated_duration_is_not_derived_again(small_store: Store) -> None:
    assert one(small_store, "id:one", SF.duration) == "P10D"


def test_days_without_a_zone_give_no_duration(real_store: Store) -> None:
    """Soyuz MS-05 was launched on 28 July 2017 as the chronicle tells, and no page tells more."""
    assert one(real_store, "id:soyuz-ms-05-launch", SF.time) == "2017-07-28"
    assert one(real_store, "id:soyuz-ms-05", SF.duration) is None


def test_age_of_a_plan(real_store: Store) -> None:
    """In 2014 the launch was projected for 30 November 2017; a caption of 15 December has the day on which it was."""
    plans = {
        one(real_store, f"fact:{q.subject.value.rsplit('/', 1)[1]}", RDF.object): q.object.value  # type: ignore[union-attr]
        for q in real_store.quads_for_pattern(None, SF.planAge, None, None)
        if list(real_store.quads_for_pattern(q.subject, RDF.subject, expand("id:soyuz-ms-07-launch"), None))
    }
    assert plans == {"2017-11-30": "P3Y", "2017-12-17T07:21:00Z": "P2D"}


def test_what_one_document_tells_as_done_is_no_plan() -> None:
    day = Literal("2017-02-22", datatype=XSD.date)

    def claim(name: str, planned: bool, current: Literal | None = None) -> Claim:
        return Claim(expand(f"claim:{name}"), expand("id:a3"), SF.partOf, expand("id:b"), expand(f"doc:{name}"), 1,
                     plan_current_at=current, planned=planned)  # fmt: skip

    def marks(*claims: Claim) -> list[tuple[NamedNode, Term]]:
        (chosen,), _ = choose.resolve(claims, choose.Context(functional=()))
        node = fact_node(chosen, functional=False)
        return [(t.predicate, t.object) for t in node if t.predicate in (SF.planned, SF.planCurrentAt)]

    assert marks(claim("x", True), claim("y", True)) == [(SF.planned, TRUE)]
    assert marks(claim("x", True, day), claim("y", True)) == [(SF.planned, TRUE), (SF.planCurrentAt, day)]
    assert marks(claim("x", True, day), claim("y", False)) == []


@pytest.mark.parametrize(
    ("plan", "event", "age"),
    [
        ("2017-11-09", "2020-06", "P31M"),
        ("2017-12-04", "2017-12-17T07:21:00Z", "P13D"),
        ("2018", "2017", None),
        ("2017", "2017-12-17", "P0Y"),
    ],
)
def test_age_is_told_in_the_coarser_unit(plan: str, event: str, age: str | None) -> None:
    assert plan_age(plan, event) == age
