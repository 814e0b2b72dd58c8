"""Why does the graph answer so? Every claim about a thing, how it stands to the answer, and the rule that chose it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph import tables, wording
from spaceflight_graph.errors import NotFoundError
from spaceflight_graph.namespaces import OWL, PROV, RDF, SF, local, shorten
from spaceflight_graph.printable import line
from spaceflight_graph.query import lookup
from spaceflight_graph.query.told import Told, every, label, one, told

_COLUMNS = ("claim", "value", "stated as", "document", "line")


@dataclass(frozen=True)
class Voice:
    """One claim as it takes part in an explanation.

    Attributes:
        claim: its name, shortened.
        of: what it states of what, where that is not what is explained: a derived answer and arithmetic rest on others.
        value: what it states, normalised, with all that qualifies it.
        stated_as: its own words.
        document: who says so.
        line: at which line.
        relation: how its value stands to the answer: same, refined by, conflicts …
        rejected: whether the answer was chosen against it.
        ruling: the reason of a decision on it, if there is one.
        inferred_from: what a person inferred it from, by label or shortened name; nothing where it was read.
        apart: whether it is about something else, and cannot be true together with the answer and a third.
    """

    claim: str
    of: str
    value: Told
    stated_as: str
    document: str
    line: int
    relation: str
    rejected: bool
    ruling: str | None
    inferred_from: tuple[str, ...] = ()
    apart: bool = False


@dataclass(frozen=True)
class Contest:
    """One dispute about a property.

    Attributes:
        cause: what lies behind it.
        basis: the rule that settled it, if any did.
        claims: those that take part, shortened.
        rulings: the reasons of the decisions that settled it.
        dispute: its name, shortened.
    """

    cause: str
    basis: str
    claims: tuple[str, ...]
    rulings: tuple[str, ...]
    dispute: str = ""


@dataclass(frozen=True)
class Explanation:
    """One property of one thing.

    Attributes:
        subject: the thing, shortened; and its label.
        label: what people call it.
        property: the property, shortened.
        property_label: what people call that.
        answers: the values that the graph answers with, each with all that qualifies it.
        basis: the rule that chose them, in words.
        support: how many independent documents agree with the answer.
        disputes: what is contested about it.
        voices: every claim, those that agree first; then those that a dispute sets against them.
        language: of the labels and values, and of the words around them.
    """

    subject: str
    label: str
    property: str
    property_label: str
    answers: tuple[Told, ...]
    basis: str
    support: int
    disputes: tuple[Contest, ...]
    voices: tuple[Voice, ...]
    language: str = "en"


def explain(store: Store, subject: str, prop: str | None = None, language: str = "en") -> list[Explanation]:
    """Return every claim about a thing, property by property.

    Args:
        store: the graph.
        subject: the thing, by slug, IRI or label.
        prop: one property, by name, IRI or label; all of them when left out.
        language: in which labels and values are told.

    Raises:
        NotFoundError: no such thing, no such property, or no document says anything of it.
    """
    thing = lookup.find(store, subject)
    only = lookup.find(store, prop, RDF.Property) if prop else None
    by_property: dict[NamedNode, list[NamedNode]] = {}
    facts: dict[NamedNode, list[NamedNode]] = {}
    for quad in store.quads_for_pattern(None, RDF.subject, thing, None):
        node, predicate = quad.subject, one(store, quad.subject, RDF.predicate)
        if not isinstance(node, NamedNode) or not isinstance(predicate, NamedNode):
            continue
        kind = one(store, node, RDF.type)
        if kind == SF.Claim:
            by_property.setdefault(predicate, []).append(node)
        elif kind == SF.Fact:
            facts.setdefault(predicate, []).append(node)
    if not by_property and not facts and lookup.is_a(store, thing, OWL.Class):
        name = lookup.typed(store, thing)
        raise NotFoundError(
            f"{shorten(thing.value)} is a class. Fix: name one of its things; `spaceflight list {name}` lists them."
        )
    stated = sorted(by_property.keys() | facts.keys(), key=lambda p: p.value)
    if only is not None and only not in stated:
        offered = ", ".join(shorten(p.value).removeprefix("sf:") for p in stated) or "none"
        raise NotFoundError(
            f"no document states {shorten(only.value)} of {shorten(thing.value)}. Fix: they state {offered}."
        )
    if not stated:
        raise NotFoundError(f"no document states anything of {shorten(thing.value)} itself. Fix: name another thing.")
    return [
        _explained(store, thing, p, by_property.get(p, []), facts.get(p, []), language)
        for p in stated
        if only in (None, p)
    ]


def _explained(
    store: Store,
    thing: NamedNode,
    prop: NamedNode,
    claims: Sequence[NamedNode],
    facts: Sequence[NamedNode],
    language: str,
) -> Explanation:
    if not claims:  # derived: the claims it follows from are about other things
        claims = [c for f in facts for c in every(store, f, PROV.wasDerivedFrom) if isinstance(c, NamedNode)]
    disputes = [
        quad.subject
        for quad in store.quads_for_pattern(None, RDF.subject, thing, None)
        if isinstance(quad.subject, NamedNode)
        and one(store, quad.subject, RDF.type) == SF.Dispute
        and one(store, quad.subject, RDF.predicate) == prop
    ]
    parties = {party for dispute in disputes for party in every(store, dispute, SF.disputedClaim)}
    rivals = [party for party in parties - set(claims) if isinstance(party, NamedNode)]
    voices = [_voice(store, claim, thing, prop, language, disputed=claim in parties) for claim in (*claims, *rivals)]
    bases = {label(store, one(store, fact, SF.basis), language) for fact in facts}
    support = [int(n.value) for fact in facts if isinstance(n := one(store, fact, SF.support), Literal)]
    return Explanation(
        subject=shorten(thing.value),
        label=lookup.label(store, thing, language),
        property=shorten(prop.value),
        property_label=lookup.label(store, prop, language),
        answers=tuple(sorted((told(store, fact, language) for fact in facts), key=lambda a: (a.reads, a.value))),
        basis=", ".join(sorted(bases)),
        support=max(support, default=0),
        disputes=tuple(
            sorted((_contest(store, dispute, language) for dispute in disputes), key=lambda d: (d.cause, d.claims))
        ),
        voices=tuple(sorted(voices, key=lambda v: (v.apart, v.rejected, v.document, v.line, v.claim))),
        language=language,
    )


def _contest(store: Store, dispute: NamedNode, language: str) -> Contest:
    decisions = [node for node in every(store, dispute, PROV.wasDerivedFrom) if isinstance(node, NamedNode)]
    rulings = [one(store, decision, SF.rationale) for decision in decisions]
    return Contest(
        cause=label(store, one(store, dispute, SF.disputeCause), language),
        basis=label(store, one(store, dispute, SF.basis), language),
        claims=tuple(
            sorted(shorten(c.value) for c in every(store, dispute, SF.disputedClaim) if isinstance(c, NamedNode))
        ),
        rulings=tuple(sorted(reason.value for reason in rulings if isinstance(reason, Literal))),
        dispute=shorten(dispute.value),
    )


def _voice(
    store: Store, claim: NamedNode, thing: NamedNode, prop: NamedNode, language: str, *, disputed: bool
) -> Voice:
    line, stated = one(store, claim, SF.line), one(store, claim, SF.statedAs)
    subject, predicate = one(store, claim, RDF.subject), one(store, claim, RDF.predicate)
    rulings = [
        one(store, quad.subject, SF.rationale) for quad in store.quads_for_pattern(None, SF.onClaim, claim, None)
    ]
    own = (subject, predicate) == (thing, prop)
    apart = disputed and not own
    relation = one(store, claim, SF.relationToFact)
    return Voice(
        claim=shorten(claim.value),
        of="" if own else f"{label(store, subject, language)}: {label(store, predicate, language)}",
        value=told(store, claim, language),
        stated_as=stated.value if isinstance(stated, Literal) else "",
        document=local(one(store, claim, SF.document)) or "",
        line=int(line.value) if isinstance(line, Literal) else 0,
        relation=wording.phrases(language).apart if apart else label(store, relation, language),
        rejected=one(store, claim, SF.rejectedFor) is not None,
        ruling=next((reason.value for reason in rulings if isinstance(reason, Literal)), None),
        inferred_from=tuple(sorted(label(store, ground, language) for ground in every(store, claim, SF.inferredFrom))),
        apart=apart,
    )


class Explanations(tuple[Explanation, ...]):
    """All that a thing's explanation has, a property each; it shows itself as people read it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(map(text, self)).rstrip("\n")

    __str__ = __repr__

    def _repr_html_(self) -> str:
        return "".join(map(html, self))


