"""From choices to triples: terms, names, ranges, plans and disputes, each triple to the letter."""

from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.namespaces import PROV, QUDT, RDF, SF, TRUE, XSD, Term, expand
from spaceflight_graph.resolve import choose, readings
from spaceflight_graph.resolve.arithmetic import Mismatch
from spaceflight_graph.resolve.derive import Derived
from spaceflight_graph.resolve.facts import (
    derived_triples,
    dispute_triples,
    fact_iri,
    fact_node,
    mismatch_triples,
    statements,
)
from spaceflight_graph.resolve.objects import quantity, term

OBJECTIVE = expand("sf:objective")
X, MASS, KILOGRAM = expand("id:x"), expand("sf:launchMass"), expand("unit:KiloGM")
WHEN = Literal("2018-06-03T15:39:00+03:00", datatype=XSD.dateTime)
NOON = Literal("2018-06-03T12:39:00Z", datatype=XSD.dateTime)
FIRST, LAST = NOON, Literal("2018-06-03T12:39:59Z", datatype=XSD.dateTime)


def said(name: str, predicate: NamedNode, value: NamedNode | Literal, precision: str | None = None) -> Claim:
    return Claim(expand(f"claim:{name}"), X, predicate, value, expand(f"doc:{name[0]}"), 1, precision=precision)


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def chosen(*claims: Claim, **context: object) -> choose.Chosen:
    (found,), _ = choose.resolve(claims, choose.Context(functional={SF.time, SF.endTime}, **context))  # type: ignore[arg-type]
    return found


def number(text: str, kind: str = "decimal") -> Claim:
    return replace(said("a", MASS, Literal(text, datatype=expand(f"xsd:{kind}"))), unit=KILOGRAM)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("7220", "integer", "7220"),
        ("100", "integer", "100"),
        ("+5", "integer", "5"),
        ("7.20", "decimal", "7.2"),
        ("7.0", "decimal", "7"),
        ("100.0", "decimal", "100"),
        ("0.00", "decimal", "0"),
        ("-0.5", "decimal", "-0.5"),
        ("1e3", "double", "1000"),
    ],
)
def test_number_with_a_unit_is_a_quantity_of_one_name(text: str, kind: str, name: str) -> None:
    node = expand(f"quantity:{name}-KiloGM")
    assert term(number(text, kind)) == node
    assert quantity(number(text, kind)) == [
        Triple(node, RDF.type, QUDT.QuantityValue),
        Triple(node, QUDT.numericValue, Literal(name, datatype=XSD.decimal)),
        Triple(node, QUDT.unit, KILOGRAM),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [(WHEN, NOON), (day("2018-06-03+03:00"), day("2018-06-03+03:00")), (Literal("7.20"), Literal("7.20")), (X, X)],
)
def test_terms_without_a_unit(value: NamedNode | Literal, shown: Term) -> None:
    """A clock time is told in UTC; all else as the claim has it."""
    assert term(said("a", SF.time, value)) == shown
    assert quantity(said("a", SF.time, value)) == []


def test_fact_of_a_time() -> None:
    minute, coarse = said("a", SF.time, WHEN, "Minute"), said("b", SF.time, day("2018-06-03"))
    choice = chosen(minute, coarse)
    told, node = statements(choice), fact_node(choice, functional=True)
    fact = expand("fact:x--time")
    assert told == [Triple(X, SF.time, NOON), Triple(X, SF.notBefore, FIRST), Triple(X, SF.notAfter, LAST)]
    assert node == [
        Triple(fact, RDF.type, SF.Fact),
        Triple(fact, RDF.subject, X),
        Triple(fact, RDF.predicate, SF.time),
        Triple(fact, RDF.object, NOON),
        Triple(fact, SF.basis, SF.Unanimity),
        Triple(fact, SF.support, Literal(2)),
        Triple(fact, PROV.wasDerivedFrom, minute.iri),
        Triple(fact, PROV.wasDerivedFrom, coarse.iri),
        Triple(fact, SF.precision, expand("sf:Minute")),
        Triple(fact, SF.notBefore, FIRST),
        Triple(fact, SF.notAfter, LAST),
        *readings.of_fact(fact, minute),
        Triple(minute.iri, SF.relationToFact, expand("sf:Same")),
        *readings.of_claim(minute),
        Triple(coarse.iri, SF.relationToFact, expand("sf:RefinedBy")),
        *readings.of_claim(coarse),
    ]
    assert [t.object.value for t in node if t.predicate == SF.reads][::4] == [  # type: ignore[union-attr]
        "3 Jun 2018, 12:39 UTC", "3 Jun 2018, 15:39 UTC+3", "3 Jun 2018"
    ]  # fmt: skip


