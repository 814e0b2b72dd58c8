"""What comes of a page: claims, things to be made, lines excused, and what could not be placed and why."""

from dataclasses import dataclass, replace
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from spaceflight_graph.namespaces import XSD
from spaceflight_graph.values import Form

LONGEST = 80
"""``sf:statedAs`` holds so many characters at most: a value and never a sentence."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making.

    Attributes:
        subject, predicate, object: the triple, its value normalised.
        line: counted from 1.
        stated: the words of the line, at most 80 characters of it, to the letter.
        language: of the words.
        precision, approximation, unit: as `claims.claim.Claim` has them; ``unit`` as a QUDT local name or currency.
        window_end: the last moment of a window.
        planned: whether what is claimed was a plan, where the property does not say so.
        single: whether the property has one value at most, so that the claim's name need not say which.
    """

    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    line: int
    stated: str
    language: str
    precision: str | None = None
    approximation: str | None = None
    unit: str | None = None
    window_end: Literal | None = None
    planned: bool = False
    single: bool = True


def literal(form: Form) -> Literal:
    """Return the literal of a value in its normal form."""
    return _typed(form.lexical, form)


def formed(draft: Draft, form: Form | None) -> Draft:
    """Return a claim with what the form of its value says: precision, approximation, unit, end of a window."""
    if form is None:
        return draft
    return replace(
        draft,
        precision=form.precision,
        approximation=form.approximation,
        unit=form.unit,
        window_end=_typed(form.window_end, form) if form.window_end else None,
    )


def _typed(lexical: str, form: Form) -> Literal:
    return Literal(lexical, datatype=NamedNode(XSD.iri + form.datatype))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A thing that the graph does not have.

    Attributes:
        iri: its name to be.
        kind: its class.
        labels: text and language, as the page has them; none of a thing of the graph whose class the page tells.
        links: plain triples from it, such as ``sf:flight``.
        line: where the page names it first.
        near: labels of things that come near, for a person to look at.
        names: other names, text and language, as the page has them.
    """

    iri: NamedNode
    kind: NamedNode
    labels: tuple[tuple[str, str], ...]
    links: tuple[tuple[NamedNode, NamedNode], ...]
    line: int
    near: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


class Reason(StrEnum):
    """Why something on a line is no claim."""

    NO_FIELD = "no field"
    """The line is none of a box, table, list or sheet: prose, for a person to read."""
    NO_MAPPING = "no mapping"
    NOT_READ = "not read"
    NOT_LINKED = "not linked"
    AMBIGUOUS = "ambiguous"
    COMPUTED = "computed by the page"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """Something on a line that is no claim.

    Attributes:
        line: counted from 1.
        field: the field's label; empty where there is none.
        words: what stands there, shortened.
        reason: why it is not placed.
        hint: what would help, such as names that come near.
    """

    line: int
    field: str
    words: str
    reason: Reason
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Excused:
    """A line that holds nothing to claim.

    Attributes:
        line: counted from 1.
        excuse: a concept such as ``sf:Markup``.
    """

    line: int
    excuse: NamedNode


@dataclass(frozen=True)
class Extraction:
    """What comes of one page.

    Attributes:
        document: its slug.
        layouts: the mappings that were used, by their labels.
        claims: by line.
        proposals: by their names.
        not_placed: by line.
        excused: by line.
        lines: how many lines the page has.
    """

    document: str
    layouts: tuple[str, ...]
    claims: tuple[Draft, ...]
    proposals: tuple[Proposal, ...]
    not_placed: tuple[NotPlaced, ...]
    excused: tuple[Excused, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Description:
    """A document as the sources describe it.

    Attributes:
        slug: its own.
        title, language: of the page.
        digest: SHA-256 of its text.
        publisher, url: empty where nobody has told.
    """

    slug: str
    title: str
    language: str
    digest: str
    publisher: str = ""
    url: str = ""


def shortened(words: str) -> str:
    """Return words on one line, cut to the length of a value."""
    text = " ".join(words.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
