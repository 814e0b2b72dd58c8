"""From claims to facts: which value the graph answers with, and why. Pure: no file, no store, no clock.

A property that may have many values keeps each stated one. A functional property has one, chosen in this order:

1. A person's decision: a preferred claim wins, a deprecated one is out.
2. The policy. ``most-supported``: the largest group of independent documents whose claims can all be true at once;
   ``most-precise``: the claim that no other is finer than; among several, the one that most documents bear out.
3. Within the group, the finest value; among equally fine ones, the one that most documents state, then the claim whose
   name comes first. Groups of equal size are a tie, and the dispute stays open.

``as-told-by:<document>`` answers with what that document tells, wherever it tells anything that no decision has ruled
out; elsewhere as ``most-supported``. Whatever the policy, claims that cannot all be true stay a dispute.

Documents that copy each other count once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim, Decision
from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import PREFIXES, SF, Term, shorten
from spaceflight_graph.resolve.objects import term
from spaceflight_graph.resolve.weigh import (
    Read,
    apart,
    beside,
    finest,
    largest,
    rank,
    sharpest,
    support,
    together,
    width,
)
from spaceflight_graph.values import Relation, Value

POLICIES = ("most-supported", "most-precise")
TOLD = "as-told-by:"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A claim whose value is not what its datatype, unit or precision needs, and why."""

    claim: Claim
    why: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One fact: the claim whose value was taken, and how the others stand to it.

    Attributes:
        claim: the claim whose value the graph answers with.
        value: what it denotes.
        supporting: the claims that agree with it, itself among them, by name.
        support: the number of independent documents among them.
        basis: the sf: concept that names the rule it was chosen by.
        against: the claims of the same functional property that cannot be true beside it.
        deprecated: the claims that a decision has ruled out.
        decision: the decision that was followed, if any.
        voices: every claim of the group, deprecated ones too, and how it stands to the chosen value.
    """

    claim: Claim
    value: Value
    supporting: tuple[Claim, ...]
    support: int
    basis: NamedNode
    against: tuple[Claim, ...] = ()
    deprecated: tuple[Claim, ...] = ()
    decision: Decision | None = None
    voices: tuple[tuple[Read, Relation], ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether the documents truly disagree, settled or not."""
        return bool(self.against or self.deprecated)


@dataclass(frozen=True)
class Context:
    """What the choice depends on besides the claims themselves.

    Attributes:
        functional: the properties that have one true value.
        links: the properties that lead to a thing, never to a text or number.
        around: for a thing, all that it is part of or narrower than, near and far.
        decisions: a person's rulings, by claim.
        origin: for a document that copies another one, a name for the whole family.
        policy: one of ``POLICIES``, or ``as-told-by:<document>``.
    """

    functional: Collection[NamedNode]
    links: Collection[NamedNode] = ()
    around: Mapping[str, frozenset[str]] = field(default_factory=dict)
    decisions: Mapping[NamedNode, Decision] = field(default_factory=dict)
    origin: Mapping[NamedNode, NamedNode] = field(default_factory=dict)
    policy: str = POLICIES[0]


def check_policy(policy: str, documents: Iterable[str]) -> None:
    """Do nothing where the policy is known.

    Raises:
        NotFoundError: an unknown policy or document; the message lists the known ones.
    """
    known = sorted(documents)
    if policy in POLICIES or (policy.startswith(TOLD) and policy.removeprefix(TOLD) in known):
        return
    raise NotFoundError(
        f"policy {policy!r}: not known. Fix: take one of {', '.join(POLICIES)}"
        f" or {TOLD}DOCUMENT with one of {', '.join(known)}."
    )


def resolve(claims: Sequence[Claim], context: Context) -> tuple[list[Chosen], list[Unreadable]]:
    """Return the facts that the claims about one property of one thing come to.

    Args:
        claims: all of one subject and one predicate, sorted by name.
        context: what else counts.

    Returns:
        The facts, at most one for a functional property, and the claims that could not be read.
    """
    reads: list[Read] = []
    unreadable: list[Unreadable] = []
    for claim in claims:
        try:
            if claim.predicate in context.links and isinstance(claim.object, Literal):
                raise ValueError(
                    f"{claim.object.value!r} names no thing, and {shorten(claim.predicate.value)} needs one"
                )
            reads.append(Read(claim, denoted(claim, context.around)))
        except ValueError as error:
            unreadable.append(Unreadable(claim, str(error)))
    if not reads:
        return [], unreadable
    if claims[0].predicate in context.functional:
        return [_one(reads, context)], unreadable
    return _each(reads, context), unreadable


