"""The lines of a document that are cited or excused, a page at a time: tables have tens of thousands."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from spaceflight_graph.namespaces import GRAPH, RDF, SF, SKOS
from spaceflight_graph.query.told import label, one
from spaceflight_graph.serve.pages.citations import Citations, Cited

MOST_CLAIMS = 1500
"""A page ends with the line that has the last of so many claims."""


@dataclass(frozen=True)
class Line:
    """A line, or a run of lines, of a document.

    Attributes:
        number: of the first.
        through: of the last.
        claims: what is claimed from it.
        excuse: why nothing is, and what that means in English.
    """

    number: int
    through: int
    claims: tuple[Cited, ...] = ()
    excuse: tuple[str, str] | None = None


@dataclass(frozen=True)
class Part:
    """As many lines of a document as a page shows.

    Attributes:
        lines: in order.
        before: the first line of the part before; None where this is the first.
        after: the first line of the part after; None where this is the last.
        cited: how many lines of the whole document are cited.
        excused: how many are excused.
        claims: how many claims it has.
    """

    lines: list[Line]
    before: int | None
    after: int | None
    cited: int
    excused: int
    claims: int


@dataclass(frozen=True)
class _Unread:
    """A line before its claims are read: that takes long."""

    number: int
    claims: tuple[NamedNode, ...] = ()
    excuse: NamedNode | None = None


def part(store: Store, document: NamedNode, language: str, line: int | None) -> Part:
    """Return the part of a document that has a line, or its first."""
    cited = [_Unread(n, tuple(sorted(c, key=lambda c: c.value))) for n, c in _claims(store, document).items()]
    excused = [(unread, _through(store, unread)) for unread in _excuses(store, document)]
    whole = sorted(
        [*cited, *(unread for unread, _ in excused)], key=lambda one_: (one_.number, one_.excuse is not None)
    )
    parts = list(_parts(whole))
    at = max((n for n, lines in enumerate(parts) if line is not None and lines[0].number <= line), default=0)
    citations = Citations(store, language)
    return Part(
        lines=[_read(store, unread, citations, language) for unread in (parts[at] if parts else [])],
        before=parts[at - 1][0].number if at else None,
        after=parts[at + 1][0].number if at + 1 < len(parts) else None,
        cited=len(cited),
        excused=sum(through - unread.number + 1 for unread, through in excused),
        claims=sum(len(unread.claims) for unread in cited),
    )


def number(store: Store, node: NamedNode, prop: NamedNode = SF.line) -> int | None:
    """Return the line of a claim or an excuse."""
    found = one(store, node, prop)
    return int(found.value) if isinstance(found, Literal) else None


def _claims(store: Store, document: NamedNode) -> dict[int, list[NamedNode]]:
    """Return the claims of a document by line."""
    found = defaultdict(list)
    for quad in store.quads_for_pattern(None, SF.document, document, None):
        node = quad.subject
        if isinstance(node, NamedNode) and quad.graph_name != GRAPH.coverage and one(store, node, RDF.type) == SF.Claim:
            found[number(store, node) or 0].append(node)
    return found


def _excuses(store: Store, document: NamedNode) -> Iterator[_Unread]:
    for quad in store.quads_for_pattern(None, SF.document, document, GRAPH.coverage):
        node = quad.subject
        if isinstance(node, NamedNode) and (first := number(store, node)) is not None:
            yield _Unread(first, excuse=node)


def _through(store: Store, unread: _Unread) -> int:
    assert unread.excuse is not None  # noqa: S101 - it is asked of none other
    return number(store, unread.excuse, SF.throughLine) or unread.number


def _parts(whole: list[_Unread]) -> Iterator[list[_Unread]]:
    lines: list[_Unread] = []
    claims = 0
    for line in whole:
        if claims >= MOST_CLAIMS:
            yield lines
            lines, claims = [], 0
        lines.append(line)
        claims += len(line.claims)
    if lines:
        yield lines


def _read(store: Store, unread: _Unread, citations: Citations, language: str) -> Line:
    if unread.excuse is None:
        return Line(unread.number, unread.number, tuple(citations.read(claim) for claim in unread.claims))
    why = one(store, unread.excuse, SF.excuse)
    meaning = one(store, why, SKOS.definition)
    told = (label(store, why, language), meaning.value if isinstance(meaning, Literal) else "")
    return Line(unread.number, _through(store, unread), excuse=told)