def test_fact_of_a_window() -> None:
    end = Literal("2018-06-03T15:41:00+03:00", datatype=XSD.dateTime)
    window = replace(said("a", SF.plannedTime, WHEN, "Minute"), window_end=end)
    fact = fact_iri(chosen(window), functional=False)
    choice = chosen(window)
    told, node = statements(choice), fact_node(choice, functional=False)
    assert told == [Triple(X, SF.plannedTime, NOON)]
    assert [t for t in node if t.predicate in (SF.windowEnd, SF.notBefore, SF.notAfter)] == [
        Triple(fact, SF.windowEnd, Literal("2018-06-03T12:41:00Z", datatype=XSD.dateTime)),
        Triple(fact, SF.notBefore, FIRST),
        Triple(fact, SF.notAfter, Literal("2018-06-03T12:41:59Z", datatype=XSD.dateTime)),
    ]


def test_window_has_a_name_of_its_own() -> None:
    """12:39, 12:39 to 12:41 and 12:39 to 12:42 are three plans; how a zone is written makes none."""
    plan = said("a", SF.plannedTime, WHEN, "Minute")
    ends = [
        Literal(f"2018-06-03T{text}", datatype=XSD.dateTime)
        for text in ("15:41:00+03:00", "15:42:00+03:00", "12:41:00Z")
    ]
    plans = [plan, *(replace(plan, iri=expand(f"claim:a-{n}"), window_end=end) for n, end in enumerate(ends))]
    found, _ = choose.resolve(plans, choose.Context(functional=()))
    names = [tuple(claim.iri.value.rsplit("/")[-1] for claim in one.supporting) for one in found]
    assert names == [("a",), ("a-0", "a-2"), ("a-1",)]
    assert len({fact_iri(one, functional=False) for one in found}) == 3


def test_range_of_an_end_is_told_of_the_fact_alone() -> None:
    """``notBefore`` and ``notAfter`` of an event are those of its time, and not those of its end."""
    choice = chosen(said("a", SF.endTime, WHEN, "Minute"))
    told, node = statements(choice), fact_node(choice, functional=True)
    assert told == [Triple(X, SF.endTime, NOON)]
    assert Triple(expand("fact:x--end-time"), SF.notAfter, LAST) in node


@pytest.mark.parametrize(("approximation", "end"), [("AtLeast", (SF.notBefore, FIRST)), ("UpTo", (SF.notAfter, LAST))])
def test_of_an_open_range_one_end_is_told(approximation: str, end: tuple[NamedNode, Literal]) -> None:
    at_least = replace(said("a", SF.time, WHEN, "Minute"), approximation=approximation)
    choice = chosen(at_least)
    told, node = statements(choice), fact_node(choice, functional=True)
    assert told == [Triple(X, SF.time, NOON), Triple(X, *end)]
    assert Triple(expand("fact:x--time"), SF.approximation, NamedNode(SF.iri + approximation)) in node
    assert [(t.predicate, t.object) for t in node if t.predicate in (SF.notBefore, SF.notAfter)] == [end]


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("dayTimeDuration", "PT8M42S", ["522"]),
        ("duration", "P6D", ["518400"]),
        ("duration", "P6M", []),
        ("string", "PT8M", []),
    ],
)
def test_duration_is_told_in_seconds_too(kind: str, text: str, told: list[str]) -> None:
    value = Literal(text, datatype=expand(f"xsd:{kind}"))
    prop = SF.duration if "uration" in kind else OBJECTIVE
    nodes = (
        fact_node(chosen(said("a", prop, value)), functional=True),
        list(derived_triples(Derived(Triple(X, prop, value), ()))),
    )
    for node in nodes:
        seconds = [t.object for t in node if t.predicate == SF.seconds]
        assert seconds == [Literal(number, datatype=XSD.decimal) for number in told]


def ages(*claims: Claim, happened: str | None = None) -> tuple[str | None, str | None]:
    """Return when the plan of a fact was current, and how old it was."""
    node = fact_node(chosen(*claims), functional=False, happened=happened)
    told = {t.predicate: t.object.value for t in node if isinstance(t.object, Literal)}
    return told.get(SF.planCurrentAt), told.get(SF.planAge)


def test_plan_is_as_old_as_its_first_telling() -> None:
    plan = said("a", SF.plannedTime, day("2018-06-03"))
    early = replace(plan, iri=expand("claim:b"), plan_current_at=day("2018-05-01"))
    late = replace(plan, iri=expand("claim:a-2"), plan_current_at=day("2018-05-31"))
    assert ages(late, early) == ("2018-05-01", "P33D")
    assert ages(late, early, happened="2018-06-04") == ("2018-05-01", "P34D")
    assert ages(late, early, plan) == ("2018-05-01", "P33D")
    assert ages(late, happened="2018-05-30") == ("2018-05-31", None)
    assert ages(plan) == (None, None)