def denoted(claim: Claim, around: Mapping[str, frozenset[str]]) -> Value:
    """Return what the value of a claim denotes.

    Raises:
        ValueError: it is not what its datatype, unit or precision needs, or its plan was current at no time.
    """
    if claim.plan_current_at is not None:
        values.calendar(claim.plan_current_at.value)
    stated = claim.object
    if isinstance(stated, NamedNode):
        return values.place(stated.value, around.get(stated.value, frozenset()))
    return values.read(
        stated.value,
        stated.datatype.value,
        precision=claim.precision,
        unit=_code(claim.unit) if claim.unit else None,
        approximation=claim.approximation,
        language=stated.language,
    )


def _code(unit: NamedNode) -> str:
    for namespace in (PREFIXES["unit"], PREFIXES["cur"]):
        if unit.value.startswith(namespace):
            return unit.value.removeprefix(namespace)
    raise ValueError(f"{unit.value} is no unit of QUDT, such as unit:KiloGM or cur:USD")


def _each(reads: Sequence[Read], context: Context) -> list[Chosen]:
    """Keep each distinct value that is not ruled out; 5 days and about 5 days are one fact, for it has one name."""
    by_value: dict[Value, list[Read]] = defaultdict(list)
    for read in reads:
        decision = context.decisions.get(read.claim.iri)
        if decision is None or decision.preferred:
            by_value[read.value].append(read)
    by_term: dict[Term, list[list[Read]]] = defaultdict(list)
    for same in by_value.values():
        by_term[term(same[0].claim)].append(same)
    found: list[Chosen] = []
    for groups in by_term.values():
        best = min((same[0] for same in groups), key=lambda read: (width(read.value), read.claim.iri.value))
        members = sorted((read for same in groups for read in same), key=lambda read: read.claim.iri.value)
        claims = tuple(read.claim for read in members)
        voices = tuple((read, values.relate(read.value, best.value)) for read in members)
        found.append(Chosen(best.claim, best.value, claims, support(claims, context.origin), SF.Stated, voices=voices))
    return found


def _one(reads: Sequence[Read], context: Context) -> Chosen:
    """Choose the one value of a functional property."""
    rulings = {read.claim.iri: context.decisions.get(read.claim.iri) for read in reads}
    out = [read for read in reads if (ruling := rulings[read.claim.iri]) and not ruling.preferred]
    left = [read for read in reads if read not in out] or list(reads)  # ruling all out rules nothing out
    preferred = [read for read in left if (ruling := rulings[read.claim.iri]) and ruling.preferred]
    told = [] if preferred else _told(left, context)
    pool = preferred or told or left
    fine = sharpest(pool) if context.policy == "most-precise" and not preferred else []
    if fine:  # equally fine values: the one that most documents bear out
        best = min(fine, key=lambda read: (-support(beside(read, left), context.origin), *rank(read, pool, pool)))
    else:
        best = finest(largest(pool, context.origin), pool)
    agreeing = {read.value for read in largest([read for read in left if together(best, read)], context.origin)}
    against = [read for read in left if apart(read, {best.value} | agreeing)]
    supporting = [read for read in left if together(best, read) and read not in against]
    contradicted = [read for read in out if apart(read, {best.value} | agreeing)]
    size = support([read.claim for read in supporting], context.origin)
    followed = preferred[0] if preferred else (contradicted[0] if contradicted and len(left) < len(reads) else None)
    if told and (against or contradicted):
        basis = SF.Told
    elif followed is not None:
        basis = SF.Ruling
    elif not against:
        basis = SF.Unanimity if size > 1 or len(supporting) > 1 else SF.OnlyValue
    elif fine and not any(read in fine for read in against):
        basis = SF.Finest
    else:
        rival = finest(largest(against, context.origin), pool)  # and all that can be true beside it
        basis = SF.Majority if support(beside(rival, left), context.origin) < size else SF.TieBreak
    return Chosen(
        claim=best.claim,
        value=best.value,
        supporting=tuple(read.claim for read in supporting),
        support=size,
        basis=basis,
        against=tuple(read.claim for read in against),
        deprecated=tuple(read.claim for read in contradicted),
        decision=rulings[followed.claim.iri] if followed else None,
        voices=tuple((read, values.relate(read.value, best.value)) for read in reads),
    )


def _told(reads: Sequence[Read], context: Context) -> list[Read]:
    """Return what the document tells that the policy names; nothing where it names none."""
    if not context.policy.startswith(TOLD):
        return []
    document = PREFIXES["doc"] + context.policy.removeprefix(TOLD)
    return [read for read in reads if read.claim.document.value == document]
