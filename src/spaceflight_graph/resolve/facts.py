"""From choices to triples: facts with their claims, quantities, ranges of times, disputes. Names what is derived.

fact:<subject>--<property>[--<value>]   dispute:<subject>--<property>   quantity:<number>-<unit>
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.namespaces import PREFIXES, PROV, RDF, SF, TRUE, XSD, Term
from spaceflight_graph.resolve import readings
from spaceflight_graph.resolve.arithmetic import Mismatch
from spaceflight_graph.resolve.choose import Chosen
from spaceflight_graph.resolve.derive import Derived, plan_age
from spaceflight_graph.resolve.grade import PLANNED
from spaceflight_graph.resolve.objects import quantity, term, window_end
from spaceflight_graph.values import Relation, Time, Value
from spaceflight_graph.values.durations import seconds

_RELATIONS = {
    relation: NamedNode(SF.iri + "".join(word.capitalize() for word in relation.value.split("-")))
    for relation in Relation
}


def statements(chosen: Chosen) -> list[Triple]:
    """Return what a choice says of its subject: what a reasoner reads."""
    claim = chosen.claim
    said = [Triple(claim.subject, claim.predicate, term(claim)), *quantity(claim)]
    if claim.predicate == SF.time:
        said += (Triple(claim.subject, prop, moment) for prop, moment in bounds(chosen.value))
    return said


def bounds(value: Value) -> list[tuple[NamedNode, Literal]]:
    """Return the first and the last moment that a time may be, as far as it is one that has them."""
    if not isinstance(value, Time):
        return []
    ends = ((SF.notBefore, value.not_before), (SF.notAfter, value.not_after))
    return [(prop, Literal(moment, datatype=XSD.dateTime)) for prop, moment in ends if moment is not None]


def fact_node(
    chosen: Chosen, functional: bool, happened: str | None = None, seen_from: readings.Reference | None = None
) -> list[Triple]:
    """Return the node of a fact, which leads to the claims.

    Args:
        chosen: the choice.
        functional: whether its property has one true value, so that the fact's name needs no value.
        happened: for a planned time, when the event did happen, if any document tells.
        seen_from: for a distance, what it is measured from.
    """
    claim = chosen.claim
    value = term(claim)
    fact = fact_iri(chosen, functional)
    about = [
        Triple(fact, RDF.type, SF.Fact),
        Triple(fact, RDF.subject, claim.subject),
        Triple(fact, RDF.predicate, claim.predicate),
        Triple(fact, RDF.object, value),
        Triple(fact, SF.basis, chosen.basis),
        Triple(fact, SF.support, Literal(chosen.support)),
        *(Triple(fact, PROV.wasDerivedFrom, supporting.iri) for supporting in chosen.supporting),
    ]
    if claim.approximation:
        about.append(Triple(fact, SF.approximation, NamedNode(SF.iri + claim.approximation)))
    if claim.precision:
        about.append(Triple(fact, SF.precision, NamedNode(SF.iri + claim.precision)))
    if (end := window_end(claim)) is not None:
        about.append(Triple(fact, SF.windowEnd, end))
    about += (Triple(fact, prop, moment) for prop, moment in bounds(chosen.value))
    about += _seconds(fact, value)
    about += readings.of_fact(fact, claim, seen_from)
    plans = sorted({plan.value: plan for c in chosen.supporting if (plan := c.plan_current_at)}.items())
    of_a_plan = claim.predicate in PLANNED.values()
    planned = not of_a_plan and all(c.planned for c in chosen.supporting)  # what one claim tells as done is no plan
    if planned:
        about.append(Triple(fact, SF.planned, TRUE))
    if plans and (of_a_plan or planned):
        about.append(Triple(fact, SF.planCurrentAt, plans[0][1]))
        timed = claim.predicate == SF.plannedTime and isinstance(chosen.value, Time)
        age = plan_age(plans[0][0], happened or claim.object.value) if timed else None
        about += [Triple(fact, SF.planAge, Literal(age, datatype=XSD.duration))] if age else []
    for read, relation in chosen.voices:  # last, for who takes fact nodes in expects each in one block
        about += [Triple(read.claim.iri, SF.relationToFact, _RELATIONS[relation]), *readings.of_claim(read.claim)]
    return about


def derived_triples(derived: Derived) -> Iterator[Triple]:
    """Yield the fact node of a statement that no document makes; the statement itself is ``derived.statement``."""
    said = derived.statement
    assert isinstance(said.subject, NamedNode)  # noqa: S101 - no blank nodes are derived
    fact = NamedNode(f"{PREFIXES['fact']}{_local(said.subject)}--{_kebab(_local(said.predicate))}")
    yield Triple(fact, RDF.type, SF.Fact)
    yield Triple(fact, RDF.subject, said.subject)
    yield Triple(fact, RDF.predicate, said.predicate)
    yield Triple(fact, RDF.object, said.object)
    yield Triple(fact, SF.basis, SF.Derived)
    yield from _seconds(fact, said.object)
    yield from readings.of_derived(fact, said.object)
    for claim in derived.claims:
        yield Triple(fact, PROV.wasDerivedFrom, claim.iri)


def _seconds(fact: NamedNode, value: Term | None) -> Iterator[Triple]:
    """Yield how many seconds a duration lasts: engines do not add durations up."""
    if not isinstance(value, Literal) or value.datatype not in (XSD.dayTimeDuration, XSD.duration):
        return
    if (lasting := seconds(value.value)) is not None:
        yield Triple(fact, SF.seconds, Literal(lasting, datatype=XSD.decimal))


def dispute_triples(chosen: Chosen, cause: NamedNode) -> Iterator[Triple]:
    """Yield the node of a dispute: its claims, what was chosen, by which rule, and what lies behind it."""
    claim = chosen.claim
    dispute = NamedNode(PREFIXES["dispute"] + _about(claim))
    fact = fact_iri(chosen, functional=True)
    yield Triple(dispute, RDF.type, SF.Dispute)
    yield Triple(dispute, RDF.subject, claim.subject)
    yield Triple(dispute, RDF.predicate, claim.predicate)
    yield Triple(dispute, SF.chosen, fact)
    yield Triple(dispute, SF.basis, chosen.basis)
    yield Triple(dispute, SF.disputeCause, cause)
    if chosen.decision:
        yield Triple(dispute, PROV.wasDerivedFrom, chosen.decision.iri)
    for party in (*chosen.supporting, *chosen.against, *chosen.deprecated):
        yield Triple(dispute, SF.disputedClaim, party.iri)
    for rejected in (*chosen.against, *chosen.deprecated):
        yield Triple(rejected.iri, SF.rejectedFor, fact)


def mismatch_triples(mismatch: Mismatch, decisions: Mapping[NamedNode, Decision]) -> Iterator[Triple]:
    """Yield the node of a document's arithmetic that does not add up; a ruling on any of its claims settles it."""
    length = mismatch.length
    document = _local(length.document)
    dispute = NamedNode(f"{PREFIXES['dispute']}{document}--{_about(length)}")
    parties = (length, mismatch.begin, mismatch.end)
    rulings = [decisions[claim.iri] for claim in parties if claim.iri in decisions]
    yield Triple(dispute, RDF.type, SF.Dispute)
    yield Triple(dispute, RDF.subject, length.subject)
    yield Triple(dispute, RDF.predicate, length.predicate)
    yield Triple(dispute, SF.chosen, NamedNode(PREFIXES["fact"] + _about(length)))
    yield Triple(dispute, SF.basis, SF.Ruling if rulings else SF.Unsettled)
    yield Triple(dispute, SF.disputeCause, SF.Arithmetic)
    yield from (Triple(dispute, PROV.wasDerivedFrom, ruling.iri) for ruling in rulings)
    yield from (Triple(dispute, SF.disputedClaim, claim.iri) for claim in parties)


def fact_iri(chosen: Chosen, functional: bool) -> NamedNode:
    """Return the name of a fact; it depends on nothing but the triple."""
    claim = chosen.claim
    name = _about(claim)
    if not functional:
        value, end = term(claim), window_end(claim)
        text = str(value) if end is None else f"{value} {end}"
        name += "--" + (_local(value) if isinstance(value, NamedNode) else sha256(text.encode()).hexdigest()[:12])
    return NamedNode(PREFIXES["fact"] + name)


def _about(claim: Claim) -> str:
    return f"{_local(claim.subject)}--{_kebab(_local(claim.predicate))}"


def _local(node: NamedNode) -> str:
    return re.split(r"[/#]", node.value)[-1]


def _kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
