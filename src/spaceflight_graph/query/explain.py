"""Why does the graph answer so? Every claim about a thing, how it stands to the answer, and the rule that chose it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import tables
from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import PREFIXES, PROV, QUDT, RDF, SF, TRUE, Term, shorten
from spaceflight_graph.printable import line
from spaceflight_graph.query import lookup

APART = "does not add up"
"""How a claim about something else stands to the answer where both, with a third, cannot be true."""


@dataclass(frozen=True)
class Voice:
    """One claim as it takes part in an explanation.

    Attributes:
        claim: its name, shortened.
        of: what it states of what, where that is not what is explained: a derived answer and arithmetic rest on others.
        value: what it states, normalised, with its unit, its way of not being exact and the date of a plan.
        stated_as: its own words.
        document: who says so.
        line: at which line.
        relation: how its value stands to the answer: same, refined by, conflicts …
        rejected: whether the answer was chosen against it.
        ruling: the reason of a decision on it, if there is one.
        inferred_from: what a person inferred it from, by label or shortened name; nothing where it was read.
    """

    claim: str
    of: str
    value: str
    stated_as: str
    document: str
    line: int
    relation: str
    rejected: bool
    ruling: str | None
    inferred_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contest:
    """One dispute about a property.

    Attributes:
        cause: what lies behind it.
        basis: the rule that settled it, if any did.
        claims: those that take part, shortened.
        rulings: the reasons of the decisions that settled it.
    """

    cause: str
    basis: str
    claims: tuple[str, ...]
    rulings: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """One property of one thing.

    Attributes:
        subject: the thing, shortened; and its label.
        label: what people call it.
        property: the property, shortened.
        property_label: what people call that.
        answers: the values that the graph answers with, each with its way of not being exact and the date of a plan.
        basis: the rule that chose them, in words.
        support: how many independent documents agree with the answer.
        disputes: what is contested about it.
        voices: every claim, those that agree first; then those that a dispute sets against them.
    """

    subject: str
    label: str
    property: str
    property_label: str
    answers: tuple[str, ...]
    basis: str
    support: int
    disputes: tuple[Contest, ...]
    voices: tuple[Voice, ...]


def explain(store: Store, subject: str, prop: str | None = None) -> list[Explanation]:
    """Return every claim about a thing, property by property.

    Args:
        store: the graph.
        subject: the thing, by slug, IRI or label.
        prop: one property, by name, IRI or label; all of them when left out.

    Raises:
        NotFoundError: no such thing, no such property, or no document says anything of it.
    """
    thing = lookup.find(store, subject)
    only = lookup.find(store, prop) if prop else None
    by_property: dict[NamedNode, list[NamedNode]] = {}
    facts: dict[NamedNode, list[NamedNode]] = {}
    for quad in store.quads_for_pattern(None, RDF.subject, thing, None):
        node, predicate = quad.subject, _one(store, quad.subject, RDF.predicate)
        if not isinstance(node, NamedNode) or not isinstance(predicate, NamedNode):
            continue
        kind = _one(store, node, RDF.type)
        if kind == SF.Claim:
            by_property.setdefault(predicate, []).append(node)
        elif kind == SF.Fact:
            facts.setdefault(predicate, []).append(node)
    told = sorted(by_property.keys() | facts.keys(), key=lambda p: p.value)
    if only is not None and only not in told:
        offered = ", ".join(shorten(p.value).removeprefix("sf:") for p in told) or "none"
        raise NotFoundError(
            f"no document states {shorten(only.value)} of {shorten(thing.value)}. Fix: they state {offered}."
        )
    if not told:
        raise NotFoundError(f"no document states anything of {shorten(thing.value)} itself. Fix: name another thing.")
    return [_explained(store, thing, p, by_property.get(p, []), facts.get(p, [])) for p in told if only in (None, p)]


def _explained(
    store: Store, thing: NamedNode, prop: NamedNode, claims: Sequence[NamedNode], facts: Sequence[NamedNode]
) -> Explanation:
    if not claims:  # derived: the claims it follows from are about other things
        claims = [c for f in facts for c in _all(store, f, PROV.wasDerivedFrom) if isinstance(c, NamedNode)]
    disputes = [
        quad.subject
        for quad in store.quads_for_pattern(None, RDF.subject, thing, None)
        if _one(store, quad.subject, RDF.type) == SF.Dispute and _one(store, quad.subject, RDF.predicate) == prop
    ]
    parties = {party for dispute in disputes for party in _all(store, dispute, SF.disputedClaim)}
    rivals = [party for party in parties - set(claims) if isinstance(party, NamedNode)]
    voices = [_voice(store, claim, thing, prop, disputed=claim in parties) for claim in (*claims, *rivals)]
    bases = {_label(store, _one(store, fact, SF.basis)) for fact in facts}
    support = [int(n.value) for fact in facts if isinstance(n := _one(store, fact, SF.support), Literal)]
    return Explanation(
        subject=shorten(thing.value),
        label=lookup.label(store, thing),
        property=shorten(prop.value),
        property_label=lookup.label(store, prop),
        answers=tuple(sorted(_qualified(store, fact) for fact in facts)),
        basis=", ".join(sorted(bases)),
        support=max(support, default=0),
        disputes=tuple(sorted((_contest(store, dispute) for dispute in disputes), key=lambda d: (d.cause, d.claims))),
        voices=tuple(sorted(voices, key=lambda v: (v.relation == APART, v.rejected, v.document, v.line, v.claim))),
    )


def _contest(store: Store, dispute: Term) -> Contest:
    decisions = [node for node in _all(store, dispute, PROV.wasDerivedFrom) if isinstance(node, NamedNode)]
    rulings = [_one(store, decision, SF.rationale) for decision in decisions]
    return Contest(
        cause=_label(store, _one(store, dispute, SF.disputeCause)),
        basis=_label(store, _one(store, dispute, SF.basis)),
        claims=tuple(
            sorted(shorten(c.value) for c in _all(store, dispute, SF.disputedClaim) if isinstance(c, NamedNode))
        ),
        rulings=tuple(sorted(reason.value for reason in rulings if isinstance(reason, Literal))),
    )


def _voice(store: Store, claim: NamedNode, thing: NamedNode, prop: NamedNode, *, disputed: bool) -> Voice:
    line, stated = _one(store, claim, SF.line), _one(store, claim, SF.statedAs)
    unit = _one(store, claim, QUDT.unit)
    subject, predicate = _one(store, claim, RDF.subject), _one(store, claim, RDF.predicate)
    rulings = [
        _one(store, quad.subject, SF.rationale) for quad in store.quads_for_pattern(None, SF.onClaim, claim, None)
    ]
    own = (subject, predicate) == (thing, prop)
    return Voice(
        claim=shorten(claim.value),
        of="" if own else f"{_label(store, subject)}: {_label(store, predicate)}",
        value=_qualified(store, claim, f" {_local(unit)}" if unit else ""),
        stated_as=stated.value if isinstance(stated, Literal) else "",
        document=_local(_one(store, claim, SF.document)),
        line=int(line.value) if isinstance(line, Literal) else 0,
        relation=APART if disputed and not own else _label(store, _one(store, claim, SF.relationToFact)),
        rejected=_one(store, claim, SF.rejectedFor) is not None,
        ruling=next((reason.value for reason in rulings if isinstance(reason, Literal)), None),
        inferred_from=tuple(sorted(_label(store, ground) for ground in _all(store, claim, SF.inferredFrom))),
    )


def _qualified(store: Store, node: NamedNode, unit: str = "") -> str:
    """Return the value of a fact or claim with what a reader must not overlook: about, and as planned when."""
    near, plan = _one(store, node, SF.approximation), _one(store, node, SF.planCurrentAt)
    planned = _one(store, node, SF.planned) == TRUE
    value = _value(store, _one(store, node, RDF.object)) + unit
    value = f"{_label(store, near)} {value}" if near else value
    if plan:
        return f"{value} (planned, as of {tables.cell(plan)})"
    return f"{value} (planned)" if planned else value


def text(explanation: Explanation) -> str:
    """Return an explanation as people read it."""
    e = explanation
    lines = [f"{e.label}: {e.property_label}   ({e.subject} {e.property})"]
    lines += [f"  answer: {answer}" for answer in e.answers]
    documents = f"{e.support} independent document{'s' if e.support != 1 else ''}"
    lines.append(f"  chosen by: {e.basis}" + (f", supported by {documents}" if e.support else ""))
    for contest in e.disputes:
        settled = f", settled by: {contest.basis}" if contest.basis not in ("", e.basis) else ""
        lines.append(f"  disputed, cause: {contest.cause}{settled}")
    lines += [f"  ruling on {v.claim}: {v.ruling}" for v in e.voices if v.ruling]
    lines += [f"  {v.claim} is inferred from {', '.join(v.inferred_from)}" for v in e.voices if v.inferred_from]
    marks = {v.claim: "≠ " if v.relation == APART else "✗ " if v.rejected else "✓ " for v in e.voices}
    rows = [
        [marks[v.claim] + v.relation, f"{v.of}: {v.value}" if v.of else v.value, v.stated_as, v.document, str(v.line)]
        for v in e.voices
    ]
    table = tables.plain(["claim", "value", "stated as", "document", "line"], rows)
    return "".join(f"{text}\n" for text in (*map(line, lines), *("  " + row for row in table.splitlines())))


def _all(store: Store, node: Term, predicate: NamedNode) -> list[Term]:
    if not isinstance(node, NamedNode):
        return []
    return [quad.object for quad in store.quads_for_pattern(node, predicate, None, None)]


def _one(store: Store, node: Term, predicate: NamedNode) -> Term | None:
    found = _all(store, node, predicate)
    return min(found, key=str) if found else None


def _label(store: Store, node: Term | None) -> str:
    return lookup.label(store, node) if isinstance(node, NamedNode) else ""


def _local(node: Term | None) -> str:
    return node.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1] if isinstance(node, NamedNode) else ""


def _value(store: Store, term: Term | None) -> str:
    if isinstance(term, NamedNode) and term.value.startswith(PREFIXES["quantity"]):
        number = _one(store, term, QUDT.numericValue)
        return f"{tables.cell(number)} {_local(_one(store, term, QUDT.unit))}"
    if isinstance(term, NamedNode):
        return lookup.label(store, term)
    return tables.cell(term)
