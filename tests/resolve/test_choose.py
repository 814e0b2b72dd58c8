"""From claims to facts: every rule of resolve.py on claims small enough to see."""

from dataclasses import replace
from itertools import count

import pytest
from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.grade import cause

TIME, PLANNED = SF.time, NamedNode(SF.iri + "plannedTime")
THING = expand("id:x")
_numbers = count(1)


def claim(document: str, value: str, precision: str | None = "Minute", **more: object) -> Claim:
    datatype = XSD.dateTime if "T" in value else XSD.date
    return Claim(
        iri=expand(f"claim:{document}-{next(_numbers):04}"),
        subject=THING,
        predicate=more.get("predicate", TIME),  # type: ignore[arg-type]
        object=more.get("object", Literal(value, datatype=datatype)),  # type: ignore[arg-type]
        document=expand(f"doc:{document}"),
        line=1,
        precision=precision if "T" in value else None,
        unit=more.get("unit"),  # type: ignore[arg-type]
    )


def chosen_of(*claims: Claim, **context: object) -> choose.Chosen:
    chosen, unreadable = choose.resolve(claims, choose.Context(functional={TIME}, **context))  # type: ignore[arg-type]
    assert not unreadable
    assert len(chosen) == 1
    return chosen[0]


NOON = "2018-06-03T12:39:00Z"
SLIP = "2018-06-03T12:59:00Z"


def test_only_value() -> None:
    chosen = chosen_of(claim("a", NOON))
    assert (chosen.basis, chosen.support, chosen.disputed) == (SF.OnlyValue, 1, False)


def test_finest_of_those_that_agree() -> None:
    day, minute = claim("a", "2018-06-03"), claim("b", NOON)
    fraction = claim("c", "2018-06-03T15:39:20.5+03:00", "Fraction")
    chosen = chosen_of(day, minute, fraction)
    assert chosen.claim is fraction
    assert (chosen.basis, chosen.support, chosen.disputed) == (SF.Unanimity, 3, False)


def test_majority_of_documents_and_not_of_claims() -> None:
    ours = [claim("a", NOON), claim("b", NOON)]
    theirs = [claim("c", SLIP), claim("c", SLIP), claim("c", SLIP)]
    chosen = chosen_of(*theirs, *ours)
    assert chosen.claim in ours
    assert (chosen.basis, chosen.support) == (SF.Majority, 2)
    assert set(chosen.against) == set(theirs)


def test_finest_value_of_the_largest_group_and_not_the_finest_of_all() -> None:
    coarse = [claim("a", NOON), claim("b", NOON)]
    fine = claim("c", "2018-06-03T12:59:01.5Z", "Fraction")
    assert chosen_of(*coarse, fine).claim in coarse
    assert chosen_of(*coarse, fine, policy="most-precise").claim is fine
    assert chosen_of(*coarse, fine, policy="most-precise").basis == SF.Finest


def test_documents_that_copy_each_other_count_once() -> None:
    ours, copy, other = claim("a", NOON), claim("b", NOON), claim("c", SLIP)
    assert chosen_of(ours, copy, other).basis == SF.Majority
    family = {expand("doc:a"): expand("doc:a"), expand("doc:b"): expand("doc:a")}
    chosen = chosen_of(ours, copy, other, origin=family)
    assert (chosen.basis, chosen.support) == (SF.TieBreak, 1)


def test_tie_stays_a_dispute() -> None:
    right, wrong = claim("a", NOON), claim("b", SLIP)
    chosen = chosen_of(right, wrong)
    assert chosen.claim is right  # equally fine and equally often stated: the first by name
    assert chosen.basis == SF.TieBreak
    assert chosen.disputed


def test_tie_goes_to_the_first_by_name_and_not_to_the_smaller_value() -> None:
    late, early = claim("a", SLIP), claim("b", NOON)
    assert chosen_of(late, early).claim is late


def test_deprecated_claim_is_out_and_the_dispute_is_settled() -> None:
    right, wrong = claim("b", NOON), claim("a", SLIP)
    ruling = Decision(expand("decision:d"), wrong.iri, preferred=False, cause=None)
    chosen = chosen_of(wrong, right, decisions={wrong.iri: ruling})
    assert chosen.claim is right
    assert (chosen.basis, chosen.decision, chosen.deprecated) == (SF.Ruling, ruling, (wrong,))


