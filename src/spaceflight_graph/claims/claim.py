"""Claims and decisions as the code sees them: the only place that reads their triples."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from spaceflight_graph.namespaces import PREFIXES, QUDT, RDF, SF, TRUE, WIKIBASE, Term

Node = NamedNode | BlankNode


@dataclass(frozen=True, slots=True)
class Claim:
    """One document says one triple, at one line, in its own words.

    Attributes:
        iri: the claim's own name, which never changes.
        subject, predicate, object: the triple, its value normalised.
        document: the document that says so.
        line: where, counted from 1.
        unit: the QUDT unit of a number, if it has one.
        precision: local name of the sf: precision of a time, such as ``Minute``.
        approximation: local name of the sf: approximation, such as ``About``.
        plan_current_at: when the plan that the claim tells was in force, where the document gives the date.
        planned: whether what is claimed was a plan, where the property does not say so.
        inferred: whether a person inferred it, from what ``sf:inferredFrom`` names.
        window_end: the last moment of a window whose first is the object.
    """

    iri: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    document: NamedNode
    line: int
    unit: NamedNode | None = None
    precision: str | None = None
    approximation: str | None = None
    plan_current_at: Literal | None = None
    planned: bool = False
    inferred: bool = False
    window_end: Literal | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's ruling on one claim."""

    iri: NamedNode
    claim: NamedNode
    preferred: bool
    cause: NamedNode | None


def descriptions(triples: Iterable[Triple]) -> dict[Node, dict[NamedNode, list[Term]]]:
    """Gather triples by subject and predicate, in the order in which they stand."""
    found: dict[Node, dict[NamedNode, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if not isinstance(triple.subject, Triple):
            found[triple.subject][triple.predicate].append(triple.object)
    return found


def read_claims(triples: Iterable[Triple]) -> Iterator[Claim]:
    """Yield the claims of one file, in its order, holding one at a time.

    A claim that lacks a part, has one twice, or does not stand in one block is left out; the build names it and fails.
    """
    for node, parts in _blocks(triples):
        if SF.Claim not in parts.get(RDF.type, ()) or not isinstance(node, NamedNode):
            continue
        subject, predicate, value = (_one(parts, p) for p in (RDF.subject, RDF.predicate, RDF.object))
        document, line = _one(parts, SF.document), _one(parts, SF.line)
        if (
            isinstance(subject, NamedNode)
            and isinstance(predicate, NamedNode)
            and isinstance(value, NamedNode | Literal)
            and isinstance(document, NamedNode)
            and isinstance(line, Literal)
            and re.fullmatch(r"\+?\d+", line.value)
        ):
            unit, plan, end = (_one(parts, p) for p in (QUDT.unit, SF.planCurrentAt, SF.windowEnd))
            yield Claim(
                iri=node,
                subject=subject,
                predicate=predicate,
                object=value,
                document=document,
                line=int(line.value),
                unit=unit if isinstance(unit, NamedNode) else None,
                precision=_coded(parts, SF.precision),
                approximation=_coded(parts, SF.approximation),
                plan_current_at=plan if isinstance(plan, Literal) else None,
                planned=_one(parts, SF.planned) == TRUE,
                inferred=SF.inferredFrom in parts,
                window_end=end if isinstance(end, Literal) else None,
            )


def _blocks(triples: Iterable[Triple]) -> Iterator[tuple[Node, dict[NamedNode, list[Term]]]]:
    """Yield each run of triples about one thing."""
    for node, block in groupby(triples, key=attrgetter("subject")):
        parts: dict[NamedNode, list[Term]] = defaultdict(list)
        for triple in block:
            parts[triple.predicate].append(triple.object)
        yield node, parts


def read_decisions(triples: Iterable[Triple]) -> Iterator[Decision]:
    """Yield the decisions; one that lacks a part is left out, and the shapes name it."""
    for node, parts in descriptions(triples).items():
        if SF.Decision not in parts.get(RDF.type, ()) or not isinstance(node, NamedNode):
            continue
        claim, rank, cause = (_one(parts, p) for p in (SF.onClaim, WIKIBASE.rank, SF.disputeCause))
        if isinstance(claim, NamedNode) and rank in (WIKIBASE.PreferredRank, WIKIBASE.DeprecatedRank):
            cause = cause if isinstance(cause, NamedNode) else None
            yield Decision(node, claim, rank == WIKIBASE.PreferredRank, cause)


def _one(parts: Mapping[NamedNode, list[Term]], predicate: NamedNode) -> Term | None:
    """Return the only object of a predicate, or None where there is none or more than one."""
    objects = parts.get(predicate, ())
    return objects[0] if len(objects) == 1 else None


def _coded(parts: Mapping[NamedNode, list[Term]], predicate: NamedNode) -> str | None:
    term = _one(parts, predicate)
    return term.value.removeprefix(PREFIXES["sf"]) if isinstance(term, NamedNode) else None
