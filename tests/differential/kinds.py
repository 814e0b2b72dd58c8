"""Where pySHACL is not what we follow: the kinds of differences, each with the clause that decides it."""

from collections.abc import Callable
from dataclasses import dataclass

from compare import Key
from generate import Case
from pyoxigraph import Literal

_ORDERED = {"MinInclusive", "MinExclusive", "MaxInclusive", "MaxExclusive", "LessThan", "LessThanOrEquals"}
_NESTING = {"Not", "And", "Or", "Xone", "Node", "QualifiedMinCount", "QualifiedMaxCount"}


@dataclass(frozen=True)
class Kind:
    """A kind of differences.

    Attributes:
        name: what it is called.
        clause: what decides it.
        fits: whether a difference is of it: the case, its component, the result, and whether only we have it.
    """

    name: str
    clause: str
    fits: Callable[[Case, str, Key, bool], bool]


def _ordered(_: Case, component: str, __: Key, ours: bool) -> bool:
    return component in _ORDERED and ours


def _promoted(case: Case, component: str, key: Key, ours: bool) -> bool:
    return component in _ORDERED and not ours and "1e0" in case.shapes + case.data and "0000001" in str(key[3])


def _spelled(_: Case, component: str, key: Key, ours: bool) -> bool:
    return component == "Datatype" and ours and isinstance(key[3], Literal) and key[3].value == "inf"


def _solutions(_: Case, component: str, key: Key, ours: bool) -> bool:
    return component == "SPARQL" and ours and key[1] == key[3]


def _inverse(case: Case, _: str, __: Key, ___: bool) -> bool:
    return "sh:inversePath ( " in case.shapes


def _nested(case: Case, component: str, _: Key, __: bool) -> bool:
    odd = ("clusive", "sh:lessThan", "sh:datatype xsd:double")
    return component in _NESTING and any(word in case.shapes for word in odd)


KINDS = (
    Kind(
        "not comparable",
        "SHACL 4.3, 4.5.3; SPARQL 1.1, 17.3: what SPARQL's < has no answer for is a result",
        _ordered,
    ),
    Kind("promoted", "SPARQL 1.1, 17.1: a decimal beside a double is compared as a double", _promoted),
    Kind("solutions", "SHACL 5.3.1: each solution of a query is a result, also one that is like another", _solutions),
    Kind("inverse of a sequence", "SHACL 2.3.1.2, SPARQL 1.1, 18.4: its steps are walked in the other order", _inverse),
    Kind("inf", "XSD 1.1, 3.3.5.2: INF is the only spelling", _spelled),
    Kind("nested", "SHACL 4.6, 4.7: what follows from the others inside another shape", _nested),
)


def kind(case: Case, key: Key, *, ours: bool) -> str | None:
    """Return the name of the kind of a difference, or nothing for one that nothing explains."""
    component = str(key[0]).rpartition("#")[2].removesuffix("ConstraintComponent>")
    return next((kind.name for kind in KINDS if kind.fits(case, component, key, ours)), None)