def test_preferred_claim_wins_over_many() -> None:
    many, one = [claim("a", SLIP), claim("b", SLIP)], claim("c", NOON)
    ruling = Decision(expand("decision:d"), one.iri, preferred=True, cause=None)
    chosen = chosen_of(*many, one, decisions={one.iri: ruling})
    assert chosen.claim is one
    assert (chosen.basis, set(chosen.against)) == (SF.Ruling, set(many))


def test_as_told_by_a_document() -> None:
    many, one = [claim("a", SLIP), claim("b", SLIP)], claim("c", NOON)
    chosen = chosen_of(*many, one, policy="as-told-by:c")
    assert (chosen.claim, chosen.basis) == (one, SF.Told)
    assert chosen_of(*many, policy="as-told-by:c").basis == SF.Unanimity  # it tells nothing here


def test_what_a_ruling_took_from_the_document_is_no_longer_told_and_yet_disputed() -> None:
    day, slip, others = claim("c", "2018-06-03"), claim("c", SLIP), [claim("a", NOON), claim("b", NOON)]
    ruling = Decision(expand("decision:d"), slip.iri, preferred=False, cause=SF.Slip)
    chosen = chosen_of(day, slip, *others, policy="as-told-by:c", decisions={slip.iri: ruling})
    assert (chosen.claim, chosen.basis, chosen.deprecated) == (day, SF.Told, (slip,))
    assert set(chosen.supporting) == {day, *others}
    assert (chosen.decision, cause(chosen, {})) == (ruling, SF.Slip)


def test_coarse_answer_does_not_hide_that_the_others_disagree() -> None:
    day, noon, slip = claim("c", "2018-06-03"), [claim("a", NOON), claim("b", NOON)], claim("d", SLIP)
    chosen = chosen_of(day, *noon, slip, policy="as-told-by:c")
    assert (chosen.claim, chosen.basis, chosen.against) == (day, SF.Told, (slip,))
    assert set(chosen.supporting) == {day, *noon}


def test_most_precise_place_is_the_one_within_the_other() -> None:
    pad, port = (expand(f"id:{name}") for name in ("pad", "port"))
    claims = [claim("a", "", object=port), claim("b", "", object=pad)]
    chosen = chosen_of(*claims, policy="most-precise", around={pad.value: frozenset({port.value})})
    assert (chosen.claim, chosen.basis) == (claims[1], SF.Unanimity)


def test_values_of_which_none_is_finer_are_not_called_finest() -> None:
    one, two, three = claim("a", NOON), claim("b", SLIP), claim("c", SLIP)
    assert chosen_of(one, two, policy="most-precise").basis == SF.TieBreak
    chosen = chosen_of(one, two, three, policy="most-precise")
    assert (chosen.claim, chosen.basis) == (two, SF.Majority)
    coarse = claim("d", "2018-06-05")
    assert chosen_of(one, coarse, policy="most-precise").basis == SF.Finest


def test_day_agrees_with_both_sides_and_settles_nothing() -> None:
    chosen = chosen_of(claim("a", NOON), claim("b", SLIP), claim("c", "2018-06-03"))
    assert chosen.basis == SF.TieBreak
    assert chosen.support == 2


def test_clock_times_without_a_zone_are_not_one_group() -> None:
    """Their ranges are hulls that overlap, and yet no zone makes 20:40 and 20:44 one time."""
    chosen = chosen_of(claim("a", "2018-03-23T20:40:00"), claim("b", "2018-03-23T20:44:00"))
    assert chosen.basis == SF.TieBreak
    assert len(chosen.against) == 1


def test_places_agree_when_one_holds_the_other() -> None:
    pad, port, moon = (expand(f"id:{name}") for name in ("pad", "port", "moon"))
    claims = [claim("a", "", object=port), claim("b", "", object=pad), claim("c", "", object=moon)]
    chosen = chosen_of(*claims, around={pad.value: frozenset({port.value})})
    assert chosen.claim is claims[1]
    assert (chosen.basis, chosen.against) == (SF.Majority, (claims[2],))


