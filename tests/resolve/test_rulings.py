"""What a person's ruling does to claims, and what lies behind a dispute: on claims small enough to see."""

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.namespaces import SF, XSD, expand
from spaceflight_graph.resolve import choose
from spaceflight_graph.resolve.grade import cause

THING, MASS = expand("id:x"), expand("sf:mass")
KILOGRAM, TONNE = expand("unit:KiloGM"), expand("unit:TONNE")
NOON, SLIP, LATER = "2018-06-03T12:39:00Z", "2018-06-03T12:59:00Z", "2018-06-05T11:00:00Z"


def said(name: str, value: str, predicate: NamedNode = SF.time, unit: NamedNode | None = None) -> Claim:
    """Return a claim; its document is the first letter of its name."""
    told: NamedNode | Literal = (
        expand(value)
        if value.startswith("id:")
        else Literal(value, datatype=XSD.integer if unit else XSD.dateTime if "T" in value else XSD.date)
    )
    exact = "Minute" if "T" in value else None
    return Claim(expand(f"claim:{name}"), THING, predicate, told, expand(f"doc:{name[0]}"), 1, unit, exact)


def ruling(claim: Claim, *, preferred: bool, why: NamedNode | None = None) -> Decision:
    return Decision(expand(f"decision:{claim.iri.value.rsplit('/')[-1]}"), claim.iri, preferred, why)


def chosen(*claims: Claim, rulings: tuple[Decision, ...] = (), **context: object) -> list[choose.Chosen]:
    """Return the facts; times and masses have one true value."""
    decisions = {one.claim: one for one in rulings}
    found, unreadable = choose.resolve(
        claims,
        choose.Context(functional={SF.time, MASS, SF.place}, decisions=decisions, **context),  # type: ignore[arg-type]
    )
    assert not unreadable
    return found


def one(*claims: Claim, rulings: tuple[Decision, ...] = (), **context: object) -> choose.Chosen:
    (found,) = chosen(*claims, rulings=rulings, **context)
    return found


PLAN_A, PLAN_B = said("a", "2017-12-27", SF.plannedTime), said("b", "2017-12-27", SF.plannedTime)
OTHER_PLAN = said("c", "2017-11-30", SF.plannedTime)


def test_ruled_out_value_of_many_is_no_fact() -> None:
    out = ruling(OTHER_PLAN, preferred=False)
    (kept,) = chosen(PLAN_A, PLAN_B, OTHER_PLAN, rulings=(out,))
    assert (kept.claim, kept.supporting, kept.support) == (PLAN_A, (PLAN_A, PLAN_B), 2)
    assert chosen(OTHER_PLAN, rulings=(out,)) == []


def test_ruled_out_claim_bears_none_of_many_values_out() -> None:
    (kept,) = chosen(PLAN_A, PLAN_B, rulings=(ruling(PLAN_A, preferred=False),))
    assert (kept.claim, kept.supporting, kept.support) == (PLAN_B, (PLAN_B,), 1)


def test_preferred_one_of_many_values_is_kept_beside_the_others() -> None:
    kept = chosen(PLAN_A, OTHER_PLAN, rulings=(ruling(PLAN_A, preferred=True),))
    assert [fact.claim for fact in kept] == [PLAN_A, OTHER_PLAN]


def test_where_all_are_ruled_out_nothing_is() -> None:
    """The graph must answer something; so it answers as if nobody had ruled, and the dispute stays open."""
    a, b, c = said("a", SLIP), said("b", NOON), said("c", NOON)
    rulings = tuple(ruling(claim, preferred=False) for claim in (a, b, c))
    fact = one(a, b, c, rulings=rulings)
    assert (fact.claim, fact.basis, fact.support) == (b, SF.Majority, 2)
    assert (fact.supporting, fact.against, fact.decision) == ((b, c), (a,), None)


def test_where_all_are_ruled_out_and_agree() -> None:
    a, b = said("a", NOON), said("b", NOON)
    fact = one(a, b, rulings=(ruling(a, preferred=False), ruling(b, preferred=False)))
    assert (fact.basis, fact.against, fact.deprecated, fact.decision) == (SF.Unanimity, (), (), None)
    assert not fact.disputed


def test_one_document_that_says_a_thing_twice_is_unanimous() -> None:
    """Two claims that agree are one voice more than one claim, though of one document."""
    fact = one(said("a-1", NOON), said("a-2", NOON))
    assert (fact.basis, fact.support, len(fact.supporting)) == (SF.Unanimity, 1, 2)


def test_ruled_out_claim_that_agrees_settles_nothing() -> None:
    a, b = said("a", NOON), said("b", NOON)
    fact = one(a, b, rulings=(ruling(a, preferred=False),))
    assert (fact.claim, fact.basis, fact.supporting) == (b, SF.OnlyValue, (b,))
    assert (fact.decision, fact.deprecated, fact.disputed) == (None, (), False)