def text(explanation: Explanation, *, raw: bool = False) -> str:
    """Return an explanation as people read it, or with values as the graph has them."""
    lines, head, rows = _parts(explanation, raw=raw)
    places = tables.terminal()
    prose = (part for text in lines for part in tables.hanging(line(text), places))
    return "".join(f"{part}\n" for part in prose) + tables.plain(head, rows, places, indent=2)


def html(explanation: Explanation) -> str:
    """Return an explanation as people read it in a notebook."""
    from html import escape  # only notebooks wait for it

    (title, *lines), head, rows = _parts(explanation)
    told = "<br>\n".join(escape(line(text.strip())) for text in lines)
    return f"<p><b>{escape(line(title))}</b></p>\n<p>{told}</p>\n{tables.html(head, rows)}"


def _parts(explanation: Explanation, *, raw: bool = False) -> tuple[list[str], list[str], list[list[str]]]:
    """Return the lines of an explanation, and the columns and rows of its claims."""
    e, words = explanation, wording.phrases(explanation.language)
    shown = _as_stored if raw else _as_read
    chosen = words.chosen.format(e.basis)
    if e.support:
        chosen = wording.counted(words.supported, e.support, chosen, language=e.language)
    lines = [*(words.answer.format(shown(answer)) for answer in e.answers), chosen]
    for contest in e.disputes:
        cause = words.disputed.format(contest.cause)
        open_ = contest.basis in ("", e.basis)
        lines.append(cause if open_ else words.settled.format(cause, contest.basis))
    lines += [words.ruling.format(v.claim, v.ruling) for v in e.voices if v.ruling]
    lines += [words.inferred.format(v.claim, ", ".join(v.inferred_from)) for v in e.voices if v.inferred_from]
    rows = [
        [
            ("≠ " if v.apart else "✗ " if v.rejected else "✓ ") + v.relation,
            f"{v.of}: {shown(v.value)}" if v.of else shown(v.value),
            v.stated_as,
            v.document,
            str(v.line),
        ]
        for v in e.voices
    ]
    title = f"{e.label}: {e.property_label}   ({e.subject} {e.property})"
    return [title, *(f"  {text}" for text in lines)], [wording.column(name, e.language) for name in _COLUMNS], rows


def _as_read(value: Told) -> str:
    return value.reads


def _as_stored(value: Told) -> str:
    """Return a value as the graph has it, and behind it what qualifies it."""
    ends = [value.window_end] if value.window_end else []
    caveats = [*filter(None, (value.unit, value.precision, value.approximation))]
    plan = ["planned"] if value.planned else []
    plan += [f"planned as of {value.plan_current_at}"] if value.plan_current_at else []
    return " … ".join([value.value, *ends]) + "".join(f" [{caveat}]" for caveat in (*caveats, *plan))
