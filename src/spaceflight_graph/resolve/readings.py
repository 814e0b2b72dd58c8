"""How the values of claims and facts read: the only place that derives ``sf:reads``, in every language we write."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from spaceflight_graph.claims.claim import Claim
from spaceflight_graph.namespaces import SF, XSD, Term
from spaceflight_graph.values.times import in_utc
from spaceflight_graph.wording import LANGUAGES, has_reading, reads


def of_claim(claim: Claim) -> Iterator[Triple]:
    """Yield how the value of a claim reads: as its document has it, in the zone that it is told in."""
    yield from _readings(claim.iri, claim, claim.object, claim.window_end)


def of_fact(fact: NamedNode, claim: Claim) -> Iterator[Triple]:
    """Yield how the value of a fact reads that rests on a claim: a clock time in UTC, all else as the claim has it."""
    yield from _readings(fact, claim, _in_utc(claim.object), _in_utc(claim.window_end))


def of_derived(fact: NamedNode, value: Term) -> Iterator[Triple]:
    """Yield how a value reads that no document states."""
    yield from _readings(fact, None, value, None)


def _readings(node: NamedNode, claim: Claim | None, value: Term | None, window_end: Term | None) -> Iterator[Triple]:
    if not isinstance(value, Literal) or not has_reading(value.datatype.value):
        return
    for language in LANGUAGES:
        text = reads(
            value.value,
            value.datatype.value,
            precision=claim.precision if claim else None,
            unit=claim.unit.value.rsplit("/", 1)[-1] if claim and claim.unit else None,
            approximation=claim.approximation if claim else None,
            window_end=window_end.value if isinstance(window_end, Literal) else None,
            language=language,
        )
        yield Triple(node, SF.reads, Literal(text, language=language))


def _in_utc(value: Term | None) -> Term | None:
    if isinstance(value, Literal) and value.datatype == XSD.dateTime:
        return Literal(in_utc(value.value), datatype=XSD.dateTime)
    return value