def test_preferred_claim_wins_under_every_policy() -> None:
    coarse, fine = said("a", "2018-06-05"), said("b", NOON)
    rulings = (ruling(coarse, preferred=True),)
    for policy in ("most-supported", "most-precise", "as-told-by:b"):
        fact = one(coarse, fine, rulings=rulings, policy=policy)
        assert (fact.claim, fact.basis, fact.decision, fact.against) == (coarse, SF.Ruling, rulings[0], (fine,))


def test_finest_of_two_preferred_claims_and_the_first_ruling() -> None:
    day, noon, slip = said("a", "2018-06-03"), said("b", NOON), said("c", SLIP)
    first, second = ruling(day, preferred=True), ruling(noon, preferred=True)
    fact = one(day, noon, slip, rulings=(first, second))
    assert (fact.claim, fact.decision, fact.against) == (noon, first, (slip,))


def test_ruling_out_leaves_a_tie_among_the_rest_to_that_ruling() -> None:
    a, b, c = said("a", NOON), said("b", SLIP), said("c", LATER)
    out = ruling(c, preferred=False)
    fact = one(a, b, c, rulings=(out,))
    assert (fact.claim, fact.against, fact.deprecated, fact.decision) == (a, (b,), (c,), out)


def test_as_told_by_a_document_that_nobody_contradicts() -> None:
    fact = one(said("a", NOON), said("b", "2018-06-03"), policy="as-told-by:b")
    assert (fact.claim.document, fact.basis) == (expand("doc:b"), SF.Unanimity)


def test_cause_is_a_plan_that_one_side_repeats() -> None:
    """It does not matter which side; where both repeat plans or neither does, plans explain nothing."""
    noon, other, third = said("a", NOON), said("b", LATER), said("c", "2018-06-09T10:10:00Z")
    plans = {claim.object.value: denoted(claim, {}) for claim in (noon, other, third)}

    def cause_with(*told: str) -> NamedNode:
        return cause(one(noon, other), {(THING, SF.plannedTime): [plans[value] for value in told]})

    assert cause_with(LATER) == SF.PlanVersusActual
    assert cause_with(NOON) == SF.PlanVersusActual
    assert cause_with(third.object.value) == SF.Unknown
    assert cause_with(NOON, LATER) == SF.Unknown
    three = one(noon, other, third)
    assert cause(three, {(THING, SF.plannedTime): [plans[LATER]]}) == SF.Unknown  # the third side repeats none
    assert cause(three, {(expand("id:y"), SF.plannedTime): [plans[LATER]]}) == SF.Unknown
    assert cause(three, {(THING, SF.plannedEndTime): [plans[NOON]]}) == SF.Unknown


def test_plan_that_merely_agrees_is_not_repeated() -> None:
    plan = denoted(said("a", "2018-06-05"), {})
    assert cause(one(said("a", NOON), said("b", LATER)), {(THING, SF.plannedTime): [plan]}) == SF.Unknown


def test_cause_is_a_document_that_contradicts_itself() -> None:
    fact = one(said("a", NOON), said("b-1", NOON), said("b-2", SLIP))
    assert (fact.against, cause(fact, {})) == ((said("b-2", SLIP),), SF.SelfContradiction)
    assert cause(one(said("a", NOON), said("b", NOON), said("c", SLIP)), {}) == SF.Slip


def test_cause_is_a_slip_of_one_character_only() -> None:
    assert cause(one(said("a", NOON), said("b", "2018-06-03T13:59:00Z")), {}) == SF.Unknown
    assert cause(one(said("a", NOON), said("b", SLIP), said("c", LATER)), {}) == SF.Unknown
    pounds = [said("a", "7220", MASS, KILOGRAM), said("b", "7120", MASS, KILOGRAM)]
    assert cause(one(*pounds), {}) == SF.Slip
    assert cause(one(pounds[0], said("b", "7120", MASS, TONNE)), {}) == SF.Unknown
    assert cause(one(pounds[0], said("b", "72200", MASS, KILOGRAM)), {}) == SF.Unknown
    assert cause(one(said("a", "id:pad-1", SF.place), said("b", "id:pad-2", SF.place)), {}) == SF.Unknown


def test_decision_without_a_cause_leaves_the_cause_to_the_claims() -> None:
    right, wrong = said("a", NOON), said("b", SLIP)
    assert cause(one(right, wrong, rulings=(ruling(wrong, preferred=False),)), {}) == SF.Slip
    told = ruling(wrong, preferred=False, why=SF.Definition)
    assert cause(one(right, wrong, rulings=(told,)), {}) == SF.Definition
