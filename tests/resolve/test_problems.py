"""Claims that cannot be read and decisions that change nothing: told with their place, and only where it is so."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal

from spaceflight_graph.claims import layers
from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.errors import DataError
from spaceflight_graph.namespaces import GRAPH, SF, XSD, expand
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.graph import Clock, Step, derive, grouped, in_memory
from spaceflight_graph.resolve.problems import idle, unreadable

Edit = Callable[[str, str, str], Path]
NOON, SLIP = (Literal(f"2018-06-03T12:{minute}:00Z", datatype=XSD.dateTime) for minute in (39, 59))


def said(name: str, value: Literal, predicate: str = "time") -> Claim:
    about = expand("id:x"), expand(f"sf:{predicate}")
    return Claim(expand(f"claim:{name}"), *about, value, expand(f"doc:{name[0]}"), 1, precision="Minute")


A, B, C = said("a", NOON), said("b", NOON), said("c", SLIP)
PLANS = said("a-plan", NOON, "plannedTime"), said("b-plan", SLIP, "plannedTime")


@pytest.fixture
def sources(small_source: Path, monkeypatch: pytest.MonkeyPatch) -> layers.Sources:
    monkeypatch.chdir(small_source)
    return layers.load(small_source)


def found(sources: layers.Sources, *rulings: Decision, policy: str = "most-supported") -> list[str]:
    """Return what is told of some rulings on the claims of this file."""
    claims = [A, B, C, *PLANS]
    context = choose.Context(functional={SF.time}, decisions={one.claim: one for one in rulings}, policy=policy)
    chosen = [fact for group in grouped(claims) for fact in choose.resolve(group, context)[0]]
    return list(map(str, idle(rulings, claims, chosen, context, sources)))


def ruling(claim: Claim, *, preferred: bool, name: str = "gamma-landing") -> Decision:
    return Decision(expand(f"decision:{name}"), claim.iri, preferred, None)


IDLE = "changes nothing: no other claim contradicts claim:a. Fix: remove the decision."


def test_rulings_at_work_are_not_told(sources: layers.Sources) -> None:
    for one in (
        ruling(C, preferred=False),
        ruling(C, preferred=True),
        ruling(A, preferred=True),
        ruling(PLANS[0], preferred=False),
    ):
        assert found(sources, one) == []


def test_ruling_that_changes_nothing_is_told_where_it_stands(sources: layers.Sources) -> None:
    """What many documents say once more is not contradicted; nor is a plan, of which there may be many."""
    place = "data/decisions.ttl:9: decision:gamma-landing"
    out = ruling(A, preferred=False), ruling(C, preferred=False, name="b")
    assert found(sources, *out) == [f"{place} {IDLE}"]
    plan = IDLE.replace("claim:a", "claim:a-plan")
    assert found(sources, ruling(PLANS[0], preferred=True)) == [f"{place} {plan}"]
    assert found(sources, ruling(PLANS[0], preferred=True, name="unknown")) == [f"decision:unknown {plan}"]


def test_other_policies_and_unknown_claims_tell_nothing(sources: layers.Sources) -> None:
    assert found(sources, ruling(PLANS[0], preferred=True), policy="most-precise") == []
    assert found(sources, ruling(said("z", NOON), preferred=False)) == []


def test_claims_that_cannot_be_read_are_told_where_they_stand(sources: layers.Sources) -> None:
    launch = replace(A, iri=expand("claim:gamma-L4-one-launch-time"), document=expand("doc:gamma"), line=4)
    other = replace(A, iri=expand("claim:beta-L3-one-launch-time"), document=expand("doc:beta"), line=3)
    wrong = [choose.Unreadable(launch, "no such day."), choose.Unreadable(other, "no such month")]
    lines = {
        name: 1 + Path(f"data/claims/{name}.ttl").read_text(encoding="utf-8").split(f"{claim}\n")[0].count("\n")
        for name, claim in (("gamma", "claim:gamma-L4-one-launch-time"), ("beta", "claim:beta-L3-one-launch-time"))
    }
    mend = "Fix: mend the value, its datatype, unit or precision; the claim cites line"
    assert list(map(str, unreadable(wrong, sources))) == [
        f"data/claims/gamma.ttl:{lines['gamma']}: claim:gamma-L4-one-launch-time: no such day. {mend} 4 of doc:gamma.",
        f"data/claims/beta.ttl:{lines['beta']}: claim:beta-L3-one-launch-time: no such month. {mend} 3 of doc:beta.",
    ]


def test_text_where_a_thing_should_be_cannot_be_read() -> None:
    place = replace(A, predicate=SF.place, object=Literal("the steppe"), precision=None)
    context = choose.Context(functional={SF.place}, links={SF.place})
    thing = replace(place, iri=expand("claim:t"), object=expand("id:steppe"))
    chosen, wrong = choose.resolve([place, thing], context)
    assert [fact.claim for fact in chosen] == [thing]
    assert [(one.claim, one.why) for one in wrong] == [(place, "'the steppe' names no thing, and sf:place needs one")]
    assert choose.resolve([place], context)[0] == []


def test_claims_are_grouped_by_what_they_speak_of() -> None:
    other = replace(A, subject=expand("id:w"), iri=expand("claim:z"))
    assert list(grouped([*PLANS[::-1], C, A, other, B])) == [[other], [PLANS[0], PLANS[1]], [A, B, C]]


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def test_whole_graph_of_the_small_source(sources: layers.Sources) -> None:
    """Two things are contested: when the flight landed, and how far from the town."""
    graph = derive(sources)
    assert graph.problems == []
    quads = list(graph.quads())
    assert len(set(quads)) == len(quads)
    by_graph = {name: [q for q in quads if q.graph_name == name] for name in (GRAPH.facts, GRAPH.disputes)}
    disputes = {q.subject: q.object for q in by_graph[GRAPH.disputes] if q.predicate == SF.disputeCause}
    assert disputes == {
        expand("dispute:one-landing--time"): SF.Slip,
        expand("dispute:one-landing--distance-from-reference"): SF.Unknown,
    }
    assert [q.subject for q in by_graph[GRAPH.facts] if q.object == SF.Derived] == [expand("fact:one--docked-duration")]
    ages = [(q.subject, q.object) for q in by_graph[GRAPH.facts] if q.predicate == SF.planAge]
    assert ages == [
        (expand("fact:one-launch--planned-time--8a1d59b35ff5"), Literal("P1Y", datatype=XSD.duration))
    ]  # a plan of 2000 for 2001
    assert graph.counts == {
        "documents": 3,
        "entities": sum(len(re.findall("^id:", read(file), re.MULTILINE)) for file in Path("data/entities").iterdir()),
        "claims": sum(read(file).count("    a sf:Claim ;") for file in Path("data/claims").iterdir()),
        "facts": sum(q.object == SF.Fact for q in by_graph[GRAPH.facts]),
        "disputes": 2,
        "inferred": sum(q.graph_name == GRAPH.inferred for q in quads),
    }


PLAN = """
claim:alpha-L7-one-landing-planned-time
    a sf:Claim ;
    rdf:subject id:one-landing ;
    rdf:predicate sf:plannedTime ;
    rdf:object "2001-01-12T12:59:00Z"^^xsd:dateTime ;
    sf:precision sf:Minute ;
    sf:document doc:alpha ;
    sf:line 7 ;
    sf:statedAs "12:39 UTC"@en ;