def test_only_planned_times_have_an_age() -> None:
    place = replace(said("a", SF.plannedPlace, X), plan_current_at=day("2018-05-01"))
    assert ages(place) == ("2018-05-01", None)
    assert not [t for t in fact_node(chosen(replace(place, planned=True)), functional=False) if t.object == TRUE]
    end = replace(said("a", SF.plannedEndTime, day("2018-06-03")), plan_current_at=day("2018-05-01"))
    assert ages(end) == ("2018-05-01", None)


def test_name_of_a_fact() -> None:
    """A property of one value needs none in the name; else a thing's name, or twelve digits of its SHA-256."""
    place = chosen(said("a", SF.plannedPlace, expand("id:pad")))
    assert fact_iri(place, functional=True) == expand("fact:x--planned-place")
    assert fact_iri(place, functional=False) == expand("fact:x--planned-place--pad")
    text = chosen(said("a", SF.offset, Literal("three")))
    assert fact_iri(text, functional=False) == expand("fact:x--offset--097a4dfb7f43")


def test_node_of_a_dispute() -> None:
    right, wrong, out = (said(name, SF.time, day(f"2018-06-0{i}Z")) for name, i in (("a", 3), ("b", 4), ("c", 5)))
    ruling = Decision(expand("decision:d"), out.iri, preferred=False, cause=None)
    choice = chosen(right, wrong, out, decisions={out.iri: ruling})
    dispute, fact = expand("dispute:x--time"), expand("fact:x--time")
    assert list(dispute_triples(choice, SF.Slip)) == [
        Triple(dispute, RDF.type, SF.Dispute),
        Triple(dispute, RDF.subject, X),
        Triple(dispute, RDF.predicate, SF.time),
        Triple(dispute, SF.chosen, fact),
        Triple(dispute, SF.basis, SF.Ruling),
        Triple(dispute, SF.disputeCause, SF.Slip),
        Triple(dispute, PROV.wasDerivedFrom, ruling.iri),
        Triple(dispute, SF.disputedClaim, right.iri),
        Triple(dispute, SF.disputedClaim, wrong.iri),
        Triple(dispute, SF.disputedClaim, out.iri),
        Triple(wrong.iri, SF.rejectedFor, fact),
        Triple(out.iri, SF.rejectedFor, fact),
    ]
    assert PROV.wasDerivedFrom not in {t.predicate for t in dispute_triples(chosen(right, wrong), SF.Slip)}


def test_node_of_a_sum_that_does_not_add_up() -> None:
    length, begin, end = (said(name, SF.dockedDuration, Literal("P1D")) for name in ("a-1", "a-2", "a-3"))
    dispute = expand("dispute:a--x--docked-duration")
    open_one = list(mismatch_triples(Mismatch(length, begin, end), {}))
    assert open_one == [
        Triple(dispute, RDF.type, SF.Dispute),
        Triple(dispute, RDF.subject, X),
        Triple(dispute, RDF.predicate, SF.dockedDuration),
        Triple(dispute, SF.chosen, expand("fact:x--docked-duration")),
        Triple(dispute, SF.basis, SF.Unsettled),
        Triple(dispute, SF.disputeCause, SF.Arithmetic),
        *(Triple(dispute, SF.disputedClaim, claim.iri) for claim in (length, begin, end)),
    ]
    ruling = Decision(expand("decision:d"), end.iri, preferred=False, cause=None)
    settled = list(mismatch_triples(Mismatch(length, begin, end), {end.iri: ruling}))
    assert set(settled) - set(open_one) == {
        Triple(dispute, SF.basis, SF.Ruling),
        Triple(dispute, PROV.wasDerivedFrom, ruling.iri),
    }


def test_node_of_what_nobody_states() -> None:
    claims = said("a", SF.time, day("2018-06-03")), said("b", SF.time, day("2018-06-03"))
    fact = expand("fact:x--not-before")
    assert list(derived_triples(Derived(Triple(X, SF.notBefore, NOON), claims))) == [
        Triple(fact, RDF.type, SF.Fact),
        Triple(fact, RDF.subject, X),
        Triple(fact, RDF.predicate, SF.notBefore),
        Triple(fact, RDF.object, NOON),
        Triple(fact, SF.basis, SF.Derived),
        *readings.of_derived(fact, NOON),
        *(Triple(fact, PROV.wasDerivedFrom, claim.iri) for claim in claims),
    ]


def test_fact_stands_in_one_block_before_what_is_said_of_its_claims() -> None:
    plan = replace(said("a", MASS, Literal("7220", datatype=XSD.decimal)), unit=KILOGRAM, planned=True)
    subjects = [t.subject for t in fact_node(chosen(plan), functional=True)]
    fact = subjects[0]
    assert subjects == sorted(subjects, key=lambda node: node != fact)
    assert plan.iri in subjects