def test_many_valued_property_keeps_each_value_once() -> None:
    plans = [
        claim("a", "2017-12-27", predicate=PLANNED),
        claim("b", "2017-12-27", predicate=PLANNED),
        claim("b", "2017-11-30", predicate=PLANNED),
    ]
    chosen, _ = choose.resolve(plans, choose.Context(functional={TIME}))
    assert sorted((c.claim.object.value, c.support, c.basis) for c in chosen) == [
        ("2017-11-30", 1, SF.Stated),
        ("2017-12-27", 2, SF.Stated),
    ]
    assert not any(c.disputed for c in chosen)


def test_many_valued_property_keeps_a_value_once_though_some_say_about() -> None:
    length = NamedNode(SF.iri + "plannedDuration")
    five = Literal("P5D", datatype=XSD.dayTimeDuration)
    exact = [claim("a", "", predicate=length, object=five), claim("b", "", predicate=length, object=five)]
    about = replace(claim("a", "", predicate=length, object=five), approximation="About")
    (chosen,), _ = choose.resolve([about, *exact], choose.Context(functional={TIME}))
    assert (chosen.claim, chosen.support) == (exact[0], 2)
    assert set(chosen.supporting) == {about, *exact}
    assert [relation.value for read, relation in chosen.voices if read.claim is about] == ["refined-by"]


def test_unreadable_claim_is_told_and_the_rest_goes_on() -> None:
    bad, good = claim("a", "2018-13-45"), claim("b", NOON)
    chosen, unreadable = choose.resolve([bad, good], choose.Context(functional={TIME}))
    assert [c.claim for c in chosen] == [good]
    assert [u.claim for u in unreadable] == [bad]
    assert "2018-13-45" in unreadable[0].why


def test_units_are_converted_before_values_are_compared() -> None:
    mass = NamedNode(SF.iri + "mass")
    kilo, tonne = expand("unit:KiloGM"), expand("unit:TONNE")
    claims = [
        claim("a", "", predicate=mass, object=Literal("7220", datatype=XSD.integer), unit=kilo),
        claim("b", "", predicate=mass, object=Literal("7.22", datatype=XSD.decimal), unit=tonne),
    ]
    chosen, _ = choose.resolve(claims, choose.Context(functional={mass}))
    assert (chosen[0].basis, chosen[0].support) == (SF.Unanimity, 2)


def test_numbers_beyond_any_float_are_weighed() -> None:
    mass = NamedNode(SF.iri + "mass")
    huge = claim(
        "a", "", predicate=mass, object=Literal("1e999", datatype=expand("xsd:double")), unit=expand("unit:KiloGM")
    )
    for one in (huge, replace(huge, approximation="MoreThan")):
        (chosen,), unreadable = choose.resolve([one], choose.Context(functional={mass}))
        assert (chosen.claim, unreadable) == (one, [])


def test_causes() -> None:
    assert cause(chosen_of(claim("a", NOON), claim("b", SLIP)), {}) == SF.Slip
    assert cause(chosen_of(claim("a", NOON), claim("b", "2018-06-05T11:00:00Z")), {}) == SF.Unknown
    assert cause(chosen_of(claim("a", NOON), claim("a", "2018-06-05T11:00:00Z")), {}) == SF.SelfContradiction
    day = claim("a", "2018-06-03")  # beside another's noon, and beside its own slip: no contradiction
    told = chosen_of(day, claim("a", "2018-06-03T19:05:00Z"), claim("b", NOON), policy="as-told-by:b")
    assert cause(told, {}) == SF.Unknown


def test_plan_told_as_if_it_had_happened() -> None:
    actual, plan = claim("a", NOON), claim("a", SLIP)
    chosen = chosen_of(actual, plan)
    plans = {(THING, PLANNED): [denoted(plan, {})]}
    assert cause(chosen, plans) == SF.PlanVersusActual
    assert cause(chosen, {(THING, PLANNED): [denoted(claim("b", "2018-06-05"), {})]}) == SF.SelfContradiction


def test_word_of_a_decision_comes_first() -> None:
    right, wrong = claim("a", NOON), claim("b", SLIP)
    ruling = Decision(expand("decision:d"), wrong.iri, preferred=False, cause=SF.Definition)
    assert cause(chosen_of(right, wrong, decisions={wrong.iri: ruling}), {}) == SF.Definition


def test_policies_are_checked() -> None:
    choose.check_policy("most-supported", [])
    choose.check_policy("as-told-by:a", ["a"])
    with pytest.raises(NotFoundError, match="one of a, b"):
        choose.check_policy("as-told-by:c", ["b", "a"])
