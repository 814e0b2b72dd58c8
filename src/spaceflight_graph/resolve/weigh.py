"""Which claims can be true together, and which is the finest: the only place that weighs claims against each other."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from pyoxigraph import NamedNode

from spaceflight_graph import values
from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.values import Bound, Ranged, Relation, Value

Origin = Mapping[NamedNode, NamedNode]
"""For a document that copies another one, a name for the whole family: they count once."""

_COMPATIBLE = {Relation.SAME, Relation.AGREES, Relation.REFINES, Relation.REFINED_BY}


@dataclass(frozen=True, slots=True)
class Read:
    """A claim and what its value denotes."""

    claim: Claim
    value: Value


def largest(reads: Sequence[Read], origin: Origin) -> list[Read]:
    """Return the claims of the largest set of independent documents that can all be true at once."""
    if len(reads) == 1:
        return list(reads)
    by_dimension: dict[str, list[Read]] = defaultdict(list)
    for read in reads:
        by_dimension[read.value.dimension].append(read)
    groups = (
        _overlapping(same, origin) if isinstance(same[0].value, Ranged) else _compatible(same, origin)
        for same in by_dimension.values()
    )
    return max(groups, key=lambda members: support([read.claim for read in members], origin))


def _overlapping(reads: Sequence[Read], origin: Origin) -> list[Read]:
    """Return the ranges that share the point which most documents cover; then the finest, then the first by name.

    On a line, ranges that meet pairwise share a point, so one sweep over their ends finds the largest group.
    """
    ends: list[tuple[Any, int, int]] = []  # a bound may be int, Fraction or infinite: they compare with each other
    for index, read in enumerate(reads):
        assert isinstance(read.value, Ranged)  # noqa: S101 - the caller has looked
        ends += [(read.value.low, 1, index), (read.value.high, 0, index)]  # half-open: an end comes before a start
    inside: set[int] = set()
    documents: Counter[NamedNode] = Counter()
    best: tuple[tuple[Bound, ...], list[int]] = ((), [])
    for _, opens, index in sorted(ends):
        document = origin.get(reads[index].claim.document, reads[index].claim.document)
        if opens:
            inside.add(index)
            documents[document] += 1
            size = sum(map(bool, documents.values()))
            order = (size, -min(width(reads[i].value) for i in inside), len(inside), -min(inside))
            if order > best[0]:
                best = (order, sorted(inside))
        else:
            inside.discard(index)
            documents[document] -= 1
    return [reads[index] for index in best[1]]


def _compatible(reads: Sequence[Read], origin: Origin) -> list[Read]:
    """Return the largest group of names, each with those that contain it; the first such group on a tie."""
    distinct = dict.fromkeys(read.value for read in reads)
    coarser = {Relation.SAME, Relation.AGREES, Relation.REFINES}
    groups = ([read for read in reads if values.relate(value, read.value) in coarser] for value in distinct)
    return max(groups, key=lambda members: (support([read.claim for read in members], origin), len(members)))


def finest(members: Sequence[Read], reads: Sequence[Read]) -> Read:
    """Return the finest value of a group; then the one stated most often, then the first by name.

    A document that calls a value inexact once means so where it repeats the value bare.
    """
    best = min(members, key=lambda read: rank(read, members, reads))
    hedged = (read for read in members if read.claim.approximation and _repeats(best.claim, read.claim))
    return min(hedged, key=lambda read: read.claim.iri.value, default=best)


def _repeats(bare: Claim, other: Claim) -> bool:
    """Whether a claim that calls its value exact gives what another one of its document gives."""
    return not bare.approximation and (bare.document, bare.object) == (other.document, other.object)


def rank(read: Read, members: Iterable[Read], reads: Iterable[Read]) -> tuple[Bound, int, int, str]:
    """Return the key that sorts the finest value first."""
    refined = sum(values.relate(read.value, other.value) is Relation.REFINES for other in members)
    stated = sum(read.value == other.value for other in reads)
    return width(read.value), -refined, -stated, read.claim.iri.value


def width(value: Value) -> Bound:
    """Return how wide a range the words cover, exactly, for no float holds 1e999; names have no width."""
    if not isinstance(value, Ranged):
        return 0
    return inf if inf in (value.stated_high, -value.stated_low) else value.stated_high - value.stated_low


def support(claims: Iterable[Claim], origin: Origin) -> int:
    """Count the independent documents among some claims."""
    return len({origin.get(claim.document, claim.document) for claim in claims})


def sharpest(reads: Sequence[Read]) -> list[Read]:
    """Return the claims that no other is finer than."""
    least = min(width(read.value) for read in reads)
    distinct = {read.value for read in reads}
    return [
        read
        for read in reads
        if width(read.value) == least
        and not any(values.relate(other, read.value) is Relation.REFINES for other in distinct)
    ] or list(reads)


def together(one: Read, other: Read) -> bool:
    """Whether two claims can be true together."""
    return values.relate(one.value, other.value) in _COMPATIBLE


def beside(read: Read, others: Iterable[Read]) -> list[Claim]:
    """Return the claims that can be true beside one."""
    return [other.claim for other in others if together(read, other)]


def apart(read: Read, agreed: Iterable[Value]) -> bool:
    """Whether a claim cannot be true beside some of the values."""
    return any(values.relate(read.value, value) is Relation.CONFLICTS for value in agreed)
