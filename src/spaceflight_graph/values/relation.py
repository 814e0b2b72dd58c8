"""The only place where two values are compared, and the laws that every comparison keeps.

A value that can be ordered denotes two half-open ranges on the exact scale of its dimension:

* the *stated* range: what its words cover (``11:45`` covers 11:45:00 up to 11:46:00);
* the range ``low`` … ``high``, which also holds what may have been *rounded* to those words (from 11:44:30). It is
  never narrower than the stated range.

*Refines* is told from the stated ranges alone, as a strict subset, and so is a strict partial order. *Conflicts* and
*agrees* are told from ``low`` … ``high``. *Same* means that both ranges are equal, so equals can replace each other in
every relation. Agreement does not pass on from pair to pair: 3 June agrees with 3 June 09:16 and with 3 June 12:39.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

Bound = int | Fraction | float
"""An end of a range: exact (int or Fraction), or the float ``inf`` or ``-inf`` where the range is open."""

INFINITY = float("inf")


class Relation(StrEnum):
    """How one value stands to another of the same thing."""

    SAME = "same"
    AGREES = "agrees"
    REFINES = "refines"
    REFINED_BY = "refined-by"
    CONFLICTS = "conflicts"
    NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, slots=True)
class Value(ABC):
    """What a claim's literal or IRI denotes.

    Attributes:
        dimension: the scale or kind it is compared on, such as ``time``, ``mass``, ``money:USD`` or ``entity``. Only
            values of one dimension are comparable.
    """

    dimension: str

    @abstractmethod
    def stands_to(self, other: Value) -> Relation:
        """Return the relation of this value to another **of the same dimension**; anyone else calls `relate`."""


@dataclass(frozen=True, slots=True)
class Ranged(Value):
    """A value on an ordered scale. Each range is half-open and never empty: low < high.

    Attributes:
        low: the first point it may mean, rounding allowed for.
        high: the first point beyond those it may mean.
        stated_low: the first point its words cover.
        stated_high: the first point beyond those its words cover.
    """

    low: Bound
    high: Bound
    stated_low: Bound
    stated_high: Bound

    def stands_to(self, other: Value) -> Relation:
        """Return the relation of this range to another of the same dimension."""
        assert isinstance(other, Ranged)  # noqa: S101 - a dimension has one class
        mine, end, theirs, their_end = self.stated_low, self.stated_high, other.stated_low, other.stated_high
        if mine == theirs and end == their_end:
            return Relation.SAME if self.low == other.low and self.high == other.high else Relation.AGREES
        if self.low >= other.high or other.low >= self.high:
            return Relation.CONFLICTS
        if mine >= theirs and end <= their_end:
            return Relation.REFINES
        if theirs >= mine and their_end <= end:
            return Relation.REFINED_BY
        return Relation.AGREES


def relate(a: Value, b: Value) -> Relation:
    """Return the relation of ``a`` to ``b``: ``REFINES`` means that ``a`` is the finer one.

    Never raises. Values of different dimensions are ``NOT_COMPARABLE``.
    """
    if a is b:
        return Relation.SAME
    if a.dimension != b.dimension:
        return Relation.NOT_COMPARABLE
    return a.stands_to(b)


def exact(numerator: int | Fraction, denominator: int = 1) -> int | Fraction:
    """Return the quotient as an int where it is whole, else as a Fraction: ints compare twenty times as fast.

    >>> exact(6, 3), exact(1, 3)
    (2, Fraction(1, 3))
    """
    if type(numerator) is int:
        whole, rest = divmod(numerator, denominator)
        if not rest:
            return whole
    quotient = Fraction(numerator) / denominator
    return quotient.numerator if quotient.denominator == 1 else quotient