.
"""


def test_plan_that_one_side_repeats_is_seen_in_the_whole_graph(small_source: Path) -> None:
    file = small_source / "data" / "claims" / "alpha.ttl"
    file.write_text(read(file) + PLAN, encoding="utf-8")
    graph = derive(layers.load(small_source))
    causes = {q.subject: q.object for q in graph.quads() if q.predicate == SF.disputeCause}
    assert causes[expand("dispute:one-landing--time")] == SF.PlanVersusActual


def test_steps_are_timed_one_by_one(sources: layers.Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter((10.0, 12.0, 17.0))
    monkeypatch.setattr("spaceflight_graph.resolve.graph.time.perf_counter", lambda: next(ticks))
    steps: list[Step] = []
    counts = derive(sources, clock=Clock(steps.append)).counts
    assert steps == [
        Step("resolve", 2.0, {name: counts[name] for name in ("claims", "facts", "disputes")}),
        Step("reason", 5.0, {"inferred": counts["inferred"]}),
    ]


def test_graph_in_memory_is_refused_where_a_build_would_be(small_source: Path, edit: Edit) -> None:
    assert len(in_memory(layers.load(small_source), policy="most-supported")) > 500
    edit("claims/gamma.ttl", '"2001-01-02"^^xsd:date', '"2001-02-30"^^xsd:date')
    with pytest.raises(DataError, match="2001-02-30"):
        in_memory(layers.load(small_source), policy="most-supported")
