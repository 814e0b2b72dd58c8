"""From claims to facts: which value the graph answers with, and why. Pure: no file, no store, no clock.

A property that may have many values keeps each stated one. A functional property has one, chosen in this order:

1. A person's decision: a preferred claim wins, a deprecated one is out.
2. The policy. ``most-supported``: the largest group of independent documents whose claims can all be true at once;
   ``most-precise``: the claim that no other is finer than; among several, the one that most documents bear out.
3. Within the group, the finest value (what its document elsewhere calls "about" so much is no finer); among equally
   fine ones, the one that most documents state, then the claim whose name comes first. Groups of equal size are a tie,
   and the dispute stays open.

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
from spaceflight_graph.claims.denotation import denoted
from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import PREFIXES, SF, Term, shorten
from spaceflight_graph.resolve.objects import term, window_end
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


def _each(reads: Sequence[Read], context: Context) -> list[Chosen]:
    """Keep each distinct value that is not ruled out; 5 days and about 5 days are one fact, for it has one name.

    A window has a name of its own: 12:15 and 12:15 to 12:17 are two plans.
    """
    by_value: dict[Value, list[Read]] = defaultdict(list)
    for read in reads:
        decision = context.decisions.get(read.claim.iri)
        if decision is None or decision.preferred:
            by_value[read.value].append(read)
    by_term: dict[tuple[Term, Term | None], list[list[Read]]] = defaultdict(list)
    for same in by_value.values():
        by_term[term(same[0].claim), window_end(same[0].claim)].append(same)
    found: list[Chosen] = []
    for groups in by_term.values():
        best = min((same[0] for same in groups), key=lambda read: (width(read.value), read.claim.iri.value))
        members = sorted((read for same in groups for read in same), key=lambda read: read.claim.iri.value)
        claims = tuple(read.claim for read in members)
        voices = tuple((read, values.relate(read.value, best.value)) for read in members)
        found.append(Chosen(best.claim, best.value, claims, support(claims, context.origin), SF.Stated, voices=voices))
    return found


@dataclass(frozen=True, slots=True)
class _Pool:
    """The claims of a functional property, sorted by what decisions and the policy say of them.

    Attributes:
        reads: all of them.
        out: those that a decision has ruled out.
        left: the others; all of them where every one is ruled out, for that rules nothing out.
        preferred: those of them that a decision prefers.
        told: those of them that the document tells which the policy names, unless a decision prefers some.
        rulings: the decision on each claim.
    """

    reads: Sequence[Read]
    out: Sequence[Read]
    left: Sequence[Read]
    preferred: Sequence[Read]
    told: Sequence[Read]
    rulings: Mapping[NamedNode, Decision | None]

    @property
    def candidates(self) -> Sequence[Read]:
        """Return the claims among which the answer is."""
        return self.preferred or self.told or self.left


@dataclass(frozen=True, slots=True)
class _Sides:
    """How the claims stand to the best one.

    Attributes:
        supporting: those that can be true beside it.
        against: those that are left and cannot.
        contradicted: those that are ruled out and cannot.
        support: how many independent documents the supporting ones are of.
    """

    supporting: Sequence[Read]
    against: Sequence[Read]
    contradicted: Sequence[Read]
    support: int


def _one(reads: Sequence[Read], context: Context) -> Chosen:
    """Choose the one value of a functional property."""
    pool = _pool(reads, context)
    sharp = _sharp(pool, context)
    best = _best(pool, sharp, context)
    sides = _sides(best, pool, context)
    ruling = _ruling(pool, sides)
    return Chosen(
        claim=best.claim,
        value=best.value,
        supporting=tuple(read.claim for read in sides.supporting),
        support=sides.support,
        basis=_basis(pool, sides, sharp, ruling, context),
        against=tuple(read.claim for read in sides.against),
        deprecated=tuple(read.claim for read in sides.contradicted),
        decision=ruling,
        voices=tuple((read, values.relate(read.value, best.value)) for read in reads),
    )


def _pool(reads: Sequence[Read], context: Context) -> _Pool:
    rulings = {read.claim.iri: context.decisions.get(read.claim.iri) for read in reads}
    out = [read for read in reads if (ruling := rulings[read.claim.iri]) and not ruling.preferred]
    left = [read for read in reads if read not in out] or list(reads)
    preferred = [read for read in left if (ruling := rulings[read.claim.iri]) and ruling.preferred]
    return _Pool(reads, out, left, preferred, [] if preferred else _told(left, context), rulings)


def _sharp(pool: _Pool, context: Context) -> Sequence[Read]:
    """Return the candidates that none is finer than, where the policy asks for them and no decision prefers one."""
    if context.policy != "most-precise" or pool.preferred:
        return []
    return sharpest(pool.candidates)


def _best(pool: _Pool, sharp: Sequence[Read], context: Context) -> Read:
    """Return the claim whose value is the answer."""
    candidates = pool.candidates
    if not sharp:
        return finest(largest(candidates, context.origin), candidates)

    def borne_out(read: Read) -> int:
        return support(beside(read, pool.left), context.origin)

    return min(sharp, key=lambda read: (-borne_out(read), *rank(read, candidates, candidates)))


def _sides(best: Read, pool: _Pool, context: Context) -> _Sides:
    friends = [read for read in pool.left if together(best, read)]
    agreed = {best.value} | {read.value for read in largest(friends, context.origin)}
    against = [read for read in pool.left if apart(read, agreed)]
    supporting = [read for read in friends if read not in against]
    contradicted = [read for read in pool.out if apart(read, agreed)]
    size = support([read.claim for read in supporting], context.origin)
    return _Sides(supporting, against, contradicted, size)


def _ruling(pool: _Pool, sides: _Sides) -> Decision | None:
    """Return the decision that was followed: one that prefers, else one that rules out a claim against the answer."""
    if pool.preferred:
        return pool.rulings[pool.preferred[0].claim.iri]
    if sides.contradicted and len(pool.left) < len(pool.reads):
        return pool.rulings[sides.contradicted[0].claim.iri]
    return None


def _basis(pool: _Pool, sides: _Sides, sharp: Sequence[Read], ruling: Decision | None, context: Context) -> NamedNode:
    """Return the rule that the answer was chosen by."""
    if pool.told and (sides.against or sides.contradicted):
        return SF.Told
    if ruling is not None:
        return SF.Ruling
    if not sides.against:
        return SF.Unanimity if len(sides.supporting) > 1 else SF.OnlyValue
    if sharp and not any(read in sharp for read in sides.against):
        return SF.Finest
    rival = finest(largest(sides.against, context.origin), pool.candidates)  # and all that can be true beside it
    return SF.Majority if support(beside(rival, pool.left), context.origin) < sides.support else SF.TieBreak


def _told(reads: Sequence[Read], context: Context) -> list[Read]:
    """Return what the document tells that the policy names; nothing where it names none."""
    if not context.policy.startswith(TOLD):
        return []
    document = PREFIXES["doc"] + context.policy.removeprefix(TOLD)
    return [read for read in reads if read.claim.document.value == document]
